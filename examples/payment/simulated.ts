import { fromPromise, type Clock } from 'detent';
import { answer, type Answer } from '../answer.ts';
import { paymentMachine, type Charge, type Payment, type Receipt } from './machine.ts';

/**
 * The payment with a bank and a printer that are not there, to be played with:
 *
 *     npx detent run examples/payment/simulated.ts
 *
 * What becomes of a payment depends on its method and its currency.
 */
export default ({ clock }: { clock: Clock }) => {
  let printed = 0;
  return paymentMachine.provide({
    actors: {
      chargePayment: fromPromise<Charge, Payment>(({ input, signal }) =>
        answer({ clock, signal }, bankOn(input)),
      ),
      generateReceipt: fromPromise<Receipt, Payment & { transactionId: string | null }>(
        ({ input, signal }) => answer({ clock, signal }, printerOn(input, ++printed)),
      ),
    },
  });
};

function bankOn({ amount, method }: Payment): Answer<Charge> {
  switch (method) {
    case 'expired_card':
      return { afterMs: 420, error: 'card declined' };
    case 'bank_transfer':
      return { afterMs: 600_000, error: 'the bank was closed' };
    default:
      return { afterMs: 340, value: { transactionId: 'TXN-20260323-001', charged: amount } };
  }
}

/** Dollars are easy. With euros the printer jams twice, and it has no paper for anything else. */
function printerOn(
  { amount, currency, transactionId }: Payment & { transactionId: string | null },
  attempt: number,
): Answer<Receipt> {
  if (currency !== 'USD' && currency !== 'EUR') {
    return { afterMs: 30, error: `no paper for ${currency}` };
  }
  if (currency === 'EUR' && attempt < 3) return { afterMs: 30, error: 'the printer is jammed' };
  const receiptId = `RCP-${transactionId}`;
  return { afterMs: 80, value: { receiptId, amount, currency, status: 'paid' } };
}
