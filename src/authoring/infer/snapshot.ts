import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { AnyActorScope } from '../../protocol/logic.ts';
import type { Snapshot, SnapshotStatus } from '../../protocol/snapshot.ts';
import type { DefaultBag, MachineContext, StateSchema, StateValue, TypeBag } from './bag.ts';
import type { HistoryValue, MachineNode, NodeOwner, TransitionDefinition } from './node.ts';
import type { StateId, ToTestStateValue } from './state-value.ts';
import type { MetaObject } from './type-functions.ts';

interface SnapshotMembers<out T extends TypeBag, TTest, TId extends string> {
  /** Which states are active: `'idle'`, or `{ parent: 'child' }` for nested states. */
  readonly value: T['value'];
  readonly context: T['context'];
  /** The running child actors by id. */
  readonly children: T['refs'];
  readonly tags: Set<string>;
  readonly historyValue: Readonly<HistoryValue<T['context'], T['events']>>;
  readonly machine: MachineLogic<T, SnapshotUnion<T, TTest, TId>>;
  /** @internal The active nodes. */
  readonly _nodes: MachineNode<T['context'], T['events'], MetaObject, MetaObject>[];
  /** Whether this state is active; nested states are written `{ parent: 'child' }`. */
  matches(value: TTest): boolean;
  hasTag(tag: T['tags']): boolean;
  /** Whether the event would be taken by a transition. */
  can(event: T['events']): boolean;
  /** The `meta` of the active states by id. */
  getMeta(): Record<TId, T['meta'] | undefined>;
  toJSON(): unknown;
}

export interface ActiveMachineSnapshot<
  out T extends TypeBag,
  TTest,
  TId extends string,
> extends SnapshotMembers<T, TTest, TId> {
  readonly status: 'active';
  readonly output: undefined;
  readonly error: undefined;
}

export interface DoneMachineSnapshot<
  out T extends TypeBag,
  TTest,
  TId extends string,
> extends SnapshotMembers<T, TTest, TId> {
  readonly status: 'done';
  readonly output: T['output'];
  readonly error: undefined;
}

export interface ErrorMachineSnapshot<
  out T extends TypeBag,
  TTest,
  TId extends string,
> extends SnapshotMembers<T, TTest, TId> {
  readonly status: 'error';
  readonly output: undefined;
  readonly error: unknown;
}

export interface StoppedMachineSnapshot<
  out T extends TypeBag,
  TTest,
  TId extends string,
> extends SnapshotMembers<T, TTest, TId> {
  readonly status: 'stopped';
  readonly output: undefined;
  readonly error: undefined;
}

/** The snapshot of a machine whose types are in the bag `T`. */
export type MachineSnapshotOf<T extends TypeBag> = SnapshotUnion<
  T,
  ToTestStateValue<T['value']>,
  KnownId<StateId<T['states']>>
>;

// Ids of which nothing is known stand for any.
type KnownId<TId extends string> = string extends TId ? string : TId;

/**
 * What `matches` takes (`TTest`) and what `getMeta` is keyed by (`TId`) stand beside the bag:
 * computed from it within the interfaces they would hide from the compiler how these vary with it.
 */
export type SnapshotUnion<T extends TypeBag, TTest, TId extends string> =
  | ActiveMachineSnapshot<T, TTest, TId>
  | DoneMachineSnapshot<T, TTest, TId>
  | ErrorMachineSnapshot<T, TTest, TId>
  | StoppedMachineSnapshot<T, TTest, TId>;

/** The snapshot of a machine, by position. */
export type MachineSnapshot<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TChildren extends Record<string, AnyActorRef | undefined>,
  TStateValue extends StateValue,
  TTag extends string,
  TOutput,
  TMeta extends MetaObject,
  TStateSchema extends StateSchema,
> = MachineSnapshotOf<
  SnapshotBag<TContext, TEvent, TChildren, TStateValue, TTag, TOutput, TMeta, TStateSchema>
>;

interface SnapshotBag<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TChildren extends Record<string, AnyActorRef | undefined>,
  TStateValue extends StateValue,
  TTag extends string,
  TOutput,
  TMeta extends MetaObject,
  TStateSchema extends StateSchema,
> extends DefaultBag {
  context: TContext;
  events: TEvent;
  refs: TChildren;
  value: TStateValue;
  tags: TTag;
  output: TOutput;
  meta: TMeta;
  states: TStateSchema;
}

export type AnyMachineSnapshot = SnapshotUnion<any, any, any>;
/** @deprecated Use `AnyMachineSnapshot`. */
export type AnyState = AnyMachineSnapshot;
export type StateKey = string | AnyMachineSnapshot;

/** The pure half of a machine: all that a snapshot needs to know of the machine it belongs to. */
export interface MachineLogic<out T extends TypeBag, out TSnapshot> extends NodeOwner<
  T['context'],
  T['events'],
  T['meta'],
  T['transitionMeta']
> {
  /** The types of the machine. Never there at run time. */
  readonly '~types'?: T;
  transition(snapshot: TSnapshot, event: T['events'], scope: AnyActorScope): TSnapshot;
  /** The snapshots after each microstep that the event leads to. */
  microstep(snapshot: TSnapshot, event: T['events'], scope: AnyActorScope): TSnapshot[];
  /** The transitions that the event would take. */
  getTransitionData(
    snapshot: TSnapshot,
    event: T['events'],
  ): TransitionDefinition<T['context'], T['events'], T['transitionMeta']>[];
  getInitialSnapshot(scope: AnyActorScope, input?: T['input']): TSnapshot;
  start(snapshot: TSnapshot): void;
  getPersistedSnapshot(snapshot: TSnapshot, options?: unknown): Snapshot<unknown>;
  restoreSnapshot(persisted: Snapshot<unknown>, scope: AnyActorScope): TSnapshot;
  /** A snapshot made by hand. */
  resolveState(config: {
    value: StateValue;
    context?: T['context'];
    historyValue?: HistoryValue<T['context'], T['events']>;
    status?: SnapshotStatus;
    output?: T['output'];
    error?: unknown;
  }): TSnapshot;
}

export interface StateConfig<TContext extends MachineContext, TEvent extends EventObject> {
  context: TContext;
  historyValue?: HistoryValue<TContext, TEvent>;
  children: Record<string, AnyActorRef>;
  status: SnapshotStatus;
  output?: unknown;
  error?: unknown;
  machine?: MachineLogic<TypeBag, TypeBag>;
}

export type AnyStateConfig = StateConfig<any, any>;
