import { record, repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

const length = 1000;

/** States that follow each other, the last one followed by the first. @param {number} length */
export const ringConfig = (length) => ({
  id: 'ring',
  initial: 's0',
  states: record(length, (index) => [`s${index}`, { on: { T: `s${(index + 1) % length}` } }]),
});

/** The same in the language of jssm. @param {number} length */
export const ringInFsl = (length) =>
  Array.from({ length }, (_, index) => `s${index} 'T' -> s${(index + 1) % length};`).join('\n');

/** The same for robot3. @param {any} library @param {number} length */
export const ringOfRobot3 = ({ createMachine, state, transition }, length) =>
  createMachine(
    record(length, (index) => [`s${index}`, state(transition('T', `s${(index + 1) % length}`))]),
  );

/** @type {import('./scenario.mjs').Scenario} */
export const ring = {
  name: 'ring of 1,000 states',
  goals: timesAsFastAsXstate(100),
  expected: (times) => `s${times % length}`,
  libraries: {
    ...statecharts((library) => sends(library, ringConfig(length), 'T', ({ value }) => value)),

    robot3(library) {
      const service = library.interpret(ringOfRobot3(library, length), () => {});
      const event = { type: 'T' };
      return { run: repeat(() => service.send(event)), result: () => service.machine.current };
    },

    '@xstate/fsm'({ createMachine, interpret }) {
      const service = interpret(createMachine(ringConfig(length))).start();
      const event = { type: 'T' };
      return { run: repeat(() => service.send(event)), result: () => service.state.value };
    },

    jssm({ from }) {
      const machine = from(ringInFsl(length));
      return { run: repeat(() => machine.action('T')), result: () => machine.state() };
    },

    'by hand'() {
      /** @type {Map<string, Record<string, string>>} */
      const table = new Map(
        Object.entries(ringConfig(length).states).map(([name, { on }]) => [name, on]),
      );
      let state = 's0';
      const event = { type: 'T' };
      return {
        run: repeat(() => {
          state = table.get(state)?.[event.type] ?? state;
        }),
        result: () => state,
      };
    },
  },
};
