import type { AnyActorLogic } from '../tooling.ts';
import { explore } from './explore.ts';
import type { EventFromLogic, InputFrom, SnapshotFrom } from './logic.ts';
import { resolveOptions, type TraversalOptions } from './options.ts';
import type { SerializedEvent, SerializedSnapshot } from './serialize.ts';

export interface AdjacencyValue<TState, TEvent> {
  state: TState;
  /** By the text of the event. */
  transitions: {
    [key: SerializedEvent]: { event: TEvent; state: TState };
  };
}

/** What each state leads to, by the text of the state. */
export interface AdjacencyMap<TState, TEvent> {
  [key: SerializedSnapshot]: AdjacencyValue<TState, TEvent>;
}

/**
 * All states that can be reached, nearest first, with what each event leads to in them.
 * @throws StatechartError E701 when there are more transitions than `limit`, E703 when a state or
 * an event contains itself
 */
export function getAdjacencyMap<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: TraversalOptions<SnapshotFrom<TLogic>, EventFromLogic<TLogic>, InputFrom<TLogic>>,
): AdjacencyMap<SnapshotFrom<TLogic>, EventFromLogic<TLogic>> {
  type Value = AdjacencyValue<SnapshotFrom<TLogic>, EventFromLogic<TLogic>>;
  const { serializeEvent } = resolveOptions(options);
  const transitionsOf = new Map<unknown, Value['transitions']>();
  const vertices = explore(logic, options, ({ source, event, state }) => {
    const transitions = transitionsOf.get(source) ?? {};
    transitions[serializeEvent(event) as SerializedEvent] = { event, state };
    transitionsOf.set(source, transitions);
  });
  const map: Record<SerializedSnapshot, Value> = {};
  for (const vertex of vertices) {
    const { key, state } = vertex;
    map[key as SerializedSnapshot] = { state, transitions: transitionsOf.get(vertex) ?? {} };
  }
  return map;
}

/** Every transition of the map on its own. */
export function adjacencyMapToArray<TState, TEvent>(
  map: AdjacencyMap<TState, TEvent>,
): { state: TState; event: TEvent; nextState: TState }[] {
  return valuesOf<AdjacencyValue<TState, TEvent>>(map).flatMap(({ state, transitions }) =>
    valuesOf<{ event: TEvent; state: TState }>(transitions).map((to) => ({
      state,
      event: to.event,
      nextState: to.state,
    })),
  );
}

/** Branded keys are strings all the same. */
function valuesOf<T>(
  record: { [key: SerializedSnapshot]: T } | { [key: SerializedEvent]: T },
): T[] {
  return Object.values(record as Record<string, T>);
}
