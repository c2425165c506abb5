import { MachineLogic, type DoneEvent } from 'detent/interpreter';

interface UserContext {
  user: unknown;
  error: string | null;
}

/** The first call fails when the machine is told so. */
export default class UserLogic extends MachineLogic {
  #calls = 0;

  fetchUser(): unknown {
    this.#calls++;
    console.log(`Call ${this.#calls}`);
    if (this.#calls === 1) throw new Error('Connection refused');
    return { id: 1, name: 'Alice' };
  }

  storeUser(_interpreter: unknown, context: UserContext, event: DoneEvent): void {
    context.user = event.data;
    context.error = null;
  }

  storeError(_interpreter: unknown, context: UserContext, event: DoneEvent<Error>): void {
    context.error = event.data.message;
  }
}
