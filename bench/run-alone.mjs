import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Older versions of Node give less than a million actors or timers need.
const always = ['--max-old-space-size=4096'];

/**
 * Runs a script of this folder in a process of its own.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {string} node its executable
 * @param {readonly string[]} flags of Node
 * @returns what the script printed
 * @throws Error when it failed, because what it measured did not come to the right result
 */
export function runAlone(script, args, node, flags = []) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return execFileSync(node, [...always, ...flags, path, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
