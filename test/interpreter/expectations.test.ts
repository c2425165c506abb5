// What anyone expects who has used such a library, on both interpreters.
import {
  createMachine,
  Interpreter,
  InvalidConfigError,
  SimulatedClock,
  SyncInterpreter,
} from 'detent/interpreter';
import { cancel, raise } from 'detent';
import { describe, expect, test, vi } from 'vitest';

const interpreters = {
  SyncInterpreter: (config: object, logic: object = {}, options: object = {}) =>
    new SyncInterpreter(createMachine(config, { logic }), options),
  Interpreter: (config: object, logic: object = {}, options: object = {}) =>
    new Interpreter(createMachine(config, { logic }), options),
};

const ids = ({ activeStateIds }: { activeStateIds: Set<string> }) => [...activeStateIds].sort();

/** One row: after these events, these are the active leaf states, and these actions have run. */
interface Expectation {
  readonly config: any;
  readonly guards?: Record<string, () => boolean>;
  readonly events: readonly string[];
  readonly ids: readonly string[];
  readonly log?: readonly string[];
}

const regions = (extra: object = {}) => ({
  id: 'm',
  type: 'parallel',
  states: {
    left: { initial: 'l1', states: { l1: { on: { GO: 'l2' } }, l2: {} } },
    right: { initial: 'r1', states: { r1: { on: { GO: 'r2', R: 'r2' } }, r2: {} } },
  },
  ...extra,
});

const history = (kind: 'shallow' | 'deep') => ({
  id: 'm',
  initial: 'off',
  states: {
    off: { on: { BACK: 'on.hist', ON: 'on' } },
    on: {
      initial: 'a',
      on: { OFF: 'off' },
      states: {
        hist: { type: 'history', history: kind },
        a: { on: { NEXT: 'b' } },
        b: { initial: 'x', states: { x: { on: { NEXT: 'y' } }, y: {} } },
      },
    },
  },
});

const table: Record<string, Expectation> = {
  'one leaf per region after every transition': {
    config: regions(),
    events: ['GO'],
    ids: ['m.left.l2', 'm.right.r2'],
  },
  'a compound state that is entered again keeps a leaf': {
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { initial: 'x', on: { AGAIN: 'a' }, states: { x: { on: { N: 'y' } }, y: {} } } },
    },
    events: ['N', 'AGAIN'],
    ids: ['m.a.x'],
  },
  'the deepest state that handles an event wins, whatever the length of its key': {
    config: {
      id: 'm',
      initial: 'aVeryLongKey',
      states: {
        aVeryLongKey: {
          initial: 'b',
          on: { GO: 'outer' },
          states: { b: { on: { GO: '#inner' } } },
        },
        outer: {},
        inner: { id: 'inner' },
      },
    },
    events: ['GO'],
    ids: ['inner'],
  },
  'the transition of an ancestor fires once for all regions': {
    config: regions({ on: { UP: { actions: 'up' } } }),
    events: ['UP'],
    ids: ['m.left.l1', 'm.right.r1'],
    log: ['up'],
  },
  'sibling regions survive the restart of one': {
    config: regions({
      states: {
        left: {
          initial: 'l1',
          on: { RESET: 'left' },
          states: { l1: { on: { GO: 'l2' } }, l2: {} },
        },
        right: { initial: 'r1', states: { r1: { on: { R: 'r2' } }, r2: {} } },
      },
    }),
    events: ['R', 'GO', 'RESET'],
    ids: ['m.left.l1', 'm.right.r2'],
  },
  'also when it is a state inside that names the region': {
    config: regions({
      states: {
        left: {
          initial: 'l1',
          states: { l1: { on: { GO: 'l2' } }, l2: { on: { UP: '#m.left' } } },
        },
        right: { initial: 'r1', states: { r1: { on: { R: 'r2' } }, r2: {} } },
      },
    }),
    events: ['R', 'GO', 'UP'],
    ids: ['m.left.l1', 'm.right.r2'],
  },
  'also when regions have regions, and only those of the restarted one run their actions': {
    config: regions({
      states: {
        left: {
          type: 'parallel',
          entry: 'x',
          on: { RESET: 'left' },
          states: {
            a: { initial: 'a1', states: { a1: { on: { GO: 'a2' } }, a2: { exit: 'up' } } },
            b: { entry: 'y' },
          },
        },
        right: { initial: 'r1', states: { r1: { on: { R: 'r2' } }, r2: { exit: 'done' } } },
      },
    }),
    events: ['R', 'GO', 'RESET'],
    ids: ['m.left.a.a1', 'm.left.b', 'm.right.r2'],
    log: ['x', 'y', 'up', 'x', 'y'],
  },
  'a region that is atomic is left and entered too': {
    config: regions({
      states: { left: { entry: 'x', exit: 'y', on: { AGAIN: 'left' } }, right: { entry: 'up' } },
    }),
    events: ['AGAIN'],
    ids: ['m.left', 'm.right'],
    log: ['x', 'up', 'y', 'x'],
  },
  'a transition of the parallel state itself enters all its regions anew': {
    config: regions({ on: { RESTART: '.left' } }),
    events: ['R', 'GO', 'RESTART'],
    ids: ['m.left.l1', 'm.right.r1'],
  },
  'deep entry does not also enter the initial state': {
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: 'b.y' } },
        b: { initial: 'x', states: { x: { entry: 'x' }, y: { entry: 'y' } } },
      },
    },
    events: ['GO'],
    ids: ['m.b.y'],
    log: ['y'],
  },
  'an undefined transition blocks the handlers of the ancestors': {
    config: {
      id: 'm',
      initial: 'a',
      on: { GO: '.b' },
      states: { a: { on: { GO: undefined } }, b: {} },
    },
    events: ['GO'],
    ids: ['m.a'],
  },
  'a null transition blocks them too': {
    config: {
      id: 'm',
      initial: 'a',
      on: { GO: '.b' },
      states: { a: { on: { GO: null } }, b: {} },
    },
    events: ['GO'],
    ids: ['m.a'],
  },
  'shallow history leads back to the child': {
    config: history('shallow'),
    events: ['ON', 'NEXT', 'NEXT', 'OFF', 'BACK'],
    ids: ['m.on.b.x'],
  },
  'deep history leads back to the leaf': {
    config: history('deep'),
    events: ['ON', 'NEXT', 'NEXT', 'OFF', 'BACK'],
    ids: ['m.on.b.y'],
  },
  'history of a state that was never visited falls back to its initial state': {
    config: history('deep'),
    events: ['BACK'],
    ids: ['m.on.a'],
  },
  'deep history into a parallel state gives one leaf per region': {
    config: {
      id: 'm',
      initial: 'p',
      states: {
        p: {
          ...regions(),
          id: undefined,
          on: { OUT: 'off' },
          states: { ...regions().states, h: { type: 'history', history: 'deep' } },
        },
        off: { on: { BACK: 'p.h' } },
      },
    },
    events: ['R', 'OUT', 'BACK'],
    ids: ['m.p.left.l1', 'm.p.right.r2'],
  },
  'onDone of a parallel state fires once, after all regions': {
    config: {
      id: 'm',
      initial: 'p',
      states: {
        p: {
          type: 'parallel',
          onDone: { target: 'end', actions: 'done' },
          states: {
            a: { initial: 'x', states: { x: { on: { A: 'z' } }, z: { type: 'final' } } },
            b: { initial: 'x', states: { x: { on: { B: 'z' } }, z: { type: 'final' } } },
          },
        },
        end: {},
      },
    },
    events: ['A', 'A', 'B', 'B'],
    ids: ['m.end'],
    log: ['done'],
  },
  'in a list of guarded transitions the first that passes is taken': {
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          on: {
            GO: [
              { target: 'b', guard: 'no' },
              { target: 'c', guard: 'yes' },
            ],
          },
        },
        b: {},
        c: {},
      },
    },
    guards: { no: () => false, yes: () => true },
    events: ['GO'],
    ids: ['m.c'],
  },
};

describe.each(Object.entries(interpreters))('%s', (_name, create) => {
  test.each(Object.entries(table))(
    '%s',
    async (_rule, { config, guards = {}, events, ...expected }) => {
      vi.spyOn(console, 'warn').mockReturnValue();
      const log: string[] = [];
      const names = ['up', 'x', 'y', 'done'];
      const actions = Object.fromEntries(names.map((name) => [name, () => void log.push(name)]));
      const interpreter = create(config, { actions, guards });
      await interpreter.start();
      for (const event of events) await interpreter.send(event);
      expect(ids(interpreter)).toEqual(expected.ids);
      expect(log).toEqual(expected.log ?? []);
      await interpreter.stop();
    },
  );

  test('the guard of an ancestor is evaluated once for all regions', async () => {
    const may = vi.fn<() => boolean>(() => true);
    const interpreter = create(regions({ on: { UP: { guard: 'may', actions: [] } } }), {
      guards: { may },
    });
    await interpreter.start();
    await interpreter.send('UP');
    expect(may).toHaveBeenCalledTimes(1);
  });

  test('a top-level final state ends the machine with its output', async () => {
    const interpreter = create({
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: 'z' } }, z: { type: 'final' } },
      output: 42,
    });
    await interpreter.start();
    await interpreter.send('GO');
    expect([interpreter.status, interpreter.output]).toEqual(['done', 42]);
    await interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.z']);
  });

  const failing = (invoke: object = {}) => ({
    id: 'm',
    initial: 'a',
    states: { a: { on: { GO: 'b' } }, b: { invoke: { src: 'work', ...invoke } }, c: {} },
  });
  const work = () => {
    throw new Error('no');
  };

  test('an unhandled error of a service gives status error', async () => {
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const interpreter = create(failing(), { services: { work } });
    await interpreter.start();
    await interpreter.send('GO');
    expect(interpreter.status).toBe('error');
    expect(interpreter.error).toEqual(new Error('no'));
    expect(interpreter.isRunning).toBe(false);
    expect(shown.mock.calls).toEqual([
      [expect.stringContaining('"m" has failed'), new Error('no')],
    ]);
    await interpreter.stop();
  });

  test('a handled one keeps it running', async () => {
    const interpreter = create(failing({ onError: 'c' }), { services: { work } });
    await interpreter.start();
    await interpreter.send('GO');
    expect(interpreter.status).toBe('active');
    expect(ids(interpreter)).toEqual(['m.c']);
  });

  test('a guarded list of `after` transitions arms one timer', async () => {
    const clock = new SimulatedClock();
    const armed = vi.spyOn(clock, 'setTimeout');
    const guards = { no: () => false };
    const after = { 10: [{ target: 'b', guard: 'no' }, { target: 'c' }] };
    const config = { id: 'm', initial: 'a', states: { a: { after }, b: {}, c: {} } };
    const interpreter = create(config, { guards }, { clock });
    await interpreter.start();
    expect(armed).toHaveBeenCalledTimes(1);
    clock.increment(10);
    expect(ids(interpreter)).toEqual(['m.c']);
  });

  test('a stop releases all pending sends', async () => {
    const clock = new SimulatedClock();
    const late = vi.fn<() => void>();
    const interpreter = create(
      { id: 'm', entry: raise({ type: 'LATE' }, { delay: 10 }), on: { LATE: { actions: 'late' } } },
      { actions: { late } },
      { clock },
    );
    const released = vi.spyOn(clock, 'clearTimeout');
    await interpreter.start();
    expect(released).not.toHaveBeenCalled();
    await interpreter.stop();
    expect(released).toHaveBeenCalledTimes(1);
    clock.increment(10);
    expect(late).not.toHaveBeenCalled();
  });

  test('a send id that is used again replaces the earlier send', async () => {
    const clock = new SimulatedClock();
    const late = vi.fn<(...args: any[]) => void>();
    const remind = (n: number) => raise({ type: 'LATE', n } as never, { id: 'late', delay: 10 });
    const interpreter = create(
      {
        id: 'm',
        entry: [remind(0), remind(1)],
        on: { AGAIN: { actions: remind(2) }, LATE: { actions: 'late' } },
      },
      { actions: { late } },
      { clock },
    );
    await interpreter.start();
    clock.increment(5);
    await interpreter.send('AGAIN');
    clock.increment(20);
    expect(late.mock.calls.map(([, , { payload }]) => payload)).toEqual([{ n: 2 }]);
  });

  test.each([
    ['what is cancelled does not arrive', ['DROP'], 0],
    ['what is not cancelled does', [], 1],
  ])('%s', async (_rule, events, arrivals) => {
    const clock = new SimulatedClock();
    const late = vi.fn<() => void>();
    const interpreter = create(
      {
        id: 'm',
        entry: raise({ type: 'LATE' }, { id: 'late', delay: 10 }),
        on: { LATE: { actions: 'late' }, DROP: { actions: cancel('late') } },
      },
      { actions: { late } },
      { clock },
    );
    await interpreter.start();
    await interpreter.sendEvents(events);
    clock.increment(10);
    expect(late).toHaveBeenCalledTimes(arrivals);
  });
});

test('the config that was passed in is never changed', () => {
  const config = {
    id: 'm',
    initial: 'a',
    context: { list: [1] },
    states: { a: { entry: 'push', on: { GO: { target: 'a', actions: 'push' } } } },
  };
  const before = structuredClone(config);
  const push = (_interpreter: unknown, context: any) => void context.list.push(2);
  const interpreter = interpreters.SyncInterpreter(config, { actions: { push } });
  interpreter.start().send('GO');
  expect(interpreter.context).toEqual({ list: [1, 2, 2, 2] });
  expect(config).toEqual(before);
});

describe('a malformed config is an error that names state and key', () => {
  test.each([
    ['states', { id: 'm', states: 5 }, /m states: is 5/],
    ['on', { id: 'm', initial: 'a', states: { a: { on: 'GO' } } }, /m\.a on: is "GO"/],
    ['after', { id: 'm', initial: 'a', states: { a: { after: 7 } } }, /m\.a after: is 7/],
    [
      'invoke',
      { id: 'm', initial: 'a', states: { a: { invoke: 'work' } } },
      /m\.a invoke: is "work"/,
    ],
    ['initial', { id: 'm', initial: 'x', states: { a: {} } }, /m initial: no child state "x"/],
    ['tags', { id: 'm', initial: 'a', states: { a: { tags: 3 } } }, /m\.a tags: is 3/],
    [
      'target',
      { id: 'm', initial: 'a', states: { a: { on: { GO: 'b' } } } },
      /m\.a on\.GO: unknown target "b"/,
    ],
  ])('%s', (_key, config, message) => {
    const create = () => createMachine(config);
    expect(create).toThrow(InvalidConfigError);
    expect(create).toThrow(message);
  });

  test('a missing initial state', () => {
    expect(() => createMachine({ id: 'm', states: { a: {} } })).toThrow(
      /m initial: no initial state/,
    );
  });
});

test('what editors export loads without complaint', () => {
  const warn = vi.spyOn(console, 'warn');
  const exported = {
    $schema: 'https://example.com/machine.json',
    id: 'exported',
    version: '1.0.0',
    description: 'As an editor writes it',
    types: { context: {}, events: { type: 'GO' } },
    schemas: { events: {} },
    tsTypes: {},
    predictableActionArguments: true,
    meta: { '@editor': { layout: { x: 1 } } },
    layout: { width: 100 },
    '@editor.viewport': { zoom: 1 },
    context: { n: 0 },
    initial: 'a',
    states: {
      a: {
        description: 'First',
        tags: ['idle'],
        meta: { color: 'blue' },
        position: { x: 10, y: 20 },
        color: 'blue',
        entry: [{ type: 'enter', params: { how: 'slowly' } }],
        on: {
          GO: [
            {
              target: 'b',
              guard: { type: 'isReady', params: { at: 1 } },
              actions: [{ type: 'go', params: {} }],
              description: 'Off we go',
              meta: {},
              layout: { points: [] },
            },
          ],
        },
        after: { 500: [{ target: 'b', actions: [] }] },
      },
      b: { type: 'final', tags: [], entry: [], exit: [] },
    },
  };
  const logic = { actions: { enter() {}, go() {} }, guards: { isReady: () => true } };
  const interpreter = interpreters.SyncInterpreter(JSON.parse(JSON.stringify(exported)), logic);
  interpreter.start().send('GO');
  expect(ids(interpreter)).toEqual(['exported.b']);
  expect(warn).not.toHaveBeenCalled();
});
