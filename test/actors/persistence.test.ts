import { describe, expect, test } from 'vitest';
import { createActor } from '../../src/actors/actor.ts';
import { fromTransition } from '../../src/actors/logic/transition.ts';
import { SimulatedClock } from '../../src/actors/simulated-clock.ts';
import { active, behaviour, spy } from './behaviour.ts';

/** An actor with a child that remembers the events of both. */
function family(options: object = {}): any {
  const got: string[] = [];
  const remember =
    (name: string) =>
    (snapshot: unknown, { type }: any) => {
      got.push(`${name}: ${type}`);
      return snapshot;
    };
  const child = behaviour({}, { transition: remember('child') });
  const spawned = (persisted: object, { spawn }: any) => ({
    ...active,
    ...persisted,
    kid: spawn(child, { id: 'kid', src: child }),
  });
  const logic = behaviour(
    {},
    {
      getInitialSnapshot: (scope: any) => spawned({}, scope),
      restoreSnapshot: spawned,
      getPersistedSnapshot: () => active,
      start: ({ kid }: any) => kid.start(),
      transition: remember('self'),
    },
  );
  const clock = new SimulatedClock();
  const actor: any = createActor(logic, { clock, ...options }).start();
  const after = (delay: number, type: string, target: unknown = actor) =>
    actor.system.scheduler.schedule(actor, target, { type }, delay, type);
  return { actor, clock, got, after, kid: actor.getSnapshot().kid };
}

const revive = (persisted: unknown): any => JSON.parse(JSON.stringify(persisted));

describe('a persisted snapshot', () => {
  test('is that of the logic when nothing is pending', () => {
    const snapshot = createActor(fromTransition((n: number) => n + 1, 0)).start();
    expect(snapshot.getPersistedSnapshot()).toEqual({ ...active, context: 0 });
  });

  test('has the pending delayed sends, to itself, to children and to the parent', () => {
    const { actor, after, kid } = family();
    const stranger = createActor(behaviour());
    after(30, 'self');
    after(20, 'child', kid);
    after(10, 'stranger', stranger);
    kid.system.scheduler.schedule(kid, actor, { type: 'up' }, 40, 'up');
    expect(actor.getPersistedSnapshot()).toEqual({
      ...active,
      timers: [
        { id: 'child', event: { type: 'child' }, delay: 20, dueAt: 20, target: 'kid' },
        { id: 'self', event: { type: 'self' }, delay: 30, dueAt: 30 },
      ],
    });
    expect(kid.getPersistedSnapshot()).toMatchObject({
      timers: [{ id: 'up', event: { type: 'up' }, delay: 40, dueAt: 40, target: '#_parent' }],
    });
  });

  test('brings them back, each for what is left of its time', () => {
    const first = family();
    first.after(100, 'self');
    first.after(200, 'child', first.kid);
    first.clock.increment(60);
    const persisted = revive(first.actor.getPersistedSnapshot());
    const clock = new SimulatedClock();
    clock.set(90);
    const second = family({ clock, snapshot: persisted });
    expect(revive(second.actor.getPersistedSnapshot())).toEqual(persisted);
    clock.increment(9);
    expect(second.got).toEqual([]);
    clock.increment(1);
    expect(second.got).toEqual(['self: self']);
    clock.increment(100);
    expect(second.got).toEqual(['self: self', 'child: child']);
  });

  test('brings them back at once when their time is over, in order', () => {
    const first = family();
    first.after(200, 'later');
    first.after(100, 'sooner');
    const persisted = revive(first.actor.getPersistedSnapshot());
    const clock = new SimulatedClock();
    clock.set(5000);
    const second = family({ clock, snapshot: persisted });
    expect(second.got).toEqual([]);
    clock.increment(0);
    expect(second.got).toEqual(['self: sooner', 'self: later']);
  });

  test('brings them back under their ids', () => {
    const first = family();
    first.after(100, 'cancelled');
    const persisted = revive(first.actor.getPersistedSnapshot());
    const second = family({ snapshot: persisted });
    second.actor.system.scheduler.cancel(second.actor, 'cancelled');
    second.clock.increment(1000);
    expect(second.got).toEqual([]);
  });

  test.each(['snapshot', 'state'])(
    'is the same before the start as it was, given as `%s`',
    (key) => {
      const first = family();
      first.after(100, 'self');
      const persisted = revive(first.actor.getPersistedSnapshot());
      const logic = behaviour();
      expect(createActor(logic, { [key]: persisted }).getPersistedSnapshot()).toEqual(persisted);
    },
  );

  test('is never changed, and its timers do not reach the logic', () => {
    const first = family();
    first.after(100, 'self');
    const persisted = revive(first.actor.getPersistedSnapshot());
    const copy = revive(persisted);
    const actor: any = createActor(behaviour(), { snapshot: persisted }).start();
    actor.send({ type: 'A' });
    expect(actor.getSnapshot()).not.toHaveProperty('timers');
    actor.stop();
    expect(persisted).toEqual(copy);
  });

  test.each([
    'text',
    42,
    [],
    {},
    { status: 'odd' },
    { status: 'active', timers: 42 },
    { status: 'active', timers: [null] },
    { status: 'active', timers: [{ id: 'x', event: {}, delay: 1, dueAt: 1 }] },
  ])('that is %j is refused with an error', (snapshot) => {
    const errors: unknown[] = [];
    const actor: any = createActor(behaviour(), { snapshot: snapshot as never });
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    expect(actor.getSnapshot().error).toMatchObject({ code: 'E501' });
    actor.start();
    expect(errors).toEqual([expect.objectContaining({ code: 'E501' })]);
    expect(actor.getPersistedSnapshot()).toBe(actor.getSnapshot());
  });

  test('with a corrupt child is corrupt as a whole', () => {
    const child = behaviour();
    const start = spy();
    const logic = behaviour(
      {},
      {
        start,
        restoreSnapshot: (_: unknown, { spawn }: any) => {
          spawn(child, { id: 'intact', src: child, systemId: 'intact', snapshot: active });
          spawn(child, { id: 'corrupt', src: child, snapshot: { status: 'odd' } });
          return active;
        },
      },
    );
    const actor: any = createActor(logic, { snapshot: active });
    actor.subscribe({ error: () => undefined });
    expect(actor.start().getSnapshot()).toMatchObject({
      status: 'error',
      error: { at: 'corrupt' },
    });
    expect(start).not.toHaveBeenCalled();
    expect(actor.system.getAll()).toEqual({});
  });
});
