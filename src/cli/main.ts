#!/usr/bin/env node
/// <reference types="node" />
import { readArguments } from './arguments.ts';
import { messageOf, UsageFailure } from './failure.ts';
import { run, type RunHost, type RunOptions } from './run.ts';

/** What the command has come to. */
const EXIT = { well: 0, failed: 1, usage: 2 } as const;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has read enough.
  if (error.code === 'EPIPE') process.exit(EXIT.well);
});
const exitCode = await main(process.argv);
process.stdout.write('', () => process.exit(exitCode));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = readArguments(argv);
    if (options === undefined) return EXIT.well;
    return (await run(options, hostOf(options))) ? EXIT.well : EXIT.failed;
  } catch (error) {
    process.stderr.write(`detent: ${errorText(error)}\n`);
    return error instanceof UsageFailure ? EXIT.usage : EXIT.failed;
  }
}

function errorText(error: unknown): string {
  return error instanceof UsageFailure ? error.message : messageOf(error);
}

function hostOf({ isJson }: RunOptions): RunHost {
  const { stdin, stdout } = process;
  // What the logic of the user prints must not stand between the records.
  if (isJson) console.log = console.info = console.debug = console.error;
  return {
    input: stdin,
    output: stdout,
    isInteractive: stdin.isTTY === true && stdout.isTTY === true,
    hasColours: stdout.isTTY === true && !process.env['NO_COLOR'],
    onIdle(callback) {
      process.once('beforeExit', callback);
      process.once('SIGINT', callback);
      process.once('SIGTERM', callback);
    },
    onUncaught(callback) {
      process.on('uncaughtException', callback);
    },
  };
}
