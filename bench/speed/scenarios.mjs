/**
 * What is measured. A scenario sets a library up and gives a function that does one operation,
 * and one that throws when the operations did not do what they should: nothing empty is measured.
 *
 * @typedef {{ operate: () => void, check: (count: number) => void }} Prepared
 * @typedef {{ name: string, goal: number, prepare: (library: any) => Prepared }} Scenario
 */
import assert from 'node:assert/strict';

const nothing = () => {};

/** @param {number} regions @param {number} states */
function parallelConfig(regions, states) {
  const region = (/** @type {number} */ r) => ({
    initial: 's0',
    states: Object.fromEntries(
      Array.from({ length: states }, (_, i) => [
        `s${i}`,
        { on: { ALL: `s${(i + 1) % states}`, [`ONE${r}`]: `s${(i + 1) % states}` } },
      ]),
    ),
  });
  const all = Array.from({ length: regions }, (_, r) => [`r${r}`, region(r)]);
  return { id: 'm', type: 'parallel', states: Object.fromEntries(all) };
}

const toggleConfig = {
  id: 'm',
  initial: 'a',
  states: { a: { on: { T: 'b' } }, b: { on: { T: 'a' } } },
};

/** @param {number} count */
function chainConfig(count) {
  const steps = Array.from({ length: count }, (_, i) => [
    `s${i + 1}`,
    i + 1 < count ? { always: `s${i + 2}` } : { on: { T: 's0x' } },
  ]);
  return {
    id: 'm',
    initial: 's0',
    states: { s0: { on: { T: 's1' } }, s0x: { always: 's1' }, ...Object.fromEntries(steps) },
  };
}

/** @param {number} count */
function ringConfig(count) {
  const states = Array.from({ length: count }, (_, i) => [
    `s${i}`,
    { on: { T: `s${(i + 1) % count}` } },
  ]);
  return { id: 'm', initial: 's0', states: Object.fromEntries(states) };
}

/**
 * An actor that is sent the same event again and again.
 * @param {any} library @param {any} config @param {string} type
 * @param {(snapshot: any, count: number) => void} check
 * @returns {Prepared}
 */
function sends(library, config, type, check) {
  const actor = library.createActor(library.createMachine(config)).start();
  const event = { type };
  return {
    operate: () => actor.send(event),
    check: (count) => check(actor.getSnapshot(), count),
  };
}

/** @type {readonly Scenario[]} */
export const scenarios = [
  {
    name: 'flat toggle',
    goal: 30,
    prepare: (library) =>
      sends(library, toggleConfig, 'T', ({ value }, count) =>
        assert.equal(value, count % 2 ? 'b' : 'a'),
      ),
  },
  {
    name: 'guard and assign',
    goal: 10,
    prepare: (library) => {
      const config = {
        id: 'm',
        context: { n: 0 },
        initial: 'a',
        states: {
          a: {
            on: {
              T: {
                guard: (/** @type {any} */ { context }) => context.n >= 0,
                actions: library.assign({
                  n: (/** @type {any} */ { context }) => context.n + 1,
                }),
              },
            },
          },
        },
      };
      return sends(library, config, 'T', ({ context }, count) => assert.equal(context.n, count));
    },
  },
  {
    name: 'four levels, entry and exit actions',
    goal: 20,
    prepare: (library) => {
      let entered = 0;
      const leaf = (/** @type {string} */ target) => ({
        entry: () => void entered++,
        exit: nothing,
        on: { T: target },
      });
      const config = {
        id: 'm',
        initial: 'a',
        states: {
          a: {
            initial: 'b',
            states: { b: { initial: 'c', states: { c: leaf('d'), d: leaf('c') } } },
          },
        },
      };
      return sends(library, config, 'T', (_, count) => assert.equal(entered, count + 1));
    },
  },
  {
    name: '8 regions x 4 states, all move',
    goal: 100,
    prepare: (library) =>
      sends(library, parallelConfig(8, 4), 'ALL', ({ value }, count) =>
        assert.equal(value.r7, `s${count % 4}`),
      ),
  },
  {
    name: '8 regions x 4 states, one moves',
    goal: 50,
    prepare: (library) =>
      sends(library, parallelConfig(8, 4), 'ONE3', ({ value }, count) => {
        assert.equal(value.r3, `s${count % 4}`);
        assert.equal(value.r4, 's0');
      }),
  },
  {
    name: 'ring of 1,000 states',
    goal: 50,
    prepare: (library) =>
      sends(library, ringConfig(1000), 'T', ({ value }, count) =>
        assert.equal(value, `s${count % 1000}`),
      ),
  },
  {
    name: '10 eventless steps',
    goal: 40,
    prepare: (library) =>
      sends(library, chainConfig(10), 'T', ({ value }) => assert.equal(value, 's10')),
  },
  {
    name: '10 raised events',
    goal: 10,
    prepare: (library) => {
      let raised = 0;
      const config = {
        id: 'm',
        on: {
          T: { actions: Array.from({ length: 10 }, () => library.raise({ type: 'R' })) },
          R: { actions: () => void raised++ },
        },
      };
      return sends(library, config, 'T', (_, count) => assert.equal(raised, 10 * count));
    },
  },
  {
    name: 'create and start an actor',
    goal: 20,
    prepare: (library) => {
      const machine = library.createMachine(toggleConfig);
      let started = 0;
      return {
        operate() {
          if (library.createActor(machine).start().getSnapshot().status === 'active') started++;
        },
        check: (count) => assert.equal(started, count),
      };
    },
  },
  {
    name: 'create a machine of 300 states',
    goal: 2,
    prepare: (library) => {
      let found = 0;
      return {
        operate() {
          const { root } = library.createMachine(ringConfig(300));
          found += Object.keys(root.states).length;
        },
        check: (count) => assert.equal(found, 300 * count),
      };
    },
  },
  {
    name: 'pure transition, 8 x 4 parallel',
    goal: 100,
    prepare: (library) => {
      const machine = library.createMachine(parallelConfig(8, 4));
      let [snapshot] = library.initialTransition(machine);
      const event = { type: 'ALL' };
      return {
        operate() {
          [snapshot] = library.transition(machine, snapshot, event);
        },
        check: (count) => assert.equal(snapshot.value.r7, `s${count % 4}`),
      };
    },
  },
  {
    name: 'persist and restore',
    goal: 2,
    prepare: (library) => {
      const machine = library.createMachine(parallelConfig(4, 4));
      const actor = library.createActor(machine).start();
      actor.send({ type: 'ONE2' });
      /** @type {any} */
      let restored;
      return {
        operate() {
          restored = library.createActor(machine, { snapshot: actor.getPersistedSnapshot() });
        },
        check: () => assert.equal(restored.getSnapshot().value.r2, 's1'),
      };
    },
  },
];
