// oxlint-disable unicorn/require-post-message-target-origin -- a worker posts to its owner alone

// Import maps do not reach into workers, so the package has its path here.
// @ts-expect-error -- the path is one of the site
import { createActor, createMachine, fromCallback } from './detent/index.js';

const machine = createMachine({
  initial: 'waiting',
  states: {
    waiting: { on: { WAIT: 'counting' } },
    counting: { after: { 50: 'done' } },
    done: {
      entry: () => self.postMessage({ type: 'DONE' }),
      on: { WAIT: 'counting' },
    },
  },
  invoke: {
    src: fromCallback((/** @type {any} */ { sendBack }) => {
      const listen = (/** @type {MessageEvent} */ { data }) => sendBack(data);
      self.addEventListener('message', listen);
      return () => self.removeEventListener('message', listen);
    }),
  },
});

const actor = createActor(machine).start();
actor.subscribe((/** @type {any} */ { value }) => self.postMessage({ type: 'STATE', value }));
self.postMessage({ type: 'READY', hasWindow: 'window' in self });
