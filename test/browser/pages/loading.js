import { assign, createActor, createMachine, fromPromise, waitFor } from 'detent';

const load = fromPromise(async ({ signal }) => {
  const response = await fetch('/greeting', { signal });
  return response.text();
});

const machine = createMachine({
  context: { text: '' },
  initial: 'loading',
  states: {
    loading: {
      invoke: {
        src: load,
        onDone: {
          target: 'waiting',
          actions: assign({ text: (/** @type {any} */ { event }) => event.output }),
        },
      },
    },
    waiting: { after: { 20: 'done' } },
    done: { type: 'final' },
  },
  output: ({ context }) => context.text,
});

const actor = createActor(machine).start();
const { output } = await waitFor(actor, (snapshot) => snapshot.status === 'done');
console.log(output);
actor.send({ type: 'LATE' });
