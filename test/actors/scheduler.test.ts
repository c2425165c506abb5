import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createActor } from '../../src/actors/actor.ts';
import { SimulatedClock } from '../../src/actors/simulated-clock.ts';
import type { Clock } from '../../src/protocol/ports.ts';
import { behaviour } from './behaviour.ts';

/** An actor that keeps the events it gets, with the time at which it gets them. */
function receiver(clock?: Clock): any {
  const got: [type: string, atMs: number][] = [];
  const startMs = Date.now();
  const logic = behaviour(
    {},
    {
      transition: (snapshot: unknown, { type }: any) => {
        if (type !== 'xstate.stop') got.push([type, clock?.now?.() ?? Date.now() - startMs]);
        return snapshot;
      },
    },
  );
  const actor: any = createActor(logic, { clock }).start();
  const { scheduler } = actor.system;
  return {
    actor,
    got,
    types: () => got.map(([type]) => type),
    after: (delay: number, type: string, id?: string, target: unknown = actor) =>
      scheduler.schedule(actor, target, { type }, delay, id),
    cancel: (id: string) => scheduler.cancel(actor, id),
    pending: () => scheduler.pending(actor),
  };
}

/** A clock that moves by hand and counts what is asked of it. */
function manualClock() {
  let nowMs = 0;
  let last = 0;
  const timers = new Map<number, { dueMs: number; fn: () => void }>();
  return {
    timers,
    asked: [] as number[],
    now: () => nowMs,
    setTimeout(fn: () => void, delayMs: number) {
      this.asked.push(delayMs);
      timers.set(++last, { dueMs: nowMs + delayMs, fn });
      return last;
    },
    clearTimeout: (id: number) => void timers.delete(id),
    /** Fires what is due, each at its time. */
    advance(ms: number) {
      const targetMs = nowMs + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.dueMs <= targetMs);
        const first = due.sort(([, a], [, b]) => a.dueMs - b.dueMs)[0];
        if (first === undefined) break;
        timers.delete(first[0]);
        nowMs = Math.max(nowMs, first[1].dueMs);
        first[1].fn();
      }
      nowMs = targetMs;
    },
    jump: (ms: number) => void (nowMs += ms),
  };
}

describe('delayed sends', () => {
  test('arrive at their time', () => {
    const clock = manualClock();
    const { after, got } = receiver(clock);
    after(30, 'c');
    after(10, 'a');
    after(20, 'b');
    clock.advance(9);
    expect(got).toEqual([]);
    clock.advance(100);
    expect(got).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 30],
    ]);
  });

  test('due at the same time arrive in the order in which they were armed', () => {
    const clock = manualClock();
    const { after, types } = receiver(clock);
    after(30, 'armed first, longest delay');
    clock.advance(10);
    after(20, 'armed second');
    after(20, 'armed third');
    clock.advance(10);
    after(10, 'armed last, shortest delay');
    clock.advance(10);
    expect(types()).toEqual([
      'armed first, longest delay',
      'armed second',
      'armed third',
      'armed last, shortest delay',
    ]);
  });

  test('are cancelled by id, all of those that share it', () => {
    const clock = manualClock();
    const { after, cancel, types } = receiver(clock);
    after(10, 'a', 'same');
    after(20, 'b', 'same');
    after(15, 'c', 'other');
    cancel('same');
    cancel('nobody');
    clock.advance(100);
    expect(types()).toEqual(['c']);
  });

  test('are cancelled by id among very many', () => {
    const clock = manualClock();
    const { after, cancel, types, pending } = receiver(clock);
    for (let i = 0; i < 1000; i++) after(i, `${i}`, `id ${i % 500}`);
    for (let i = 0; i < 499; i++) cancel(`id ${i}`);
    expect(pending()).toHaveLength(2);
    after(1, 'again', 'id 7');
    clock.advance(5000);
    expect(types()).toEqual(['again', '499', '999']);
  });

  test('of one actor are not touched by cancelling those of another', () => {
    const clock = manualClock();
    const [one, other] = [receiver(clock), receiver(clock)];
    one.after(10, 'a', 'id');
    other.after(10, 'b', 'id');
    one.cancel('id');
    one.actor.stop();
    clock.advance(10);
    expect(other.types()).toEqual(['b']);
  });

  test('end with the actor that sends', () => {
    const clock = manualClock();
    const [sender, target] = [receiver(clock), receiver(clock)];
    sender.after(10, 'a', 'id', target.actor);
    sender.actor.stop();
    clock.advance(10);
    expect(target.got).toEqual([]);
    expect(clock.timers.size).toBe(0);
  });

  test.each([0, -5, Number.NaN])('with a delay of %d arrive in the next turn', (delay) => {
    const clock = manualClock();
    const { after, types } = receiver(clock);
    after(delay, 'now');
    expect(types()).toEqual([]);
    clock.advance(0);
    expect(types()).toEqual(['now']);
  });

  test('with an infinite delay never arrive and need no timer', () => {
    const clock = manualClock();
    const { after, pending } = receiver(clock);
    after(Infinity, 'never');
    expect(pending()).toHaveLength(1);
    expect(clock.asked).toEqual([]);
    after(10, 'soon');
    clock.advance(100);
    expect(clock.timers.size).toBe(0);
  });

  test('armed by one that arrives wait for a later turn of the host', () => {
    const clock = manualClock();
    let turns = 0;
    const logic = behaviour({
      AGAIN: (snapshot, _event, { self, system }) => {
        turns += 1;
        if (turns % 3 !== 0) system.scheduler.schedule(self, self, { type: 'AGAIN' }, 0);
        return snapshot;
      },
    });
    const actor: any = createActor(logic, { clock }).start();
    actor.send({ type: 'AGAIN' });
    expect(turns).toBe(1);
    const [first] = clock.timers.values();
    clock.timers.clear();
    first!.fn();
    expect(turns).toBe(2);
    expect(clock.timers.size).toBe(1);
  });

  test('beyond 2^31 - 1 ms arrive at their time', () => {
    const clock = manualClock();
    const { after, got } = receiver(clock);
    const longMs = 2 ** 31 * 3 + 17;
    after(longMs, 'late');
    expect(Math.max(...clock.asked)).toBe(2 ** 31 - 1);
    clock.advance(longMs - 1);
    expect(got).toEqual([]);
    clock.advance(1);
    expect(got).toEqual([['late', longMs]]);
    expect(clock.asked).toHaveLength(4);
  });

  test('do not drift when the host is late each time', () => {
    const clock = manualClock();
    const { after, got } = receiver(clock);
    for (let i = 1; i <= 5; i++) after(i * 100, `${i}`);
    for (let i = 0; i < 5; i++) {
      clock.jump(3);
      clock.advance(100 - 3);
    }
    expect(got).toHaveLength(5);
    for (const [index, [, atMs]] of got.entries()) {
      expect(atMs - (index + 1) * 100).toBeLessThanOrEqual(3);
    }
  });

  test('are not delayed by an hour when the clock is set back by one', () => {
    const clock = manualClock();
    const { after, types } = receiver(clock);
    after(100, 'before');
    clock.advance(50);
    // Host timers do not care what the time of day is.
    clock.jump(-3_600_000);
    for (const timer of clock.timers.values()) timer.dueMs -= 3_600_000;
    after(20, 'after');
    clock.advance(20);
    expect(types()).toEqual(['after']);
    // What ran off since the clock was last read is not known any more, so this one is late.
    clock.advance(30 + 50);
    expect(types()).toEqual(['after', 'before']);
  });

  test('are due when the host says so, whatever the clock says', () => {
    const clock = { ...manualClock(), now: () => 0 };
    const { after, types } = receiver(clock);
    after(20, 'b');
    after(10, 'a');
    after(20, 'c');
    clock.advance(10);
    expect(types()).toEqual(['a']);
    clock.advance(10);
    expect(types()).toEqual(['a', 'b', 'c']);
  });

  test('take one timer of the host, and none when nothing is pending', () => {
    const clock = manualClock();
    const receivers = Array.from({ length: 20 }, () => receiver(clock));
    for (const [i, { after }] of receivers.entries()) {
      for (let delay = 1; delay < 50; delay++) after(delay * 10 + i, 'x', 'id');
    }
    expect(clock.timers.size).toBe(1);
    for (const { cancel } of receivers) cancel('id');
    expect(clock.timers.size).toBe(0);
  });

  test('go on when an event fails its receiver', () => {
    const clock = manualClock();
    const failing: any = createActor(
      behaviour({
        BAD: () => {
          throw new Error('bad');
        },
      }),
      { clock },
    );
    failing.subscribe({ error: () => undefined });
    failing.start();
    const good = receiver(clock);
    failing.system.scheduler.schedule(failing, failing, { type: 'BAD' }, 10);
    good.after(10, 'good');
    clock.advance(10);
    expect(failing.getSnapshot().status).toBe('error');
    expect(good.types()).toEqual(['good']);
  });

  test('are listed in the order of their due times, by actor and by system', () => {
    const clock = manualClock();
    const { actor, after, pending } = receiver(clock);
    clock.advance(5);
    after(20, 'b', 'second');
    after(10, 'a', 'first');
    after(20, 'c');
    expect(pending()).toMatchObject([
      { id: 'first', event: { type: 'a' }, delay: 10, startedAt: 5, source: actor, target: actor },
      { id: 'second', event: { type: 'b' }, delay: 20 },
      { event: { type: 'c' } },
    ]);
    const { _scheduledEvents } = actor.system.getSnapshot();
    expect(Object.keys(_scheduledEvents)).toHaveLength(3);
    expect(_scheduledEvents[`${actor.sessionId}.first`]).toEqual(pending()[0]);
  });

  test('of a system that a host stops and starts again are taken up', () => {
    const clock = manualClock();
    const { actor, after, got } = receiver(clock);
    after(100, 'late');
    after(Infinity, 'never');
    clock.advance(60);
    const { system } = actor;
    const [before, timers] = [actor.getSnapshot(), system.getSnapshot()];
    actor.stop();
    // What @xstate/react does in strict mode.
    system._snapshot = timers;
    actor._processingStatus = 0;
    actor._snapshot = before;
    actor.start();
    clock.advance(100);
    expect(got).toEqual([['late', 100]]);
  });

  test('leave nothing behind after a million were armed and cancelled', () => {
    const clock = manualClock();
    const { actor, after, cancel, pending } = receiver(clock);
    after(1e9, 'stays', 'stays');
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const usedBytes = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const work = () => {
      for (let i = 0; i < 500_000; i++) {
        // Now and then a delay that never comes again.
        after(i % 3 === 0 ? i + 0.5 : i % 1000, 'x', `id ${i % 7}`);
        cancel(`id ${i % 7}`);
      }
    };
    work();
    const beforeBytes = usedBytes();
    work();
    expect(usedBytes() - beforeBytes).toBeLessThan(200_000);
    expect(pending()).toHaveLength(1);
    expect([...actor._timers.all()]).toHaveLength(1);
    expect(clock.timers.size).toBe(1);
  });
});

describe('delayed sends on the timers of the host', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('see fake timers that were installed later', () => {
    const { after, types } = receiver();
    after(1000, 'x');
    vi.advanceTimersByTime(999);
    expect(types()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(types()).toEqual(['x']);
  });

  test('work with fake timers that leave Date alone', () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // As if no time passed at all, however long this takes.
    const date = vi.spyOn(Date, 'now').mockReturnValue(Date.now());
    onTestFinished(() => date.mockRestore());
    const { after, types } = receiver();
    after(20, 'b');
    after(10, 'a');
    vi.advanceTimersByTime(10);
    after(15, 'c');
    vi.advanceTimersByTime(10);
    expect(types()).toEqual(['a', 'b']);
    vi.advanceTimersByTime(5);
    expect(types()).toEqual(['a', 'b', 'c']);
  });

  test('are not held up by what was armed on timers that were taken away', () => {
    receiver().after(10, 'never');
    vi.useRealTimers();
    vi.useFakeTimers();
    const { after, types } = receiver();
    after(1000, 'x');
    vi.advanceTimersByTime(1000);
    expect(types()).toEqual(['x']);
  });

  test('leave no timer when they are cancelled', () => {
    const { actor, after } = receiver();
    after(10, 'x');
    after(20, 'x');
    expect(vi.getTimerCount()).toBe(1);
    actor.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('delayed sends on a clock whose timers are not waited for', () => {
  const patient: Clock = {
    setTimeout: (fn, ms) => setTimeout(fn, ms).unref(),
    clearTimeout: (id) => clearTimeout(id as NodeJS.Timeout),
  };
  const keptAlive = () =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

  test('let an idle process end', () => {
    const before = keptAlive();
    const { actor, after } = receiver(patient);
    after(1_000_000, 'x');
    expect(keptAlive()).toBe(before);
    actor.stop();
    const waitedFor = receiver();
    waitedFor.after(1_000_000, 'x');
    expect(keptAlive()).toBe(before + 1);
    waitedFor.actor.stop();
    expect(keptAlive()).toBe(before);
  });

  test('arrive all the same while the process lives', async () => {
    const { after, types } = receiver(patient);
    after(5, 'x');
    await expect.poll(types).toEqual(['x']);
  });
});

describe('the order of delayed sends', () => {
  type Step =
    | { do: 'arm'; actor: number; delay: number; id: number }
    | { do: 'cancel'; actor: number; id: number }
    | { do: 'cancelAll'; actor: number }
    | { do: 'advance'; ms: number };

  const actor = fc.nat(2);
  const id = fc.nat(25);
  const delay = fc.oneof(fc.nat(20), fc.constantFrom(0, 5, 5, 10, 10, 10, 2 ** 31));
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('arm' as const), actor, delay, id }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), actor, id }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelAll' as const), actor }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.nat(15) }) },
  );

  /** A list of all that is pending, sorted anew whenever one is wanted. */
  function naive(steps: readonly Step[]): readonly string[] {
    const arrived: string[] = [];
    let nowMs = 0;
    let pending: { actor: number; id: number; dueMs: number; number: number }[] = [];
    const fireUntil = (toMs: number) => {
      pending.sort((a, b) => a.dueMs - b.dueMs || a.number - b.number);
      const due = pending.filter((timer) => timer.dueMs <= toMs);
      pending = pending.filter((timer) => timer.dueMs > toMs);
      for (const timer of due) arrived.push(`${timer.actor}: ${timer.number} at ${timer.dueMs}`);
      nowMs = toMs;
    };
    for (const [number, one] of steps.entries()) {
      if (one.do === 'arm') pending.push({ ...one, dueMs: nowMs + one.delay, number });
      else if (one.do === 'advance') fireUntil(nowMs + one.ms);
      else {
        pending = pending.filter(
          (timer) => timer.actor !== one.actor || (one.do === 'cancel' && timer.id !== one.id),
        );
      }
    }
    fireUntil(nowMs + 2 ** 32);
    return arrived;
  }

  function real(steps: readonly Step[]): readonly string[] {
    const arrived: string[] = [];
    const clock = manualClock();
    const actors = [0, 1, 2].map((name): any =>
      createActor(
        behaviour(
          {},
          {
            transition: (snapshot: unknown, { number }: any) => {
              arrived.push(`${name}: ${number} at ${clock.now()}`);
              return snapshot;
            },
          },
        ),
        { clock },
      ).start(),
    );
    for (const [number, one] of steps.entries()) {
      if (one.do === 'advance') {
        clock.advance(one.ms);
        continue;
      }
      const self = actors[one.actor];
      const { scheduler } = self.system;
      if (one.do === 'cancelAll') scheduler.cancelAll(self);
      else if (one.do === 'cancel') scheduler.cancel(self, `${one.id}`);
      else scheduler.schedule(self, self, { type: 'X', number }, one.delay, `${one.id}`);
    }
    clock.advance(2 ** 32);
    expect(clock.timers.size).toBe(0);
    return arrived;
  }

  test('is that of a list that is sorted each time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        expect(real(steps)).toEqual(naive(steps));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a simulated clock', () => {
  test('stands still, and moves when it is told to', () => {
    const clock = new SimulatedClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('b'), 20);
    clock.setTimeout(() => fired.push('a'), 10);
    const id = clock.setTimeout(() => fired.push('never'), 15);
    clock.clearTimeout(id);
    expect(clock.now()).toBe(0);
    clock.increment(10);
    expect(fired).toEqual(['a']);
    clock.set(20);
    expect(fired).toEqual(['a', 'b']);
    expect(clock.now()).toBe(20);
    expect(() => clock.set(19)).toThrow('back in time');
  });

  test('drives the delayed sends of an actor', () => {
    const clock = new SimulatedClock();
    const { after, got } = receiver(clock);
    after(10, 'a');
    after(30, 'b');
    clock.increment(10);
    clock.increment(20);
    expect(got).toEqual([
      ['a', 10],
      ['b', 30],
    ]);
  });

  test('fires what is made on the way and due by then', () => {
    const clock = new SimulatedClock();
    const fired: string[] = [];
    clock.setTimeout(() => {
      fired.push('outer');
      clock.setTimeout(() => fired.push('inner'), 0);
    }, 10);
    clock.increment(10);
    expect(fired).toEqual(['outer', 'inner']);
  });

  test('can follow real time at some speed', () => {
    vi.useFakeTimers();
    const clock = new SimulatedClock();
    const fired: number[] = [];
    clock.setTimeout(() => fired.push(clock.now()), 1000);
    clock.start(10);
    vi.advanceTimersByTime(99);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(fired).toEqual([1000]);
    clock.start(0);
    vi.advanceTimersByTime(500);
    expect(clock.now()).toBe(1000);
    vi.useRealTimers();
  });
});
