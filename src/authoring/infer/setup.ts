import type { EventObject } from '../../protocol/event.ts';
import type { BoundAction, DelayConfigOf } from './action.ts';
import type { ActorMap, DeclaredBag, MachineContext, ParamsMap, TypeBag } from './bag.ts';
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
import type { Inferred, StateOf } from './literal.ts';
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

// The bag within `setup` itself, where names are still being collected.
interface CollectingBag<D, A> extends DeclaredBag<
  D,
  MachineContext,
  A,
  Record<string, any>,
  Record<string, any>,
  string
> {}

/** Fixes types and implementations once, for the machines that are created from it. */
export interface Setup {
  <
    D extends DeclaredTypes = {},
    A extends ActorMap = {},
    X extends ParamsMap = {},
    G extends ParamsMap = {},
    L extends string = never,
  >(
    implementations: {
      types?: D;
      schemas?: unknown;
      actors?: A;
      actions?: {
        [K in keyof X]: BoundAction<CollectingBag<D, A>, CollectingBag<D, A>['events'], X[K]>;
      };
      guards?: {
        [K in keyof G]: BoundGuard<
          CollectingBag<D, A>['context'],
          CollectingBag<D, A>['events'],
          G[K],
          Record<string, any>
        >;
      };
      delays?: {
        [K in L]: DelayConfigOf<CollectingBag<D, A>, CollectingBag<D, A>['events'], any>;
      };
    } & ActorsDemanded<D>,
  ): SetupOf<DeclaredBag<D, MachineContext, A, X, G, L>>;
}

// The ids of `types.children` name actors, so there must be some.
type ActorsDemanded<D> = D extends { children: infer C extends Record<string, string> }
  ? { actors: { [K in C[keyof C]]: unknown } }
  : unknown;

/** What `setup` returns, with everything that was said to it in the bag `T`. */
export interface SetupOf<T extends TypeBag> {
  createMachine: <const N>(config: MachineLiteral<T, N>) => ConfiguredMachine<T, N>;
  /** A state for one of the machines, typed as if it stood in its place. */
  createStateConfig: <const N, const C>(config: Inferred<N> & StateOf<T, N> & C) => C;
  createAction: <P = unknown>(
    action: BoundAction<T, T['events'], P>,
  ) => BoundAction<T, T['events'], P>;
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
