import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActor } from '../../src/actors/actor.ts';
import { fromCallback } from '../../src/actors/logic/callback.ts';
import { fromPromise } from '../../src/actors/logic/promise.ts';
import { fromTransition } from '../../src/actors/logic/transition.ts';
import { active, behaviour, fail, finish, spy } from './behaviour.ts';
import { expectNothingUncaught, uncaught } from './uncaught.ts';

const fault = new Error('fault');

/** A parent that does to its children what events say, with effects as a machine has them. */
function parent(log: (...what: unknown[]) => void = () => undefined, reactions = {}): any {
  const effect = (type: string, params: unknown) => ({ type, params, info: {}, exec: undefined });
  return behaviour({
    SPAWN: (snapshot, { logic, start = true, ...options }, scope) => {
      const actorRef = scope.spawn(logic, { src: logic, ...options });
      if (start) scope.actionExecutor(effect('xstate.spawnChild', { id: actorRef.id, actorRef }));
      return { ...snapshot, last: actorRef };
    },
    STOP: (snapshot, { child }, scope) => {
      scope.actionExecutor(effect('xstate.stopChild', child));
      return snapshot;
    },
    TELL: (snapshot, { to, event }, scope) => {
      scope.actionExecutor(effect('xstate.sendTo', { to, event, delay: undefined }));
      return snapshot;
    },
    DONE: finish(),
    FAIL: fail(fault),
    ...Object.fromEntries(
      ['done', 'error'].map((end) => [
        `xstate.${end}.actor.kid`,
        (snapshot: unknown, event: unknown, { origin }: any) => {
          log(event, origin);
          return snapshot;
        },
      ]),
    ),
    ...reactions,
  });
}

function family(childLogic: unknown, options: object = {}, log?: any): any {
  const actor: any = createActor(parent(log)).start();
  actor.send({ type: 'SPAWN', logic: childLogic, id: 'kid', ...options });
  return { actor, kid: actor.getSnapshot().last };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  expectNothingUncaught();
  vi.useRealTimers();
});

describe('a child', () => {
  test('is started by its effect, after the snapshot of the parent', () => {
    const seen: unknown[] = [];
    const logic = behaviour(
      {},
      { start: (_: unknown, { self }: any) => seen.push(self._parent.getSnapshot().last === self) },
    );
    const { kid } = family(logic);
    expect(seen).toEqual([true]);
    expect(kid._processingStatus).toBe(1);
  });

  test('is not started when it was stopped before', () => {
    const start = spy();
    const both = behaviour({
      BOTH: (snapshot, { logic }, scope) => {
        const actorRef = scope.spawn(logic, { id: 'kid', src: logic });
        for (const [type, params] of [
          ['xstate.stopChild', actorRef],
          ['xstate.spawnChild', { actorRef }],
        ]) {
          scope.actionExecutor({ type, params, info: {}, exec: undefined });
        }
        return { ...snapshot, last: actorRef };
      },
    });
    const actor: any = createActor(both).start();
    actor.send({ type: 'BOTH', logic: behaviour({}, { start }) });
    expect(start).not.toHaveBeenCalled();
    expect(actor.getSnapshot().last._processingStatus).toBe(2);
  });

  test('cannot be stopped from outside, nor by another than its parent', () => {
    const { kid } = family(behaviour());
    expect(() => kid.stop()).toThrow(/^E406 kid: /);
    const other: any = createActor(parent()).start();
    const errors: unknown[] = [];
    other.subscribe({ error: (error: unknown) => errors.push(error) });
    other.send({ type: 'STOP', child: kid });
    expect(errors).toEqual([expect.objectContaining({ code: 'E406' })]);
    expect(kid._processingStatus).toBe(1);
  });

  test('is stopped by its parent', () => {
    const { actor, kid } = family(behaviour());
    actor.send({ type: 'STOP', child: kid });
    expect(kid.getSnapshot().status).toBe('stopped');
    actor.send({ type: 'STOP', child: undefined });
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('tells its parent of its end, as itself', () => {
    const log = spy();
    const { actor, kid } = family(behaviour({ DONE: finish(5) }), {}, log);
    actor.send({ type: 'TELL', to: kid, event: { type: 'DONE' } });
    const event = { type: 'xstate.done.actor.kid', output: 5, actorId: 'kid' };
    expect(log.mock.calls).toEqual([[event, kid]]);
    actor.send({ ...event, output: 'forged' });
    expect(log).toHaveBeenLastCalledWith({ ...event, output: 'forged' }, undefined);
  });

  test('tells its parent of its failure, as itself', () => {
    const log = spy();
    const { kid } = family(behaviour({ FAIL: fail(fault) }), {}, log);
    kid.send({ type: 'FAIL' });
    const event = { type: 'xstate.error.actor.kid', error: fault, actorId: 'kid' };
    expect(log.mock.calls).toEqual([[event, kid]]);
  });

  test('that cannot clean up when it is stopped leaves its parent alone, and is reported', () => {
    const log = spy();
    const { actor, kid } = family(
      fromCallback(() => fail(fault)),
      {},
      log,
    );
    actor.send({ type: 'STOP', child: kid });
    expect(kid.getSnapshot()).toMatchObject({ status: 'error', error: fault });
    expect(log).not.toHaveBeenCalled();
    expect(uncaught()).toEqual([fault]);
  });
});

describe('children', () => {
  const ends: readonly [string, (actor: any) => void][] = [
    ['is stopped', (actor) => actor.stop()],
    ['is done', (actor) => actor.send({ type: 'DONE' })],
    ['fails', (actor) => actor.send({ type: 'FAIL' })],
  ];

  test.each(ends)(
    'are all stopped when their parent %s, also when one cannot clean up',
    (_, end) => {
      const cleanedUp: unknown[] = [];
      const child = fromCallback(({ input }) => () => {
        cleanedUp.push(input);
        if (input === 1) throw fault;
      });
      const actor: any = createActor(parent()).start();
      actor.subscribe({ error: () => undefined });
      for (let input = 0; input < 3; input++) {
        actor.send({ type: 'SPAWN', logic: child, id: `${input}`, input });
      }
      end(actor);
      expect(cleanedUp).toEqual([0, 1, 2]);
      expect([...actor._children()]).toEqual([]);
      expect(uncaught()).toEqual([fault]);
    },
  );

  test.each(ends)('of children lose name and timers when their ancestor %s', (_, end) => {
    const actor: any = createActor(parent()).start();
    actor.subscribe({ error: () => undefined });
    actor.send({ type: 'SPAWN', logic: parent(), id: 'middle', systemId: 'middle' });
    const { last: middle } = actor.getSnapshot();
    actor.send({
      type: 'TELL',
      to: middle,
      event: { type: 'SPAWN', logic: behaviour(), id: 'leaf', systemId: 'leaf' },
    });
    const { last: leaf } = middle.getSnapshot();
    leaf.system.scheduler.schedule(leaf, middle, { type: 'LATE' }, 1000);
    expect(Object.keys(actor.system.getAll())).toEqual(['middle', 'leaf']);
    end(actor);
    expect(actor.system.getAll()).toEqual({});
    expect(leaf._processingStatus).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that end make their parent forget them', () => {
    const { actor, kid } = family(behaviour({ DONE: finish() }));
    expect([...actor._children()]).toEqual([kid]);
    actor.send({ type: 'TELL', to: kid, event: { type: 'DONE' } });
    expect([...actor._children()]).toEqual([]);
  });

  test('that were never started end with their parent', () => {
    const { actor, kid } = family(behaviour(), { start: false, systemId: 'kid' });
    actor.stop();
    expect(kid._processingStatus).toBe(2);
    expect(actor.system.getAll()).toEqual({});
  });

  test('that are at work when their parent ends finish that first', () => {
    const seen: string[] = [];
    const busy = behaviour({
      WORK: (snapshot, _event, { self, system, defer }) => {
        defer(() => system._relay(self, self._parent, { type: 'DONE' }));
        defer(() => seen.push(`still ${self._parent._processingStatus}`));
        return snapshot;
      },
      'xstate.stop': (snapshot) => {
        seen.push('stops');
        return { ...snapshot, status: 'stopped' };
      },
    });
    const { actor, kid } = family(busy);
    kid.send({ type: 'WORK' });
    expect(seen).toEqual(['still 2', 'stops']);
    expect(actor.getSnapshot().status).toBe('done');
    expect(console.warn).not.toHaveBeenCalled();
  });

  test('by the thousand are added, and stopped one by one', () => {
    const idle = fromTransition((state: number) => state, 0);
    const actor: any = createActor(parent()).start();
    for (let i = 0; i < 10_000; i++) actor.send({ type: 'SPAWN', logic: idle, id: `${i}` });
    expect([...actor._children()]).toHaveLength(10_000);
    for (const child of actor._children()) actor.send({ type: 'STOP', child });
    expect([...actor._children()]).toEqual([]);
  });
});

describe('a name in the system', () => {
  test('belongs to one actor, and the error says to which', () => {
    const errors: any[] = [];
    const actor: any = createActor(parent()).start();
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    actor.send({ type: 'SPAWN', logic: behaviour(), id: 'one', systemId: 'name' });
    actor.send({ type: 'SPAWN', logic: behaviour(), id: 'two', systemId: 'name' });
    expect(errors).toEqual([expect.objectContaining({ code: 'E404', at: 'two' })]);
    expect(errors[0].message).toMatch(/"name".*"one"/);
  });

  test('is free again when its actor has stopped', () => {
    const { actor, kid } = family(behaviour(), { systemId: 'name' });
    actor.send({ type: 'STOP', child: kid });
    expect(actor.system.get('name')).toBeUndefined();
    actor.send({ type: 'SPAWN', logic: behaviour(), id: 'two', systemId: 'name' });
    expect(actor.system.get('name')).toBe(actor.getSnapshot().last);
  });
});

describe('effects', () => {
  /** Performs the effects that events bring, one after the other. */
  const performer = behaviour({
    EFFECTS: (snapshot, { effects, marks }, scope) => {
      for (const effect of effects)
        scope.actionExecutor({ info: 'info', exec: undefined, ...effect });
      marks?.push('end of transition');
      return { ...snapshot, updated: true };
    },
  });

  test('custom ones and logs happen at once, the others after the snapshot', () => {
    const marks: unknown[] = [];
    const mark = (what: string) => () => marks.push(`${what}: ${actor.getSnapshot().updated}`);
    const actor: any = createActor(performer, { logger: (...args) => marks.push(args) }).start();
    actor.on('ev', mark('emit'));
    const receiver: any = createActor(behaviour({ HI: () => void mark('sendTo')() })).start();
    actor.send({
      type: 'EFFECTS',
      marks,
      effects: [
        { type: 'xstate.emit', params: { event: { type: 'ev' } } },
        { type: 'xstate.sendTo', params: { to: receiver, event: { type: 'HI' } } },
        { type: 'custom', params: 'params', exec: (...args: unknown[]) => marks.push(args) },
        { type: 'xstate.log', params: { value: 1, label: undefined } },
        { type: 'xstate.log', params: { value: 2, label: 'label' } },
        { type: 'without implementation', params: {} },
      ],
    });
    expect(marks).toEqual([
      ['info', 'params'],
      [1],
      ['label', 2],
      'end of transition',
      'emit: true',
      'sendTo: true',
    ]);
  });

  test('delayed ones go through the clock, and are cancelled by id', () => {
    const got: string[] = [];
    const actor: any = createActor(performer).start();
    const receiver: any = createActor(
      behaviour({}, { transition: (s: unknown, { type }: any) => (got.push(type), s) }),
    ).start();
    const to = { to: receiver, targetId: undefined };
    actor.send({
      type: 'EFFECTS',
      effects: [
        { type: 'xstate.sendTo', params: { ...to, event: { type: 'A' }, id: 'a', delay: 10 } },
        { type: 'xstate.sendTo', params: { ...to, event: { type: 'B' }, id: 'b', delay: 10 } },
        { type: 'xstate.raise', params: { event: { type: 'SELF' }, id: 'c', delay: 20 } },
        { type: 'xstate.raise', params: { event: { type: 'NOW' }, id: 'd', delay: undefined } },
        { type: 'xstate.cancel', params: { sendId: 'a' } },
      ],
    });
    vi.advanceTimersByTime(10);
    expect(got).toEqual(['B']);
    expect(actor.getSnapshot().count).toBe(0);
    vi.advanceTimersByTime(10);
    expect(actor.getSnapshot().count).toBe(1);
  });

  test('of the first snapshot wait for the start: custom ones in order, then the others', () => {
    const marks: string[] = [];
    const child = behaviour({}, { start: () => marks.push('child starts') });
    const initial = behaviour(
      {},
      {
        getInitialSnapshot: (scope: any) => {
          const effect = (type: string, params: unknown, exec?: () => void) =>
            scope.actionExecutor({ type, params, exec, info: {} });
          effect('a', {}, () => marks.push('first action'));
          const actorRef = scope.spawn(child, { id: 'kid', src: child });
          effect('xstate.spawnChild', { actorRef });
          scope.defer(() => marks.push('deferred'));
          effect('b', {}, () => marks.push('second action'));
          return active;
        },
      },
    );
    const actor = createActor(initial);
    expect(marks).toEqual([]);
    actor.start();
    expect(marks).toEqual(['first action', 'second action', 'child starts', 'deferred']);
  });

  test('are shown to inspectors in order, when they are handed over', () => {
    const seen: unknown[] = [];
    const actor: any = createActor(performer).start();
    actor.system.inspect((event: any) => {
      if (event.type === '@xstate.action') seen.push(event.action);
    });
    actor.send({
      type: 'EFFECTS',
      effects: [
        { type: 'xstate.emit', params: { event: { type: 'ev' } } },
        { type: 'custom', params: undefined, exec: () => seen.push('executed') },
        { type: 'xstate.raise', params: { event: { type: 'R' }, delay: undefined } },
      ],
    });
    expect(seen).toEqual([
      { type: 'xstate.emit', params: { event: { type: 'ev' } } },
      { type: 'custom', params: undefined },
      'executed',
      { type: 'xstate.raise', params: { event: { type: 'R' }, delay: undefined } },
    ]);
  });
});

describe('logic that came to an end', () => {
  test('of a promise: what it gives after the stop is discarded', async () => {
    let resolve!: (value: number) => void;
    const actor: any = createActor(fromPromise(() => new Promise<number>((r) => (resolve = r))));
    actor.start().stop();
    resolve(1);
    await Promise.resolve();
    expect(actor.getSnapshot()).toMatchObject({ status: 'stopped', output: undefined });
  });

  test('of a promise: a signal that is read after the stop is aborted', () => {
    let args!: { signal: AbortSignal };
    const actor = createActor(fromPromise((given) => ((args = given), new Promise(() => {}))));
    actor.start().stop();
    expect(args.signal.aborted).toBe(true);
  });

  test('of a callback: it is cleaned up when a receiver throws, and sends nothing more', () => {
    const log = spy();
    const cleanUp = spy();
    let sendBack!: (event: any) => void;
    const { actor, kid } = family(
      fromCallback((args) => {
        sendBack = args.sendBack;
        args.receive(fail(fault));
        return cleanUp;
      }),
      {},
      log,
    );
    kid.send({ type: 'A' });
    expect(cleanUp).toHaveBeenCalledTimes(1);
    expect(log).toHaveBeenCalledTimes(1);
    const before = actor.getSnapshot();
    sendBack({ type: 'LATE' });
    expect(actor.getSnapshot()).toBe(before);
  });
});
