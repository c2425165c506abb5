/** The least an event has: a type. Everything beside it is the payload. */
export interface EventObject {
  type: string;
}

/** An event whose payload is not described by a type. */
export interface AnyEventObject extends EventObject {
  [key: string]: any;
}

/** Prefixes and names of the events that the library itself sends. */
export const INIT = 'xstate.init';
export const STOP = 'xstate.stop';
export const ROUTE = 'xstate.route';
export const DONE_ACTOR = 'xstate.done.actor.';
export const ERROR_ACTOR = 'xstate.error.actor.';
export const SNAPSHOT_ACTOR = 'xstate.snapshot.';
export const DONE_STATE = 'xstate.done.state.';
export const AFTER = 'xstate.after.';

/** Whether a type is one of those that only the library may send. */
export function isOfLibrary(eventType: string): boolean {
  // The first letter tells in nearly all cases, and is the quicker to ask for.
  return eventType.charCodeAt(0) === 120 && eventType.startsWith('xstate.');
}

/** An invoked or spawned actor reached its end with this output. */
export interface DoneActorEvent<
  TOutput = unknown,
  TId extends string = string,
> extends EventObject {
  type: `xstate.done.actor.${TId}`;
  output: TOutput;
  actorId: TId;
}

/** An invoked or spawned actor failed with this error. */
export interface ErrorActorEvent<
  TError = unknown,
  TId extends string = string,
> extends EventObject {
  type: `xstate.error.actor.${TId}`;
  error: TError;
  actorId: TId;
}

/** An invoked or spawned actor with `syncSnapshot` has a new snapshot. */
export interface SnapshotEvent<TSnapshot = unknown> extends EventObject {
  type: `xstate.snapshot.${string}`;
  snapshot: TSnapshot;
}

/** A compound state reached its final child, or all regions of a parallel state are done. */
export interface DoneStateEvent<TOutput = unknown> extends EventObject {
  type: `xstate.done.state.${string}`;
  output: TOutput;
}

/** The event that starts an actor; carries its input. */
export interface InitEvent<TInput = unknown> extends EventObject {
  type: typeof INIT;
  input: TInput;
}
