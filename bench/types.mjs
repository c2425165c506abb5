// `npm run bench:types`: what the types cost. Projects of 1, 50 and 200 machines, and the smallest
// program of all, are checked with this library and with xstate, with two compilers; and fifty
// machines with declarations that check nothing.
// Prints the tables, and writes them into docs/performance-types.md.
//
//   npm run bench:types                    3 rounds; the least time and memory of them count
//   npm run bench:types -- --rounds 1      faster
//   npm run bench:types -- --no-write      prints only
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  check,
  compilers,
  installDetent,
  installUnchecked,
  writeProject,
} from './types/compile.mjs';
import { machineSource, smallestSource } from './types/machine.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const page = fileURLToPath(new URL('../docs/performance-types.md', import.meta.url));

/**
 * `library` is compared with xstate: this one, or `unchecked`, whose types check nothing.
 * @typedef {object} Project
 * @property {string} name
 * @property {'detent' | 'unchecked'} [library]
 * @property {(library: string) => string[]} sources
 * @property {string[]} [options]
 */

/** @type {readonly Project[]} */
const projects = [
  { name: 'the smallest program', sources: (library) => [smallestSource(library)] },
  {
    name: 'the import alone, declarations checked too',
    sources: (library) => [`import '${library}';\n`],
    // The declarations of xstate have faults with `exactOptionalPropertyTypes`.
    options: ['--skipLibCheck', 'false', '--exactOptionalPropertyTypes', 'false'],
  },
  ...[1, 50, 200].map((count) => ({
    name: count === 1 ? '1 machine' : `${count} machines`,
    sources: machines(count),
  })),
  { name: '50 machines, nothing checked', library: 'unchecked', sources: machines(50) },
];

/** @param {number} count */
function machines(count) {
  return (/** @type {string} */ library) =>
    Array.from({ length: count }, (_, n) => machineSource(library, n));
}

const folder = mkdtempSync(join(tmpdir(), 'detent-bench-types-'));
try {
  const report = await measureAll();
  console.log(report);
  if (values.write) writeReport(report);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll() {
  const detent = join(folder, 'detent');
  await installDetent(detent);
  const unchecked = join(folder, 'unchecked');
  installUnchecked(unchecked);
  const xstate = fileURLToPath(new URL('../node_modules/xstate', import.meta.url));
  const installed = { detent, unchecked, xstate };
  const rows = [];
  for (const [i, { name, library = 'detent', sources, options }] of projects.entries()) {
    for (const each of /** @type {const} */ ([library, 'xstate'])) {
      const contents = { library: each, installed: installed[each], sources: sources(each) };
      writeProject(join(folder, `${each}-${i}`), contents);
    }
    for (const compiler of /** @type {(keyof typeof compilers)[]} */ (Object.keys(compilers))) {
      /** @type {import('./types/compile.mjs').Cost[]} */
      const ours = [];
      /** @type {import('./types/compile.mjs').Cost[]} */
      const theirs = [];
      // In turns, so that whatever else the computer does is done to both.
      for (let round = 0; round < Number(values.rounds); round++) {
        ours.push(await check(compiler, join(folder, `${library}-${i}`), options));
        theirs.push(await check(compiler, join(folder, `xstate-${i}`), options));
      }
      rows.push(row([name, compiler], least(ours), least(theirs)));
    }
  }
  return [
    header([
      'project',
      'compiler',
      'instantiations',
      'of xstate',
      'check time',
      'of xstate',
      'memory',
      'of xstate',
    ]),
    ...rows,
  ].join('\n');
}

/**
 * The least of some rounds: whatever else runs on the computer only adds to it.
 * @param {readonly import('./types/compile.mjs').Cost[]} rounds
 */
function least(rounds) {
  return {
    instantiations: Math.min(...rounds.map(({ instantiations }) => instantiations)),
    seconds: Math.min(...rounds.map(({ seconds }) => seconds)),
    megabytes: Math.min(...rounds.map(({ megabytes }) => megabytes)),
  };
}

/**
 * @param {readonly string[]} labels
 * @param {import('./types/compile.mjs').Cost} ours
 * @param {import('./types/compile.mjs').Cost} theirs
 */
function row(labels, ours, theirs) {
  /** @param {number} a @param {number} b */
  const share = (a, b) => (b === 0 ? '-' : `${((a / b) * 100).toFixed(0)} %`);
  return `| ${[
    ...labels,
    ours.instantiations.toLocaleString('en'),
    share(ours.instantiations, theirs.instantiations),
    `${ours.seconds.toFixed(2)} s`,
    share(ours.seconds, theirs.seconds),
    `${ours.megabytes.toFixed(0)} MB`,
    share(ours.megabytes, theirs.megabytes),
  ].join(' | ')} |`;
}

/** @param {readonly string[]} names */
function header(names) {
  return `| ${names.join(' | ')} |\n| ${names.map((_, i) => (i < 2 ? '---' : '--:')).join(' | ')} |`;
}

/** @param {string} report */
function writeReport(report) {
  const text = readFileSync(page, 'utf8');
  const [start, end] = ['<!-- figures -->', '<!-- end of figures -->'];
  const before = text.slice(0, text.indexOf(start) + start.length);
  const after = text.slice(text.indexOf(end));
  const host = `Rounds: ${values.rounds}. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.`;
  writeFileSync(page, `${before}\n\n${report}\n\n${host}\n\n${after}`);
}
