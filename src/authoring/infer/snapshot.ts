import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { AnyActorScope } from '../../protocol/logic.ts';
import type { Snapshot, SnapshotStatus } from '../../protocol/snapshot.ts';
import type { DefaultBag, MachineContext, StateSchema, StateValue, TypeBag } from './bag.ts';
import type { HistoryValue, MachineNode, NodeOwner, TransitionDefinition } from './node.ts';
import type { NestedKeys, StateId, ToTestStateValue, NarrowedValue } from './state-value.ts';
import type { MetaObject } from './type-functions.ts';

/*
 * What all snapshots of a machine have. Not an interface: of an interface within an intersection
 * TypeScript makes one of its own, for the sake of `this`, with all members anew.
 */
type SnapshotMembers<out T extends TypeBag, out D extends Derived> = {
  readonly context: T['context'];
  /** The running child actors by id. */
  readonly children: T['refs'];
  readonly tags: Set<string>;
  readonly historyValue: Readonly<HistoryValue<T['context'], T['events']>>;
  readonly machine: MachineLogic<T, SnapshotBox<T, D>>;
  /** @internal The active nodes. */
  readonly _nodes: MachineNode<T['context'], T['events'], MetaObject, MetaObject>[];
  /** Whether this state is active; nested states are written `{ parent: 'child' }`. */
  matches: Matches<D['test']>['matches'];
  hasTag(tag: T['tags']): boolean;
  /** Whether the event would be taken by a transition. */
  can(event: T['events']): boolean;
  /** The `meta` of the active states by id. */
  getMeta(): D['byId'];
  toJSON(): unknown;
};

/** Where a machine is. Apart from the other members, for the sake of `this`. */
interface Located<TValue> {
  /** Which states are active: `'idle'`, or `{ parent: 'child' }` for nested states. */
  readonly value: NarrowedValue<TValue, this>;
}

// In `snapshot.matches(…)`, `this` is the snapshot. Apart from it, the method is there once for all
// kinds of snapshots.
interface Matches<TTest> {
  matches<const V>(value: OneOf<V, TTest>): this is InState<V>;
}
// A constraint of `V` would say the same. But TypeScript calls no method of a union of snapshots
// whose type parameter has a constraint of its own in each of them. `undefined` is of no meaning: it
// is what TypeScript compares a literal with first, and has no properties.
type OneOf<V, TTest> = unknown extends V ? (V & TTest) | undefined : V extends TTest ? V : TTest;

/**
 * What a snapshot is beside itself once `matches(value)` has said yes. A snapshot that was not
 * asked lacks the property, and so is still of its whole type when the answer is no.
 */
export interface InState<V> {
  /** The states that are known to be active, as nested keys. Never there at run time. */
  readonly '~in': NestedKeys<V>;
}

interface Active {
  readonly status: 'active';
  readonly output: undefined;
  readonly error: undefined;
}
interface Done<out TOutput> {
  readonly status: 'done';
  readonly output: TOutput;
  readonly error: undefined;
}
interface Failed {
  readonly status: 'error';
  readonly output: undefined;
  readonly error: unknown;
}
interface Stopped {
  readonly status: 'stopped';
  readonly output: undefined;
  readonly error: undefined;
}

/** The snapshot of a machine whose types are in the bag `T`. */
export type MachineSnapshotOf<T extends TypeBag> = SnapshotUnion<
  T,
  // Without a name: by its name the compiler would compare what it is made of, and not itself.
  {
    readonly test: ToTestStateValue<T['value']>;
    readonly byId: Record<KnownId<StateId<T['states']>>, T['meta'] | undefined>;
  }
>;

/** What follows from the bag; in an object, so that it is not worked out before somebody asks. */
export interface Derived {
  /** What `matches` takes. */
  readonly test: unknown;
  /** The `meta` of all states by their ids. */
  readonly byId: Record<string, MetaObject | undefined>;
}
export interface AnyDerived extends Derived {
  readonly test: StateValue;
}

// Ids of which nothing is known stand for any.
type KnownId<TId extends string> = string extends TId ? string : TId;

/**
 * What is derived stands beside the bag: computed from it within the type it would hide from the
 * compiler how the type varies with it.
 */
export type SnapshotUnion<T extends TypeBag, D extends Derived> = SnapshotMembers<T, D> &
  Located<T['value']> &
  (Active | Done<T['output']> | Failed | Stopped);

/** The snapshot of a machine, for whom it is not worth knowing it yet. */
export interface BoxedSnapshot {
  readonly snapshot: unknown;
}
interface SnapshotBox<out T extends TypeBag, out D extends Derived> {
  readonly snapshot: SnapshotUnion<T, D>;
}

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

export type AnyMachineSnapshot = SnapshotUnion<any, any>;
/** @deprecated Use `AnyMachineSnapshot`. */
export type AnyState = AnyMachineSnapshot;
export type StateKey = string | AnyMachineSnapshot;

/** The pure half of a machine: all that a snapshot needs to know of the machine it belongs to. */
export interface MachineLogic<
  out T extends TypeBag,
  out TBox extends BoxedSnapshot,
> extends NodeOwner<T['context'], T['events'], T['meta'], T['transitionMeta']> {
  /** The types of the machine. Never there at run time. */
  readonly '~types'?: T;
  /** Its snapshots. Never there at run time. */
  readonly '~snapshots'?: TBox;
  transition(
    snapshot: TBox['snapshot'],
    event: T['events'],
    scope: AnyActorScope,
  ): TBox['snapshot'];
  /** The snapshots after each microstep that the event leads to. */
  microstep(
    snapshot: TBox['snapshot'],
    event: T['events'],
    scope: AnyActorScope,
  ): TBox['snapshot'][];
  /** The transitions that the event would take. */
  getTransitionData(
    snapshot: TBox['snapshot'],
    event: T['events'],
  ): TransitionDefinition<T['context'], T['events'], T['transitionMeta']>[];
  getInitialSnapshot(scope: AnyActorScope, input?: T['input']): TBox['snapshot'];
  start(snapshot: TBox['snapshot']): void;
  getPersistedSnapshot(snapshot: TBox['snapshot'], options?: unknown): Snapshot<unknown>;
  restoreSnapshot(persisted: Snapshot<unknown>, scope: AnyActorScope): TBox['snapshot'];
  /** A snapshot made by hand. */
  resolveState(config: {
    value: StateValue;
    context?: T['context'];
    historyValue?: HistoryValue<T['context'], T['events']>;
    status?: SnapshotStatus;
    output?: T['output'];
    error?: unknown;
  }): TBox['snapshot'];
}

export interface StateConfig<TContext extends MachineContext, TEvent extends EventObject> {
  context: TContext;
  historyValue?: HistoryValue<TContext, TEvent>;
  children: Record<string, AnyActorRef>;
  status: SnapshotStatus;
  output?: unknown;
  error?: unknown;
  machine?: MachineLogic<TypeBag, SnapshotBox<TypeBag, AnyDerived>>;
}

export type AnyStateConfig = StateConfig<any, any>;
