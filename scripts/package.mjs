// Packs the package and holds the tarball against publint and attw: what users get, not what is here.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './command.mjs';

const folder = mkdtempSync(join(tmpdir(), 'detent-package-'));
try {
  const tarball = pack();
  const publint = await run(process.execPath, [
    'node_modules/publint/src/cli.js',
    '--strict',
    tarball,
  ]);
  // ESM only: `require` of it is what Node 20.19 and later do by themselves.
  const attw = await run(process.execPath, [
    'node_modules/@arethetypeswrong/cli/dist/index.js',
    '--profile=esm-only',
    '--no-emoji',
    '--no-summary',
    '--format=table-flipped',
    tarball,
  ]);
  process.exitCode = publint.ok && attw.ok ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function pack() {
  const command = `npm pack --json --ignore-scripts --pack-destination "${folder}"`;
  const output = execFileSync(command, {
    cwd: root,
    encoding: 'utf8',
    shell: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {[{ filename: string, size: number, unpackedSize: number, files: { path: string }[] }]} */
  const [packed] = JSON.parse(output);
  if (!packed.files.some(({ path }) => path === 'dist/index.js')) {
    throw new Error('The tarball has no dist/index.js: build first.');
  }
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${packed.size} bytes packed, ` +
      `${packed.unpackedSize} unpacked`,
  );
  return join(folder, packed.filename);
}
