import { MachineLogic } from 'detent/interpreter';

/** The machines of the documents, as they stand there. */

export const userLoaderConfig = {
  id: 'userLoader',
  initial: 'idle',
  context: { user: null, error: null },
  states: {
    idle: { on: { LOAD: 'loading' } },
    loading: {
      invoke: {
        src: 'fetchUser',
        onDone: { target: 'loaded', actions: 'storeUser' },
        onError: { target: 'error', actions: 'storeError' },
      },
    },
    loaded: { type: 'final' },
    error: { on: { RETRY: 'loading' } },
  },
} as const;

export const alice = { id: 1, name: 'Alice', email: 'alice@example.com' };

export class UserLogic extends MachineLogic {
  fetchUser(): unknown {
    return alice;
  }

  storeUser(_interpreter: unknown, context: any, event: any): void {
    context.user = event.data;
  }

  storeError(_interpreter: unknown, context: any, event: any): void {
    context.error = String(event.data);
  }
}

export const retryConfig = {
  id: 'userDataLoader',
  initial: 'idle',
  context: { userId: 42, user: null, error: null, retryCount: 0, maxRetries: 3 },
  states: {
    idle: { on: { FETCH: 'loading' } },
    loading: {
      entry: 'incrementRetry',
      invoke: {
        src: 'fetchUserData',
        onDone: { target: 'success', actions: 'storeUser' },
        onError: [
          { target: 'loading', guard: 'canRetry', actions: 'logRetry' },
          { target: 'failed', actions: 'storeFinalError' },
        ],
      },
    },
    success: { entry: 'resetRetryCount', type: 'final' },
    failed: { on: { RESET: { target: 'idle', actions: 'resetAll' } } },
  },
} as const;

/** Fails until the given attempt; prints what the document's logic prints. */
export class UserDataLogic extends MachineLogic {
  calls = 0;
  readonly printed: string[] = [];
  readonly #succeedsAt: number;

  constructor(succeedsAt = 3) {
    super();
    this.#succeedsAt = succeedsAt;
  }

  fetchUserData(_interpreter: unknown, context: any): unknown {
    this.calls++;
    if (this.calls < this.#succeedsAt) throw new Error(`Attempt ${this.calls}: Connection refused`);
    return { id: context.userId, name: 'Alice', email: 'alice@example.com' };
  }

  storeUser(_interpreter: unknown, context: any, event: any): void {
    context.user = event.data;
    context.error = null;
    this.printed.push(`User loaded: ${event.data.name}`);
  }

  incrementRetry(_interpreter: unknown, context: any): void {
    context.retryCount++;
    this.printed.push(`Loading attempt #${context.retryCount}...`);
  }

  logRetry(_interpreter: unknown, _context: unknown, event: any): void {
    this.printed.push(`  Retrying... (${event.data.message})`);
  }

  storeFinalError(_interpreter: unknown, context: any, event: any): void {
    context.error = event.data.message;
    this.printed.push(`All retries exhausted. Error: ${event.data.message}`);
  }

  resetRetryCount(_interpreter: unknown, context: any): void {
    context.retryCount = 0;
  }

  resetAll(_interpreter: unknown, context: any): void {
    Object.assign(context, { user: null, error: null, retryCount: 0 });
  }

  canRetry(context: any): boolean {
    return context.retryCount < context.maxRetries;
  }
}

export const paymentConfig = {
  id: 'paymentProcessor',
  initial: 'idle',
  context: {
    amount: 0,
    currency: 'USD',
    paymentMethod: null,
    transactionId: null,
    error: null,
    receipt: null,
  },
  states: {
    idle: { on: { START_PAYMENT: { target: 'validating', actions: 'storePaymentDetails' } } },
    validating: {
      invoke: {
        src: 'validatePayment',
        onDone: { target: 'charging' },
        onError: { target: 'validationFailed', actions: 'storeError' },
      },
    },
    charging: {
      invoke: {
        src: 'chargePayment',
        onDone: { target: 'confirming', actions: 'storeTransactionId' },
        onError: { target: 'chargeFailed', actions: 'storeError' },
      },
    },
    confirming: {
      invoke: {
        src: 'generateReceipt',
        onDone: { target: 'completed', actions: 'storeReceipt' },
        onError: { target: 'completed', actions: 'logReceiptError' },
      },
    },
    completed: { entry: 'notifySuccess', type: 'final' },
    validationFailed: {
      entry: 'notifyValidationError',
      on: { RETRY: { target: 'idle', actions: 'clearError' } },
    },
    chargeFailed: {
      entry: 'notifyChargeError',
      on: { RETRY: { target: 'idle', actions: 'clearError' } },
    },
  },
} as const;

export class PaymentLogic extends MachineLogic {
  readonly printed: string[] = [];

  validatePayment(_interpreter: unknown, context: any): unknown {
    if (context.amount <= 0) throw new Error('Amount must be positive');
    if (!context.paymentMethod) throw new Error('Payment method is required');
    return { valid: true, method: context.paymentMethod };
  }

  chargePayment(_interpreter: unknown, context: any): unknown {
    this.printed.push(`Charging $${context.amount.toFixed(2)}...`);
    return { transactionId: 'TXN-20260323-001', charged: context.amount };
  }

  generateReceipt(_interpreter: unknown, context: any): unknown {
    return {
      receiptId: `RCP-${context.transactionId}`,
      amount: context.amount,
      currency: context.currency,
      status: 'paid',
    };
  }

  storePaymentDetails(_interpreter: unknown, context: any, { payload }: any): void {
    context.amount = payload.amount ?? 0;
    context.currency = payload.currency ?? 'USD';
    context.paymentMethod = payload.method ?? null;
  }

  storeTransactionId(_interpreter: unknown, context: any, event: any): void {
    context.transactionId = event.data.transactionId;
  }

  storeReceipt(_interpreter: unknown, context: any, event: any): void {
    context.receipt = event.data;
  }

  storeError(_interpreter: unknown, context: any, event: any): void {
    context.error = event.data.message;
  }

  clearError(_interpreter: unknown, context: any): void {
    context.error = null;
  }

  logReceiptError(_interpreter: unknown, _context: unknown, event: any): void {
    this.printed.push(`Receipt generation failed (non-critical): ${event.data.message}`);
  }

  notifySuccess(_interpreter: unknown, context: any): void {
    this.printed.push(
      `Payment complete! Transaction: ${context.transactionId}, Amount: $${context.amount.toFixed(2)}`,
    );
  }

  notifyValidationError(_interpreter: unknown, context: any): void {
    this.printed.push(`Validation failed: ${context.error}`);
  }

  notifyChargeError(_interpreter: unknown, context: any): void {
    this.printed.push(`Charge failed: ${context.error}`);
  }
}
