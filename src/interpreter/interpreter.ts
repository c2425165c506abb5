import type { Actor } from '../actors/actor.ts';
import { RUNNING, type AnyActorRef } from '../protocol/actor-ref.ts';
import type { Sendable } from './event.ts';
import type { AnyMachine, EventInput, SendArgs } from './infer.ts';
import { InterpreterBase } from './interpreter-base.ts';
import { freshContext, type MachineNode } from './machine-node.ts';
import { actorOf, type InterpreterOptions } from './options.ts';
import type { Run } from './run.ts';
import { fromText } from './snapshot-text.ts';

/** Runs a machine whose services may be asynchronous. */
export class Interpreter<
  TMachine extends MachineNode = AnyMachine,
> extends InterpreterBase<TMachine> {
  protected readonly actor: Actor<Run>;

  constructor(machine: TMachine, options: InterpreterOptions = {}) {
    const { input, plugins } = options;
    super(machine, {
      input,
      plugins,
      context: freshContext(machine, input),
      isSync: false,
      isRoot: true,
    });
    this.actor = actorOf(this.run, options);
  }

  /**
   * An interpreter that goes on where another was; `start()` starts its services and timers again.
   * @throws StatechartError E501 to E503 when the text is corrupt or does not fit the machine
   */
  static fromSnapshot<TMachine extends MachineNode>(
    text: string,
    machine: TMachine,
    options: InterpreterOptions = {},
  ): Interpreter<TMachine> {
    const snapshot = fromText(text, machine.id, options.clock);
    const interpreter = new Interpreter(machine, { ...options, snapshot });
    interpreter.checkRestored();
    return interpreter;
  }

  /**
   * Enters the machine and runs its entry actions. Does nothing when it runs.
   * @throws what an action or a guard throws
   * @throws StatechartError E409 after `stop()`
   */
  async start(): Promise<this> {
    this.begin();
    this.#throwErrors();
    return this;
  }

  /**
   * Sends an event; ignored after `stop()`, kept until `start()` before it.
   * @param args an event, or its name and what actions and guards find in `event.payload`
   * @returns resolved when the event and what it raised is processed; services may still be at
   * work. Rejected with what an action or a guard throws.
   */
  send(...args: SendArgs<TMachine['~types']['event']>): Promise<void> {
    return new Promise((resolve, reject) => {
      const accepted = this.accept(...(args as [Sendable, object?]));
      if (!accepted) {
        resolve();
        return;
      }
      let isDelivering = true;
      let isProcessed = false;
      this.deliver(accepted, {
        resolve() {
          isProcessed = true;
          if (!isDelivering) resolve();
        },
        reject,
      });
      isDelivering = false;
      // What synchronous services led to belongs to the event that started them.
      const failure = this.takeError();
      if (failure) reject(failure.error);
      else if (isProcessed) resolve();
    });
  }

  /** Processes each event to its end before the next. */
  async sendEvents(events: readonly EventInput<TMachine['~types']['event']>[]): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- in sequence is what it promises
    for (const event of events) {
      await this.send(...([event] as SendArgs<TMachine['~types']['event']>));
    }
  }

  /** Runs the exit actions of all active states, innermost first, cancels the services, and ends. */
  async stop(): Promise<void> {
    this.end();
    this.#throwErrors();
  }

  /** Resolved when no service and no invoked machine is at work any more. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.#isWaiting()) return;
        subscription.unsubscribe();
        resolve();
      };
      // Results are processed in one go; when that is over, all of them count.
      const checkSoon = (): void => queueMicrotask(check);
      const subscription = this.actor.subscribe({
        next: checkSoon,
        error: checkSoon,
        complete: checkSoon,
      });
      checkSoon();
    });
  }

  #isWaiting(): boolean {
    if (this.actor._processingStatus !== RUNNING) return false;
    const { configuration, childMap } = this.snapshot;
    return configuration.nodes.some(({ invoke }) =>
      invoke.some(({ id }) => isAtWork(childMap.get(id))),
    );
  }

  #throwErrors(): void {
    const failure = this.takeError();
    if (failure) throw failure.error;
  }
}

function isAtWork(child: AnyActorRef | undefined): boolean {
  return child?._processingStatus === RUNNING;
}
