import { record, repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

const regions = 8;
const states = 4;

/**
 * Regions that are rings of states: `ALL` moves all of them, `ONE3` the fourth.
 * @param {number} regions
 * @param {number} states
 */
export function parallelConfig(regions, states) {
  return {
    type: 'parallel',
    states: record(regions, (region) => [
      `r${region}`,
      {
        initial: 's0',
        states: record(states, (state) => {
          const next = `s${(state + 1) % states}`;
          return [`s${state}`, { on: { ALL: next, [`ONE${region}`]: next } }];
        }),
      },
    ]),
  };
}

/** The value after `ALL` was sent so often. @param {number} times */
export const allMoved = (times) =>
  record(regions, (region) => [`r${region}`, `s${times % states}`]);

/**
 * A loop over the states of the regions.
 * @param {string} type what is sent
 * @returns {import('./scenario.mjs').Subject}
 */
function regionsByHand(type) {
  const active = Array.from({ length: regions }, () => 0);
  const typesOfOne = Array.from({ length: regions }, (_, region) => `ONE${region}`);
  /** @param {{ type: string }} event */
  function send(event) {
    for (let region = 0; region < regions; region++) {
      if (event.type === 'ALL' || event.type === typesOfOne[region]) {
        active[region] = (/** @type {number} */ (active[region]) + 1) % states;
      }
    }
  }
  const event = { type };
  return {
    run: repeat(() => send(event)),
    result: () => record(regions, (region) => [`r${region}`, `s${active[region]}`]),
  };
}

/** @type {import('./scenario.mjs').Scenario} */
export const allRegionsMove = {
  name: '8 regions of 4 states, all move',
  goals: timesAsFastAsXstate(250),
  expected: allMoved,
  libraries: {
    ...statecharts((library) =>
      sends(library, parallelConfig(regions, states), 'ALL', ({ value }) => value),
    ),
    'by hand': () => regionsByHand('ALL'),
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const oneRegionMoves = {
  name: '8 regions of 4 states, one moves',
  goals: timesAsFastAsXstate(150),
  expected: (times) => ({ ...allMoved(0), r3: `s${times % states}` }),
  libraries: {
    ...statecharts((library) =>
      sends(library, parallelConfig(regions, states), 'ONE3', ({ value }) => value),
    ),
    'by hand': () => regionsByHand('ONE3'),
  },
};
