// The document on actors and invocation, as it is printed. Fragments stand in a machine around them.
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
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
  toPromise,
  type AnyActorRef,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

export function promiseActors() {
  return fromPromise(async ({ input }: { input: { userId: string } }) => {
    const res = await fetch(`/api/users/${input.userId}`);
    if (!res.ok) throw new Error('Failed');
    return res.json(); // This becomes event.output in onDone
  });
}

export function callbackActors() {
  return fromCallback(({ sendBack, receive, input }) => {
    void input;
    const handler = (e: KeyboardEvent) => {
      sendBack({ type: 'KEY_PRESS', key: e.key });
    };
    document.addEventListener('keydown', handler);
    // Receive events from parent
    receive((event) => {
      if (event.type === 'PAUSE') {
        /* ... */
      }
    });
    // Cleanup function — called when actor is stopped
    return () => document.removeEventListener('keydown', handler);
  });
}

export function observableActors() {
  // Value observable — emits snapshots
  const ticker = fromObservable(() => interval(1000));

  // Event observable — emits events directly to parent
  const clicks = fromEventObservable(() => fromEvent(document, 'click') as any);
  return [ticker, clicks];
}

export function transitionActors() {
  return fromTransition(
    (state, event) => {
      if (event.type === 'INCREMENT') return { count: state.count + 1 };
      if (event.type === 'DECREMENT') return { count: state.count - 1 };
      return state;
    },
    { count: 0 }, // initial state
  );
}

export function invokeOrSpawn() {
  createMachine({
    states: {
      loading: {
        // Actor starts when entering 'loading', stops when exiting
        invoke: {
          src: 'fetchData',
          input: ({ context }) => ({ url: context.url }),
          onDone: { target: 'success', actions: assign({ data: ({ event }) => event.output }) },
          onError: { target: 'error', actions: assign({ error: ({ event }) => event.error }) },
        },
      },
      success: {},
      error: {},
    },
  });
  createMachine({
    on: {
      'todo.add': {
        actions: spawnChild('todoMachine', {
          id: ({ event }) => `todo-${event.id}`,
          input: ({ event }) => ({ text: event.text }),
        }),
      },
      'todo.remove': {
        actions: stopChild(({ event }) => `todo-${event.id}`),
      },
    },
  });
  createMachine({
    on: {
      'worker.start': {
        actions: assign({
          workerRef: ({ spawn }) => spawn('workerLogic', { id: 'worker' }),
        }),
      },
      'worker.stop': {
        actions: [
          stopChild('worker'),
          assign({ workerRef: undefined }), // Clean up!
        ],
      },
    },
  });
}

export function invoking() {
  createMachine({
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
            actions: ({ event }) => console.log(event.snapshot),
          },
        },
      },
      success: {},
      failure: {},
    },
  });

  const childMachine = createMachine({});
  const machine = setup({
    actors: {
      fetchUser: fromPromise(async ({ input }: { input: { userId: string } }) => {
        return fetch(`/api/users/${input.userId}`).then((r) => r.json());
      }),
      childMachine: childMachine, // State machine actor
      listener: fromCallback(({ sendBack }) => {
        /* ... */
        void sendBack;
      }),
    },
  }).createMachine({
    states: {
      loading: {
        // The document leaves the rest of this invocation out; the input is not optional.
        invoke: { src: 'fetchUser', input: { userId: '1' } /* ... */ },
      },
    },
  });

  createMachine({
    states: {
      checking: {
        invoke: [
          { src: 'checkAuth', id: 'auth', onDone: '.authDone' },
          { src: 'loadConfig', id: 'config', onDone: '.configDone' },
        ],
        states: { authDone: {}, configDone: {} },
      },
    },
  });

  const rootLevel = createMachine({
    invoke: {
      src: fromEventObservable(() => fromEvent(document, 'click') as any),
    },
    on: {
      click: { actions: 'handleClick' },
    },
  });
  return [machine, rootLevel];
}

export function spawning() {
  createMachine({
    entry: spawnChild('workerLogic', {
      id: 'worker-1',
      input: { batchSize: 100 },
    }),
  });
  createMachine({
    // Multiple
    entry: [
      spawnChild('workerLogic', { id: 'worker-1' }),
      spawnChild('workerLogic', { id: 'worker-2' }),
    ],
    exit: assign({
      workerRef: ({ spawn }) => spawn('workerLogic', { id: 'worker' }),
    }),
    on: { stop: { actions: [stopChild('worker'), assign({ workerRef: undefined })] } },
  });
}

export function inputAndOutput() {
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

  const childMachine = createMachine({
    // ...
    states: {
      done: { type: 'final' },
    },
    output: ({ context }) => ({ result: context.processedData }),
  });

  // In parent — access via onDone
  createMachine({
    invoke: {
      src: 'childMachine',
      onDone: {
        actions: ({ event }) => console.log(event.output), // { result: ... }
      },
    },
  });
  return [actor, childMachine];
}

export function communication() {
  createMachine({
    on: {
      UPDATE_CHILD: {
        actions: sendTo('childActorId', ({ event }) => ({
          type: 'UPDATE',
          data: event.data,
        })),
      },
    },
  });

  // Child machine — receives parent ref via input
  const childMachine = setup({
    types: {
      context: {} as { parentRef: AnyActorRef },
      input: {} as { parentRef: AnyActorRef },
    },
  }).createMachine({
    context: ({ input }) => ({ parentRef: input.parentRef }),
    on: {
      DONE: {
        actions: sendTo(({ context }) => context.parentRef, { type: 'CHILD_COMPLETED' }),
      },
    },
  });

  // Parent machine — passes self via input
  const parentMachine = setup({
    actors: { child: childMachine },
  }).createMachine({
    invoke: {
      src: 'child',
      input: ({ self }) => ({ parentRef: self }),
    },
    on: {
      CHILD_COMPLETED: {/* handle */},
    },
  });

  createMachine({
    invoke: {
      src: 'logger',
      systemId: 'logger', // Unique across the entire actor system
    },
    // Any actor in the system can address it
    entry: sendTo(({ system }) => system.get('logger'), { type: 'LOG' }),
  });
  return parentMachine;
}

export async function theOutputAsAPromise() {
  const machine = createMachine({ output: { answer: 42 } });

  const actor = createActor(machine).start();
  const output = await toPromise(actor);
  // Resolves with actor's output when done, rejects on error
  expectType<Equal<typeof output, { answer: number }>>();
}

export function antiPatterns() {
  createMachine({ entry: stopChild('worker') });
  createMachine({ entry: [stopChild('worker'), assign({ workerRef: undefined })] });
  createMachine({ entry: sendParent({ type: 'DONE' }) });
  createMachine({
    context: ({ input }) => ({ parentRef: input.parentRef }),
    entry: sendTo(({ context }) => context.parentRef, { type: 'DONE' }),
  });
  createMachine({
    entry: async () => {
      await fetch('/api');
    },
  });
  createMachine({
    invoke: {
      src: fromPromise(() => fetch('/api')),
      onDone: {/* ... */},
      onError: {/* ... */},
    },
  });
  createMachine({
    states: {
      // The first leaves errors out, the second handles them.
      wrong: { invoke: { src: 'fetchData', onDone: 'success' } },
      right: {
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
}
