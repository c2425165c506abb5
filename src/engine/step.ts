import type { Configuration } from '../compile/configuration.ts';
import type { HistoryValue } from '../compile/plan.ts';
import type { Context } from '../model/config.ts';
import type { StateNode } from '../model/state-node.ts';
import type { BuiltinEffect, EffectInfo, SendToEffect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { Children } from './children.ts';
import type { ExecutableMachine } from './machine.ts';
import { MachineSnapshot, type SnapshotFields } from './snapshot.ts';

/** What a macrostep starts from. */
export type StepFields = Pick<
  SnapshotFields,
  'machine' | 'context' | 'configuration' | 'historyValue' | 'childMap'
>;

/**
 * A snapshot in the making: a macrostep carries configuration, context and children here and
 * makes one snapshot at its end.
 */
export class Step {
  readonly machine: ExecutableMachine;
  readonly scope: AnyActorScope;
  /** Custom actions are called as they come, as nobody looks at them as effects. */
  readonly callsActions: boolean;
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
  /** How many of `queue` have been processed: moving up the others would cost more. */
  #processed = 0;
  /** The state being entered, while its entry actions may send to what it is about to invoke. */
  entering: StateNode | undefined = undefined;
  /** Sends to actors that `entering` is about to invoke. */
  heldSends: SendToEffect['params'][] | undefined = undefined;

  /** Made once for all actions that see the same. */
  #info: EffectInfo | undefined = undefined;

  constructor(from: StepFields, event: EventObject, scope: AnyActorScope) {
    this.machine = from.machine;
    this.scope = scope;
    this.callsActions = scope.callsActions;
    this.event = event;
    this.context = from.context;
    this.configuration = from.configuration;
    this.historyValue = from.historyValue;
    this.childMap = from.childMap;
  }

  /** What actions and expressions are called with. */
  info(): EffectInfo {
    const { context, event } = this;
    const info = this.#info;
    if (info !== undefined && info.context === context && info.event === event) return info;
    const { self, system } = this.scope;
    return (this.#info = { context, event, self, system });
  }

  /** Hands an effect to the sink. A running actor that nobody watches needs no `info` of its own effects. */
  effect(type: BuiltinEffect['type'], params: BuiltinEffect['params']): void {
    const info = this.callsActions ? undefined : this.info();
    this.scope.actionExecutor({ type, info, params, exec: undefined } as BuiltinEffect);
  }

  raise(event: EventObject): void {
    (this.queue ??= []).push(event);
  }

  nextRaised(): EventObject | undefined {
    const { queue } = this;
    if (queue === undefined) return undefined;
    if (this.#processed < queue.length) return queue[this.#processed++];
    this.queue = undefined;
    this.#processed = 0;
    return undefined;
  }

  toSnapshot(): MachineSnapshot {
    return new MachineSnapshot(this);
  }
}
