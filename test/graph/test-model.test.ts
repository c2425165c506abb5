import * as detent from 'detent';
import { assign, createMachine, fromTransition } from 'detent';
import {
  TestModel,
  createShortestPathsGen,
  createTestModel,
  getShortestPaths,
  type TestParam,
} from 'detent/graph';
import { describe, expect, test } from 'vitest';
import { SAMPLES, routesOf, type Library } from './samples.ts';

const diamond = SAMPLES['a diamond with a way back']!(detent as unknown as Library);

/** A shop whose basket is emptied by paying; `Shop` below is what is tested. */
const machine = createMachine({
  id: 'shop',
  types: {} as {
    context: { items: number };
    events: { type: 'ADD' } | { type: 'PAY'; by: string };
  },
  context: { items: 0 },
  initial: 'browsing',
  states: {
    browsing: {
      on: {
        ADD: {
          guard: ({ context }) => context.items < 2,
          actions: assign({ items: ({ context }) => context.items + 1 }),
        },
        PAY: { guard: ({ context }) => context.items > 0, target: 'paid' },
      },
    },
    paid: { meta: { description: 'order paid' } },
  },
});

class Shop {
  items = 0;
  page = 'browsing';
  readonly most: number;

  constructor(most = 2) {
    this.most = most;
  }

  add(): void {
    if (this.items < this.most) this.items++;
  }

  pay(by: string): void {
    if (by !== 'card') throw new Error(`cannot pay by ${by}`);
    if (this.items > 0) this.page = 'paid';
  }
}

function paramsFor(shop: Shop): TestParam<any, any> {
  return {
    events: { ADD: () => shop.add(), PAY: async ({ event }: any) => shop.pay(event.by) },
    states: {
      '*': ({ value, context }) => {
        expect(shop.page).toBe(value);
        expect(shop.items).toBe(context.items);
      },
    },
  };
}

const model = createTestModel(machine, { events: [{ type: 'PAY', by: 'card' }] });

describe('the paths of a test model', () => {
  test('take every transition', () => {
    expect(routesOf(createTestModel(diamond).getShortestPaths())).toEqual([
      'a -AB-> b -BD-> d -DA-> a',
      'a -AB-> b -BD-> d -DD-> d',
      'a -AB-> b -BC-> c',
      'a -AC-> c -CB-> b',
      'a -AC-> c -CD-> d',
    ]);
  });

  test('leave out those with which a longer one begins, unless asked for', () => {
    expect(routesOf(model.getShortestPaths())).toEqual([
      'browsing -ADD-> browsing -ADD-> browsing -PAY-> paid',
      'browsing -ADD-> browsing -PAY-> paid',
    ]);
    expect(routesOf(model.getShortestPaths({ allowDuplicatePaths: true }))).toHaveLength(5);
  });

  test('say where they lead, and by what', () => {
    expect(model.getShortestPaths().map(({ description }) => description)).toEqual([
      'Reaches state "order paid"({"items":2}): xstate.init → ADD → ADD → PAY ({"by":"card"})',
      'Reaches state "order paid"({"items":1}): xstate.init → ADD → PAY ({"by":"card"})',
    ]);
  });

  test('name all active states, by description, by a function of the snapshot, by path', () => {
    const regions = createMachine({
      type: 'parallel',
      states: {
        a: {
          initial: 'one',
          states: { one: { on: { GO: 'two' } }, two: { meta: { description: 'second' } } },
        },
        b: { meta: { description: (state: any) => `b of ${state.value.a}` } },
        c: { initial: 'only', states: { only: {} } },
      },
    });
    expect(createTestModel(regions).getShortestPaths()[0]!.description).toBe(
      'Reaches states "second", b of two, "c.only": xstate.init → GO',
    );
  });

  test('go on from other paths', () => {
    const graph = createTestModel(diamond);
    const heads = graph.getShortestPaths({ toState: (s: any) => s.matches('c') });
    const toState = (s: any) => s.matches('a');
    expect(routesOf(graph.getShortestPathsFrom(heads, { toState }))).toEqual([
      'a -AB-> b -BC-> c -CD-> d -DA-> a',
      'a -AC-> c -CD-> d -DA-> a',
    ]);
    expect(routesOf(graph.getSimplePathsFrom(heads.slice(1), { toState }))).toEqual([
      'a -AC-> c -CB-> b -BC-> c -CD-> d -DD-> d -DA-> a',
      'a -AC-> c -CB-> b -BC-> c -CD-> d -DA-> a',
      'a -AC-> c -CB-> b -BD-> d -DD-> d -DA-> a',
      'a -AC-> c -CB-> b -BD-> d -DA-> a',
      'a -AC-> c -CD-> d -DD-> d -DA-> a',
      'a -AC-> c -CD-> d -DA-> a',
    ]);
    expect(graph.getShortestPathsFrom(heads, { toState })[0]!.description).toBe(
      'Reaches state "a": xstate.init → AB → BC → CD → DA',
    );
    expect(graph.getShortestPathsFrom([])).toEqual([]);
  });

  test('follow given events', async () => {
    const [path] = model.getPathsFromEvents([{ type: 'ADD' }, { type: 'PAY', by: 'card' }]);
    expect(routesOf([path])).toEqual(['browsing -ADD-> browsing -PAY-> paid']);
    await path!.test(paramsFor(new Shop()));
  });

  test('come from any generator, with the options of the model and of the call', () => {
    const graph = createTestModel(diamond, { filterEvents: (_, { type }) => type !== 'AB' });
    const paths = graph.getPaths(
      (logic, options) => {
        expect(logic).toBe(diamond);
        return getShortestPaths(logic, options).slice(0, 1);
      },
      { toState: (s: any) => s.matches('d') },
    );
    expect(routesOf(paths)).toEqual(['a -AC-> c -CD-> d']);
    expect(graph.getPaths(createShortestPathsGen())).toEqual(
      graph.getShortestPaths().map((path) => ({ ...path, test: expect.any(Function) })),
    );
  });

  test('events of one call are taken as they are', () => {
    const paths = model.getShortestPaths({ events: [{ type: 'ADD' }] });
    expect(routesOf(paths)).toEqual(['browsing -ADD-> browsing -ADD-> browsing']);
  });

  test('a limit holds for them', () => {
    expect(() => createTestModel(diamond, { limit: 2 }).getShortestPaths()).toThrow(
      /^E701 diamond/,
    );
  });

  test('serializeTransition tells ways into a state apart', () => {
    const keys = (serializeTransition: () => string) =>
      Object.keys(createTestModel(diamond, { serializeTransition }).getAdjacencyMap());
    expect(keys(() => '')).toEqual(['a', 'b', 'c', 'd'].map((value) => `{"value":"${value}"}`));
    expect(keys(() => '!')[0]).toBe('{"value":"a"}!');
  });

  test('the text of a state names the event and the value before it', () => {
    expect(Object.keys(createTestModel(diamond).getAdjacencyMap())).toEqual([
      '{"value":"a"}',
      '{"value":"b"} via {"type":"AB"} from "a"',
      '{"value":"c"} via {"type":"AC"} from "a"',
      '{"value":"c"} via {"type":"BC"} from "b"',
      '{"value":"d"} via {"type":"BD"} from "b"',
      '{"value":"b"} via {"type":"CB"} from "c"',
      '{"value":"d"} via {"type":"CD"} from "c"',
      '{"value":"a"} via {"type":"DA"} from "d"',
      '{"value":"d"}',
    ]);
  });
});

describe('testing with a model', () => {
  test('a right implementation passes on every path', async () => {
    const paths = model.getSimplePaths();
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      const result = await path.test(paramsFor(new Shop()));
      expect(result.state).toEqual({ error: null });
      expect(result.steps.map(({ step, event, state }) => [step, event, state])).toEqual(
        path.steps.map((step) => [step, { error: null }, { error: null }]),
      );
    }
  });

  test('each event is executed, then the state after it is checked', async () => {
    const log: string[] = [];
    const [path] = model.getPathsFromEvents([{ type: 'ADD' }, { type: 'PAY', by: 'card' }]);
    await path!.test({
      events: {
        'xstate.init': () => log.push('init'),
        ADD: ({ state }) => log.push(`add -> ${state.context.items}`),
        PAY: async ({ event }) => {
          await Promise.resolve();
          log.push(`pay by ${event.by}`);
        },
      },
      states: { browsing: () => log.push('browsing'), paid: async () => log.push('paid') },
    });
    expect(log).toEqual(['init', 'browsing', 'add -> 1', 'browsing', 'pay by card', 'paid']);
  });

  test('a state that is not as the model says fails, with the way that led there', async () => {
    const path = model.getShortestPaths()[0]!;
    const error = await failureOf(path.test(paramsFor(new Shop(1))));
    expect(error.message).toContain('expected 1 to be 2');
    expect(error.message).toContain(
      [
        '',
        'The check of state "browsing"({"items":2}) failed. The path so far:',
        '  1. xstate.init → state "browsing"({"items":0})',
        '  2. ADD → state "browsing"({"items":1})',
        '  3. ADD → state "browsing"({"items":2})  (failed)',
      ].join('\n'),
    );
    expect(error.name).toBe('AssertionError');
    expect(error.stack).toContain('(failed)');
    expect(error).toMatchObject({ actual: 1, expected: 2 });
  });

  test('an event that cannot be executed fails, with the state in which that was', async () => {
    const [path] = model.getPathsFromEvents([{ type: 'ADD' }, { type: 'PAY', by: 'cheque' }]);
    const error = await failureOf(path!.test(paramsFor(new Shop())));
    expect(error.message).toBe(
      [
        'cannot pay by cheque',
        '',
        'The event PAY ({"by":"cheque"}) failed in state "browsing"({"items":1}). The path so far:',
        '  1. xstate.init → state "browsing"({"items":0})',
        '  2. ADD → state "browsing"({"items":1})',
        '  3. PAY ({"by":"cheque"}) → state "order paid"({"items":1})  (failed)',
      ].join('\n'),
    );
  });

  test('the first state can fail too', async () => {
    const path = createTestModel(diamond).getShortestPaths()[0]!;
    const byEvent = await failureOf(path.test({ events: { 'xstate.init': fail } }));
    expect(byEvent.message).toContain(
      'The event xstate.init failed at the start. The path so far:',
    );
    const byState = await failureOf(path.test({ states: { a: fail } }));
    expect(byState.message).toBe(
      'no\n\nThe check of state "a" failed. The path so far:\n  1. xstate.init → state "a"  (failed)',
    );
  });

  test.each<[what: string, thrown: unknown, message: string]>([
    ['a text', 'broken', 'broken'],
    ['an error whose message cannot be changed', Object.freeze(new Error('frozen')), 'frozen'],
    ['an exception of the platform', new DOMException('aborted'), 'aborted'],
    ['nothing', undefined, 'undefined'],
  ])('%s that is thrown becomes the cause', async (_, thrown, message) => {
    const path = createTestModel(diamond).getShortestPaths()[0]!;
    const check = () => {
      throw thrown;
    };
    const error = await failureOf(path.test({ states: { a: check } }));
    expect(error.message).toMatch(new RegExp(`^${message}\\n\\nThe check of state "a" failed`));
    expect(error.cause).toBe(thrown);
  });

  test('what nobody looks at passes', async () => {
    const path = createTestModel(diamond).getShortestPaths()[0]!;
    expect((await path.test({})).steps).toHaveLength(path.steps.length);
  });
});

describe('testState', () => {
  const nested = createMachine({
    id: 'n',
    initial: 'a',
    states: { a: { initial: 'b', states: { b: { id: 'inner' }, c: {} } }, d: {} },
  });
  const inner = nested.resolveState({ value: { a: 'b' } });
  const keys = ['d', 'a', '#n', 'a.b', '#inner', 'a.c', '#n.a', '*'];

  test.each<[keys: readonly string[], run: readonly string[]]>([
    [keys, ['a', '#n', 'a.b', '#inner', '#n.a']],
    [['d', '*'], ['*']],
    [['d'], []],
    [[], []],
  ])('of the checks %j runs %j', async (written, run) => {
    const ran: string[] = [];
    const states = Object.fromEntries(written.map((key) => [key, () => ran.push(key)]));
    await createTestModel(nested).testState({ states }, inner);
    expect(ran).toEqual(run);
  });

  test('refuses the id of a state that is not there', async () => {
    const error = await failureOf(
      createTestModel(nested).testState({ states: { '#nope': () => {} } }, inner),
    );
    expect(error.message).toMatch(/^E201 n: .*nope/);
  });

  test('passes on what a check throws', async () => {
    const error = await failureOf(
      createTestModel(nested).testState({ states: { a: fail } }, inner),
    );
    expect(error.message).toBe('no');
  });

  test('asks the stateMatcher of the model, or of the call', async () => {
    const ran: string[] = [];
    const states = { one: () => ran.push('one'), two: () => ran.push('two') };
    const own = createTestModel(nested, { stateMatcher: (_, key) => key === 'one' });
    await own.testState({ states }, inner);
    await own.testState({ states }, inner, { stateMatcher: (_, key) => key === 'two' });
    await own.testPath(own.getShortestPaths()[0]!, { states }, { stateMatcher: () => true });
    expect(ran).toEqual(['one', 'two', 'one', 'two']);
  });
});

test('testTransition executes the event of one step', async () => {
  const seen: unknown[] = [];
  const step = getShortestPaths(diamond)[1]!.steps[1]!;
  const graph = createTestModel(diamond);
  await graph.testTransition({ events: { AB: (given: unknown) => seen.push(given) } }, step);
  await graph.testTransition({ events: {} }, step);
  await graph.testTransition({}, step);
  expect(seen).toEqual([step]);
});

describe('a test model of other logic', () => {
  const wheel = fromTransition(
    (n: number, { type }: { type: 'next' }) => (type === 'next' ? (n + 1) % 3 : n),
    0,
  );
  const wheelModel = new TestModel(wheel, { events: [{ type: 'next' }] });

  test('has paths and descriptions', () => {
    expect(wheelModel.getShortestPaths().map(({ description }) => description)).toEqual([
      'Reaches state {"status":"active","context":2}: xstate.init → next → next',
    ]);
    expect(Object.keys(wheelModel.getAdjacencyMap())).toHaveLength(3);
  });

  test('checks under `*`', async () => {
    const seen: number[] = [];
    await wheelModel.getShortestPaths()[0]!.test({
      states: { '*': ({ context }) => seen.push(context), other: () => seen.push(-1) },
    });
    expect(seen).toEqual([0, 1, 2]);
  });

  test('a subclass may have options of its own for every exploration', () => {
    class Bounded extends TestModel<any, any, any> {
      override defaultTraversalOptions = { limit: 1 };
    }
    const bounded = new Bounded(wheel, { events: [{ type: 'next' }] });
    expect(() => bounded.getAdjacencyMap()).toThrow(/^E701/);
    expect(bounded.getPathsFromEvents([{ type: 'next' }])).toHaveLength(1);
  });
});

test('an undefined option is as none', () => {
  const none = { serializeState: undefined, serializeEvent: undefined, events: undefined } as any;
  const graph = createTestModel(diamond, { ...none, stateMatcher: undefined });
  const routes = routesOf(createTestModel(diamond).getShortestPaths());
  expect(routesOf(graph.getShortestPaths())).toEqual(routes);
  expect(routesOf(graph.getShortestPaths(none))).toEqual(routes);
  expect(graph.options.stateMatcher(diamond.resolveState({ value: 'b' }), 'b')).toBe(true);
});

test('a new test model is complete', () => {
  const { options } = new TestModel(diamond);
  expect(Object.keys(options).sort()).toEqual([
    'events',
    'logger',
    'serializeEvent',
    'serializeState',
    'serializeTransition',
    'stateMatcher',
  ]);
  const state = diamond.resolveState({ value: 'b' });
  expect(options.serializeTransition(state, { type: 'AB' })).toBe('{"value":"b"}|AB');
  expect(options.stateMatcher(state, '#diamond.b')).toBe(true);
  expect(options.stateMatcher(state, 'c')).toBe(false);
});

function fail(): never {
  throw new Error('no');
}

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const [outcome] = await Promise.allSettled([promise]);
  expect(outcome.status).toBe('rejected');
  return (outcome as PromiseRejectedResult).reason;
}
