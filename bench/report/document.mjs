import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { tableOfScale, tableOfScenarios } from './tables.mjs';

/**
 * @typedef {object} Measured
 * @property {string} version of Node
 * @property {number} rounds
 * @property {readonly import('./verdict.mjs').Verdict[]} verdicts
 * @property {readonly import('./verdict.mjs').Growth[]} growths
 */

const pageFile = new URL('../../docs/performance.md', import.meta.url);
const otherNode = '## On another Node\n';

/**
 * Writes docs/performance.md, or its last section, which a run on another Node fills.
 * @param {Measured & { isOtherNode: boolean }} measured
 */
export function writeDocument({ isOtherNode, ...measured }) {
  const page = existsSync(pageFile) ? readFileSync(pageFile, 'utf8') : '';
  const [first = '', last] = page.split(otherNode);
  const sections = isOtherNode
    ? [first, comparison(measured)]
    : [firstSections(measured), ...(last === undefined ? [] : [last])];
  writeFileSync(pageFile, sections.join(otherNode));
}

/** @param {Measured} measured */
const firstSections = (measured) => `# Performance

\`npm run bench\` measures and writes this page; \`npm run bench -- --short\` only prints the first table, in
two minutes. The exit code tells whether all goals are met.

- An operation is what a program does: an event that is sent, an actor that is started. Each scenario
  checks that its operations came to the right result, the same one for all libraries.
- The costs are CPU time of the main thread, with \`NODE_ENV=production\`, each measured in a process of
  its own. The libraries take turns, round by round; costs are medians of the rounds, and
  comparisons are medians of the ratios within each round.
- "times" says how many times as fast as xstate detent is (or as small); the goals say how many
  times it has to be, or how much it may cost. Their mean is the geometric one.
- "by hand" is what one would write for this very scenario without a library: a \`switch\`, a loop,
  a \`setTimeout\`.
- A library is missing where it has no such thing.

## Against other libraries
${comparison(measured)}
## Cost against size

What one of them costs, when there are more and more. The last row says how many times as much one of the
most costs, compared with one of the fewest.
${measured.growths.map((growth) => `\n### ${growth.name}\n\n${tableOfScale(growth)}\n`).join('')}
`;

/** @param {Measured} measured */
const comparison = ({ version, rounds, verdicts }) => `
Node ${version}, rounds: ${rounds}, ${new Date().toISOString().slice(0, 10)}, ${machine()}; ${peers()}.

${tableOfScenarios(verdicts)}
`;

function machine() {
  const cores = cpus();
  return `${cores[0]?.model.trim() ?? process.arch}, ${cores.length} cores`;
}

/** The peers are dependencies of exact versions. */
function peers() {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { devDependencies } = JSON.parse(manifest);
  return ['xstate', 'robot3', '@xstate/fsm', '@xstate/store', 'jssm']
    .map((name) => `${name} ${devDependencies[name]}`)
    .join(', ');
}
