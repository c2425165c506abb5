import { createActor, createMachine, fromEventObservable } from 'detent';
import { fromEvent } from 'rxjs';

const interactiveMachine = createMachine({
  invoke: {
    src: fromEventObservable(() => /** @type {any} */ (fromEvent(document.body, 'click'))),
  },
  on: {
    click: {
      actions: ({ event }) => console.log(event),
    },
  },
});

const actor = createActor(interactiveMachine).start();
document.addEventListener('visibilitychange', () => actor.stop());
document.title = 'Listening';
