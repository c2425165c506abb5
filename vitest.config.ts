import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const manifest = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
) as Manifest;

export default defineConfig({
  resolve: { alias: sourcesByImportPath() },
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    globalSetup: 'test/built-package.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});

/** Tests import `detent/...` as a user does, and run the sources: no build, true stack traces. */
function sourcesByImportPath() {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const source = target.default.replace('./dist/', './src/').replace(/\.js$/, '.ts');
    return [
      {
        find: new RegExp(`^detent${subpath.slice(1)}$`),
        replacement: new URL(source, import.meta.url).pathname,
      },
    ];
  });
}
