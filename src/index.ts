/** The statecharts and actors of `detent`: the vocabulary of XState 5. */
export { Actor, createActor, createActor as interpret } from './actors/actor.ts';
export { fromCallback } from './actors/logic/callback.ts';
export { createEmptyActor } from './actors/logic/empty.ts';
export { fromEventObservable, fromObservable } from './actors/logic/observable.ts';
export { fromPromise } from './actors/logic/promise.ts';
export { fromTransition } from './actors/logic/transition.ts';
export { SimulatedClock } from './actors/simulated-clock.ts';
export { toObserver } from './actors/to-observer.ts';
export { toPromise } from './actors/to-promise.ts';
export { waitFor } from './actors/wait-for.ts';
export { assertEvent } from './authoring/events.ts';
export { StateMachine, createMachine } from './authoring/machine.ts';
export { setup } from './authoring/setup.ts';
export { getStateNodes, isMachineSnapshot, pathToStateValue } from './authoring/state-value.ts';
export {
  SpecialTargets,
  assign,
  cancel,
  emit,
  enqueueActions,
  forwardTo,
  log,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
  stopChild as stop,
} from './engine/actions.ts';
export { and, not, or, stateIn } from './engine/guards.ts';
export { matchesState } from './engine/matches-state.ts';
export { getInitialMicrosteps, getMicrosteps } from './engine/microsteps.ts';
export {
  getActiveDescriptors as __unsafe_getAllOwnEventDescriptors,
  getNextTransitions,
  mapState,
} from './engine/potential.ts';
export {
  getInitialSnapshot,
  getNextSnapshot,
  initialTransition,
  transition,
} from './engine/pure.ts';
export { StateNode } from './model/state-node.ts';
export {
  ImplementationMissingError,
  InvalidConfigError,
  StatechartError,
  TimeoutError,
} from './errors.ts';
