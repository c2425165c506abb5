/**
 * Names that XState exports and that nothing here is built on: the types of single actions, of
 * their options and expressions, with their positional parameters, each in terms of the bag.
 */
import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { Subscribable } from '../../protocol/observer.ts';
import type { ActionArgs, ActionFunction, BoundAction, Mapper, UnifiedArg } from './action.ts';
import type { ActorRefFromLogic, LogicInput, RequiredLogicInput } from './actor-from.ts';
import type {
  ConfigBag,
  DefaultBag,
  MachineContext,
  Names,
  ParameterizedObject,
  ParamsMap,
  ProvidedActor,
} from './bag.ts';
import type { AnyActor } from './create-actor.ts';
import type { AssignArgsOf, AssignerOf, PropertyAssignerOf, SendOptions } from './creators.ts';
import type { UnknownAction } from './node.ts';
import type { DeclaredTypes, SetupOf } from './setup.ts';
import type { AnyMachineSnapshot } from './snapshot.ts';
import type { ConditionalRequired, MetaObject, NonReducibleUnknown } from './type-functions.ts';

type Params = ParameterizedObject['params'] | undefined;

// What a config bag says of everything but context, events, actors, delays and emitted events.
type ActionBag<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor = any,
  TDelay extends string = any,
  TEmitted extends EventObject = any,
> = ConfigBag<TContext, TEvent, TActor, any, any, TDelay, TEmitted, any, any, any, any, any>;

// --- expressions ---------------------------------------------------------------------------

/** Computes milliseconds. */
export type DelayExpr<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> = (args: ActionArgs<TContext, TExpressionEvent, TEvent>, params: TParams) => number;

/** Computes what is logged. */
export type LogExpr<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> = (args: ActionArgs<TContext, TExpressionEvent, TEvent>, params: TParams) => unknown;

/** Computes the event that is sent. */
export type SendExpr<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TSentEvent extends EventObject,
  TEvent extends EventObject,
> = (args: ActionArgs<TContext, TExpressionEvent, TEvent>, params: TParams) => TSentEvent;

/** Milliseconds, or how they are computed. */
export type DelayConfig<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> = number | DelayExpr<TContext, TExpressionEvent, TParams, TEvent>;

// --- options -------------------------------------------------------------------------------

export interface RaiseActionOptions<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TDelay extends string,
> extends SendOptions<ActionBag<TContext, TEvent, any, TDelay>, TExpressionEvent, TParams> {}

export interface SendToActionOptions<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TDelay extends string,
> extends RaiseActionOptions<TContext, TExpressionEvent, TParams, TEvent, TDelay> {}

export interface RaiseActionParams<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TDelay extends string,
> extends RaiseActionOptions<TContext, TExpressionEvent, TParams, TEvent, TDelay> {
  event: TEvent | SendExpr<TContext, TExpressionEvent, TParams, TEvent, TEvent>;
}

export interface SendToActionParams<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TSentEvent extends EventObject,
  TEvent extends EventObject,
  TDelay extends string,
> extends SendToActionOptions<TContext, TExpressionEvent, TParams, TEvent, TDelay> {
  event: TSentEvent | SendExpr<TContext, TExpressionEvent, TParams, TSentEvent, TEvent>;
}

export interface SpawnActionOptions<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> {
  id?: TActor['id'] | ((args: UnifiedArg<TContext, TExpressionEvent, TEvent>) => TActor['id']);
  systemId?: string;
  input?:
    | LogicInput<TActor['logic']>
    | Mapper<TContext, TEvent, LogicInput<TActor['logic']>, TEvent>;
  syncSnapshot?: boolean;
}

/** What an invocation of this actor cannot do without. */
export type RequiredActorOptions<TActor extends ProvidedActor> =
  | (undefined extends TActor['id'] ? never : 'id')
  | RequiredLogicInput<TActor['logic']>;

// --- assigners -----------------------------------------------------------------------------

export interface AssignArgs<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> extends AssignArgsOf<ActionBag<TContext, TEvent, TActor>, TExpressionEvent> {}

export type Assigner<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> = AssignerOf<ActionBag<TContext, TEvent, TActor>, TExpressionEvent, TParams>;

export type PropertyAssigner<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> = PropertyAssignerOf<ActionBag<TContext, TEvent, TActor>, TExpressionEvent, TParams>;

export type PartialAssigner<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TKey extends keyof TContext,
> = (
  args: AssignArgs<TContext, TExpressionEvent, TEvent, TActor>,
  params: TParams,
) => TContext[TKey];

// --- what the creators return --------------------------------------------------------------

export interface AssignAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> extends BoundAction<ActionBag<TContext, TEvent, TActor>, TExpressionEvent, TParams> {}

export interface CancelAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> extends BoundAction<ActionBag<TContext, TEvent>, TExpressionEvent, TParams> {}

export interface EmitAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TEmitted extends EventObject,
> extends BoundAction<ActionBag<TContext, TEvent, any, any, TEmitted>, TExpressionEvent, TParams> {}

export interface EnqueueActionsAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
> extends BoundAction<
  ConfigBag<TContext, TEvent, TActor, TAction, TGuard, TDelay, any>,
  TExpressionEvent,
  TParams
> {}

export interface LogAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> extends BoundAction<ActionBag<TContext, TEvent>, TExpressionEvent, TParams> {}

export interface RaiseAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TDelay extends string,
> extends BoundAction<ActionBag<TContext, TEvent, any, TDelay>, TExpressionEvent, TParams> {}

export interface SendToAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TDelay extends string,
> extends BoundAction<ActionBag<TContext, TEvent, any, TDelay>, TExpressionEvent, TParams> {}

export interface SpawnAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
> extends BoundAction<ActionBag<TContext, TEvent, TActor>, TExpressionEvent, TParams> {}

export interface StopAction<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  TParams extends Params,
  TEvent extends EventObject,
> extends BoundAction<ActionBag<TContext, TEvent>, TExpressionEvent, TParams> {}

// --- names with parameters -----------------------------------------------------------------

export type GetParameterizedParams<T extends ParameterizedObject | undefined> = T extends {
  params: infer P;
}
  ? P
  : undefined;

/** The names that may stand without parameters. */
export type NoRequiredParams<T extends ParameterizedObject> = T extends unknown
  ? undefined extends T['params']
    ? T['type']
    : never
  : never;

/** `{ type, params }`, where `params` may be computed. */
export type WithDynamicParams<
  TContext extends MachineContext,
  TExpressionEvent extends EventObject,
  T extends ParameterizedObject,
> = T extends unknown
  ? ConditionalRequired<
      {
        type: T['type'];
        params?:
          | T['params']
          | ((args: { context: TContext; event: TExpressionEvent }) => T['params']);
      },
      undefined extends T['params'] ? false : true
    >
  : never;

export type ActionFunctionMap<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject = ParameterizedObject,
  TGuard extends ParameterizedObject = ParameterizedObject,
  TDelay extends string = string,
  TEmitted extends EventObject = EventObject,
> = {
  [K in TAction['type']]?: ActionFunction<
    TContext,
    TEvent,
    TEvent,
    GetParameterizedParams<TAction extends { type: K } ? TAction : never>,
    TActor,
    TAction,
    TGuard,
    TDelay,
    TEmitted
  >;
};

export type DelayFunctionMap<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TAction extends ParameterizedObject,
> = Record<string, DelayConfig<TContext, TEvent, TAction['params'], TEvent>>;

// --- setup and machines --------------------------------------------------------------------

/** What `setup` returns, by position. */
export type SetupReturn<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActors extends Record<string, AnyActorLogic>,
  TChildrenMap extends Record<string, string>,
  TActions extends ParamsMap,
  TGuards extends ParamsMap,
  TDelay extends string,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> = SetupOf<
  SetupBag<
    TContext,
    TEvent,
    TActors,
    TChildrenMap,
    TActions,
    TGuards,
    TDelay,
    TTag,
    TInput,
    TOutput,
    TEmitted,
    TStateMeta,
    TTransitionMeta
  >
>;

interface SetupBag<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActors extends Record<string, AnyActorLogic>,
  TChildrenMap extends Record<string, string>,
  TActions extends ParamsMap,
  TGuards extends ParamsMap,
  TDelay extends string,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject,
> extends DefaultBag {
  context: TContext;
  events: TEvent;
  actors: TActors;
  children: TChildrenMap;
  actions: TActions;
  guards: TGuards;
  delays: Names<TDelay>;
  tags: TTag;
  input: TInput;
  output: TOutput;
  emitted: TEmitted;
  meta: TStateMeta;
  transitionMeta: TTransitionMeta;
}

/** What `types` in the config of `createMachine` may describe, by position. */
export interface MachineTypes<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TActor extends ProvidedActor,
  TAction extends ParameterizedObject,
  TGuard extends ParameterizedObject,
  TDelay extends string,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> extends Omit<DeclaredTypes, keyof DeclaredTypes> {
  context?: TContext;
  events?: TEvent;
  actors?: TActor;
  actions?: TAction;
  guards?: TGuard;
  delays?: TDelay;
  tags?: TTag;
  input?: TInput;
  output?: TOutput;
  emitted?: TEmitted;
  meta?: TStateMeta;
  transitionMeta?: TTransitionMeta;
}

/** The children of a machine with these actors: those with an id by it, the others by any name. */
export type ToChildren<TActor extends ProvidedActor> = string extends TActor['src']
  ? Record<string, AnyActorRef>
  : {
      [A in TActor as LiteralId<A['id']>]?: ActorRefFromLogic<A['logic']>;
    } & (TActor extends unknown
      ? [LiteralId<TActor['id']>] extends [never]
        ? { [id: string]: ActorRefFromLogic<TActor['logic']> | undefined }
        : unknown
      : never);
type LiteralId<TId> = TId extends string ? (string extends TId ? never : TId) : never;

export type StateTypes = 'atomic' | 'compound' | 'parallel' | 'final' | 'history' | (string & {});

// --- actors --------------------------------------------------------------------------------

export type UnknownActorLogic = AnyActorLogic;
export type DevToolsAdapter = (actor: AnyActor) => void;
export interface ActorLike<TCurrent, TEvent extends EventObject> extends Subscribable<TCurrent> {
  send: (event: TEvent) => void;
}

/** What the resolution of a built-in action gives: the snapshot after it, parameters, further actions. */
export type BuiltinActionResolution = [
  AnyMachineSnapshot,
  NonReducibleUnknown,
  UnknownAction[] | undefined,
];
