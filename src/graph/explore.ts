import { StatechartError, type AnyActorLogic, type EventObject, type Snapshot } from '../index.ts';
import { initialTransition, transition } from '../tooling.ts';
import { extendMessage } from './extend-message.ts';
import type { LogicWith } from './logic.ts';
import { resolveOptions, type TraversalConfig, type TraversalOptions } from './options.ts';
import { firstStep, type StatePath, type Step } from './path.ts';

/** A state of the explored graph: all snapshots with the same text are one. */
export interface Vertex<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  readonly key: string;
  /** The first snapshot that was met. */
  readonly state: TSnapshot;
  /** The last step of a shortest way here: how the state was met first. */
  readonly step: Step<TSnapshot, TEvent>;
  /** Where that step comes from; undefined where the exploration starts. */
  readonly source: Vertex<TSnapshot, TEvent> | undefined;
  /** Number of events from the start. */
  readonly distance: number;
}

/** What an event leads to. */
export interface Edge<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  readonly source: Vertex<TSnapshot, TEvent>;
  readonly event: TEvent;
  /** The snapshot after the event, which may differ from that of `target` in what its text leaves out. */
  readonly state: TSnapshot;
  readonly target: Vertex<TSnapshot, TEvent>;
}

/**
 * All states that can be reached, breadth first: nearer ones come first, and the sources of a
 * state lead back along a shortest way.
 * @param record called for each transition, state by state
 * @throws StatechartError E701 when there are more transitions than `limit`
 */
export function explore<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject, TInput>(
  logic: LogicWith<TSnapshot, TEvent, TInput>,
  options: TraversalOptions<TSnapshot, TEvent, TInput> = {},
  record?: (edge: Edge<TSnapshot, TEvent>) => void,
): Vertex<TSnapshot, TEvent>[] {
  const config = resolveOptions(options);
  const { serializeState, stopWhen, limit } = config;
  const start = startOf(logic, options);
  const first: Vertex<TSnapshot, TEvent> = {
    key: serializeState(start, undefined, undefined),
    state: start,
    step: firstStep(start),
    source: undefined,
    distance: 0,
  };
  const byKey = new Map([[first.key, first]]);
  // The queue is the result: a state is appended when it is met and never taken out.
  const vertices = [first];
  let transitions = 0;
  for (const source of vertices) {
    if (stopWhen?.(source.state)) continue;
    for (const event of eventsIn(source.state, config)) {
      if (++transitions > limit) throw limitExceeded(logic, limit, vertices.length);
      const state = nextState(logic, source.state, event);
      const key = serializeState(state, event, source.state);
      let target = byKey.get(key);
      if (!target) {
        const { distance } = source;
        target = { key, state, step: { state, event }, source, distance: distance + 1 };
        byKey.set(key, target);
        vertices.push(target);
      }
      record?.({ source, event, state, target });
    }
  }
  return vertices;
}

/**
 * The snapshot to start with.
 * @throws what failed at the start of the logic
 */
export function startOf<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject, TInput>(
  logic: LogicWith<TSnapshot, TEvent, TInput>,
  { fromState, input }: TraversalOptions<TSnapshot, TEvent, TInput>,
): TSnapshot {
  if (fromState) return fromState;
  const [start] = initialTransition(logic, input);
  if (start.status === 'error') {
    throw withPlace(
      start.error,
      'Thrown at the start. If it needs input, give it in the option input',
    );
  }
  return start as TSnapshot;
}

/** The events that are sent in a state. */
function eventsIn<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  state: TSnapshot,
  { events, filterEvents }: TraversalConfig<TSnapshot, TEvent>,
): readonly TEvent[] {
  const sent = (typeof events === 'function' ? events(state) : events) as readonly TEvent[];
  return filterEvents ? sent.filter((event) => filterEvents(state, event)) : sent;
}

/**
 * The snapshot after an event.
 * @throws what guards and assignments throw, with the event and the state
 */
export function nextState<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  logic: AnyActorLogic,
  state: TSnapshot,
  event: TEvent,
): TSnapshot {
  try {
    return transition(logic, state, event)[0] as TSnapshot;
  } catch (error) {
    const { value } = state as { value?: unknown };
    const place = value === undefined ? '' : ` in state ${JSON.stringify(value)}`;
    const help = 'If it needs a payload, give it in the option events';
    throw withPlace(error, `Thrown on the event "${event.type}"${place}. ${help}`);
  }
}

/** An error of the library says itself what to do. */
function withPlace(error: unknown, place: string): unknown {
  return error instanceof StatechartError ? error : extendMessage(error, place);
}

/** The way to a state by which it was met first. */
export function pathTo<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  vertex: Vertex<TSnapshot, TEvent>,
): StatePath<TSnapshot, TEvent> {
  const { state, distance } = vertex;
  const steps: Step<TSnapshot, TEvent>[] = [];
  for (let at: typeof vertex | undefined = vertex; at; at = at.source) steps.push(at.step);
  return { state, steps: steps.toReversed(), weight: distance };
}

/** The name of a logic in errors. */
export function nameOf(logic: object): string {
  return (logic as { id?: string }).id ?? 'logic';
}

export function limitExceeded(logic: object, limit: number, states: number): StatechartError {
  return new StatechartError(
    'E701',
    nameOf(logic),
    `more than ${limit} transitions, ${states} states so far`,
    'Leave out of serializeState what tells no states apart, bound the states by filterEvents or stopWhen, or raise limit',
  );
}
