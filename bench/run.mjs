// `npm run bench`: what detent costs, beside other libraries and code written by hand.
//
//   npm run bench                        everything, written to docs/performance.md
//   npm run bench -- --short             in two minutes, without the document
//   npm run bench -- toggle regions      scenarios whose name has one of these words
//   npm run bench:scale                  only the cost against size
//   npm run bench -- --node /path/node   on another Node, noted in the document
//
// Every measurement is a process of its own. The libraries take turns, round by round, and what
// counts is the median of the ratios of the rounds. The exit code is 1 when a goal is missed.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { writeDocument } from './report/document.mjs';
import { tableOfScale, tableOfScenarios } from './report/tables.mjs';
import { areMet, geometricMean, isFlat, judge } from './report/verdict.mjs';
import { runAlone } from './run-alone.mjs';
import { scales } from './scale/index.mjs';
import { mayGrow } from './scale/scale.mjs';
import { scenarios } from './scenarios/index.mjs';

const { values, positionals: words } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    node: { type: 'string', default: process.execPath },
    rounds: { type: 'string' },
    milliseconds: { type: 'string' },
  },
  allowPositionals: true,
});
const { short: isShort, scale: isScaleOnly, node } = values;
const isWhole = !isShort && !isScaleOnly && words.length === 0;
const isOtherNode = node !== process.execPath;
const rounds = Number(values.rounds ?? (isShort ? 2 : 5));
const milliseconds = values.milliseconds ?? (isShort ? '100' : '300');
let isGood = true;

const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
console.log(`Node ${version}, rounds: ${rounds}, CPU time of the main thread\n`);

const verdicts = isScaleOnly ? [] : compareLibraries();
if (verdicts.length > 0) {
  console.log(tableOfScenarios(verdicts));
  // A part of the scenarios says nothing about the mean of all.
  isGood &&= areMet(verdicts) && (words.length > 0 || geometricMean(verdicts).isMet);
}

const growths = isScaleOnly || (isWhole && !isOtherNode) ? scales.map(measureScale) : [];
for (const growth of growths) {
  console.log(`\n${growth.name}\n\n${tableOfScale(growth)}`);
  isGood &&= isFlat(growth);
}

if (isWhole) {
  writeDocument({ isOtherNode, version, rounds, verdicts, growths });
}
console.log(isGood ? '\nAll goals are met.' : '\nSome goals are missed.');
process.exitCode = isGood ? 0 : 1;

function compareLibraries() {
  const chosen = scenarios
    .filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
    .map((scenario) => ({ scenario, costs: costsOfLibraries(scenario) }));
  for (let round = 0; round < rounds; round++) {
    if (!process.stderr.isTTY) console.error(`round ${round + 1} of ${rounds}`);
    for (const { scenario, costs } of chosen) {
      progress(`round ${round + 1} of ${rounds}: ${scenario.name}`);
      for (const [library, ofLibrary] of inTurn(Object.entries(costs), round)) {
        ofLibrary.push(
          Number(runAlone('measure.mjs', [scenario.name, library, milliseconds], node)),
        );
      }
    }
  }
  progress('');
  return chosen.map(({ scenario, costs }) => judge(scenario, costs));
}

/**
 * No costs yet. The short run leaves out the libraries that no goal is set against.
 * @param {import('./scenarios/scenario.mjs').Scenario} scenario
 * @returns {Record<string, number[]>}
 */
function costsOfLibraries({ libraries, goals = [] }) {
  const compared = new Set([
    'detent',
    'xstate',
    ...goals.map((goal) => 'over' in goal && goal.over),
  ]);
  const names = Object.keys(libraries).filter((name) => !isShort || compared.has(name));
  return Object.fromEntries(names.map((name) => [name, []]));
}

/**
 * Another one comes first in each round.
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} round
 */
function inTurn(items, round) {
  const first = round % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

/** @param {import('./scale/scale.mjs').Scale} scale @returns {import('./report/verdict.mjs').Growth} */
function measureScale({ name, of, sizes }) {
  const costs = sizes.map((size) => {
    progress(`${name}: ${size}`);
    return JSON.parse(runAlone('scale/measure.mjs', [name, String(size)], node));
  });
  progress('');
  return { name, of, sizes, limit: mayGrow, costs };
}

/** @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}
