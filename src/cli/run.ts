import { StatechartError } from '../index.ts';
import { RealClock, SteppingClock } from './clock.ts';
import { UsageFailure } from './failure.ts';
import { loadMachine } from './load-machine.ts';
import { readableTeller } from './print.ts';
import { Prompt } from './prompt.ts';
import { readSteps, type Step } from './read-events.ts';
import { Recorder, toLine } from './records.ts';
import { openSession, type Session } from './session.ts';
import { readSavedRun, writeSavedRun, type SavedRun } from './snapshot-file.ts';

export interface RunOptions {
  readonly machine: string;
  readonly logic: string | undefined;
  /** Come before those of the file. */
  readonly steps: readonly Step[];
  /** `-` is the standard input. */
  readonly eventsFile: string | undefined;
  readonly isSync: boolean;
  readonly isSimulated: boolean;
  readonly isJson: boolean;
  readonly snapshotFile: string | undefined;
}

type ConsoleMethod = 'log' | 'info' | 'debug' | 'warn' | 'error';

/** The world around a run. */
export interface RunHost {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errorOutput: NodeJS.WritableStream;
  /** Whether a person is there to be asked. */
  readonly isInteractive: boolean;
  readonly hasColours: boolean;
  /** Has what code of the user prints printed in another way. */
  redirectConsole(methods: readonly ConsoleMethod[], print: (text: string) => void): void;
  /** Calls back when nothing can happen any more, or the run is to stop. */
  onIdle(callback: () => void): void;
  /** Calls back with what code of the user throws when nobody is there to catch it. */
  onUncaught(callback: (error: unknown) => void): void;
}

/**
 * Runs a machine to its end, or until nothing more can happen.
 * @returns whether it went well: false when the machine, or an event, failed
 * @throws UsageFailure
 */
export async function run(options: RunOptions, host: RunHost): Promise<boolean> {
  const { eventsFile, isSync, isSimulated, isJson, snapshotFile, steps } = options;
  const clock = isSimulated ? new SteppingClock() : new RealClock();
  const isPrompted = host.isInteractive && !isJson && eventsFile !== '-';
  const prompt = new Prompt({ input: host.input, output: host.output, isTerminal: true });
  const print = isPrompted ? prompt.print : (text: string) => void host.output.write(`${text}\n`);
  // What the logic prints must stand neither between the records nor in the line that is typed.
  const printError = (text: string): void => void host.errorOutput.write(`${text}\n`);
  if (isJson) host.redirectConsole(['log', 'info', 'debug'], printError);
  else if (isPrompted) {
    host.redirectConsole(['log', 'info', 'debug', 'warn', 'error'], prompt.print);
  }
  const runnable = await loadMachine(options.machine, { logicFile: options.logic, clock });
  if (isSync && runnable.kind === 'actor') {
    throw new UsageFailure(
      `${options.machine}: --sync is for machines of detent/interpreter, and this is one of detent. Leave it out`,
    );
  }
  const { kind } = runnable;
  const machine = runnable.machine.id;
  // A file is wrong as a whole: it is read before anything runs.
  const fromFile =
    eventsFile === undefined || eventsFile === '-' ? [] : await all(eventsFile, host);
  const saved =
    snapshotFile === undefined
      ? undefined
      : readSavedRun(snapshotFile, { kind, machine, isSimulated });
  if (saved) clock.goOnFrom(saved.nowMs);
  const tell = isJson
    ? (record: Parameters<typeof toLine>[0]) => print(toLine(record))
    : readableTeller(print, host.hasColours);
  const recorder = new Recorder(tell, () => clock.now());

  let isFinished = false;
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = () => {
      isFinished = true;
      prompt.close();
      resolve();
    };
  });
  const sessionOptions = { isSync, clock, recorder, saved: saved?.snapshot, onEnd: finish };
  const blamed = saved && snapshotFile !== undefined ? snapshotFile : options.machine;
  const session = open(() => openSession(runnable, sessionOptions), blamed);
  host.onIdle(finish);
  host.onUncaught((error) => {
    recorder.failed(error);
    finish();
  });

  const apply = async (step: Step): Promise<void> => {
    if ('advanceMs' in step) return clock.advance(step.advanceMs);
    const { transitions, failures } = recorder;
    await attempt(recorder, () => session.send(step.event));
    if (recorder.transitions === transitions && recorder.failures === failures) {
      recorder.ignored(step.event);
    }
  };
  await attempt(recorder, () => session.start());
  const feed = async (): Promise<void> => {
    for await (const step of stepsOf([...steps, ...fromFile], eventsFile, host)) {
      if (isFinished || session.status !== 'active') return;
      await apply(step);
    }
    if (isPrompted) {
      await prompt.ask(promptedRun(session, { recorder, apply }));
      finish();
    }
  };
  await Promise.race([feed(), finished]);
  if (session.status === 'active') await finished;
  await end(session, {
    recorder,
    save: saver(session, { kind, clock, isSimulated, snapshotFile }),
  });
  return session.status !== 'error' && recorder.failures === 0;
}

async function all(file: string, host: RunHost): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for await (const step of readSteps(file, host.input)) steps.push(step);
  return steps;
}

async function* stepsOf(
  steps: readonly Step[],
  file: string | undefined,
  { input }: RunHost,
): AsyncGenerator<Step> {
  yield* steps;
  if (file === '-') yield* readSteps(file, input);
}

/** A snapshot that does not fit is the user's to replace, and so is a context that cannot be. */
function open(make: () => Session, file: string): Session {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof StatechartError)) throw error;
    throw new UsageFailure(`${file}: ${error.message}`);
  }
}

/** An interpreter goes on after an event that failed; that it did is told. */
async function attempt(recorder: Recorder, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    recorder.failed(error);
  }
}

function promptedRun(
  session: Session,
  { recorder, apply }: { recorder: Recorder; apply: (step: Step) => Promise<void> },
) {
  return {
    get status() {
      return session.status;
    },
    get states() {
      return session.states;
    },
    get possibleEvents() {
      return session.possibleEvents;
    },
    get services() {
      return recorder.services;
    },
    apply,
    snapshot: () => session.snapshot(),
  };
}

function saver(
  session: Session,
  {
    kind,
    clock,
    isSimulated,
    snapshotFile,
  }: Pick<SavedRun, 'kind' | 'isSimulated'> & {
    clock: { now(): number };
    snapshotFile: string | undefined;
  },
): (() => void) | undefined {
  if (snapshotFile === undefined) return undefined;
  return () => {
    const snapshot = session.snapshot();
    const nowMs = clock.now();
    writeSavedRun(snapshotFile, { kind, machine: session.id, nowMs, isSimulated, snapshot });
  };
}

/**
 * Ends a run. One that is saved goes on later: it is not stopped, so that no exit action runs. One
 * that has failed is not saved, because nothing can be done with it.
 */
async function end(
  session: Session,
  { recorder, save }: { recorder: Recorder; save: (() => void) | undefined },
): Promise<void> {
  const { status, states, context, output, error } = session;
  if (status !== 'error') save?.();
  if (status === 'active' && !save) await attempt(recorder, () => session.stop());
  recorder.ends(status, { states, context, output, error });
}
