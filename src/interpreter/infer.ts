// oxlint-disable typescript/no-explicit-any, typescript/no-empty-object-type -- what a config leaves open is not checked
// What a config says at type level. A config that TypeScript knows only widely, such as an
// imported JSON file, gives wide types: any name, any event.
import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';
import type { DoneEvent, Event, Payload } from './event.ts';
import type { MachineNode, MachineTypes } from './machine-node.ts';

/** What is known of a machine with this config. */
export interface TypesOf<TConfig> extends MachineTypes {
  context: ContextOf<TConfig>;
  event: EventOf<TConfig>;
}

/** The context: as `types.context` says, else as the initial value looks like. */
export type ContextOf<TConfig> = TConfig extends { types: { context: infer TContext } }
  ? TContext
  : TConfig extends { context: infer TInitial }
    ? TInitial extends (...args: any[]) => infer TMade
      ? TMade
      : Widen<TInitial>
    : any;

/** A literal as the variable that it is the first value of. `null` and `[]` may become anything. */
export type Widen<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends null | undefined
        ? any
        : T extends readonly (infer TElement)[]
          ? ([TElement] extends [never] ? any : Widen<TElement>)[]
          : T extends (...args: any[]) => unknown
            ? T
            : T extends object
              ? { -readonly [K in keyof T]: Widen<T[K]> }
              : T;

/** Events: as `types.events` says, else any; the names that `on` uses are offered. */
export type EventOf<TConfig> = TConfig extends { types: { events: infer TEvents } }
  ? Declared<TEvents>
  : { type: OnKeys<StatesOf<TConfig>> | (string & {}); payload: Payload };

type Declared<TEvent> = TEvent extends { type: infer TType extends string }
  ? { type: TType; payload: Omit<TEvent, 'type'> }
  : never;

type OnKeys<TState> = TState extends { on: infer TOn } ? keyof TOn & string : never;

/** The config with those of all states inside. */
type StatesOf<TConfig> =
  | TConfig
  | (TConfig extends { states: infer TStates }
      ? { [K in keyof TStates]: StatesOf<TStates[K]> }[keyof TStates]
      : never);

/** What `send` may be called with. */
export type SendArgs<TEvent extends MachineTypes['event']> =
  | NamedArgs<TEvent>
  | [event: EventInput<TEvent>];

type NamedArgs<TEvent extends MachineTypes['event']> = TEvent extends unknown
  ? {} extends TEvent['payload']
    ? [type: TEvent['type'], payload?: TEvent['payload']]
    : [type: TEvent['type'], payload: TEvent['payload']]
  : never;

/** An event that stands alone: an object, an `Event`, or a name when nothing must come with it. */
export type EventInput<TEvent extends MachineTypes['event']> = TEvent extends unknown
  ?
      | ({ readonly type: TEvent['type'] } & TEvent['payload'])
      | Event<TEvent['type'], TEvent['payload']>
      | ({} extends TEvent['payload'] ? TEvent['type'] : never)
  : never;

type One<T> = T extends readonly (infer TElement)[] ? TElement : T;

/** `'name'` or `{ type: 'name' }` */
type NameOf<TRef> = TRef extends string
  ? TRef
  : TRef extends { type: infer TType extends string }
    ? TType
    : never;

type Values<T> = T[keyof T];

type InvokesOf<TState> = TState extends { invoke: infer TInvoke } ? One<TInvoke> : never;

type TransitionsOf<TState> = One<
  | (TState extends { on: infer T } ? Values<T> : never)
  | (TState extends { after: infer T } ? Values<T> : never)
  | (TState extends { always: infer T } ? T : never)
  | (TState extends { onDone: infer T } ? T : never)
  | (InvokesOf<TState> extends infer TInvoke
      ? TInvoke extends unknown
        ?
            | (TInvoke extends { onDone: infer T } ? T : never)
            | (TInvoke extends { onError: infer T } ? T : never)
        : never
      : never)
>;

/** Names of the actions that a config uses. */
export type ActionName<TConfig> =
  StatesOf<TConfig> extends infer TState
    ? TState extends unknown
      ? NameOf<
          One<
            | (TState extends { entry: infer T } ? T : never)
            | (TState extends { exit: infer T } ? T : never)
            | (TransitionsOf<TState> extends infer TTransition
                ? TTransition extends { actions: infer T }
                  ? T
                  : never
                : never)
          >
        >
      : never
    : never;

/** Names of the guards that a config uses. */
export type GuardName<TConfig> =
  TransitionsOf<StatesOf<TConfig>> extends infer TTransition
    ? TTransition extends { guard: infer TGuard }
      ? NameOf<TGuard>
      : never
    : never;

/** Names of the services that a config uses. */
export type ServiceName<TConfig> =
  InvokesOf<StatesOf<TConfig>> extends infer TInvoke
    ? TInvoke extends { src: infer TSrc extends string }
      ? TSrc
      : never
    : never;

/** Names of the delays that a config uses. */
export type DelayName<TConfig> =
  StatesOf<TConfig> extends infer TState
    ? TState extends { after: infer TAfter }
      ? Exclude<keyof TAfter & string, `${number}`>
      : never
    : never;

/** An event as logic functions see it: `payload` of one that was sent, `data` of a result. */
export interface LogicEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, any>>;
  /** Of done and error events: what the service returned or threw. */
  readonly data?: any;
  readonly src?: string;
}

/** Implementations for a config, by role: what `new MachineLogic<typeof config>({...})` takes. */
export interface LogicMapsOf<TConfig> {
  readonly actions?:
    | Implementations<
        ActionName<TConfig>,
        ActionFunction<ContextOf<TConfig>, LogicEvent> | { readonly type: string }
      >
    | undefined;
  readonly guards?:
    | Implementations<
        GuardName<TConfig>,
        GuardFunction<ContextOf<TConfig>, LogicEvent> | { readonly check: unknown }
      >
    | undefined;
  readonly services?:
    | Implementations<
        ServiceName<TConfig>,
        ServiceFunction<ContextOf<TConfig>, Event> | MachineNode | { readonly transition: unknown }
      >
    | undefined;
  readonly delays?: Implementations<DelayName<TConfig>, Delay<ContextOf<TConfig>>> | undefined;
}

/** By name as the config has it, or in the other case style; any name where the config is known widely. */
type Implementations<TName extends string, TFunction> = string extends TName
  ? { readonly [name: string]: TFunction | string | undefined }
  : {
      readonly [K in TName | Camel<TName> | Snake<TName>]?: TFunction | string | undefined;
    };

/**
 * Methods for the names of a config: `class UserLogic extends MachineLogic<typeof config>
 * implements LogicMethods<typeof config>`. `createMachine` checks the same.
 */
export type LogicMethods<TConfig> = {
  [K in Known<ActionName<TConfig>>]?: (
    interpreter: any,
    context: ContextOf<TConfig>,
    event: any,
    actionDef: any,
  ) => void;
} & {
  [K in Known<GuardName<TConfig>>]?: (
    context: ContextOf<TConfig>,
    event: any,
    params?: any,
  ) => boolean;
} & {
  [K in Known<ServiceName<TConfig>>]?: (
    interpreter: any,
    context: ContextOf<TConfig>,
    event: any,
    signal?: any,
  ) => unknown;
};

/** Names that are known one by one. */
type Known<TName> = string extends TName ? never : TName & string;

/** The config again, with every target that is no state marked. */
export type CheckedConfig<TConfig> = CheckedState<TConfig, never>;

type CheckedState<TState, TSibling> = {
  [K in keyof TState]: K extends 'states'
    ? { [S in keyof TState[K]]: CheckedState<TState[K][S], keyof TState[K] & string> }
    : K extends 'on' | 'after'
      ? { [E in keyof TState[K]]: CheckedTransitions<TState[K][E], TSibling> }
      : K extends 'always' | 'onDone'
        ? CheckedTransitions<TState[K], TSibling>
        : K extends 'invoke'
          ? CheckedInvokes<TState[K], TSibling>
          : K extends 'initial'
            ? CheckedInitial<TState, TState[K]>
            : TState[K];
};

type CheckedInitial<TState, TInitial> = TInitial extends string
  ? string extends TInitial
    ? TInitial
    : TState extends { states: infer TStates }
      ? TInitial extends (keyof TStates & string) | `${string}.${string}` | `#${string}`
        ? TInitial
        : // A config with typed actions in it may be known only in part.
          [keyof TStates] extends [never]
          ? TInitial
          : NoSuchState<keyof TStates>
      : TInitial
  : TInitial;

/** Shown where a target stands that is no state. Not a string: that would make the whole config `never`. */
interface NoSuchState<TThereIs> {
  readonly noSuchState: { readonly thereIs: TThereIs };
}

type CheckedInvokes<TInvoke, TSibling> = TInvoke extends readonly unknown[]
  ? { [I in keyof TInvoke]: CheckedInvoke<TInvoke[I], TSibling> }
  : CheckedInvoke<TInvoke, TSibling>;

type CheckedInvoke<TInvoke, TSibling> = {
  [K in keyof TInvoke]: K extends 'onDone' | 'onError'
    ? CheckedTransitions<TInvoke[K], TSibling>
    : TInvoke[K];
};

type CheckedTransitions<T, TSibling> = T extends string
  ? CheckedTarget<T, TSibling>
  : T extends readonly unknown[]
    ? { [I in keyof T]: CheckedTransitions<T[I], TSibling> }
    : T extends object
      ? { [K in keyof T]: K extends 'target' ? CheckedTarget<T[K], TSibling> : T[K] }
      : T;

type CheckedTarget<T, TSibling> = T extends string
  ? string extends T
    ? T
    : T extends TSibling | `#${string}` | `.${string}` | `${string}.${string}`
      ? T
      : [TSibling] extends [never]
        ? T
        : NoSuchState<TSibling>
  : T;

/** The event of an `onDone` action. */
export type ResultOf<TService extends (...args: any[]) => unknown> = DoneEvent<
  Awaited<ReturnType<TService>>
>;

/** What is known of a machine that was not written as one literal. */
export interface LooseTypes<TContext> extends MachineTypes {
  context: TContext;
  event: { type: string; payload: Payload };
}

/** A machine of which nothing is known. */
export type AnyMachine = MachineNode<LooseTypes<any>>;

/** Services and guards that the states of a class name and that no member of it is called. */
export type NamesWithoutMember<TInstance> =
  UsedBy<TInstance> extends infer TName
    ? TName extends keyof TInstance
      ? never
      : Camel<TName> extends Camel<keyof TInstance>
        ? never
        : TName
    : never;

type UsedBy<TInstance> = {
  [K in keyof TInstance]: TInstance[K] extends { readonly options: infer TOptions }
    ? Known<ServiceName<TOptions> | GuardName<TOptions>>
    : never;
}[keyof TInstance];

/** `fetch_user` -> `fetchUser` */
type Camel<TName> = TName extends `${infer THead}_${infer TTail}`
  ? `${THead}${Capitalize<Camel<TTail>>}`
  : TName & string;

/** `fetchUser` -> `fetch_user` */
type Snake<TName extends string> = TName extends `${infer THead}${infer TTail}`
  ? THead extends Lowercase<THead>
    ? `${THead}${Snake<TTail>}`
    : `_${Lowercase<THead>}${Snake<TTail>}`
  : TName;
