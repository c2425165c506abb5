// One library, one scenario, one process: `node measure.mjs SCENARIO LIBRARY MILLISECONDS`.
// Prints what one operation costs in nanoseconds, or in bytes.
import assert from 'node:assert/strict';
import { mainThreadNs } from './cpu-time.mjs';
import { heapAfterGc } from './heap.mjs';
import { libraries } from './libraries.mjs';
import { scenarios } from './scenarios/index.mjs';

const [scenarioName, libraryName = '', milliseconds] = process.argv.slice(2);
const scenario = scenarios.find(({ name }) => name === scenarioName);
const load = libraries[/** @type {keyof typeof libraries} */ (libraryName)];
const prepare = scenario?.libraries[libraryName];
if (scenario === undefined || prepare === undefined) {
  throw new Error('usage: measure.mjs SCENARIO LIBRARY MILLISECONDS');
}

const { size = 1, isMemory, isPerItem, expected } = scenario;
const subject = await prepare(await load(), size);
let done = 0;
const cost = isMemory ? await bytes() : await nanoseconds(Number(milliseconds) * 1e6);
assert.deepEqual(subject.result(), expected(done, size));
console.log(isPerItem ? cost / size : cost);
// What is still pending would keep the process alive.
process.exit();

/** @param {number} times */
async function run(times) {
  done += times;
  // Only what is asynchronous is waited for: a promise more would count.
  const finished = subject.run(times);
  if (finished !== undefined) await finished;
}

/**
 * How often to repeat is found while the code gets warm. Two runs must agree on it, so that a pause
 * that the host takes does not end the search early.
 * @param {number} budgetNs
 * @returns {Promise<number>} of CPU time per operation
 */
async function nanoseconds(budgetNs) {
  let times = 1;
  let beforeNs = 0;
  let spentNs = await timed(times);
  while (spentNs < budgetNs / 2 || beforeNs < budgetNs / 8) {
    times *= 2;
    beforeNs = spentNs;
    spentNs = await timed(times);
  }
  times = Math.ceil((times * budgetNs) / spentNs);
  return (await timed(times)) / times;
}

/** @param {number} times @returns {Promise<number>} */
async function timed(times) {
  const before = mainThreadNs();
  await run(times);
  return mainThreadNs() - before;
}

/** @returns {Promise<number>} bytes on the heap per operation */
async function bytes() {
  const times = 10_000;
  await run(1);
  const before = await heapAfterGc();
  await run(times);
  const after = await heapAfterGc();
  return (after - before) / times;
}
