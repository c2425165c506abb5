/*
 * Which states a config names where it says where to go, and whether they are there.
 *
 * To the type of a state any string is a target. So it has the same transitions in all states of
 * a machine, and knows nothing of the config. The check is a type beside it that holds the faults
 * alone: a tree in the form of the config with the right names where wrong ones are written. It is
 * empty where all is right. Else the error stands at the very target, lists the names and asks
 * which one was meant.
 *
 * Targets that are only known to be strings, in a config from elsewhere, are checked at run time.
 */
import type { IsObject, IsRecord, Unasked } from './question.ts';

/** Marks a state of which nobody knows where it will stand. */
export interface Fragment {
  readonly '~fragment': unknown;
}

/** Marks a machine of whose events nothing is said, so that any may stand in `on`. */
export interface AnyEvents {
  readonly '~events': unknown;
}

/**
 * The right names, to be joined to the type of a config.
 *
 * It must give no types to the functions of the config: they would have to wait for it, and it waits
 * for them. Of a mapped type whose keys are spelled anew TypeScript knows no property before it
 * knows all of them.
 */
export type WithoutFaults<F> = { readonly [P in keyof F as `${P & string}`]: F[P] };

/**
 * The right names where wrong ones stand in the state `N`, which stands among the states `C` of the
 * machine `R`: a tree in the form of the config.
 *
 * Most states name nothing but their siblings. That is one question to the compiler for all of
 * them; only where the answer is no, it looks at one by one.
 */
export type FaultsOf<N, C, R> =
  IsRight<N, Going<Goes<Sibling<C> | Child<N>>>> extends true
    ? FaultsWithin<N, R>
    : IsObject<N> extends false
      ? unknown
      : OneByOne<N, Missing<TargetsOf<N>, N, C, R>, C, R>;
type OneByOne<N, M, C, R> = [M] extends [never] ? FaultsWithin<N, R> : Mirror<N, M, C, R>;

type FaultsWithin<N, R> = 'states' extends keyof N
  ? {
      readonly initial?: 'initial' extends keyof N
        ? InitialIn<N['initial'], N['states'], R>
        : unknown;
      readonly states?: FaultsBelow<N['states'], R>;
    }
  : 'initial' extends keyof N
    ? { readonly initial?: InitialIn<N['initial'], Below<N, R>, R> }
    : unknown;

type FaultsBelow<C, R> =
  IsRight<C, Level<Goes<Sibling<C> | Absolute<R>>>> extends true
    ? FaultsFurtherBelow<C, R>
    : IsRecord<C> extends true
      ? { readonly [K in keyof C]: FaultsOf<C[K], C, R> }
      : unknown;
type FaultsFurtherBelow<C, R> = {
  readonly [K in keyof C]: FaultsWithin<C[K], R>;
};

/**
 * `true` when something is wrong in the state `N`, which stands among the states `C` of the machine
 * `R`, else `never`. Most configs are right, so this is asked first; where it says so, there is no
 * tree of right names to be worked out.
 */
export type IsFaulty<N, C, R> =
  IsRight<N, Complete> extends true ? IsFaultyOnceComplete<N, C, R> : never;

// A first time TypeScript asks before it has looked into any function. What holds nothing but
// functions is `unknown` then, and there is another time to come.
interface Complete extends Unasked {
  readonly on?: CompleteMap | undefined;
  readonly after?: CompleteMap | undefined;
  readonly always?: {} | undefined;
  readonly onDone?: {} | undefined;
  readonly states?: { readonly [key: string]: Complete };
}
interface CompleteMap {
  readonly [descriptor: string]: {} | undefined;
}

type IsFaultyOnceComplete<N, C, R> =
  | (IsRight<N, Going<Goes<Sibling<C> | Child<N>>>> extends true
      ? never
      : IsFaultyItself<N, Sibling<C> | Child<N>, C, R>)
  | IsFaultyWithin<N, R>;
type IsFaultyItself<N, L, C, R> = unknown extends N
  ? never
  : IsRight<TargetsOf<N>, L> extends true
    ? never
    : [Missing<TargetsOf<N>, N, C, R>] extends [never]
      ? never
      : true;
type IsFaultyWithin<N, R> = 'states' extends keyof N
  ?
      | (IsRight<N, Beginning<keyof N['states']>> extends true ? never : IsFaultyInitial<N, R>)
      | IsFaultyAmong<N['states'], Sibling<N['states']> | Absolute<R>, R>
  : IsFaultyInitial<N, R>;
type IsFaultyInitial<N, R> = 'initial' extends keyof N
  ? unknown extends InitialIn<N['initial'], Below<N, R>, R>
    ? never
    : true
  : never;
type IsFaultyAmong<C, L, R> =
  | (IsRight<C, Level<Goes<L>>> extends true
      ? never
      : {
          [K in keyof C]: IsRight<C[K], Going<Goes<L>>> extends true
            ? never
            : IsFaultyItself<C[K], L | Child<C[K]>, C, R>;
        }[keyof C])
  | IsFaultyNested<C[keyof C], R>;
// Of states that are `any`, those within would be `any` again, without an end.
type IsFaultyNested<V, R> = unknown extends V ? never : IsOneFaulty<V, R>;
type IsOneFaulty<V, R> = V extends Nested ? IsFaultyWithin<V, R> : never;
interface Nested {
  readonly states: unknown;
}

/** The properties in which there are targets. */
type MayGo = 'on' | 'after' | 'always' | 'onDone' | 'target' | 'invoke';

/** A state that begins with one of `L`. */
interface Beginning<L> extends Unasked {
  readonly initial?: L;
}

// By itself: in the branches of a conditional type TypeScript would make an intersection of each
// mention of what was asked, and work it out anew.
type IsRight<V, TExpected> = V extends TExpected ? true : false;

interface Level<G> {
  readonly [key: string]: Going<G>;
}
type Absolute<R> = 'states' extends keyof R ? `#${RootId<R>}.${keyof R['states'] & string}` : never;

type Sibling<C> = string extends keyof C ? never : keyof C & string;
type Child<N> = 'states' extends keyof N ? `.${keyof N['states'] & string}` : never;

/** A state that goes to certain targets only: all its transitions are such as `G`. */
interface Going<G> extends Unasked {
  readonly on?: GoingBy<G> | undefined;
  readonly after?: GoingBy<G> | undefined;
  readonly always?: G;
  readonly onDone?: G;
  readonly target?: G;
  readonly invoke?: GoingWhenDone<G> | readonly GoingWhenDone<G>[] | undefined;
}
interface GoingBy<G> {
  readonly [descriptor: string]: G;
}
interface GoingWhenDone<G> {
  readonly onDone?: G;
  readonly onError?: G;
  readonly onSnapshot?: G;
  readonly onTimeout?: G;
  readonly [other: string]: unknown;
}
type Goes<L> = L | undefined | GoesTo<L> | readonly (L | undefined | GoesTo<L>)[];
// With an index signature of `unknown`, because strings and lists are asked too.
interface GoesTo<L> {
  readonly target?: L | readonly L[] | undefined;
  readonly [other: string]: unknown;
}

/** The state `N` with its faults, the targets `M`. Where all is right, there is no property. */
type Mirror<N, M, C, R> = {
  readonly [
    K in keyof N as K extends MayGo ? Where<TargetsOf<Pick<N, K>>, M, K> : never
  ]: K extends 'on' | 'after'
    ? MirrorOfMap<K, NonNullable<N[K]>, M, N, C, R>
    : K extends 'invoke'
      ? MirrorOfInvoke<NonNullable<N[K]>, M, N, C, R>
      : Checked<N[K], M, N, C, R>;
} & FaultsWithin<N, R>;

/** `K` where one of the targets `V` is wrong. */
type Where<V, M, K> = [V & M] extends [never] ? never : K;

/**
 * The right names in an `on` or an `after`. Where any event or any delay may stand, transitions are
 * behind an index signature, and a property would hide that from their functions. So those that have
 * functions are behind one here too.
 */
type MirrorOfMap<K, O, M, N, C, R> = {
  readonly [E in keyof O as Where<TargetOf<O[E]>, M, Spelled<E, O[E], AnyKey<K, R>>>]: Checked<
    O[E],
    M,
    N,
    C,
    R
  >;
} & MirrorOfAny<AnyKey<K, R>, TargetsOfMap<O>, M, N, C, R>;
type MirrorOfAny<TKey extends PropertyKey, V, M, N, C, R> = {
  readonly [E in TKey]?: string | TransitionOrList<V, M, N, C, R> | undefined;
};
/** The keys of `on` or `after` behind an index signature. */
type AnyKey<K, R> = K extends 'after' ? number : R extends AnyEvents ? string : never;
/** `E` where the transitions `V` may have a property of their own. */
type Spelled<E, V, TKey> = V extends Plain | readonly Plain[]
  ? E
  : E extends TKey | `${TKey & number}`
    ? never
    : E;

/** A transition and a list of them in one: a list would fit a type that has a target only. */
interface TransitionOrList<V, M, N, C, R>
  extends ListTo<V, M, N, C, R>, TransitionTo<Right<V, M, N, C, R>> {}

// An invocation, or a list of them.
type MirrorOfInvoke<O, M, N, C, R> = O extends readonly unknown[]
  ? { readonly [I in keyof O]: MirrorOfInvoke<O[I], M, N, C, R> }
  : { readonly [E in keyof O as Where<TargetOf<O[E]>, M, E>]: Checked<O[E], M, N, C, R> };

/** The transitions `V`: a target, a transition, or a list of both. */
type Checked<V, M, N, C, R> = [TargetOf<V> & M] extends [never]
  ? unknown
  : V extends readonly unknown[]
    ? ListTo<TargetOf<V>, M, N, C, R> & PlainMembers<V, M, N, C, R>
    : V extends string
      ? Right<V, M, N, C, R>
      : 'target' extends keyof V
        ? { readonly target: Checked<V['target'], M, N, C, R> }
        : unknown;

// In a list, members without functions have a property of their own. The others are behind an index
// signature, as in the list of transitions: a property would hide that from their functions.
type PlainMembers<V, M, N, C, R> = {
  readonly [I in keyof V as V[I] extends Plain ? Where<TargetOf<V[I]>, M, I> : never]: Checked<
    V[I],
    M,
    N,
    C,
    R
  >;
};
type Plain = string | { readonly [key: string]: string | boolean | readonly string[] };
interface ListTo<V, M, N, C, R> {
  readonly [index: number]: string | undefined | TransitionTo<Right<V, M, N, C, R>>;
}
interface TransitionTo<L> {
  readonly target?: L | readonly L[] | undefined;
}

// As keys, because a union that has an alias is printed by its alias.
type Right<V, M, N, C, R> = keyof Only<Exclude<V, M> | Instead<V & M, N, C, R>>;
type Only<L> = { readonly [K in L & string]: unknown };

/** Every target that is written in the state `N` itself. */
export type TargetsOf<N> = {
  [K in keyof N]: K extends 'on' | 'after'
    ? TargetsOfMap<NonNullable<N[K]>>
    : K extends 'always' | 'onDone' | 'target'
      ? TargetOf<N[K]>
      : K extends 'invoke'
        ? TargetsOfInvoke<N[K]>
        : never;
}[keyof N];

type TargetsOfMap<O> = { [E in keyof O]: TargetOf<O[E]> }[keyof O];

type TargetsOfInvoke<V> = V extends readonly unknown[]
  ? { [I in keyof V]: TargetsOfInvoke<V[I]> }[number]
  : V extends object
    ? { [K in keyof V]: K extends `on${string}` ? TargetOf<V[K]> : never }[keyof V]
    : never;

// Of a transition, of each in a list of them, and each of several targets.
type TargetOf<V> = V extends string
  ? Literal<V>
  : V extends readonly unknown[]
    ? { [I in keyof V]: TargetOf<V[I]> }[number]
    : 'target' extends keyof V
      ? TargetOf<V['target']>
      : never;

type Literal<V extends string> = string extends V ? never : V;

/** Those targets of `V` that lead nowhere. A key in which there are dots is found at run time. */
type Missing<V, N, C, R> = V extends `${string}\\${string}`
  ? never
  : V extends `#${infer Id}`
    ? MissingId<V, Id, R>
    : V extends `.${infer Path}`
      ? MissingPath<V, Path, Below<N, R>>
      : V extends string
        ? MissingPath<V, V, C>
        : never;

type StatesIn<N> = 'states' extends keyof N
  ? NonNullable<N['states']>
  : unknown extends N
    ? unknown
    : {};

// A machine in which no states are written has got them from elsewhere: `{ ...(json as object) }`.
type Below<N, R> = 'states' extends keyof N ? N['states'] : 'states' extends keyof R ? {} : unknown;

/** `V` when the path leads nowhere from among the states `C`. */
type MissingPath<V, TPath extends string, C> = unknown extends C
  ? never
  : TPath extends Key<C>
    ? never
    : TPath extends `${infer Head}.${infer Tail}`
      ? Head extends keyof C
        ? MissingPath<V, Tail, StatesIn<C[Head]>>
        : V
      : V;

type Key<C> = C extends readonly unknown[]
  ? never
  : keyof C extends string
    ? keyof C
    : `${keyof C & (string | number)}`;

type MissingId<V, TId extends string, R> = R extends Fragment
  ? never
  : TId extends IdIn<R> | RootId<R>
    ? never
    : TId extends `${RootId<R>}.${infer Path}`
      ? MissingPath<V, Path, StatesIn<R>>
      : TId extends `${infer Head}.${infer Path}`
        ? [StateWithId<R, Head>] extends [never]
          ? V
          : MissingPath<V, Path, StatesIn<StateWithId<R, Head>>>
        : V;

type RootId<R> = 'id' extends keyof R ? R['id'] & string : '(machine)';
/** The ids that are written in the states `N` and below. */
type IdIn<N> = N extends unknown
  ? OwnId<N> | ('states' extends keyof N ? IdIn<ValueOf<N['states']>> : never)
  : never;
type OwnId<N> = 'id' extends keyof N ? N['id'] & string : never;
type StateWithId<N, TId> = N extends unknown
  ?
      | (TId extends OwnId<N> ? N : never)
      | ('states' extends keyof N ? StateWithId<ValueOf<N['states']>, TId> : never)
  : never;
type ValueOf<C> = C[keyof C];
type AnId<R> = `#${string & (IdIn<R> | RootId<R>)}`;

/** What could have been meant by `V`. */
type Instead<V, N, C, R> = V extends `#${infer Id}`
  ? InsteadOfId<Id, R>
  : V extends `.${infer Path}`
    ? Within<'.', Path, StatesIn<N>>
    : V extends ''
      ? Nearby<N, C> | AnId<R>
      : V extends `${infer Head}.${string}`
        ? Head extends keyof C
          ? Within<'', V, C>
          : Nearby<N, C>
        : Nearby<N, C>;

type InsteadOfId<TId, R> = TId extends `${infer Head}.${infer Path}`
  ? Head extends RootId<R>
    ? Within<`#${Head}.`, Path, StatesIn<R>>
    : [StateWithId<R, Head>] extends [never]
      ? AnId<R>
      : Within<`#${Head}.`, Path, StatesIn<StateWithId<R, Head>>>
  : AnId<R>;

type Nearby<N, C> = Some<Key<C> | `.${Key<StatesIn<N>>}`>;
type Some<L> = [L] extends [never] ? 'there is no state that could be named here' : L;

/** The names where the path ends to be right: `'a.b.x'` gives `'a.b.c' | 'a.b.d'`. */
type Within<
  TPrefix extends string,
  TPath extends string,
  C,
> = TPath extends `${infer Head}.${infer Tail}`
  ? Head extends keyof C
    ? Within<`${TPrefix}${Head}.`, Tail, StatesIn<C[Head]>>
    : Some<`${TPrefix}${Key<C>}`>
  : Some<`${TPrefix}${Key<C>}`>;

/** What may be written as `initial`, which is `V`, of a state with the states `C` in the machine `R`. */
type InitialIn<V, C, R> = unknown extends C
  ? unknown
  : V extends { target: infer X }
    ? { readonly target: InitialIn<X, C, R> }
    : V extends string
      ? string extends V
        ? unknown
        : V extends Key<C>
          ? unknown
          : [Missing<V, { states: C }, C, R>] extends [never]
            ? unknown
            : Some<Key<C>>
      : unknown;
