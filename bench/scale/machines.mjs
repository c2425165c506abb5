import assert from 'node:assert/strict';
import { createActor, createMachine } from 'detent';
import { deepStates } from '../scenarios/hierarchy.mjs';
import { parallelConfig } from '../scenarios/parallel.mjs';
import { ringConfig } from '../scenarios/ring.mjs';
import { nsEach } from './scale.mjs';

const events = 10_000;

/**
 * @param {import('detent').AnyActorRef} actor
 * @param {string} type
 */
function sendOften(actor, type) {
  const event = { type };
  for (let i = 0; i < events; i++) actor.send(event);
}

/** @param {import('detent').AnyActorRef} actor */
const valueOf = (actor) => actor.getSnapshot().value;

/** @type {import('./scale.mjs').Scale} */
export const states = {
  name: 'States of one machine, in a ring',
  of: 'states',
  sizes: [100, 1000, 10_000],
  measure(size) {
    const config = ringConfig(size);
    let machine = createMachine(config);
    const create = nsEach(size, () => {
      machine = createMachine(config);
    });
    const actor = createActor(machine).start();
    const firstRound = nsEach(size, () => {
      for (let i = 0; i < size; i++) actor.send({ type: 'T' });
    });
    const event = nsEach(events, () => sendOften(actor, 'T'));
    assert.equal(valueOf(actor), `s${events % size}`);
    return { create, 'first event of a state': firstRound, 'an event': event };
  },
};

/** @type {import('./scale.mjs').Scale} */
export const regions = {
  name: 'Parallel regions of four states',
  of: 'regions',
  sizes: [4, 16, 64],
  measure(size) {
    const machine = createMachine(/** @type {any} */ (parallelConfig(size, 4)));
    const actor = createActor(machine).start();
    const all = nsEach(events * size, () => sendOften(actor, 'ALL'));
    const one = nsEach(events, () => sendOften(actor, 'ONE3'));
    assert.equal(valueOf(actor).r3, `s${(2 * events) % 4}`);
    const types = Array.from({ length: events }, (_, i) => `ONE${(i * i + (i >> 3)) % size}`);
    const another = nsEach(events * size, () => {
      for (const type of types) actor.send({ type });
    });
    return {
      'all move, per region': all,
      'one moves': one,
      'another one moves each time, per region': another,
    };
  },
};

/** @type {import('./scale.mjs').Scale} */
export const depth = {
  name: 'Levels of nested states',
  of: 'levels',
  sizes: [5, 10, 50],
  measure(size) {
    let entered = 0;
    const entry = () => void entered++;
    const path = Array.from({ length: size - 1 }, (_, index) => `level${index + 1}`);
    const machine = createMachine(
      /** @type {any} */ ({
        ...deepStates(size, { x: { entry, on: { T: 'y' } }, y: { entry, on: { T: 'x' } } }),
        on: { RESET: `.${[...path, 'x'].join('.')}` },
      }),
    );
    const actor = createActor(machine).start();
    const leaf = nsEach(events, () => sendOften(actor, 'T'));
    const reset = nsEach(events * size, () => sendOften(actor, 'RESET'));
    assert.equal(entered, 1 + 2 * events);
    return { 'the leaf changes': leaf, 'all are left and entered, per level': reset };
  },
};
