// One kind, one size, one process: `node measure.mjs NAME SIZE`. Prints the costs as JSON.
import { median } from '../report/verdict.mjs';
import { scales } from './index.mjs';

const [name, size] = process.argv.slice(2);
const scale = scales.find((scale) => scale.name === name);
if (scale === undefined) throw new Error('usage: measure.mjs NAME SIZE');

/** @type {Record<string, number>[]} */
const runs = [];
// Few would be measured cold, so they are measured until the code is warm; many are measured once.
while (runs.length === 0 || process.cpuUsage().user < 2e6) {
  runs.push(await scale.measure(Number(size)));
}
const columns = Object.keys(runs[0] ?? {});
const costs = columns.map((column) => [column, median(runs.map((run) => run[column] ?? NaN))]);
console.log(JSON.stringify(Object.fromEntries(costs)));
process.exit();
