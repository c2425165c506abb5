// Reads what came with an event.
import { createMachine, MachineLogic, SyncInterpreter, type Event } from 'detent/interpreter';
import { show } from './show.ts';

interface User {
  readonly username: string | undefined;
  readonly role: string;
}

const config = {
  id: 'userMachine',
  initial: 'idle',
  context: { user: null },
  states: {
    idle: { on: { LOGIN: { target: 'loggedIn', actions: 'storeUser' } } },
    loggedIn: { on: { LOGOUT: { target: 'idle', actions: 'clearUser' } } },
  },
};

class UserLogic extends MachineLogic {
  storeUser(
    _interpreter: unknown,
    context: { user: User | null },
    { payload }: Event<string, { username?: string; role?: string }>,
  ): void {
    context.user = { username: payload.username, role: payload.role ?? 'user' };
    console.log(`Logged in as ${context.user.username}`);
  }

  clearUser(_interpreter: unknown, context: { user: User | null }): void {
    context.user = null;
  }
}

const machine = createMachine(config, { logic: new UserLogic() });
const interpreter = new SyncInterpreter(machine).start();
interpreter.send('LOGIN', { username: 'alice', role: 'admin' });
console.log(show(interpreter.context.user));
interpreter.stop();
