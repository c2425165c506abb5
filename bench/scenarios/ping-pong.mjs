import { repeat, statecharts, timesAsFastAsXstate } from './scenario.mjs';

const ping = { type: 'PING' };
const pong = { type: 'PONG' };

/** @param {string} type @param {object} actions @returns {object} two states that `type` toggles */
const toggledBy = (type, actions) => ({
  initial: 'a',
  states: {
    a: { on: { [type]: { target: 'b', actions } } },
    b: { on: { [type]: { target: 'a', actions } } },
  },
});

/** @type {import('./scenario.mjs').Scenario} */
export const pingPong = {
  name: 'ping-pong of parent and child',
  goals: timesAsFastAsXstate(35),
  expected: (times) => ({ pongs: times, value: times % 2 === 0 ? 'a' : 'b' }),
  libraries: {
    ...statecharts(({ createActor, createMachine, sendParent, sendTo }) => {
      let pongs = 0;
      const parent = createMachine({
        ...toggledBy('PONG', () => void pongs++),
        invoke: { id: 'child', src: createMachine(toggledBy('PING', sendParent(pong))) },
        on: { T: { actions: sendTo('child', ping) } },
      });
      const actor = createActor(parent).start();
      const event = { type: 'T' };
      return {
        run: repeat(() => actor.send(event)),
        result: () => ({ pongs, value: actor.getSnapshot().value }),
      };
    }),

    'by hand'() {
      /** @typedef {{ type: string }} Event */
      /** @type {{ receive: (event: Event) => void, event: Event }[]} */
      const mailbox = [];
      let pongs = 0;
      let state = 'a';
      let stateOfChild = 'a';
      const other = (/** @type {string} */ value) => (value === 'a' ? 'b' : 'a');
      /** @param {Event} event */
      function parent({ type }) {
        if (type === 'T') mailbox.push({ receive: child, event: ping });
        if (type !== 'PONG') return;
        pongs++;
        state = other(state);
      }
      /** @param {Event} event */
      function child({ type }) {
        if (type !== 'PING') return;
        stateOfChild = other(stateOfChild);
        mailbox.push({ receive: parent, event: pong });
      }
      const event = { type: 'T' };
      return {
        run: repeat(() => {
          mailbox.push({ receive: parent, event });
          for (let mail = mailbox.shift(); mail !== undefined; mail = mailbox.shift()) {
            mail.receive(mail.event);
          }
        }),
        result: () => ({ pongs, value: state === stateOfChild ? state : 'out of step' }),
      };
    },
  },
};
