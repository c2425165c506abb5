import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { LogicInput } from './actor-from.ts';
import type { TypeBag } from './bag.ts';
import type {
  ChildId,
  InvocationHintsOf,
  InvocationsOf,
  InvokePropsOf,
  LogicOf,
  SettledInvocation,
} from './invoke.ts';
import type { NodePropsOf, RootContextOf, RootPropsOf, StatePropsOf } from './state-config.ts';
import type { Faults, FaultsOf, Fragment, IsFaulty, TargetsOf } from './target.ts';

/*
 * How a config literal is understood, in two halves that the parameter of `createMachine` joins:
 *
 *   config: Inferred<N> & RootOf<T, N, F>
 *
 * `Inferred<N>` asks nothing of the literal. TypeScript reads it backwards, before it looks into
 * functions that wait for the types of their parameters, and gets `N`: every key, `src` and `id`
 * of the whole tree.
 *
 * `RootOf<T, N, F>` says what the literal must be, and gives functions the types of their
 * parameters. It depends on the types `T` of the machine alone and is computed once: all states
 * have one type, in which an invocation is told from others by the name of its actor. Because the
 * literal is checked against this type and not against itself, mistakes are reported where they
 * are made, misspelt properties among them.
 *
 * What depends on the literal is in `F`: whether it goes where there is no state, which is a matter
 * of its own in `target.ts`, and whether it invokes actors that have no name or lack something.
 * Where none of this is so, which is one question to the compiler, `F` says nothing. Else it holds a
 * type for each state, in which each invocation is that of the very `src` beside it.
 *
 * What is meant to stand in an intersection is an object type and no interface: of an interface
 * TypeScript would make a new one there, for the sake of `this`, with all members anew.
 */

/**
 * The type from which `N` is inferred, which accepts everything.
 *
 * No property has the name `~`. But while TypeScript infers, it does not know the name yet, and
 * infers from both branches: the value itself, or its properties one by one where it holds
 * functions that have no types yet.
 */
export type Inferred<N> = { readonly [P in keyof N]: InferredAt<P, N[P]> };
type InferredAt<P, V> = P extends '~' ? V & Inferred<V> : unknown;

/** The root of a machine. */
export type RootOf<T extends TypeBag, N, F extends Checks<T, N>> = NodePropsOf<T> &
  RootPropsOf &
  RootContextOf<T> &
  WithinOf<T, N, F>;

/** A root whose context and types are inferred, and not checked, by somebody else. */
export type OpenRootOf<T extends TypeBag, N, F extends Checks<T, N>> = NodePropsOf<T> &
  RootPropsOf &
  OpenProps &
  WithinOf<T, N, F>;
interface OpenProps {
  readonly context?: unknown;
  readonly types?: unknown;
}

/** A state below the root. */
export type StateOf<T extends TypeBag, N, F extends Checks<T, N>> = StatePropsOf<T> &
  WithinOf<T, N, F>;

type WithinOf<T extends TypeBag, N, F extends Checks<T, N>> = {
  readonly states?: F['states'] | undefined;
  readonly invoke?: InvokeLiteralOf<T, InvokedIn<N>> | undefined;
};

/**
 * What is checked of a config with the types `T`. It is a type parameter of its own, `F`, that
 * nothing is inferred for: its default holds the checks of the config. So there is nothing to work
 * out until the config is known. Before, creators take their types from what is said here.
 */
export interface Checks<T extends TypeBag, N> extends Faults {
  readonly states: StateHints<T, N> | object;
}

/** What is checked of the machine `N`. */
export type ChecksOf<T extends TypeBag, N> = ChecksIf<
  IsFaulty<N, {}, N> | IsUnsettled<N, T>,
  NoChecks<T>,
  ChecksInDetail<T, N, {}, N>
>;

/** What is checked of a state of which nobody knows where it will stand: beside any others, under any ids. */
export type FragmentChecks<T extends TypeBag, N> = ChecksIf<
  IsFaulty<N, Record<string, unknown>, N & Fragment> | IsUnsettled<N, T>,
  NoChecks<T>,
  ChecksInDetail<T, N, Record<string, unknown>, N & Fragment>
>;

type ChecksIf<TReasons, TNone, TAll> = [TReasons] extends [never] ? TNone : TAll;
interface NoChecks<T extends TypeBag> {
  readonly faults: unknown;
  readonly states: StatesMap<T>;
}
interface ChecksInDetail<T extends TypeBag, N, C, R> {
  readonly faults: FaultsOf<N, C, R>;
  readonly states: StatesOf<T, StatesOfLiteral<N>>;
}

/** `true` when the invocations in `N` are such that more must be known of them than their names. */
type IsUnsettled<N, T extends TypeBag> = N extends Settled<T> ? never : true;
interface Settled<T extends TypeBag> {
  readonly states?: { readonly [key: string]: Settled<T> };
  readonly invoke?: SettledInvocation<T> | readonly SettledInvocation<T>[];
  readonly [other: string]: unknown;
}

/** States that invoke actors by their names. */
interface StatesMap<T extends TypeBag> {
  readonly [key: string]: StateWithNamed<T>;
}
interface StateWithNamed<T extends TypeBag> extends StatePropsOf<T> {
  readonly states?: StatesMap<T> | undefined;
  readonly invoke?: InvocationsOf<T> | undefined;
}

/** States as they look while nothing is known of the config. Nothing is ever checked against them. */
type StateHints<T extends TypeBag, N> = {
  readonly [K in keyof StatesOfLiteral<N>]: StateHint<T, N, K>;
};
interface StateHint<
  T extends TypeBag,
  N,
  K extends keyof StatesOfLiteral<N>,
> extends StatePropsOf<T> {
  readonly states: StateHints<T, StatesOfLiteral<N>[K]>;
  readonly invoke: InvocationHintsOf<T, InvokedIn<StatesOfLiteral<N>[K]>>;
}

/** The states `C` of a literal, in which each invocation is known by the `src` beside it. */
type StatesOf<T extends TypeBag, C> = unknown extends C
  ? StatesMap<T>
  : {
      readonly [K in keyof C]: StatePropsOf<T> & {
        readonly states?: StatesOf<T, StatesOfLiteral<C[K]>> | undefined;
        readonly invoke?: InvokeOf<T, InvokedIn<C[K]>> | undefined;
      };
    };

/** The names of all properties that a root may have, and those of any other state. */
export type RootKey =
  | keyof RootOf<TypeBag, unknown, Checks<TypeBag, unknown>>
  | 'output'
  | '~types';
export type OpenRootKey =
  | keyof OpenRootOf<TypeBag, unknown, Checks<TypeBag, unknown>>
  | 'output'
  | '~types';
export type StateKeyOf = keyof StateOf<TypeBag, unknown, Checks<TypeBag, unknown>>;

/** Refuses the properties of `N` that are not among the known. Needed where `N` itself stands. */
export type Misspelt<N, TKnown extends PropertyKey> = {
  readonly [P in Exclude<keyof N, TKnown>]: `no such property here: ${P & string}`;
};

/** A state that has been checked, to be put in the place of one that is written. It keeps its targets. */
export type CheckedState<T extends TypeBag, N> = {
  readonly [P in keyof N]: P extends 'id' | 'type' | 'initial'
    ? N[P]
    : P extends 'states'
      ? { readonly [K in keyof N[P]]: CheckedState<T, N[P][K]> }
      : P extends 'invoke'
        ? CheckedInvoke<T, N[P], TargetsOf<N>>
        : P extends keyof StatePropsOf<T>
          ? StatePropsOf<T, TargetsOf<N>>[P]
          : never;
};

type CheckedInvoke<T extends TypeBag, V, L> = {
  readonly [P in keyof V]: P extends number | `${number}`
    ? CheckedInvoke<T, V[P], L>
    : P extends 'src' | 'id'
      ? V[P]
      : P extends keyof InvocationOf<T, V, L>
        ? InvocationOf<T, V, L>[P]
        : never;
};

type InvokeOf<T extends TypeBag, V> = unknown extends V ? InvocationsOf<T> : InvokeLiteralOf<T, V>;

// One invocation, or a list of them. One mapped type for both: a conditional type would not be
// resolved in time for the functions within.
type InvokeLiteralOf<T extends TypeBag, V> = {
  readonly [P in keyof V]: P extends number | `${number}`
    ? InvocationOf<T, V[P]>
    : 'src' extends keyof V
      ? P extends keyof InvocationOf<T, V>
        ? InvocationOf<T, V>[P]
        : `an invocation has no such property: ${P & string}`
      : 'an invocation needs a src';
};
interface InvocationOf<T extends TypeBag, N, L = string> extends InvokePropsOf<T, SourceIn<N>, L> {
  readonly src: SourceOf<T, N, SourceIn<N>>;
}

/** Where an invocation lacks something, its `src` says so: it is what asks for it. */
type SourceOf<T extends TypeBag, N, TSrc> =
  undefined extends LogicInput<LogicOf<T, TSrc>>
    ? string extends ChildId<T, TSrc>
      ? (keyof T['actors'] & string) | AnyActorLogic
      : 'id' extends keyof N
        ? (keyof T['actors'] & string) | AnyActorLogic
        : 'this actor is one of `types.children`: the invocation needs its id'
    : 'input' extends keyof N
      ? (keyof T['actors'] & string) | AnyActorLogic
      : 'this actor needs an input';

type StatesOfLiteral<N> = 'states' extends keyof N ? N['states'] : unknown;
type InvokedIn<N> = 'invoke' extends keyof N ? N['invoke'] : unknown;
type SourceIn<N> = 'src' extends keyof N ? N['src'] : unknown;
