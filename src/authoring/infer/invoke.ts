import type {
  DoneActorEvent,
  ErrorActorEvent,
  EventObject,
  SnapshotEvent,
} from '../../protocol/event.ts';
import type { TimeoutError } from '../../errors.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { MapperOf } from './action.ts';
import type { LogicInput, LogicOutput, LogicSnapshot } from './actor-from.ts';
import type {
  ConfigBag,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  TypeBag,
} from './bag.ts';
import type { Unasked } from './question.ts';
import type { SystemId } from './system.ts';
import type { TransitionHint, TransitionsOn, TransitionsTo } from './transition.ts';
import type { MetaObject, NonReducibleUnknown } from './type-functions.ts';

/** The logic that `src` stands for: itself, or what the name means in the machine. */
export type LogicOf<T extends TypeBag, TSrc> = TSrc extends keyof T['actors']
  ? T['actors'][TSrc]
  : TSrc extends AnyActorLogic
    ? TSrc
    : any;

/** A type that stands in a union with functions: `unknown` and `any` would swallow them. */
export type Value<T> = unknown extends T ? NonReducibleUnknown : T;

/** The ids under which an actor of this name may run: those that `types.children` gives it. */
export type ChildId<T extends TypeBag, TSrc> = TSrc extends T['children'][keyof T['children']]
  ? {
      [K in keyof T['children'] & string]: T['children'][K] extends TSrc ? K : never;
    }[keyof T['children'] & string]
  : string;

/** The properties of an invocation of `TSrc`, which is the name of an actor, or a logic. */
export type InvokePropsOf<T extends TypeBag, TSrc, L = string> = {
  /** Unique among the children of the machine. */
  readonly id?: ChildId<T, TSrc> | undefined;
  /** Unique in the whole actor system. */
  readonly systemId?: SystemId<T['system'], LogicOf<T, TSrc>> | undefined;
  readonly input?:
    | Value<LogicInput<LogicOf<T, TSrc>>>
    | MapperOf<T, T['events'], Value<LogicInput<LogicOf<T, TSrc>>>>
    | undefined;
  /** Taken when the actor is done, with its `event.output`. */
  readonly onDone?: TransitionsTo<L, T, DoneActorEvent<LogicOutput<LogicOf<T, TSrc>>>> | undefined;
  /** Taken when the actor fails, with `event.error`. */
  readonly onError?: TransitionsTo<L, T, ErrorActorEvent> | undefined;
  /** Taken on every snapshot of the actor, `event.snapshot`. */
  readonly onSnapshot?:
    | TransitionsTo<L, T, SnapshotEvent<LogicSnapshot<LogicOf<T, TSrc>>>>
    | undefined;
  /** Milliseconds, or the name of a delay, after which the actor is stopped and counts as failed. */
  readonly timeout?: number | (keyof T['delays'] & string) | undefined;
  /** Taken instead of `onError` when the time is up; `event.error` is a `TimeoutError`. */
  readonly onTimeout?: TransitionsTo<L, T, ErrorActorEvent<TimeoutError>> | undefined;
  readonly retry?: RetryConfigOf<T> | undefined;
};

/** One invocation of an actor by its name, or a list of them. */
export type InvocationsOf<T extends TypeBag> =
  | NamedInvocations<T>
  | InvocationList<NamedInvocations<T>>;

// Not an array type, for the reason of `TransitionList`. It has a `src`, so that by its `src` an
// invocation is told from a list too.
interface InvocationList<V> {
  readonly [index: number]: V;
  readonly length: number;
  readonly src?: undefined;
}

/** An invocation of an actor by its name: a union whose members are told from each other by `src`. */
type NamedInvocations<T extends TypeBag> = string extends keyof T['actors']
  ? InvokePropsOf<T, any> & { readonly src: string | AnyActorLogic }
  : { [K in keyof T['actors'] & string]: NamedInvocation<T, K> }[keyof T['actors'] & string];
interface NamedInvocation<T extends TypeBag, K> extends InvokePropsOf<T, K> {
  readonly src: K;
}

/** What creators such as `assign` are told of the machine in invocations, whatever is invoked. */
export interface InvocationHints<T extends TypeBag> {
  readonly [index: number]: InvocationHints<T>;
  readonly onDone: TransitionHint<T, unknown>;
  readonly onError: TransitionHint<T, ErrorActorEvent>;
  readonly onSnapshot: TransitionHint<T, unknown>;
  readonly onTimeout: TransitionHint<T, ErrorActorEvent<TimeoutError>>;
}

/** What they are told of events, by the `src` in the invocations `V`: a name in `A`, or a logic. */
export type EventHints<V, A> =
  | EventHint<V, A>
  | { readonly [P in keyof V & `${number}`]: EventHint<V[P], A> };
type LogicAmong<A, TSrc> = TSrc extends keyof A ? A[TSrc] : TSrc;
interface EventHint<V, A> {
  readonly onDone: TransitionsOn<DoneActorEvent<LogicOutput<LogicAmong<A, SourceIn<V>>>>>;
  readonly onSnapshot: TransitionsOn<SnapshotEvent<LogicSnapshot<LogicAmong<A, SourceIn<V>>>>>;
}
type SourceIn<V> = (V & WithSource)['src'];
interface WithSource {
  readonly src: unknown;
}

/** An invocation by name that has all that it needs. */
export type SettledInvocation<T extends TypeBag> = string extends keyof T['actors']
  ? SettledAs<string>
  : { [K in keyof T['actors'] & string]: SettledAs<K> & DemandsOf<T, K> }[keyof T['actors'] &
      string];
interface SettledAs<K> extends Unasked {
  readonly src: K;
}
type DemandsOf<T extends TypeBag, K> = (undefined extends LogicInput<LogicOf<T, K>>
  ? unknown
  : WithInput) &
  (string extends ChildId<T, K> ? unknown : WithId<ChildId<T, K>>);
interface WithInput extends Unasked {
  readonly input: unknown;
}
interface WithId<I> extends Unasked {
  readonly id: I;
}

/** How often and when an actor that failed is started anew before `onError` is taken. */
export interface RetryConfigOf<T extends TypeBag> {
  /** Attempts in all, the first included. */
  readonly maxAttempts: number;
  /** Milliseconds, or the name of a delay, before the second attempt. */
  readonly delay?: number | (keyof T['delays'] & string) | undefined;
  /** How the delay grows: stays, n times, doubled, or by a factor. */
  readonly backoff?: 'constant' | 'linear' | 'exponential' | number | undefined;
  /** Milliseconds that the delay never exceeds. */
  readonly maxDelay?: number | undefined;
  /** Share of the delay that is drawn at random, 0 to 1. */
  readonly jitter?: number | undefined;
  /** Whether this failure is worth another attempt. `attempt` counts the failed ones, from 1. */
  readonly when?: ((failure: { error: unknown; attempt: number }) => boolean) | undefined;
}

/** What an invocation of `TSrc` cannot do without. */
export type InvokeDemands<T extends TypeBag, TSrc> = {
  readonly src: unknown;
} & (undefined extends LogicInput<LogicOf<T, TSrc>> ? unknown : { readonly input: unknown }) &
  (string extends ChildId<T, TSrc> ? unknown : { readonly id: unknown });

/** An invocation in a config whose type is written and not inferred. */
export type InvokeConfigOf<T extends TypeBag> = string extends keyof T['actors']
  ? InvokePropsOf<T, any> & { readonly src: string | AnyActorLogic }
  :
      | {
          [K in keyof T['actors'] & string]: InvokePropsOf<T, K> &
            InvokeDemands<T, K> & { readonly src: K };
        }[keyof T['actors'] & string]
      | (InvokePropsOf<T, any> & { readonly src: AnyActorLogic });

/** An invocation, by position. */
export type InvokeConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TEmitted extends EventObject,
  TTransitionMeta extends MetaObject,
> = InvokeConfigOf<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, TEmitted, TTransitionMeta>
>;

export type AnyInvokeConfig = InvokePropsOf<any, any> & {
  readonly src: string | AnyActorLogic;
};
