import {
  AFTER,
  DONE_ACTOR,
  DONE_STATE,
  ERROR_ACTOR,
  SNAPSHOT_ACTOR,
  type EventObject,
} from '../protocol/event.ts';
import type { StateNode } from './state-node.ts';

/**
 * The points on which vocabularies differ, decided when a machine is created.
 * Everything else is one semantics for all of them.
 */
export interface Dialect {
  doneActor(actorId: string): string;
  errorActor(actorId: string): string;
  snapshotActor(actorId: string): string;
  doneState(stateId: string): string;
  after(delay: string, stateId: string): string;
  /** The id of an invocation that was given none. */
  invocationId(index: number, stateId: string): string;
  /** Whether a transition to its own source leaves and enters it again. */
  readonly selfTargetReenters: boolean;
  /** Whether `*` matches this event, which may be one that the library itself sends. */
  wildcardMatches(eventType: string): boolean;
  /** Whether stopping the actor runs the exit actions of its active states. */
  readonly exitOnStop: boolean;
  /** How an event that the library sent is shown to the machine; asked once it is known to be genuine. */
  receive(event: EventObject): EventObject;
  /** The event that a state is complete. */
  doneStateEvent(stateId: string, output: unknown): EventObject;
  /** What the types of events begin with by which an actor fails; unhandled, they fail the machine. */
  readonly errorPrefix: string;
  /** What such an event carries. */
  errorOf(event: EventObject): unknown;
  /** Told what a microstep leads to, once its exits are done. */
  readonly onPlan: ((next: { readonly nodes: readonly StateNode[] }) => void) | undefined;
}

/** As XState 5 has it. */
export const XSTATE_DIALECT: Dialect = {
  doneActor: (actorId) => DONE_ACTOR + actorId,
  errorActor: (actorId) => ERROR_ACTOR + actorId,
  snapshotActor: (actorId) => SNAPSHOT_ACTOR + actorId,
  doneState: (stateId) => DONE_STATE + stateId,
  after: (delay, stateId) => `${AFTER}${delay}.${stateId}`,
  invocationId: (index, stateId) => `${index}.${stateId}`,
  selfTargetReenters: false,
  wildcardMatches: () => true,
  exitOnStop: false,
  receive: (event) => event,
  doneStateEvent: (stateId, output) => ({ type: DONE_STATE + stateId, output }) as EventObject,
  errorPrefix: ERROR_ACTOR,
  errorOf: (event) => (event as { error?: unknown }).error,
  onPlan: undefined,
};
