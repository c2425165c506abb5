import { InvalidConfigError } from '../errors.ts';
import type { MachineConfig } from '../model/config.ts';
import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';
import { toMachineNode } from './create-machine.ts';
import type { Event } from './event.ts';
import type { LooseTypes } from './infer.ts';
import type { LogicEvent } from './uses.ts';
import type { VariableOf } from './variable-of.ts';
import { toConfig } from './declared-config.ts';
import type { MachineNode } from './machine-node.ts';
import { State, type StateOptions, type TransitionOptions } from './state.ts';

/**
 * Puts a machine together step by step.
 *
 * The context comes before the functions that work on it, and states before the transitions
 * between them: then both are checked.
 */
export class MachineBuilder<TContext = Record<string, unknown>, TState extends string = never> {
  readonly #id: string;
  #context: unknown;
  readonly #root: Record<string, unknown> = {};
  readonly #states: Record<string, State> = {};
  readonly #actions: Record<string, ActionFunction> = {};
  readonly #guards: Record<string, GuardFunction> = {};
  readonly #services: Record<string, ServiceFunction | MachineNode> = {};
  readonly #delays: Record<string, Delay> = {};

  constructor(id: string) {
    this.#id = id;
  }

  context<TNext>(context: TNext): MachineBuilder<VariableOf<TNext>, TState> {
    this.#context = context;
    return this as never;
  }

  /** A key of the machine itself: `on`, `entry`, `type`, `types`, `description`, ... */
  set(key: string, value: unknown): this {
    this.#root[key] = value;
    return this;
  }

  state<TKey extends string>(
    key: TKey,
    options: StateOptions = {},
  ): MachineBuilder<TContext, TState | TKey> {
    this.#states[key] = new State(key, options);
    return this as never;
  }

  /**
   * A transition between states that were added before.
   * @param target undefined: only actions
   */
  transition(
    source: TState,
    event: string,
    target?: TState | `#${string}` | `.${string}`,
    options: Omit<TransitionOptions, 'event'> = {},
  ): this {
    const state = this.#states[source];
    if (!state) {
      const message = `a transition on "${event}" starts from "${source}", which is no state`;
      const help = `Add it first: .state("${source}")`;
      throw new InvalidConfigError(this.#id, [{ code: 'E201', at: this.#id, message, help }]);
    }
    if (target === undefined) state.internal(event, options);
    else state.to(target, { ...options, event });
    return this;
  }

  action(name: string, action: ActionFunction<TContext, LogicEvent>): this {
    this.#actions[name] = action;
    return this;
  }

  guard(name: string, guard: GuardFunction<TContext, LogicEvent>): this {
    this.#guards[name] = guard;
    return this;
  }

  service(name: string, service: ServiceFunction<TContext, Event> | MachineNode): this {
    this.#services[name] = service;
    return this;
  }

  delay(name: string, delay: Delay<TContext>): this {
    this.#delays[name] = delay;
    return this;
  }

  /** The config as it would be written by hand. */
  toConfig(): MachineConfig {
    return toConfig({
      id: this.#id,
      context: this.#context,
      root: this.#root,
      states: this.#states,
    });
  }

  /**
   * The machine. Each call gives another one, and the builder can go on.
   * @throws InvalidConfigError, ImplementationMissingError as `createMachine` does
   */
  build(): MachineNode<LooseTypes<TContext>> {
    const logic = {
      actions: { ...this.#actions },
      guards: { ...this.#guards },
      services: { ...this.#services },
      delays: { ...this.#delays },
    };
    return toMachineNode(this.toConfig(), { logic }) as MachineNode<LooseTypes<TContext>>;
  }
}
