// `npm start`: from a fresh clone to the examples, run by the command that was just built.
import { run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled();
const built = await run(process.execPath, ['scripts/build.mjs']);
if (!built.ok) {
  console.error(`The build failed (${built.reason}).`);
  process.exit(1);
}
const played = await run(process.execPath, [
  'scripts/play.mjs',
  'dist/cli/main.js',
  ...process.argv.slice(2),
]);
process.exitCode = played.ok ? 0 : 1;
