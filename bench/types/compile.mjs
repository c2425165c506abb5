import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @typedef {object} Cost
 * @property {number} instantiations of types
 * @property {number} seconds of the check alone, without parsing
 * @property {number} megabytes that the compiler says it used
 */

/** The compilers, by what they are called in tables. */
export const compilers = {
  'TypeScript 5.9': compilerOf('test/typescript/compilers/5.9/package.json'),
  'TypeScript 7': compilerOf('package.json'),
};

/** @param {string} manifest of a package that depends on `typescript` */
function compilerOf(manifest) {
  const require = createRequire(join(root, manifest));
  return join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
}

/**
 * Compiles the declarations of this package as they are in the sources.
 * @param {string} folder becomes the package
 */
export async function installDetent(folder) {
  const outDir = join(folder, 'dist');
  const options = ['-p', join(root, 'tsconfig.build.json'), '--noCheck', '--emitDeclarationOnly'];
  await tsc('TypeScript 7', [...options, '--declarationMap', 'false', '--outDir', outDir], root);
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
}

/**
 * Makes a package of `unchecked.d.ts`.
 * @param {string} folder becomes the package
 */
export function installUnchecked(folder) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "types": "./index.d.ts" }');
  copyFileSync(new URL('unchecked.d.ts', import.meta.url), join(folder, 'index.d.ts'));
}

/**
 * Writes a project.
 * @param {string} folder
 * @param {{ library: string, installed: string, sources: readonly string[] }} contents
 *   `installed` is the folder of the package `library`
 */
export function writeProject(folder, { library, installed, sources }) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(installed, join(folder, 'node_modules', library), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    target: 'es2022',
    lib: ['ES2023', 'DOM'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    preserveSymlinks: true,
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  for (const [i, source] of sources.entries()) writeFileSync(join(folder, `file${i}.ts`), source);
}

/**
 * @param {keyof typeof compilers} compiler
 * @param {string} folder of a project
 * @param {readonly string[]} [options] of the compiler
 * @returns {Promise<Cost>}
 */
export async function check(compiler, folder, options = []) {
  // One thread, so that the times of both compilers say the same.
  const threads = compiler === 'TypeScript 7' ? ['--singleThreaded'] : [];
  const output = await tsc(
    compiler,
    ['-p', '.', '--extendedDiagnostics', ...threads, ...options],
    folder,
  );
  /** @param {string} name */
  const figure = (name) => {
    const match = new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(output);
    if (match === null) throw new Error(`the compiler tells no "${name}":\n${output}`);
    return Number(match[1]);
  };
  return {
    instantiations: figure('Instantiations'),
    seconds: figure('Check time'),
    megabytes: figure('Memory used') / 1000,
  };
}

/**
 * @param {keyof typeof compilers} compiler
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} what it prints
 */
function tsc(compiler, args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=4096', compilers[compiler], ...args],
      { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 },
      (error, stdout) =>
        error === null ? resolve(stdout) : reject(new Error(stdout || error.message)),
    );
  });
}
