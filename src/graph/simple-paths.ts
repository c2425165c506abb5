import { StatechartError, type AnyActorLogic, type EventObject, type Snapshot } from '../index.ts';
import { explore, nameOf, type Edge, type Vertex } from './explore.ts';
import type { EventOf, InputOf, SnapshotOf } from './logic.ts';
import { DEFAULT_LIMIT, resolveOptions, type TraversalOptions } from './options.ts';
import { firstStep, type PathGenerator, type StatePath } from './path.ts';

/**
 * For every state that can be reached, all paths that visit no state twice.
 *
 * Their number can grow with the factorial of the number of states.
 * @throws StatechartError E701 when there are more transitions than `limit`, or more paths than
 * both that and a million
 */
export function getSimplePaths<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: TraversalOptions<SnapshotOf<TLogic>, EventOf<TLogic>, InputOf<TLogic>>,
): StatePath<SnapshotOf<TLogic>, EventOf<TLogic>>[] {
  const { serializeEvent } = resolveOptions(options);
  // By the text of the event; of several with the same text, the last one.
  const edges: Edges<SnapshotOf<TLogic>, EventOf<TLogic>> = new Map();
  const vertices = explore(logic, options, (edge) => {
    const others = edges.get(edge.source) ?? new Map();
    edges.set(edge.source, others.set(serializeEvent(edge.event), edge));
  });
  const [first] = vertices as [VertexOf<TLogic>];
  const { toState = () => true, limit = 0 } = options ?? {};
  const most = Math.max(limit, DEFAULT_LIMIT);
  const paths = new Map<VertexOf<TLogic>, PathOf<TLogic>[]>();
  for (const vertex of vertices) if (toState(vertex.state)) paths.set(vertex, []);
  let walked = 0;
  for (const trail of trails(first, edges, leadingTo(paths.keys(), edges))) {
    if (++walked > most) throw tooMany(logic, most);
    const end = trail.at(-1)?.target ?? first;
    paths.get(end)?.push(pathAlong(trail, first, end));
  }
  return [...paths.values()].flat();
}

/** `getSimplePaths` as a generator for `TestModel.getPaths`. */
export function createSimplePathsGen<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
>(): PathGenerator<TSnapshot, TEvent, TInput> {
  return getSimplePaths;
}

type VertexOf<TLogic extends AnyActorLogic> = Vertex<SnapshotOf<TLogic>, EventOf<TLogic>>;
type PathOf<TLogic extends AnyActorLogic> = StatePath<SnapshotOf<TLogic>, EventOf<TLogic>>;

/** The transitions that leave each state. */
type Edges<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> = Map<
  Vertex<TSnapshot, TEvent>,
  Map<string, Edge<TSnapshot, TEvent>>
>;

/** The states from which one of `targets` can be reached, these included. */
function leadingTo<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  targets: Iterable<Vertex<TSnapshot, TEvent>>,
  edges: Edges<TSnapshot, TEvent>,
): ReadonlySet<Vertex<TSnapshot, TEvent>> {
  const sources = new Map<Vertex<TSnapshot, TEvent>, Vertex<TSnapshot, TEvent>[]>();
  for (const leaving of edges.values()) {
    for (const { source, target } of leaving.values()) {
      const others = sources.get(target);
      if (others) others.push(source);
      else sources.set(target, [source]);
    }
  }
  const leading = new Set(targets);
  for (const vertex of leading) {
    for (const source of sources.get(vertex) ?? []) leading.add(source);
  }
  return leading;
}

/**
 * Every way from `first` that stays within `wanted` and visits no state twice, depth first.
 * It is one list that grows and shrinks.
 */
function* trails<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  first: Vertex<TSnapshot, TEvent>,
  edges: Edges<TSnapshot, TEvent>,
  wanted: ReadonlySet<Vertex<TSnapshot, TEvent>>,
): Generator<readonly Edge<TSnapshot, TEvent>[]> {
  if (!wanted.has(first)) return;
  const leaving = (vertex: typeof first) => edges.get(vertex)?.values() ?? [].values();
  const trail: Edge<TSnapshot, TEvent>[] = [];
  const visited = new Set([first]);
  yield trail;
  const open = [leaving(first)];
  while (open.length > 0) {
    const { value: edge } = open.at(-1)!.next();
    if (!edge) {
      open.pop();
      const left = trail.pop();
      if (left) visited.delete(left.target);
    } else if (wanted.has(edge.target) && !visited.has(edge.target)) {
      trail.push(edge);
      visited.add(edge.target);
      open.push(leaving(edge.target));
      yield trail;
    }
  }
}

function tooMany(logic: object, most: number): StatechartError {
  return new StatechartError(
    'E701',
    nameOf(logic),
    `more than ${most} simple paths`,
    'Ask for fewer by toState or filterEvents, use getShortestPaths, or raise limit',
  );
}

function pathAlong<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  trail: readonly Edge<TSnapshot, TEvent>[],
  first: Vertex<TSnapshot, TEvent>,
  end: Vertex<TSnapshot, TEvent>,
): StatePath<TSnapshot, TEvent> {
  const steps = trail.map(({ event, target }) => ({ state: target.state, event }));
  return {
    state: end.state,
    steps: [firstStep(first.state), ...steps],
    weight: trail.length,
  };
}
