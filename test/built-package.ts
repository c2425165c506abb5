import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built package: `index.js` and all the rest. Not to be written to. */
    readonly builtPackage: string;
  }
}

/**
 * Builds the sources as they are, once for all tests that need what users get: `dist` may be old
 * or not there. In watch mode each run has a build of its own.
 */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'detent-build-'));
  build(folder);
  project.onTestsRerun(() => build(folder));
  project.provide('builtPackage', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

function build(folder: string): void {
  const root = fileURLToPath(new URL('..', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // The types have a check of their own; here only what they compile to counts.
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', folder];
  try {
    execFileSync(process.execPath, [tsc, ...options], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    // The tests that need what is missing fail; all others have nothing to do with it.
    console.error(`The package could not be built:\n${(error as { stdout: Buffer }).stdout}`);
  }
}
