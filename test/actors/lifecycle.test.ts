import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { from, firstValueFrom } from 'rxjs';
import { Actor, createActor } from '../../src/actors/actor.ts';
import { fromTransition } from '../../src/actors/logic/transition.ts';
import { toPromise } from '../../src/actors/to-promise.ts';
import { waitFor } from '../../src/actors/wait-for.ts';
import { StatechartError } from '../../src/errors.ts';
import { active, behaviour, fail, finish, spy } from './behaviour.ts';
import { expectNothingUncaught, uncaught } from './uncaught.ts';

const fault = new Error('fault');
const counter = behaviour({ DONE: finish(), FAIL: fail(fault) });
const count = (actor: any): number => actor.getSnapshot().count;

let warn: any;
beforeEach(() => {
  vi.useFakeTimers();
  warn = vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  expectNothingUncaught();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('an actor', () => {
  test('is started once, and start and stop return it', () => {
    const start = spy();
    const actor = createActor(behaviour({}, { start }));
    expect(actor.start()).toBe(actor);
    expect(actor.start()).toBe(actor);
    expect(start).toHaveBeenCalledTimes(1);
    expect(actor.stop()).toBe(actor);
  });

  test('has a snapshot before it is started', () => {
    expect(createActor(counter, { input: 7 }).getSnapshot()).toMatchObject({ count: 0, input: 7 });
  });

  test('counts session ids one by one', () => {
    const [one, two] = [createActor(counter), createActor(counter)];
    const number = (actor: Actor<any>) => Number(/^x:(\d+)$/.exec(actor.sessionId)![1]);
    expect(number(two)).toBe(number(one) + 1);
    expect(one.id).toBe(one.sessionId);
  });

  test('sends with a function that can be taken out, the same each time', () => {
    const actor = createActor(counter).start();
    const { send } = actor;
    send({ type: 'A' });
    expect(actor.send).toBe(send);
    expect(count(actor)).toBe(1);
  });

  test.each(['text', undefined, null, 1, {}, { type: 1 }, Object.create(null)])(
    'refuses %o for an event and goes on',
    (event) => {
      const actor = createActor(counter, { id: 'counter' }).start();
      expect(() => actor.send(event as never)).toThrow(StatechartError);
      expect(() => actor.send(event as never)).toThrow(/^E401 counter: /);
      actor.send({ type: 'A' });
      expect(count(actor)).toBe(1);
    },
  );

  test('warns in development when an event comes too late, and names actor, event and fix', () => {
    const actor = createActor(counter, { id: 'counter' }).start().stop();
    const circular: any = { type: 'LATE' };
    circular.self = circular;
    actor.send(circular);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/"LATE".*"counter".*stopped.*Send/)]]);
    vi.stubEnv('NODE_ENV', 'production');
    actor.send(circular);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test('processes an event to its end before the next', () => {
    const seen: string[] = [];
    const logic = behaviour({
      A: (snapshot, _event, { self, defer }) => {
        seen.push('A begins');
        self.send({ type: 'B' });
        defer(() => {
          seen.push('A deferred');
          self.send({ type: 'C' });
        });
        return snapshot;
      },
      B: () => void seen.push('B'),
      C: () => void seen.push('C'),
    });
    createActor(logic).start().send({ type: 'A' });
    expect(seen).toEqual(['A begins', 'A deferred', 'B', 'C']);
  });

  test('drains a burst of events in order', () => {
    const seen: number[] = [];
    const logic = behaviour({
      BURST: (snapshot, _event, { self }) => {
        for (let n = 0; n < 10_000; n++) self.send({ type: 'N', n });
        return snapshot;
      },
      N: (_snapshot, { n }) => void seen.push(n),
    });
    createActor(logic).start().send({ type: 'BURST' });
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
  });

  test('knows who sent the event at hand', () => {
    const origins: unknown[] = [];
    const logic = behaviour({
      ASK: (snapshot, { of }, { self, system }) => {
        system._relay(self, of, { type: 'WHO' });
        return snapshot;
      },
      WHO: (snapshot, _event, scope) => {
        expect(scope.originKnown).toBe(true);
        origins.push(scope.origin);
        return snapshot;
      },
    });
    const [asked, asking] = [createActor(logic).start(), createActor(logic).start()];
    asked.send({ type: 'WHO' });
    asking.send({ type: 'ASK', of: asked } as never);
    asked.send({ type: 'WHO' });
    expect(origins).toEqual([undefined, asking, undefined]);
  });

  test('keeps the snapshot from before a transition that throws, and its prototype', () => {
    class Special {
      status = 'active';
      output = undefined;
      error = undefined;
      n = 1;
      get twice() {
        return this.n * 2;
      }
    }
    const logic = behaviour({ FAIL: fail(fault) }, { getInitialSnapshot: () => new Special() });
    const actor = createActor(logic).start();
    actor.subscribe({ error: () => undefined });
    const before = actor.getSnapshot();
    actor.send({ type: 'FAIL' });
    expect(actor.getSnapshot()).toBeInstanceOf(Special);
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: fault, n: 1, twice: 2 });
    expect(before.status).toBe('active');
  });

  test('drops what was deferred by a transition that throws', () => {
    const deferred = spy();
    const logic = behaviour({
      FAIL: (_snapshot, _event, { defer }) => {
        defer(deferred);
        throw fault;
      },
    });
    const actor = createActor(logic).start();
    actor.subscribe({ error: () => undefined });
    actor.send({ type: 'FAIL' });
    expect(deferred).not.toHaveBeenCalled();
  });

  test('can be started again by a host that puts it back, with its name and its children', () => {
    const child = createActor.bind(null, counter) as any;
    const logic = behaviour(
      {},
      {
        getInitialSnapshot: ({ self }: any) => ({
          ...active,
          kid: child({ id: 'kid', parent: self, systemId: 'kid' }),
        }),
        start: ({ kid }: any) => kid.start(),
      },
    );
    const actor: any = createActor(logic, { systemId: 'root' }).start();
    const { kid } = actor.getSnapshot();
    const all = [actor, kid].map((one) => [one, one.getSnapshot()]);
    actor.stop();
    expect(actor.system.getAll()).toEqual({});
    for (const [one, snapshot] of all) {
      one._processingStatus = 0;
      one._snapshot = snapshot;
    }
    actor.start();
    expect(Object.keys(actor.system.getAll())).toEqual(['root', 'kid']);
    kid.send({ type: 'A' });
    expect(count(kid)).toBe(1);
    actor.stop();
    expect(kid._processingStatus).toBe(2);
  });
});

describe('observers', () => {
  test('are told that a selection has ended or failed', () => {
    const told: string[] = [];
    const actor = createActor(counter).start();
    actor
      .select(() => 0)
      .subscribe(
        () => undefined,
        () => told.push('error'),
        () => told.push('complete'),
      );
    actor.send({ type: 'DONE' });
    const failing = createActor(counter).start();
    failing.select(() => 0).subscribe({ error: (error) => told.push(String(error)) });
    failing.send({ type: 'FAIL' });
    expect(told).toEqual(['complete', 'Error: fault']);
  });

  test('are left alone by one that was removed before and is removed again', () => {
    const heard: string[] = [];
    const actor = createActor(
      behaviour({ E: (_snapshot, event, { emit }) => void emit(event) }),
    ).start();
    const first = actor.on('E' as never, () => heard.push('first'));
    first.unsubscribe();
    actor.on('E' as never, () => heard.push('second'));
    first.unsubscribe();
    actor.send({ type: 'E' });
    expect(heard).toEqual(['second']);
  });

  test('that throw disturb nobody', () => {
    const told: string[] = [];
    const actor = createActor(counter).start();
    actor.subscribe(fail(fault));
    actor.subscribe(() => void told.push('second'));
    actor.on('*', fail(fault));
    actor.send({ type: 'A' });
    actor.send({ type: 'B' });
    expect(told).toEqual(['second', 'second']);
    expect(uncaught()).toEqual([fault, fault]);
  });

  test('that have no handler leave an error to the host, once', () => {
    const actor = createActor(counter).start();
    const handled = spy();
    actor.subscribe(() => undefined);
    actor.subscribe(() => undefined);
    actor.subscribe({ error: handled });
    actor.send({ type: 'FAIL' });
    expect(handled).toHaveBeenCalledWith(fault);
    expect(uncaught()).toEqual([fault]);
  });

  test('that have left leave an error to the host', () => {
    const actor = createActor(counter).start();
    actor.subscribe({ error: () => undefined }).unsubscribe();
    actor.send({ type: 'FAIL' });
    expect(uncaught()).toEqual([fault]);
  });

  test('may be many, and leave in any order', () => {
    let told = 0;
    const actor = createActor(counter).start();
    const subscriptions = Array.from({ length: 1000 }, () => actor.subscribe(() => void told++));
    for (const [i, subscription] of subscriptions.entries()) {
      if (i % 3 !== 0) subscription.unsubscribe();
    }
    actor.send({ type: 'A' });
    expect(told).toBe(334);
  });

  test('see an actor through RxJS, with or without Symbol.observable', async () => {
    const actor: any = createActor(fromTransition((n: number) => n + 1, 0)).start();
    const first = firstValueFrom(from(actor as never));
    actor.send({ type: 'A' });
    await expect(first).resolves.toMatchObject({ context: 1 });
    expect(actor['@@observable']()).toBe(actor);
    expect(Object.getOwnPropertyNames(Actor.prototype)).not.toContain('undefined');
  });
});

describe('waiting', () => {
  test('for a state ends when the actor was stopped before', async () => {
    const actor = createActor(counter).start().stop();
    await expect(waitFor(actor as never, () => false)).rejects.toThrow('Actor terminated');
  });

  test('for a state ends when the predicate throws later', async () => {
    const actor: any = createActor(counter).start();
    const promise = waitFor(
      actor,
      ({ count }: any) => (count > 0 ? fail(fault)() : false) as never,
    );
    actor.send({ type: 'A' });
    await expect(promise).rejects.toBe(fault);
  });

  test('for a state leaves no timer and no listener behind', async () => {
    const actor: any = createActor(counter).start();
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, 'removeEventListener');
    const promise = waitFor(actor, ({ count }: any) => count > 0, { timeout: 1000, signal });
    actor.send({ type: 'A' });
    await promise;
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalledTimes(1);
  });

  test('for the output of an actor that was stopped before gives nothing', async () => {
    const actor: any = createActor(counter).start().stop();
    await expect(toPromise(actor)).resolves.toBeUndefined();
  });
});

describe('inspectors', () => {
  test('that throw are reported, and the actor goes on', () => {
    const seen: string[] = [];
    const actor = createActor(counter, { inspect: fail(fault) });
    actor.system.inspect({ next: ({ type }: any) => void seen.push(type) });
    actor.start().send({ type: 'A' });
    expect(count(actor)).toBe(1);
    expect(seen).toEqual([
      '@xstate.event',
      '@xstate.snapshot',
      '@xstate.event',
      '@xstate.snapshot',
    ]);
    expect(uncaught()).toEqual([fault, fault, fault, fault, fault]);
  });

  test('that have left cost nothing', () => {
    const actor = createActor(counter).start();
    const subscription = actor.system.inspect(() => undefined);
    expect(actor.system._inspected).toBe(true);
    subscription.unsubscribe();
    expect(actor.system._inspected).toBe(false);
  });

  test('get the id of the root with all that the logic tells', () => {
    const events: any[] = [];
    const logic = behaviour({
      A: (snapshot, event, { self, system }) => {
        system._sendInspectionEvent({
          type: '@xstate.microstep',
          actorRef: self,
          event,
          snapshot,
          _transitions: [],
        });
        return snapshot;
      },
    });
    const actor = createActor(logic).start();
    actor.system.inspect((event) => void events.push(event));
    actor.send({ type: 'A' });
    expect(events[1]).toEqual({
      type: '@xstate.microstep',
      actorRef: actor,
      event: { type: 'A' },
      snapshot: actor.getSnapshot(),
      _transitions: [],
      rootId: actor.sessionId,
    });
  });
});
