import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './command.mjs';

/** Installs the development dependencies unless exactly those of the lock file are there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing development dependencies (npm ci) ...');
  const { ok, reason } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (!ok) {
    console.error(`npm ci failed (${reason}). Detent's checks need the packages it installs.`);
    process.exit(1);
  }
}

function isInstalled() {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || present[path]?.version === version,
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return {};
  }
}
