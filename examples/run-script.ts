import {
  createActor,
  fromPromise,
  SimulatedClock,
  type AnyEventObject,
  type AnyStateMachine,
} from 'detent';
import { advance } from './advance.ts';
import { paymentMachine } from './payment/machine.ts';
import { pathOf, RunPrinter } from './print-run.ts';
import { userLoaderMachine } from './user-loader/machine.ts';

/** What happens to some machines from outside, as data: see `script.json`. */
export interface Script {
  readonly runs: readonly Run[];
}

interface Run {
  readonly title: string;
  readonly machine: string;
  /** By name: what a service does when it is called, call by call; the last entry holds on. */
  readonly services: Readonly<Record<string, readonly ServiceCall[]>>;
  readonly events: readonly { readonly atMs: number; readonly event: AnyEventObject }[];
}

/** A call that neither returns nor fails never ends by itself. */
interface ServiceCall {
  readonly takesMs?: number;
  readonly returns?: unknown;
  readonly fails?: string;
}

interface Output {
  readonly print: (line: string) => void;
  readonly hasColours: boolean;
}

const machines: Readonly<Record<string, AnyStateMachine>> = {
  payment: paymentMachine,
  'user-loader': userLoaderMachine,
};

/** How long a run may go on after its last event, in milliseconds of its own clock. */
const PATIENCE_MS = 10_000;

/** Plays a script on a simulated clock: it takes no time, and is the same each time. */
export async function runScript({ runs }: Script, output: Output): Promise<void> {
  for (const run of runs) await play(run, output);
}

async function play(run: Run, { print, hasColours }: Output): Promise<void> {
  const clock = new SimulatedClock();
  const printer = new RunPrinter({ print, hasColours, now: () => clock.now() });
  const machine = machines[run.machine];
  if (!machine) {
    const known = Object.keys(machines).join(', ');
    throw new Error(`There is no machine "${run.machine}"; there is ${known}`);
  }
  const services = Object.entries(run.services).map(([name, calls]) => [
    name,
    scriptedService(name, calls, { clock, note: printer.note }),
  ]);
  const actor = createActor(machine.provide({ actors: Object.fromEntries(services) }), {
    clock,
    inspect: printer.inspect,
    logger: printer.log,
  });

  print(`\n${run.machine}: ${run.title}`);
  actor.start();
  for (const { atMs, event } of run.events) {
    await advance(clock, atMs - clock.now());
    actor.send(event);
  }
  await advance(clock, PATIENCE_MS);
  const { status, value } = actor.getSnapshot();
  print(`           ${status === 'active' ? 'waits' : status} in ${pathOf(value)}`);
  actor.stop();
}

/** A service that does what the script says. */
function scriptedService(
  name: string,
  calls: readonly ServiceCall[],
  { clock, note }: { clock: SimulatedClock; note: (text: string) => void },
) {
  let called = 0;
  return fromPromise<unknown>(({ signal }) => {
    const { takesMs = 0, returns, fails } = calls[Math.min(called++, calls.length - 1)] ?? {};
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => note(`${name} sees the abort signal and gives up`));
      if (fails !== undefined) clock.setTimeout(() => reject(new Error(fails)), takesMs);
      else if (returns !== undefined) clock.setTimeout(() => resolve(returns), takesMs);
    });
  });
}
