import type { AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { BoundAction, DelayConfigOf } from './action.ts';
import type {
  ActorMap,
  CollectingBag,
  DeclaredBag,
  ExtendedBag,
  MachineContext,
  ParamsMap,
  ParamsOf,
  TypeBag,
} from './bag.ts';
import type { ConfiguredMachine, MachineLiteral } from './create-machine.ts';
import type {
  Assign,
  Cancel,
  Emit,
  EnqueueActions,
  Log,
  Raise,
  SendTo,
  SpawnChild,
  StopChild,
} from './creators.ts';
import type { BoundGuard } from './guard.ts';
import type { CheckedState, Checks, ChecksOf, FragmentChecks, Inferred } from './literal.ts';
import type { FaultsOfSchemas, Validation, WithSchemas } from './schemas.ts';
import type { SystemOf } from './system.ts';
import type { MetaObject } from './type-functions.ts';

/** What `types` of `setup` may describe; its values are never looked at. */
export interface DeclaredTypes {
  context?: MachineContext;
  events?: EventObject;
  /** Id of a child to the name of its actor: `{} as { cart: 'cartMachine' }`. */
  children?: Record<string, string>;
  tags?: string;
  input?: unknown;
  output?: unknown;
  emitted?: EventObject;
  meta?: MetaObject;
  transitionMeta?: MetaObject;
  /** `systemId` of an actor to the name of its logic, or to its reference where it has no name here. */
  system?: object;
}

/** What `types` may describe, by position. */
export interface SetupTypes<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TChildrenMap extends Record<string, string>,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TStateMeta extends MetaObject,
  TTransitionMeta extends MetaObject = TStateMeta,
> {
  context?: TContext;
  events?: TEvent;
  children?: TChildrenMap;
  tags?: TTag;
  input?: TInput;
  output?: TOutput;
  emitted?: TEmitted;
  meta?: TStateMeta;
  transitionMeta?: TTransitionMeta;
}

/** Fixes types and implementations once, for the machines that are created from it. */
export interface Setup {
  <D extends DeclaredTypes = {}, A extends ActorMap = {}, X = {}, G = {}, L = {}, S = {}>(
    implementations: {
      types?: D;
      /** Types by schemas of zod, valibot, arktype and others; `types` goes before them. */
      schemas?: S & FaultsOfSchemas<S>;
      /** What is held to its schema while the machine runs; nothing when absent. */
      validate?: Validation;
      actors?: A;
      actions?: X & ActionsIn<Collecting<WithSchemas<D, S>, A>>;
      guards?: G & GuardsIn<Collecting<WithSchemas<D, S>, A>>;
      delays?: L & DelaysIn<Collecting<WithSchemas<D, S>, A>>;
    } & ActorsDemanded<D>,
  ): SetupOf<NamedBag<WithSchemas<D, S>, A, ParamsOf<X>, ParamsOf<G>, keyof L & string>>;
}

/** The bag of what `setup` was given: what `types` says, and the names in it. */
export interface NamedBag<D, A, X, G, L extends string> extends DeclaredBag<
  D,
  MachineContext,
  A,
  X,
  G,
  L
> {
  system: D extends { system: infer V } ? SystemOf<V, A> : AnyActorSystem;
}

interface Collecting<in out D, in out A extends ActorMap> extends CollectingBag<
  NamedBag<D, A, ParamsMap, ParamsMap, string>
> {}

// Whatever its parameters are: a function that takes any fits where one is expected that gets none.
interface ActionsIn<T extends TypeBag> {
  [name: string]: BoundAction<T, T['events'], never>;
}
interface GuardsIn<T extends TypeBag> {
  [name: string]: BoundGuard<T['context'], T['events'], never, Record<string, unknown>>;
}

interface DelaysIn<T extends TypeBag> {
  [name: string]: DelayConfigOf<T, T['events'], unknown>;
}

// The ids of `types.children`, and those of `types.system`, name actors, so there must be some.
type ActorsDemanded<D> = D extends { children: infer C extends Record<string, string> }
  ? { actors: { [K in C[keyof C]]: unknown } } & ActorsOfSystem<D>
  : ActorsOfSystem<D>;
type ActorsOfSystem<D> = D extends { system: infer S }
  ? NamesIn<S> extends never
    ? unknown
    : { actors: { [K in NamesIn<S>]: unknown } }
  : unknown;
type NamesIn<S> = Extract<S[keyof S], string>;

/** What `setup` returns, with everything that was said to it in the bag `T`. */
export interface SetupOf<in out T extends TypeBag> {
  createMachine: <
    const N,
    O extends T['output'] = T['output'],
    F extends Checks<T, N> = ChecksOf<T, N>,
  >(
    config: MachineLiteral<T, N, O, F>,
  ) => ConfiguredMachine<T, N, O>;
  /** A state for one of the machines, typed as if it stood in its place. */
  createStateConfig: <const N, F extends Checks<T, N> = FragmentChecks<T, N>>(
    config: Inferred<N> | F['config'],
  ) => CheckedState<T, N>;
  createAction: <P = unknown>(
    action: BoundAction<T, T['events'], P>,
  ) => BoundAction<T, T['events'], P>;
  /** The same setup with more names. */
  extend: <X = {}, G = {}, L = {}>(more: {
    actions?: X & ActionsIn<CollectingBag<T>>;
    guards?: G & GuardsIn<CollectingBag<T>>;
    delays?: L & DelaysIn<CollectingBag<T>>;
  }) => SetupOf<ExtendedBag<T, ParamsOf<X>, ParamsOf<G>, keyof L & string>>;
  assign: Assign<T>;
  sendTo: SendTo<T>;
  raise: Raise<T>;
  log: Log<T>;
  cancel: Cancel<T>;
  stopChild: StopChild<T>;
  enqueueActions: EnqueueActions<T>;
  emit: Emit<T>;
  spawnChild: SpawnChild<T>;
}
