// Loads a user: the machine is a class, its methods are its logic.
import {
  action,
  service,
  state,
  StateMachine,
  SyncInterpreter,
  type DoneEvent,
} from 'detent/interpreter';
import { show } from './show.ts';

interface User {
  readonly id: number;
  readonly name: string;
}

interface UserContext {
  user: User | null;
  error: string | null;
}

class UserLoader extends StateMachine {
  static machineId = 'userLoader';
  static initialContext: UserContext = { user: null, error: null };

  idle = state({ initial: true, on: { LOAD: 'loading' } });
  loading = state({
    invoke: {
      src: 'fetchUser',
      onDone: { target: 'loaded', actions: 'storeUser' },
      onError: { target: 'error', actions: 'storeError' },
    },
  });
  loaded = state({ final: true });
  error = state({ on: { RETRY: 'loading' } });

  @service
  fetchUser(): User {
    return { id: 1, name: 'Alice' };
  }

  @action
  storeUser(_interpreter: unknown, context: UserContext, event: DoneEvent<User>): void {
    context.user = event.data;
  }

  @action
  storeError(_interpreter: unknown, context: UserContext, event: DoneEvent): void {
    context.error = String(event.data);
  }
}

const interpreter = new SyncInterpreter(UserLoader.createMachine()).start();
interpreter.send('LOAD');
console.log(show(interpreter.context.user));
interpreter.stop();
