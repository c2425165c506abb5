import { record, repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

const raised = 10;

/** @param {number} step */
const after = (step) => (step < raised ? `s${step + 1}` : 'rest');

/** @type {import('./scenario.mjs').Scenario} */
export const raise = {
  name: '10 raised events',
  goals: timesAsFastAsXstate(55),
  expected: (times) => ({ value: 'rest', passed: times }),
  libraries: {
    // Each of ten states is left by the event that was raised on the way to it.
    ...statecharts((library) => {
      let passed = 0;
      const actions = library.raise({ type: 'R' });
      const config = {
        initial: 'rest',
        states: {
          rest: { on: { T: { target: 's1', actions } }, exit: () => void passed++ },
          ...record(raised, (index) => {
            const target = after(index + 1);
            return [
              `s${index + 1}`,
              { on: { R: target === 'rest' ? { target } : { target, actions } } },
            ];
          }),
        },
      };
      return sends(library, config, 'T', ({ value }) => ({ value, passed }));
    }),

    'by hand'() {
      /** @type {{ type: string }[]} */
      const queue = [];
      let passed = 0;
      let state = 0;
      /** @param {{ type: string }} event */
      function handle({ type }) {
        if (state === 0 && type === 'T') passed++;
        else if (state === 0 || type !== 'R') return;
        state = (state + 1) % (raised + 1);
        if (state !== 0) queue.push({ type: 'R' });
      }
      /** @param {{ type: string }} event */
      function send(event) {
        queue.push(event);
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) handle(next);
      }
      const event = { type: 'T' };
      return {
        run: repeat(() => send(event)),
        result: () => ({ value: state === 0 ? 'rest' : `s${state}`, passed }),
      };
    },
  },
};
