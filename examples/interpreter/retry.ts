// Tries up to three times to load a user; the third attempt succeeds.
import { createMachine, MachineLogic, SyncInterpreter, type DoneEvent } from 'detent/interpreter';
import { show } from './show.ts';

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

interface UserDataContext {
  userId: number;
  user: User | null;
  error: string | null;
  retryCount: number;
  maxRetries: number;
}

const config = {
  id: 'userDataLoader',
  initial: 'idle',
  context: { userId: 42, user: null, error: null, retryCount: 0, maxRetries: 3 },
  states: {
    idle: { on: { FETCH: 'loading' } },
    loading: {
      entry: 'incrementRetry',
      invoke: {
        src: 'fetchUserData',
        onDone: { target: 'success', actions: 'storeUser' },
        onError: [
          { target: 'loading', guard: 'canRetry', actions: 'logRetry' },
          { target: 'failed', actions: 'storeFinalError' },
        ],
      },
    },
    success: { entry: 'resetRetryCount', type: 'final' },
    failed: { on: { RESET: { target: 'idle', actions: 'resetAll' } } },
  },
};

class UserDataLogic extends MachineLogic {
  #callCount = 0;

  fetchUserData(_interpreter: unknown, context: UserDataContext): User {
    this.#callCount++;
    // The first two attempts fail.
    if (this.#callCount < 3) throw new Error(`Attempt ${this.#callCount}: Connection refused`);
    return { id: context.userId, name: 'Alice', email: 'alice@example.com' };
  }

  storeUser(_interpreter: unknown, context: UserDataContext, event: DoneEvent<User>): void {
    context.user = event.data;
    context.error = null;
    console.log(`User loaded: ${event.data.name}`);
  }

  incrementRetry(_interpreter: unknown, context: UserDataContext): void {
    context.retryCount++;
    console.log(`Loading attempt #${context.retryCount}...`);
  }

  logRetry(_interpreter: unknown, _context: UserDataContext, event: DoneEvent<Error>): void {
    console.log(`  Retrying... (${event.data.message})`);
  }

  storeFinalError(_interpreter: unknown, context: UserDataContext, event: DoneEvent<Error>): void {
    context.error = event.data.message;
    console.log(`All retries exhausted. Error: ${event.data.message}`);
  }

  resetRetryCount(_interpreter: unknown, context: UserDataContext): void {
    context.retryCount = 0;
  }

  resetAll(_interpreter: unknown, context: UserDataContext): void {
    context.user = null;
    context.error = null;
    context.retryCount = 0;
  }

  canRetry(context: UserDataContext): boolean {
    return context.retryCount < context.maxRetries;
  }
}

const machine = createMachine(config, { logic: new UserDataLogic() });
const interpreter = new SyncInterpreter(machine).start();
interpreter.send('FETCH');
console.log(show(interpreter.context.user));
interpreter.stop();
