// The single door to the types. Nothing here exists at run time.
import type { ActorConstructor, CreateActor } from './infer/create-actor.ts';
import type { CreateMachine } from './infer/create-machine.ts';
import type * as Creators from './infer/creators.ts';
import type * as Logic from './infer/logic-creators.ts';
import type * as Pure from './infer/pure.ts';
import type { Setup } from './infer/setup.ts';

export type * from './infer/action.ts';
export type * from './infer/actor-from.ts';
export type * from './infer/bag.ts';
export type * from './infer/children.ts';
export type * from './infer/create-actor.ts';
export type * from './infer/create-machine.ts';
export type * from './infer/creators.ts';
export type * from './infer/event.ts';
export type * from './infer/executable.ts';
export type * from './infer/from.ts';
export type * from './infer/guard.ts';
export type * from './infer/invoke.ts';
export type * from './infer/literal.ts';
export type * from './infer/logic-creators.ts';
export type * from './infer/machine.ts';
export type * from './infer/node.ts';
export type * from './infer/positional.ts';
export type * from './infer/pure.ts';
export type * from './infer/schemas.ts';
export type * from './infer/setup.ts';
export type * from './infer/snapshot.ts';
export type * from './infer/spawner.ts';
export type * from './infer/state-config.ts';
export type * from './infer/state-value.ts';
export type * from './infer/transition.ts';
export type * from './infer/type-functions.ts';
export type {
  CallbackActorLogic,
  CallbackActorRef,
  CallbackLogicFunction,
  CallbackSnapshot,
} from '../actors/logic/callback.ts';
export type {
  ObservableActorLogic,
  ObservableActorRef,
  ObservableSnapshot,
} from '../actors/logic/observable.ts';
export type {
  PromiseActorLogic,
  PromiseActorRef,
  PromiseSnapshot,
} from '../actors/logic/promise.ts';
export type {
  TransitionActorLogic,
  TransitionActorRef,
  TransitionSnapshot,
} from '../actors/logic/transition.ts';

/** The functions of the public vocabulary with their types: what a face casts each of them to. */
export interface Face {
  setup: Setup;
  createMachine: CreateMachine;
  createActor: CreateActor;
  Actor: ActorConstructor;
  assign: Creators.Assign;
  raise: Creators.Raise;
  sendTo: Creators.SendTo;
  sendParent: Creators.SendParent;
  forwardTo: Creators.ForwardTo;
  emit: Creators.Emit;
  log: Creators.Log;
  cancel: Creators.Cancel;
  spawnChild: Creators.SpawnChild;
  stopChild: Creators.StopChild;
  enqueueActions: Creators.EnqueueActions;
  and: Creators.And;
  or: Creators.Or;
  not: Creators.Not;
  stateIn: Creators.StateIn;
  fromPromise: Logic.FromPromise;
  fromCallback: Logic.FromCallback;
  fromObservable: Logic.FromObservable;
  fromEventObservable: Logic.FromEventObservable;
  fromTransition: Logic.FromTransition;
  createEmptyActor: Logic.CreateEmptyActor;
  transition: Pure.Transition;
  initialTransition: Pure.InitialTransition;
  getMicrosteps: Pure.GetMicrosteps;
  getInitialMicrosteps: Pure.GetInitialMicrosteps;
  getNextTransitions: Pure.GetNextTransitions;
  getInitialSnapshot: Pure.GetInitialSnapshot;
  getNextSnapshot: Pure.GetNextSnapshot;
  mapState: Pure.MapState;
  assertEvent: Pure.AssertEvent;
  matchesState: Pure.MatchesState;
  waitFor: Pure.WaitFor;
  toPromise: Pure.ToPromise;
}
