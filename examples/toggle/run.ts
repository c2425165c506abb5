import { createActor } from 'detent';
import { toggleMachine } from './machine.ts';

const actor = createActor(toggleMachine);
actor.subscribe(({ value, context }) =>
  console.log(`${value}, switched on ${context.count} times`),
);

actor.start();
actor.send({ type: 'TOGGLE' });
actor.send({ type: 'TOGGLE' });
actor.send({ type: 'TOGGLE' });
