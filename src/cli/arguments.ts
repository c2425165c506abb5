import { readFileSync } from 'node:fs';
import { cac } from 'cac';
import { UsageFailure } from './failure.ts';
import { parseStep, type Step } from './read-events.ts';
import type { RunOptions } from './run.ts';

/**
 * What is to be run.
 * @returns undefined when help or the version was asked for, and printed
 * @throws UsageFailure when the arguments are wrong
 */
export function readArguments(argv: readonly string[]): RunOptions | undefined {
  const cli = cac('detent');
  let options: RunOptions | undefined;
  cli
    .command('run <machine>', 'Run a machine: a .json, .ts, .js or .mjs file')
    .option('--logic <file>', 'Module with the logic of a JSON machine')
    .option('--event <event>', 'GO, \'{"type":"GO"}\', or +1000 for time; may be repeated')
    .option('--events <file>', 'File of events, one on each line; - is the standard input')
    .option('--sync', 'Run services to completion within each event')
    .option('--clock <clock>', '"simulated": time goes by only as events say')
    .option('--json', 'Print records as NDJSON')
    .option('--snapshot <file>', 'Go on from this file when it is there, and save to it at the end')
    .example('  $ detent run loader.json --logic loader-logic.ts')
    .example('  $ detent run light.ts --clock simulated --event BREAK --event +1000')
    .example('  $ tail -f events.ndjson | detent run light.ts --events - --json')
    .action((machine: string, given: Options) => {
      options = toRunOptions(machine, given);
    });
  cli.help();
  cli.version(versionOf());
  try {
    cli.parse(argv.slice(0, 2).concat(protect(argv.slice(2))), { run: false });
    if (cli.options['help'] === true || cli.options['version'] === true) return undefined;
    if (!cli.matchedCommand) throw unknownCommand(cli.args[0]);
    cli.runMatchedCommand();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CACError') throw error;
    throw new UsageFailure(argumentFault(error.message));
  }
  return options;
}

interface Options {
  readonly logic?: unknown;
  readonly event?: unknown;
  readonly events?: unknown;
  readonly sync?: unknown;
  readonly clock?: unknown;
  readonly json?: unknown;
  readonly snapshot?: unknown;
}

/** Stands before the events, so that none of them looks like a number. */
const MARK = '=';

// The parser makes numbers of what looks like one, and takes a `-` for an option.
function protect(args: readonly string[]): readonly string[] {
  const joined: string[] = [];
  const flag = args.map((arg) => /^(--(?:sync|json))=/.exec(arg)?.[1]).find(Boolean);
  if (flag) throw new UsageFailure(`the option ${flag} takes no value. ${SEE_HELP}`);
  for (let i = 0; i < args.length; i++) {
    const [arg, next] = [args[i]!, args[i + 1]];
    const takesNext = arg === '--event' || (arg === '--events' && next === '-');
    if (takesNext && next !== undefined && !next.startsWith('--')) {
      joined.push(`${arg}=${next}`);
      i++;
    } else joined.push(arg);
  }
  return joined.map((arg) => arg.replace(/^--event=/, `--event=${MARK}`));
}

function toRunOptions(machine: string, given: Options): RunOptions {
  const { clock } = given;
  if (clock !== undefined && clock !== 'simulated') {
    throw new UsageFailure(
      `--clock ${String(clock)}: there is only "simulated". Leave it out for real time`,
    );
  }
  return {
    machine,
    logic: single('logic', given.logic),
    steps: listOf(given.event).map((event, index) => toStep(event, `--event ${index + 1}`)),
    eventsFile: single('events', given.events),
    isSync: given.sync === true,
    isSimulated: clock === 'simulated',
    isJson: given.json === true,
    snapshotFile: single('snapshot', given.snapshot),
  };
}

function toStep(event: unknown, file: string): Step {
  // What stands for the value of an option without one.
  if (event === true) throw new UsageFailure(argumentFault('option `--event` value is missing'));
  return parseStep(String(event).slice(MARK.length), { file });
}

function single(name: string, value: unknown): string | undefined {
  if (!Array.isArray(value)) return value === undefined ? undefined : String(value);
  throw new UsageFailure(`--${name} is given ${value.length} times. Give it once`);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

const SEE_HELP = '`detent run --help` tells what there is';

function unknownCommand(name: string | undefined): UsageFailure {
  return new UsageFailure(
    name === undefined
      ? 'no command is named. Write: detent run MACHINE'
      : `there is no command "${name}". Write: detent run MACHINE`,
  );
}

function argumentFault(message: string): string {
  const [, name = ''] = /`([^`]*)`/.exec(message) ?? [];
  if (message.startsWith('missing required')) {
    return 'no machine is named. Write: detent run MACHINE, a .json, .ts, .js or .mjs file';
  }
  if (message.startsWith('Unknown option')) return `there is no option ${name}. ${SEE_HELP}`;
  if (message.endsWith('value is missing')) return `the option ${name} needs a value. ${SEE_HELP}`;
  if (message.startsWith('Unused args')) return `${name} is one argument too many. ${SEE_HELP}`;
  return `${message}. ${SEE_HELP}`;
}

function versionOf(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
