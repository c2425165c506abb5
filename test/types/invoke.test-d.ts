// An invocation knows its actor: by its name, or by the logic itself.
import type { Observable } from 'rxjs';
import {
  type TimeoutError,
  assign,
  createActor,
  createMachine,
  enqueueActions,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  log,
  raise,
  sendTo,
  setup,
  type PromiseSnapshot,
  type SnapshotFrom,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

interface User {
  id: string;
  name: string;
}
declare const numbers: Observable<number>;

const child = setup({
  types: {
    input: {} as { start: number },
    output: {} as { total: number },
    events: {} as { type: 'add'; value: number },
  },
}).createMachine({ output: { total: 0 } });

const app = setup({
  types: { context: {} as { user: User | undefined; total: number; error: unknown } },
  actors: {
    fetchUser: fromPromise<User, { id: string }>(async ({ input }) => ({ id: input.id, name: '' })),
    count: fromPromise(async () => 1),
    child,
    ticker: fromObservable(() => numbers),
    listen: fromCallback<{ type: 'stop' }, { port: number }>(() => {}),
    reducer: fromTransition((total: number, event: { type: 'add'; value: number }) => {
      return total + event.value;
    }, 0),
  },
  delays: { soon: 10 },
});

export const machine = app.createMachine({
  context: { user: undefined, total: 0, error: undefined },
  initial: 'one',
  invoke: {
    src: 'count',
    onDone: { actions: ({ event }) => expectType<Num<typeof event.output>>() },
  },
  states: {
    one: {
      invoke: {
        id: 'user',
        src: 'fetchUser',
        input: ({ context, event, self }) => {
          void [event.type, self.id];
          return { id: String(context.total) };
        },
        onDone: {
          target: 'two',
          guard: ({ event }) => event.output.name !== '',
          actions: [
            ({ event }) => expectType<Equal<typeof event.output, User>>(),
            assign({ user: ({ event }) => event.output }),
            assign(({ event }) => ({ user: event.output })),
          ],
        },
        onError: {
          actions: [
            ({ event }) => expectType<Equal<typeof event.error, unknown>>(),
            assign({ error: ({ event }) => event.error }),
          ],
        },
        onSnapshot: {
          actions: ({ event }) =>
            expectType<Equal<typeof event.snapshot, PromiseSnapshot<User, { id: string }>>>(),
        },
      },
    },
    two: {
      invoke: [
        {
          src: 'child',
          input: { start: 1 },
          systemId: 'child',
          onDone: [
            { guard: ({ event }) => event.output.total > 1, target: 'three' },
            { actions: assign({ total: ({ event }) => event.output.total }) },
          ],
          onSnapshot: { actions: ({ event }) => event.snapshot.can({ type: 'add', value: 1 }) },
        },
        {
          src: 'ticker',
          onSnapshot: {
            actions: ({ event }) =>
              expectType<Equal<typeof event.snapshot.context, number | undefined>>(),
          },
        },
        {
          src: 'reducer',
          onSnapshot: { actions: assign({ total: ({ event }) => event.snapshot.context }) },
        },
        { src: 'listen', input: { port: 80 } },
        { src: 'count', onDone: 'three', onError: { target: 'one' } },
      ],
    },
    three: {
      initial: 'deep',
      states: {
        deep: {
          invoke: [
            {
              src: fromPromise(async ({ input }: { input: { depth: number } }) => [input.depth]),
              input: ({ context }) => ({ depth: context.total }),
              onDone: {
                actions: [
                  ({ event }) => expectType<Equal<typeof event.output, number[]>>(),
                  assign({ total: ({ event }) => event.output.length }),
                ],
              },
            },
            {
              src: fromPromise(async ({ input }) => String(input.anything)),
              input: { anything: 1 },
              onDone: { actions: ({ event }) => expectType<Equal<typeof event.output, string>>() },
            },
          ],
        },
        deeper: {
          invoke: {
            src: child,
            input: { start: 1 },
            onDone: {
              actions: ({ event }) => expectType<Equal<typeof event.output, { total: number }>>(),
            },
          },
        },
      },
    },
    four: {
      invoke: {
        src: 'fetchUser',
        input: { id: '1' },
        timeout: 'soon',
        retry: {
          maxAttempts: 3,
          delay: 'soon',
          backoff: 'exponential',
          maxDelay: 1000,
          jitter: 0.2,
          when: ({ error, attempt }) => error instanceof Error && attempt < 2,
        },
        onTimeout: {
          target: 'one',
          actions: ({ event }) => expectType<Equal<typeof event.error, TimeoutError>>(),
        },
      },
    },
    five: { invoke: { src: 'count', timeout: 500, retry: { maxAttempts: 2, backoff: 1.5 } } },
  },
});

type Num<T> = Equal<T, number>;

const children = createActor(machine).getSnapshot().children;
expectType<Equal<NonNullable<typeof children.user>['id'], string>>();
expectType<
  Equal<ReturnType<NonNullable<typeof children.user>['getSnapshot']>['output'], User | undefined>
>();

// The actors that `types.children` declares.
const family = setup({
  types: { children: {} as { first: 'child'; second: 'child'; once: 'count' } },
  actors: { child, count: fromPromise(async () => 1) },
});
const parent = family.createMachine({
  invoke: [
    { src: 'child', id: 'first', input: { start: 1 } },
    { src: 'count', id: 'once' },
  ],
});
const declared = createActor(parent).getSnapshot().children;
declared.first?.send({ type: 'add', value: 1 });

// Without a setup nothing is known of names, and everything of a logic.
createMachine({
  invoke: [
    { src: 'anything', input: 1, onDone: { actions: ({ event }) => event.output.anything } },
    {
      src: fromPromise(async () => 1),
      onDone: { actions: ({ event }) => expectType<Num<typeof event.output>>() },
    },
  ],
});

const context = { user: undefined, total: 0, error: undefined };

type Text<T> = Equal<T, string>;
type Same<T> = Equal<T, User>;
interface Point {
  readonly x: number;
}

// In an invocation of a logic that has no name creators know the machine and the output of that very
// logic, at the root and below, alone and in a list, however many there are.
app.createMachine({
  context,
  invoke: {
    src: fromPromise(async () => 'text'),
    onDone: {
      actions: assign({
        total: ({ event }) => {
          expectType<Text<typeof event.output>>();
          return event.output.length;
        },
      }),
    },
  },
  states: {
    a: {
      invoke: {
        src: fromPromise(async (): Promise<User> => ({ id: '', name: '' })),
        onDone: {
          actions: [
            assign({
              user: ({ context, event }) => {
                expectType<Equal<typeof context.total, number>>();
                expectType<Same<typeof event.output>>();
                return event.output;
              },
            }),
            assign(({ event }) => {
              expectType<Same<typeof event.output>>();
              return { user: event.output };
            }),
            raise(({ event }) => {
              expectType<Same<typeof event.output>>();
              return { type: 'named', name: event.output.name };
            }),
            sendTo('someone', ({ event }) => {
              expectType<Same<typeof event.output>>();
              return { type: 'named' };
            }),
            log(({ event }) => expectType<Same<typeof event.output>>()),
            enqueueActions(({ event }) => expectType<Same<typeof event.output>>()),
          ],
        },
        onError: { actions: assign({ error: ({ event }) => event.error }) },
      },
      states: {
        deep: {
          invoke: [
            {
              src: fromPromise(async ({ input }: { input: string }): Promise<Point> => {
                return { x: input.length };
              }),
              input: ({ context }) => String(context.total),
              onDone: [
                { guard: ({ event }) => event.output.x > 1, target: 'deep' },
                { actions: assign({ total: ({ event }) => Math.max(event.output.x, 1) }) },
              ],
            },
            {
              src: fromPromise(async ({ self }) => self.id),
              onDone: {
                actions: assign({
                  total: ({ event }) => {
                    expectType<Text<typeof event.output>>();
                    return event.output.length;
                  },
                }),
              },
            },
            {
              src: 'count',
              onDone: {
                actions: assign({
                  total: ({ event }) => {
                    expectType<Num<typeof event.output>>();
                    return event.output;
                  },
                }),
              },
            },
          ],
        },
      },
    },
    b: {
      invoke: {
        src: child,
        input: { start: 1 },
        onDone: { actions: assign({ total: ({ event }) => event.output.total }) },
        onSnapshot: {
          actions: assign({
            total: ({ event }) => {
              expectType<
                Equal<typeof event.snapshot.status, 'active' | 'done' | 'error' | 'stopped'>
              >();
              return 1;
            },
          }),
        },
      },
    },
  },
});
createMachine({
  types: {} as { context: { user: User | undefined } },
  context: { user: undefined },
  states: {
    loading: {
      invoke: {
        src: fromPromise(async (): Promise<User> => ({ id: '', name: '' })),
        onDone: {
          actions: assign({
            user: ({ event }) => {
              expectType<Same<typeof event.output>>();
              return event.output;
            },
          }),
        },
      },
    },
  },
});

// States whose type is an interface have no index signature.
interface Lights {
  red: { on: { NEXT: 'green' } };
  green: { on: { NEXT: 'red' }; invoke: { src: 'count' } };
}
export const lights = app.createMachine({ context, initial: 'red', states: {} as Lights });
expectType<Equal<SnapshotFrom<typeof lights>['value'], 'red' | 'green'>>();

// --- refused -------------------------------------------------------------------------------

app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: fromPromise(async () => 'text'),
        onDone: {
          actions: assign({
            // @ts-expect-error -- the output is a string
            total: ({ event }) => event.output,
          }),
        },
      },
    },
    b: {
      invoke: {
        src: fromPromise(async () => 1),
        onDone: {
          actions: assign({
            // @ts-expect-error -- the output is a number
            user: ({ event }) => event.output,
          }),
        },
      },
    },
    c: {
      invoke: [
        {
          src: fromPromise(async () => 1),
          onDone: {
            // @ts-expect-error -- the output is a number
            actions: raise(({ event }) => ({ type: event.output.name })),
          },
        },
        {
          src: fromPromise(async (): Promise<User> => ({ id: '', name: '' })),
          onDone: {
            // @ts-expect-error -- the user has no such property
            actions: sendTo('someone', ({ event }) => ({ type: event.output.title })),
          },
        },
      ],
    },
  },
});
createMachine({
  types: {} as { context: { total: number } },
  context: { total: 0 },
  states: {
    a: {
      invoke: {
        src: fromPromise(async () => 'text'),
        onDone: {
          actions: assign({
            // @ts-expect-error -- the output is a string
            total: ({ event }) => event.output,
          }),
        },
      },
    },
  },
});
interface Lost {
  red: { on: { NEXT: 'blue' } };
}
createMachine({
  initial: 'red',
  // @ts-expect-error -- there is no such state
  states: {} as Lost,
});

// Each by itself: with nothing else in the machine that asks for a closer look.
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: 'fetchUser',
        // @ts-expect-error -- the id is a string
        input: { id: 1 },
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: 'fetchUser',
        // @ts-expect-error -- the id is a string
        input: ({ context }) => ({ id: context.total }),
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: 'count',
        onDone: {
          // @ts-expect-error -- the output is a number
          actions: ({ event }) => event.output.name,
        },
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: 'count',
        // @ts-expect-error -- there is no such property
        onComplete: 'b',
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        // @ts-expect-error -- there is no such actor
        src: 'fetchUsers',
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        // @ts-expect-error -- the actor needs an input
        src: 'fetchUser',
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        // @ts-expect-error -- an invocation needs a src
        id: 'nobody',
      },
    },
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: {
        src: fromPromise(async () => 'text'),
        onDone: {
          // @ts-expect-error -- the context has no such property
          actions: assign({ totals: 1 }),
        },
      },
    },
  },
});

app.createMachine({
  context,
  invoke: {
    // @ts-expect-error -- there is no such actor
    src: 'fetchUsers',
  },
});
app.createMachine({
  context,
  states: {
    a: {
      invoke: [
        {
          src: 'fetchUser',
          // @ts-expect-error -- the id is a string
          input: { id: 1 },
        },
        {
          src: 'fetchUser',
          // @ts-expect-error -- the id is a string
          input: () => ({ id: 1 }),
        },
        {
          // @ts-expect-error -- the actor needs an input
          src: 'fetchUser',
        },
        {
          // @ts-expect-error -- so does the logic of one
          src: child,
        },
        {
          src: child,
          // @ts-expect-error -- the start is a number
          input: { start: '1' },
        },
        {
          src: 'count',
          // @ts-expect-error -- there is no such property
          onComplete: 'b',
        },
        {
          src: 'count',
          onDone: {
            // @ts-expect-error -- the output is a number
            actions: ({ event }) => event.output.name,
          },
          onError: {
            // @ts-expect-error -- nobody knows what the error is
            actions: ({ event }) => event.error.message,
          },
        },
        {
          src: 'count',
          // @ts-expect-error -- there is no such delay
          timeout: 'later',
        },
        {
          src: 'count',
          retry: {
            maxAttempts: 1,
            // @ts-expect-error -- there is no such way to grow
            backoff: 'quadratic',
          },
        },
        {
          src: 'count',
          onDone: {
            // @ts-expect-error -- a number is no user
            actions: assign({ user: ({ event }) => event.output }),
          },
        },
      ],
    },
  },
});
family.createMachine({
  invoke: {
    src: 'count',
    // @ts-expect-error -- `first` is a child machine
    id: 'first',
  },
});
family.createMachine({
  invoke: {
    // @ts-expect-error -- a declared child needs its id
    src: 'count',
  },
});
// @ts-expect-error -- there is no such child
void declared.third;
// @ts-expect-error -- the child has no such event
declared.first?.send({ type: 'remove' });
setup({
  types: { children: {} as { first: 'child' } },
  // @ts-expect-error -- the actor that `children` speaks of is missing
  actors: {},
});
