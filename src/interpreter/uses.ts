// Which names a config uses, and what events lead to them: where a name stands says so.
// A config that TypeScript knows only widely, such as an imported JSON file, uses any name.
import type { DoneEvent, Payload } from './event.ts';
import type { VariableOf } from './variable-of.ts';

/** An event as actions and guards see it: `payload` of one that was sent, `data` of a result. */
export interface LogicEvent<TType extends string = string, TPayload = Payload, TData = unknown> {
  readonly type: TType;
  /** Empty for what the machine itself sends. */
  readonly payload: TPayload;
  /** Of done and error events: what the service returned or threw. */
  readonly data?: TData;
  /** Of done and error events: the id of the service or state. */
  readonly src?: string;
}

/** Events: as `types.events` says, else any. */
type SentEvent<TConfig> = TConfig extends { types: { events: infer TEvents } }
  ? AsSeen<TEvents>
  : LogicEvent<string, Payload, undefined>;

type AsSeen<TEvent> = TEvent extends { type: infer TType extends string }
  ? LogicEvent<TType, Omit<TEvent, 'type'>, undefined>
  : never;

type ResultType = `done.invoke.${string}` | `done.state.${string}` | `error.platform.${string}`;
type TimerType = `after.${string}`;

/** Where any event may lead. Without `types.events` nothing tells them apart. */
type AnyEvent<TConfig> = TConfig extends { types: { events: unknown } }
  ? SentEvent<TConfig> | DoneEvent<unknown, ResultType> | TimerEvent
  : LogicEvent;

type TimerEvent = LogicEvent<TimerType, Payload, undefined>;

/** The event under a key of `on`. */
type EventAt<TConfig, TKey> = TKey extends ResultType
  ? DoneEvent
  : TKey extends `after.${string}.${string}`
    ? TimerEvent
    : TKey extends '*'
      ? SentEvent<TConfig>
      : Named<SentEvent<TConfig>, TKey>;

type Named<TEvent, TKey> =
  Extract<
    TEvent,
    { readonly type: TKey extends `${infer THead}.*` ? THead | `${THead}.${string}` : TKey }
  > extends infer TFound
    ? [TFound] extends [never]
      ? LogicEvent<string, Payload, undefined>
      : TFound
    : never;

/** The config with those of all states inside. */
export type StatesOf<TState> =
  IsWide<TState> extends true
    ? WideState
    :
        | TState
        | (At<TState, 'states'> extends infer TStates
            ? TStates extends object
              ? { [K in keyof TStates]-?: StatesOf<TStates[K]> }[keyof TStates]
              : never
            : never);

/** A state that is not known key by key may use any name. */
interface WideState {
  readonly entry: string;
  readonly on: { readonly [event: string]: { readonly guard: string; readonly actions: string } };
  readonly after: { readonly [delay: string]: unknown };
  readonly invoke: { readonly src: string };
}

/** Whether a type does not say which keys there are, as `object` and types with only optional keys. */
export type IsWide<T> = 0 extends 1 & T
  ? true
  : string extends keyof T
    ? true
    : [keyof T] extends [never]
      ? T extends Readonly<Record<string, unknown>>
        ? false
        : true
      : object extends T
        ? true
        : false;

type One<T> = T extends readonly (infer TElement)[] ? TElement : T;

/**
 * What stands under a key: nothing when the key is absent. What is not known may be anything: while
 * TypeScript still infers, `and(...)` and what stands around it is `unknown`.
 */
type At<T, TKey extends PropertyKey> = T extends unknown
  ? TKey extends keyof T
    ? unknown extends T[TKey]
      ? // oxlint-disable-next-line typescript/no-explicit-any
        any
      : NonNullable<T[TKey]>
    : never
  : never;

/** As a list of which one element is meant. */
type EachAt<T, TKey extends PropertyKey> = One<At<T, TKey>>;

/** Transitions, each kind with the event that leads to it. */
type Taken<TConfig, TState> =
  | (TState extends unknown ? TakenOn<TConfig, At<TState, 'on'>> : never)
  | [One<Values<At<TState, 'after'>>>, TimerEvent]
  | [EachAt<TState, 'always'> | At<TState, 'initial' | 'route'>, AnyEvent<TConfig>]
  | [EachAt<TState, 'onDone'>, DoneEvent]
  | TakenByInvoke<TConfig, EachAt<TState, 'invoke'>>;

type TakenOn<TConfig, TOn> = {
  [K in keyof TOn]-?: [One<TOn[K]>, EventAt<TConfig, K>];
}[keyof TOn];

type TakenByInvoke<TConfig, TInvoke> =
  | (TInvoke extends unknown
      ? [EachAt<TInvoke, 'onDone'>, DoneEvent<DataOf<TConfig, At<TInvoke, 'src'>>>]
      : never)
  | [EachAt<TInvoke, 'onError'>, DoneEvent]
  | [EachAt<TInvoke, 'onSnapshot' | 'onTimeout'>, AnyEvent<TConfig>];

type Values<T> = T extends unknown ? T[keyof T] : never;

/** What a service gives, as `types.services` says. */
export type DataOf<TConfig, TName> = TConfig extends { types: { services: infer TServices } }
  ? TName extends keyof TServices
    ? TServices[TName]
    : unknown
  : unknown;

/** `'name'` or `{ type: 'name' }`, or those that a guard made with `and`, `or` or `not` asks for. */
type NameOf<TRef> = TRef extends string
  ? TRef
  : TRef extends { readonly type: infer TType extends string }
    ? TType
    : At<TRef, '~guards'> extends (names: infer TNames) => void
      ? keyof TNames & string
      : never;

type NamesIn<TTaken, TKey extends 'actions' | 'guard'> = TTaken extends [
  infer TTransition,
  infer TEvent,
]
  ? [NameOf<EachAt<TTransition, TKey>>, TEvent]
  : never;

/** The actions of a config: names, with the event that leads to them. */
type ActionUses<TConfig> =
  | NamesIn<Taken<TConfig, StatesOf<TConfig>>, 'actions'>
  | [NameOf<EachAt<StatesOf<TConfig>, 'entry' | 'exit'>>, AnyEvent<TConfig>];

type GuardUses<TConfig> = NamesIn<Taken<TConfig, StatesOf<TConfig>>, 'guard'>;

/** Names of the actions that a config uses. */
export type ActionName<TConfig> = ActionUses<TConfig>[0];

/** Names of the guards that a config uses. */
export type GuardName<TConfig> = GuardUses<TConfig>[0];

type InvokesOf<TConfig> = EachAt<StatesOf<TConfig>, 'invoke'>;

/** Names of the services that a config uses. */
export type ServiceName<TConfig> = At<InvokesOf<TConfig>, 'src'> & string;

/** Names of the delays that a config uses. */
export type DelayName<TConfig> = Exclude<
  | KeysOf<At<StatesOf<TConfig>, 'after'>>
  | At<InvokesOf<TConfig>, 'timeout'>
  | At<At<InvokesOf<TConfig>, 'retry'>, 'delay'>,
  `${number}` | number
> &
  string;

/** Also of each member of a union. */
export type KeysOf<T> = T extends object ? keyof T : never;

// One look at each use: several of one name make a union.
type EventsByName<TUses extends [string, unknown]> = { [U in TUses as U[0]]: U[1] };

type EventOf<TEvents, TName> = TName extends keyof TEvents ? TEvents[TName] : never;

/** What leads to an action of this name. */
export type ActionEvent<TConfig, TName> = EventOf<EventsByName<ActionUses<TConfig>>, TName>;

/** What a guard of this name is asked about. */
export type GuardEvent<TConfig, TName> = EventOf<EventsByName<GuardUses<TConfig>>, TName>;

/** What the config hands to a service of this name. */
export type ServiceInput<TConfig, TName> = InputOf<InvokesOf<TConfig>, TName>;

type InputOf<TInvoke, TName> = TInvoke extends { src: TName }
  ? TInvoke extends { input: infer TInput }
    ? TInput extends (...args: never) => infer TMade
      ? TMade
      : VariableOf<TInput>
    : undefined
  : never;
