import type { Actor } from '../actors/actor.ts';
import type { Sendable } from './event.ts';
import type { AnyMachine, EventInput, SendArgs } from './infer.ts';
import { InterpreterBase } from './interpreter-base.ts';
import { freshContext, type MachineNode } from './machine-node.ts';
import { actorOf, type InterpreterOptions } from './options.ts';
import type { Run } from './run.ts';
import { fromText } from './snapshot-text.ts';

/**
 * Runs a machine synchronously: when `send` returns, the event and all that follows from it
 * is done, services included.
 */
export class SyncInterpreter<
  TMachine extends MachineNode = AnyMachine,
> extends InterpreterBase<TMachine> {
  protected readonly actor: Actor<Run>;

  constructor(machine: TMachine, options: InterpreterOptions = {}) {
    const { input, plugins } = options;
    super(machine, {
      input,
      plugins,
      context: freshContext(machine, input),
      isSync: true,
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
  ): SyncInterpreter<TMachine> {
    const snapshot = fromText(text, machine.id, options.clock);
    const interpreter = new SyncInterpreter(machine, { ...options, snapshot });
    interpreter.checkRestored();
    return interpreter;
  }

  /**
   * Enters the machine and runs its entry actions. Does nothing when it runs.
   * @throws what an action, a guard or a misused service throws
   * @throws StatechartError E409 after `stop()`
   */
  start(): this {
    this.begin();
    this.#throwErrors();
    return this;
  }

  /**
   * Processes an event; ignored after `stop()`, kept until `start()` before it.
   * @param args an event, or its name and what actions and guards find in `event.payload`
   * @throws what an action, a guard or a misused service throws
   */
  send(...args: SendArgs<TMachine['~types']['event']>): void {
    const accepted = this.accept(...(args as [Sendable, object?]));
    if (!accepted) return;
    this.deliver(accepted);
    this.#throwErrors();
  }

  /** Processes each event to its end before the next. */
  sendEvents(events: readonly EventInput<TMachine['~types']['event']>[]): void {
    for (const event of events) this.send(...([event] as SendArgs<TMachine['~types']['event']>));
  }

  /** Runs the exit actions of all active states, innermost first, and ends. */
  stop(): void {
    this.end();
    this.#throwErrors();
  }

  #throwErrors(): void {
    const failure = this.takeError();
    if (failure) throw failure.error;
  }
}
