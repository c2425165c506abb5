import assert from 'node:assert/strict';
import { createActor, createMachine } from 'detent';
import { heapAfterGc } from '../heap.mjs';
import { toggleConfig } from '../scenarios/toggles.mjs';
import { nsEach } from './scale.mjs';

/** @type {import('./scale.mjs').Scale} */
export const actors = {
  name: 'Live actors of a small machine',
  of: 'actors',
  sizes: [10_000, 100_000, 1_000_000],
  async measure(size) {
    const machine = createMachine(toggleConfig);
    /** @type {import('detent').AnyActorRef[]} */
    const alive = [];
    alive.length = size;
    const before = await heapAfterGc();
    const create = nsEach(size, () => {
      for (let i = 0; i < size; i++) alive[i] = createActor(machine).start();
    });
    const event = { type: 'T' };
    const send = nsEach(size, () => {
      for (const actor of alive) actor.send(event);
    });
    const bytes = ((await heapAfterGc()) - before) / size;
    assert(alive.every((actor) => actor.getSnapshot().value === 'b'));
    const stop = nsEach(size, () => {
      for (const actor of alive) actor.stop();
    });
    return { bytes, 'create and start': create, 'an event to each': send, 'stop each': stop };
  },
};
