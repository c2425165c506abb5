// `npm start`: from a fresh clone to the examples running on the built package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, tsc } from './command.mjs';
import { ensureInstalled } from './install.mjs';

if (!existsSync(join(root, 'examples/start.ts'))) {
  console.error('There is nothing to start: examples/start.ts is missing.');
  process.exit(1);
}
await ensureInstalled();
await step('build', run(process.execPath, ['scripts/build.mjs']));
await step('build of the examples', tsc(['-p', 'tsconfig.examples.json', '--noEmitOnError']));
const { ok } = await run(process.execPath, [
  '--enable-source-maps',
  'dist-examples/start.js',
  ...process.argv.slice(2),
]);
process.exitCode = ok ? 0 : 1;

/**
 * @param {string} name
 * @param {ReturnType<typeof run>} running
 */
async function step(name, running) {
  const result = await running;
  if (!result.ok) {
    console.error(`The ${name} failed (${result.reason}).`);
    process.exit(1);
  }
}
