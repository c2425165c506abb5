import type { StateNode } from '../model/state-node.ts';
import type { BuiltinEffect, Effect, EffectInfo, SendToEffect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorScope, EffectPerformer } from '../protocol/logic.ts';
import type { ExecutableMachine } from './machine.ts';
import { MachineSnapshot, type SnapshotFields } from './snapshot.ts';

/** A snapshot that nobody has seen yet. */
type Draft = { -readonly [Field in keyof MachineSnapshot]: MachineSnapshot[Field] };

/** A state that is being entered, while its entry actions may send to what it is about to invoke. */
interface Invoking {
  readonly node: StateNode;
  readonly heldSends: SendToEffect['params'][];
}

/** A macrostep at work: it makes one snapshot, however many microsteps there are. */
export class Step {
  /**
   * Carries configuration, context and children from microstep to microstep. Its configuration
   * changes at the end of each: during it, `stateIn` sees the states before it.
   */
  readonly draft: Draft;
  readonly scope: AnyActorScope;
  /** When there is one, custom actions are called as they come: nobody looks at them as effects. */
  readonly performer: EffectPerformer | undefined;
  /** The event at hand: the one that was sent, then the raised ones. */
  event: EventObject;
  invoking: Invoking | undefined = undefined;
  /** The draft is out and must not change any more. */
  isOver = false;
  private raised: Raised | undefined = undefined;
  /** Made once for all actions that see the same. */
  private seen: EffectInfo | undefined = undefined;

  /** @param from a snapshot that is active */
  constructor(from: SnapshotFields, event: EventObject, scope: AnyActorScope) {
    this.draft = new MachineSnapshot(from);
    this.scope = scope;
    this.performer = scope.performer;
    this.event = event;
  }

  get machine(): ExecutableMachine {
    return this.draft.machine;
  }

  /** What actions and expressions are called with. */
  info(): EffectInfo {
    const { event, seen } = this;
    const { context } = this.draft;
    if (seen !== undefined && seen.context === context && seen.event === event) return seen;
    const { self, system } = this.scope;
    return (this.seen = { context, event, self, system });
  }

  effect(type: BuiltinEffect['type'], params: BuiltinEffect['params']): void {
    const { performer } = this;
    if (performer !== undefined) performer._perform(type, params);
    else this.scope.actionExecutor({ type, info: this.info(), params, exec: undefined } as Effect);
  }

  raise(event: EventObject): void {
    (this.raised ??= new Raised()).events.push(event);
  }

  nextRaised(): EventObject | undefined {
    const { raised } = this;
    if (raised === undefined) return undefined;
    if (raised.processed < raised.events.length) return raised.events[raised.processed++];
    this.raised = undefined;
    return undefined;
  }

  /** Nothing follows: the common case, seen without a look at each possibility. */
  isSettled(): boolean {
    const { status, configuration } = this.draft;
    return status === 'active' && this.raised === undefined && !configuration.hasAlways;
  }

  /** A copy of the draft as it stands. */
  toSnapshot(): MachineSnapshot {
    return new MachineSnapshot(this.draft);
  }

  /** The draft itself, as it is finished. */
  finish(): MachineSnapshot {
    this.isOver = true;
    return this.draft;
  }
}

/** Raised events and completions of states, first in first out. */
class Raised {
  readonly events: EventObject[] = [];
  /** How many of them have been processed: moving up the others would cost more. */
  processed = 0;
}
