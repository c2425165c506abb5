import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  setup,
  SimulatedClock,
  TimeoutError,
} from 'detent';
import { describe, expect, test } from 'vitest';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A service that answers after so many milliseconds, and notes when it was aborted. */
function answering(clock: SimulatedClock, afterMs: number, aborted: number[] = []) {
  return fromPromise(
    ({ signal }) =>
      new Promise<string>((resolve) => {
        clock.setTimeout(() => resolve('answer'), afterMs);
        signal.addEventListener('abort', () => aborted.push(clock.now()));
      }),
  );
}

async function pass(clock: SimulatedClock, ms: number) {
  const end = clock.now() + ms;
  await settled();
  while (clock.now() < end) {
    clock.increment(Math.min(5, end - clock.now()));
    await settled();
  }
}

const machineWith = (
  service: ReturnType<typeof answering>,
  timeout: number | 'short' | 'computed',
  onTimeout?: string,
) =>
  setup({
    types: { context: {} as { error: unknown; output: unknown; limit: number } },
    actors: { service },
    delays: { short: 100, computed: ({ context }) => context.limit },
  }).createMachine({
    id: 'm',
    context: { error: undefined, output: undefined, limit: 200 },
    initial: 'working',
    states: {
      working: {
        invoke: {
          id: 'service',
          src: 'service',
          timeout,
          ...(onTimeout !== undefined && {
            onTimeout: {
              target: onTimeout,
              actions: assign({ error: ({ event }) => event.error }),
            },
          }),
          onDone: { target: 'done', actions: assign({ output: ({ event }) => event.output }) },
          onError: { target: 'failed', actions: assign({ error: ({ event }) => event.error }) },
        },
        on: { CANCEL: 'idle' },
      },
      idle: { on: { START: 'working' } },
      done: {},
      failed: {},
      late: {},
    },
  } as never) as any;

describe('an invocation with a timeout', () => {
  test.each([
    ['a number', 50, 50],
    ['a name', 'short', 100],
    ['the name of a computed delay', 'computed', 200],
  ] as const)('of %s fails when the time is up', async (_, timeout, limitMs) => {
    const clock = new SimulatedClock();
    const aborted: number[] = [];
    const machine = machineWith(answering(clock, 1000, aborted), timeout);
    const actor = createActor(machine, { clock }).start();
    await pass(clock, limitMs - 1);
    expect(actor.getSnapshot().value).toBe('working');
    await pass(clock, 1);
    expect(actor.getSnapshot().value).toBe('failed');
    const { error } = actor.getSnapshot().context;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'E601', at: 'service' });
    expect(error.message).toContain(`${limitMs} ms`);
    expect(aborted).toEqual([limitMs]);
    await pass(clock, 2000);
    expect(actor.getSnapshot().value).toBe('failed');
  });

  test('takes onTimeout instead of onError, where there is one', async () => {
    const clock = new SimulatedClock();
    const actor = createActor(machineWith(answering(clock, 1000), 50, 'late'), { clock }).start();
    await pass(clock, 50);
    expect(actor.getSnapshot().value).toBe('late');
    expect(actor.getSnapshot().context.error).toBeInstanceOf(TimeoutError);
  });

  test('takes onError for all other failures', async () => {
    const clock = new SimulatedClock();
    const service = fromPromise<string>(() => Promise.reject(new Error('no')));
    const actor = createActor(machineWith(service, 50, 'late'), { clock }).start();
    await pass(clock, 100);
    expect(actor.getSnapshot().value).toBe('failed');
    expect(actor.getSnapshot().context.error).toEqual(new Error('no'));
  });

  test('is done when the answer comes in time, and nothing fires afterwards', async () => {
    const clock = new SimulatedClock();
    const actor = createActor(machineWith(answering(clock, 45), 50, 'late'), { clock }).start();
    await pass(clock, 1000);
    expect(actor.getSnapshot().value).toBe('done');
    expect(actor.getSnapshot().context.output).toBe('answer');
  });

  test('has no time limit any more once its state was left', async () => {
    const clock = new SimulatedClock();
    const actor = createActor(machineWith(answering(clock, 1000), 50, 'late'), { clock }).start();
    await pass(clock, 30);
    actor.send({ type: 'CANCEL' });
    await pass(clock, 30);
    expect(actor.getSnapshot().value).toBe('idle');
    actor.send({ type: 'START' });
    await pass(clock, 49);
    expect(actor.getSnapshot().value).toBe('working');
    await pass(clock, 1);
    expect(actor.getSnapshot().value).toBe('late');
  });

  test('without any handler fails the machine', async () => {
    const clock = new SimulatedClock();
    const machine = createMachine({ invoke: { src: answering(clock, 1000), timeout: 50 } });
    const errors: unknown[] = [];
    const actor = createActor(machine, { clock });
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    await pass(clock, 50);
    expect(errors).toEqual([expect.any(TimeoutError)]);
  });

  test('may have guards on onTimeout, and falls back to onError', async () => {
    const clock = new SimulatedClock();
    const machine = createMachine({
      initial: 'working',
      states: {
        working: {
          invoke: {
            src: answering(clock, 1000),
            timeout: 50,
            onTimeout: { guard: () => false, target: 'late' },
            onError: 'failed',
          },
        },
        late: {},
        failed: {},
      },
    });
    const actor = createActor(machine, { clock }).start();
    await pass(clock, 50);
    expect(actor.getSnapshot().value).toBe('failed');
  });

  test('stops callbacks and machines with all that they run', async () => {
    const clock = new SimulatedClock();
    const stopped: string[] = [];
    const worker = (name: string) => fromCallback(() => () => void stopped.push(name));
    const machine = createMachine({
      initial: 'working',
      states: {
        working: {
          invoke: [
            { id: 'callback', src: worker('callback'), timeout: 50, onTimeout: {} },
            {
              id: 'machine',
              src: createMachine({ invoke: { src: worker('grandchild') } }),
              timeout: 80,
              onTimeout: 'late',
            },
          ],
        },
        late: {},
      },
    });
    const actor = createActor(machine, { clock }).start();
    await pass(clock, 60);
    expect(stopped).toEqual(['callback']);
    await pass(clock, 20);
    expect(stopped).toEqual(['callback', 'grandchild']);
    expect(actor.getSnapshot().value).toBe('late');
  });

  test('covers all attempts of a retry together', async () => {
    const clock = new SimulatedClock();
    const attempts: number[] = [];
    const service = fromPromise(() => {
      attempts.push(clock.now());
      return Promise.reject(new Error('no'));
    });
    const machine = createMachine({
      initial: 'working',
      states: {
        working: {
          invoke: {
            id: 'service',
            src: service,
            timeout: 100,
            retry: { maxAttempts: 10, delay: 40 },
            onTimeout: 'late',
            onError: 'failed',
          },
        },
        late: {},
        failed: {},
      },
    });
    const actor = createActor(machine, { clock }).start();
    await pass(clock, 99);
    expect(attempts).toEqual([0, 40, 80]);
    expect(actor.getSnapshot().value).toBe('working');
    await pass(clock, 1);
    expect(actor.getSnapshot().value).toBe('late');
    await pass(clock, 1000);
    expect(attempts).toEqual([0, 40, 80]);
  });

  test('counts from its start, also when it was persisted meanwhile', async () => {
    const clock = new SimulatedClock();
    const machine = machineWith(answering(clock, 10_000), 'short', 'late');
    const before = createActor(machine, { clock }).start();
    await pass(clock, 70);
    const persisted = JSON.parse(JSON.stringify(before.getPersistedSnapshot()));
    before.stop();

    const later = new SimulatedClock();
    later.increment(90);
    const after = createActor(
      machine.provide({ actors: { service: answering(later, 10_000) } }) as typeof machine,
      { snapshot: persisted, clock: later },
    ).start();
    await pass(later, 9);
    expect(after.getSnapshot().value).toBe('working');
    await pass(later, 1);
    expect(after.getSnapshot().value).toBe('late');
  });

  test('is over at once when it was persisted and its time has passed', async () => {
    const clock = new SimulatedClock();
    const machine = machineWith(answering(clock, 10_000), 'short', 'late');
    const before = createActor(machine, { clock }).start();
    await pass(clock, 70);
    const persisted = JSON.parse(JSON.stringify(before.getPersistedSnapshot()));
    const later = new SimulatedClock();
    later.increment(5000);
    const after = createActor(machine, { snapshot: persisted, clock: later }).start();
    await pass(later, 1);
    expect(after.getSnapshot().value).toBe('late');
  });

  test('whose delay has no implementation is refused when an actor is made', () => {
    const machine = createMachine({
      invoke: { src: fromCallback(() => undefined), timeout: 'unknown' },
    } as never);
    expect(() => createActor(machine)).toThrow(
      expect.objectContaining({ code: 'E301', message: expect.stringContaining('"unknown"') }),
    );
  });
});
