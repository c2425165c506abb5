/**
 * Where the types meet the code: the functions are written against erased types, and each is
 * given its public type here, by the one cast that it takes.
 */
import { Actor as LiveActor, createActor as createLiveActor } from '../actors/actor.ts';
import { fromCallback as callbackLogic } from '../actors/logic/callback.ts';
import { createEmptyActor as createActorOfNothing } from '../actors/logic/empty.ts';
import {
  fromEventObservable as eventObservableLogic,
  fromObservable as observableLogic,
} from '../actors/logic/observable.ts';
import { fromPromise as promiseLogic } from '../actors/logic/promise.ts';
import { fromTransition as transitionLogic } from '../actors/logic/transition.ts';
import { toPromise as outputOf } from '../actors/to-promise.ts';
import { waitFor as snapshotOf } from '../actors/wait-for.ts';
import * as actions from '../engine/actions.ts';
import * as guards from '../engine/guards.ts';
import { matchesState as isPartOf, pathToStateValue as nest } from '../engine/matches-state.ts';
import * as microsteps from '../engine/microsteps.ts';
import * as potential from '../engine/potential.ts';
import * as pure from '../engine/pure.ts';
import { StateNode as Node } from '../model/state-node.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorLogic } from '../protocol/logic.ts';
import { assertEvent as assertType } from './events.ts';
import type * as Typed from './infer.ts';
import { StateMachine as Machine, createMachine as machineOf } from './machine.ts';
import { setup as setUp } from './setup.ts';
import * as values from './state-value.ts';

export const setup: Typed.Setup = setUp as never;
export const createMachine: Typed.CreateMachine = machineOf as never;
export const createActor: Typed.CreateActor = createLiveActor as never;

export type Actor<TLogic extends AnyActorLogic> = Typed.Actor<TLogic>;
export const Actor: Typed.ActorConstructor = LiveActor as never;

/** A machine, by position. */
export type StateMachine<
  TContext extends Typed.MachineContext,
  TEvent extends EventObject,
  TChildren extends Record<string, AnyActorRef | undefined>,
  TActor extends Typed.ProvidedActor,
  TAction extends Typed.ParameterizedObject,
  TGuard extends Typed.ParameterizedObject,
  TDelay extends string,
  TStateValue extends Typed.StateValue,
  TTag extends string,
  TInput,
  TOutput,
  TEmitted extends EventObject,
  TMeta extends Typed.MetaObject,
  TStateSchema extends Typed.StateSchema,
  TTransitionMeta extends Typed.MetaObject = TMeta,
> = Typed.StateMachine<
  TContext,
  TEvent,
  TChildren,
  TActor,
  TAction,
  TGuard,
  TDelay,
  TStateValue,
  TTag,
  TInput,
  TOutput,
  TEmitted,
  TMeta,
  TStateSchema,
  TTransitionMeta
>;
export const StateMachine: abstract new (...args: never[]) => Typed.AnyStateMachine =
  Machine as never;

export type StateNode<
  TContext extends Typed.MachineContext = Typed.MachineContext,
  TEvent extends EventObject = EventObject,
  TMeta extends Typed.MetaObject = Typed.MetaObject,
  TTransitionMeta extends Typed.MetaObject = TMeta,
> = Typed.StateNode<TContext, TEvent, TMeta, TTransitionMeta>;
export const StateNode: abstract new (...args: never[]) => Typed.AnyStateNode = Node as never;

export const assign: Typed.Assign = actions.assign as never;
export const cancel: Typed.Cancel = actions.cancel as never;
export const emit: Typed.Emit = actions.emit as never;
export const enqueueActions: Typed.EnqueueActions = actions.enqueueActions as never;
export const forwardTo: Typed.ForwardTo = actions.forwardTo as never;
export const log: Typed.Log = actions.log as never;
export const raise: Typed.Raise = actions.raise as never;
export const sendParent: Typed.SendParent = actions.sendParent as never;
export const sendTo: Typed.SendTo = actions.sendTo as never;
export const spawnChild: Typed.SpawnChild = actions.spawnChild as never;
export const stopChild: Typed.StopChild = actions.stopChild as never;

export const and: Typed.And = guards.and as never;
export const not: Typed.Not = guards.not as never;
export const or: Typed.Or = guards.or as never;
export const stateIn: Typed.StateIn = guards.stateIn as never;

/** Whether a guard lets `event` pass in `snapshot`. */
export const evaluateGuard: (
  guard: Typed.UnknownGuard | ((...args: never[]) => boolean),
  context: Typed.MachineContext,
  event: EventObject,
  snapshot: Typed.AnyMachineSnapshot,
) => boolean = (guard, context, event, snapshot) =>
  guards.evaluateGuard({ ...snapshot, context } as never, event, guard as never);

export const fromCallback: Typed.FromCallback = callbackLogic as never;
export const fromEventObservable: Typed.FromEventObservable = eventObservableLogic as never;
export const fromObservable: Typed.FromObservable = observableLogic as never;
export const fromPromise: Typed.FromPromise = promiseLogic as never;
export const fromTransition: Typed.FromTransition = transitionLogic as never;
export const createEmptyActor: Typed.CreateEmptyActor = createActorOfNothing as never;

export const transition: Typed.Transition = pure.transition as never;
export const initialTransition: Typed.InitialTransition = pure.initialTransition as never;
export const getMicrosteps: Typed.GetMicrosteps = microsteps.getMicrosteps as never;
export const getInitialMicrosteps: Typed.GetInitialMicrosteps =
  microsteps.getInitialMicrosteps as never;
export const getNextTransitions: Typed.GetNextTransitions = potential.getNextTransitions as never;
export const getInitialSnapshot: Typed.GetInitialSnapshot = pure.getInitialSnapshot as never;
export const getNextSnapshot: Typed.GetNextSnapshot = pure.getNextSnapshot as never;
export const mapState: Typed.MapState = potential.mapState as never;
export const assertEvent: Typed.AssertEvent = assertType as never;
export const matchesState: Typed.MatchesState = isPartOf as never;
export const toPromise: Typed.ToPromise = outputOf as never;
export const waitFor: Typed.WaitFor = snapshotOf as never;

export const getStateNodes: (
  root: Typed.AnyStateNode,
  value: Typed.StateValue,
) => Typed.AnyStateNode[] = values.getStateNodes as never;
export const isMachineSnapshot: (value: unknown) => value is Typed.AnyMachineSnapshot =
  values.isMachineSnapshot as never;
export const pathToStateValue: (path: readonly string[]) => Typed.StateValue = nest;
export const __unsafe_getAllOwnEventDescriptors: (snapshot: Typed.AnyMachineSnapshot) => string[] =
  potential.getActiveDescriptors as never;
