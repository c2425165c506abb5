// What the logic of a config consists of, and what a given one lacks.
import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';
import type { InAnyStyle, InOneStyle, Known, NamesBeyond } from './case-style.ts';
import type { Event } from './event.ts';
import type { ContextOf } from './infer.ts';
import type { LogicSources } from './logic.ts';
import type { MachineNode } from './machine-node.ts';
import type {
  ActionEvent,
  ActionName,
  DataOf,
  DelayName,
  GuardEvent,
  GuardName,
  IsWide,
  KeysOf,
  LogicEvent,
  ServiceInput,
  ServiceName,
} from './uses.ts';
import type { LogicMaps } from './roles.ts';
import type { State, TransitionDeclaration } from './state.ts';

/** The function for an action that a config names: `ActionOf<typeof config, 'storeUser'>`. */
export type ActionOf<TConfig, TName extends ActionName<TConfig>> = ActionFunction<
  ContextOf<TConfig>,
  ActionEvent<TConfig, TName>
>;

/** The function for a guard that a config names. */
export type GuardOf<TConfig, TName extends GuardName<TConfig>> = GuardFunction<
  ContextOf<TConfig>,
  GuardEvent<TConfig, TName>
>;

/** The function for a service that a config names; what it gives is as `types.services` says. */
export type ServiceOf<TConfig, TName extends ServiceName<TConfig>> = ServiceFunction<
  ContextOf<TConfig>,
  Event<`invoke.${string}`, { readonly input: ServiceInput<TConfig, TName> }>,
  ResultOf<DataOf<TConfig, TName>>
>;

type ResultOf<TData> = unknown extends TData ? unknown : TData | PromiseLike<TData>;

/** By role: what may stand for each name. Any name where the config is known widely. */
interface ImplementationsOf<TConfig> {
  readonly actions: string extends ActionName<TConfig>
    ? Open<ActionFunction<ContextOf<TConfig>, LogicEvent> | BuiltinAction>
    : {
        readonly [K in ActionName<TConfig>]:
          | ActionFunction<ContextOf<TConfig>, ActionEvent<TConfig, K>>
          | BuiltinAction
          | string;
      };
  readonly guards: string extends GuardName<TConfig>
    ? Open<GuardFunction<ContextOf<TConfig>, LogicEvent> | BuiltinGuard>
    : {
        readonly [K in GuardName<TConfig>]:
          | GuardFunction<ContextOf<TConfig>, GuardEvent<TConfig, K>>
          | BuiltinGuard
          | string;
      };
  readonly services: string extends ServiceName<TConfig>
    ? Open<ServiceFunction<ContextOf<TConfig>, Event> | ServiceLogic>
    : {
        readonly [K in ServiceName<TConfig>]: ServiceOf<TConfig, K> | ServiceLogic | string;
      };
  readonly delays: string extends DelayName<TConfig>
    ? Open<Delay<ContextOf<TConfig>>>
    : { readonly [K in DelayName<TConfig>]: Delay<ContextOf<TConfig>> };
}

interface Open<TValue> {
  readonly [name: string]: TValue | string | undefined;
}

/** An object `{ type }`. */
interface BuiltinAction {
  readonly type: string;
}

/** What `and`, `or`, `not` and `stateIn` return. */
interface BuiltinGuard {
  readonly check: unknown;
}

/** A machine, or logic of an actor. */
type ServiceLogic = MachineNode | { readonly transition: unknown };

/**
 * Implementations for every name that a config uses, by role: what
 * `new MachineLogic<typeof config>({...})` takes. The names may be in the other case style.
 */
export type LogicMapsOf<TConfig> = MapOf<TConfig, 'actions'> &
  MapOf<TConfig, 'guards'> &
  MapOf<TConfig, 'services'> &
  MapOf<TConfig, 'delays'>;

type MapOf<TConfig, TRole extends keyof LogicMaps> = {} extends ImplementationsOf<TConfig>[TRole]
  ? {
      readonly [K in TRole]?: Closed<ImplementationsOf<TConfig>[TRole]> | undefined;
    }
  : { readonly [K in TRole]: InOneStyle<ImplementationsOf<TConfig>[TRole]> };

/** In a map without names there is no name either. */
type Closed<TMap> = string extends keyof TMap ? TMap : { readonly [name: string]: never };

/** Some implementations for a config, by role. */
type SomeMapsOf<TConfig> = {
  readonly [K in keyof LogicMaps]?: InAnyStyle<ImplementationsOf<TConfig>[K]> | undefined;
};

/**
 * Methods for the names of a config: `class UserLogic extends MachineLogic<typeof config>
 * implements LogicMethods<typeof config>`. `createMachine` checks the same.
 */
export type LogicMethods<TConfig> = {
  [K in Known<ActionName<TConfig>>]: ActionFunction<
    ContextOf<TConfig>,
    Annotatable<ActionEvent<TConfig, K>>
  >;
} & {
  [K in Known<GuardName<TConfig>>]: GuardFunction<
    ContextOf<TConfig>,
    Annotatable<GuardEvent<TConfig, K>>
  >;
} & {
  [K in Known<ServiceName<TConfig>>]: ServiceFunction<
    ContextOf<TConfig>,
    // oxlint-disable-next-line typescript/no-explicit-any -- a method says which input it expects
    Event<string, any>,
    ResultOf<DataOf<TConfig, K>>
  >;
} & {
  [K in Known<DelayName<TConfig>>]: Delay<ContextOf<TConfig>>;
};

// A payload that the config does not describe is whatever the method says it is.
type Annotatable<TEvent> =
  TEvent extends LogicEvent<infer TType, infer TPayload, infer TData>
    ? string extends keyof TPayload
      ? // oxlint-disable-next-line typescript/no-explicit-any
        LogicEvent<TType, any, TData>
      : TEvent
    : TEvent;

/** The type as others infer it: nothing is inferred from a place where this stands, however deep. */
export type Later<T> = [T][T extends unknown ? 0 : never];

/** What `createMachine` takes with a config. */
export interface SourcesOf<TConfig> extends LogicSources {
  readonly logic?: (SomeMapsOf<TConfig> & InAnyStyle<LogicMethods<TConfig>>) | undefined;
}

/**
 * What the given sources lack or have too much, as a type that they do not fit. What modules and
 * providers bring, is looked for when the machine is created.
 */
export type Demands<TConfig, TSources> =
  IsWide<TSources> extends true
    ? unknown
    : TSources extends { logicModules: unknown } | { logicProviders: unknown }
      ? unknown
      : TSources extends { logic: infer TLogic }
        ? { readonly logic: DemandsOn<TConfig, TLogic> }
        : [Needed<TConfig>] extends [never]
          ? unknown
          : { readonly logic: LogicMapsOf<TConfig> };

type DemandsOn<TConfig, TLogic> = [Exclude<keyof TLogic, keyof LogicMaps>] extends [never]
  ? DemandsOnMap<ImplementationsOf<TConfig>, TLogic, 'actions'> &
      DemandsOnMap<ImplementationsOf<TConfig>, TLogic, 'guards'> &
      DemandsOnMap<ImplementationsOf<TConfig>, TLogic, 'services'> &
      DemandsOnMap<ImplementationsOf<TConfig>, TLogic, 'delays'>
  : DemandsOnMembers<LogicMethods<TConfig>, MembersOf<TLogic>>;

type DemandsOnMap<
  TNeeded,
  TLogic,
  TRole extends keyof LogicMaps & keyof TNeeded,
> = string extends keyof TNeeded[TRole]
  ? unknown
  : IsWide<MapIn<TLogic, TRole>> extends true
    ? unknown
    : Missing<TRole, TNeeded[TRole], NamesBeyond<keyof TNeeded[TRole], NamesIn<TLogic, TRole>>> &
        Superfluous<
          TRole,
          NamesBeyond<NamesIn<TLogic, TRole>, keyof TNeeded[TRole]>,
          keyof TNeeded[TRole]
        >;

type NamesIn<TLogic, TRole extends keyof LogicMaps> = KeysOf<MapIn<TLogic, TRole>>;

type MapIn<TLogic, TRole extends keyof LogicMaps> = TRole extends keyof TLogic
  ? NonNullable<TLogic[TRole]>
  : {};

type Missing<TRole extends string, TMap, TNames> = [TNames] extends [never]
  ? unknown
  : { readonly [R in TRole]: Pick<TMap, TNames & keyof TMap> };

type Superfluous<TRole extends string, TNames extends string, TThereIs> = [TNames] extends [never]
  ? unknown
  : { readonly [R in TRole]?: { readonly [K in TNames]?: NoSuchName<TThereIs> } };

/** Shown where a name stands that the config does not use. */
interface NoSuchName<TThereIs> {
  readonly noSuchName: { readonly thereIs: TThereIs };
}

// Maps that a class only inherits tell nothing: they may be undefined.
type MembersOf<TLogic> =
  | keyof TLogic
  | {
      [K in keyof LogicMaps]: K extends keyof TLogic ? DefiniteKeys<TLogic[K]> : never;
    }[keyof LogicMaps];

type DefiniteKeys<TMap> = undefined extends TMap ? never : KeysOf<TMap>;

type DemandsOnMembers<TMethods, TMembers> = Pick<
  TMethods,
  NamesBeyond<keyof TMethods, TMembers> & keyof TMethods
>;

/** Names that a machine cannot be created without. */
export type Needed<TConfig> =
  | Known<GuardName<TConfig>>
  | Known<ServiceName<TConfig>>
  | Known<DelayName<TConfig>>;

/** A config that no machine can be made of without logic is refused with the names that it needs. */
export type WithoutNeeds<TConfig> =
  Needed<TConfig> extends infer TName
    ? [TName] extends [never]
      ? unknown
      : { readonly logicIsNeededFor: { readonly [K in TName & string]: unknown } }
    : never;

/** Names of services, guards and delays that a class uses and no member of it is called. */
export type NamesWithoutMember<TInstance> = NamesBeyond<
  Needed<UsedByClass<TInstance>>,
  keyof TInstance
>;

/** What the members of a class must be that its states and transitions name. */
export type MembersFor<TInstance, TContext> = InAnyStyle<
  LogicMethods<{ readonly context: () => TContext } & UsedByClass<TInstance>>
>;

// As a config, of which only the names count.
interface UsedByClass<TInstance> {
  readonly states: {
    readonly [K in keyof TInstance]: TInstance[K] extends TransitionDeclaration<infer TOptions>
      ? { readonly always: TOptions }
      : TInstance[K] extends State
        ? AsWritten<TInstance[K]>
        : {};
  };
}

type AsWritten<TState> = {
  readonly [K in keyof OptionsOf<TState>]: K extends 'states'
    ? { readonly [S in keyof OptionsOf<TState>[K]]: AsWritten<OptionsOf<TState>[K][S]> }
    : OptionsOf<TState>[K];
};

type OptionsOf<TState> = TState extends State<infer TOptions> ? TOptions : TState;
