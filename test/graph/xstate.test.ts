import * as detent from 'detent';
import * as ours from 'detent/graph';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as xstate from 'xstate';
import * as theirs from 'xstate/graph';
import { arbitraryMachine, buildMachine } from './arbitrary-machine.ts';
import { REGIONS, SAMPLES, outlineOf, type Library } from './samples.ts';

const OURS = { library: detent as unknown as Library, graph: ours as any };
const THEIRS = { library: xstate as unknown as Library, graph: theirs as any };

type Outline = (graph: any, logic: any) => unknown;

const OUTLINES: Readonly<Record<string, Outline>> = {
  'the adjacency map': ({ getAdjacencyMap }, logic) =>
    Object.entries<any>(getAdjacencyMap(logic, {})).map(([key, { state, transitions }]) => [
      key,
      state.value,
      Object.entries<any>(transitions).map(([eventKey, to]) => [
        eventKey,
        to.event,
        to.state.value,
      ]),
    ]),
  'the adjacency map as a list': ({ getAdjacencyMap, adjacencyMapToArray }, logic) =>
    adjacencyMapToArray(getAdjacencyMap(logic, {})).map(({ state, event, nextState }: any) => [
      state.value,
      event,
      nextState.value,
    ]),
  'shortest paths': ({ getShortestPaths }, logic) => outlineOf(getShortestPaths(logic)),
  'simple paths': ({ getSimplePaths }, logic) => outlineOf(getSimplePaths(logic)),
  'paths of the generators': ({ createShortestPathsGen, createSimplePathsGen }, logic) => [
    outlineOf(createShortestPathsGen()(logic, {})),
    outlineOf(createSimplePathsGen()(logic, {})),
  ],
  'states by value only': ({ getShortestPaths }, logic) =>
    getShortestPaths(logic, {
      serializeState: ({ value }: any) => JSON.stringify(value ?? null),
    }).map(({ state, weight }: any) => [state.value, weight]),
};

const MODEL_OUTLINES: Readonly<Record<string, (model: any) => unknown>> = {
  'the adjacency map': (model) =>
    Object.entries<any>(model.getAdjacencyMap()).map(([key, { transitions }]) => [
      key,
      Object.keys(transitions),
    ]),
  'shortest paths': (model) => outlineOf(model.getShortestPaths()),
  'shortest paths and their beginnings': (model) =>
    outlineOf(model.getShortestPaths({ allowDuplicatePaths: true })),
  'simple paths': (model) => outlineOf(model.getSimplePaths()),
  'simple paths and their beginnings': (model) =>
    outlineOf(model.getSimplePaths({ allowDuplicatePaths: true })),
};

// xstate lists regions in the order in which they were last entered.
const ordered = Object.entries(SAMPLES).filter(([name]) => name !== REGIONS);
// What xstate refuses as a test model.
const modelled = ordered.filter(([name]) => !/delay|invocation|reducer/.test(name));

describe.each(ordered)('%s', (_, build) => {
  test.each(Object.entries(OUTLINES))('%s is as in xstate/graph', (_, outline) => {
    expectSame((library) => build(library), outline);
  });
});

describe.each(modelled)('a test model of %s', (_, build) => {
  test.each(Object.entries(MODEL_OUTLINES))('%s: as in xstate/graph', (_, outline) => {
    expectSame(build, ({ createTestModel }, machine) => outline(createTestModel(machine)));
  });
});

const diamond = SAMPLES['a diamond with a way back']!;

test('with regions the same states and paths are found', () => {
  const shortest: Outline = ({ getShortestPaths }, machine) =>
    sorted(outlineOf(getShortestPaths(machine)));
  const simple: Outline = ({ getSimplePaths }, machine) =>
    sorted(outlineOf(getSimplePaths(machine)));
  const keys: Outline = ({ getAdjacencyMap }, machine) => Object.keys(getAdjacencyMap(machine, {}));
  for (const outline of [shortest, simple, keys]) expectSame(SAMPLES[REGIONS]!, outline);
});

test('paths go on where others end', () => {
  const outline: Outline = ({ createTestModel }, machine) => {
    const model = createTestModel(machine);
    const heads = model.getShortestPaths({ toState: (state: any) => state.matches('c') });
    const toState = (state: any) => state.matches('d');
    return [
      outlineOf(model.getShortestPathsFrom(heads, { toState })),
      outlineOf(model.getSimplePathsFrom(heads, { toState })),
      outlineOf(model.getSimplePathsFrom(heads, { toState, allowDuplicatePaths: true })),
    ];
  };
  expectSame(diamond, outline);
});

test.each<[name: string, options: (machine: any) => any]>([
  ['toState', () => ({ toState: (state: any) => state.matches('c') })],
  ['stopWhen', () => ({ stopWhen: (state: any) => state.matches('c') })],
  [
    'toState and stopWhen',
    () => ({
      toState: (state: any) => state.matches('d'),
      stopWhen: (state: any) => state.matches('c'),
    }),
  ],
  [
    'toState and a stopWhen that lets paths go on',
    () => ({ toState: (state: any) => state.matches('c'), stopWhen: () => false }),
  ],
  ['fromState', (machine) => ({ fromState: machine.resolveState({ value: 'c' }) })],
  ['events', () => ({ events: [{ type: 'AB' }, { type: 'BC', by: 1 }, { type: 'BC', by: 2 }] })],
  ['events that depend on the state', () => ({ events: eventsByState })],
  ['filterEvents', () => ({ filterEvents: (_: any, { type }: any) => type !== 'AB' })],
  ['serializeEvent', () => ({ serializeEvent: ({ type }: any) => `<${type}>` })],
  ['a limit that is just enough', () => ({ limit: 8 })],
])('the option %s means the same', (_, optionsFor) => {
  for (const paths of ['getShortestPaths', 'getSimplePaths', 'getAdjacencyMap']) {
    expectSame(diamond, (graph, machine) => {
      const found = graph[paths](machine, optionsFor(machine));
      return Array.isArray(found)
        ? outlineOf(found)
        : Object.entries<any>(found).map(([key, value]) => [key, Object.keys(value.transitions)]);
    });
  }
});

test('a limit is exceeded by the same number of transitions', () => {
  expectSame(diamond, ({ getAdjacencyMap }, machine) =>
    [6, 7, 8, 9].map((limit) => {
      try {
        return Object.keys(getAdjacencyMap(machine, { limit })).length;
      } catch {
        return 'exceeded';
      }
    }),
  );
});

test('the path along given events is the same', () => {
  expectSame(diamond, ({ getPathsFromEvents }, machine) => [
    outlineOf(getPathsFromEvents(machine, [{ type: 'AB' }, { type: 'NONE' }, { type: 'BD' }])),
    outlineOf(getPathsFromEvents(machine, [])),
    outlineOf(
      getPathsFromEvents(machine, [{ type: 'AB' }], { toState: (s: any) => s.matches('d') }),
    ),
  ]);
});

test('directed graphs are the same where there are no eventless transitions', () => {
  for (const build of [diamond, SAMPLES[REGIONS]!, SAMPLES['a delay and a deep hierarchy']!]) {
    expectSame(build, ({ toDirectedGraph }, machine) =>
      JSON.parse(JSON.stringify(toDirectedGraph(machine))),
    );
    expectSame(build, ({ toDirectedGraph }, machine) =>
      toDirectedGraph(machine).edges.map(({ id }: any) => id),
    );
    expectSame(build, ({ getStateNodes }, machine) =>
      getStateNodes(machine).map(({ id }: any) => id),
    );
  }
});

test('small machines are explored alike, whatever they are', () => {
  fc.assert(
    fc.property(arbitraryMachine({ states: 3, counts: 2 }), (small) => {
      for (const outline of Object.values(OUTLINES)) {
        expectSame((library) => buildMachine(library, small), outline);
      }
      for (const key of ['the adjacency map', 'shortest paths'] as const) {
        expectSame(
          (library) => buildMachine(library, small),
          ({ createTestModel }, machine) => MODEL_OUTLINES[key]!(createTestModel(machine)),
        );
      }
    }),
    { numRuns: 60 },
  );
});

function expectSame(build: (library: Library) => any, outline: Outline): void {
  const expected = outline(THEIRS.graph, build(THEIRS.library));
  expect(outline(OURS.graph, build(OURS.library))).toEqual(expected);
}

function eventsByState(state: any) {
  return state.matches('a') ? [{ type: 'AB' }, { type: 'AC' }] : [{ type: 'BD' }];
}

function sorted(list: unknown[]): string[] {
  return list.map((each) => JSON.stringify(each, sortKeys)).sort();
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
