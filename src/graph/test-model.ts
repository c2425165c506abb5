import {
  pathToStateValue,
  type AnyStateMachine,
  type EventObject,
  type Snapshot,
} from '../index.ts';
import { MachineSnapshot, type StateMachine } from '../tooling.ts';
import { getAdjacencyMap, type AdjacencyMap } from './adjacency.ts';
import { createDefaultEvents, createEventsByDescriptor } from './default-events.ts';
import type { EventOf, InputOf, LibraryEvent, LogicWith, SnapshotOf } from './logic.ts';
import { definedOptions, type EventSource, type TraversalOptions } from './options.ts';
import { joinPaths, type PathGenerator, type StatePath, type Step } from './path.ts';
import { getPathsFromEvents } from './paths-from-events.ts';
import { serializeEvent, serializeState, toText } from './serialize.ts';
import { createShortestPathsGen } from './shortest-paths.ts';
import { createSimplePathsGen } from './simple-paths.ts';
import {
  describePath,
  failureAt,
  type EventExecutor,
  type TestParam,
  type TestPath,
  type TestPathResult,
} from './test-path.ts';

/** What a test model goes by. */
export interface TestModelOptions<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> extends TraversalOptions<TSnapshot, TEvent, TInput> {
  /** Whether the check under `stateKey` is one for `state`. */
  stateMatcher: (state: TSnapshot, stateKey: string) => boolean;
  /** There for options that were written for XState; a test model writes nothing. */
  logger: { log: (message: string) => void; error: (message: string) => void };
  /** What tells two ways into one state apart; part of the text of a state. */
  serializeTransition: (
    state: TSnapshot,
    event: TEvent | undefined,
    prevState?: TSnapshot,
  ) => string;
}

type PathOptions<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> = TraversalOptions<TSnapshot, TEvent, TInput> & {
  /** Also give paths with which a longer one begins. */
  allowDuplicatePaths?: boolean | undefined;
};

/** A model of something to be tested: it finds paths, and walks them in what is tested. */
export class TestModel<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject, TInput> {
  testLogic: LogicWith<TSnapshot, TEvent, TInput>;
  options: TestModelOptions<TSnapshot, TEvent, TInput>;
  /** Options for all explorations of a subclass; its `options` win. */
  defaultTraversalOptions?: TraversalOptions<TSnapshot, TEvent, TInput>;

  constructor(
    testLogic: LogicWith<TSnapshot, TEvent, TInput>,
    options?: Partial<TestModelOptions<NoInfer<TSnapshot>, NoInfer<TEvent>, NoInfer<TInput>>>,
  ) {
    this.testLogic = testLogic;
    this.options = { ...this.getDefaultOptions(), ...definedOptions(options) };
  }

  getDefaultOptions(): TestModelOptions<TSnapshot, TEvent, TInput> {
    return {
      serializeState,
      serializeEvent,
      serializeTransition: (state, event) => `${serializeState(state)}|${event?.type}`,
      events: createDefaultEvents() as unknown as EventSource<TSnapshot, TEvent>,
      stateMatcher: matchesKey,
      logger: { log: console.log.bind(console), error: console.error.bind(console) },
    };
  }

  /** The paths that a generator finds; unless asked for, none with which a longer one begins. */
  getPaths(
    pathGenerator: PathGenerator<TSnapshot, TEvent, TInput>,
    options?: PathOptions<TSnapshot, TEvent, TInput>,
  ): TestPath<TSnapshot, TEvent>[] {
    const { allowDuplicatePaths = false, ...traversal } = this.#resolve(options);
    const paths = pathGenerator(this.testLogic, traversal);
    const kept = allowDuplicatePaths ? paths : withoutBeginnings(paths, traversal);
    return kept.map((path) => this.#toTestPath(path));
  }

  getShortestPaths(
    options?: PathOptions<TSnapshot, TEvent, TInput>,
  ): TestPath<TSnapshot, TEvent>[] {
    return this.getPaths(createShortestPathsGen(), options);
  }

  /** The shortest paths that go on from where `paths` end. */
  getShortestPathsFrom(
    paths: readonly StatePath<TSnapshot, TEvent>[],
    options?: PathOptions<TSnapshot, TEvent, TInput>,
  ): TestPath<TSnapshot, TEvent>[] {
    return this.#continue(paths, createShortestPathsGen(), options);
  }

  getSimplePaths(options?: PathOptions<TSnapshot, TEvent, TInput>): TestPath<TSnapshot, TEvent>[] {
    return this.getPaths(createSimplePathsGen(), options);
  }

  /** The simple paths that go on from where `paths` end. */
  getSimplePathsFrom(
    paths: readonly StatePath<TSnapshot, TEvent>[],
    options?: PathOptions<TSnapshot, TEvent, TInput>,
  ): TestPath<TSnapshot, TEvent>[] {
    return this.#continue(paths, createSimplePathsGen(), options);
  }

  getPathsFromEvents(
    events: readonly (TEvent | LibraryEvent)[],
    options?: PathOptions<TSnapshot, TEvent, TInput>,
  ): TestPath<TSnapshot, TEvent>[] {
    const paths = getPathsFromEvents(this.testLogic, events, this.#resolve(options));
    return paths.map((path) => this.#toTestPath(path as StatePath<TSnapshot, TEvent>));
  }

  /** All states that can be reached, with what each event leads to in them. */
  getAdjacencyMap(): AdjacencyMap<TSnapshot, TEvent> {
    const map = getAdjacencyMap(this.testLogic, this.#resolve());
    return map as AdjacencyMap<TSnapshot, TEvent>;
  }

  /**
   * Executes the event of each step and checks the state after it.
   * @throws what an executor or a check threw, its message extended by where on the path that was
   */
  async testPath(
    path: StatePath<TSnapshot, TEvent>,
    params: TestParam<TSnapshot, TEvent>,
    options?: Partial<TestModelOptions<TSnapshot, TEvent, TInput>>,
  ): Promise<TestPathResult> {
    const result: TestPathResult = { steps: [], state: { error: null } };
    for (const [i, step] of path.steps.entries()) {
      await this.testTransition(params, step).catch((error: unknown) => {
        throw failureAt(path, { step: i, isEvent: true }, error);
      });
      await this.testState(params, step.state, options).catch((error: unknown) => {
        throw failureAt(path, { step: i, isEvent: false }, error);
      });
      result.steps.push({ step, state: { error: null }, event: { error: null } });
    }
    return result;
  }

  /** Runs the checks for a state, in the order in which they are written. */
  async testState(
    params: TestParam<TSnapshot, TEvent>,
    state: TSnapshot,
    options?: Partial<TestModelOptions<TSnapshot, TEvent, TInput>>,
  ): Promise<void> {
    const { states = {} } = params ?? {};
    const { stateMatcher } = this.#resolve(options);
    const keys = Object.keys(states).filter((key) => stateMatcher(state, key));
    if (keys.length === 0 && '*' in states) keys.push('*');
    for (const key of keys) await states[key]!(state);
  }

  /** Executes the event of a step. */
  async testTransition(
    params: TestParam<TSnapshot, TEvent>,
    step: Step<TSnapshot, TEvent>,
  ): Promise<void> {
    const executors = (params?.events ?? {}) as Record<string, EventExecutor<TSnapshot, TEvent>>;
    await executors[step.event.type]?.(step);
  }

  #resolve<TOptions extends object>(
    options?: TOptions,
  ): TestModelOptions<TSnapshot, TEvent, TInput> & TOptions {
    return { ...this.defaultTraversalOptions, ...this.options, ...definedOptions(options) };
  }

  #continue(
    heads: readonly StatePath<TSnapshot, TEvent>[],
    pathGenerator: PathGenerator<TSnapshot, TEvent, TInput>,
    options: PathOptions<TSnapshot, TEvent, TInput> | undefined,
  ): TestPath<TSnapshot, TEvent>[] {
    return heads.flatMap((head) =>
      this.getPaths(pathGenerator, { ...options, fromState: head.state }).map((tail) =>
        this.#toTestPath(joinPaths(head, tail)),
      ),
    );
  }

  #toTestPath(path: StatePath<TSnapshot, TEvent>): TestPath<TSnapshot, TEvent> {
    return {
      ...path,
      test: (params) => this.testPath(path, params),
      description: describePath(path),
    };
  }
}

/**
 * A test model of a machine. Each way into a state counts as a state of its own, so that its paths
 * take every transition.
 *
 * `events` here give payloads: each takes the place of the default event of its type. With a
 * wildcard descriptor, all of them that it matches are sent.
 */
export function createTestModel<TMachine extends AnyStateMachine>(
  machine: TMachine,
  options: Partial<
    TestModelOptions<SnapshotOf<TMachine>, EventOf<TMachine>, InputOf<TMachine>>
  > = {},
): TestModel<SnapshotOf<TMachine>, EventOf<TMachine>, InputOf<TMachine>> {
  const { serializeTransition = arrivalBy(options.serializeEvent ?? serializeEvent) } = options;
  return new TestModel(
    machine as unknown as LogicWith<SnapshotOf<TMachine>, EventOf<TMachine>, InputOf<TMachine>>,
    {
      serializeTransition,
      serializeState: (state, event, prevState) =>
        serializeState(state) + serializeTransition(state, event, prevState),
      ...definedOptions(options),
      events: withPayloads(options.events ?? []),
    },
  );
}

/** `red` and `red.walk` by value, `#light.red` by id. */
function matchesKey(state: Snapshot<unknown>, key: string): boolean {
  if (!(state instanceof MachineSnapshot)) return key === '*';
  if (!key.startsWith('#')) return state.matches(pathToStateValue(key.split('.')));
  return state._nodes.includes((state.machine as StateMachine).getStateNodeById(key));
}

/** ` via {"type":"BACK"} from "b"`, where the event led from one state value to another. */
function arrivalBy<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  serialize: (event: TEvent) => string,
): TestModelOptions<TSnapshot, TEvent, unknown>['serializeTransition'] {
  return (state, event, prevState) => {
    if (!event || !prevState) return '';
    const before = valueText(prevState);
    return before === valueText(state) ? '' : ` via ${serialize(event)} from ${before}`;
  };
}

function valueText(snapshot: Snapshot<unknown>): string {
  return toText((snapshot as Partial<MachineSnapshot>).value, 'serializeState');
}

/** The default events, replaced by the given ones that are of the same kind. */
function withPayloads<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  given: EventSource<TSnapshot, TEvent>,
): (state: TSnapshot) => readonly (TEvent | LibraryEvent)[] {
  const eventsByDescriptor = createEventsByDescriptor();
  return (state) => {
    const described = eventsByDescriptor(state);
    const own = new Set(described.map(([descriptor]) => descriptor));
    const payloads = typeof given === 'function' ? given(state) : given;
    const sent = new Set<TEvent | LibraryEvent>();
    for (const [descriptor, events] of described) {
      const replaced = payloads.filter(
        ({ type }) => type === descriptor || (!own.has(type) && matchesWildcard(type, descriptor)),
      );
      const chosen =
        replaced.length > 0 ? replaced : (events as readonly (TEvent | LibraryEvent)[]);
      for (const event of chosen) sent.add(event);
    }
    return [...sent];
  };
}

function matchesWildcard(type: string, descriptor: string): boolean {
  if (descriptor === '*') return true;
  return descriptor.endsWith('.*') && `${type}.`.startsWith(descriptor.slice(0, -1));
}

/** What goes on after an event, by its text. */
interface Branch extends Map<string, Branch> {}

/**
 * Paths that are not the beginning of another one, longest first.
 *
 * The paths are laid into a tree of events, longest first, so a path that ends inside of it is the
 * beginning of one that is there.
 */
function withoutBeginnings<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject>(
  paths: readonly StatePath<TSnapshot, TEvent>[],
  { serializeEvent }: Pick<TestModelOptions<TSnapshot, TEvent, unknown>, 'serializeEvent'>,
): StatePath<TSnapshot, TEvent>[] {
  const root: Branch = new Map();
  return paths
    .toSorted((a, b) => b.steps.length - a.steps.length)
    .filter(({ steps }) => {
      let branch = root;
      let isNew = false;
      for (const { event } of steps) {
        const key = serializeEvent!(event);
        let next = branch.get(key);
        if (!next) {
          isNew = true;
          next = new Map();
          branch.set(key, next);
        }
        branch = next;
      }
      return isNew;
    });
}
