import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { ActorRefFromLogic } from './actor-from.ts';
import type { TypeBag } from './bag.ts';
import type { LogicOf } from './invoke.ts';

/**
 * What `snapshot.children` holds. The children that `types.children` declares are there by their
 * ids; where nothing is declared, those that the config `N` invokes under a literal id. Any other
 * id may be that of an actor that was spawned.
 */
export type ChildrenOf<T extends TypeBag, N> = keyof T['children'] extends never
  ? Referenced<T, InvokedIn<N>> & { [id: string]: AnyActorRef | undefined }
  : {
      [K in keyof T['children']]?: ActorRefFromLogic<LogicOf<T, T['children'][K]>>;
    } & UndeclaredOf<T, Exclude<keyof T['actors'], T['children'][keyof T['children']]>>;

// Actors without a declared id may run under any.
type UndeclaredOf<T extends TypeBag, K extends keyof T['actors']> = [K] extends [never]
  ? unknown
  : { [id: string]: ActorRefFromLogic<T['actors'][K]> | undefined };

interface Invoked {
  id: string;
  src: unknown;
}

type Referenced<T extends TypeBag, I> = [I] extends [never]
  ? unknown
  : { [J in Extract<I, Invoked> as J['id']]?: ActorRefFromLogic<LogicOf<T, J['src']>> };

/** The invocations with a literal id in the tree of states. */
type InvokedIn<N> =
  | ('invoke' extends keyof N ? InvokedBy<N['invoke']> : never)
  | ('states' extends keyof N ? InvokedBelow<NonNullable<N['states']>> : never);

// States that are only known at run time invoke nobody knows whom.
type InvokedBelow<C> = string extends keyof C
  ? never
  : { [K in keyof C]: InvokedIn<C[K]> }[keyof C];

type InvokedBy<V> = V extends readonly unknown[]
  ? { [I in keyof V]: InvokedAs<V[I]> }[number]
  : InvokedAs<V>;

type InvokedAs<V> = 'id' extends keyof V
  ? 'src' extends keyof V
    ? string extends V['id']
      ? never
      : V['id'] extends string
        ? { id: V['id']; src: V['src'] }
        : never
    : never
  : never;
