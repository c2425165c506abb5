import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the sources as they are, so that `dist` may be old or not there.
 * @returns the folder: `index.js` and all the rest; a new temporary one unless `folder` is given
 */
export function buildPackage(
  folder: string = mkdtempSync(join(tmpdir(), 'detent-build-')),
): string {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  // The types have a check of their own; here only what they compile to counts.
  const options = ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', folder];
  execFileSync(process.execPath, [tsc, ...options], { cwd: root, stdio: 'pipe' });
  return folder;
}
