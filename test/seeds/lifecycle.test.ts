import { createActor, createMachine, fromCallback, sendTo, setup, spawnChild } from 'detent';
import { beforeEach, describe, expect, test } from 'vitest';

const did: string[] = [];
beforeEach(() => {
  did.length = 0;
});

/** An actor that says when it starts and when it stops. */
const worker = (name: string) =>
  fromCallback(() => {
    did.push(`${name} starts`);
    return () => did.push(`${name} stops`);
  });

/** What was done since this was last asked. */
const since = () => did.splice(0);

describe('an invoked actor', () => {
  test('starts when its state is entered and stops when it is left', () => {
    const machine = createMachine({
      initial: 'off',
      states: {
        off: { on: { TOGGLE: 'on' } },
        on: { invoke: { id: 'worker', src: worker('worker') }, on: { TOGGLE: 'off' } },
      },
    });
    const actor = createActor(machine).start();
    expect(since()).toEqual([]);
    actor.send({ type: 'TOGGLE' });
    expect(since()).toEqual(['worker starts']);
    expect(Object.keys(actor.getSnapshot().children)).toEqual(['worker']);
    actor.send({ type: 'TOGGLE' });
    expect(since()).toEqual(['worker stops']);
    expect(actor.getSnapshot().children).toEqual({});
  });

  test('never starts in a state that is left at once', () => {
    const machine = createMachine({
      initial: 'off',
      states: {
        off: { on: { GO: 'passing' } },
        passing: { invoke: { id: 'worker', src: worker('worker') }, always: 'on' },
        on: { invoke: { src: worker('other') } },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'GO' });
    expect(since()).toEqual(['other starts']);
    expect(actor.getSnapshot().value).toBe('on');
    expect(Object.keys(actor.getSnapshot().children)).toEqual(['0.(machine).on']);
  });

  test('never starts in an initial state that is left at once', () => {
    const machine = createMachine({
      initial: 'passing',
      states: {
        passing: { invoke: { src: worker('worker') }, always: 'on' },
        on: {},
      },
    });
    const actor = createActor(machine).start();
    expect(since()).toEqual([]);
    expect(actor.getSnapshot().children).toEqual({});
  });

  test('goes on when a transition stays inside of its state', () => {
    const machine = createMachine({
      initial: 'parent',
      states: {
        parent: {
          invoke: { src: worker('worker') },
          initial: 'a',
          states: { a: {}, b: {} },
          on: { CHILD: '.b', SELF: { target: 'parent' } },
        },
      },
    });
    const actor = createActor(machine).start();
    since();
    actor.send({ type: 'CHILD' });
    expect(actor.getSnapshot().value).toEqual({ parent: 'b' });
    actor.send({ type: 'SELF' });
    expect(actor.getSnapshot().value).toEqual({ parent: 'a' });
    expect(since()).toEqual([]);
  });

  test('is replaced when its state is re-entered', () => {
    const machine = createMachine({
      initial: 'parent',
      states: {
        parent: {
          invoke: { id: 'worker', src: worker('worker') },
          initial: 'a',
          states: { a: {}, b: {} },
          on: {
            CHILD: { target: '.b', reenter: true },
            SELF: { target: 'parent', reenter: true },
          },
        },
      },
    });
    const actor = createActor(machine).start();
    const first = actor.getSnapshot().children['worker'];
    since();
    actor.send({ type: 'SELF' });
    const second = actor.getSnapshot().children['worker'];
    expect(second).not.toBe(first);
    expect(since().toSorted()).toEqual(['worker starts', 'worker stops']);
    actor.send({ type: 'CHILD' });
    expect(actor.getSnapshot().children['worker']).not.toBe(second);
    expect(since().toSorted()).toEqual(['worker starts', 'worker stops']);
    expect(actor.getSnapshot().value).toEqual({ parent: 'b' });
  });

  test('of the root lives as long as the machine, until it is stopped', () => {
    const machine = createMachine({
      invoke: { src: worker('root worker') },
      initial: 'a',
      states: { a: { on: { NEXT: 'b' } }, b: {} },
    });
    const actor = createActor(machine).start();
    expect(since()).toEqual(['root worker starts']);
    actor.send({ type: 'NEXT' });
    expect(since()).toEqual([]);
    actor.stop();
    expect(since()).toEqual(['root worker stops']);
  });

  test('of the root lives as long as the machine, until it is done', () => {
    const machine = createMachine({
      invoke: { src: worker('root worker') },
      initial: 'a',
      states: { a: { on: { NEXT: 'b' } }, b: { type: 'final' } },
    });
    const actor = createActor(machine).start();
    since();
    actor.send({ type: 'NEXT' });
    expect(since()).toEqual(['root worker stops']);
    expect(actor.getSnapshot().status).toBe('done');
  });

  test('cannot be in the final state of the root', () => {
    const machine = createMachine({
      initial: 'end',
      states: { end: { type: 'final', invoke: { src: worker('worker') } } },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().status).toBe('done');
    expect(since()).toEqual([]);
  });

  test('takes its own children along', () => {
    const inner = createMachine({ invoke: { src: worker('grandchild') } });
    const machine = createMachine({
      initial: 'on',
      states: { on: { invoke: { src: inner }, on: { TOGGLE: 'off' } }, off: {} },
    });
    const actor = createActor(machine).start();
    expect(since()).toEqual(['grandchild starts']);
    actor.send({ type: 'TOGGLE' });
    expect(since()).toEqual(['grandchild stops']);
  });
});

describe('a spawned actor', () => {
  const machine = setup({ actors: { worker: worker('worker') } }).createMachine({
    initial: 'a',
    states: {
      a: { entry: spawnChild('worker', { id: 'worker' }), on: { NEXT: 'b' } },
      b: { on: { NEXT: 'c' } },
      c: { type: 'final' },
    },
  });

  test('survives changes of state and stops with its parent', () => {
    const actor = createActor(machine).start();
    expect(since()).toEqual(['worker starts']);
    actor.send({ type: 'NEXT' });
    expect(since()).toEqual([]);
    expect(Object.keys(actor.getSnapshot().children)).toEqual(['worker']);
    actor.stop();
    expect(since()).toEqual(['worker stops']);
  });

  test('stops when its parent is done', () => {
    const actor = createActor(machine).start();
    since();
    actor.send({ type: 'NEXT' });
    actor.send({ type: 'NEXT' });
    expect(since()).toEqual(['worker stops']);
  });
});

describe('invoked actors in a snapshot', () => {
  const machine = setup({ actors: { count: counting() } }).createMachine({
    initial: 'counting',
    states: {
      counting: {
        invoke: { id: 'counter', src: 'count' },
        on: { COUNT: { actions: sendTo('counter', { type: 'COUNT' }) }, STOP: 'stopped' },
      },
      stopped: {},
    },
  });

  function counting() {
    return createMachine({
      initial: 'zero',
      states: { zero: { on: { COUNT: 'one' } }, one: {} },
    });
  }

  test('are found by their id', () => {
    const actor = createActor(machine);
    const children: string[][] = [];
    actor.subscribe({
      next(snapshot) {
        children.push(Object.keys(snapshot.children));
      },
    });
    actor.start();
    actor.send({ type: 'STOP' });
    expect(children).toEqual([['counter'], []]);
  });

  test('are references: they have an id, take events and show their snapshot', () => {
    const actor = createActor(machine).start();
    const child = actor.getSnapshot().children['counter']!;
    expect(child.id).toBe('counter');
    expect(child.getSnapshot().value).toBe('zero');
    child.send({ type: 'COUNT' });
    expect(child.getSnapshot().value).toBe('one');
  });
});
