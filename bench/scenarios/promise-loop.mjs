import { statecharts } from './scenario.mjs';

/** How often the loop has gone round, and when it may rest. */
class Rounds {
  done = 0;
  #wanted = 0;
  #rest = () => {};

  /** @param {number} times @param {() => void} start @returns {Promise<void>} when it rests */
  run(times, start) {
    this.#wanted = this.done + times;
    return new Promise((resolve) => {
      this.#rest = resolve;
      start();
    });
  }

  isLast = () => this.done + 1 >= this.#wanted;
  count = () => void this.done++;
  rest = () => this.#rest();
}

/** @type {import('./scenario.mjs').Scenario} */
export const promiseLoop = {
  name: 'promise invoked in a loop',
  goals: [
    { over: 'xstate', times: 15 },
    { over: 'robot3', times: 1 },
  ],
  expected: (times) => times,
  libraries: {
    ...statecharts(({ createActor, createMachine, fromPromise }) => {
      const rounds = new Rounds();
      const machine = createMachine({
        initial: 'resting',
        states: {
          resting: { entry: rounds.rest, on: { START: 'working' } },
          working: {
            invoke: {
              src: fromPromise(() => Promise.resolve(1)),
              onDone: [
                { guard: rounds.isLast, target: 'resting', actions: rounds.count },
                { target: 'working', reenter: true, actions: rounds.count },
              ],
            },
          },
        },
      });
      const actor = createActor(machine).start();
      return {
        run: (/** @type {number} */ times) =>
          rounds.run(times, () => actor.send({ type: 'START' })),
        result: () => rounds.done,
      };
    }),

    robot3({ action, createMachine, guard, interpret, invoke, state, transition }) {
      const rounds = new Rounds();
      const machine = createMachine({
        resting: state(transition('START', 'working')),
        working: invoke(
          () => Promise.resolve(1),
          transition(
            'done',
            'resting',
            guard(rounds.isLast),
            action(rounds.count),
            action(rounds.rest),
          ),
          transition('done', 'working', action(rounds.count)),
        ),
      });
      const service = interpret(machine, () => {});
      return {
        run: (times) => rounds.run(times, () => service.send({ type: 'START' })),
        result: () => rounds.done,
      };
    },

    'by hand'() {
      const rounds = new Rounds();
      let state = 'resting';
      function work() {
        state = 'working';
        void Promise.resolve(1).then(onDone);
      }
      function onDone() {
        if (state !== 'working') return;
        const isLast = rounds.isLast();
        rounds.count();
        if (!isLast) return work();
        state = 'resting';
        rounds.rest();
      }
      return { run: (times) => rounds.run(times, work), result: () => rounds.done };
    },
  },
};
