import { createActor } from 'detent';
import { pathOf } from '../print-run.ts';
import { checkoutMachine } from './machine.ts';

const actor = createActor(checkoutMachine);
actor.subscribe((snapshot) => {
  console.log(`${pathOf(snapshot.value)}${snapshot.hasTag('busy') ? ' (busy)' : ''}`);
});
actor.start();

actor.send({ type: 'CHECKOUT' }); // ignored: the cart is empty
actor.send({ type: 'ADD', item: 'tea' });
actor.send({ type: 'CHECKOUT' });
actor.send({ type: 'ADDRESS', address: { street: 'Long Lane 1', city: 'Dublin' } });
actor.send({ type: 'CALL_SUPPORT' });
actor.send({ type: 'HANG_UP' }); // back in the payment step
actor.send({ type: 'METHOD', method: 'card' });
actor.send({ type: 'CONFIRM' });

console.log('output:', actor.getSnapshot().output);
