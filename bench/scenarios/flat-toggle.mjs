import { repeat } from './scenario.mjs';
import { ofToggles } from './toggles.mjs';

/** @type {import('./scenario.mjs').Scenario} */
export const flatToggle = {
  name: 'flat toggle',
  goals: [
    { over: 'xstate', times: 80 },
    { over: 'jssm', times: 1 },
  ],
  expected: (times) => (times % 2 === 0 ? 'a' : 'b'),
  libraries: ofToggles(({ create, send, valueOf }) => {
    const toggle = create();
    return { run: repeat(() => send(toggle)), result: () => valueOf(toggle) };
  }),
};
