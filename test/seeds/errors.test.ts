import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromObservable,
  fromPromise,
  setup,
  waitFor,
} from 'detent';
import { throwError } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { printed, settled } from './printed.ts';
import { macrotask, uncaughtErrors } from './uncaught-errors.ts';

describe('an error of an invoked actor', () => {
  test('is handled by onError', async () => {
    const fetchUser = fromPromise(async () => {
      throw new Error('no user');
    });
    const machine = setup({
      types: { context: {} as { error: unknown } },
      actors: { fetchUser },
    }).createMachine({
      context: { error: undefined },
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: 'fetchUser',
            onError: {
              target: 'failure',
              actions: assign({ error: ({ event }) => event.error }),
            },
          },
        },
        failure: {},
      },
    });
    const actor = createActor(machine).start();
    await waitFor(actor, (snapshot) => snapshot.matches('failure'));
    expect(actor.getSnapshot().context.error).toEqual(new Error('no user'));
  });

  test('is printed by an action of onError', async () => {
    const errors = printed('error');
    const machine = setup({
      actors: { getUser: fromPromise(() => Promise.reject('no user')) },
    }).createMachine({
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: 'getUser',
            onError: {
              target: 'failure',
              actions: ({ event }) => {
                console.error(event.error);
              },
            },
          },
        },
        failure: {},
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toBe('failure');
    expect(errors).toEqual(['no user']);
  });

  const failing = [
    ['a promise', fromPromise(() => Promise.reject(new Error('broken')))],
    [
      'a callback',
      fromCallback(() => {
        throw new Error('broken');
      }),
    ],
    ['an observable', fromObservable(() => throwError(() => new Error('broken')))],
    [
      'a machine',
      createMachine({
        entry: () => {
          throw new Error('broken');
        },
      }),
    ],
  ] as const;

  test.each(failing)('without onError is seen by an observer of the parent: %s', async (_, src) => {
    const uncaught = uncaughtErrors();
    const errors = printed('error');
    const actor = createActor(createMachine({ invoke: { src: src as (typeof failing)[0][1] } }));
    actor.subscribe({
      error: (err) => {
        console.error(err);
      },
    });
    actor.start();
    await macrotask();
    expect(errors).toEqual([new Error('broken')]);
    expect(actor.getSnapshot().status).toBe('error');
    expect(actor.getSnapshot().error).toEqual(new Error('broken'));
    expect(uncaught).toEqual([]);
  });

  test.each(failing)('without onError and observer reaches the host: %s', async (_, src) => {
    const uncaught = uncaughtErrors();
    const actor = createActor(createMachine({ invoke: { src: src as (typeof failing)[0][1] } }));
    expect(() => actor.start()).not.toThrow();
    expect(uncaught).toEqual([]);
    await macrotask();
    expect(uncaught).toEqual([new Error('broken')]);
    expect(actor.getSnapshot().status).toBe('error');
  });

  test('is missed by a machine that has onDone alone', async () => {
    const uncaught = uncaughtErrors();
    const fetchData = fromPromise(() => Promise.reject(new Error('no data')));
    const bad = setup({ actors: { fetchData } }).createMachine({
      initial: 'loading',
      states: {
        loading: {
          // BAD: an unhandled rejection will throw
          invoke: { src: 'fetchData', onDone: 'success' },
        },
        success: {},
      },
    });
    const good = setup({ actors: { fetchData } }).createMachine({
      initial: 'loading',
      states: {
        loading: {
          // GOOD: always handle errors
          invoke: {
            src: 'fetchData',
            onDone: { target: 'success' },
            onError: { target: 'error' },
          },
        },
        success: {},
        error: {},
      },
    });
    const [badActor, goodActor] = [createActor(bad).start(), createActor(good).start()];
    await macrotask();
    expect(badActor.getSnapshot().status).toBe('error');
    expect(goodActor.getSnapshot().value).toBe('error');
    expect(uncaught).toEqual([new Error('no data')]);
  });
});

describe('an error of an action', () => {
  const machine = createMachine({
    initial: 'a',
    states: {
      a: { on: { GO: 'b' } },
      b: {
        entry: () => {
          throw new Error('action failed');
        },
      },
    },
  });

  test('is handled by a subscriber of the machine', () => {
    const errors = printed('error');
    const actor = createActor(machine);
    actor.subscribe({
      error: (err) => {
        console.error(err);
      },
    });
    actor.start();
    expect(() => actor.send({ type: 'GO' })).not.toThrow();
    expect(errors).toEqual([new Error('action failed')]);
    expect(actor.getSnapshot().status).toBe('error');
    expect(actor.getSnapshot().value).toBe('a');
  });

  test('without one reaches the host, and never the sender of the event', async () => {
    const uncaught = uncaughtErrors();
    const actor = createActor(machine).start();
    expect(() => actor.send({ type: 'GO' })).not.toThrow();
    expect(uncaught).toEqual([]);
    await macrotask();
    expect(uncaught).toEqual([new Error('action failed')]);
  });
});

describe('actions', () => {
  test('are not awaited', async () => {
    const log = printed();
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          // BAD: actions are not awaited
          entry: async () => {
            await Promise.resolve();
            console.log('fetched');
          },
          always: 'b',
        },
        b: {
          entry: () => console.log('in b'),
        },
      },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().value).toBe('b');
    await settled();
    expect(log).toEqual(['in b', 'fetched']);
  });

  test('do not wait where an invocation does', async () => {
    const log = printed();
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          // GOOD: use invoke for async
          invoke: {
            src: fromPromise(async () => {
              await Promise.resolve();
              console.log('fetched');
            }),
            onDone: 'b',
          },
        },
        b: {
          entry: () => console.log('in b'),
        },
      },
    });
    createActor(machine).start();
    await settled();
    expect(log).toEqual(['fetched', 'in b']);
  });
});
