import type { DoneStateEvent } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { LogicInput } from './actor-from.ts';
import type { MachineContext, TypeBag } from './bag.ts';
import type {
  ChildId,
  EventHints,
  InvocationHints,
  InvocationsOf,
  InvokePropsOf,
  LogicOf,
  SettledInvocation,
} from './invoke.ts';
import type { IsObject, IsRecord, Unasked } from './question.ts';
import type {
  RootContextOf,
  RootDemands,
  RootOutputOf,
  RootPropsOf,
  StatePropsOf,
} from './state-config.ts';
import type {
  AnyEvents,
  FaultsOf,
  Fragment,
  IsFaulty,
  TargetsOf,
  WithoutFaults,
} from './target.ts';
import type { ActionHints, OnHints, TransitionHint } from './transition.ts';

/*
 * How a config literal is understood, in two halves that the parameter of `createMachine` joins:
 *
 *   config: Inferred<N> | F['config']
 *
 * `Inferred<N>` asks nothing of the literal. TypeScript reads it backwards, before it looks into
 * functions that wait for the types of their parameters, and gets `N`: every key, `src` and `id`
 * of the whole tree. Once `N` is known, it is gone: the literal is compared with one type only.
 *
 * `F['config']` says what the literal must be, and gives functions the types of their parameters.
 * Where nothing is wrong with the literal, which is one question to the compiler, that is `RootOf`.
 * It depends on the types `T` of the machine alone and is computed once: all states have one type,
 * in which an invocation is told from others by the name of its actor. Because the literal is
 * checked against this type and not against itself, mistakes are reported where they are made,
 * misspelt properties among them.
 *
 * What depends on the literal is asked of the whole of it: whether it goes where there is no state,
 * which is a matter of its own in `target.ts`, whether it invokes actors that have no name or lack
 * something, and whether a property is misspelt or missing. Only where that is so, there is a type
 * for each state, in which each invocation is that of the very `src` beside it.
 */

/**
 * The type from which `N` is inferred, and more that is inferred from the same literal. It accepts
 * everything.
 *
 * Neither condition is decided before TypeScript knows what it infers. Until then it infers from
 * both branches of the second: nothing, or the value itself with its properties one by one, where
 * it holds functions that have no types yet.
 */
export type Inferred<N, TMore = unknown> = [N] extends [unknown] ? never : InferredFrom<N> & TMore;
type InferredFrom<N> = {
  readonly [P in keyof N]: P extends PropertyKey ? never : N[P] & InferredFrom<N[P]>;
};

/** The root of a machine. */
interface RootOf<T extends TypeBag> extends StateOf<T>, RootPropsOf, RootContextOf<T> {
  readonly output?: RootOutputOf<T>;
}

/** A root whose context, types and output are inferred, and not checked, by somebody else. */
interface OpenRootOf<T extends TypeBag> extends StateOf<T>, RootPropsOf, Open {
  readonly output?: unknown;
}
interface Open {
  readonly context?: unknown;
  readonly types?: unknown;
  readonly '~types'?: unknown;
}

/** A state below the root. */
interface StateOf<T extends TypeBag> extends StatePropsOf<T> {
  readonly states?: StatesMap<T> | undefined;
  readonly invoke?: InvocationsOf<T> | undefined;
}
interface StatesMap<T extends TypeBag> {
  readonly [key: string]: StateOf<T>;
}

/**
 * What a config with the types `T` must be. It is a type parameter of its own, `F`, that nothing is
 * inferred for: its default holds the checks of the config. So there is nothing to work out until
 * the config is known. Before, creators such as `assign` take their types from what is said here:
 * the machine from one type and the event, where it is that of an invocation, from the other.
 */
export interface Checks<T extends TypeBag, N> {
  readonly config: StateHint<T> | EventPath<N, T['actors']> | object;
}

/**
 * Where creators may stand in a state, and in those below it. Nothing is ever checked against this:
 * it has their types alone, and a transition and a list of them are one.
 *
 * Of a union, TypeScript compares all properties that its first member has, to tell members from
 * each other. `undefined` comes first and has none; so does `object`, which the root needs.
 */
interface StateHint<T extends TypeBag> {
  readonly on: OnHints<T>;
  readonly after: { readonly [delay: string]: TransitionHint<T, T['events']> };
  readonly always: TransitionHint<T, T['events']>;
  readonly onDone: TransitionHint<T, DoneStateEvent>;
  readonly initial: TransitionHint<T, T['events']>;
  readonly route: TransitionHint<T, T['events']>;
  readonly entry: ActionHints<T, T['events']>;
  readonly exit: ActionHints<T, T['events']>;
  readonly states: { readonly [key: string]: StateHint<T> | undefined } | undefined;
  readonly invoke: InvocationHints<T> | undefined;
}

/**
 * The way through the config `N` to the events that follow from what is invoked. It has nothing of
 * the machine but its actors `A`, and a state is spelled in place: TypeScript goes this way anew for
 * each state, and works out whatever is handed on.
 */
type EventPath<N, A> = {
  readonly states: EventPaths<N, A>;
  readonly invoke: EventHints<InvokedIn<N>, A>;
};
type EventPaths<N, A> = {
  readonly [K in keyof StatesOfLiteral<N>]: {
    readonly states: EventPaths<StatesOfLiteral<N>[K], A>;
    readonly invoke: EventHints<InvokedIn<StatesOfLiteral<N>[K]>, A>;
  };
};

/** What is checked of the machine `N`. The faults come first, because messages are cut off at the end. */
export interface ChecksOf<T extends TypeBag, N> {
  readonly config: [
    | IsFaulty<N, {}, N>
    | IsUnsettled<N, T>
    | IsMisspelt<N, keyof RootOf<TypeBag>>
    | LacksContext<N, T['context']>,
  ] extends [never]
    ? RootOf<T>
    : RootDemands<T['context']> &
        WithoutFaults<FaultsOf<N, {}, N & UntoldEvents<T>>> &
        Misspelt<N, keyof RootOf<TypeBag>> &
        RootInDetail<T, N>;
}

/** The same, of a machine whose context and types are written in it. */
export interface OpenChecksOf<T extends TypeBag, N> {
  readonly config: [
    IsFaulty<N, {}, N> | IsUnsettled<N, T> | IsMisspelt<N, keyof OpenRootOf<TypeBag>>,
  ] extends [never]
    ? OpenRootOf<T>
    : WithoutFaults<FaultsOf<N, {}, N & UntoldEvents<T>>> &
        Misspelt<N, keyof OpenRootOf<TypeBag>> &
        OpenRootInDetail<T, N>;
}

/** What is checked of a state of which nobody knows where it will stand: beside any others, under any ids. */
export interface FragmentChecks<T extends TypeBag, N> {
  readonly config: [
    | IsFaulty<N, Record<string, unknown>, N & Fragment>
    | IsUnsettled<N, T>
    | IsMisspelt<N, keyof StateOf<TypeBag>>,
  ] extends [never]
    ? StateOf<T>
    : WithoutFaults<FaultsOf<N, Record<string, unknown>, N & Fragment & UntoldEvents<T>>> &
        Misspelt<N, keyof StateOf<TypeBag>> &
        StateInDetail<T, N>;
}

// Marks the machine where its types say nothing of events.
type UntoldEvents<T extends TypeBag> = string extends T['events']['type'] ? AnyEvents : unknown;

interface RootInDetail<T extends TypeBag, N>
  extends StateInDetail<T, N>, RootPropsOf, RootContextOf<T> {
  readonly output?: RootOutputOf<T>;
}
interface OpenRootInDetail<T extends TypeBag, N> extends StateInDetail<T, N>, RootPropsOf, Open {
  readonly output?: unknown;
}
interface StateInDetail<T extends TypeBag, N> extends StatePropsOf<T>, WithinOf<T, N> {}

/** The states of a literal, in which each invocation is known by the `src` beside it. */
interface WithinOf<T extends TypeBag, N> {
  readonly states?: StatesOf<T, StatesOfLiteral<N>> | undefined;
  readonly invoke?: InvokeOf<T, InvokedIn<N>> | undefined;
}
type StatesOf<T extends TypeBag, C> =
  IsRecord<C> extends true ? { readonly [K in keyof C]: StateInDetail<T, C[K]> } : StatesMap<T>;

/** `true` when something must be written and is not. */
type LacksContext<N, C> = MachineContext extends C
  ? never
  : 'context' extends keyof N
    ? never
    : true;

/** `true` when a property of `N` is not among the known. Needed where `N` is no literal. */
type IsMisspelt<N, TKnown> = [keyof N] extends [TKnown] ? never : true;

/** `true` when the invocations in `N` are such that more must be known of them than their names. */
type IsUnsettled<N, T extends TypeBag> =
  N extends Settled<T> ? never : unknown extends N ? never : true;
interface Settled<T extends TypeBag> extends Unasked {
  readonly states?: { readonly [key: string]: Settled<T> };
  readonly invoke?: SettledInvocation<T> | readonly SettledInvocation<T>[];
}

/** Refuses the properties of `N` that are not among the known. */
type Misspelt<N, TKnown extends PropertyKey> = {
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

type InvokeOf<T extends TypeBag, V> =
  IsObject<V> extends true ? InvokeLiteralOf<T, V> : InvocationsOf<T>;

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

// Of an intersection, so that what is not there is `unknown` without a question.
type StatesOfLiteral<N> = (N & WithStates)['states'];
interface WithStates {
  readonly states: unknown;
}
type InvokedIn<N> = (N & WithInvoke)['invoke'];
interface WithInvoke {
  readonly invoke: unknown;
}
type SourceIn<N> = 'src' extends keyof N ? N['src'] : unknown;
