import { repeat, statecharts } from './scenario.mjs';

/**
 * A parent that spawns, tells and stops as many children as one likes, by an event each.
 * @param {any} library
 */
export function parentOf({ createActor, createMachine, enqueueActions, spawnChild, stopChild }) {
  let spawned = 0;
  let told = 0;
  const child = createMachine({
    entry: () => void spawned++,
    on: { TOLD: { actions: () => void told++ } },
  });
  /** @typedef {{ event: { id: string } }} Args */
  const machine = createMachine({
    on: {
      SPAWN: { actions: spawnChild(child, { id: (/** @type {Args} */ { event }) => event.id }) },
      STOP: { actions: stopChild((/** @type {Args} */ { event }) => event.id) },
      TELL_ALL: {
        actions: enqueueActions((/** @type {any} */ { enqueue, self }) => {
          for (const child of Object.values(self.getSnapshot().children)) {
            enqueue.sendTo(child, { type: 'TOLD' });
          }
        }),
      },
    },
  });
  const actor = createActor(machine).start();
  return {
    actor,
    /** @param {number} children */
    spawn(children) {
      for (let i = 0; i < children; i++) actor.send({ type: 'SPAWN', id: `child ${i}` });
    },
    tellAll: () => actor.send({ type: 'TELL_ALL' }),
    /** @param {number} children */
    stop(children) {
      for (let i = 0; i < children; i++) actor.send({ type: 'STOP', id: `child ${i}` });
    },
    result: () => ({ spawned, told, left: Object.keys(actor.getSnapshot().children).length }),
  };
}

/** @param {any} library @param {number} size @returns {import('./scenario.mjs').Subject} */
function spawnAndStop(library, size) {
  const parent = parentOf(library);
  return {
    run: repeat(() => {
      parent.spawn(size);
      parent.stop(size);
    }),
    result: parent.result,
  };
}

/** @param {unknown} _ @param {number} size @returns {import('./scenario.mjs').Subject} */
function childrenByHand(_, size) {
  /** @type {Map<string, { state: string }>} */
  const alive = new Map();
  let spawned = 0;
  return {
    run: repeat(() => {
      for (let i = 0; i < size; i++) alive.set(`child ${i}`, { state: 'a' });
      spawned += alive.size;
      for (let i = 0; i < size; i++) alive.delete(`child ${i}`);
    }),
    result: () => ({ spawned, told: 0, left: alive.size }),
  };
}

/** @type {Pick<import('./scenario.mjs').Scenario, 'isPerItem' | 'expected'>} */
const perChild = {
  isPerItem: true,
  expected: (times, size) => ({ spawned: size * times, told: 0, left: 0 }),
};

/** @type {import('./scenario.mjs').Scenario} */
export const thousandChildren = {
  name: 'spawn and stop 1,000 children, per child',
  size: 1000,
  ...perChild,
  libraries: { ...statecharts(spawnAndStop), 'by hand': childrenByHand },
};

/**
 * Without xstate, which would be at it for hours.
 * @type {import('./scenario.mjs').Scenario}
 */
export const hundredThousandChildren = {
  name: 'spawn and stop 100,000 children, per child',
  goals: [{ atMost: 3000 }],
  size: 100_000,
  ...perChild,
  libraries: { detent: spawnAndStop, 'by hand': childrenByHand },
};
