// The document on `invoke`, as it is printed. What it assumes to exist is declared above the
// examples, what it leaves out with `...` stays a comment.
import { fromEvent, interval } from 'rxjs';
import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
  setup,
  type EventObject,
  type Subscribable,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

export function theFirstExample() {
  const fetchUser = (userId: string) =>
    fetch(`https://example.com/${userId}`).then((response) => response.text());

  const userMachine = setup({
    types: {
      context: {} as {
        userId: string;
        user: object | undefined;
        error: unknown;
      },
    },
    actors: {
      fetchUser: fromPromise(async ({ input }) => {
        const user = await fetchUser(input.userId);
        return user;
      }),
    },
  }).createMachine({
    id: 'user',
    initial: 'idle',
    context: {
      userId: '42',
      user: undefined,
      error: undefined,
    },
    states: {
      idle: {
        on: {
          FETCH: { target: 'loading' },
        },
      },
      loading: {
        invoke: {
          id: 'getUser',
          src: 'fetchUser',
          input: ({ context: { userId } }) => ({ userId }),
          onDone: {
            target: 'success',
            // The output is a string, and `user` an object. TypeScript accepts the line because a
            // function may stand here as a value, too, and a function is an object.
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

  // The line in question, where it is checked.
  setup({
    types: { context: {} as { user: { name: string } | undefined } },
    actors: { fetchUser: fromPromise(async ({ input }) => await fetchUser(input.userId)) },
  }).createMachine({
    context: { user: undefined },
    invoke: {
      src: 'fetchUser',
      onDone: {
        actions: [
          ({ event }) => expectType<Equal<typeof event.output, string>>(),
          // @ts-expect-error -- a string is no user
          assign({ user: ({ event }) => event.output }),
        ],
      },
    },
  });
  return userMachine;
}

export function onTheRoot() {
  const interactiveMachine = createMachine({
    invoke: {
      // The document imports `fromEventObservable` from rxjs; it is one of ours.
      src: fromEventObservable(
        () => fromEvent(document.body, 'click') as Subscribable<EventObject>,
      ),
    },
    on: {
      click: {
        actions: ({ event }) => console.log(event),
      },
    },
  });
  return interactiveMachine;
}

export function severalActors() {
  return createMachine({
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
  });
}

export function errors() {
  const machine = createMachine({
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
  const actor = createActor(machine);
  actor.subscribe({
    error: (err) => {
      console.error(err);
    },
  });
}

export function inlineAndProvidedSources() {
  createMachine({
    invoke: {
      src: fromPromise(() => fetch('/api')),
    },
  });

  const logic = fromPromise(() => fetch('/api'));
  createMachine({
    // …
    invoke: {
      src: logic,
    },
  });

  const machine = createMachine({
    // …
    invoke: {
      src: 'workflow', // string reference
    },
  });
  const actor = createActor(
    machine.provide({
      actors: {
        workflow: fromPromise(async () => 'done'), // provided
      },
    }),
  );
  return actor;
}

export function transitionsOfAnInvocation() {
  createMachine({
    states: {
      a: {
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
      b: { invoke: { src: 'fetchItem', onDone: 'success', onError: 'error' } },
      c: {
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
      d: { invoke: { src: 'getUser', onError: 'failure' } },
      e: {
        invoke: {
          src: 'getUser',
          onSnapshot: {
            actions: ({ event }) => console.log(event.snapshot),
          },
        },
      },
      success: {},
      error: {},
      failure: {},
    },
  });
}

export function inputs() {
  createMachine({
    invoke: {
      src: 'liveFeedback',
      input: {
        domain: 'stately.ai',
      },
    },
  });
  createMachine({
    invoke: {
      src: fromPromise(({ input: { endpoint, userId } }) => {
        return fetch(`${endpoint}/${userId}`).then((res) => res.json());
      }),
      input: ({ context, event }) => ({
        endpoint: context.endpoint,
        userId: event.userId,
      }),
    },
  });
}

export function invokingPromises() {
  const fetchUser = (userId: string) =>
    fetch(`/api/users/${userId}`).then((response) => response.json());

  return setup({
    types: {
      context: {} as {
        userId: string;
        user: object | undefined;
        error: unknown;
      },
    },
  }).createMachine({
    id: 'user',
    initial: 'idle',
    context: {
      userId: '42',
      user: undefined,
      error: undefined,
    },
    states: {
      idle: {
        on: {
          FETCH: { target: 'loading' },
        },
      },
      loading: {
        invoke: {
          id: 'getUser',
          src: fromPromise(({ input }) => fetchUser(input.userId)),
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
}

export function promiseRejection(getSearchResults: (query: string) => object) {
  const search = (query: string) =>
    new Promise((resolve, reject) => {
      if (!query.length) {
        return reject('No query specified');
        // or:
        // throw new Error('No query specified');
      }
      return resolve(getSearchResults(query));
    });

  // ...
  return setup({
    types: {
      context: {} as {
        results: object | undefined;
        errorMessage: unknown;
      },
    },
  }).createMachine({
    id: 'search',
    initial: 'idle',
    context: {
      results: undefined,
      errorMessage: undefined,
    },
    states: {
      idle: {
        on: {
          SEARCH: { target: 'searching' },
        },
      },
      searching: {
        invoke: {
          id: 'search',
          src: fromPromise(({ input: { query } }) => search(query)),
          input: ({ event }) => ({ query: event.query }),
          onError: {
            target: 'failure',
            actions: assign({
              errorMessage: ({ context, event }) => {
                // event is:
                // { type: 'xstate.error.actor.<id>', error: 'No query specified' }
                void context;
                return event.error;
              },
            }),
          },
          onDone: {
            target: 'success',
            actions: assign({ results: ({ event }) => event.output }),
          },
        },
      },
      success: {},
      failure: {},
    },
  });
}

export function invokingCallbacks() {
  return setup({
    actors: {
      someCallback: fromCallback(({ input, sendBack, receive }) => {
        // ...
        void [input, sendBack, receive];
      }),
    },
  }).createMachine({
    // ...
    invoke: {
      src: 'someCallback',
      input: {/* ... */},
    },
  });
}

export function invokingObservables() {
  const machine = setup({
    actors: {
      someObservable: fromObservable(({ input }: { input: number }) => {
        // @ts-expect-error -- a slip of the document: the input is declared to be a number, which has no `ms`
        return interval(input.ms);
      }),
    },
  }).createMachine({
    // ...
    invoke: {
      src: 'someObservable',
      // @ts-expect-error -- the same slip: the input is declared to be a number, and an object is given
      input: { ms: 1000 },
      onSnapshot: {
        actions: ({ event }) => {
          console.log(event.snapshot.context); // 1, 2, 3, ...
        },
      },
    },
  });

  // As it is meant.
  const meant = setup({
    actors: {
      someObservable: fromObservable(({ input }: { input: { ms: number } }) => {
        return interval(input.ms);
      }),
    },
  }).createMachine({
    invoke: {
      src: 'someObservable',
      input: { ms: 1000 },
      onSnapshot: {
        actions: ({ event }) => {
          expectType<Equal<typeof event.snapshot.context, number | undefined>>();
        },
      },
    },
  });
  return [machine, meant];
}

export function invokingEventObservables() {
  const mouseClicks = fromEventObservable(() => fromEvent<MouseEvent>(document.body, 'click'));

  return setup({
    actors: {
      mouseClicks,
    },
  }).createMachine({
    // ...
    invoke: {
      src: 'mouseClicks',
      // No `onSnapshot` or `onDone` needed; events are sent directly to
      // the machine actor
    },
    on: {
      // Sent by the event observable actor
      click: {
        // ...
      },
    },
  });
}

export function invokingTransitions() {
  return setup({
    actors: {
      someTransition: fromTransition((state, event, { input }) => {
        // ...
        void [event, input];
        return state;
      }),
    },
  }).createMachine({
    // ...
    invoke: {
      src: 'someTransition',
      input: {/* ... */},
      onSnapshot: {
        actions: ({ event }) => {
          // @ts-expect-error -- a slip of the document: the event has a `snapshot`, and that has the context
          console.log(event.context);
        },
      },
    },
  });
}

export function invokingMachines() {
  const childMachine = setup({/* ... */}).createMachine({
    context: ({ input }) => ({
      // ...
      given: input,
    }),
    // ...
  });

  return setup({
    actors: {
      someMachine: childMachine,
    },
  }).createMachine({
    // ...
    invoke: {
      src: 'someMachine',
      input: {/* ... */},
    },
  });
}

export function sendingResponses() {
  createMachine({
    // Parent
    entry: sendTo('childActor', ({ self }) => ({
      type: 'ping',
      sender: self,
    })),
    // Child
    exit: sendTo(({ event }) => event.sender, { type: 'pong' }),
  });

  const authServerMachine = createMachine({
    id: 'server',
    initial: 'waitingForCode',
    states: {
      waitingForCode: {
        on: {
          CODE: {
            actions: sendTo(({ event }) => event.sender, { type: 'TOKEN' }, { delay: 1000 }),
          },
        },
      },
    },
  });

  const authClientMachine = createMachine({
    id: 'client',
    initial: 'idle',
    states: {
      idle: {
        on: {
          AUTH: { target: 'authorizing' },
        },
      },
      authorizing: {
        invoke: {
          id: 'auth-server',
          src: authServerMachine,
        },
        entry: sendTo('auth-server', ({ self }) => ({
          type: 'CODE',
          sender: self,
        })),
        on: {
          TOKEN: { target: 'authorized' },
        },
      },
      authorized: {
        type: 'final',
      },
    },
  });
  return authClientMachine;
}

export function multipleActors() {
  createMachine({
    invoke: [
      { id: 'actor1', src: 'someActor' },
      { id: 'actor2', src: 'someActor' },
      { id: 'logActor', src: 'logActor' },
    ],
  });
}

export function testingAndChildren() {
  const countLogic = fromTransition((count: number) => count + 1, 0);

  const machine = setup({
    actors: {
      countLogic,
    },
  }).createMachine({
    invoke: {
      src: 'countLogic',
    },
  });

  const actor = createActor(machine);
  actor.subscribe({
    next(snapshot) {
      console.log(Object.keys(snapshot.children));
    },
  });
}

export function invokeAndTypeScript() {
  interface User {
    id: string;
    name: string;
  }

  return setup({
    actors: {
      fetchUser: fromPromise<User, { userId: string }>(async ({ input }) => {
        const response = await fetch(`https://example.com/${input.userId}`);
        return response.json();
      }),
    },
  }).createMachine({
    // ...
    context: {
      user: null,
      userId: 42,
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
              user: ({ event }) => {
                expectType<Equal<typeof event.output, User>>();
                return event.output; // Strongly typed as User
              },
            }),
          },
        },
      },
    },
  });
}

export function cheatsheet() {
  const fetchUser = (userId: string) =>
    fetch(`https://example.com/${userId}`).then((response) => response.text());

  return setup({
    actors: {
      getUser: fromPromise(async ({ input }: { input: { userId: string } }) => {
        const data = await fetchUser(input.userId);
        return data;
      }),
    },
  }).createMachine({
    // …
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
}
