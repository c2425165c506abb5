import {
  createActor,
  createMachine,
  emit,
  fromCallback,
  fromObservable,
  fromPromise,
  raise,
  setup,
  SimulatedClock,
  type AnyActorLogic,
} from 'detent';
import { describe, expect, test } from 'vitest';
import { macrotask, uncaughtErrors } from '../seeds/uncaught-errors.ts';

/** Counts, and tells everybody. */
const counter = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'COUNT' } | { type: 'TWICE' },
    emitted: {} as { type: 'counted'; count: number },
  },
}).createMachine({
  context: { count: 0 },
  on: {
    COUNT: {
      actions: [
        setup({ types: { context: {} as { count: number } } }).assign({
          count: ({ context }) => context.count + 1,
        }) as never,
        emit(({ context }) => ({ type: 'counted', count: context.count })),
      ],
    },
    TWICE: { actions: [raise({ type: 'COUNT' }), raise({ type: 'COUNT' })] },
  },
});

const fault = new Error('listener failed');
const throwing = () => {
  throw fault;
};

/** Somebody who listens to the actor and throws every time. */
const listeners: readonly [string, (actor: any) => void][] = [
  ['an observer', (actor) => actor.subscribe(throwing)],
  ['an observer object', (actor) => actor.subscribe({ next: throwing })],
  ['an inspector', (actor) => actor.system.inspect(throwing)],
  ['an inspector object', (actor) => actor.system.inspect({ next: throwing })],
  ['a listener', (actor) => actor.on('counted', throwing)],
  ['a listener to everything', (actor) => actor.on('*', throwing)],
  ['a selected value', (actor) => actor.select((s: any) => s.context.count).subscribe(throwing)],
];

describe.each(listeners)('%s that throws', (_, listen) => {
  test('is reported to the host, and the mailbox goes on', async () => {
    const uncaught = uncaughtErrors();
    const actor = createActor(counter).start();
    listen(actor);
    expect(() => actor.send({ type: 'COUNT' })).not.toThrow();
    actor.send({ type: 'COUNT' });
    actor.send({ type: 'TWICE' });
    expect(actor.getSnapshot().status).toBe('active');
    expect(actor.getSnapshot().context.count).toBe(4);
    expect(uncaught).toEqual([]);
    await macrotask();
    expect(uncaught.length).toBeGreaterThan(0);
    expect(new Set(uncaught)).toEqual(new Set([fault]));
  });

  test('keeps nothing from those beside it', async () => {
    uncaughtErrors();
    const seen: unknown[] = [];
    const emitted: unknown[] = [];
    const inspected: unknown[] = [];
    const actor = createActor(counter).start();
    listen(actor);
    actor.subscribe((snapshot) => seen.push(snapshot.context.count));
    actor.on('counted', (event) => emitted.push(event.count));
    actor.system.inspect((event) => inspected.push(event.type));
    actor.send({ type: 'COUNT' });
    actor.send({ type: 'COUNT' });
    expect(seen).toEqual([1, 2]);
    expect(emitted).toEqual([1, 2]);
    expect(inspected.filter((type) => type === '@xstate.snapshot')).toHaveLength(2);
    await macrotask();
  });

  test('does not stop a parent and a child from talking', async () => {
    uncaughtErrors();
    const machine = createMachine({
      initial: 'asking',
      states: {
        asking: {
          invoke: { id: 'counter', src: counter },
          on: { ANSWER: 'answered' },
        },
        answered: {},
      },
    });
    const actor = createActor(machine).start();
    const child = actor.getSnapshot().children['counter']!;
    listen(child);
    child.on('counted', () => actor.send({ type: 'ANSWER' }));
    child.send({ type: 'COUNT' });
    expect(actor.getSnapshot().value).toBe('answered');
    await macrotask();
  });
});

describe('an observer that throws at the end', () => {
  test.each([
    ['complete', (actor: any) => actor.subscribe({ complete: throwing })],
    ['error', (actor: any) => actor.subscribe({ error: throwing })],
  ])('in %s is reported, and the parent still hears of it', async (which, listen) => {
    const uncaught = uncaughtErrors();
    const child = createMachine({
      initial: 'a',
      states: {
        a: {
          on: {
            END: 'end',
            FAIL: {
              actions: () => {
                throw new Error('child failed');
              },
            },
          },
        },
        end: { type: 'final' },
      },
    });
    const machine = createMachine({
      initial: 'waiting',
      states: {
        waiting: { invoke: { id: 'child', src: child, onDone: 'heard', onError: 'heard' } },
        heard: {},
      },
    });
    const actor = createActor(machine).start();
    const ref = actor.getSnapshot().children['child']!;
    listen(ref);
    ref.send({ type: which === 'error' ? 'FAIL' : 'END' });
    expect(actor.getSnapshot().value).toBe('heard');
    await macrotask();
    expect(uncaught).toEqual([fault]);
  });

  test('as late subscriber is reported as well', async () => {
    const uncaught = uncaughtErrors();
    const done = createActor(
      createMachine({ initial: 'end', states: { end: { type: 'final' } } }),
    ).start();
    expect(() => done.subscribe({ complete: throwing })).not.toThrow();
    await macrotask();
    expect(uncaught).toEqual([fault]);
  });
});

describe('a cleanup function that throws', () => {
  const kinds: readonly [string, AnyActorLogic][] = [
    ['callback', fromCallback(() => throwing)],
    ['observable', fromObservable(() => ({ subscribe: () => ({ unsubscribe: throwing }) }))],
    [
      'promise',
      fromPromise(({ signal }) => {
        signal.addEventListener('abort', throwing);
        return new Promise(() => {});
      }),
    ],
  ];
  const setUp = (logic: AnyActorLogic) => {
    const stopped: string[] = [];
    const good = fromCallback(() => () => void stopped.push('good'));
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          invoke: [
            { id: 'bad', src: logic as typeof good },
            { id: 'good', src: good },
          ],
          on: { LEAVE: 'b' },
        },
        b: { on: { BACK: 'a' } },
      },
    });
    return { machine, stopped };
  };

  test.each(kinds)(
    'is reported, others are cleaned up, the parent goes on: %s',
    async (_, logic) => {
      const uncaught = uncaughtErrors();
      const { machine, stopped } = setUp(logic);
      const actor = createActor(machine).start();
      const bad = actor.getSnapshot().children['bad']!;
      actor.send({ type: 'LEAVE' });
      expect(stopped).toEqual(['good']);
      expect(actor.getSnapshot().value).toBe('b');
      expect(actor.getSnapshot().children).toEqual({});
      expect(bad.getSnapshot().status).not.toBe('active');
      actor.send({ type: 'BACK' });
      expect(actor.getSnapshot().value).toBe('a');
      await macrotask();
      expect(uncaught).toEqual([fault]);
    },
  );

  test.each(kinds)('does not keep stop() from stopping everything: %s', async (_, logic) => {
    const uncaught = uncaughtErrors();
    const { machine, stopped } = setUp(logic);
    const actor = createActor(machine).start();
    expect(() => actor.stop()).not.toThrow();
    expect(stopped).toEqual(['good']);
    expect(actor.getSnapshot().status).toBe('stopped');
    await macrotask();
    expect(uncaught).toEqual([fault]);
  });
});

test('a logger that throws ends the machine as any action does, and nothing else', () => {
  const machine = createMachine({
    initial: 'a',
    states: {
      a: { on: { GO: 'b' } },
      b: { entry: ({ system }) => (system as any)._logger('x') },
    },
  });
  const errors: unknown[] = [];
  const actor = createActor(machine, { logger: throwing });
  actor.subscribe({ error: (error) => errors.push(error) });
  actor.start().send({ type: 'GO' });
  expect(errors).toEqual([fault]);
  expect(actor.getSnapshot().value).toBe('a');
});

test('observers that unsubscribe and subscribe while they are called disturb nothing', () => {
  const seen: string[] = [];
  const actor = createActor(counter).start();
  const first = actor.subscribe(() => {
    seen.push('first');
    first.unsubscribe();
    second.unsubscribe();
    actor.subscribe(() => seen.push('third'));
  });
  const second = actor.subscribe(() => seen.push('second'));
  actor.send({ type: 'COUNT' });
  seen.push('|');
  actor.send({ type: 'COUNT' });
  expect(seen.slice(seen.indexOf('|') + 1)).toEqual(['third']);
  expect(seen.filter((name) => name === 'first')).toEqual(['first']);
  expect(seen).not.toContain('second');
});

test('an observer may send to the actor that it observes: the event waits its turn', () => {
  const counts: number[] = [];
  const actor = createActor(counter).start();
  actor.subscribe(({ context }) => {
    counts.push(context.count);
    if (context.count < 3) actor.send({ type: 'COUNT' });
  });
  actor.send({ type: 'COUNT' });
  expect(counts).toEqual([1, 2, 3]);
});

test('an observer may stop the actor that it observes', () => {
  const clock = new SimulatedClock();
  const actor = createActor(counter, { clock }).start();
  actor.subscribe(() => actor.stop());
  actor.send({ type: 'COUNT' });
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(actor.getSnapshot().context.count).toBe(1);
});
