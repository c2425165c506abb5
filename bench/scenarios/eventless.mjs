import { record, repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

const steps = 10;

/** @type {import('./scenario.mjs').Scenario} */
export const eventless = {
  name: '10 eventless steps',
  goals: timesAsFastAsXstate(150),
  expected: (times) => ({ value: 'rest', passed: times }),
  libraries: {
    ...statecharts((library) => {
      let passed = 0;
      // From `s0` through `s9` to `rest`: ten steps that no event asks for.
      const config = {
        initial: 'rest',
        states: {
          rest: { on: { T: 's0' }, exit: () => void passed++ },
          ...record(steps, (step) => [
            `s${step}`,
            { always: step + 1 < steps ? `s${step + 1}` : 'rest' },
          ]),
        },
      };
      return sends(library, config, 'T', ({ value }) => ({ value, passed }));
    }),

    robot3({ action, createMachine, immediate, interpret, state, transition }) {
      let passed = 0;
      const machine = createMachine('rest', {
        rest: state(
          transition(
            'T',
            's0',
            action(() => void passed++),
          ),
        ),
        ...record(steps, (step) => [
          `s${step}`,
          state(immediate(step + 1 < steps ? `s${step + 1}` : 'rest')),
        ]),
      });
      const service = interpret(machine, () => {});
      const event = { type: 'T' };
      return {
        run: repeat(() => service.send(event)),
        result: () => ({ value: service.machine.current, passed }),
      };
    },

    'by hand'() {
      /** @type {Record<string, string>} */
      const always = record(steps, (step) => [
        `s${step}`,
        step + 1 < steps ? `s${step + 1}` : 'rest',
      ]);
      let passed = 0;
      let value = 'rest';
      /** @param {{ type: string }} event */
      function send(event) {
        if (value !== 'rest' || event.type !== 'T') return;
        passed++;
        value = 's0';
        for (let next = always[value]; next !== undefined; next = always[value]) value = next;
      }
      const event = { type: 'T' };
      return { run: repeat(() => send(event)), result: () => ({ value, passed }) };
    },
  },
};
