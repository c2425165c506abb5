import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { ExecutableActionsFrom } from './executable.ts';
import type { EventDescriptor, ExtractEvent } from './event.ts';
import type { LogicEvent, LogicInput, LogicSnapshot } from './actor-from.ts';
import type { OutputFrom, SnapshotFrom } from './from.ts';
import type { AnyStateMachine } from './machine.ts';
import type { AnyStateNode, AnyTransitionDefinition } from './node.ts';
import type { AnyMachineSnapshot } from './snapshot.ts';
import type { StateValue } from './bag.ts';

type InputArgs<L> =
  undefined extends LogicInput<L> ? [input?: LogicInput<L>] : [input: LogicInput<L>];

/** What follows from an event: the next snapshot, and what is to be done. Nothing is done. */
export interface Transition {
  <L extends AnyActorLogic>(
    logic: L,
    snapshot: LogicSnapshot<L>,
    event: LogicEvent<L>,
  ): [nextSnapshot: LogicSnapshot<L>, actions: ExecutableActionsFrom<L>[]];
}

/** The first snapshot of a logic, and what is to be done. */
export interface InitialTransition {
  <L extends AnyActorLogic>(
    logic: L,
    ...input: InputArgs<L>
  ): [snapshot: LogicSnapshot<L>, actions: ExecutableActionsFrom<L>[]];
}

/** As `transition`, for each microstep. */
export interface GetMicrosteps {
  <L extends AnyStateMachine>(
    machine: L,
    snapshot: LogicSnapshot<L>,
    event: LogicEvent<L>,
  ): [snapshot: LogicSnapshot<L>, actions: ExecutableActionsFrom<L>[]][];
}

/** As `initialTransition`, for each microstep. */
export interface GetInitialMicrosteps {
  <L extends AnyStateMachine>(
    machine: L,
    ...input: InputArgs<L>
  ): [snapshot: LogicSnapshot<L>, actions: ExecutableActionsFrom<L>[]][];
}

/** Every transition of the active states, whatever its guard says, in document order. */
export interface GetNextTransitions {
  (snapshot: AnyMachineSnapshot): AnyTransitionDefinition[];
}

/** @deprecated Use `initialTransition`. */
export interface GetInitialSnapshot {
  <L extends AnyActorLogic>(logic: L, ...input: InputArgs<L>): LogicSnapshot<L>;
}

/** @deprecated Use `transition`. */
export interface GetNextSnapshot {
  <L extends AnyActorLogic>(
    logic: L,
    snapshot: LogicSnapshot<L>,
    event: LogicEvent<L>,
  ): LogicSnapshot<L>;
}

/** Functions for some of the states of a machine, in the shape of its states. */
export interface StateMapper<TSnapshot, S, TResult> {
  map?: (snapshot: TSnapshot) => TResult;
  states?: S extends { states: infer C }
    ? { [K in keyof C]?: StateMapper<TSnapshot, C[K], TResult> }
    : never;
}

/** The results of `map` for the active states, innermost first. */
export interface MapState {
  <T extends AnyMachineSnapshot, TResult>(
    snapshot: T,
    mapper: StateMapper<T, SchemaOf<T>, TResult>,
  ): { stateNode: AnyStateNode; result: TResult }[];
}
type SchemaOf<T extends AnyMachineSnapshot> = T['machine'] extends {
  '~types'?: { states: infer S };
}
  ? S
  : never;

/** Throws when the event is none of these types. */
export interface AssertEvent {
  <TEvent extends EventObject, TDescriptor extends EventDescriptor<TEvent>>(
    event: TEvent,
    type: TDescriptor | readonly TDescriptor[],
  ): asserts event is ExtractEvent<TEvent, TDescriptor>;
}

/** Whether the first state value is the second or a part of it. */
export interface MatchesState {
  (partial: StateValue, value: StateValue): boolean;
}

export interface WaitForOptions {
  /** Milliseconds after which the promise is rejected. */
  timeout: number;
  signal?: AbortSignal;
}

/** The first snapshot for which the predicate holds. Rejected when the actor ends before. */
export interface WaitFor {
  // TypeScript knows of `(snapshot) => snapshot.matches('done')` what it says of the snapshot.
  <TActorRef extends AnyActorRef, TSnapshot extends SnapshotFrom<TActorRef>>(
    actor: TActorRef,
    predicate: (snapshot: SnapshotFrom<TActorRef>) => snapshot is TSnapshot,
    options?: Partial<WaitForOptions>,
  ): Promise<TSnapshot>;
  <TActorRef extends AnyActorRef>(
    actor: TActorRef,
    predicate: (snapshot: SnapshotFrom<TActorRef>) => boolean,
    options?: Partial<WaitForOptions>,
  ): Promise<SnapshotFrom<TActorRef>>;
}

/** The output of an actor once it is done. Rejected with its error. */
export interface ToPromise {
  <T extends AnyActorRef>(actor: T): Promise<OutputFrom<T>>;
}
