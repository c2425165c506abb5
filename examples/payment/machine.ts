import { assign, fromPromise, log, setup } from 'detent';

export interface Payment {
  amount: number;
  currency: string;
  method: string | null;
}

export interface Charge {
  transactionId: string;
  charged: number;
}

export interface Receipt {
  receiptId: string;
  amount: number;
  currency: string;
  status: 'paid';
}

interface PaymentContext extends Payment {
  transactionId: string | null;
  receipt: Receipt | null;
  error: string | null;
}

type PaymentEvent = ({ type: 'START_PAYMENT' } & Payment) | { type: 'RETRY' } | { type: 'CANCEL' };

/**
 * A payment in three steps: validate, charge, confirm.
 *
 * A failure of the first two is told to the customer, who may try again; while the bank is asked,
 * the customer may cancel. A receipt is not critical: it is tried three times, and the payment is
 * complete without it.
 */
export const paymentMachine = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentEvent,
  },
  actors: {
    validatePayment: fromPromise<{ valid: true }, Payment>(async ({ input }) => {
      if (!(input.amount > 0)) throw new Error('Amount must be positive');
      if (!input.method) throw new Error('Payment method is required');
      return { valid: true };
    }),
    // `signal` is aborted when the state is left or the time is up, and the request with it.
    chargePayment: fromPromise<Charge, Payment>(({ input, signal }) =>
      post<Charge>('https://payments.example/charges', input, signal),
    ),
    generateReceipt: fromPromise<Receipt, Payment & { transactionId: string | null }>(
      ({ input, signal }) => post<Receipt>('https://payments.example/receipts', input, signal),
    ),
  },
  actions: {
    storeError: assign({
      error: (_, { error }: { error: unknown }) =>
        error instanceof Error ? error.message : String(error),
    }),
    clearError: assign({ error: null }),
    logReceiptError: log(
      (_, { error }: { error: unknown }) => `Receipt generation failed (non-critical): ${error}`,
    ),
    notifySuccess: log(
      ({ context }) =>
        `Payment complete! Transaction: ${context.transactionId}, Amount: $${context.amount.toFixed(2)}`,
    ),
    notifyValidationError: log(({ context }) => `Validation failed: ${context.error}`),
    notifyChargeError: log(({ context }) => `Charge failed: ${context.error}`),
  },
  delays: {
    patience: 5000,
  },
}).createMachine({
  id: 'paymentProcessor',
  initial: 'idle',
  context: {
    amount: 0,
    currency: 'USD',
    method: null,
    transactionId: null,
    receipt: null,
    error: null,
  },
  states: {
    idle: {
      on: {
        START_PAYMENT: {
          target: 'validating',
          actions: assign({
            amount: ({ event }) => event.amount,
            currency: ({ event }) => event.currency,
            method: ({ event }) => event.method,
          }),
        },
      },
    },
    validating: {
      invoke: {
        id: 'validatePayment',
        src: 'validatePayment',
        input: ({ context: { amount, currency, method } }) => ({ amount, currency, method }),
        onDone: { target: 'charging' },
        onError: {
          target: 'validationFailed',
          actions: { type: 'storeError', params: ({ event }) => ({ error: event.error }) },
        },
      },
    },
    charging: {
      on: { CANCEL: 'idle' },
      invoke: {
        id: 'chargePayment',
        src: 'chargePayment',
        input: ({ context: { amount, currency, method } }) => ({ amount, currency, method }),
        timeout: 'patience',
        onDone: {
          target: 'confirming',
          actions: assign({ transactionId: ({ event }) => event.output.transactionId }),
        },
        onTimeout: {
          target: 'chargeFailed',
          actions: assign({ error: 'The bank did not answer' }),
        },
        onError: {
          target: 'chargeFailed',
          actions: { type: 'storeError', params: ({ event }) => ({ error: event.error }) },
        },
      },
    },
    confirming: {
      invoke: {
        id: 'generateReceipt',
        src: 'generateReceipt',
        input: ({ context: { amount, currency, method, transactionId } }) => ({
          amount,
          currency,
          method,
          transactionId,
        }),
        retry: { maxAttempts: 3, delay: 200, backoff: 'exponential' },
        onDone: {
          target: 'completed',
          actions: assign({ receipt: ({ event }) => event.output }),
        },
        onError: {
          target: 'completed',
          actions: { type: 'logReceiptError', params: ({ event }) => ({ error: event.error }) },
        },
      },
    },
    completed: {
      entry: 'notifySuccess',
      type: 'final',
    },
    validationFailed: {
      entry: 'notifyValidationError',
      on: {
        RETRY: { target: 'idle', actions: 'clearError' },
      },
    },
    chargeFailed: {
      entry: 'notifyChargeError',
      on: {
        RETRY: { target: 'idle', actions: 'clearError' },
      },
    },
  },
});

async function post<T>(url: string, body: unknown, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
}
