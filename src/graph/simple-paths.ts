import { StatechartError, type AnyActorLogic, type EventObject, type Snapshot } from '../index.ts';
import { explore, nameOf, type Vertex } from './explore.ts';
import type { EventOf, InputOf, SnapshotOf } from './logic.ts';
import { DEFAULT_LIMIT, resolveOptions, type TraversalOptions } from './options.ts';
import type { PathGenerator, StatePath, Step } from './path.ts';

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
  const ways: Ways<SnapshotOf<TLogic>, EventOf<TLogic>> = new Map();
  const vertices = explore(logic, options, ({ source, event, target }) => {
    const others = ways.get(source) ?? new Map();
    const way = { target, step: { state: target.state, event } };
    ways.set(source, others.set(serializeEvent(event), way));
  });
  const [first] = vertices as [VertexOf<TLogic>];
  const { toState = () => true, limit = 0 } = options ?? {};
  const most = Math.max(limit, DEFAULT_LIMIT);
  const paths = new Map<VertexOf<TLogic>, PathOf<TLogic>[]>();
  for (const vertex of vertices) if (toState(vertex.state)) paths.set(vertex, []);
  let walked = 0;
  for (const trail of trails(first, ways, leadingTo(paths.keys(), ways))) {
    if (++walked > most) throw tooMany(logic, most);
    const { target } = trail.at(-1)!;
    paths.get(target)?.push({
      state: target.state,
      steps: trail.map(({ step }) => step),
      weight: trail.length - 1,
    });
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

/** A transition, seen from where it starts. */
interface Way<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  readonly target: Vertex<TSnapshot, TEvent>;
  readonly step: Step<TSnapshot, TEvent>;
}

/** From each state, by the text of the event. */
type Ways<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> = Map<
  Vertex<TSnapshot, TEvent>,
  Map<string, Way<TSnapshot, TEvent>>
>;

/** The states from which one of `targets` can be reached, these included. */
function leadingTo<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  targets: Iterable<Vertex<TSnapshot, TEvent>>,
  ways: Ways<TSnapshot, TEvent>,
): ReadonlySet<Vertex<TSnapshot, TEvent>> {
  const sources = new Map<Vertex<TSnapshot, TEvent>, Vertex<TSnapshot, TEvent>[]>();
  for (const [source, leaving] of ways) {
    for (const { target } of leaving.values()) {
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
 * Every way from `first`, which comes first in it, that stays within `wanted` and visits no state
 * twice, depth first. It is one list that grows and shrinks.
 */
function* trails<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  first: Vertex<TSnapshot, TEvent>,
  ways: Ways<TSnapshot, TEvent>,
  wanted: ReadonlySet<Vertex<TSnapshot, TEvent>>,
): Generator<readonly Way<TSnapshot, TEvent>[]> {
  if (!wanted.has(first)) return;
  const leaving = (vertex: typeof first) => ways.get(vertex)?.values() ?? [].values();
  const trail: Way<TSnapshot, TEvent>[] = [{ target: first, step: first.step }];
  const visited = new Set([first]);
  yield trail;
  const open = [leaving(first)];
  while (open.length > 0) {
    const { value: way } = open.at(-1)!.next();
    if (!way) {
      open.pop();
      visited.delete(trail.pop()!.target);
    } else if (wanted.has(way.target) && !visited.has(way.target)) {
      trail.push(way);
      visited.add(way.target);
      open.push(leaving(way.target));
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
