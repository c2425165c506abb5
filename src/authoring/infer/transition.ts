import type { EventObject } from '../../protocol/event.ts';
import type { ActionsOf, BoundAction, OnEvent } from './action.ts';
import type {
  ConfigBag,
  DelayName,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  TypeBag,
} from './bag.ts';
import type { EventsByDescriptor } from './event.ts';
import type { BoundGuard, GuardOf } from './guard.ts';
import type { MetaObject, SingleOrArray } from './type-functions.ts';

export type TransitionTarget = SingleOrArray<string>;
export type TransitionConfigTarget = string | undefined;

/** A transition of a machine with the types `T`, taken on `E`. */
export interface TransitionConfigOf<T extends TypeBag, E, L = string> {
  /** `'sibling'`, `'sibling.child'`, `'.child'` or `'#id'`; none: the state stays. */
  readonly target?: SingleOrArray<L> | undefined;
  readonly guard?: GuardOf<T, E> | undefined;
  readonly actions?: ActionsOf<T, E> | undefined;
  /** Leave and enter the source state, although the target lies in it. */
  readonly reenter?: boolean | undefined;
  readonly meta?: T['transitionMeta'] | undefined;
  readonly description?: string | undefined;
}

/** A transition, the target of one, or several to be tried in order. */
export type TransitionsOf<T extends TypeBag, E> = TransitionsTo<string, T, E>;

/** The same, to the targets `L` only. They come first, because messages are cut off at the end. */
export type TransitionsTo<L, T extends TypeBag, E> =
  | L
  | undefined
  | TransitionConfigOf<T, E, L>
  | TransitionList<L, T, E>;

// Not an array type: TypeScript does not look into the members of a union in which there is one,
// and would report a mistake in a transition at the name of its event.
interface TransitionList<L, T extends TypeBag, E> {
  readonly [index: number]: L | undefined | TransitionConfigOf<T, E, L>;
  readonly length: number;
}

/**
 * What creators are told of the event of transitions, where something else tells of their machine.
 * A transition and a list of them in one: nothing is ever checked against this, and of a union
 * TypeScript would ask which member is meant.
 */
export interface TransitionsOn<E> {
  readonly [index: number]: TransitionsOn<E>;
  readonly guard: OnEvent<E>;
  readonly actions: OnEvent<E>;
}

/** What creators are told of the machine, and of the event where it is known. In one for the same reason. */
export interface TransitionHint<T extends TypeBag, E> {
  readonly [index: number]: TransitionHint<T, E>;
  readonly guard: BoundGuard<T['context'], E, undefined, T['guards']>;
  readonly actions: ActionHints<T, E>;
}
export type ActionHints<T extends TypeBag, E> = BoundAction<T, E, undefined> | ActionHintList<T, E>;
interface ActionHintList<T extends TypeBag, E> {
  readonly [index: number]: BoundAction<T, E, undefined>;
}
export type OnHints<T extends TypeBag> = HintsOn<T, EventsByDescriptor<T['events']>>;
type HintsOn<T extends TypeBag, M> = { readonly [K in keyof M]: TransitionHint<T, M[K]> };

/** The value of `on`. */
export type OnConfigOf<T extends TypeBag, L = string> = OnConfigBy<
  T,
  L,
  EventsByDescriptor<T['events']>
>;
type OnConfigBy<T extends TypeBag, L, M> = {
  readonly [K in keyof M]?: TransitionsTo<L, T, M[K]>;
};

/** The value of `after`: delays by milliseconds or by name. */
export type AfterConfigOf<T extends TypeBag, L = string> = NoList & {
  readonly [K in number | DelayName<T>]?: TransitionsTo<L, T, T['events']>;
};
// A string or a list has values by number too.
interface NoList {
  readonly [Symbol.iterator]?: never;
}

export interface InitialTransitionConfigOf<T extends TypeBag, TTarget = string> {
  readonly target: TTarget;
  readonly actions?: ActionsOf<T, T['events']> | undefined;
  readonly meta?: T['transitionMeta'] | undefined;
  readonly description?: string | undefined;
}

/** What a state with `route` does when it is gone to by its id. */
export interface RouteConfigOf<T extends TypeBag, E extends EventObject = T['events']> {
  readonly guard?: GuardOf<T, E> | undefined;
  readonly actions?: ActionsOf<T, E> | undefined;
  readonly meta?: T['transitionMeta'] | undefined;
  readonly description?: string | undefined;
}

/** A transition, by position. */
export type TransitionConfig<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject = EventObject,
  TMeta extends MetaObject = MetaObject,
> = TransitionConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TMeta>,
  TExpressionEvent
>;

export type AnyTransitionConfig = TransitionConfig<any, any, any, any, any, any, any, any, any>;

export type TransitionConfigOrTarget<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
  TTransitionMeta extends MetaObject,
> = TransitionsOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>,
  TExpressionEvent
>;

export type TransitionsConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
  TTransitionMeta extends MetaObject,
> = OnConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>
>;

export type DelayedTransitions<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject = EventObject,
  TTransitionMeta extends MetaObject = MetaObject,
> = AfterConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>
>;

export type InitialTransitionConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject = EventObject,
  TTransitionMeta extends MetaObject = MetaObject,
> = InitialTransitionConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>
>;

export type RouteTransitionConfig<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
  TTransitionMeta extends MetaObject = MetaObject,
> = RouteConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>,
  TExpressionEvent
>;
