import type { DoneStateEvent, EventObject } from '../../protocol/event.ts';
import type { ActionsOf, MapperOf, Self } from './action.ts';
import type {
  ConfigBag,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  TypeBag,
} from './bag.ts';
import type { InvokeConfigOf, Value } from './invoke.ts';
import type { MachineOptions, StateNodeType } from './node.ts';
import type { SpawnerOf } from './spawner.ts';
import type {
  AfterConfigOf,
  InitialTransitionConfigOf,
  OnConfigOf,
  RouteConfigOf,
  TransitionsTo,
} from './transition.ts';
import type { MetaObject, NonReducibleUnknown, SingleOrArray, TODO } from './type-functions.ts';

/**
 * The properties of a state but for what depends on what is written in it: `states`, `invoke`. `L`
 * are its targets, which are strings; to demand so would have the compiler prove it wherever they
 * are computed.
 */
export interface StatePropsOf<T extends TypeBag, L = string> {
  readonly id?: string | undefined;
  readonly type?: StateNodeType | undefined;
  readonly initial?: string | InitialTransitionConfigOf<T> | undefined;
  /** The transition to take when all final states below are reached. */
  readonly onDone?: TransitionsTo<L, T, DoneStateEvent> | undefined;
  readonly on?: OnConfigOf<T, L> | undefined;
  /** Transitions that need no event: tried whenever the state is active. */
  readonly always?: TransitionsTo<L, T, T['events']> | undefined;
  /** Transitions that follow when the state has been active for some time. */
  readonly after?: AfterConfigOf<T, L> | undefined;
  readonly entry?: ActionsOf<T, T['events']> | undefined;
  readonly exit?: ActionsOf<T, T['events']> | undefined;
  readonly tags?: SingleOrArray<T['tags']> | undefined;
  readonly meta?: T['meta'] | undefined;
  readonly description?: string | undefined;
  readonly history?: 'shallow' | 'deep' | boolean | undefined;
  /** Of a history state: where to go when there is nothing to remember. */
  readonly target?: L | undefined;
  /** Makes the state reachable by `{ type: 'xstate.route', to: '#id' }`. */
  readonly route?: RouteConfigOf<T> | undefined;
  /** Documents the order; the real order is the order of the keys. */
  readonly order?: number | undefined;
  readonly parent?: unknown;
  /** Of a final state: what its parent's `onDone` gets as `event.output`. */
  readonly output?: MapperOf<T, T['events'], unknown> | NonReducibleUnknown;
}

/** A state in a config whose type is written and not inferred. */
export interface StateNodeConfigOf<T extends TypeBag> extends StatePropsOf<T>, WrittenWithin<T> {}
interface WrittenWithin<T extends TypeBag> {
  readonly states?: { readonly [key: string]: StateNodeConfigOf<T> } | undefined;
  readonly invoke?: SingleOrArray<InvokeConfigOf<T>> | undefined;
}

/** What only the root of a machine has. */
export interface RootPropsOf {
  readonly version?: string | undefined;
  readonly options?: MachineOptions | undefined;
  readonly schemas?: unknown;
}

/** The first context of a machine, or what makes it. */
export interface RootContextOf<T extends TypeBag> {
  readonly context?: T['context'] | ContextFactoryOf<T> | undefined;
}

/** The output of a machine, or how it is computed when the machine is done. */
export type RootOutputOf<T extends TypeBag> =
  | MapperOf<T, DoneStateEvent, Value<T['output']>>
  | Value<T['output']>
  | undefined;

/** Makes the first context of a machine. */
export type ContextFactoryOf<T extends TypeBag> = (args: FactoryArgsOf<T>) => T['context'];

export interface FactoryArgsOf<T extends TypeBag> {
  input: T['input'];
  spawn: SpawnerOf<T['actors'], T['system']>;
  self: Self<T['context'], T['events']>;
}

export interface MachineConfigOf<T extends TypeBag>
  extends StatePropsOf<T>, WrittenWithin<T>, RootPropsOf, RootContextOf<T> {
  readonly output?: RootOutputOf<T>;
  /** The types that a config from elsewhere was written for. Never there at run time. */
  readonly '~types'?: T | undefined;
}

/** `context` must be written when its type says more than that it is an object. */
export type RootDemands<TContext> = MachineContext extends TContext
  ? unknown
  : { readonly context: unknown };

export type ContextFactory<
  TContext extends MachineContext,
  TActor extends ProvidedActor,
  TInput,
  TEvent extends EventObject = EventObject,
> = ContextFactoryOf<
  ConfigBag<TContext, TEvent, TActor, any, any, any, any, any, any, any, TInput>
>;

/** A state, by position. */
export type StateNodeConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TTag extends string,
  _TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> = StateNodeConfigOf<
  ConfigBag<
    TContext,
    TEvent,
    TActor,
    TAction,
    TGuard,
    TDelay,
    TEmitted,
    TTransitionMeta,
    TStateMeta,
    TTag
  >
>;

/** The config of a machine, by position. */
export type MachineConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor = ProvidedActor,
  TAction extends ParameterizedObject = ParameterizedObject,
  TGuard extends ParameterizedObject = ParameterizedObject,
  TDelay extends string = string,
  TTag extends string = string,
  TInput = any,
  TOutput = unknown,
  TEmitted extends EventObject = EventObject,
  TStateMeta extends MetaObject = MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> = MachineConfigOf<
  ConfigBag<
    TContext,
    TEvent,
    TActor,
    TAction,
    TGuard,
    TDelay,
    TEmitted,
    TTransitionMeta,
    TStateMeta,
    TTag,
    TInput,
    TOutput
  >
> &
  RootDemands<TContext>;

export type UnknownMachineConfig = MachineConfig<MachineContext, EventObject>;
export type AnyStateNodeConfig = StateNodeConfigOf<any>;

export type StatesConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TTag extends string,
  TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> = {
  readonly [key: string]: StateNodeConfig<
    TContext,
    TEvent,
    TActor,
    TAction,
    TGuard,
    TDelay,
    TTag,
    TOutput,
    TEmitted,
    TStateMeta,
    TTransitionMeta
  >;
};

type LooseStateConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
> = StateNodeConfig<TContext, TEvent, TODO, TODO, TODO, TODO, TODO, TODO, TODO, TODO>;

export interface AtomicStateNodeConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
> extends LooseStateConfig<TContext, TEvent> {
  readonly initial?: undefined;
  readonly states?: undefined;
  readonly onDone?: undefined;
}

export interface HistoryStateNodeConfig<
  TContext extends MachineContext,
  TEvent extends EventObject,
> extends AtomicStateNodeConfig<TContext, TEvent> {
  readonly history: 'shallow' | 'deep' | true;
  readonly target: string | undefined;
}

export type SimpleOrStateNodeConfig<TContext extends MachineContext, TEvent extends EventObject> =
  | AtomicStateNodeConfig<TContext, TEvent>
  | LooseStateConfig<TContext, TEvent>;
