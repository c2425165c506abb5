import { setTimeout as sleep } from 'node:timers/promises';
import { createActor, fromPromise, waitFor } from 'detent';
import { searchMachine } from './machine.ts';

const fruits = ['apple', 'apricot', 'banana', 'orange'];

// In place of the request: an answer after a while, unless the signal gives it up before.
const machine = searchMachine.provide({
  actors: {
    search: fromPromise<readonly string[], { query: string }>(async ({ input, signal }) => {
      console.log(`request for "${input.query}"`);
      signal.addEventListener('abort', () => console.log(`request for "${input.query}" given up`));
      await sleep(10, undefined, { signal });
      return fruits.filter((fruit) => fruit.startsWith(input.query));
    }),
  },
});

const actor = createActor(machine).start();
actor.send({ type: 'TYPE', query: 'a' });
actor.send({ type: 'TYPE', query: 'ap' });
actor.send({ type: 'TYPE', query: 'apr' });

const { context } = await waitFor(actor, (snapshot) => snapshot.matches('idle'));
console.log(`results for "${context.query}": ${context.results.join(', ')}`);

actor.send({ type: 'TYPE', query: 'b' });
actor.send({ type: 'CLEAR' });
console.log(`cleared, ${actor.getSnapshot().context.results.length} results`);
