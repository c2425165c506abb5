// One library, one scenario, one process: `node measure.mjs LIBRARY INDEX MILLISECONDS`.
// Prints the nanoseconds of one operation: the CPU time of the main thread where the host tells it
// (Linux), so that neither other processes nor the compiler and collector threads count.
import { existsSync, readFileSync } from 'node:fs';
import { scenarios } from './scenarios.mjs';

const [library, index, milliseconds] = process.argv.slice(2);
const scenario = scenarios[Number(index)];
if (library === undefined || scenario === undefined) throw new Error('LIBRARY INDEX MILLISECONDS');

const { operate, check } = scenario.prepare(await import(library));
let count = 0;

const MAIN_THREAD = '/proc/self/schedstat';
const hasMainThread = existsSync(MAIN_THREAD);

/** @returns {number} nanoseconds of CPU time */
function now() {
  if (hasMainThread) return Number.parseInt(readFileSync(MAIN_THREAD, 'utf8'), 10);
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** @param {number} times @returns {number} nanoseconds */
function run(times) {
  const before = now();
  for (let i = 0; i < times; i++) operate();
  count += times;
  return now() - before;
}

// The number of operations that fills the time, found on the way while the code gets warm.
let times = 16;
while (run(times) < (Number(milliseconds) * 1e6) / 4) times *= 2;
const spent = run(times * 4);
check(count);
console.log(spent / (times * 4));
