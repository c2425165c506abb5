import assert from 'node:assert/strict';
import * as detent from 'detent';
import { parentOf } from '../scenarios/children.mjs';
import { nsEach } from './scale.mjs';

/** @type {import('./scale.mjs').Scale} */
export const children = {
  name: 'Children of one parent',
  of: 'children',
  sizes: [1000, 10_000, 100_000],
  measure(size) {
    const parent = parentOf(detent);
    const spawn = nsEach(size, () => parent.spawn(size));
    const tell = nsEach(size, () => parent.tellAll());
    const stop = nsEach(size, () => parent.stop(size));
    assert.deepEqual(parent.result(), { spawned: size, told: size, left: 0 });

    const another = parentOf(detent);
    another.spawn(size);
    const stopParent = nsEach(size, () => another.actor.stop());
    assert.equal(another.actor.getSnapshot().status, 'stopped');
    return {
      'spawn, an event each': spawn,
      'one event that tells all': tell,
      'stop, an event each': stop,
      'stop the parent': stopParent,
    };
  },
};
