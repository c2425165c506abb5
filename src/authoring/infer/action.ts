import type { ActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import type {
  ConfigBag,
  DefaultBag,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  StateValue,
  ToParamsMap,
  TypeBag,
} from './bag.ts';
import type { AnyDerived, SnapshotUnion } from './snapshot.ts';
import type { AnyFunction, NonReducibleUnknown, SingleOrArray } from './type-functions.ts';

/**
 * The actor itself, as its own actions see it.
 *
 * `send` is a method, so that an action that was written for few events fits a machine with more.
 */
export interface Self<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
> extends ActorRef<SnapshotUnion<SelfBag<TContext, TEvent>, AnyDerived>, any, AnyEventObject> {
  send(event: TEvent): void;
}

interface SelfBag<TContext extends MachineContext, TEvent extends EventObject> extends DefaultBag {
  context: TContext;
  events: TEvent;
  value: StateValue;
}

/** What every expression in a config gets: context and event as they are at that point. */
export interface UnifiedArg<
  TContext extends MachineContext,
  TExpressionEvent,
  TEvent extends EventObject,
> {
  context: TContext;
  event: TExpressionEvent;
  self: Self<TContext, TEvent>;
  system: AnyActorSystem;
}

/** The first argument of an action. */
export interface ActionArgs<
  TContext extends MachineContext,
  TExpressionEvent,
  TEvent extends EventObject,
> extends UnifiedArg<TContext, TExpressionEvent, TEvent> {}

/** The first argument of an action of a machine with the types `T`, on the event `E`. */
export interface ArgsOf<out T extends TypeBag, out E> {
  context: T['context'];
  event: E;
  self: Self<T['context'], T['events']>;
  system: T['system'];
}

/**
 * An action that is bound to the types of a machine: a function of the user, or what a creator
 * such as `assign` returns. The bag carries to the creators what they check their arguments
 * against, so that the error stands at the argument.
 */
export interface BoundAction<in T extends TypeBag, in E, in P> {
  (args: ArgsOf<T, E>, params: P): void;
  /** For `OnEvent`. Never there at run time. */
  readonly '~event'?: (event: E) => void;
}

/** What an action or a guard has of its event alone, or each in a list of them. */
export interface OnEvent<E> {
  readonly [index: number]: OnEvent<E>;
  readonly '~event': (event: E) => void;
}

/** An action function, by position. */
export type ActionFunction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TParams extends ParameterizedObject['params'] | undefined,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
> = BoundAction<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, Needed<TEmitted>>,
  TExpressionEvent,
  TParams
>;

// By position, an action that emits nothing says `never`; any will do.
type Needed<T> = [T] extends [never] ? any : T;

/** Names of actions or guards that may stand without parameters, alone or in an object. */
export type PlainNames<M> = string extends keyof M ? string : PlainName<M, keyof M & string>;
type PlainName<M, K extends keyof M> = K extends unknown
  ? unknown extends M[K]
    ? K | ReferenceWithout<K>
    : undefined extends M[K]
      ? K
      : never
  : never;

/** `{ type, params }` for every name of `M` with parameters, which may be computed from context and event. */
export type NamedWithParams<M, TContext, E> = ReferenceTo<ParamsName<M>, M, TContext, E>;

type ParamsName<M> = string extends keyof M
  ? string
  : { [K in keyof M & string]: unknown extends M[K] ? never : K }[keyof M & string];
type ReferenceTo<TName extends keyof M & string, M, TContext, E> = TName extends unknown
  ? undefined extends M[TName]
    ? string extends TName
      ? LooseReference<TContext, E>
      : ReferenceWithOptional<TName, M[TName], TContext, E>
    : ReferenceWith<TName, M[TName], TContext, E>
  : never;
// Interfaces: the compiler sees that there is nothing to be filled in.
interface ReferenceWithout<K> {
  readonly type: K;
  readonly params?: unknown;
}
interface ReferenceWithOptional<K, P, TContext, E> {
  readonly type: K;
  readonly params?: Plain<P> | ParamsOf<TContext, E, P>;
}
interface ReferenceWith<K, P, TContext, E> {
  readonly type: K;
  readonly params: Plain<P> | ParamsOf<TContext, E, P>;
}

/**
 * A value that is not a function, because a function computes the value. Most functions would fit
 * the type `{ name: string }`: functions have names.
 */
export type Plain<V> = AnyFunction extends V ? PlainMember<V> : V;
type PlainMember<V> = 0 extends 1 & V
  ? V
  : V extends object
    ? AnyFunction extends V
      ? object extends V
        ? V
        : V & NotCallable
      : V
    : V;
interface NotCallable {
  readonly [Symbol.hasInstance]?: never;
}

interface LooseReference<TContext, E> {
  readonly type: string;
  readonly params?: NonReducibleUnknown | ParamsOf<TContext, E, NonReducibleUnknown>;
}

type ParamsOf<TContext, E, P> = (args: { context: TContext; event: E }) => P;

/**
 * Everything that may stand as one action. A conditional type, so that messages begin with the names
 * that there are: a union that has an alias is printed by its alias.
 */
export type ActionOf<T extends TypeBag, E> = T extends unknown
  ?
      | PlainNames<T['actions']>
      | NamedWithParams<T['actions'], T['context'], E>
      | BoundAction<T, E, undefined>
  : never;

export type ActionsOf<T extends TypeBag, E> = T extends unknown
  ? ActionOf<T, E> | ActionList<T, E>
  : never;

// Not an array type: of that, the members would be worked out where there is no list too.
interface ActionList<T extends TypeBag, E> {
  readonly [index: number]: ActionOf<T, E>;
  readonly length: number;
}

/** One action, by position. */
export type Action<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TParams extends ParameterizedObject['params'] | undefined,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
> =
  | PlainNames<ToParamsMap<TAction>>
  | NamedWithParams<ToParamsMap<TAction>, TContext, TExpressionEvent>
  | ActionFunction<
      TContext,
      TExpressionEvent,
      TEvent,
      TParams,
      TActor,
      TAction,
      TGuard,
      TDelay,
      TEmitted
    >;

export type Actions<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TParams extends ParameterizedObject['params'] | undefined,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
> = SingleOrArray<
  Action<TContext, TExpressionEvent, TEvent, TParams, TActor, TAction, TGuard, TDelay, TEmitted>
>;

/** A delay: milliseconds, or a function that computes them. */
export type DelayConfigOf<T extends TypeBag, E extends EventObject, P> =
  | number
  | ((args: ArgsOf<T, E>, params: P) => number);

/** Computes a value from context and event: input of an actor, output of a state. */
export type MapperOf<T extends TypeBag, E extends EventObject, R> = (args: {
  context: T['context'];
  event: E;
  self: Self<T['context'], T['events']>;
}) => R;

/** A mapper, by position. */
export type Mapper<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TResult,
  TEvent extends EventObject,
> = (args: { context: TContext; event: TExpressionEvent; self: Self<TContext, TEvent> }) => TResult;
