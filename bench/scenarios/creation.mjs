import { ringConfig, ringInFsl, ringOfRobot3 } from './ring.mjs';
import { record, repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';
import { ofToggles } from './toggles.mjs';

const groups = 20;
const leaves = 14;

/** 300 states on two levels, each leaf with an entry action, a guard and an assignment. */
const nestedConfig = (/** @type {any} */ { assign }) => {
  const guard = (/** @type {{ context: { n: number } }} */ { context }) => context.n >= 0;
  const count = assign({
    n: (/** @type {{ context: { n: number } }} */ { context }) => context.n + 1,
  });
  const leaf = (/** @type {number} */ index) => ({
    entry: () => {},
    on: {
      T: `s${(index + 1) % leaves}`,
      SKIP: { target: `s${(index + 2) % leaves}`, guard, actions: count },
    },
  });
  const group = (/** @type {number} */ index) => ({
    initial: 's0',
    states: record(leaves, (index) => [`s${index}`, leaf(index)]),
    on: { RESET: '.s0', LEAVE: `g${(index + 1) % groups}` },
  });
  return {
    context: { n: 0 },
    initial: 'g0',
    states: record(groups, (index) => [`g${index}`, group(index)]),
  };
};

/**
 * Each machine takes a step, so that no work is put off until after the measurement.
 * @param {() => string} createAndStep gives the state that it is in then
 * @returns {import('./scenario.mjs').Subject}
 */
function creations(createAndStep) {
  let right = 0;
  return {
    run: repeat(() => {
      if (createAndStep() === 's1') right++;
    }),
    result: () => right,
  };
}

/** @type {import('./scenario.mjs').Scenario} */
export const createMachine = {
  name: 'create a machine of 300 states, and step',
  goals: timesAsFastAsXstate(10),
  expected: (times) => times,
  libraries: statecharts((library) => {
    const config = nestedConfig(library);
    return creations(() => {
      const actor = library.createActor(library.createMachine(config)).start();
      actor.send({ type: 'T' });
      return actor.getSnapshot().value.g0;
    });
  }),
};

/** @type {import('./scenario.mjs').Scenario} */
export const createFlatMachine = {
  name: 'create a ring of 300 states, and step',
  expected: (times) => times,
  libraries: {
    ...statecharts(({ createActor, createMachine }) => {
      const config = ringConfig(300);
      return creations(() => {
        const actor = createActor(createMachine(config)).start();
        actor.send({ type: 'T' });
        return actor.getSnapshot().value;
      });
    }),

    robot3: (library) =>
      creations(() => {
        const service = library.interpret(ringOfRobot3(library, 300), () => {});
        service.send({ type: 'T' });
        return service.machine.current;
      }),

    '@xstate/fsm'({ createMachine, interpret }) {
      const config = ringConfig(300);
      return creations(() => {
        const service = interpret(createMachine(config)).start();
        service.send({ type: 'T' });
        return service.state.value;
      });
    },

    jssm({ from }) {
      const text = ringInFsl(300);
      return creations(() => {
        const machine = from(text);
        machine.action('T');
        return machine.state();
      });
    },
  },
};

/** @type {import('./scenario.mjs').Scenario} */
export const createActor = {
  name: 'create and start an actor',
  goals: timesAsFastAsXstate(50),
  expected: (times) => times,
  libraries: ofToggles(({ create, valueOf }) => {
    let started = 0;
    let last = create();
    return {
      run: repeat(() => {
        // Kept, or a compiler that sees through all of it makes nothing.
        last = create();
        if (valueOf(last) === 'a') started++;
      }),
      result: () => (valueOf(last) === 'a' ? started : 'not started'),
    };
  }),
};

/** @type {import('./scenario.mjs').Scenario} */
export const bytesPerActor = {
  name: 'a live actor of a small machine',
  goals: [{ atMost: 480 }],
  isMemory: true,
  expected: (times) => ({ alive: times, value: 'b' }),
  libraries: ofToggles(({ create, send, valueOf }) => {
    /** @type {unknown[]} */
    const alive = [];
    return {
      run(times) {
        // Room for all of them first: what an array leaves behind as it grows is not theirs.
        const first = alive.length;
        alive.length += times;
        for (let i = first; i < alive.length; i++) {
          alive[i] = create();
          send(alive[i]);
        }
      },
      result: () => ({ alive: alive.length, value: valueOf(alive.at(-1)) }),
    };
  }),
};
