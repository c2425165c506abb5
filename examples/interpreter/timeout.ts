// Gives a service five seconds. Whichever is first wins, the other is cancelled.
import { createMachine, Interpreter, SimulatedClock } from 'detent/interpreter';
import { show } from './show.ts';

const config = {
  id: 'userLoader',
  initial: 'loading',
  states: {
    loading: {
      invoke: { src: 'fetchUser', onDone: { target: 'loaded' }, onError: { target: 'error' } },
      after: { 5000: { target: 'timeout' } },
    },
    loaded: {},
    error: {},
    timeout: {},
  },
};

for (const serviceMs of [1000, 10_000]) {
  // Time stands still until it is moved, so the example takes no time.
  const clock = new SimulatedClock();
  const fetchUser = async (
    _interpreter: unknown,
    _context: unknown,
    _event: unknown,
    signal: AbortSignal,
  ) => {
    signal.addEventListener('abort', () => console.log('The service is cancelled'));
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, serviceMs));
    return { id: 1, name: 'Alice' };
  };
  const machine = createMachine(config, { logic: { services: { fetchUser } } });
  const interpreter = await new Interpreter(machine, { clock }).start();
  clock.increment(Math.min(serviceMs, 5000));
  await interpreter.settled();
  console.log(`${serviceMs} ms: ${show(interpreter.activeStateIds)}`);
  await interpreter.stop();
}
