import type { InterpreterApi } from './api.ts';
import type { MachineEvent } from './event.ts';
import { PluginBase, type ServiceInvocation } from './plugin.ts';

/** Counts transitions and events, and measures services. */
export class MetricsPlugin extends PluginBase {
  transitionCount = 0;
  actionCount = 0;
  /** Types of all events, in the order of their arrival. */
  readonly eventsReceived: string[] = [];
  /** By service id: how long each finished call took, in milliseconds. */
  readonly serviceDurationsMs: Record<string, number[]> = {};
  readonly #nowMs: () => number;
  readonly #startedAtMs = new WeakMap<InterpreterApi, Map<string, number>>();

  /** @param options.now the time in milliseconds; `performance.now()` when absent */
  constructor({ now = () => performance.now() }: { readonly now?: () => number } = {}) {
    super();
    this.#nowMs = now;
  }

  override onTransition(): void {
    this.transitionCount++;
  }

  override onActionExecute(): void {
    this.actionCount++;
  }

  override onEventReceived(_interpreter: InterpreterApi, event: MachineEvent): void {
    this.eventsReceived.push(event.type);
  }

  override onServiceStart(interpreter: InterpreterApi, { id }: ServiceInvocation): void {
    let started = this.#startedAtMs.get(interpreter);
    if (!started) this.#startedAtMs.set(interpreter, (started = new Map<string, number>()));
    started.set(id, this.#nowMs());
  }

  override onServiceDone(interpreter: InterpreterApi, invocation: ServiceInvocation): void {
    this.#finished(interpreter, invocation);
  }

  override onServiceError(interpreter: InterpreterApi, invocation: ServiceInvocation): void {
    this.#finished(interpreter, invocation);
  }

  #finished(interpreter: InterpreterApi, { id }: ServiceInvocation): void {
    const startedAtMs = this.#startedAtMs.get(interpreter)?.get(id);
    if (startedAtMs === undefined) return;
    (this.serviceDurationsMs[id] ??= []).push(this.#nowMs() - startedAtMs);
  }
}
