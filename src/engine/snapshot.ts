import type { Context } from '../model/config.ts';
import type { Configuration, StateValue } from '../compile/configuration.ts';
import type { HistoryValue } from '../compile/plan.ts';
import type { StateNode } from '../model/state-node.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { Children } from './children.ts';
import type { ExecutableMachine } from './machine.ts';
import { matchesState } from './matches-state.ts';
import { selectTransitions } from './select.ts';

export interface SnapshotFields {
  readonly machine: ExecutableMachine;
  readonly status: SnapshotStatus;
  readonly output: unknown;
  readonly error: unknown;
  readonly context: Context;
  readonly configuration: Configuration;
  readonly historyValue: HistoryValue;
  readonly childMap: Children;
}

/**
 * A machine at a point in time. Immutable: every macrostep that changes something gives
 * another one. What follows from the configuration is found out when it is asked for.
 */
export class MachineSnapshot implements SnapshotFields {
  readonly status: SnapshotStatus;
  readonly output: unknown;
  readonly error: unknown;
  readonly context: Context;
  /** By id of a history state: the states that it leads back to. */
  readonly historyValue: HistoryValue;
  readonly machine: ExecutableMachine;
  /** @internal */ readonly configuration: Configuration;
  /** @internal */ readonly childMap: Children;

  /** @param configuration the states; those of `fields` when absent */
  constructor(fields: SnapshotFields, configuration: Configuration = fields.configuration) {
    this.status = fields.status;
    this.output = fields.output;
    this.error = fields.error;
    this.context = fields.context;
    this.historyValue = fields.historyValue;
    this.machine = fields.machine;
    this.configuration = configuration;
    this.childMap = fields.childMap;
  }

  /** The active states: a key, or keys with what is active below them. */
  get value(): StateValue {
    return this.configuration.value;
  }

  get tags(): Set<string> {
    return this.configuration.tags;
  }

  /** Invoked and spawned actors by id. */
  get children(): Record<string, AnyActorRef> {
    return this.childMap.toRecord();
  }

  /** Active states in document order. */
  get _nodes(): readonly StateNode[] {
    return this.configuration.nodes;
  }

  /** Whether all states of `partial` are active. */
  matches(partial: StateValue): boolean {
    return matchesState(partial, this.value);
  }

  hasTag(tag: string): boolean {
    return this.tags.has(tag);
  }

  /** Whether `event` would cause a transition, also one that has actions and no target. */
  can(event: EventObject): boolean {
    if (this.status !== 'active') return false;
    const { enabled } = selectTransitions(this, event);
    return enabled.some(({ transition }) => transition.target || transition.actions.length > 0);
  }

  /** `meta` of the active states, by state id. */
  getMeta(): Record<string, unknown> {
    const withMeta = this._nodes.filter((node) => node.meta !== undefined);
    return Object.fromEntries(withMeta.map((node) => [node.id, node.meta]));
  }

  toJSON(): Record<string, unknown> {
    const { status, output, error, value, context, children, historyValue } = this;
    return { status, output, error, value, tags: [...this.tags], context, children, historyValue };
  }
}
