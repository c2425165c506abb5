import { TimeoutError, assign, createMachine, fromPromise, fromTransition, setup } from 'detent';
import { createTestModel, getAdjacencyMap, getShortestPaths, getSimplePaths } from 'detent/graph';
import { describe, expect, test } from 'vitest';
import { routesOf } from './samples.ts';

const never = fromPromise(() => new Promise<string>(() => {}));

const loader = setup({
  types: {} as {
    context: { data: unknown; problem: string };
    events: { type: 'LOAD'; url: string } | { type: 'CANCEL' };
  },
  actors: { fetch: never },
}).createMachine({
  id: 'loader',
  initial: 'idle',
  context: { data: undefined, problem: '' },
  states: {
    idle: { on: { LOAD: 'loading' } },
    loading: {
      invoke: {
        id: 'fetch',
        src: 'fetch',
        onDone: { target: 'shown', actions: assign({ data: ({ event }) => event.output }) },
        onError: {
          target: 'failed',
          actions: assign({ problem: ({ event }) => String((event.error as Error).message) }),
        },
      },
      after: { 5000: 'slow' },
      on: { CANCEL: 'idle' },
    },
    slow: {},
    shown: {},
    failed: {},
  },
});

describe('exploring what the library itself sends', () => {
  test('children finish and fail, time passes', () => {
    expect(routesOf(getShortestPaths(loader))).toEqual([
      'idle',
      'idle -LOAD-> loading',
      'idle -LOAD-> loading -xstate.done.actor.fetch-> shown',
      'idle -LOAD-> loading -xstate.error.actor.fetch-> failed',
      'idle -LOAD-> loading -xstate.after.5000.loader.loading-> slow',
    ]);
  });

  test('their events have the payload that the library gives them', () => {
    const failed = getShortestPaths(loader, { toState: (state) => state.matches('failed') })[0]!;
    expect(failed.steps.at(-1)!.event).toEqual({
      type: 'xstate.error.actor.fetch',
      error: new Error('"fetch" failed'),
    });
    expect(failed.state.context.problem).toBe('"fetch" failed');
    const shown = getShortestPaths(loader, { toState: (state) => state.matches('shown') })[0]!;
    expect(shown.steps.at(-1)!.event).toEqual({
      type: 'xstate.done.actor.fetch',
      output: undefined,
    });
  });

  test('a test model takes them, and its events give them other payloads', () => {
    const model = createTestModel(loader, {
      events: [
        { type: 'LOAD', url: '/a' },
        { type: 'xstate.done.actor.fetch', output: 'page' },
        { type: 'xstate.error.actor.fetch', error: new Error('404') },
        { type: 'xstate.error.actor.fetch', error: new Error('500') },
      ],
    });
    const paths = model.getShortestPaths();
    expect(paths.map(({ description }) => description)).toEqual([
      'Reaches state "idle"({"problem":""}): xstate.init → LOAD ({"url":"/a"}) → CANCEL',
      'Reaches state "shown"({"data":"page","problem":""}): xstate.init → LOAD ({"url":"/a"}) → ' +
        'xstate.done.actor.fetch ({"output":"page"})',
      'Reaches state "failed"({"problem":"404"}): xstate.init → LOAD ({"url":"/a"}) → ' +
        'xstate.error.actor.fetch ({"error":"Error: 404"})',
      'Reaches state "failed"({"problem":"500"}): xstate.init → LOAD ({"url":"/a"}) → ' +
        'xstate.error.actor.fetch ({"error":"Error: 500"})',
      'Reaches state "slow"({"problem":""}): xstate.init → LOAD ({"url":"/a"}) → ' +
        'xstate.after.5000.loader.loading',
    ]);
  });

  test('a test model walks such a path in what is tested', async () => {
    const [path] = createTestModel(loader).getShortestPaths({
      toState: (state) => state.matches('slow'),
    });
    const log: string[] = [];
    await path!.test({
      states: {
        idle: () => log.push('see idle'),
        loading: () => log.push('see loading'),
        slow: () => log.push('see slow'),
      },
      events: {
        LOAD: () => log.push('click'),
        'xstate.after.5000.loader.loading': () => log.push('wait'),
      },
    });
    expect(log).toEqual(['see idle', 'click', 'see loading', 'wait', 'see slow']);
  });

  test('delayed actions and eventless transitions are no obstacle to a test model', () => {
    const machine = createMachine({
      initial: 'a',
      context: { n: 0 },
      states: {
        a: {
          on: { GO: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
          always: { guard: ({ context }) => context.n === 2, target: 'b' },
        },
        b: { after: { 10: 'c' } },
        c: {},
      },
    });
    expect(routesOf(createTestModel(machine).getShortestPaths())).toEqual([
      'a -GO-> a -GO-> b -xstate.after.10.(machine).b-> c',
    ]);
  });

  test('a time limit is one more way to fail', () => {
    const machine = createMachine({
      id: 'limited',
      initial: 'asking',
      states: {
        asking: {
          invoke: { id: 'ask', src: never, timeout: 100, onTimeout: 'late', onError: 'broken' },
        },
        late: {},
        broken: {},
      },
    });
    const paths = getShortestPaths(machine);
    expect(paths.map(({ state }) => state.value)).toEqual(['asking', 'broken', 'late']);
    expect(paths[2]!.steps[1]!.event).toMatchObject({ error: expect.any(TimeoutError) });
  });

  test('a snapshot of a child is its first one', () => {
    const child = fromTransition((n: number) => n + 1, 41);
    const machine = createMachine({
      initial: 'watching',
      context: { seen: 0 },
      states: {
        watching: {
          invoke: {
            id: 'child',
            src: child,
            onSnapshot: {
              target: 'seen',
              actions: assign({ seen: ({ event }) => event.snapshot.context as number }),
            },
          },
        },
        seen: {},
      },
    });
    const [path] = getShortestPaths(machine, { toState: (state) => state.matches('seen') });
    expect(path!.steps[1]!.event.type).toBe('xstate.snapshot.child');
    expect(path!.state.context).toEqual({ seen: 41 });
  });

  test('every routable state is routed to', () => {
    const machine = setup({}).createMachine({
      initial: 'a',
      states: { a: { id: 'first', route: {} }, b: { id: 'second', route: {} }, c: {} },
    });
    const events = getAdjacencyMap(machine)['{"value":"a"}']!.transitions;
    const routed = Object.values(events).map(({ event, state }) => [event.to, state.value]);
    expect(new Map(routed as [string, unknown][])).toEqual(
      new Map([
        ['#first', 'a'],
        ['#second', 'b'],
      ]),
    );
  });

  test('a state is done when its child is, and not because somebody says so', () => {
    const machine = createMachine({
      initial: 'form',
      states: {
        form: {
          initial: 'open',
          onDone: 'sent',
          states: {
            open: { on: { FILL: 'full' } },
            full: { on: { SEND: 'end' } },
            end: { type: 'final' },
          },
        },
        sent: {},
      },
    });
    expect(routesOf(getSimplePaths(machine))).toEqual([
      '{"form":"open"}',
      '{"form":"open"} -FILL-> {"form":"full"}',
      '{"form":"open"} -FILL-> {"form":"full"} -SEND-> sent',
    ]);
  });

  test('an event of a type, where events are the whole list, is sent as it is', () => {
    const paths = getShortestPaths(loader, {
      events: [
        { type: 'LOAD', url: '/' },
        { type: 'xstate.done.actor.fetch', output: 'page' },
      ],
    });
    expect(paths.map(({ state }) => state.context.data)).toEqual([undefined, undefined, 'page']);
  });

  test('a failure that nobody handles is a state of its own', () => {
    const machine = createMachine({
      id: 'careless',
      initial: 'a',
      states: { a: { invoke: { id: 'child', src: never } } },
    });
    const events = [{ type: 'xstate.error.actor.child' as const, error: new Error('lost') }];
    const map = getAdjacencyMap(machine, { events });
    expect(Object.keys(map)).toEqual(['{"value":"a"}', '{"value":"a","status":"error"}']);
  });
});

describe('wildcards of a test model', () => {
  const machine = createMachine({
    initial: 'a',
    states: {
      a: { on: { 'key.*': 'b', EXACT: 'c', '*': 'd' } },
      b: {},
      c: {},
      d: {},
    },
  });

  test('stand for the events given that they match, each once', () => {
    const model = createTestModel(machine, {
      events: [
        { type: 'key.up' },
        { type: 'key.down' },
        { type: 'EXACT', by: 1 },
        { type: 'OTHER' },
        { type: 'keyboard' },
      ],
    });
    const [first] = Object.values(model.getAdjacencyMap());
    expect(
      Object.values(first!.transitions).map(({ event, state }) => [event, state.value]),
    ).toEqual([
      [{ type: 'key.up' }, 'b'],
      [{ type: 'key.down' }, 'b'],
      [{ type: 'EXACT', by: 1 }, 'c'],
      [{ type: 'OTHER' }, 'd'],
      [{ type: 'keyboard' }, 'd'],
    ]);
  });

  test('are sent as they are written when nothing matches', () => {
    const [first] = Object.values(createTestModel(machine).getAdjacencyMap());
    expect(Object.keys(first!.transitions)).toEqual([
      '{"type":"key.*"}',
      '{"type":"EXACT"}',
      '{"type":"*"}',
    ]);
  });
});
