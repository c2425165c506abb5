// oxlint-disable no-extend-native -- replaced to count, and put back
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));

interface FunctionCoverage {
  readonly ranges: readonly { readonly count: number }[];
}

/**
 * How much the sources do while `run` runs: how often each of their blocks is entered, loops
 * included, and how many entries the maps and sets of the host take up, copies included. Unlike a
 * time, this is the same on every machine.
 */
export async function countOperations(run: () => void): Promise<number> {
  // What is optimised is inlined, and then no longer counted. This holds for the rest of the process.
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    // Reading the counters sets them to zero.
    await session.post('Profiler.takePreciseCoverage');
    const entries = countEntries(run);
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const blocks = result
      .filter(({ url }) => url.includes(sources))
      .flatMap(({ functions }) => functions.map(enteredBlocks));
    if (blocks.length === 0) throw new Error('No source was covered.');
    return blocks.reduce((sum, count) => sum + count, entries);
  } finally {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

function enteredBlocks({ ranges }: FunctionCoverage): number {
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

/** A copy of a map or a set adds each entry by the method of its prototype, when that is replaced. */
function countEntries(run: () => void): number {
  let entries = 0;
  // oxlint-disable-next-line typescript/unbound-method -- called with the right `this` below
  const [set, add] = [Map.prototype.set, Set.prototype.add];
  Map.prototype.set = function (key, value) {
    entries += 1;
    return set.call(this, key, value);
  };
  Set.prototype.add = function (value) {
    entries += 1;
    return add.call(this, value);
  };
  try {
    run();
  } finally {
    Map.prototype.set = set;
    Set.prototype.add = add;
  }
  return entries;
}
