// `npm run bench`: this library and xstate side by side. Every measurement is a process of its
// own, the libraries take turns, and what counts is the median of the ratios of the rounds.
//
//   npm run bench                      all scenarios, 3 rounds
//   npm run bench -- --rounds 7        more rounds
//   npm run bench -- toggle regions    scenarios whose name has one of these words
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { scenarios } from './speed/scenarios.mjs';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    milliseconds: { type: 'string', default: '300' },
  },
  allowPositionals: true,
});
const rounds = Number(values.rounds);

/** @param {string} library @param {number} index @returns {number} nanoseconds per operation */
function measure(library, index) {
  const script = fileURLToPath(new URL('speed/measure.mjs', import.meta.url));
  const output = execFileSync(
    process.execPath,
    [script, library, String(index), values.milliseconds],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  return Number(output);
}

/** @param {readonly number[]} numbers @returns {number} */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return /** @type {number} */ (sorted[Math.floor(sorted.length / 2)]);
}

/** @param {number} ns */
const readable = (ns) => (ns < 10_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(0)} µs`);

console.log(`Node ${process.version}, ${rounds} rounds, CPU time per operation\n`);
console.log('scenario                               detent     xstate     ratio');
/** @type {number[]} */
const ratios = [];
let missed = 0;
for (const [index, { name, goal }] of scenarios.entries()) {
  if (positionals.length > 0 && !positionals.some((word) => name.includes(word))) continue;
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const theirs = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(measure('detent', index));
    theirs.push(measure('xstate', index));
  }
  const ratio = median(theirs.map((ns, round) => ns / /** @type {number} */ (ours[round])));
  ratios.push(ratio);
  if (ratio < goal) missed++;
  const row = [
    readable(median(ours)),
    readable(median(theirs)),
    `x${ratio.toFixed(ratio < 10 ? 1 : 0)}`,
  ];
  const note = ratio < goal ? `  below its goal of x${goal}` : '';
  console.log(name.padEnd(36), ...row.map((cell) => cell.padStart(10)), note);
}
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
console.log(`\ngeometric mean: x${mean.toFixed(0)}`);
if (missed > 0) process.exitCode = 1;
