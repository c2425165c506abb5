import { mainThreadNs } from '../cpu-time.mjs';

/**
 * What each of many costs. The cost must stay the same as the number grows.
 *
 * @typedef {object} Scale
 * @property {string} name
 * @property {string} of what there are many of
 * @property {readonly number[]} sizes
 * @property {Measure} measure throws when the result is wrong
 *
 * @typedef {(size: number) => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>} Measure
 * nanoseconds for each of them (bytes, where the name says so)
 */

/**
 * By how much a cost may grow from the smallest size to the largest, which is at least ten times as
 * large: caches of the processor and collections of garbage do cost something.
 */
export const mayGrow = 3;

/** Linux counts CPU time in ticks of some milliseconds: below this they are too coarse. */
const enoughTicksNs = 50e6;

/**
 * @param {number} parts how many share the cost
 * @param {() => unknown} run
 * @returns {number} nanoseconds for each
 */
export function nsEach(parts, run) {
  const cpuBefore = mainThreadNs();
  const wallBefore = process.hrtime.bigint();
  run();
  const wallNs = Number(process.hrtime.bigint() - wallBefore);
  return (wallNs < enoughTicksNs ? wallNs : mainThreadNs() - cpuBefore) / parts;
}
