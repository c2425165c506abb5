import { describe, expect, test } from 'vitest';
import { createActor, createMachine, fromTransition, sendTo, setup, spawnChild } from 'detent';

/** Keys that an object has, or seems to have, without anybody having set them. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];

/** As JSON gives it: an own property, whatever its name. */
const only = (key: string, value: unknown) => JSON.parse(`{"${key}":${JSON.stringify(value)}}`);
const overJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe.each(names)('the name %s', (name) => {
  test('may be that of a state, also of a region, and survives a snapshot', () => {
    const inner = { initial: 'i', states: { i: { on: { NEXT: 'j' } }, j: {} } };
    const machine = createMachine({
      type: 'parallel',
      states: { ...only(name, inner), other: { initial: name, states: only(name, {}) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'NEXT' });
    const value = actor.getSnapshot().value;
    expect(JSON.stringify(value)).toBe(`{"${name}":"j","other":"${name}"}`);
    const snapshot = overJson(actor.getPersistedSnapshot());
    const restored = createActor(machine, { snapshot }).start().getSnapshot();
    expect(JSON.stringify(restored.value)).toBe(JSON.stringify(value));
    expect(restored.matches({ other: name } as never)).toBe(true);
  });

  test('may be that of a history state, which remembers and has a default', () => {
    const machine = createMachine({
      initial: 'out',
      states: {
        out: { on: { GO: 'in.back' } },
        in: {
          initial: 'x',
          on: { GO: 'out' },
          states: {
            x: { on: { N: 'y' } },
            y: {},
            back: { type: 'history', id: name },
          },
        },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot().value).toEqual({ in: 'x' });
    for (const type of ['N', 'GO', 'GO']) actor.send({ type } as never);
    expect(actor.getSnapshot().value).toEqual({ in: 'y' });
  });

  test('may be that of a child, which survives a snapshot', () => {
    const kid = fromTransition((count: number) => count + 1, 0);
    const machine = setup({ actors: { kid } }).createMachine({
      entry: spawnChild('kid', { id: name, systemId: name }),
      on: { ADD: { actions: sendTo(name, { type: 'ADD' }) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'ADD' });
    const snapshot = overJson(actor.getPersistedSnapshot());
    const restored = createActor(machine, { snapshot }).start();
    restored.send({ type: 'ADD' });
    expect(Object.keys(restored.getSnapshot().children)).toEqual([name]);
    expect(restored.system.get(name)?.getSnapshot().context).toBe(2);
  });
});

test('a context function that gives nothing makes an empty context', () => {
  for (const context of [() => null, () => undefined]) {
    const actor = createActor(createMachine({ context: context as never })).start();
    expect(actor.getSnapshot().context).toEqual({});
  }
});

test.each(['2.0', 'a\\b', '#c', '.d'])(
  'the key %j is found in a path, with its dots and backslashes escaped',
  (key) => {
    const escaped = key.replaceAll(/[\\.]/g, '\\$&');
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { DOWN: `b.${escaped}` } },
        b: { initial: 'x', states: { x: {}, [key]: {} } },
      },
    } as never);
    const actor = createActor(machine).start();
    actor.send({ type: 'DOWN' });
    expect(actor.getSnapshot().value).toEqual({ b: key });
  },
);

test('a key with a dot may be named as it is, where that is no path', () => {
  const states = { a: { on: { N: '2.0' } }, '2.0': {}, b: { initial: 'c', states: { c: {} } } };
  const machine = createMachine({ initial: 'a', states } as never);
  const actor = createActor(machine).start();
  actor.send({ type: 'N' });
  expect(actor.getSnapshot().value).toBe('2.0');
});
