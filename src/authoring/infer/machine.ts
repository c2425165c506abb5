import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';
import type { BoundAction, DelayConfigOf } from './action.ts';
import type { LogicEvent, LogicInput, LogicSnapshot } from './actor-from.ts';
import type {
  ConfigBag,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  StateSchema,
  StateValue,
  TypeBag,
} from './bag.ts';
import type { GuardFor } from './guard.ts';
import type { MetaObject, ReturnTypeOrValue } from './type-functions.ts';
import type { MachineLogic, MachineSnapshotOf } from './snapshot.ts';
import type { MachineConfigOf } from './state-config.ts';

/** A machine: the logic of an actor, written as states. `T` holds all its types. */
export interface Machine<T extends TypeBag> extends MachineLogic<
  T,
  { readonly snapshot: MachineSnapshotOf<T> }
> {
  /** What the user wrote. */
  readonly config: MachineConfigOf<TypeBag>;
  readonly implementations: MachineImplementationsSimplified;
  /** The same machine with other implementations for names that it uses. */
  provide(implementations: ImplementationsOf<T>): Machine<T>;
}

/** A machine, by position. */
export type StateMachine<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TChildren extends Record<string, AnyActorRef | undefined>,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TStateValue extends StateValue,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TMeta extends MetaObject,
  TStateSchema extends StateSchema,
  TTransitionMeta extends MetaObject = TMeta,
> = Machine<
  MachineBag<
    TContext,
    TEvent,
    TChildren,
    TActor,
    TAction,
    TGuard,
    TDelay,
    TStateValue,
    TTag,
    TInput,
    TOutput,
    TEmitted,
    TMeta,
    TStateSchema,
    TTransitionMeta
  >
>;

interface MachineBag<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TChildren extends Record<string, AnyActorRef | undefined>,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TStateValue extends StateValue,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TMeta extends MetaObject,
  TStateSchema extends StateSchema,
  TTransitionMeta extends MetaObject,
> extends ConfigBag<
  TContext,
  TEvent,
  TActor,
  TAction,
  TGuard,
  TDelay,
  TEmitted,
  TTransitionMeta,
  TMeta,
  TTag,
  TInput,
  TOutput
> {
  refs: TChildren;
  value: TStateValue;
  states: TStateSchema;
}

export type AnyStateMachine = Machine<any>;

/** Implementations for the names that a machine uses, each checked against the name's type. */
export interface ImplementationsOf<T extends TypeBag> {
  actions?: ActionMapOf<T>;
  guards?: GuardMapOf<T>;
  actors?: { [K in keyof T['actors']]?: T['actors'][K] | ReplacementOf<T['actors'][K]> };
  delays?: { [K in keyof T['delays']]?: DelayConfigOf<T, T['events'], undefined> };
}

/**
 * A logic that may take the place of `L`: it takes what `L` takes, and its snapshots are such as
 * those of `L`. A logic itself says neither, because it gets its own snapshots back.
 */
interface Replacement<S, E, I> {
  readonly transition: (snapshot: never, event: E, scope: never) => S;
  readonly getInitialSnapshot: (scope: never, input: I) => S;
  readonly getPersistedSnapshot: (snapshot: never, options?: unknown) => Snapshot<unknown>;
}
type ReplacementOf<L> = Replacement<LogicSnapshot<L>, LogicEvent<L>, LogicInput<L>>;

type ActionMapOf<T extends TypeBag> = {
  [K in keyof T['actions']]?: BoundAction<T, T['events'], T['actions'][K]>;
};
type GuardMapOf<T extends TypeBag> = {
  [K in keyof T['guards']]?: GuardFor<T['context'], T['events'], T['guards'], T['guards'][K]>;
};

/** The implementations that a machine has got, when their types are gone. */
export interface MachineImplementationsSimplified<
  _TContext extends MachineContext = MachineContext,
  _TEvent extends EventObject = EventObject,
  _TActor extends ProvidedActor = ProvidedActor,
  _TAction extends ParameterizedObject = ParameterizedObject,
  _TGuard extends ParameterizedObject = ParameterizedObject,
> {
  actions: Record<string, unknown>;
  guards: Record<string, unknown>;
  actors: Record<string, unknown>;
  delays: Record<string, unknown>;
}

/** The types of implementations, under one name each. */
export interface StateMachineTypes {
  context: MachineContext;
  events: EventObject;
  actors: ProvidedActor;
  actions: ParameterizedObject;
  guards: ParameterizedObject;
  delays: string;
  tags: string;
  emitted: EventObject;
}

/** @deprecated The bag is a plain object type. */
export interface ResolvedStateMachineTypes<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TTag extends string,
  TEmitted extends EventObject = EventObject,
> {
  context: TContext;
  events: TEvent;
  actors: TActor;
  actions: TAction;
  guards: TGuard;
  delays: TDelay;
  tags: TTag;
  emitted: TEmitted;
}

export type InternalMachineImplementations<TTypes extends StateMachineTypes> = ImplementationsOf<
  ConfigBag<
    TTypes['context'],
    TTypes['events'],
    TTypes['actors'],
    TTypes['actions'],
    TTypes['guards'],
    TTypes['delays'],
    TTypes['emitted']
  >
>;

export type MachineImplementationsFrom<
  T extends AnyStateMachine | ((...args: any[]) => AnyStateMachine),
> = ReturnTypeOrValue<T> extends Machine<infer B> ? ImplementationsOf<B> : never;
