import { amount, factor, whole } from './numbers.mjs';
import { geometricMean, growthOf } from './verdict.mjs';

/** @typedef {import('./verdict.mjs').Verdict} Verdict */

/**
 * A row per scenario.
 * @param {readonly Verdict[]} verdicts
 */
export function tableOfScenarios(verdicts) {
  const mean = geometricMean(verdicts);
  const rows = verdicts.map(({ name, unit, costs, timesAsXstate, goals }) => {
    const { detent, xstate, 'by hand': byHand, ...others } = costs;
    const cost = (/** @type {number | undefined} */ cost) =>
      cost === undefined ? '' : amount(cost, unit);
    return [
      name,
      cost(detent),
      cost(xstate),
      timesAsXstate === null ? '' : factor(timesAsXstate),
      goals.map(goalText(unit)).join(', '),
      goals.length === 0 ? '' : goals.every(({ isMet }) => isMet) ? 'yes' : 'NO',
      cost(byHand),
      Object.entries(others)
        .map(([library, cost]) => `${library} ${amount(cost, unit)}`)
        .join(', '),
    ];
  });
  return table(
    ['scenario', 'detent', 'xstate', 'times', 'goal', 'met', 'by hand', 'others'],
    [
      ...rows,
      // A part of the scenarios may have none that counts.
      ...(Number.isNaN(mean.reached)
        ? []
        : [
            [
              'geometric mean',
              '',
              '',
              factor(mean.reached),
              factor(mean.times),
              mean.isMet ? 'yes' : 'NO',
              '',
              '',
            ],
          ]),
    ],
  );
}

/** @param {Verdict['unit']} unit */
const goalText = (unit) => (/** @type {import('./verdict.mjs').JudgedGoal} */ goal) => {
  if ('atMost' in goal) return `at most ${amount(goal.atMost, unit)}`;
  if (goal.over === 'xstate') return factor(goal.times);
  return `${factor(goal.times)} of ${goal.over} (is ${factor(goal.reached)})`;
};

/**
 * A row per size; the last one says how much more the largest costs than the smallest.
 * @param {import('./verdict.mjs').Growth} growth
 */
export function tableOfScale({ of, sizes, limit, costs }) {
  const columns = Object.keys(costs[0] ?? {});
  return table(
    [of, ...columns],
    [
      ...sizes.map((size, index) => [
        whole(size),
        ...columns.map((column) =>
          amount(costs[index]?.[column] ?? NaN, column === 'bytes' ? 'bytes' : 'ns'),
        ),
      ]),
      [
        `growth, at most ${factor(limit)}`,
        ...columns.map((column) => {
          const growth = growthOf(costs, column);
          return `${factor(growth)}${growth <= limit ? '' : ' NO'}`;
        }),
      ],
    ],
  );
}

/**
 * Markdown that can be read as text too.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length), title.length),
  );
  // The first column and the last are text.
  const isText = (/** @type {number} */ column) => column === 0 || column === head.length - 1;
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
