/**
 * What the rounds of a scenario come to.
 *
 * @typedef {object} Verdict
 * @property {string} name
 * @property {'ns' | 'bytes'} unit
 * @property {Readonly<Record<string, number>>} costs medians, by library
 * @property {number | null} timesAsXstate how many times as fast, or as small
 * @property {readonly JudgedGoal[]} goals
 *
 * @typedef {import('../scenarios/scenario.mjs').Goal & { reached: number, isMet: boolean }} JudgedGoal
 *
 * @typedef {Readonly<Record<string, readonly number[]>>} Rounds costs by library, in order of rounds
 */

/**
 * @param {import('../scenarios/scenario.mjs').Scenario} scenario
 * @param {Rounds} rounds
 * @returns {Verdict}
 */
export function judge({ name, goals = [], isMemory = false }, rounds) {
  const costs = Object.fromEntries(
    Object.entries(rounds).map(([library, costs]) => [library, median(costs)]),
  );
  return {
    name,
    unit: isMemory ? 'bytes' : 'ns',
    costs,
    timesAsXstate: 'xstate' in rounds ? timesAs(rounds, 'xstate') : null,
    goals: goals.map((goal) => {
      if ('atMost' in goal) {
        const reached = costs['detent'] ?? NaN;
        return { ...goal, reached, isMet: reached <= goal.atMost };
      }
      const reached = timesAs(rounds, goal.over);
      return { ...goal, reached, isMet: reached >= goal.times };
    }),
  };
}

/**
 * Over all goals that are set against xstate.
 * @param {readonly Verdict[]} verdicts
 */
export function geometricMean(verdicts) {
  const logarithms = verdicts
    .flatMap(({ goals }) => goals)
    .filter((goal) => 'over' in goal && goal.over === 'xstate')
    .map(({ reached }) => Math.log(reached));
  const sum = logarithms.reduce((sum, logarithm) => sum + logarithm, 0);
  const reached = Math.exp(sum / logarithms.length);
  return { times: 80, reached, isMet: reached >= 80 };
}

/** @param {readonly Verdict[]} verdicts */
export const areMet = (verdicts) =>
  verdicts.every(({ goals }) => goals.every(({ isMet }) => isMet));

/**
 * What one of many costs, measured at several sizes.
 *
 * @typedef {object} Growth
 * @property {string} name
 * @property {string} of
 * @property {readonly number[]} sizes
 * @property {number} limit
 * @property {readonly Readonly<Record<string, number>>[]} costs in the order of the sizes
 */

/** @param {Growth} growth */
export const isFlat = ({ costs, limit }) =>
  Object.keys(costs[0] ?? {}).every((column) => growthOf(costs, column) <= limit);

/**
 * How many times as much the largest size costs, compared with the smallest.
 * @param {Growth['costs']} costs
 * @param {string} column
 */
export const growthOf = (costs, column) =>
  (costs.at(-1)?.[column] ?? NaN) / (costs[0]?.[column] ?? NaN);

/**
 * The libraries took turns, so what slowed the machine down slowed both of a pair.
 * @param {Rounds} rounds
 * @param {string} library
 */
function timesAs(rounds, library) {
  const { detent = [], [library]: others = [] } = rounds;
  return median(others.map((cost, round) => cost / (detent[round] ?? NaN)));
}

/** @param {readonly number[]} numbers @returns {number} */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return (lower + upper) / 2;
}
