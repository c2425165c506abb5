import type { Configuration } from '../compile/configuration.ts';
import type { HistoryValue } from '../compile/plan.ts';
import type { Context } from '../model/config.ts';
import type { StateNode } from '../model/state-node.ts';
import type { EffectInfo, SendToEffect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { Children } from './children.ts';
import type { ExecutableMachine } from './machine.ts';
import { MachineSnapshot } from './snapshot.ts';

/**
 * A snapshot in the making: a macrostep carries configuration, context and children here and
 * makes one snapshot at its end.
 */
export class Step {
  readonly machine: ExecutableMachine;
  readonly scope: AnyActorScope;
  /** The event at hand: the one that was sent, then the raised ones. */
  event: EventObject;
  status: SnapshotStatus = 'active';
  output: unknown = undefined;
  error: unknown = undefined;
  context: Context;
  /** Changes at the end of a microstep: during it, `stateIn` sees the states before it. */
  configuration: Configuration;
  historyValue: HistoryValue;
  childMap: Children;
  /** Raised events and completions of states, first in first out. */
  queue: EventObject[] | undefined = undefined;
  /** The state being entered, while its entry actions may send to what it is about to invoke. */
  entering: StateNode | undefined = undefined;
  /** Sends to actors that `entering` is about to invoke. */
  heldSends: SendToEffect[] | undefined = undefined;

  constructor(from: MachineSnapshot, event: EventObject, scope: AnyActorScope) {
    this.machine = from.machine;
    this.scope = scope;
    this.event = event;
    this.context = from.context;
    this.configuration = from.configuration;
    this.historyValue = from.historyValue;
    this.childMap = from.childMap;
  }

  /** What actions and expressions are called with. */
  info(): EffectInfo {
    const { self, system } = this.scope;
    return { context: this.context, event: this.event, self, system };
  }

  raise(event: EventObject): void {
    (this.queue ??= []).push(event);
  }

  toSnapshot(): MachineSnapshot {
    return new MachineSnapshot(this);
  }
}
