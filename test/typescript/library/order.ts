// A machine with everything that its types depend on: what it invokes, what it spawns, names.
import { assign, emit, fromCallback, fromPromise, fromTransition, sendTo, setup } from 'detent';

export interface Item {
  sku: string;
  amount: number;
}

export interface OrderContext {
  items: Item[];
  receipt: Receipt | undefined;
}

export interface Receipt {
  total: number;
}

export type OrderEvent = { type: 'ADD'; item: Item } | { type: 'PAY' } | { type: 'TICK' };

export const pay = fromPromise(
  async ({ input }: { input: { items: Item[] } }): Promise<Receipt> => ({
    total: input.items.length,
  }),
);

export const ticker = fromCallback<{ type: 'PAUSE' }, { ms: number }>(({ input, sendBack }) => {
  const timer = setInterval(() => sendBack({ type: 'TICK' }), input.ms);
  return () => clearInterval(timer);
});

export const history = fromTransition(
  (lines: readonly string[], event: { type: 'NOTE'; line: string }) => [...lines, event.line],
  [],
);

export const orders = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as { items: Item[] },
    output: {} as Receipt,
    emitted: {} as { type: 'PAID'; total: number },
    tags: {} as 'busy',
    children: {} as { history: 'history' },
  },
  actors: { pay, ticker, history },
  actions: {
    note: sendTo('history', (_, params: { line: string }) => ({ type: 'NOTE', line: params.line })),
  },
  guards: {
    isFull: ({ context }, params: { limit: number }) => context.items.length >= params.limit,
  },
  delays: { patience: 5_000 },
});

export const order = orders.createMachine({
  id: 'order',
  context: ({ input, spawn }) => {
    spawn('history', { id: 'history' });
    return { items: input.items, receipt: undefined };
  },
  initial: 'open',
  states: {
    open: {
      initial: 'empty',
      on: {
        ADD: {
          target: '.filled',
          actions: assign({ items: ({ context, event }) => [...context.items, event.item] }),
        },
        PAY: { target: 'paying', actions: { type: 'note', params: { line: 'paying' } } },
      },
      states: {
        empty: {},
        filled: { always: { guard: { type: 'isFull', params: { limit: 9 } } } },
      },
    },
    paying: {
      tags: 'busy',
      type: 'parallel',
      states: {
        payment: {
          invoke: {
            src: 'pay',
            input: ({ context }) => ({ items: context.items }),
            onDone: {
              target: '#paid',
              actions: [
                assign({ receipt: ({ event }) => event.output }),
                emit(({ event }) => ({ type: 'PAID', total: event.output.total })),
              ],
            },
          },
        },
        clock: { invoke: { src: 'ticker', input: { ms: 1_000 } } },
      },
      after: { patience: 'open' },
    },
    paid: { id: 'paid', type: 'final' },
  },
  output: ({ context }) => context.receipt ?? { total: 0 },
});

export const silentOrder = order.provide({ actions: { note: () => {} } });
