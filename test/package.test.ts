import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | EntryTarget>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface EntryTarget {
  readonly types: string;
  readonly default: string;
}

const manifest = readJson('package.json') as Manifest;
const entries = Object.entries(manifest.exports).filter(
  (entry): entry is [string, EntryTarget] => typeof entry[1] !== 'string',
);

describe('the package', () => {
  test.each(entries)('offers %s from a source that exists', (_subpath, target) => {
    expect(existsSync(file(sourceOf(target)))).toBe(true);
    expect(target.types).toBe(target.default.replace(/\.js$/, '.d.ts'));
    expect(Object.keys(target)).toEqual(['types', 'default']);
  });

  test('type-checks its own name against the sources that it exports', () => {
    const { compilerOptions } = readJson('tsconfig.json') as {
      compilerOptions: { paths: Record<string, string[]> };
    };
    expect(compilerOptions.paths).toEqual(
      Object.fromEntries(
        entries.map(([subpath, target]) => [`detent${subpath.slice(1)}`, [sourceOf(target)]]),
      ),
    );
  });

  test('has dependencies for the command alone', () => {
    const importers = Object.keys(manifest.dependencies).map((name) => [name, importersOf(name)]);
    expect(importers).toEqual([
      ['cac', ['src/cli']],
      ['jiti', ['src/cli']],
      ['picocolors', ['src/cli']],
    ]);
  });

  test('has a command whose source exists', () => {
    expect(manifest.bin).toEqual({ detent: 'dist/cli/main.js' });
    expect(readFileSync(file('src/cli/main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe('the lock file', () => {
  const { packages } = readJson('package-lock.json') as {
    packages: Record<string, LockedPackage>;
  };

  test('names no registry', () => {
    // What lies in the repository itself is resolved to its folder.
    const resolved = Object.values(packages).filter(
      ({ resolved, link }) => resolved !== undefined && link !== true,
    );
    expect(resolved).toEqual([]);
  });

  // npm leaves out what the registry did not have when the file was written, and `npm ci` then
  // refuses the file.
  test('has the prebuilt binaries of every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined &&
          packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});

function sourceOf({ default: built }: EntryTarget): string {
  return built.replace('./dist/', './src/').replace(/\.js$/, '.ts');
}

/** The folders whose files import a package. */
function importersOf(name: string): readonly string[] {
  const sources = readdirSync(file('src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'));
  const specifier = new RegExp(`(?:from |import\\()'${name}(?:/[^']*)?'`);
  const importers = sources.filter((path) => specifier.test(readFileSync(file(path), 'utf8')));
  return [...new Set(importers.map(dirname))];
}

function file(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Comments on lines of their own are allowed, as in tsconfig.json. */
function readJson(path: string): unknown {
  return JSON.parse(readFileSync(file(path), 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''));
}
