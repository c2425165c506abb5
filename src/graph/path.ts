import { StatechartError, type EventObject, type Snapshot } from '../index.ts';
import { INIT } from '../tooling.ts';
import type { LogicWith } from './logic.ts';
import type { TraversalOptions } from './options.ts';
import { serializeState, type SerializedEvent, type SerializedSnapshot } from './serialize.ts';

export interface Step<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  /** The event that led to `state`; `xstate.init` in the first step. */
  event: TEvent;
  state: TSnapshot;
}

export type Steps<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> = Step<
  TSnapshot,
  TEvent
>[];

/** A way from the first state to another one. */
export interface StatePath<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  /** Where the path ends. */
  state: TSnapshot;
  /** The first state, then each event with the state that it leads to. */
  steps: Steps<TSnapshot, TEvent>;
  /** Number of events. */
  weight: number;
}

interface StatePlan<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  state: TSnapshot;
  /** The paths that end in `state`. */
  paths: StatePath<TSnapshot, TEvent>[];
}

/** Paths by the text of the state in which they end. */
export interface StatePlanMap<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  [key: string]: StatePlan<TSnapshot, TEvent>;
}

/** What a traversal has already met. */
export interface VisitedContext<TState, TEvent> {
  vertices: Set<SerializedSnapshot>;
  edges: Set<SerializedEvent>;
  a?: TState | TEvent;
}

/** Finds paths through some logic. */
export type PathGenerator<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> = (
  logic: LogicWith<TSnapshot, TEvent, TInput>,
  options: TraversalOptions<TSnapshot, TEvent, TInput>,
) => StatePath<TSnapshot, TEvent>[];

/**
 * One path along two: the second starts where the first one ends.
 * @throws StatechartError E702 when it starts elsewhere
 */
export function joinPaths<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  headPath: StatePath<TSnapshot, TEvent>,
  tailPath: StatePath<TSnapshot, TEvent>,
): StatePath<TSnapshot, TEvent> {
  const [start, ...steps] = tailPath.steps;
  if (start?.state !== headPath.state) checkSameState(headPath.state, start?.state);
  return {
    state: tailPath.state,
    steps: [...headPath.steps, ...steps],
    weight: headPath.weight + tailPath.weight,
  };
}

/** The first step of every path. */
export function firstStep<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  state: TSnapshot,
): Step<TSnapshot, TEvent> {
  return { state, event: { type: INIT } as TEvent };
}

function checkSameState(end: Snapshot<unknown>, start: Snapshot<unknown> | undefined): void {
  const expected = serializeState(end);
  const found = start && serializeState(start);
  if (found === expected) return;
  throw new StatechartError(
    'E702',
    'joinPaths',
    `the first path ends in ${expected}, the second starts in ${found ?? 'no state'}`,
    'Give the end of the first one as fromState of the second',
  );
}
