import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Program } from './markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How long a program of the documentation may take, and it must end by itself. */
const limitMs = 20_000;

/** The documentation's programs as files in a folder of their own, inside the repository. */
export interface Workspace {
  readonly folder: string;
  /** Programs, each with its file. */
  readonly files: ReadonlyMap<Program, string>;
}

export interface Outcome {
  /** 0 when it ended well. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes the programs where `detent` leads to the sources, as it does for the tests. */
export function writeWorkspace(programs: readonly Program[]): Workspace {
  const parent = join(root, '.docs-check');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'run-'));
  const files = new Map<Program, string>();
  for (const program of programs) {
    const page = program.page.replace(/\.md$/, '').replaceAll(/[^\w-]+/g, '-');
    const file = join(folder, `${page}-${program.line}.${program.language}`);
    writeFileSync(file, program.code);
    files.set(program, file);
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { checkJs: false, moduleDetection: 'force' },
      include: ['.'],
      exclude: ['out'],
    }),
  );
  return { folder, files };
}

/**
 * Type-checks every `ts` program, all in one run of the compiler.
 * @returns one sentence per error, with the page and the line in it
 */
export async function typeErrors({ folder, files }: Workspace): Promise<readonly string[]> {
  if (files.size === 0) return [];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = await execute([tsc, '-p', folder, '--pretty', 'false']);
  const pages = new Map([...files].map(([{ page }, file]) => [basename(file), page]));
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line.replace(/^\S*?([^\s/\\]+)\((\d+),\d+\)/, (place, file: string, number: string) => {
        const page = pages.get(file);
        return page === undefined ? place : `${page}:${number}`;
      }),
    );
}

/** Compiles every program, so that plain Node runs them on the library's sources. */
export async function compile({ folder, files }: Workspace): Promise<void> {
  await build({
    entryPoints: [...files.values()],
    outdir: join(folder, 'out'),
    outExtension: { '.js': '.mjs' },
    tsconfig: join(folder, 'tsconfig.json'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
}

/** Runs a compiled program in a process of its own. */
export function runProgram({ folder, files }: Workspace, program: Program): Promise<Outcome> {
  const name = basename(files.get(program) ?? '').replace(/\.[tj]s$/, '.mjs');
  return execute(['--enable-source-maps', join(folder, 'out', name)]);
}

function execute(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: root, timeout: limitMs, killSignal: 'SIGKILL' } as const;
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      const late = error?.killed === true ? `\nstill running after ${limitMs} ms` : '';
      resolve({ exitCode, stdout, stderr: stderr + late });
    });
  });
}
