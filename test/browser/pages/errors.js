import { createActor, createMachine } from 'detent';

const machine = createMachine({
  initial: 'a',
  states: { a: { on: { GO: 'b' } }, b: {} },
  on: {
    FAIL: {
      actions: () => {
        throw new Error('from an action');
      },
    },
  },
});

const failing = createActor(machine).start();
failing.send({ type: 'FAIL' });
console.log(failing.getSnapshot().status);

const actor = createActor(machine).start();
actor.send({ type: 'GO' });
console.log(actor.getSnapshot().value);
