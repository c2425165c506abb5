// Where the time of a scenario goes: `npm run bench:profile -- guard` (or `-- guard xstate`).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAlone } from './run-alone.mjs';
import { scenarios } from './scenarios/index.mjs';

/** @typedef {{ id: number, callFrame: { functionName: string, url: string, lineNumber: number } }} Node */

const [word = '', library = 'detent'] = process.argv.slice(2);
for (const { name, isMemory, libraries } of scenarios) {
  if (isMemory || !name.includes(word) || !(library in libraries)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'detent-profile-'));
  const flags = ['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${folder}`];
  const cost = runAlone('measure.mjs', [name, library, '1500'], process.execPath, flags);
  const [file = ''] = readdirSync(folder);
  const times = selfTimes(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  rmSync(folder, { recursive: true });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  console.log(`\n${name}: ${Number(cost).toFixed(0)} ns with the profiler\n`);
  for (const [place, time] of [...times].sort(([, a], [, b]) => b - a).slice(0, 15)) {
    console.log(`${((100 * time) / total).toFixed(1).padStart(6)} %  ${place}`);
  }
}

/**
 * Microseconds spent in each function itself, calls of others not counted.
 * @param {{ nodes: Node[], samples: number[], timeDeltas: number[] }} profile
 */
function selfTimes({ nodes, samples, timeDeltas }) {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const [index, id] of samples.entries()) {
    const place = places.get(id) ?? '';
    if (place === '(idle)' || place === '(program)') continue;
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return times;
}

/** @param {Node['callFrame']} frame */
function placeOf({ functionName, url, lineNumber }) {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? name : `${name} ${url.replace(/^.*\/(?=\w+\/[^/]+$)/, '')}:${lineNumber + 1}`;
}
