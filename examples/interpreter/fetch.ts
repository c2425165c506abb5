// Loads data with an asynchronous service.
import { createMachine, Interpreter, MachineLogic, type DoneEvent } from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'fetchMachine',
  initial: 'idle',
  context: { data: null, error: null },
  states: {
    idle: { on: { FETCH: 'loading' } },
    loading: {
      invoke: {
        src: 'fetchData',
        onDone: { target: 'success', actions: 'storeData' },
        onError: { target: 'error', actions: 'storeError' },
      },
    },
    success: { on: { REFRESH: 'loading', RESET: 'idle' } },
    error: { on: { RETRY: 'loading', RESET: 'idle' } },
  },
};

interface FetchContext {
  data: unknown;
  error: string | null;
}

class FetchLogic extends MachineLogic {
  /** Stands for `fetch`, so that the example needs no network. */
  async fetchData(): Promise<unknown> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { answer: 42 };
  }

  storeData(_interpreter: unknown, context: FetchContext, event: DoneEvent): void {
    context.data = event.data;
  }

  storeError(_interpreter: unknown, context: FetchContext, event: DoneEvent): void {
    context.error = String(event.data);
  }
}

const machine = createMachine(config, { logic: new FetchLogic() });
const interpreter = new Interpreter(machine);
await interpreter.start();
console.log(show(interpreter.activeStateIds));

// Resolved when the event is processed; the service is at work now.
await interpreter.send('FETCH');
console.log(show(interpreter.activeStateIds));

await interpreter.settled();
console.log(show(interpreter.activeStateIds));
console.log(show(interpreter.context));
await interpreter.stop();
