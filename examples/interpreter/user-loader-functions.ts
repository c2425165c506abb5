// Loads a user: the machine is made of states and functions.
import { buildMachine, state, SyncInterpreter } from 'detent/interpreter';
import { show } from './show.ts';

const idle = state({ initial: true });
const loading = state({
  invoke: {
    src: 'fetchUser',
    onDone: { target: 'loaded', actions: 'storeUser' },
    onError: { target: 'error' },
  },
});
const loaded = state({ final: true });
const error = state();
idle.to(loading, { event: 'LOAD' });
error.to(loading, { event: 'RETRY' });

const machine = buildMachine({
  id: 'userLoader',
  context: { user: null, error: null },
  states: { idle, loading, loaded, error },
  services: { fetchUser: () => ({ id: 1, name: 'Alice' }) },
  actions: {
    storeUser: (_interpreter, context, event) => {
      context.user = event.data;
    },
  },
});

const interpreter = new SyncInterpreter(machine).start();
interpreter.send('LOAD');
console.log(show(interpreter.context.user));
interpreter.stop();
