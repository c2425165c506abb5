import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  fromTransition,
  InvalidConfigError,
  sendTo,
  setup,
  waitFor,
} from 'detent';
import { createMachine as createXstateMachine } from 'xstate';
import { describe, expect, test, vi } from 'vitest';
import { printed, settled } from './printed.ts';

describe('the source of an invocation', () => {
  const workflow = fromPromise(async () => 'worked');

  test('may be logic written in place', async () => {
    const machine = createMachine({
      initial: 'working',
      states: {
        working: { invoke: { src: fromPromise(async () => 'worked'), onDone: 'finished' } },
        finished: {},
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toBe('finished');
  });

  test('may be logic from the same scope', async () => {
    const logic = fromPromise(async () => 'worked');
    const machine = createMachine({
      initial: 'working',
      states: {
        working: { invoke: { src: logic, onDone: 'finished' } },
        finished: {},
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toBe('finished');
  });

  test('may be a name for logic that is provided later', async () => {
    const log = printed();
    const machine = createMachine({
      invoke: {
        src: 'workflow', // string reference
        onDone: { actions: ({ event }) => console.log(event.output) },
      },
    });
    const actor = createActor(
      machine.provide({
        actors: {
          workflow,
        },
      }),
    );
    actor.start();
    await settled();
    expect(log).toEqual(['worked']);
  });

  test('must be provided before the state is entered', () => {
    const machine = createMachine({ invoke: { src: 'workflow' } });
    const actor = createActor(machine);
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    expect(errors).toEqual([expect.objectContaining({ code: 'E303' })]);
    expect(actor.getSnapshot().status).toBe('error');
  });
});

describe('onDone, onError and onSnapshot', () => {
  const fetchItem = (logic: () => Promise<string>) =>
    setup({ actors: { fetchItem: fromPromise(logic) } });

  test('may be objects with a target and actions', async () => {
    const log = printed('log');
    const errors = printed('error');
    const run = async (logic: () => Promise<string>) => {
      const machine = fetchItem(logic).createMachine({
        initial: 'loading',
        states: {
          loading: {
            invoke: {
              src: 'fetchItem',
              onDone: {
                target: 'success',
                actions: ({ event }) => {
                  console.log(event.output);
                },
              },
              onError: {
                target: 'error',
                actions: ({ event }) => {
                  console.error(event.error);
                },
              },
            },
          },
          success: {},
          error: {},
        },
      });
      const actor = createActor(machine).start();
      await settled();
      return actor.getSnapshot().value;
    };
    expect(await run(async () => 'item')).toBe('success');
    expect([log, errors]).toEqual([['item'], []]);
    expect(await run(async () => Promise.reject('no item'))).toBe('error');
    expect([log, errors]).toEqual([['item'], ['no item']]);
  });

  test.each([
    ['success', async () => 'item'],
    ['error', async () => Promise.reject(new Error('no item'))],
  ])('may be the target alone: %s', async (value, logic) => {
    const machine = fetchItem(logic).createMachine({
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: 'fetchItem',
            onDone: 'success',
            onError: 'error',
          },
        },
        success: {},
        error: {},
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toBe(value);
  });

  test('onSnapshot sees every snapshot of a promise while it is active', async () => {
    const log: unknown[] = [];
    const machine = setup({ actors: { getUser: fromPromise(async () => 'David') } }).createMachine({
      invoke: {
        id: 'getUser',
        src: 'getUser',
        onSnapshot: {
          actions: ({ event }) => log.push([event.type, event.snapshot.status]),
        },
      },
    });
    createActor(machine).start();
    await settled();
    expect(log).toEqual([['xstate.snapshot.getUser', 'active']]);
  });

  test('onDone is never taken for a callback', async () => {
    const heard: unknown[] = [];
    const machine = createMachine({
      invoke: {
        src: fromCallback(() => undefined),
        onDone: { actions: ({ event }) => heard.push(event) },
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(heard).toEqual([]);
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('everything together', async () => {
    const snapshots: unknown[] = [];
    const machine = setup({
      types: { context: {} as { userId: string; user?: unknown; error?: unknown } },
      actors: { fetchUser: fromPromise(async ({ input }: { input: { userId: string } }) => input) },
    }).createMachine({
      context: { userId: '42' },
      initial: 'loading',
      states: {
        loading: {
          invoke: {
            src: 'fetchUser', // Actor logic name (from setup) or inline logic
            id: 'userFetcher', // Unique ID within parent
            input: ({ context }) => ({ userId: context.userId }), // Input data
            onDone: {
              // When actor completes successfully
              target: 'success',
              actions: assign({ user: ({ event }) => event.output }),
            },
            onError: {
              // When actor throws/rejects
              target: 'failure',
              actions: assign({ error: ({ event }) => event.error }),
            },
            onSnapshot: {
              // When actor emits a new snapshot
              actions: ({ event }) => snapshots.push(event.snapshot),
            },
          },
        },
        success: {},
        failure: {},
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toBe('success');
    expect(actor.getSnapshot().context).toEqual({ userId: '42', user: { userId: '42' } });
    expect(snapshots).toEqual([
      { status: 'active', output: undefined, error: undefined, input: { userId: '42' } },
    ]);
  });
});

describe('the input of an invocation', () => {
  test('may be a value', () => {
    const inputs: unknown[] = [];
    const machine = setup({
      actors: { liveFeedback: fromCallback(({ input }) => void inputs.push(input)) },
    }).createMachine({
      invoke: {
        src: 'liveFeedback',
        input: {
          domain: 'stately.ai',
        },
      },
    });
    createActor(machine).start();
    expect(inputs).toEqual([{ domain: 'stately.ai' }]);
  });

  test('may be a function of the context and the event', async () => {
    const requested: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      requested.push(url);
      return new Response('{"name":"David"}');
    });
    const machine = setup({
      types: {
        context: {} as { endpoint: string; user: unknown },
        events: {} as { type: 'FETCH'; userId: string },
      },
      actors: {
        fetchUser: fromPromise(
          ({ input: { endpoint, userId } }: { input: { endpoint: string; userId: string } }) => {
            return fetch(`${endpoint}/${userId}`).then((res) => res.json());
          },
        ),
      },
    }).createMachine({
      context: { endpoint: 'https://example.com/users', user: undefined },
      initial: 'idle',
      states: {
        idle: { on: { FETCH: 'loading' } },
        loading: {
          invoke: {
            src: 'fetchUser',
            input: ({ context, event }) => ({
              endpoint: context.endpoint,
              userId: event.userId,
            }),
            onDone: { target: 'loaded', actions: assign({ user: ({ event }) => event.output }) },
          },
        },
        loaded: {},
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'FETCH', userId: '42' });
    await waitFor(actor, (snapshot) => snapshot.matches('loaded'));
    vi.unstubAllGlobals();
    expect(requested).toEqual(['https://example.com/users/42']);
    expect(actor.getSnapshot().context.user).toEqual({ name: 'David' });
  });

  test('replaces a factory function around a machine', () => {
    const machine = setup({
      types: {
        input: {} as { userId: string },
        context: {} as { userId: string; data: null | object },
      },
    }).createMachine({
      context: ({ input }) => ({
        userId: input.userId,
        data: null,
      }),
    });
    const actor = createActor(machine, { input: { userId: '42' } });
    expect(actor.getSnapshot().context).toEqual({ userId: '42', data: null });
  });
});

describe('the output of a machine', () => {
  test('is made when a final state is reached, and comes with onDone', () => {
    const log = printed();
    const machine = setup({
      types: { context: {} as { processedData: number } },
    }).createMachine({
      context: { processedData: 42 },
      initial: 'done',
      states: {
        done: { type: 'final' },
      },
      output: ({ context }) => ({ result: context.processedData }),
    });
    const parent = setup({ actors: { childMachine: machine } }).createMachine({
      invoke: {
        src: 'childMachine',
        onDone: {
          actions: ({ event }) => console.log(event.output),
        },
      },
    });
    createActor(parent).start();
    expect(log).toEqual([{ result: 42 }]);
  });
});

describe('an array of invocations', () => {
  const vitalsWorkflow = {
    states: {
      CheckVitals: {
        invoke: [
          { src: 'checkTirePressure' },
          { src: 'checkOilPressure' },
          { src: 'checkCoolantLevel' },
          { src: 'checkBattery' },
        ],
      },
    },
  };

  test('is refused as printed, because the machine has no initial state', () => {
    expect(() => createMachine(vitalsWorkflow as never)).toThrow(InvalidConfigError);
    expect(() => createMachine(vitalsWorkflow as never)).toThrow(
      'E103 (machine) initial: no initial state. Add initial: "CheckVitals"',
    );
    expect(() => createXstateMachine(vitalsWorkflow as never)).toThrow('No initial state');
  });

  test('starts one actor for each', () => {
    const started: string[] = [];
    const stopped: string[] = [];
    const check = (name: string) =>
      fromCallback(() => {
        started.push(name);
        return () => stopped.push(name);
      });
    const machine = setup({
      actors: {
        checkTirePressure: check('tire pressure'),
        checkOilPressure: check('oil pressure'),
        checkCoolantLevel: check('coolant level'),
        checkBattery: check('battery'),
      },
    }).createMachine({
      ...(vitalsWorkflow as object),
      initial: 'CheckVitals',
    });
    const actor = createActor(machine).start();
    expect(started).toEqual(['tire pressure', 'oil pressure', 'coolant level', 'battery']);
    expect(Object.keys(actor.getSnapshot().children)).toEqual([
      '0.(machine).CheckVitals',
      '1.(machine).CheckVitals',
      '2.(machine).CheckVitals',
      '3.(machine).CheckVitals',
    ]);
    actor.stop();
    expect(stopped).toEqual(started);
  });

  test('makes a new actor for each, also of the same source', () => {
    const machine = setup({
      actors: {
        someActor: fromTransition((count: number) => count + 1, 0),
        logActor: fromCallback(() => undefined),
      },
    }).createMachine({
      invoke: [
        { id: 'actor1', src: 'someActor' },
        { id: 'actor2', src: 'someActor' },
        { id: 'logActor', src: 'logActor' },
      ],
      on: { COUNT: { actions: sendTo('actor1', { type: 'COUNT' }) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'COUNT' });
    const { actor1, actor2, logActor } = actor.getSnapshot().children as Record<string, any>;
    expect(actor1!.getSnapshot().context).toBe(1);
    expect(actor2!.getSnapshot().context).toBe(0);
    expect(logActor!.id).toBe('logActor');
  });

  test('reports each result under its own id', async () => {
    const heard: unknown[] = [];
    const machine = setup({
      actors: {
        checkAuth: fromPromise(async () => 'user'),
        loadConfig: fromPromise(async () => ({ dark: true })),
      },
    }).createMachine({
      invoke: [
        { src: 'checkAuth', id: 'auth', onDone: { actions: ({ event }) => heard.push(event) } },
        { src: 'loadConfig', id: 'config', onDone: { actions: ({ event }) => heard.push(event) } },
      ],
    });
    createActor(machine).start();
    await settled();
    expect(heard).toEqual([
      { type: 'xstate.done.actor.auth', output: 'user', actorId: 'auth' },
      { type: 'xstate.done.actor.config', output: { dark: true }, actorId: 'config' },
    ]);
  });

  test('may target children of the invoking state', async () => {
    const machine = setup({
      actors: {
        checkAuth: fromPromise(async () => 'user'),
        loadConfig: fromPromise(() => new Promise(() => {})),
      },
    }).createMachine({
      initial: 'checking',
      states: {
        checking: {
          initial: 'waiting',
          states: { waiting: {}, authDone: {}, configDone: {} },
          invoke: [
            { src: 'checkAuth', id: 'auth', onDone: '.authDone' },
            { src: 'loadConfig', id: 'config', onDone: '.configDone' },
          ],
        },
      },
    });
    const actor = createActor(machine).start();
    await settled();
    expect(actor.getSnapshot().value).toEqual({ checking: 'authDone' });
  });
});

describe('examples that leave out the initial state', () => {
  const idle = { on: { FETCH: { target: 'loading' } } };
  const fetchUser = fromPromise(async ({ input }: { input: { userId: string } }) => ({
    name: `User ${input.userId}`,
  }));

  test.each([
    ['the cheatsheet of one actor', { states: { idle, loading: {} } }, 'idle'],
    ['the cheatsheet of several', { states: { CheckVitals: {} } }, 'CheckVitals'],
    ['the provided logic', { states: { loading: { invoke: { src: 'fetchUser' } } } }, 'loading'],
  ])('are refused by both libraries: %s', (_, config, first) => {
    expect(() => createMachine(config as never)).toThrow(`Add initial: "${first}"`);
    expect(() => createXstateMachine(config as never)).toThrow('No initial state');
  });

  test('run with one', async () => {
    const userMachine = setup({
      types: { context: {} as { userId: string; user?: unknown; error?: unknown } },
      actors: { getUser: fetchUser },
    }).createMachine({
      context: { userId: '42' },
      initial: 'idle',
      states: {
        idle: {
          on: {
            FETCH: { target: 'loading' },
          },
        },
        loading: {
          invoke: {
            id: 'getUser',
            src: 'getUser',
            input: ({ context: { userId } }) => ({ userId }),
            onDone: {
              target: 'success',
              actions: assign({ user: ({ event }) => event.output }),
            },
            onError: {
              target: 'failure',
              actions: assign({ error: ({ event }) => event.error }),
            },
          },
        },
        success: {},
        failure: {
          on: {
            RETRY: { target: 'loading' },
          },
        },
      },
    });
    const actor = createActor(userMachine).start();
    actor.send({ type: 'FETCH' });
    await settled();
    expect(actor.getSnapshot().value).toBe('success');
    expect(actor.getSnapshot().context.user).toEqual({ name: 'User 42' });
  });
});

test('typed input and output of a provided promise', async () => {
  interface User {
    id: string;
    name: string;
  }
  vi.stubGlobal('fetch', async (url: string) => new Response(JSON.stringify({ id: url })));
  const machine = setup({
    types: { context: {} as { user: User | null; userId: string } },
    actors: {
      fetchUser: fromPromise<User, { userId: string }>(async ({ input }) => {
        const response = await fetch(`https://example.com/${input.userId}`);
        return response.json() as Promise<User>;
      }),
    },
  }).createMachine({
    context: {
      user: null,
      userId: '42',
    },
    initial: 'idle',
    states: {
      idle: {
        on: {
          editUserDetails: { target: 'loadingUser' },
        },
      },
      loadingUser: {
        invoke: {
          src: 'fetchUser',
          input: ({ context }) => ({
            userId: context.userId, // Type enforced to be string
          }),
          onDone: {
            actions: assign({
              user: ({ event }) => event.output, // Strongly typed as User
            }),
          },
        },
      },
    },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'editUserDetails' });
  await waitFor(actor, ({ context }) => context.user !== null);
  vi.unstubAllGlobals();
  expect(actor.getSnapshot().context.user).toEqual({ id: 'https://example.com/42' });
});
