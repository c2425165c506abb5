import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActor } from '../../src/actors/actor.ts';
import { fromCallback } from '../../src/actors/logic/callback.ts';
import { fromObservable } from '../../src/actors/logic/observable.ts';
import { fromPromise } from '../../src/actors/logic/promise.ts';
import { TimeoutError } from '../../src/errors.ts';
import type { RetryPolicy } from '../../src/protocol/logic.ts';
import { active, behaviour, fail, spy } from './behaviour.ts';
import { expectNothingUncaught, uncaught } from './uncaught.ts';

const fault = new Error('fault');

const policy: RetryPolicy = {
  maxAttempts: 3,
  delayMs: 100,
  backoff: 'constant',
  maxDelayMs: Infinity,
  jitter: 0,
  when: undefined,
};

/** Runs `logic` as the supervised child `kid` of an actor that keeps what it is told. */
function supervise(
  logic: any,
  supervision: { timeoutMs?: number; retry?: Partial<RetryPolicy> },
  options: object = {},
): any {
  const told: any[] = [];
  const retries: any[] = [];
  const retry = supervision.retry && { ...policy, ...supervision.retry };
  const parent: any = createActor(
    behaviour(
      {},
      {
        getInitialSnapshot: ({ spawn }: any) => {
          const kid = spawn(logic, {
            id: 'kid',
            src: logic,
            supervision: { timeoutMs: supervision.timeoutMs, retry },
            ...options,
          });
          return { ...active, kid };
        },
        start: ({ kid }: any) => kid.start(),
        transition: (snapshot: unknown, event: any) => {
          told.push(event);
          return snapshot;
        },
      },
    ),
    {
      inspect: ({ type, actorRef, attempt, maxAttempts, error, delayMs }: any) => {
        if (type !== '@detent.retry') return;
        retries.push({ id: actorRef.id, attempt, maxAttempts, error, delayMs });
      },
    },
  );
  parent.start();
  const { kid } = parent.getSnapshot();
  return { parent, kid, told, retries };
}

/** A promise that fails `times` times, each after 10 ms, and gives its input then. */
function failing(times: number, runs: unknown[] = []): any {
  let left = times;
  return fromPromise(async ({ input }) => {
    runs.push(input);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (left-- > 0) throw fault;
    return input;
  });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expectNothingUncaught();
  vi.useRealTimers();
});

describe('retry', () => {
  test('starts the logic again in place, until it succeeds', async () => {
    const runs: unknown[] = [];
    const { kid, told } = supervise(failing(2, runs), { retry: {} }, { input: 7 });
    const { sessionId } = kid;
    await vi.advanceTimersByTimeAsync(10 + 100 + 10 + 99);
    expect(runs).toEqual([7, 7]);
    expect(kid.getSnapshot().status).toBe('active');
    await vi.advanceTimersByTimeAsync(1 + 10);
    expect(runs).toEqual([7, 7, 7]);
    expect(told).toEqual([{ type: 'xstate.done.actor.kid', output: 7, actorId: 'kid' }]);
    expect(kid.sessionId).toBe(sessionId);
  });

  test('reports only the last failure', async () => {
    const { kid, told } = supervise(failing(9), { retry: { maxAttempts: 2 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual([{ type: 'xstate.error.actor.kid', error: fault, actorId: 'kid' }]);
    expect(kid.getSnapshot()).toMatchObject({ status: 'error', error: fault });
  });

  test('tells inspectors of each failed attempt', async () => {
    const { retries } = supervise(failing(9), { retry: { maxAttempts: 3 } });
    await vi.advanceTimersByTimeAsync(1000);
    const common = { id: 'kid', maxAttempts: 3, error: fault };
    expect(retries).toEqual([
      { ...common, attempt: 1, delayMs: 100 },
      { ...common, attempt: 2, delayMs: 100 },
      { ...common, attempt: 3, delayMs: undefined },
    ]);
  });

  test('is left out when `when` says that it is not worth it', async () => {
    const when = spy(({ attempt }: { attempt: number }) => attempt < 2);
    const { told, retries } = supervise(failing(9), { retry: { maxAttempts: 9, when } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(when.mock.calls).toEqual([
      [{ error: fault, attempt: 1 }],
      [{ error: fault, attempt: 2 }],
    ]);
    expect(retries).toHaveLength(2);
    expect(told).toHaveLength(1);
  });

  test('is left out when `when` throws, which is reported', () => {
    const whenFault = new Error('when');
    const { told } = supervise(behaviour({}, { start: fail(fault) }), {
      retry: { when: fail(whenFault) },
    });
    expect(told).toMatchObject([{ error: fault }]);
    expect(uncaught()).toEqual([whenFault]);
  });

  const delays: readonly [Partial<RetryPolicy>, readonly number[]][] = [
    [{ backoff: 'constant' }, [100, 100, 100, 100]],
    [{ backoff: 'linear' }, [100, 200, 300, 400]],
    [{ backoff: 'exponential' }, [100, 200, 400, 800]],
    [{ backoff: 3 }, [100, 300, 900, 2700]],
    [{ backoff: 'exponential', maxDelayMs: 250 }, [100, 200, 250, 250]],
    [{ jitter: 0.2 }, [90, 90, 90, 90]],
    [{ delayMs: 0, backoff: 'exponential' }, [0, 0, 0, 0]],
  ];
  test.each(delays)('waits as %o says', (retry, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { retries } = supervise(behaviour({}, { start: fail(fault) }), {
      retry: { ...retry, maxAttempts: 5 },
    });
    vi.advanceTimersByTime(10_000);
    const seen = retries.map(({ delayMs }: any) => delayMs);
    expect(seen).toEqual([...expected.map((ms) => expect.closeTo(ms, 6)), undefined]);
  });

  const failures: readonly [string, any, (kid: any) => void][] = [
    ['its first snapshot', behaviour({}, { getInitialSnapshot: fail(fault) }), () => undefined],
    ['its start', behaviour({}, { start: fail(fault) }), () => undefined],
    ['a transition', behaviour({ X: fail(fault) }), (kid) => kid.send({ type: 'X' })],
    [
      'an effect',
      behaviour({ X: (_s, _e, { defer }) => defer(fail(fault)) }),
      (kid) => kid.send({ type: 'X' }),
    ],
    [
      'a snapshot that says so',
      behaviour({ X: (snapshot) => ({ ...snapshot, status: 'error', error: fault }) }),
      (kid) => kid.send({ type: 'X' }),
    ],
  ];
  test.each(failures)('covers a failure of %s', (_, logic, provoke) => {
    const { kid, told, retries } = supervise(logic, { retry: { maxAttempts: 2 } });
    provoke(kid);
    expect(kid.getSnapshot().status).toBe('active');
    expect(told).toEqual([]);
    vi.advanceTimersByTime(100);
    provoke(kid);
    expect(told).toMatchObject([{ error: fault }]);
    expect(retries).toHaveLength(2);
  });

  test('keeps the events that arrive between two attempts for the next', () => {
    const received: string[] = [];
    let attempt = 0;
    const logic = fromCallback(({ receive }) => {
      attempt += 1;
      const own = attempt;
      receive(({ type }) => {
        received.push(`${type} in ${own}`);
        if (type === 'FAIL') throw fault;
      });
    });
    const { kid } = supervise(logic, { retry: {} });
    for (const type of ['A', 'FAIL', 'B', 'FAIL', 'C']) kid.send({ type });
    expect(received).toEqual(['A in 1', 'FAIL in 1']);
    vi.advanceTimersByTime(100);
    expect(received.slice(2)).toEqual(['B in 2', 'FAIL in 2']);
    vi.advanceTimersByTime(100);
    expect(received.slice(4)).toEqual(['C in 3']);
  });

  test('stops children and delayed sends of the failed attempt', () => {
    const child = behaviour();
    const children: any[] = [];
    const logic = behaviour(
      { FAIL: fail(fault) },
      {
        start: (_: unknown, { self, spawn, system }: any) => {
          children.push(spawn(child, { id: 'grandchild', src: child }).start());
          system.scheduler.schedule(self, self, { type: 'LATE' }, 150, 'late');
        },
      },
    );
    const { kid } = supervise(logic, { retry: {}, timeoutMs: 10_000 });
    kid.send({ type: 'FAIL' });
    expect(children[0]._processingStatus).toBe(2);
    expect(kid.system.scheduler.pending(kid).map(({ id }: any) => id)).toEqual([
      'xstate.retry',
      'xstate.timeout',
    ]);
    vi.advanceTimersByTime(200);
    expect(children).toHaveLength(2);
    expect(kid.getSnapshot().count).toBe(0);
  });

  test('ends with a stop', () => {
    const start = spy(fail(fault));
    const { parent, kid, told } = supervise(behaviour({}, { start }), { retry: {} });
    parent.stop();
    vi.advanceTimersByTime(1000);
    expect(start).toHaveBeenCalledTimes(1);
    expect(kid._processingStatus).toBe(2);
    expect(told).toEqual([{ type: 'xstate.stop' }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not started by an event of that name from elsewhere', () => {
    const start = spy(fail(fault));
    const { kid } = supervise(behaviour({}, { start }), { retry: {}, timeoutMs: 1000 });
    kid.send({ type: 'xstate.retry' });
    kid.send({ type: 'xstate.timeout' });
    expect(start).toHaveBeenCalledTimes(1);
    expect(kid.getSnapshot().status).toBe('active');
  });
});

describe('a time limit', () => {
  test('ends the actor with a TimeoutError and aborts what it was doing', async () => {
    const aborted = spy();
    const logic = fromPromise(({ signal }) => {
      signal.addEventListener('abort', aborted);
      return new Promise(() => undefined);
    });
    const { kid, told } = supervise(logic, { timeoutMs: 500 });
    vi.advanceTimersByTime(499);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(told).toMatchObject([{ type: 'xstate.error.actor.kid', actorId: 'kid' }]);
    const { error } = told[0];
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'E601', message: expect.stringContaining('500 ms') });
    expect(kid.getSnapshot()).toMatchObject({ status: 'error', error });
  });

  test('cleans up a callback and leaves an observable', () => {
    const cleanUp = spy();
    supervise(
      fromCallback(() => cleanUp),
      { timeoutMs: 500 },
    );
    const subject = new Subject();
    supervise(
      fromObservable(() => subject),
      { timeoutMs: 500 },
    );
    vi.advanceTimersByTime(500);
    expect(cleanUp).toHaveBeenCalledTimes(1);
    expect(subject.observed).toBe(false);
  });

  test('covers all attempts, and is not followed by another', async () => {
    const runs: unknown[] = [];
    const { told } = supervise(failing(99, runs), {
      timeoutMs: 250,
      retry: { maxAttempts: 99 },
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(3);
    expect(told).toMatchObject([{ error: { code: 'E601' } }]);
  });

  test('is over when the actor is done', async () => {
    const { told } = supervise(failing(0), { timeoutMs: 500 }, { input: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toMatchObject([{ type: 'xstate.done.actor.kid', output: 1 }]);
  });

  test('of an actor below is worth another attempt', () => {
    const nested = new TimeoutError('below', 5);
    const { retries } = supervise(behaviour({}, { start: fail(nested) }), {
      retry: { maxAttempts: 2 },
    });
    expect(retries).toMatchObject([{ error: nested, delayMs: 100 }]);
  });
});

describe('persisted supervision', () => {
  const revive = (persisted: unknown): any => JSON.parse(JSON.stringify(persisted));

  test('says how many attempts have failed, and waits on', async () => {
    const runs: unknown[] = [];
    const supervision = { timeoutMs: 5000, retry: {} };
    const first = supervise(failing(9, runs), supervision, { input: 7 });
    await vi.advanceTimersByTimeAsync(10 + 40);
    const persisted = revive(first.kid.getPersistedSnapshot());
    expect(persisted).toEqual({
      status: 'active',
      input: 7,
      attempt: 1,
      timers: [
        {
          id: 'xstate.retry',
          event: { type: 'xstate.retry' },
          delay: 100,
          dueAt: Date.now() + 60,
        },
        {
          id: 'xstate.timeout',
          event: { type: 'xstate.timeout' },
          delay: 5000,
          dueAt: Date.now() + 4950,
        },
      ],
    });
    first.parent.stop();
    const second = supervise(failing(9, runs), supervision, { snapshot: persisted });
    expect(revive(second.kid.getPersistedSnapshot())).toEqual(persisted);
    await vi.advanceTimersByTimeAsync(59);
    expect(runs).toEqual([7]);
    await vi.advanceTimersByTimeAsync(1 + 10 + 100 + 10);
    expect(runs).toEqual([7, 7, 7]);
    expect(second.retries.map(({ attempt }: any) => attempt)).toEqual([2, 3]);
    expect(second.told).toMatchObject([{ type: 'xstate.error.actor.kid' }]);
  });

  test('runs an attempt again that was going on, within the same time limit', async () => {
    const logic = fromPromise(() => new Promise(() => undefined));
    const first = supervise(logic, { timeoutMs: 500, retry: {} });
    vi.advanceTimersByTime(300);
    const persisted = revive(first.kid.getPersistedSnapshot());
    expect(persisted).toMatchObject({ attempt: 0, timers: [{ id: 'xstate.timeout' }] });
    first.parent.stop();
    const second = supervise(logic, { timeoutMs: 500, retry: {} }, { snapshot: persisted });
    vi.advanceTimersByTime(199);
    expect(second.told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(second.told).toMatchObject([{ error: { code: 'E601' } }]);
  });
});
