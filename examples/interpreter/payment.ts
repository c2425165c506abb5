// Validates a payment, charges it and writes a receipt: three services, chained by one event.
import {
  createMachine,
  MachineLogic,
  SyncInterpreter,
  type DoneEvent,
  type Event,
} from 'detent/interpreter';
import { show } from './show.ts';

interface Receipt {
  readonly receiptId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
}

interface PaymentContext {
  amount: number;
  currency: string;
  paymentMethod: string | null;
  transactionId: string | null;
  error: string | null;
  receipt: Receipt | null;
}

interface PaymentDetails {
  readonly amount?: number;
  readonly method?: string;
  readonly currency?: string;
}

const config = {
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
};

class PaymentLogic extends MachineLogic {
  validatePayment(_interpreter: unknown, context: PaymentContext): object {
    if (context.amount <= 0) throw new Error('Amount must be positive');
    if (!context.paymentMethod) throw new Error('Payment method is required');
    return { valid: true, method: context.paymentMethod };
  }

  chargePayment(_interpreter: unknown, context: PaymentContext): object {
    console.log(`Charging $${context.amount.toFixed(2)}...`);
    return { transactionId: 'TXN-20260323-001', charged: context.amount };
  }

  generateReceipt(_interpreter: unknown, context: PaymentContext): Receipt {
    const { amount, currency } = context;
    const receiptId = `RCP-${context.transactionId ?? 'UNKNOWN'}`;
    return { receiptId, amount, currency, status: 'paid' };
  }

  storePaymentDetails(
    _interpreter: unknown,
    context: PaymentContext,
    { payload }: Event<string, PaymentDetails>,
  ): void {
    context.amount = payload.amount ?? 0;
    context.currency = payload.currency ?? 'USD';
    context.paymentMethod = payload.method ?? null;
  }

  storeTransactionId(
    _interpreter: unknown,
    context: PaymentContext,
    event: DoneEvent<{ transactionId: string }>,
  ): void {
    context.transactionId = event.data.transactionId;
  }

  storeReceipt(_interpreter: unknown, context: PaymentContext, event: DoneEvent<Receipt>): void {
    context.receipt = event.data;
  }

  storeError(_interpreter: unknown, context: PaymentContext, event: DoneEvent<Error>): void {
    context.error = event.data.message;
  }

  clearError(_interpreter: unknown, context: PaymentContext): void {
    context.error = null;
  }

  logReceiptError(_interpreter: unknown, _context: unknown, event: DoneEvent<Error>): void {
    console.log(`Receipt generation failed (non-critical): ${event.data.message}`);
  }

  notifySuccess(_interpreter: unknown, context: PaymentContext): void {
    const { transactionId, amount } = context;
    console.log(`Payment complete! Transaction: ${transactionId}, Amount: $${amount.toFixed(2)}`);
  }

  notifyValidationError(_interpreter: unknown, context: PaymentContext): void {
    console.log(`Validation failed: ${context.error}`);
  }

  notifyChargeError(_interpreter: unknown, context: PaymentContext): void {
    console.log(`Charge failed: ${context.error}`);
  }
}

const machine = createMachine(config, { logic: new PaymentLogic() });
const interpreter = new SyncInterpreter(machine).start();
interpreter.send('START_PAYMENT', { amount: 49.99, method: 'credit_card', currency: 'USD' });
console.log(interpreter.context.transactionId);
console.log(show(interpreter.context.receipt));
interpreter.stop();
