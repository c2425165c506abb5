#!/usr/bin/env node
/// <reference types="node" />
import { format } from 'node:util';
import { readArguments } from './arguments.ts';
import { messageOf, UsageFailure } from './failure.ts';
import { run, type RunHost } from './run.ts';

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
    return (await run(options, host())) ? EXIT.well : EXIT.failed;
  } catch (error) {
    process.stderr.write(`detent: ${errorText(error)}\n`);
    return error instanceof UsageFailure ? EXIT.usage : EXIT.failed;
  }
}

function errorText(error: unknown): string {
  return error instanceof UsageFailure ? error.message : messageOf(error);
}

function host(): RunHost {
  const { stdin, stdout, stderr } = process;
  return {
    input: stdin,
    output: stdout,
    errorOutput: stderr,
    isInteractive: stdin.isTTY === true && stdout.isTTY === true,
    hasColours: stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    redirectConsole(methods, print) {
      for (const method of methods) console[method] = (...values) => print(format(...values));
    },
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
