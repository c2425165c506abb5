import type { StateSchema, StateValue } from './bag.ts';
import type { Unasked } from './question.ts';

/**
 * The tree of states of a config, with only what the types of its machine need. It is spelled as a
 * conditional type so that declarations print the tree and not the whole config.
 */
export type Shape<N> = ShapeOf<N, keyof N & ('id' | 'type' | 'states' | 'route')>;
type ShapeOf<N, TKey extends keyof N> = N extends unknown
  ? {
      -readonly [K in TKey]: K extends 'states'
        ? ShapesOf<NonNullable<N[K]>>
        : K extends 'route'
          ? true
          : N[K];
    }
  : never;

// States that are only known at run time have any shape.
type ShapesOf<C> = string extends keyof C
  ? { [key: string]: StateSchema }
  : { -readonly [S in keyof C]: Shape<C[S]> };

/** All values that a machine with the config `N` can have. */
export type ToStateValue<N> = 'states' extends keyof N ? ValueIn<NonNullable<N['states']>, N> : {};

type ValueIn<C, N> = string extends keyof C
  ? StateValue
  : keyof C extends never
    ? {}
    : KindOf<N> extends 'parallel'
      ? {
          -readonly [K in keyof C as KindOf<C[K]> extends 'history' ? never : K]: ToStateValue<
            C[K]
          >;
        }
      : { [K in keyof C & string]: ChildValue<K, C[K]> }[keyof C & string];

type ChildValue<K extends string, N> =
  KindOf<N> extends 'history'
    ? never
    : 'states' extends keyof N
      ? keyof N['states'] extends never
        ? K
        : { [P in K]: ToStateValue<N> }
      : K;

// By its property: compilers before 7 compare a whole state in vain while they still infer it.
type KindOf<N> = 'type' extends keyof N ? N['type'] : undefined;

/** What `matches` takes: a value, or a part of it from the top. */
export type ToTestStateValue<V> = StateValue extends V
  ? StateValue
  : V extends string
    ? V
    : keyof V extends never
      ? never
      : keyof V | { [K in keyof V]?: ToTestStateValue<V[K]> };

/** What `matches` was given, as nested keys: `{ a: 'b' }` as `{ a: { b: unknown } }`. */
export type NestedKeys<V> = V extends string
  ? string extends V
    ? unknown
    : { readonly [K in V]: unknown }
  : { readonly [K in keyof V]: NestedKeys<V[K]> };

/** The values `V` of a machine, as far as a snapshot `TSelf` is known to match something. */
export type NarrowedValue<V, TSelf> = TSelf extends { readonly '~in': infer P extends object }
  ? Matching<V, P>
  : V;
type Matching<V, P> = unknown extends V | P ? V : P extends unknown ? MatchingAll<V, P> : never;
// What several calls were given is together in `P`: of a parallel state, keys of all its regions.
type MatchingAll<V, P> = V extends string
  ? keyof P extends V
    ? V
    : never
  : keyof P extends keyof V
    ? { [K in keyof V]: K extends keyof P ? Matching<V[K], P[K]> : V[K] }
    : never;

/** The ids of all states, written or made from the path. */
export type StateId<
  S,
  TKey extends string = '(machine)',
  TParent extends string | null = null,
> = StateSchema extends S
  ? string
  :
      | OwnId<S, TKey, TParent>
      | ChildIds<S, TParent extends string ? `${TParent}.${TKey}` : OwnId<S, TKey, null>>;

type OwnId<S, TKey extends string, TParent extends string | null> = S extends {
  id: infer I extends string;
}
  ? I
  : TParent extends string
    ? `${TParent}.${TKey}`
    : TKey;

type ChildIds<S, TPrefix extends string> = S extends { states: infer C }
  ? string extends keyof C
    ? string
    : { [K in keyof C & string]: NestedId<C[K], `${TPrefix}.${K}`> }[keyof C & string]
  : never;

// A state without an id of its own is named by the path from the root, whatever ids lie between.
type NestedId<S, TPath extends string> =
  | (S extends { id: infer I extends string } ? I : TPath)
  | ChildIds<S, TPath>;

/** `#id` of every state with `route`: where `{ type: 'xstate.route', to }` may go. */
export type RoutableStateId<N> = IsUnrouted<N> extends true ? never : RouteIn<Shape<N>>;

// Most machines have no routes, which is one question for the whole config.
type IsUnrouted<N> = N extends Unrouted ? true : false;
interface Unrouted extends Unasked {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly route?: never;
  readonly states?: { readonly [key: string]: Unrouted };
}

type RouteIn<S> =
  | (S extends { route: unknown; id: infer I extends string } ? `#${I}` : never)
  | (S extends { states: infer C }
      ? string extends keyof C
        ? never
        : { [K in keyof C]: RouteIn<C[K]> }[keyof C]
      : never);
