import type { Actor } from '../actors/actor.ts';
import type { MachineSnapshot } from '../engine/snapshot.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { AnyActorLogic, AnyActorScope } from '../protocol/logic.ts';
import type { Sendable } from './event.ts';
import { InterpreterBase } from './interpreter-base.ts';
import { freshContext, type MachineNode } from './machine-node.ts';
import type { Run } from './run.ts';
import { hostOf } from './service.ts';

/** A machine as the logic of a child: invoked by another machine, it ends with its state. */
export function childLogic(machine: MachineNode): AnyActorLogic {
  const runOf = (scope: AnyActorScope) => hostOf(scope.self) as Run;
  return {
    getInitialSnapshot(scope, input) {
      return adopt(machine, scope, input).getInitialSnapshot(scope);
    },
    restoreSnapshot(persisted, scope) {
      return adopt(machine, scope, undefined).restoreSnapshot(persisted, scope);
    },
    start: (snapshot: MachineSnapshot, scope) => runOf(scope).start(snapshot, scope),
    transition: (snapshot, event, scope) => runOf(scope).transition(snapshot, event, scope),
    getPersistedSnapshot: (snapshot: MachineSnapshot, options) =>
      machine.engine.getPersistedSnapshot(snapshot, options as object),
  };
}

function adopt(machine: MachineNode, { self }: AnyActorScope, input: unknown): Run {
  return new ChildInterpreter(machine, self as Actor<Run>, input).ownRun;
}

/** The interpreter that the logic functions of a child machine see. */
class ChildInterpreter extends InterpreterBase {
  protected readonly actor: Actor<Run>;

  constructor(machine: MachineNode, actor: Actor<Run>, input: unknown) {
    const isSync = hostOf((actor as AnyActorRef)._parent)?.isSync ?? false;
    const context = freshContext(machine, input);
    super(machine, { input, plugins: [], context, isSync, isRoot: false });
    this.actor = actor;
    this.phase = 'running';
  }

  get ownRun(): Run {
    return this.run;
  }

  override get id(): string {
    return this.actor.id;
  }

  send(event: Sendable, payload?: object): void {
    const accepted = this.accept(event, payload);
    if (accepted) this.deliver(accepted);
  }

  sendEvents(events: readonly Sendable[]): void {
    for (const event of events) this.send(event);
  }

  /** @throws StatechartError E406 always: only its parent stops a child */
  stop(): void {
    this.actor.stop();
  }

  /** The parent hears of a failure. */
  override _ended({ status }: MachineSnapshot): void {
    if (status === 'stopped') this.phase = 'stopped';
  }
}
