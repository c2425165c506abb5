import assert from 'node:assert/strict';
import * as detent from 'detent';
import { nsEach } from './scale.mjs';

/** A clock that goes at once to where its only timer is due. */
class QuickClock {
  #nowMs = 0;
  /** @type {{ fn: () => void, dueMs: number } | undefined} */
  #timer = undefined;

  now = () => this.#nowMs;
  /** @param {() => void} fn @param {number} delayMs */
  setTimeout = (fn, delayMs) => (this.#timer = { fn, dueMs: this.#nowMs + delayMs });
  clearTimeout = () => (this.#timer = undefined);

  run() {
    for (let timer = this.#timer; timer !== undefined; timer = this.#timer) {
      this.#timer = undefined;
      this.#nowMs = timer.dueMs;
      timer.fn();
    }
  }
}

/** @typedef {{ event: { id: string, delayMs: number } }} Args */

const id = (/** @type {Args} */ { event }) => event.id;
const delay = (/** @type {Args} */ { event }) => event.delayMs;
const self = (/** @type {{ self: unknown }} */ { self }) => self;
const late = (/** @type {Args} */ { event }) => ({ ...event, type: 'LATE' });

/**
 * @param {any} library
 * @param {QuickClock} clock
 * @param {(delayMs: number) => void} onLate
 */
function actorWithTimers({ cancel, createActor, createMachine, sendTo }, clock, onLate) {
  const machine = createMachine({
    on: {
      ARM: { actions: sendTo(self, late, { delay, id }) },
      CANCEL: { actions: cancel(id) },
      LATE: { actions: (/** @type {Args} */ { event }) => onLate(event.delayMs) },
    },
  });
  return createActor(machine, { clock }).start();
}

/** @type {import('./scale.mjs').Scale} */
export const timers = {
  name: 'Pending timers of one actor, each with an id and a time of its own',
  of: 'timers',
  sizes: [10_000, 100_000, 1_000_000],
  measure(size) {
    const clock = new QuickClock();
    let fired = 0;
    let previousMs = 0;
    const actor = actorWithTimers(detent, clock, (delayMs) => {
      assert(delayMs >= previousMs, 'timers fire in the order of their times');
      previousMs = delayMs;
      fired++;
    });
    const arm = nsEach(size, () => {
      for (let i = 0; i < size; i++) {
        // Steps of a prime: times that come neither in order nor all at once.
        actor.send({ type: 'ARM', id: `timer ${i}`, delayMs: 1 + ((i * 7919) % 3_600_000) });
      }
    });
    const cancelHalf = nsEach(size / 2, () => {
      for (let i = 0; i < size; i += 2) actor.send({ type: 'CANCEL', id: `timer ${i}` });
    });
    const fire = nsEach(size / 2, () => clock.run());
    assert.equal(fired, size / 2);
    return { arm, cancel: cancelHalf, fire };
  },
};
