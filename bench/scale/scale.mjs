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
 * By how much a cost may grow from the smallest size to the largest, which is ten to a hundred times
 * as large. Less than the size by far; but what is spread over more memory than the caches of the
 * processor hold does take longer to reach.
 */
export const mayGrow = 5;

/**
 * @param {number} parts how many share the cost
 * @param {() => unknown} run
 * @returns {number} nanoseconds of CPU time for each
 */
export function nsEach(parts, run) {
  const before = mainThreadNs();
  run();
  return (mainThreadNs() - before) / parts;
}
