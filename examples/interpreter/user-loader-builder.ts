// Loads a user: the machine is put together step by step.
import { MachineBuilder, SyncInterpreter } from 'detent/interpreter';
import { show } from './show.ts';

const machine = new MachineBuilder('userLoader')
  .context({ user: null, error: null })
  .state('idle', { initial: true, on: { LOAD: 'loading' } })
  .state('loading', {
    invoke: {
      src: 'fetchUser',
      onDone: { target: 'loaded', actions: 'storeUser' },
      onError: { target: 'error' },
    },
  })
  .state('loaded', { final: true })
  .state('error', { on: { RETRY: 'loading' } })
  .service('fetchUser', () => ({ id: 1, name: 'Alice' }))
  .action('storeUser', (_interpreter, context, event) => {
    context.user = event.data;
  })
  .build();

const interpreter = new SyncInterpreter(machine).start();
interpreter.send('LOAD');
console.log(show(interpreter.context.user));
interpreter.stop();
