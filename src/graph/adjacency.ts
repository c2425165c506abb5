import type { AnyActorLogic } from '../index.ts';
import { explore } from './explore.ts';
import type { EventOf, InputOf, SnapshotOf } from './logic.ts';
import { resolveOptions, type TraversalOptions } from './options.ts';

export interface AdjacencyValue<TState, TEvent> {
  state: TState;
  /** By the text of the event. */
  transitions: {
    [key: string]: { event: TEvent; state: TState };
  };
}

/** What each state leads to, by the text of the state. */
export interface AdjacencyMap<TState, TEvent> {
  [key: string]: AdjacencyValue<TState, TEvent>;
}

/**
 * All states that can be reached, nearest first, with what each event leads to in them.
 * @throws StatechartError E701 when there are more transitions than `limit`, E703 when a state or
 * an event contains itself
 */
export function getAdjacencyMap<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: TraversalOptions<SnapshotOf<TLogic>, EventOf<TLogic>, InputOf<TLogic>>,
): AdjacencyMap<SnapshotOf<TLogic>, EventOf<TLogic>> {
  type Value = AdjacencyValue<SnapshotOf<TLogic>, EventOf<TLogic>>;
  const { serializeEvent } = resolveOptions(options);
  const transitionsOf = new Map<unknown, Value['transitions']>();
  const vertices = explore(logic, options, ({ source, event, state }) => {
    const transitions = transitionsOf.get(source) ?? {};
    transitions[serializeEvent(event)] = { event, state };
    transitionsOf.set(source, transitions);
  });
  const map: Record<string, Value> = {};
  for (const vertex of vertices) {
    const { key, state } = vertex;
    map[key] = { state, transitions: transitionsOf.get(vertex) ?? {} };
  }
  return map;
}

/** Every transition of the map on its own. */
export function adjacencyMapToArray<TState, TEvent>(
  map: AdjacencyMap<TState, TEvent>,
): { state: TState; event: TEvent; nextState: TState }[] {
  return Object.values(map).flatMap(({ state, transitions }) =>
    Object.values(transitions).map((to) => ({ state, event: to.event, nextState: to.state })),
  );
}
