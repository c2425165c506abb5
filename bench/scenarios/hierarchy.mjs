import { repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

/**
 * States within states, the innermost two named `x` and `y`.
 * @param {number} depth
 * @param {Record<'x' | 'y', object>} leaves
 */
export function deepStates(depth, leaves) {
  /** @type {{ initial: string, states: object }} */
  let states = { initial: 'x', states: leaves };
  for (let level = depth - 1; level > 0; level--) {
    states = { initial: `level${level}`, states: { [`level${level}`]: states } };
  }
  return states;
}

/** @type {import('./scenario.mjs').Scenario} */
export const deepLeaf = {
  name: 'four levels, entry and exit actions',
  goals: timesAsFastAsXstate(50),
  expected: (times) => ({ entered: times + 1, left: times }),
  libraries: {
    ...statecharts((library) => {
      let entered = 0;
      let left = 0;
      const leaf = (/** @type {string} */ target) => ({
        entry: () => void entered++,
        exit: () => void left++,
        on: { T: target },
      });
      const config = deepStates(4, { x: leaf('y'), y: leaf('x') });
      return sends(library, config, 'T', () => ({ entered, left }));
    }),

    'by hand'() {
      let entered = 1;
      let left = 0;
      let state = 'level1.level2.level3.x';
      const entry = () => void entered++;
      const exit = () => void left++;
      /** @param {{ type: string }} event */
      function send(event) {
        switch (state) {
          case 'level1.level2.level3.x':
            if (event.type !== 'T') return;
            exit();
            state = 'level1.level2.level3.y';
            entry();
            break;
          case 'level1.level2.level3.y':
            if (event.type !== 'T') return;
            exit();
            state = 'level1.level2.level3.x';
            entry();
        }
      }
      const event = { type: 'T' };
      return { run: repeat(() => send(event)), result: () => ({ entered, left }) };
    },
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const rootReentersLeaf = {
  name: 'handled at the root, re-enters a deep leaf',
  goals: timesAsFastAsXstate(50),
  expected: (times) => times + 1,
  libraries: {
    ...statecharts((library) => {
      let entered = 0;
      const leaf = { entry: () => void entered++ };
      const config = {
        ...deepStates(4, { x: leaf, y: {} }),
        on: { T: '.level1.level2.level3.x' },
      };
      return sends(library, config, 'T', () => entered);
    }),

    'by hand'() {
      let entered = 1;
      let state = '';
      const enterLeaf = () => {
        state = 'level1.level2.level3.x';
        entered++;
      };
      /** @param {{ type: string }} event */
      function send(event) {
        if (event.type !== 'T') return;
        state = '';
        enterLeaf();
      }
      const event = { type: 'T' };
      return {
        run: repeat(() => send(event)),
        result: () => (state === '' ? 'not in the leaf' : entered),
      };
    },
  },
};
