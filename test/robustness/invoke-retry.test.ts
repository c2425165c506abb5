import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  setup,
  SimulatedClock,
  type InspectionEvent,
} from 'detent';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { macrotask, uncaughtErrors } from '../seeds/uncaught-errors.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** When each attempt was made, by the clock. */
let attempts: number[] = [];
let clock = new SimulatedClock();
beforeEach(() => {
  attempts = [];
  clock = new SimulatedClock();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A service that fails this often, each time with the number of the attempt, then succeeds. */
const failing = (times: number) =>
  fromPromise(async () => {
    attempts.push(clock.now());
    if (attempts.length <= times) throw new Error(`attempt ${attempts.length}`);
    return `attempt ${attempts.length}`;
  });

const always = failing(Infinity);

interface Retry {
  maxAttempts: number;
  delay?: number | 'soon' | 'computed';
  backoff?: 'constant' | 'linear' | 'exponential' | number;
  maxDelay?: number;
  jitter?: number;
  when?: (failure: { error: any; attempt: number }) => boolean;
}

const machineWith = (retry: Retry, service: typeof always = always) =>
  setup({
    types: { context: {} as { heard: unknown[]; wait: number } },
    actors: { service },
    delays: { soon: 30, computed: ({ context }) => context.wait * 2 },
  }).createMachine({
    id: 'm',
    context: { heard: [], wait: 35 },
    initial: 'working',
    states: {
      working: {
        invoke: {
          id: 'service',
          src: 'service',
          retry,
          onDone: {
            target: 'done',
            actions: assign({ heard: ({ context, event }) => [...context.heard, event.output] }),
          },
          onError: {
            target: 'failed',
            actions: assign({ heard: ({ context, event }) => [...context.heard, event.error] }),
          },
        },
        on: { CANCEL: 'idle' },
      },
      idle: { on: { START: 'working' } },
      done: {},
      failed: { on: { START: 'working' } },
    },
  });

type Inspect = (event: InspectionEvent) => void;

/** Starts the machine and lets so much time pass, to the millisecond, that all is over. */
async function run(machine: ReturnType<typeof machineWith>, ms = 20_000, inspect?: Inspect) {
  const actor = createActor(machine, { clock, ...(inspect && { inspect }) }).start();
  await pass(ms);
  return actor;
}

async function pass(ms: number) {
  const end = clock.now() + ms;
  await settled();
  while (clock.now() < end) {
    clock.increment(Math.min(5, end - clock.now()));
    await settled();
  }
}

describe('an invocation with retry', () => {
  test('is attempted once when it succeeds', async () => {
    const actor = await run(machineWith({ maxAttempts: 3 }, failing(0)), 100);
    expect(attempts).toEqual([0]);
    expect(actor.getSnapshot().value).toBe('done');
  });

  test('succeeds when a further attempt does', async () => {
    const actor = await run(machineWith({ maxAttempts: 3, delay: 10 }, failing(2)), 100);
    expect(attempts).toEqual([0, 10, 20]);
    expect(actor.getSnapshot().value).toBe('done');
    expect(actor.getSnapshot().context.heard).toEqual(['attempt 3']);
  });

  test('fails once, with the error of the last attempt', async () => {
    const actor = await run(machineWith({ maxAttempts: 3, delay: 10 }), 100);
    expect(attempts).toEqual([0, 10, 20]);
    expect(actor.getSnapshot().value).toBe('failed');
    expect(actor.getSnapshot().context.heard).toEqual([new Error('attempt 3')]);
  });

  test('fails at once with maxAttempts 1', async () => {
    const actor = await run(machineWith({ maxAttempts: 1, delay: 10 }), 100);
    expect(attempts).toEqual([0]);
    expect(actor.getSnapshot().value).toBe('failed');
  });

  test('counts anew when its state is entered again', async () => {
    const actor = await run(machineWith({ maxAttempts: 2, delay: 10 }), 100);
    actor.send({ type: 'START' });
    await pass(100);
    expect(attempts).toEqual([0, 10, 100, 110]);
    expect(actor.getSnapshot().value).toBe('failed');
  });

  const delays: readonly [string, Retry, number[]][] = [
    ['a number', { maxAttempts: 4, delay: 20 }, [20, 20, 20]],
    ['a name', { maxAttempts: 3, delay: 'soon' }, [30, 30]],
    ['the name of a computed delay', { maxAttempts: 3, delay: 'computed' }, [70, 70]],
    ['constant backoff', { maxAttempts: 4, delay: 20, backoff: 'constant' }, [20, 20, 20]],
    ['linear backoff', { maxAttempts: 5, delay: 20, backoff: 'linear' }, [20, 40, 60, 80]],
    [
      'exponential backoff',
      { maxAttempts: 5, delay: 20, backoff: 'exponential' },
      [20, 40, 80, 160],
    ],
    ['a factor', { maxAttempts: 4, delay: 10, backoff: 3 }, [10, 30, 90]],
    ['a factor of one', { maxAttempts: 4, delay: 10, backoff: 1 }, [10, 10, 10]],
    [
      'maxDelay',
      { maxAttempts: 6, delay: 20, backoff: 'exponential', maxDelay: 100 },
      [20, 40, 80, 100, 100],
    ],
    ['a maxDelay below the delay', { maxAttempts: 3, delay: 20, maxDelay: 15 }, [15, 15]],
  ];

  test.each(delays)('waits between attempts as told by %s', async (_, retry, waits) => {
    const delaysMs: (number | undefined)[] = [];
    await run(machineWith(retry), 1000, (event) => {
      if (event.type === '@detent.retry') delaysMs.push(event.delayMs);
    });
    expect(delaysMs).toEqual([...waits, undefined]);
    expect(attempts).toHaveLength(retry.maxAttempts);
    expect(attempts.slice(1).map((at, i) => at - attempts[i]!)).toEqual(waits);
  });

  test('waits for nothing without a delay', async () => {
    const delaysMs: (number | undefined)[] = [];
    await run(machineWith({ maxAttempts: 3 }), 100, (event) => {
      if (event.type === '@detent.retry') delaysMs.push(event.delayMs);
    });
    expect(delaysMs).toEqual([0, 0, undefined]);
    expect(attempts).toHaveLength(3);
  });

  test.each([
    [0, [100, 100]],
    [0.5, [100, 100]],
    [0.999, [100, 100]],
  ])('draws no jitter unless asked for, with the dice at %d', async (dice, waits) => {
    vi.spyOn(Math, 'random').mockReturnValue(dice);
    await run(machineWith({ maxAttempts: 3, delay: 100 }), 500);
    expect(attempts.slice(1).map((at, i) => at - attempts[i]!)).toEqual(waits);
  });

  test.each([
    [0, 0.2, 100],
    [0.5, 0.2, 90],
    [1, 0.2, 80],
    [0.5, 1, 50],
    [0.25, 0.4, 90],
  ])('with the dice at %d and jitter %d waits %d of 100 ms', async (dice, jitter, wait) => {
    vi.spyOn(Math, 'random').mockReturnValue(dice);
    await run(machineWith({ maxAttempts: 2, delay: 100, jitter }), 500);
    expect(attempts).toEqual([0, wait]);
  });

  test('applies jitter after maxDelay', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    await run(machineWith({ maxAttempts: 2, delay: 1000, maxDelay: 100, jitter: 0.2 }), 500);
    expect(attempts).toEqual([0, 90]);
  });

  test('asks `when` about every failure but the last', async () => {
    const asked: { error: unknown; attempt: number }[] = [];
    await run(
      machineWith({
        maxAttempts: 3,
        when: (failure) => {
          asked.push(failure);
          return true;
        },
      }),
      100,
    );
    expect(asked).toEqual([
      { error: new Error('attempt 1'), attempt: 1 },
      { error: new Error('attempt 2'), attempt: 2 },
    ]);
  });

  test('gives up when `when` says so', async () => {
    const actor = await run(
      machineWith({ maxAttempts: 5, when: ({ error }) => error.message !== 'attempt 2' }),
      100,
    );
    expect(attempts).toHaveLength(2);
    expect(actor.getSnapshot().value).toBe('failed');
    expect(actor.getSnapshot().context.heard).toEqual([new Error('attempt 2')]);
  });

  test('gives up when `when` throws, with the error of the service, and reports that of `when`', async () => {
    const uncaught = uncaughtErrors();
    const actor = await run(
      machineWith({
        maxAttempts: 5,
        when: () => {
          throw new Error('when failed');
        },
      }),
      100,
    );
    await macrotask();
    expect(attempts).toHaveLength(1);
    expect(actor.getSnapshot().context.heard).toEqual([new Error('attempt 1')]);
    expect(uncaught).toEqual([new Error('when failed')]);
  });

  test('is cancelled when its state is left between two attempts', async () => {
    const actor = await run(machineWith({ maxAttempts: 5, delay: 100 }), 50);
    actor.send({ type: 'CANCEL' });
    await pass(2000);
    expect(attempts).toEqual([0]);
    expect(actor.getSnapshot().value).toBe('idle');
    expect(actor.getSnapshot().context.heard).toEqual([]);
    expect(actor.getSnapshot().children).toEqual({});
  });

  test('is cancelled when its state is left during an attempt', async () => {
    const aborted: number[] = [];
    const service = fromPromise(({ signal }) => {
      attempts.push(clock.now());
      signal.addEventListener('abort', () => aborted.push(clock.now()));
      if (attempts.length === 1) return Promise.reject(new Error('first'));
      return new Promise<string>(() => {});
    });
    const actor = await run(machineWith({ maxAttempts: 5, delay: 10 }, service), 50);
    actor.send({ type: 'CANCEL' });
    await pass(2000);
    expect(attempts).toEqual([0, 10]);
    expect(aborted).toEqual([50]);
  });

  test('is cancelled when the machine is stopped', async () => {
    const actor = await run(machineWith({ maxAttempts: 5, delay: 100 }), 50);
    actor.stop();
    await pass(2000);
    expect(attempts).toEqual([0]);
  });

  test('keeps its reference, and is active between two attempts', async () => {
    const actor = await run(machineWith({ maxAttempts: 3, delay: 100 }), 50);
    const child = actor.getSnapshot().children['service']!;
    expect(child.getSnapshot().status).toBe('active');
    await pass(100);
    expect(attempts).toHaveLength(2);
    expect(actor.getSnapshot().children['service']).toBe(child);
  });

  test('shows each failed attempt to inspectors', async () => {
    const seen: unknown[] = [];
    await run(machineWith({ maxAttempts: 3, delay: 10, backoff: 'linear' }), 100, (event) => {
      if (event.type !== '@detent.retry') return;
      const { attempt, maxAttempts, error, delayMs } = event;
      seen.push({ id: event.actorRef.id, attempt, maxAttempts, error, delayMs });
    });
    const failure = (attempt: number, delayMs: number | undefined) => ({
      id: 'service',
      attempt,
      maxAttempts: 3,
      error: new Error(`attempt ${attempt}`),
      delayMs,
    });
    expect(seen).toEqual([failure(1, 10), failure(2, 20), failure(3, undefined)]);
  });

  test('shows one error event to the parent', async () => {
    const events: string[] = [];
    await run(machineWith({ maxAttempts: 3, delay: 10 }), 100, (event) => {
      if (event.type === '@xstate.event' && event.actorRef.id !== 'service') {
        events.push(event.event.type);
      }
    });
    expect(events).toEqual(['xstate.init', 'xstate.error.actor.service']);
  });

  test('without onError fails the machine after the last attempt', async () => {
    const machine = createMachine({
      invoke: { src: failing(Infinity), retry: { maxAttempts: 3, delay: 10 } },
    });
    const errors: unknown[] = [];
    const actor = createActor(machine, { clock });
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    await pass(15);
    expect(errors).toEqual([]);
    await pass(100);
    expect(errors).toEqual([new Error('attempt 3')]);
  });

  test('serves callbacks and machines as well', async () => {
    const cleaned: string[] = [];
    const callback = fromCallback(({ sendBack }) => {
      attempts.push(clock.now());
      if (attempts.length < 3) throw new Error('not yet');
      sendBack({ type: 'READY' });
      return () => cleaned.push('callback');
    });
    const child = createMachine({
      invoke: { src: fromCallback(() => () => void cleaned.push('grandchild')) },
      entry: () => {
        attempts.push(clock.now());
        if (attempts.length < 6) throw new Error('not yet');
      },
    });
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          invoke: { src: callback, retry: { maxAttempts: 3, delay: 10 } },
          on: { READY: 'b' },
        },
        b: { invoke: { id: 'child', src: child, retry: { maxAttempts: 3, delay: 10 } } },
      },
    });
    const actor = createActor(machine, { clock }).start();
    await pass(100);
    expect(attempts).toEqual([0, 10, 20, 20, 30, 40]);
    expect(actor.getSnapshot().status).toBe('active');
    expect(actor.getSnapshot().children['child']!.getSnapshot().status).toBe('active');
    expect(cleaned).toEqual(['callback']);
  });

  test('keeps events that arrive between two attempts for the next', async () => {
    const received: string[] = [];
    const service = fromCallback(({ receive }) => {
      attempts.push(clock.now());
      if (attempts.length === 1) throw new Error('first');
      receive((event) => received.push(event.type));
    });
    const machine = createMachine({
      invoke: { id: 'service', src: service, retry: { maxAttempts: 2, delay: 10 } },
    });
    const actor = createActor(machine, { clock }).start();
    actor.getSnapshot().children['service']!.send({ type: 'EARLY' });
    expect(received).toEqual([]);
    await pass(20);
    expect(received).toEqual(['EARLY']);
  });

  test('cannot be hurried by an event named like its own', async () => {
    const actor = await run(machineWith({ maxAttempts: 3, delay: 100 }), 50);
    const child = actor.getSnapshot().children['service']!;
    child.send({ type: 'xstate.retry' });
    child.send({ type: 'xstate.timeout' });
    await settled();
    expect(attempts).toEqual([0]);
    expect(child.getSnapshot().status).toBe('active');
  });

  test('can be persisted between two attempts and goes on in another process', async () => {
    const machine = machineWith({ maxAttempts: 4, delay: 100, backoff: 'linear' });
    const before = await run(machine, 150);
    expect(attempts).toEqual([0, 100]);
    const persisted = JSON.parse(JSON.stringify(before.getPersistedSnapshot()));
    before.stop();
    attempts = [];

    const later = new SimulatedClock();
    later.increment(150);
    clock = later;
    const after = createActor(machine, { snapshot: persisted, clock: later }).start();
    await pass(149);
    expect(attempts).toEqual([]);
    await pass(1);
    expect(attempts).toEqual([300]);
    await pass(1000);
    // The third and the fourth attempt of four.
    expect(attempts).toEqual([300, 600]);
    expect(after.getSnapshot().value).toBe('failed');
  });

  test('that was persisted during an attempt makes that attempt again', async () => {
    const service = fromPromise(() => {
      attempts.push(clock.now());
      if (attempts.length === 1) return Promise.reject(new Error('first'));
      return new Promise<string>(() => {});
    });
    const machine = machineWith({ maxAttempts: 3, delay: 10 }, service);
    const before = await run(machine, 50);
    const persisted = JSON.parse(JSON.stringify(before.getPersistedSnapshot()));
    before.stop();
    expect(attempts).toEqual([0, 10]);
    attempts = [];

    const restored = machineWith({ maxAttempts: 3, delay: 10 }, failing(Infinity));
    const after = createActor(restored, { snapshot: persisted, clock }).start();
    await pass(100);
    // The second and the third attempt.
    expect(attempts).toEqual([50, 60]);
    expect(after.getSnapshot().value).toBe('failed');
  });
});
