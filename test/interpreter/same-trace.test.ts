// For synchronous services both interpreters do the same, in the same order.
import { createMachine, Interpreter, SimulatedClock, SyncInterpreter } from 'detent/interpreter';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { uncaught } from '../actors/uncaught.ts';

const EVENTS = ['A', 'B', 'C'];
const STATES = ['s0', 's1', 's2', 's3'];

const transition = fc.record({
  target: fc.constantFrom(...STATES),
  guard: fc.constantFrom('even', 'odd', undefined),
  actions: fc.constantFrom([], ['count'], ['resend'], ['count', 'fail']),
});

/** Results of services always pass a guard, which ends the chain of those that lead to each other. */
const guarded = fc.record({
  target: fc.constantFrom(...STATES),
  guard: fc.constantFrom('even', 'odd'),
  actions: fc.constantFrom([], ['count'], ['count', 'fail']),
});

const stateConfig = fc.record(
  {
    on: fc.dictionary(
      fc.constantFrom(...EVENTS),
      fc.array(transition, { minLength: 1, maxLength: 2 }),
    ),
    entry: fc.constantFrom([], ['count']),
    exit: fc.constantFrom([], ['count']),
    invoke: fc.record({
      src: fc.constantFrom('work', 'broken'),
      onDone: guarded,
      onError: guarded,
    }),
    after: fc.record({ 10: transition }),
  },
  { requiredKeys: ['on', 'entry', 'exit'] },
);

const machineConfig = fc.tuple(...STATES.map(() => stateConfig)).map((states) => ({
  id: 'm',
  initial: 's0',
  context: { n: 0 },
  options: { maxIterations: 50 },
  states: Object.fromEntries(states.map((state, i) => [STATES[i], state])),
}));

const step = fc.oneof(fc.constantFrom(...EVENTS), fc.constant(10));

/** Calls that one run may make before its guards say no. */
const CALLS = 30;

async function trace(config: object, steps: readonly (string | number)[], isSync: boolean) {
  const log: unknown[] = [];
  let calls = 0;
  let hasResent = false;
  const logic = {
    actions: {
      count: (interpreter: any, context: any, event: any) => {
        context.n++;
        log.push(['count', event.type, context.n, ...interpreter.activeStateIds]);
      },
      resend: (interpreter: any) => {
        if (++calls > CALLS) return;
        hasResent = true;
        // What becomes of it is seen by whoever sent the event at hand, or by nobody.
        void Promise.resolve(interpreter.send('A')).catch(() => {});
      },
      fail: () => {
        throw new Error('fail');
      },
    },
    guards: {
      even: (context: any) => ++calls < CALLS && context.n % 2 === 0,
      odd: (context: any) => ++calls < CALLS && context.n % 2 === 1,
    },
    services: {
      work: (_interpreter: unknown, context: any) => context.n,
      broken: () => {
        throw new Error('broken');
      },
    },
  };
  const clock = new SimulatedClock();
  const machine = createMachine(config, { logic });
  const options = {
    clock,
    plugins: [
      { onTransition: (_i: unknown, from: any, to: any) => void log.push([...from, ...to]) },
    ],
  };
  const interpreter = isSync
    ? new SyncInterpreter(machine, options)
    : new Interpreter(machine, options);
  const attempt = async (act: () => unknown) => {
    try {
      await act();
    } catch (error) {
      const messages = error instanceof AggregateError ? error.errors.map(String) : String(error);
      log.push({ thrown: messages });
    }
  };
  await attempt(() => interpreter.start());
  for (const each of steps) {
    await attempt(() =>
      typeof each === 'string' ? interpreter.send(each) : clock.increment(each),
    );
    // What a timer led to has no call to come out of.
    for (const error of uncaught()) log.push({ thrown: `by a timer: ${String(error)}` });
    log.push([...interpreter.activeStateIds], interpreter.status);
  }
  await attempt(() => interpreter.stop());
  // When an action has sent an event, `Interpreter` gives the failure to its promise instead.
  const isFailure = (entry: unknown) => typeof entry === 'object' && 'thrown' in (entry as object);
  return hasResent ? log.filter((entry) => !isFailure(entry)) : log;
}

test('SyncInterpreter and Interpreter give the same trace', async () => {
  // Failures that nothing handles are shown, and those of timers are thrown by timers.
  vi.spyOn(console, 'error').mockReturnValue();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  await fc.assert(
    fc.asyncProperty(machineConfig, fc.array(step, { maxLength: 8 }), async (config, steps) => {
      const [sync, async] = [await trace(config, steps, true), await trace(config, steps, false)];
      expect(async).toEqual(sync);
    }),
    { numRuns: 200 },
  );
});
