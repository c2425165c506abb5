import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { LogicInput } from './actor-from.ts';
import type { TypeBag } from './bag.ts';
import type { ChildId, InvokePropsOf, LogicOf } from './invoke.ts';
import type { RootPropsOf, StatePropsOf } from './state-config.ts';
import type { TargetsOf } from './target.ts';
import type { InitialTransitionConfigOf } from './transition.ts';

/*
 * How a config literal is understood, in two halves that the parameter of `createMachine` joins:
 *
 *   config: Inferred<N> & RootOf<T, N>
 *
 * `Inferred<N>` asks nothing of the literal. TypeScript reads it backwards, before it looks into
 * functions that wait for the types of their parameters, and gets `N`: every key, `src` and `id`
 * of the whole tree.
 *
 * `RootOf<T, N>` says what the literal must be, and gives functions the types of their parameters.
 * Most of it depends on the types `T` of the machine alone and is computed once. `N` stands only
 * where neighbours matter: `event.output` in `onDone` is the output of the `src` beside it. Where
 * a config says where to go is a matter of its own, in `target.ts`. Because the literal is checked against this type and not
 * against itself, mistakes are reported where they are made, misspelt properties among them.
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
export interface RootOf<T extends TypeBag, N>
  extends Omit<StatePropsOf<T>, 'output'>, Omit<RootPropsOf<T>, 'output'> {
  readonly initial?: string | InitialTransitionConfigOf<T> | undefined;
  readonly states?: StatesOf<T, StatesOfLiteral<N>> | undefined;
  readonly invoke?: InvokeOf<T, InvokedIn<N>> | undefined;
}

/** A root whose context and types are inferred, and not checked, by somebody else. */
export interface OpenRootOf<T extends TypeBag, N> extends Omit<RootOf<T, N>, 'context'> {
  readonly context?: unknown;
  readonly types?: unknown;
}

/** A state below the root. */
export interface StateOf<T extends TypeBag, N> extends StatePropsOf<T> {
  readonly initial?: string | InitialTransitionConfigOf<T> | undefined;
  readonly states?: StatesOf<T, StatesOfLiteral<N>> | undefined;
  readonly invoke?: InvokeOf<T, InvokedIn<N>> | undefined;
}

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

type StatesOf<T extends TypeBag, C> = {
  readonly [K in keyof C]: StateOf<T, C[K]>;
};

// One invocation, or a list of them. One mapped type for both: a conditional type would not be
// resolved in time for the functions within.
type InvokeOf<T extends TypeBag, V> = InvokeNames & {
  readonly [P in keyof V]: P extends number | `${number}`
    ? InvocationOf<T, V[P]>
    : 'src' extends keyof V
      ? P extends keyof InvocationOf<T, V>
        ? InvocationOf<T, V>[P]
        : `an invocation has no such property: ${P & string}`
      : 'an invocation needs a src';
};

// What an editor offers where nothing is written yet.
type InvokeNames = { readonly [P in keyof InvokePropsOf<TypeBag, unknown>]?: unknown };

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
