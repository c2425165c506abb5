import { assign, createActor, createMachine, fromCallback, spawnChild, stopChild } from 'detent';
import type { Chart } from 'detent/tooling';
import { describe, expect, test } from 'vitest';

const chartOf = (machine: unknown): Chart => (machine as { chart: Chart }).chart;

/** How many objects, and entries of maps, sets and lists, can be reached from the chart. */
function sizeOf(machine: unknown): number {
  const seen = new Set<object>();
  const open: unknown[] = [chartOf(machine)];
  let size = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const inner: unknown[] =
      value instanceof Map
        ? [...value].flat()
        : value instanceof Set
          ? [...value]
          : Object.values(value);
    size += 1 + inner.length;
    for (const each of inner) open.push(each);
  }
  return size;
}

const note = assign({ n: ({ context }: any) => context.n + 1 });

const machines: readonly [string, object][] = [
  ['no wildcard', { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'a' } } } }],
  ['a wildcard', { on: { '*': { actions: note } } }],
  [
    'a wildcard with a guard',
    { on: { '*': { guard: ({ event }: any) => event.n % 2 === 0, actions: note } } },
  ],
  [
    'partial wildcards',
    { on: { 'a.*': { actions: note }, 'a.b.*': { actions: note }, 'xstate.*': { actions: note } } },
  ],
  [
    'regions with wildcards',
    {
      type: 'parallel',
      states: {
        one: { initial: 'x', states: { x: { on: { '*': 'y' } }, y: { on: { 'a.*': 'x' } } } },
        two: { initial: 'x', states: { x: { on: { 'a.b.*': 'y' } }, y: { on: { '*': 'x' } } } },
      },
    },
  ],
  [
    'a history and an eventless transition',
    {
      initial: 'p',
      states: {
        p: {
          initial: 'x',
          states: { x: { on: { 'a.*': 'y' } }, y: {}, h: { type: 'history' } },
          on: { '*': 'q' },
        },
        q: { always: 'r' },
        r: { on: { '*': 'p.h' } },
      },
    },
  ],
];

/** Names that a sender may invent: the n-th of each shape. */
const names = (n: number) => [
  `event ${n}`,
  `a.${n}`,
  `a.b.${n}`,
  `xstate.done.actor.${n}`,
  `xstate.after.${n}`,
  `__proto__${n}`,
];

describe.each(machines)('a machine with %s', (_, config) => {
  test('holds no more after a flood of event names than before', () => {
    const machine = createMachine({ context: { n: 0 }, ...config } as never);
    const actor = createActor(machine).start();
    const flood = (from: number, to: number) => {
      for (let n = from; n < to; n++) {
        for (const type of names(n)) actor.send({ type, n } as never);
      }
    };
    flood(0, 20);
    const [size, room] = [sizeOf(machine), chartOf(machine).cacheRoom];
    flood(20, 5000);
    expect(sizeOf(machine)).toBe(size);
    expect(chartOf(machine).cacheRoom).toBe(room);
    expect(actor.getSnapshot().status).toBe('active');
  });
});

describe('a machine with more configurations than are kept', () => {
  // 8 regions of 4 states: 65,536 configurations.
  const region = (key: string) => ({
    initial: '0',
    states: Object.fromEntries(
      ['0', '1', '2', '3'].map((state, i) => [state, { on: { [key]: String((i + 1) % 4) } }]),
    ),
  });
  const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
  const machine = createMachine({
    type: 'parallel',
    states: Object.fromEntries(keys.map((key) => [key, region(key)])),
  } as never);

  test('keeps some of them, and is right in all', () => {
    const actor = createActor(machine).start();
    const expected: Record<string, number> = Object.fromEntries(keys.map((key) => [key, 0]));
    // An odometer: every configuration is visited once.
    for (let n = 1; n < 4 ** keys.length; n++) {
      for (let place = 0, rest = n; rest % 4 === 0 || place === 0; place++, rest /= 4) {
        if (place > 0 && rest % 4 !== 0) break;
        const key = keys[place]!;
        actor.send({ type: key } as never);
        expected[key] = (expected[key]! + 1) % 4;
        if (rest % 4 !== 0) break;
      }
      if (n % 1009 === 0) expectValue(actor.getSnapshot().value, expected);
    }
    expectValue(actor.getSnapshot().value, expected);
    const { combinations } = chartOf(machine);
    expect(combinations.size).toBeGreaterThan(100);
    expect(combinations.size).toBeLessThanOrEqual(2_000);
  });

  function expectValue(value: unknown, expected: Record<string, number>) {
    expect(value).toEqual(
      Object.fromEntries(Object.entries(expected).map(([key, n]) => [key, String(n)])),
    );
  }
});

test('names that are used and given back are not kept by the system', () => {
  const worker = fromCallback(() => undefined);
  const machine = createMachine({
    context: { n: 0 },
    on: {
      NEXT: {
        actions: [
          ({ self, context }) => void self.send({ type: 'STOP', id: `w${context.n}` }),
          assign({ n: ({ context }) => context.n + 1 }),
          spawnChild(worker, { id: ({ context }) => `w${context.n}`, systemId: 'worker' }),
        ],
      },
      STOP: { actions: stopChild(({ event }) => event.id) },
    },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'NEXT' });
  expect(Object.keys(actor.system.getAll())).toEqual(['worker']);
  actor.send({ type: 'STOP', id: 'w1' });
  expect(actor.system.getAll()).toEqual({});
  expect(actor.getSnapshot().children).toEqual({});
});
