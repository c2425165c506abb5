import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('compilers/', import.meta.url));

/** How long one run may take. */
export const limitMs = 120_000;

/** The compilers that the types must work with, the oldest first, by their versions. */
export const compilers: readonly (readonly [version: string, tsc: string])[] = [
  ...readdirSync(folder)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((version) => [version, tscOf(join(folder, version, 'package.json'))] as const),
  ['7', tscOf(fileURLToPath(new URL('../../package.json', import.meta.url)))],
];

/** The compiler that the package of this manifest depends on. */
function tscOf(manifest: string): string {
  const { resolve } = createRequire(manifest);
  return join(dirname(resolve('typescript/package.json')), 'bin/tsc');
}

/**
 * Runs a compiler on the project in `cwd`.
 * @returns what it has to say, line by line
 */
export function compile(
  tsc: string,
  cwd: string,
  options: readonly string[],
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const args = [tsc, '--pretty', 'false', ...options];
    execFile(
      process.execPath,
      args,
      { cwd, encoding: 'utf8', timeout: limitMs, killSignal: 'SIGKILL' },
      (error, stdout) => {
        if (error !== null && stdout === '') reject(error);
        else resolve(stdout.split('\n').filter((line) => line !== ''));
      },
    );
  });
}
