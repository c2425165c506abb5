import { allMoved, parallelConfig } from './parallel.mjs';
import { repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';
import { toggleConfig } from './toggles.mjs';

/**
 * Snapshots made from each other by a function, without an actor.
 * @template Snapshot
 * @param {Snapshot} first
 * @param {(snapshot: Snapshot) => Snapshot} next
 * @param {(snapshot: Snapshot) => unknown} valueOf
 * @returns {import('./scenario.mjs').Subject}
 */
function folding(first, next, valueOf) {
  let snapshot = first;
  return {
    run: repeat(() => {
      snapshot = next(snapshot);
    }),
    result: () => valueOf(snapshot),
  };
}

/**
 * @param {object} config
 * @param {string} type
 */
const transitions = (config, type) =>
  statecharts(({ createMachine, initialTransition, transition }) => {
    const machine = createMachine(config);
    const event = { type };
    return folding(
      initialTransition(machine)[0],
      (snapshot) => transition(machine, snapshot, event)[0],
      ({ value }) => value,
    );
  });

/** @type {import('./scenario.mjs').Scenario} */
export const pureFlat = {
  name: 'pure transition, flat',
  goals: timesAsFastAsXstate(150),
  expected: (times) => (times % 2 === 0 ? 'a' : 'b'),
  libraries: {
    ...transitions(toggleConfig, 'T'),

    '@xstate/fsm'({ createMachine }) {
      const machine = createMachine(toggleConfig);
      const event = { type: 'T' };
      return folding(
        machine.initialState,
        (state) => machine.transition(state, event),
        ({ value }) => value,
      );
    },

    '@xstate/store'({ createStore }) {
      const store = createStore({
        context: { value: 'a' },
        on: {
          T: (/** @type {{ value: string }} */ { value }) => ({ value: value === 'a' ? 'b' : 'a' }),
        },
      });
      const event = { type: 'T' };
      return folding(
        store.getInitialSnapshot(),
        (snapshot) => store.transition(snapshot, event)[0],
        ({ context }) => context.value,
      );
    },

    'by hand, immutable'() {
      /** @type {Record<string, Record<string, string>>} */
      const table = { a: { T: 'b' }, b: { T: 'a' } };
      const event = { type: 'T' };
      return folding(
        { value: 'a', context: {} },
        (snapshot) => {
          const value = table[snapshot.value]?.[event.type];
          return value === undefined ? snapshot : { value, context: snapshot.context };
        },
        ({ value }) => value,
      );
    },
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const pureParallel = {
  name: 'pure transition, 8 regions of 4 states',
  goals: timesAsFastAsXstate(1000),
  expected: allMoved,
  libraries: {
    ...transitions(parallelConfig(8, 4), 'ALL'),

    'by hand, immutable'() {
      /** @type {Record<string, Record<string, string>>} */
      const table = {
        s0: { ALL: 's1' },
        s1: { ALL: 's2' },
        s2: { ALL: 's3' },
        s3: { ALL: 's0' },
      };
      const event = { type: 'ALL' };
      return folding(
        Object.values(allMoved(0)),
        (regions) => regions.map((region) => table[region]?.[event.type] ?? region),
        (regions) => Object.fromEntries(regions.map((state, index) => [`r${index}`, state])),
      );
    },
  },
};
