// oxlint-disable typescript/no-explicit-any -- the types of any logic and of any machine
import type { ActorLogic, AnyActorLogic, EventObject, Snapshot, StateNode } from '../tooling.ts';

export type AnyStateNode = StateNode;

/** Actor logic with states. */
export interface AnyStateMachine extends AnyActorLogic {
  readonly root: any;
}

/** As much of a state as is needed to find those below it. */
export interface StateNodeLike {
  readonly id: string;
  readonly path: readonly string[];
  readonly states: object;
}

export type SnapshotFrom<TLogic extends AnyActorLogic> = ReturnType<TLogic['transition']>;
export type EventFromLogic<TLogic extends AnyActorLogic> = Parameters<TLogic['transition']>[1];
export type InputFrom<TLogic extends AnyActorLogic> = Parameters<TLogic['getInitialSnapshot']>[1];

/** Logic by what it works with. */
export type LogicWith<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> = ActorLogic<TSnapshot, TEvent, TInput, any, any>;

/**
 * An event that the library itself sends: a child is done or has failed, a time has passed.
 * The events of a machine's types do not name them, and exploring takes them all the same.
 */
export interface LibraryEvent {
  type: `xstate.${string}`;
  [key: string]: any;
}

/** The node of a machine, or the node itself. */
export function rootOf(machineOrNode: AnyStateMachine | StateNodeLike): AnyStateNode {
  return ('root' in machineOrNode ? machineOrNode.root : machineOrNode) as AnyStateNode;
}
