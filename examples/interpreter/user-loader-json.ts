// Loads a user: a machine from JSON, its logic in a class.
import {
  createMachine,
  MachineLogic,
  SyncInterpreter,
  type DoneEvent,
  type LogicMethods,
} from 'detent/interpreter';
import { show } from './show.ts';

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

interface UserContext {
  user: User | null;
  error: string | null;
}

const config = {
  id: 'userLoader',
  initial: 'idle',
  context: { user: null, error: null },
  states: {
    idle: { on: { LOAD: 'loading' } },
    loading: {
      invoke: {
        src: 'fetchUser',
        onDone: { target: 'loaded', actions: 'storeUser' },
        onError: { target: 'error', actions: 'storeError' },
      },
    },
    loaded: { type: 'final' },
    error: { on: { RETRY: 'loading' } },
  },
} as const;

class UserLogic extends MachineLogic<typeof config> implements LogicMethods<typeof config> {
  /** A call of an API, in its synchronous version. */
  fetchUser(): User {
    return { id: 1, name: 'Alice', email: 'alice@example.com' };
  }

  storeUser(_interpreter: unknown, context: UserContext, event: DoneEvent<User>): void {
    context.user = event.data;
  }

  storeError(_interpreter: unknown, context: UserContext, event: DoneEvent): void {
    context.error = String(event.data);
  }
}

const machine = createMachine(config, { logic: new UserLogic() });
const interpreter = new SyncInterpreter(machine).start();
interpreter.send('LOAD');
console.log(show(interpreter.context.user));
console.log(show(interpreter.currentStateIds));
interpreter.stop();
