/** The statecharts and actors of `detent`: the vocabulary of XState 5. */
export { SimulatedClock } from './actors/simulated-clock.ts';
export { toObserver } from './actors/to-observer.ts';
export {
  Actor,
  StateMachine,
  StateNode,
  __unsafe_getAllOwnEventDescriptors,
  and,
  assertEvent,
  assign,
  cancel,
  createActor,
  createActor as interpret,
  createEmptyActor,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  getInitialMicrosteps,
  getInitialSnapshot,
  getMicrosteps,
  getNextSnapshot,
  getNextTransitions,
  getStateNodes,
  initialTransition,
  isMachineSnapshot,
  log,
  mapState,
  matchesState,
  not,
  or,
  pathToStateValue,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
  stopChild as stop,
  toPromise,
  transition,
  waitFor,
} from './authoring/face.ts';
export type * from './authoring/infer.ts';
export { SpecialTargets } from './engine/actions.ts';
export {
  ImplementationMissingError,
  InvalidConfigError,
  NotSupportedError,
  SchemaMismatchError,
  StatechartError,
  TimeoutError,
  type Diagnostic,
  type ErrorCode,
  type SchemaIssue,
} from './errors.ts';
export type * from './protocol/actor-ref.ts';
export type * from './protocol/effect.ts';
export type * from './protocol/event.ts';
export type * from './protocol/inspection.ts';
export type * from './protocol/logic.ts';
export type * from './protocol/observer.ts';
export type * from './protocol/ports.ts';
export type * from './protocol/snapshot.ts';
export type * from './protocol/standard-schema.ts';
