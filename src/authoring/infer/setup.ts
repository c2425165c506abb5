import type { EventObject } from '../../protocol/event.ts';
import type { BoundAction, DelayConfigOf } from './action.ts';
import type { ActorMap, MachineContext, ParamsMap, Types } from './bag.ts';
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
import type { Literal } from './literal.ts';
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
type Collecting<D, A> = Types<Declared<D> & { actors: A }>;

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
        [K in keyof X]: BoundAction<Collecting<D, A>, Collecting<D, A>['events'], X[K]>;
      };
      guards?: {
        [K in keyof G]: BoundGuard<
          Collecting<D, A>['context'],
          Collecting<D, A>['events'],
          G[K],
          Record<string, any>
        >;
      };
      delays?: {
        [K in L]: DelayConfigOf<Collecting<D, A>, Collecting<D, A>['events'], any>;
      };
    } & ActorsDemanded<D>,
  ): SetupOf<{
    [K in keyof Named<D, A, X, G, L> as K]: Named<D, A, X, G, L>[K];
  }>;
}

// The ids of `types.children` name actors, so there must be some.
type ActorsDemanded<D> = D extends { children: infer C extends Record<string, string> }
  ? { actors: { [K in C[keyof C]]: unknown } }
  : unknown;

type Named<D, A, X, G, L> = Declared<D> & {
  actors: A;
  actions: X;
  guards: G;
  delays: L;
};
type Declared<D> = { [K in keyof D as undefined extends D[K] ? never : K]: D[K] };

/** What `setup` returns: `S` holds what was said to it. */
export interface SetupOf<S> {
  createMachine: <const N>(config: MachineLiteral<Types<S>, N>) => ConfiguredMachine<S, N>;
  /** A state for one of the machines, typed as if it stood in its place. */
  createStateConfig: <const N, const C>(config: Literal<Types<S>, 'state', N> & C) => C;
  createAction: <P = unknown>(
    action: BoundAction<Types<S>, Types<S>['events'], P>,
  ) => BoundAction<Types<S>, Types<S>['events'], P>;
  assign: Assign<Types<S>>;
  sendTo: SendTo<Types<S>>;
  raise: Raise<Types<S>>;
  log: Log<Types<S>>;
  cancel: Cancel<Types<S>>;
  stopChild: StopChild<Types<S>>;
  enqueueActions: EnqueueActions<Types<S>>;
  emit: Emit<Types<S>>;
  spawnChild: SpawnChild<Types<S>>;
}
