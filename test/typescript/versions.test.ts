import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, compilers, limitMs } from './compilers.ts';
import { root, strictOptions, Workspace } from './workspace.ts';

/** Where there are type tests of the public entries. */
const folders = ['test/types', 'test/graph', 'test/interpreter'];

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | object>;
};
const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === 'string' ? [] : [`detent${subpath.slice(1)}`],
);

describe.each(compilers)('with TypeScript %s', (_version, tsc) => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = new Workspace();
    workspace.installDetent();
    workspace.write('package.json', { type: 'module' });
  });
  afterAll(() => workspace.remove());

  test('the declarations of every entry are without a fault', { timeout: limitMs }, async () => {
    workspace.write('entries.ts', entries.map((entry) => `import '${entry}';\n`).join(''));
    workspace.write('tsconfig.entries.json', {
      compilerOptions: {
        ...strictOptions,
        lib: ['ES2022', 'DOM'],
        noEmit: true,
        skipLibCheck: false,
      },
      files: ['entries.ts'],
    });
    expect(await compile(tsc, workspace.folder, ['-p', 'tsconfig.entries.json'])).toEqual([]);
  });

  test('the type tests hold', { timeout: limitMs }, async () => {
    const files = folders.flatMap((folder) => typeTestsIn(folder));
    expect(files.length).toBeGreaterThan(15);
    for (const folder of folders) {
      cpSync(join(root, folder), join(workspace.folder, folder), {
        recursive: true,
        filter: (path) => !path.endsWith('.ts') || path.endsWith('.test-d.ts'),
      });
    }
    for (const name of [
      '@standard-schema',
      '@types',
      'arktype',
      'rxjs',
      'valibot',
      'vitest',
      'zod',
    ])
      workspace.linkPackage(name);
    workspace.write('tsconfig.tests.json', {
      compilerOptions: {
        ...strictOptions,
        lib: ['ES2023', 'DOM'],
        types: ['node'],
        noEmit: true,
        allowImportingTsExtensions: true,
        resolveJsonModule: true,
        // Other packages have faults of their own with old compilers.
        skipLibCheck: true,
      },
      files,
    });
    expect(await compile(tsc, workspace.folder, ['-p', 'tsconfig.tests.json'])).toEqual([]);
  });
});

test('the documentation names the oldest compiler', () => {
  const page = readFileSync(join(root, 'docs/guide/typescript.md'), 'utf8');
  expect(page).toContain(`TypeScript ${compilers[0]![0]} and later`);
  expect(compilers.map(([version]) => version)).toEqual(['5.7', '5.9', '7']);
});

function typeTestsIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test-d.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}
