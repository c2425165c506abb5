import { repeat, statecharts } from './scenario.mjs';
import { ofToggles, toggleConfig } from './toggles.mjs';

/** @type {import('./scenario.mjs').Scenario} */
export const inspector = {
  name: 'flat toggle, an inspector attached',
  expected: (times) => times,
  libraries: statecharts(({ createActor, createMachine }) => {
    let seen = 0;
    const inspect = (/** @type {{ type: string, event: { type: string } }} */ { type, event }) => {
      if (type === '@xstate.snapshot' && event.type === 'T') seen++;
    };
    const actor = createActor(createMachine(toggleConfig), { inspect }).start();
    const event = { type: 'T' };
    return { run: repeat(() => actor.send(event)), result: () => seen };
  }),
};

/**
 * @param {number} subscribers
 * @returns {Pick<import('./scenario.mjs').Scenario, 'expected' | 'libraries'>}
 */
const subscribed = (subscribers) => ({
  expected: (times) => subscribers * times,
  libraries: ofToggles(
    ({ create, send, subscribe }) => {
      const toggle = create();
      let told = 0;
      for (let i = 0; i < subscribers; i++) subscribe?.(toggle, () => void told++);
      // Some libraries tell a subscriber at once how things stand.
      told = 0;
      return { run: repeat(() => send(toggle)), result: () => told };
    },
    ['detent', 'xstate', '@xstate/fsm', '@xstate/store', 'by hand'],
  ),
});

/** @type {import('./scenario.mjs').Scenario} */
export const oneSubscriber = { name: 'flat toggle, one subscriber', ...subscribed(1) };

/** @type {import('./scenario.mjs').Scenario} */
export const hundredSubscribers = { name: 'flat toggle, 100 subscribers', ...subscribed(100) };
