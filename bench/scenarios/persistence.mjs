import { deepStates } from './hierarchy.mjs';
import { parallelConfig } from './parallel.mjs';
import { repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';

/**
 * An actor that has taken one step, restored again and again; the last one takes a step of its own.
 * @param {object} config
 * @param {string} type
 * @param {unknown} value after two steps
 * @returns {Pick<import('./scenario.mjs').Scenario, 'expected' | 'libraries'>}
 */
const persistAndRestore = (config, type, value) => ({
  expected: (times) => ({ restored: times, value }),
  libraries: statecharts(({ createActor, createMachine }) => {
    const machine = createMachine(config);
    const actor = createActor(machine).start();
    actor.send({ type });
    let restored = 0;
    let last = actor;
    return {
      run: repeat(() => {
        last = createActor(machine, { snapshot: actor.getPersistedSnapshot() });
        if (last.getSnapshot().status === 'active') restored++;
      }),
      result() {
        last.start().send({ type });
        return { restored, value: last.getSnapshot().value };
      },
    };
  }),
});

/** @type {import('./scenario.mjs').Scenario} */
export const persistDeep = {
  name: 'persist and restore, four levels',
  goals: timesAsFastAsXstate(10),
  ...persistAndRestore(
    {
      ...deepStates(4, { x: { on: { T: 'y' } }, y: { on: { T: 'x' } } }),
      context: { count: 1, name: 'one' },
    },
    'T',
    { level1: { level2: { level3: 'x' } } },
  ),
};

/** @type {import('./scenario.mjs').Scenario} */
export const persistParallel = {
  name: 'persist and restore, 4 regions',
  goals: timesAsFastAsXstate(10),
  ...persistAndRestore(parallelConfig(4, 4), 'ALL', { r0: 's2', r1: 's2', r2: 's2', r3: 's2' }),
};
