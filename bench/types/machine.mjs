/**
 * The source of one machine as an application has it: context, events, input, actors, actions and
 * guards with parameters, delays, nested states, and a function that uses what comes out. Every
 * machine has names of its own, so that a compiler cannot know one from another.
 *
 * @param {string} library the package that it imports
 * @param {number} n
 * @returns {string}
 */
export function machineSource(library, n) {
  const steps = Array.from({ length: 2 + (n % 3) }, (_, i) => `step${n}_${i}`);
  return `import { assign, createActor, fromCallback, fromPromise, setup } from '${library}';

export interface Item${n} {
  sku: string;
  amount: number;
  note${n}?: string;
}

export type Event${n} =
  | { type: 'load${n}'; id: string }
  | { type: 'add${n}'; item: Item${n} }
  | { type: 'remove'; index: number }
  | { type: 'next' }
  | { type: 'submit'; coupon: string | undefined }
  | { type: 'cancel' }
  | { type: 'tick'; at: number };

interface Context${n} {
  customer: string;
  items: Item${n}[];
  attempts: number;
  receipt: { total${n}: number } | undefined;
  error: string | undefined;
}

const load = fromPromise(
  async ({ input }: { input: { id: string } }): Promise<Item${n}[]> => [
    { sku: input.id, amount: ${n} },
  ],
);

const pay = fromPromise(
  async ({ input }: { input: { items: Item${n}[]; coupon: string } }) => ({
    total${n}: input.items.length + input.coupon.length,
  }),
);

const clock = fromCallback<{ type: 'stop' }, { ms: number }>(({ input, sendBack }) => {
  sendBack({ type: 'tick', at: input.ms });
});

export const machine${n} = setup({
  types: {
    context: {} as Context${n},
    events: {} as Event${n},
    input: {} as { customer: string },
    tags: {} as 'busy' | 'editable',
  },
  actors: { load, pay, clock },
  actions: {
    clear: assign({ items: [], error: undefined }),
    count: assign({ attempts: ({ context }) => context.attempts + 1 }),
    note: ({ context }, params: { text: string }) => {
      console.log(context.customer, params.text);
    },
  },
  guards: {
    hasItems: ({ context }) => context.items.length > 0,
    isBelow: ({ context }, params: { limit: number }) => context.attempts < params.limit,
  },
  delays: {
    patience: 5_000,
    pause: ({ context }) => context.attempts * 100,
  },
}).createMachine({
  id: 'order${n}',
  context: ({ input }) => ({
    customer: input.customer,
    items: [],
    attempts: 0,
    receipt: undefined,
    error: undefined,
  }),
  initial: 'idle${n}',
  on: {
    cancel: { target: '.idle${n}', actions: ['clear', { type: 'note', params: { text: 'cancelled' } }] },
  },
  states: {
    idle${n}: {
      on: { load${n}: { target: 'loading' } },
    },
    loading: {
      tags: 'busy',
      invoke: {
        src: 'load',
        input: ({ event }) => ({ id: event.type === 'load${n}' ? event.id : '' }),
        onDone: {
          target: 'editing',
          actions: assign({ items: ({ event }) => event.output }),
        },
        onError: {
          target: 'failed',
          actions: assign({ error: ({ event }) => String(event.error) }),
        },
      },
      after: { patience: { target: 'failed' } },
    },
    editing: {
      tags: 'editable',
      initial: '${steps[0]}',
      on: {
        add${n}: {
          actions: assign({ items: ({ context, event }) => [...context.items, event.item] }),
        },
        remove: {
          guard: ({ context, event }) => event.index < context.items.length,
          actions: assign({
            items: ({ context, event }) => context.items.filter((_, i) => i !== event.index),
          }),
        },
        submit: { guard: 'hasItems', target: 'paying' },
      },
      states: {
${steps.map((step, i) => `        ${step}: { on: { next: '${steps[(i + 1) % steps.length]}' }, entry: { type: 'note', params: { text: '${step}' } } },`).join('\n')}
      },
    },
    paying: {
      initial: 'waiting',
      entry: 'count',
      invoke: { src: 'clock', id: 'clock', input: { ms: ${n} } },
      states: {
        waiting: {
          tags: ['busy'],
          invoke: {
            src: 'pay',
            input: ({ context }) => ({ items: context.items, coupon: '' }),
            onDone: {
              target: '#order${n}.paid',
              actions: assign({ receipt: ({ event }) => event.output }),
            },
            onError: [
              { guard: { type: 'isBelow', params: { limit: 3 } }, target: 'pausing' },
              { target: '#order${n}.failed' },
            ],
          },
        },
        pausing: { after: { pause: { target: 'waiting', actions: 'count' } } },
      },
      on: { tick: { actions: ({ event }) => console.log(event.at) } },
    },
    paid: { type: 'final' },
    failed: {
      on: { load${n}: [{ guard: { type: 'isBelow', params: { limit: 5 } }, target: 'loading' }] },
    },
  },
});

export function use${n}(): number {
  const actor = createActor(machine${n}, { input: { customer: 'c' } });
  actor.subscribe((snapshot) => {
    if (snapshot.matches({ editing: '${steps[1]}' })) console.log(snapshot.context.items.length);
  });
  actor.start();
  actor.send({ type: 'add${n}', item: { sku: 's', amount: 1 } });
  const snapshot = actor.getSnapshot();
  const isBusy = snapshot.hasTag('busy') || snapshot.can({ type: 'next' });
  return isBusy ? (snapshot.context.receipt?.total${n} ?? 0) : snapshot.context.attempts;
}
`;
}

/**
 * The least that makes use of the package: one machine without types, run.
 * @param {string} library
 * @returns {string}
 */
export function smallestSource(library) {
  return `import { createActor, setup } from '${library}';

const machine = setup({}).createMachine({ initial: 'off', states: { off: { on: { GO: 'on' } }, on: {} } });
const actor = createActor(machine).start();
actor.send({ type: 'GO' });
console.log(actor.getSnapshot().value);
`;
}
