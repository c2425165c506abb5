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
  /** What the types of events begin with that tell of an actor; its id follows. */
  readonly donePrefix: string;
  /** An event of this kind fails the machine when it is not handled. */
  readonly errorPrefix: string;
  readonly snapshotPrefix: string;
  /** The same of the event that a state is complete; the id of the state follows. */
  readonly doneStatePrefix: string;
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
  /** What an event carries by which an actor fails. */
  errorOf(event: EventObject): unknown;
  /** Told what a microstep leads to, once its exits are done. */
  readonly onPlan: ((next: { readonly nodes: readonly StateNode[] }) => void) | undefined;
}

/** As XState 5 has it. */
export const XSTATE_DIALECT: Dialect = {
  donePrefix: DONE_ACTOR,
  errorPrefix: ERROR_ACTOR,
  snapshotPrefix: SNAPSHOT_ACTOR,
  doneStatePrefix: DONE_STATE,
  after: (delay, stateId) => `${AFTER}${delay}.${stateId}`,
  invocationId: (index, stateId) => `${index}.${stateId}`,
  selfTargetReenters: false,
  wildcardMatches: () => true,
  exitOnStop: false,
  receive: (event) => event,
  doneStateEvent: (stateId, output) => ({ type: DONE_STATE + stateId, output }) as EventObject,
  errorOf: (event) => (event as { error?: unknown }).error,
  onPlan: undefined,
};
