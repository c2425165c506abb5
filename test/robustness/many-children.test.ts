import { createActor } from 'detent';
import { afterEach, describe, expect, test } from 'vitest';
import { parent, tally } from './parent-of-many.ts';

const many = 100_000;

afterEach(() => {
  Object.assign(tally, { started: 0, received: 0, stopped: 0 });
});

describe(`${many.toLocaleString('en')} children of one parent`, () => {
  test('are spawned one by one, hear a broadcast, and are stopped one by one', () => {
    const actor = createActor(parent).start();
    for (let i = 0; i < many; i++) actor.send({ type: 'SPAWN' });
    expect(tally).toEqual({ started: many, received: 0, stopped: 0 });
    actor.send({ type: 'BROADCAST' });
    expect(tally).toEqual({ started: many, received: many, stopped: 0 });
    for (let i = 0; i < many; i++) actor.send({ type: 'STOP', id: `w${i}` });
    expect(tally).toEqual({ started: many, received: many, stopped: many });
    expect(actor.getSnapshot().children).toEqual({});
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('are spawned by one event and stopped with their parent', () => {
    const actor = createActor(parent).start();
    actor.send({ type: 'SPAWN_ALL', count: many });
    expect(Object.keys(actor.getSnapshot().children)).toHaveLength(many);
    actor.stop();
    expect(tally).toEqual({ started: many, received: 0, stopped: many });
  });
});
