import type { EventObject } from './event.ts';
import type { Snapshot } from './snapshot.ts';

/** The least that an inspector needs to know of an actor. */
export interface InspectedActorRef {
  readonly id: string;
  readonly sessionId: string;
  send(event: unknown): void;
  getSnapshot(): any;
  subscribe(...args: never[]): { unsubscribe(): void };
}

interface InspectionRecord {
  /** `sessionId` of the root actor of the system. */
  rootId: string;
  actorRef: InspectedActorRef;
}

export interface InspectedActorEvent extends InspectionRecord {
  type: '@xstate.actor';
}

export interface InspectedEventEvent extends InspectionRecord {
  type: '@xstate.event';
  sourceRef: InspectedActorRef | undefined;
  event: EventObject;
}

export interface InspectedSnapshotEvent extends InspectionRecord {
  type: '@xstate.snapshot';
  event: EventObject;
  snapshot: Snapshot<unknown>;
}

export interface InspectedMicrostepEvent extends InspectionRecord {
  type: '@xstate.microstep';
  event: EventObject;
  snapshot: Snapshot<unknown>;
  _transitions: readonly unknown[];
}

export interface InspectedActionEvent extends InspectionRecord {
  type: '@xstate.action';
  action: { type: string; params: unknown };
}

export interface InspectedTransitionEvent extends InspectionRecord {
  type: '@xstate.transition';
  event: EventObject;
  snapshot: Snapshot<unknown>;
}

/** An attempt of an invocation with `retry` failed; the next one is on its way, or `onError` follows. */
export interface InspectedRetryEvent extends InspectionRecord {
  type: '@detent.retry';
  /** Counted from 1. */
  attempt: number;
  maxAttempts: number;
  error: unknown;
  /** Milliseconds until the next attempt; undefined when none follows. */
  delayMs: number | undefined;
}

export type InspectionEvent =
  | InspectedActorEvent
  | InspectedEventEvent
  | InspectedSnapshotEvent
  | InspectedMicrostepEvent
  | InspectedActionEvent
  | InspectedTransitionEvent
  | InspectedRetryEvent;

/** An inspection event as it is handed to the system, which adds the `rootId`. */
export type InspectionRecordOf<TEvent extends InspectionEvent> = TEvent extends unknown
  ? { [K in keyof TEvent as K extends 'rootId' ? never : K]: TEvent[K] } & { rootId?: string }
  : never;
