// oxlint-disable typescript/no-unused-vars -- the parameters of the hooks are their documentation
import type { Transition } from '../model/state-node.ts';
import type { ActionDefinition, InterpreterApi } from './api.ts';
import type { MachineEvent } from './event.ts';

/** A service at work. */
export interface ServiceInvocation {
  readonly id: string;
  /** The name of the service. */
  readonly src: string;
  readonly input: unknown;
}

/** A transition as it was taken. */
export type TakenTransition = Pick<
  Transition,
  'source' | 'target' | 'eventType' | 'actions' | 'guard' | 'reenter' | 'meta' | 'description'
>;

/**
 * Sees what an interpreter does; override the hooks that you need.
 *
 * Plugins observe. What a hook throws is reported and changes nothing.
 */
export class PluginBase {
  onInterpreterStart(interpreter: InterpreterApi): void {}

  onInterpreterStop(interpreter: InterpreterApi): void {}

  /** An event is about to be processed, whether anything reacts to it or not. */
  onEventReceived(interpreter: InterpreterApi, event: MachineEvent): void {}

  /** An event and all that followed from it is processed; `error` when that failed. */
  onEventProcessed(interpreter: InterpreterApi, event: MachineEvent, error?: unknown): void {}

  /**
   * A transition was taken.
   * @param fromStates ids of the active leaf states before, and after in `toStates`
   */
  onTransition(
    interpreter: InterpreterApi,
    fromStates: ReadonlySet<string>,
    toStates: ReadonlySet<string>,
    transition: TakenTransition,
  ): void {}

  /** An action is about to run. */
  onActionExecute(interpreter: InterpreterApi, action: ActionDefinition): void {}

  onActionError(interpreter: InterpreterApi, action: ActionDefinition, error: unknown): void {}

  onGuardEvaluated(
    interpreter: InterpreterApi,
    guardName: string,
    event: MachineEvent,
    result: boolean,
  ): void {}

  onServiceStart(interpreter: InterpreterApi, invocation: ServiceInvocation): void {}

  onServiceDone(
    interpreter: InterpreterApi,
    invocation: ServiceInvocation,
    result: unknown,
  ): void {}

  onServiceError(
    interpreter: InterpreterApi,
    invocation: ServiceInvocation,
    error: unknown,
  ): void {}
}

/** Any object with some of the hooks. */
export type Plugin = Partial<PluginBase>;

type Hook = keyof PluginBase;

/** Calls a hook of every plugin, in order. */
export function tellPlugins<THook extends Hook>(
  plugins: readonly Plugin[],
  hook: THook,
  ...args: Parameters<PluginBase[THook]>
): void {
  for (const plugin of plugins) {
    try {
      (plugin[hook] as ((...args: unknown[]) => void) | undefined)?.apply(plugin, args);
    } catch (error) {
      console.error(`A plugin failed in ${hook}:`, error);
    }
  }
}
