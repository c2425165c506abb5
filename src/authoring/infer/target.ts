/*
 * Which states a config names where it says where to go, and whether they are there.
 *
 * The check of one state ends in a type for its targets: `string` where each of them leads
 * somewhere, else the names that would be right. So a state without a fault shares the types of its
 * transitions with all others, and in one with a fault the error stands at the very target, lists
 * the names and asks which one was meant.
 *
 * Targets that are only known to be strings, in a config from elsewhere, are checked at run time.
 */

/** The names for the machine `N`. */
export type NamesIn<N> = NamesOf<N, {}, N>;

/** The names for a state of which nobody knows where it will stand: beside any others, under any ids. */
export type FragmentNames<N> = NamesOf<N, Record<string, unknown>, N & Fragment>;
interface Fragment {
  readonly '~fragment': unknown;
}

/** The names for the state `N`, which stands among the states `C` of the machine `R`. */
interface NamesOf<N, C, R> {
  readonly targets: TargetIn<N, C, R>;
  readonly initial: InitialIn<'initial' extends keyof N ? N['initial'] : unknown, Below<N, R>, R>;
  readonly states: NamesBelow<StatesIn<N>, R>;
}
type NamesBelow<C, R> = { readonly [K in keyof C]: NamesOf<C[K], C, R> };

/**
 * What `createMachine` knows of the names: they are a type parameter of its own, `F`, that nothing
 * is inferred for and whose default are the names in the config. So there is nothing to work out
 * until the config is known.
 */
export interface Names {
  readonly targets: unknown;
  readonly initial: unknown;
  readonly states: { readonly [key: PropertyKey]: Names };
}

/** The names, which are keys: of the keys of a type that is not known yet nothing is worked out. */
export type NameIn<TNames> = keyof TNames & string;
interface AnyName {
  readonly [name: string]: unknown;
}
type Only<L> = { readonly [K in L & string]: unknown };

/**
 * What may be written as a target in the state `N`, which stands among the states `C` of the
 * machine `R`.
 *
 * Most states name nothing but their siblings and children. That is one question to the compiler,
 * whatever the number of their targets; only where the answer is no, it looks at one by one.
 */
type TargetIn<N, C, R> = N extends Going<Sibling<C> | Child<N>> ? AnyName : OneByOne<N, C, R>;

type Sibling<C> = string extends keyof C ? never : keyof C & string;
type Child<N> = 'states' extends keyof N ? `.${keyof N['states'] & string}` : never;

/** A state that goes to `L` only. */
interface Going<L> {
  readonly on?: { readonly [descriptor: string]: Goes<L> } | undefined;
  readonly after?: { readonly [delay: string]: Goes<L> } | undefined;
  readonly always?: Goes<L>;
  readonly onDone?: Goes<L>;
  readonly target?: L | undefined;
  readonly invoke?: GoingWhenDone<L> | readonly GoingWhenDone<L>[] | undefined;
  readonly [other: string]: unknown;
}
interface GoingWhenDone<L> {
  readonly onDone?: Goes<L>;
  readonly onError?: Goes<L>;
  readonly onSnapshot?: Goes<L>;
  readonly onTimeout?: Goes<L>;
  readonly [other: string]: unknown;
}
type Goes<L> = L | undefined | GoesTo<L> | readonly (L | undefined | GoesTo<L>)[];
interface GoesTo<L> {
  readonly target?: L | readonly L[] | undefined;
  readonly [other: string]: unknown;
}

type OneByOne<N, C, R> = unknown extends N ? AnyName : Checked<TargetsOf<N>, N, C, R>;
type Checked<V, N, C, R> = [Missing<V, N, C, R>] extends [never]
  ? AnyName
  : Only<Exclude<V, Missing<V, N, C, R>> | Instead<Missing<V, N, C, R>, N, C, R>>;

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
  : { [K in keyof V]: K extends `on${string}` ? TargetOf<V[K]> : never }[keyof V];

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
  ? AnyName
  : V extends { target: infer X }
    ? InitialIn<X, C, R>
    : V extends string
      ? string extends V
        ? AnyName
        : V extends Key<C>
          ? Only<Key<C>>
          : [Missing<V, { states: C }, C, R>] extends [never]
            ? AnyName
            : Only<Some<Key<C>>>
      : Only<Key<C>>;
