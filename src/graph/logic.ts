// oxlint-disable typescript/no-explicit-any -- what any logic works with
import type { ActorLogic, AnyActorLogic, AnyActorSystem, EventObject, Snapshot } from '../index.ts';

export type SnapshotOf<TLogic extends AnyActorLogic> = ReturnType<TLogic['transition']>;
// Of the parameters of `any` nothing is known, so it is asked for first.
export type EventOf<TLogic extends AnyActorLogic> = 0 extends 1 & TLogic
  ? any
  : Parameters<TLogic['transition']>[1];
export type InputOf<TLogic extends AnyActorLogic> = 0 extends 1 & TLogic
  ? any
  : Parameters<TLogic['getInitialSnapshot']>[1];

/** Logic by what it works with. */
export type LogicWith<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> = ActorLogic<TSnapshot, TEvent, TInput, AnyActorSystem, EventObject>;

/**
 * An event that the library itself sends: a child is done or has failed, a time has passed.
 * The types of a machine do not name such events, and exploring takes them all the same.
 */
export interface LibraryEvent {
  type: `xstate.${string}`;
  [key: string]: any;
}
