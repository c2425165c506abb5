// Machines that invoke machines of other files, an actor, and what is made of them.
import { createActor, setup } from 'detent';
import { counter } from './counter.ts';
import { order, pay } from './order.ts';

export const shop = setup({ actors: { order } }).createMachine({
  initial: 'closed',
  states: {
    closed: { on: { OPEN: 'selling' } },
    selling: {
      invoke: [
        { src: 'order', id: 'order', input: { items: [] }, onDone: 'closed' },
        { src: counter, id: 'counter' },
      ],
    },
  },
});

export const shopActor = createActor(shop);
export const payment = createActor(pay, { input: { items: [] } });
export const isSelling = () => shopActor.getSnapshot().matches('selling');
export const snapshotOfShop = () => shopActor.getSnapshot();
