// Where a config says where to go, the states are there: at every place, at every depth.
import {
  assign,
  createActor,
  createMachine,
  fromPromise,
  setup,
  type MachineConfig,
  type StateNodeConfig,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';
import light from './light.json' with { type: 'json' };

const app = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'go'; by: number } | { type: 'back' } | { type: 'key.up' },
  },
  actors: { load: fromPromise(async () => 1) },
  guards: { isBig: ({ context }) => context.count > 1 },
  delays: { soon: 10 },
});
const context = { count: 0 };

// --- right: siblings, paths, children, ids, several at once --------------------------------

const machine = app.createMachine({
  id: 'app',
  context,
  initial: 'loading',
  on: {
    back: '.loading',
    go: { target: '.editing.dirty', actions: ({ event }) => event.by },
    'key.*': '#app.failed',
    '*': ['#form', { target: '#form.clean', guard: 'isBig' }, undefined],
  },
  states: {
    loading: {
      invoke: {
        src: 'load',
        timeout: 10,
        onDone: [
          {
            guard: ({ event }) => event.output > 1,
            target: 'editing.dirty',
            actions: assign({ count: ({ event }) => event.output }),
          },
          'editing',
        ],
        onError: { target: 'failed' },
        onSnapshot: { actions: ({ event }) => event.snapshot.output },
        onTimeout: '#app.failed',
      },
      after: { soon: 'failed', 1000: { target: 'failed' } },
    },
    editing: {
      id: 'form',
      initial: { target: 'clean', actions: ({ context }) => context.count },
      onDone: 'both',
      on: { back: '.clean', go: { target: ['loading'], reenter: true } },
      states: {
        clean: { on: { go: 'dirty', back: '#app' } },
        dirty: { always: [{ guard: 'isBig', target: 'saved' }, { guard: 'isBig' }] },
        saved: { type: 'final' },
        was: { type: 'history', target: 'dirty' },
      },
    },
    failed: { on: { back: 'editing.was', go: { target: 'both.left.b' } } },
    both: {
      type: 'parallel',
      on: { go: ['.left.b', { target: ['.left.a', '.right.1'] }] },
      states: {
        left: { initial: 'a', states: { a: { on: { go: { target: 'b' } } }, b: {} } },
        right: { initial: '1', states: { 1: { on: { back: '2' } }, 2: { on: { back: '1' } } } },
      },
    },
  },
});
createActor(machine).send({ type: 'back' });

// Without a setup, and an `initial` that lies deeper, or is named by its id.
createMachine({
  initial: 'a.b',
  states: {
    a: { initial: '#c', states: { b: { on: { GO: 'c', UP: '#(machine).d' } }, c: { id: 'c' } } },
    d: {},
  },
});
createMachine({
  initial: { target: 'a' },
  on: { GO: { target: '.a', actions: ({ event }) => event.anything } },
  states: { a: { entry: ({ event }) => event.type } },
});
// A key in which there are dots.
createMachine({ states: { 'a.b': {}, c: { on: { GO: 'a\\.b', ON: '#(machine).a\\.b' } } } });

// --- right: configs from elsewhere, known only widely ---------------------------------------

const somewhere: string = 'b';
createMachine({
  initial: somewhere,
  states: { a: { on: { GO: somewhere, ON: { target: somewhere } } }, b: {} },
});
const wide = { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { always: { target: 'a' } } } };
createMachine(wide);
createMachine({ ...wide, id: 'spread' });
createMachine({ ...wide, states: { ...wide.states, c: { on: { GO: 'a', ON: 'b' } } } });
const common = { on: { GO: 'b' } };
createMachine({ states: { a: { ...common }, b: { ...common, entry: () => {} } } });
createMachine({ ...({} as object), initial: 'a', on: { GO: '.a' } });
createMachine(light);
createMachine({ initial: 'a', states: { a: { initial: 'red', states: light.states } } });
const typed: MachineConfig<{ n: number }, { type: 'go' }> = {
  context: { n: 1 },
  initial: 'a',
  states: { a: { on: { go: 'b' } }, b: {} },
};
createMachine(typed);
const state: StateNodeConfig<
  { count: number },
  { type: 'go' },
  any,
  any,
  any,
  any,
  any,
  any,
  any,
  any
> = { on: { go: 'anywhere' } };
createMachine({
  types: {} as { context: { count: number }; events: { type: 'go' } },
  context,
  states: { state },
});

function withRetry<const TTarget extends string>(target: TTarget) {
  return { on: { back: target } } as const;
}
app.createMachine({ context, states: { a: withRetry('b'), b: withRetry('a') } });
function nextOf(target: string) {
  return { target };
}
app.createMachine({
  context,
  states: { a: { on: { go: nextOf('b') } }, b: { always: [nextOf('a')] } },
});

// A state that is written alone may go to any neighbour; where it is put, they are there.
const step = app.createStateConfig({
  initial: 'inner',
  on: { go: 'next', back: { target: '#first' }, 'key.up': '.inner' },
  states: { inner: { on: { go: 'other' } }, other: { on: { go: '#first', back: 'inner' } } },
});
const placed = app.createMachine({
  context,
  initial: 'step',
  states: { step, next: { id: 'first' } },
});
expectType<
  Equal<
    ReturnType<ReturnType<typeof createActor<typeof placed>>['getSnapshot']>['value'],
    'next' | { step: 'inner' | 'other' }
  >
>();

// --- refused: every place where a target may stand ------------------------------------------

app.createMachine({
  context,
  // @ts-expect-error -- no state 'laoding'; did you mean 'loading'?
  initial: 'laoding',
  on: {
    // @ts-expect-error -- a state of the root is a child of it: '.loading'
    back: 'loading',
    // @ts-expect-error -- no child 'editing.dirtty'
    go: { target: '.editing.dirtty', actions: ({ event }) => event.by },
    'key.*': [
      // @ts-expect-error -- no id 'from'
      '#from',
      // @ts-expect-error -- the state with the id 'form' has no child 'cleen'
      { target: '#form.cleen', guard: 'isBig' },
    ],
    // @ts-expect-error -- the root is '(machine)' and has no state 'fialed'
    '*': '#(machine).fialed',
  },
  states: {
    loading: {
      invoke: {
        src: 'load',
        onDone: [
          {
            guard: ({ event }) => event.output > 1,
            // @ts-expect-error -- no state 'editing.dirt'
            target: 'editing.dirt',
            actions: assign({ count: ({ event }) => event.output }),
          },
          // @ts-expect-error -- no state 'edit'
          'edit',
        ],
        // @ts-expect-error -- no state 'fail'
        onError: { target: 'fail' },
        // @ts-expect-error -- no child '.failed'
        onSnapshot: '.failed',
        // @ts-expect-error -- no id 'failed'
        onTimeout: { target: ['#failed'] },
      },
      after: {
        // @ts-expect-error -- no state 'fialed'
        soon: 'fialed',
        // @ts-expect-error -- no state 'fialed'
        1000: { target: 'fialed', actions: ({ context }) => context.count },
      },
    },
    editing: {
      id: 'form',
      // @ts-expect-error -- no state 'claen'
      initial: { target: 'claen', actions: ({ context }) => context.count },
      // @ts-expect-error -- no state 'done'
      onDone: 'done',
      // @ts-expect-error -- no state 'loadin' among several
      on: { back: '.clean', go: { target: ['loading', 'loadin'] } },
      states: {
        // @ts-expect-error -- 'loading' is no sibling here
        clean: { on: { go: 'loading' } },
        // @ts-expect-error -- no state 'save'
        dirty: { always: [{ guard: 'isBig', target: 'save' }, { guard: 'isBig' }] },
        saved: { type: 'final' },
        // @ts-expect-error -- no state 'dirti'
        was: { type: 'history', target: 'dirti' },
      },
    },
    // @ts-expect-error -- no state 'editing.is'
    failed: { on: { back: 'editing.is' } },
  },
});
createMachine({
  // @ts-expect-error -- no state 'b' to begin with
  initial: { target: 'b' },
  states: {
    a: {
      invoke: [
        { src: fromPromise(async () => 1), onDone: 'c' },
        {
          src: fromPromise(async () => 1),
          onDone: {
            // @ts-expect-error -- no state 'd'
            target: 'd',
            actions: ({ event }) => expectType<Equal<typeof event.output, number>>(),
          },
        },
      ],
    },
    c: {
      initial: 'deep',
      states: {
        deep: {
          // @ts-expect-error -- no state 'deeeper' to begin with
          initial: 'deeeper',
          // @ts-expect-error -- no state 'deeeper'
          states: { deeper: { on: { GO: { target: 'deeeper' } } } },
        },
      },
    },
  },
});
createMachine({
  // @ts-expect-error -- the path ends early
  initial: 'a.c',
  states: { a: { initial: 'b', states: { b: {} } } },
});
// @ts-expect-error -- a config that was kept as it was written is checked too
createMachine({ initial: 'a', states: { a: { on: { GO: 'c' } }, b: {} } } as const);
app.createMachine({
  context,
  // @ts-expect-error -- what the helper returned leads nowhere
  states: { a: withRetry('c'), b: withRetry('a') },
});
app.createStateConfig({
  // @ts-expect-error -- no state 'iner' to begin with
  initial: 'iner',
  on: {
    // @ts-expect-error -- no child 'iner'
    go: '.iner',
  },
  states: {
    inner: {
      // @ts-expect-error -- no sibling 'othr'
      on: { go: 'othr' },
    },
    other: {},
  },
});
app.createMachine({
  context,
  // @ts-expect-error -- the state was written to stand beside 'next'
  states: { step, last: { id: 'first' } },
});

// --- a wrong target takes no types from the functions beside it -------------------------------

const start = { n: 1 };
const known = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'GO'; by: number } },
  actors: { p: fromPromise(async () => 1) },
});
known.createMachine({
  context: start,
  // @ts-expect-error -- nowhere
  initial: '8',
  on: {
    GO: {
      // @ts-expect-error -- nowhere
      target: '9',
      guard: ({ context }) => context.n > 1,
    },
  },
  states: {
    one: {
      on: {
        GO: {
          // @ts-expect-error -- nowhere
          target: '1',
          actions: ({ context }) => context.n,
        },
      },
    },
    inList: {
      on: {
        GO: [
          {
            // @ts-expect-error -- nowhere
            target: '2',
            actions: ({ context }) => context.n,
          },
        ],
      },
    },
    always: {
      always: {
        // @ts-expect-error -- nowhere
        target: '3',
        actions: ({ context }) => context.n,
      },
    },
    after: {
      after: {
        10: {
          // @ts-expect-error -- nowhere
          target: '4',
          actions: ({ context }) => context.n,
        },
      },
    },
    byName: {
      invoke: {
        src: 'p',
        onDone: {
          // @ts-expect-error -- nowhere
          target: '5',
          actions: ({ context }) => context.n,
        },
      },
    },
    byLogic: {
      invoke: {
        src: fromPromise(async () => 1),
        onDone: {
          // @ts-expect-error -- nowhere
          target: '6',
          actions: ({ context, event }) => context.n + event.output,
        },
      },
    },
    initial: {
      initial: {
        // @ts-expect-error -- nowhere
        target: '7',
        actions: ({ context }) => context.n,
      },
      states: { c: {} },
    },
    creator: {
      on: {
        GO: {
          // @ts-expect-error -- nowhere
          target: '10',
          actions: assign({ n: ({ context }) => context.n }),
        },
      },
    },
    elsewhere: {
      on: {
        GO: {
          // @ts-expect-error -- nowhere
          target: '11',
        },
      },
      entry: ({ context }) => context.n,
    },
    other: { on: { GO: { actions: ({ event }) => event.by } } },
  },
});
createMachine({
  context: start,
  states: {
    b: {},
    a: {
      on: {
        GO: {
          // @ts-expect-error -- nowhere
          target: '12',
          actions: ({ context }) => context.n,
        },
      },
    },
  },
});
known.createStateConfig({
  states: {
    b: {},
    a: {
      on: {
        GO: {
          // @ts-expect-error -- nowhere
          target: '.13',
          actions: ({ context }) => context.n,
        },
      },
    },
  },
});
createMachine({
  context: start,
  states: {
    b: {},
    a: {
      on: {
        // @ts-expect-error -- nowhere
        A: '14',
        // @ts-expect-error -- nowhere
        B: ['b', { target: '15', guard: 'isBig' }],
        C: [{ actions: ({ context }) => context.n }, 'b'],
        D: { target: 'b', actions: ({ context, event }) => console.log(context.n, event.type) },
        // @ts-expect-error -- nowhere
        E: [{ target: '16', guard: ({ event }) => event.type === 'E' }],
        F: { actions: ({ context }) => context.n },
      },
      after: {
        // @ts-expect-error -- nowhere
        10: '17',
        20: { target: 'b', actions: ({ context }) => context.n },
      },
    },
  },
});
