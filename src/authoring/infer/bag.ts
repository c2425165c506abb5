import type { AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { MetaObject } from './type-functions.ts';

export type MachineContext = Record<string, any>;

/** A name with the parameters that it takes: how the names of actions and guards are written in unions. */
export interface ParameterizedObject {
  type: string;
  params?: {} | null | undefined;
}

/** The name of an actor logic, the logic, and the ids it may be invoked under. */
export interface ProvidedActor {
  src: string;
  logic: AnyActorLogic;
  id?: string | undefined;
}

/** Where a child is: what `snapshot.value` holds. */
export type StateValue = string | StateValueMap;
export interface StateValueMap {
  [key: string]: StateValue | undefined;
}

/** What of a config matters to the types of a machine: the tree of its states. */
export interface StateSchema {
  readonly id?: string | undefined;
  readonly type?: unknown;
  readonly states?: { readonly [key: string]: StateSchema } | undefined;
  readonly route?: unknown;
}

/** Names of actions or guards with their parameters. */
export type ParamsMap = Record<string, unknown>;
export type ActorMap = Record<string, AnyActorLogic>;

/**
 * The type bag: everything that the types of a machine depend on, under one name each.
 * All generic types of this folder take one bag instead of many positional parameters.
 */
export interface TypeBag {
  context: MachineContext;
  events: EventObject;
  /** Name to logic. */
  actors: ActorMap;
  /** Id of a child to the name of its logic, as declared in `types.children`. */
  children: Record<string, string>;
  /** Id of a child to its actor reference: what `snapshot.children` holds. */
  refs: object;
  actions: ParamsMap;
  guards: ParamsMap;
  /** The names of delays, as keys: a machine with more of them is still one with these. */
  delays: object;
  tags: string;
  input: unknown;
  output: unknown;
  emitted: EventObject;
  meta: MetaObject;
  transitionMeta: MetaObject;
  /** A `StateValue`. To say so would have the compiler prove it of what is computed from a config. */
  value: unknown;
  /** A `StateSchema`, of which the same holds. */
  states: unknown;
  /** The system that the machine runs in. */
  system: AnyActorSystem;
}

/** What a member of the bag is when nobody has said anything. */
export interface DefaultBag extends TypeBag {
  events: AnyEventObject;
  actions: Record<string, any>;
  guards: Record<string, any>;
  delays: Record<string, unknown>;
  actors: Record<string, any>;
  children: {};
  refs: any;
  input: any;
  emitted: AnyEventObject;
  meta: any;
  transitionMeta: any;
  states: any;
}

/** Names as keys. */
export type Names<L extends string> = 0 extends 1 & L ? any : { [K in L]: unknown };
/** The names of delays. Where a message should name them, they are spelled: an alias is printed as such. */
export type DelayName<T extends TypeBag> = keyof T['delays'] & string;

/** The bag that accepts everything. */
export type AnyBag = { [K in keyof TypeBag]: any };

/**
 * The bag of what `types` says, which is `D`. `C` stands for the context when `D` has none; `A`,
 * `X`, `G` and `L` are the names of actors, actions, guards and delays.
 */
export interface DeclaredBag<D, C extends MachineContext, A, X, G, L extends string> {
  context: D extends { context: infer V extends MachineContext } ? V : C;
  events: D extends { events: infer V extends EventObject } ? V : AnyEventObject;
  states: unknown;
  value: unknown;
  actors: A;
  actions: X;
  guards: G;
  delays: Names<L>;
  tags: D extends { tags: infer V extends string } ? V : string;
  input: D extends { input: infer V } ? V : any;
  output: D extends { output: infer V } ? V : unknown;
  emitted: D extends { emitted: infer V extends EventObject } ? V : AnyEventObject;
  children: D extends { children: infer V extends Record<string, string> } ? V : {};
  refs: object;
  meta: D extends { meta: infer V extends MetaObject } ? V : MetaObject;
  transitionMeta: D extends { transitionMeta: infer V extends MetaObject }
    ? V
    : D extends { meta: infer V extends MetaObject }
      ? V
      : MetaObject;
}

/** The bag `T` where names of actions, guards and delays are still being collected. */
export interface CollectingBag<T extends TypeBag> extends TypeBag {
  context: T['context'];
  events: T['events'];
  actors: T['actors'];
  children: T['children'];
  // Not maps from any name: an action that was written for certain names would not fit.
  actions: any;
  guards: any;
  delays: any;
  tags: T['tags'];
  input: T['input'];
  output: T['output'];
  emitted: T['emitted'];
  meta: T['meta'];
  transitionMeta: T['transitionMeta'];
  system: T['system'];
}

/** The bag `T` with more names. */
export interface ExtendedBag<T extends TypeBag, X, G, L extends string> extends TypeBag {
  context: T['context'];
  events: T['events'];
  actors: T['actors'];
  children: T['children'];
  actions: T['actions'] & X;
  guards: T['guards'] & G;
  delays: T['delays'] & Names<L>;
  tags: T['tags'];
  input: T['input'];
  output: T['output'];
  emitted: T['emitted'];
  meta: T['meta'];
  transitionMeta: T['transitionMeta'];
  system: T['system'];
}

/**
 * The parameters of named functions; `unknown` for those that take none. A conditional type, so
 * that it prints as the parameters and not as the functions.
 */
export type ParamsOf<F> = F extends unknown ? { [K in keyof F]: SecondParameter<F[K]> } : never;
type SecondParameter<F> = F extends (args: never, params: infer P) => unknown
  ? [P] extends [never]
    ? unknown
    : P
  : unknown;

/** The union `{ type, params }` as names with parameters. */
export type ToParamsMap<T extends ParameterizedObject> = 0 extends 1 & T
  ? any
  : string extends T['type']
    ? Record<string, any>
    : { [O in T as O['type']]: 'params' extends keyof O ? O['params'] : undefined };

/** The union `{ src, logic }` as names with logic. */
export type ToActorMap<T extends ProvidedActor> = 0 extends 1 & T
  ? any
  : { [A in T as A['src']]: A['logic'] };

/** The bag of the positional parameters that config types share. */
export interface ConfigBag<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
  TTransitionMeta extends MetaObject = MetaObject,
  TMeta extends MetaObject = MetaObject,
  TTag extends string = string,
  TInput = any,
  TOutput = unknown,
> extends DefaultBag {
  context: TContext;
  events: TEvent;
  actors: ToActorMap<TActor>;
  actions: ToParamsMap<TAction>;
  guards: ToParamsMap<TGuard>;
  delays: Names<TDelay>;
  emitted: TEmitted;
  transitionMeta: TTransitionMeta;
  meta: TMeta;
  tags: TTag;
  input: TInput;
  output: TOutput;
}
