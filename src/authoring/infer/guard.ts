import type { EventObject } from '../../protocol/event.ts';
import type { NamedWithParams, PlainNames } from './action.ts';
import type { MachineContext, ParameterizedObject, ToParamsMap, TypeBag } from './bag.ts';

/** The first argument of a guard. */
export interface GuardArgs<out TContext extends MachineContext, out TExpressionEvent> {
  context: TContext;
  event: TExpressionEvent;
}

/**
 * A guard bound to the types of a machine. `G` holds the names that `and`, `or` and `not` may use.
 */
export interface BoundGuard<in C extends MachineContext, in E, in P, in G> {
  (args: GuardArgs<C, E>, params: P): boolean;
  readonly '~guards'?: (names: G) => void;
  /** For `OnEvent`. Never there at run time. */
  readonly '~event'?: (event: E) => void;
}

/** A guard function, by position. */
export type GuardPredicate<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends ParameterizedObject['params'] | undefined,
  TGuard extends ParameterizedObject,
> = BoundGuard<TContext, TExpressionEvent, TParams, ToParamsMap<TGuard>>;

/** Everything that may stand as a guard. A conditional type, for the reason of `ActionOf`. */
export type GuardOf<T extends TypeBag, E> = GuardFor<T['context'], E, T['guards'], undefined>;

export type GuardFor<C extends MachineContext, E, G, P> = C extends unknown
  ? PlainNames<G> | NamedWithParams<G, C, E> | BoundGuard<C, E, P, G>
  : never;
