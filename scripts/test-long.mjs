// `npm run test:long`: the differential run, over many more random machines than `npm test` takes.
import { run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const { ok } = await run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/differential', ...process.argv.slice(2)],
  { env: { DETENT_LONG: '1' } },
);
process.exitCode = ok ? 0 : 1;
