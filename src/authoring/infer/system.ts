import type { ActorSystem, ActorSystemInfo, AnyActorRef } from '../../protocol/actor-ref.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { ActorRefFromLogic } from './actor-from.ts';
import type { IsAny } from './type-functions.ts';

/**
 * The system with the actors `V`, of which some are described by their names among `A`. Spelled as
 * a conditional type so that it prints as a system of references.
 */
export type SystemOf<V, A> = V extends unknown
  ? ActorSystem<{ actors: { [K in keyof V]: RefOf<V[K], A> } }>
  : never;
type RefOf<V, A> = V extends keyof A
  ? ActorRefFromLogic<Extract<A[V], AnyActorLogic>>
  : Extract<V, AnyActorRef>;

/** The ids that an actor of the logic `L` may have in the system `S`. */
export type SystemId<S, L> = S extends ActorSystem<infer I> ? IdIn<I, L> : never;

/** The same, by what is known of the system. */
export type IdIn<I extends ActorSystemInfo, L> =
  IsAny<I> extends true ? string : IdsOf<I['actors'], ActorRefFromLogic<Extract<L, AnyActorLogic>>>;
type IdsOf<A, TRef> = { [K in keyof A]: TRef extends A[K] ? K : never }[keyof A];
