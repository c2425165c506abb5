import { repeat } from './scenario.mjs';

/** @typedef {{ count: number }} Context */

/** @param {object} transition what both states do on GO */
const config = (transition) => ({
  id: 'toggle',
  initial: 'a',
  context: { count: 0 },
  states: {
    a: { on: { GO: { target: 'b', ...transition } } },
    b: { on: { GO: { target: 'a', ...transition } } },
  },
});

/**
 * @param {object} transition
 * @param {object} logic
 * @returns {Promise<import('./scenario.mjs').Subject>}
 */
async function interpreter(transition, logic = {}) {
  const { createMachine, SyncInterpreter } = await import('detent/interpreter');
  const machine = createMachine(config(transition), { logic });
  const interpreter = new SyncInterpreter(machine).start();
  return {
    run: repeat(() => interpreter.send('GO')),
    result: () => ({ ...interpreter.context, active: [...interpreter.activeStateIds] }),
  };
}

/**
 * @param {any} library
 * @param {object} transition
 * @returns {import('./scenario.mjs').Subject}
 */
function actor({ createActor, createMachine }, transition) {
  const actor = createActor(createMachine(config(transition))).start();
  return {
    run: repeat(() => actor.send({ type: 'GO' })),
    result() {
      const { context, value } = actor.getSnapshot();
      return { ...context, active: [`toggle.${value}`] };
    },
  };
}

const goals = [{ over: 'a detent actor', times: 0.5 }];
const active = (/** @type {number} */ times) => [times % 2 === 0 ? 'toggle.a' : 'toggle.b'];

/** @type {import('./scenario.mjs').Scenario} */
export const interpreterSend = {
  name: 'SyncInterpreter.send',
  goals,
  expected: (times) => ({ count: 0, active: active(times) }),
  libraries: {
    detent: () => interpreter({}),
    'a detent actor': (library) => actor(library, {}),
    xstate: (library) => actor(library, {}),
  },
};

/** @param {any} library */
const countingActor = (library) =>
  actor(library, {
    actions: library.assign({
      count: (/** @type {{ context: Context }} */ { context }) => context.count + 1,
    }),
  });

/** @type {import('./scenario.mjs').Scenario} */
export const interpreterSendWithAction = {
  name: 'SyncInterpreter.send, with an action',
  goals,
  expected: (times) => ({ count: times, active: active(times) }),
  libraries: {
    detent: () =>
      interpreter(
        { actions: 'count' },
        {
          actions: {
            count: (/** @type {unknown} */ _, /** @type {Context} */ context) => {
              context.count++;
            },
          },
        },
      ),
    'a detent actor': countingActor,
    xstate: countingActor,
  },
};
