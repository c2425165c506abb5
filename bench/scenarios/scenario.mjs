/**
 * What is measured. A scenario names something that a program does, and shows how each library
 * does it. All of them must come to the same result, so nothing empty is measured.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {readonly Goal[]} [goals]
 * @property {number} [size] how many there are of what the scenario has many of
 * @property {boolean} [isPerItem] an operation is done to all of them, and the cost is that of one
 * @property {boolean} [isMemory] the cost is in bytes that each operation leaves on the heap
 * @property {(times: number, size: number) => unknown} expected the result after so many operations
 * @property {Readonly<Record<string, Prepare>>} libraries by their names in libraries.mjs
 *
 * A goal is a limit for detent's cost, or how many times as fast as another library it has to be.
 * @typedef {{ over: string, times: number } | { atMost: number }} Goal
 *
 * @typedef {(library: any, size: number) => Subject | Promise<Subject>} Prepare
 *
 * @typedef {object} Subject
 * @property {(times: number) => void | Promise<void>} run does the operation so many times
 * @property {() => unknown} result of all operations so far
 */

/**
 * @param {() => unknown} operate
 * @returns {Subject['run']}
 */
export const repeat = (operate) => (times) => {
  for (let i = 0; i < times; i++) operate();
};

/**
 * detent and xstate share their vocabulary: what one can do, the other can.
 * @template {(library: any, size: number) => unknown} Way
 * @param {Way} prepare
 */
export const statecharts = (prepare) => ({ detent: prepare, xstate: prepare });

/** @param {number} times */
export const timesAsFastAsXstate = (times) => [{ over: 'xstate', times }];

/**
 * An actor that is sent the same event again and again.
 * @param {any} library
 * @param {object} config
 * @param {string} type
 * @param {(snapshot: any) => unknown} result
 * @returns {Subject}
 */
export function sends({ createActor, createMachine }, config, type, result) {
  const actor = createActor(createMachine(config)).start();
  const event = { type };
  return { run: repeat(() => actor.send(event)), result: () => result(actor.getSnapshot()) };
}

/**
 * @template Value
 * @param {number} length
 * @param {(index: number) => readonly [string, Value]} entry
 * @returns {Record<string, Value>}
 */
export const record = (length, entry) =>
  Object.fromEntries(Array.from({ length }, (_, index) => entry(index)));
