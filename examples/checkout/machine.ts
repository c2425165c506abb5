import { assign, setup } from 'detent';

interface Address {
  street: string;
  city: string;
}

interface CheckoutContext {
  items: readonly string[];
  address: Address | null;
  method: string | null;
}

type CheckoutEvent =
  | { type: 'ADD'; item: string }
  | { type: 'CHECKOUT' }
  | { type: 'ADDRESS'; address: Address }
  | { type: 'METHOD'; method: string }
  | { type: 'CONFIRM' }
  | { type: 'BACK' }
  | { type: 'CALL_SUPPORT' }
  | { type: 'HANG_UP' };

/**
 * A checkout in three steps. Support may be called at any of them; afterwards the customer is
 * back where the call began, which the history state remembers.
 */
export const checkoutMachine = setup({
  types: {
    context: {} as CheckoutContext,
    events: {} as CheckoutEvent,
    output: {} as { order: readonly string[]; to: string },
    tags: {} as 'busy',
  },
  guards: {
    hasItems: ({ context }) => context.items.length > 0,
  },
}).createMachine({
  id: 'checkout',
  initial: 'cart',
  context: { items: [], address: null, method: null },
  output: ({ context }) => ({ order: context.items, to: context.address?.city ?? '' }),
  states: {
    cart: {
      on: {
        ADD: { actions: assign({ items: ({ context, event }) => [...context.items, event.item] }) },
        CHECKOUT: { target: 'steps', guard: 'hasItems' },
      },
    },
    steps: {
      initial: 'address',
      on: { CALL_SUPPORT: 'onThePhone' },
      onDone: 'ordered',
      states: {
        address: {
          on: {
            ADDRESS: {
              target: 'payment',
              actions: assign({ address: ({ event }) => event.address }),
            },
            BACK: '#checkout.cart',
          },
        },
        payment: {
          on: {
            METHOD: { target: 'review', actions: assign({ method: ({ event }) => event.method }) },
            BACK: 'address',
          },
        },
        review: {
          on: { CONFIRM: 'confirmed', BACK: 'payment' },
        },
        confirmed: { type: 'final' },
        lastStep: { type: 'history' },
      },
    },
    onThePhone: {
      tags: 'busy',
      on: { HANG_UP: 'steps.lastStep' },
    },
    ordered: { type: 'final' },
  },
});
