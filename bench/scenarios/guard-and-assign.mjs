import { repeat, sends, statecharts, timesAsFastAsXstate } from './scenario.mjs';

/** @typedef {{ n: number }} Context */

/** @type {import('./scenario.mjs').Scenario} */
export const guardAndAssign = {
  name: 'guard and assign',
  goals: timesAsFastAsXstate(18),
  expected: (times) => times,
  libraries: {
    ...statecharts((library) => {
      const count = library.assign({
        n: (/** @type {{ context: Context }} */ { context }) => context.n + 1,
      });
      const guard = (/** @type {{ context: Context }} */ { context }) => context.n >= 0;
      const config = {
        context: { n: 0 },
        initial: 'a',
        states: { a: { on: { T: { guard, actions: count } } } },
      };
      return sends(library, config, 'T', ({ context }) => context.n);
    }),

    robot3({ createMachine, guard, interpret, reduce, state, transition }) {
      const machine = createMachine(
        {
          a: state(
            transition(
              'T',
              'a',
              guard((/** @type {Context} */ { n }) => n >= 0),
              reduce((/** @type {Context} */ context) => ({ ...context, n: context.n + 1 })),
            ),
          ),
        },
        () => ({ n: 0 }),
      );
      const service = interpret(machine, () => {});
      const event = { type: 'T' };
      return { run: repeat(() => service.send(event)), result: () => service.context.n };
    },

    '@xstate/fsm'({ assign, createMachine, interpret }) {
      const transition = {
        cond: (/** @type {Context} */ { n }) => n >= 0,
        actions: assign({ n: (/** @type {Context} */ { n }) => n + 1 }),
      };
      const machine = createMachine({
        context: { n: 0 },
        initial: 'a',
        states: { a: { on: { T: transition } } },
      });
      const service = interpret(machine).start();
      const event = { type: 'T' };
      return { run: repeat(() => service.send(event)), result: () => service.state.context.n };
    },

    '@xstate/store'({ createStore }) {
      const store = createStore({
        context: { n: 0 },
        on: {
          T: (/** @type {Context} */ context) =>
            context.n >= 0 ? { ...context, n: context.n + 1 } : context,
        },
      });
      const event = { type: 'T' };
      return { run: repeat(() => store.send(event)), result: () => store.getSnapshot().context.n };
    },

    jssm({ from }) {
      const machine = from(`a 'T' -> a;`, { data: { n: 0 } });
      machine.hook_action('a', 'a', 'T', (/** @type {{ data: Context }} */ { data }) =>
        data.n >= 0 ? { pass: true, data: { ...data, n: data.n + 1 } } : false,
      );
      return { run: repeat(() => machine.action('T')), result: () => machine.data().n };
    },

    'by hand'() {
      const context = { n: 0 };
      const state = 'a';
      /** @param {{ type: string }} event */
      function send(event) {
        switch (state) {
          case 'a':
            if (event.type === 'T' && context.n >= 0) context.n++;
        }
      }
      const event = { type: 'T' };
      return { run: repeat(() => send(event)), result: () => context.n };
    },

    'by hand, immutable'() {
      /** @typedef {{ guard: (context: Context) => boolean, assign: (context: Context) => Partial<Context> }} Transition */
      /** @type {Record<string, Record<string, Transition>>} */
      const table = {
        a: { T: { guard: ({ n }) => n >= 0, assign: ({ n }) => ({ n: n + 1 }) } },
      };
      let snapshot = { value: 'a', context: { n: 0 } };
      /** @param {{ type: string }} event */
      function send(event) {
        const { context } = snapshot;
        const transition = table[snapshot.value]?.[event.type];
        if (transition?.guard(context)) {
          const assigned = { ...context, ...transition.assign(context) };
          snapshot = { value: snapshot.value, context: assigned };
        }
      }
      const event = { type: 'T' };
      return { run: repeat(() => send(event)), result: () => snapshot.context.n };
    },
  },
};
