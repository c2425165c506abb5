// Bundles what a user would, and holds the bytes against size-limits.json.
//
//   npm run size                 also says what has changed since the last record
//   npm run size -- --record     adds today's sizes to size-history.json
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './command.mjs';

/** @typedef {{ from: string, import: readonly string[] | '*', maxGzipBytes: number }} Limit */
/** @typedef {{ date: string, version: string, gzipBytes: Record<string, number> }} Sizes */

/** @type {Record<string, string | { default: string }>} */
const exported = readJson('package.json').exports;
/** @type {readonly Limit[]} */
const limits = readJson('size-limits.json').limits;
/** @type {readonly Sizes[]} the oldest first */
const history = readJson('size-history.json').sizes;
const before = history.at(-1)?.gzipBytes ?? {};

for (const [subpath, target] of Object.entries(exported)) {
  const from = importPath(subpath);
  if (typeof target !== 'string' && !limits.some((l) => l.from === from && l.import === '*')) {
    throw new Error(`size-limits.json has no limit for the whole of ${from}`);
  }
}

const rows = await Promise.all(limits.map(measure));
const width = Math.max(...rows.map(({ name }) => name.length));
console.log(`${'bundle'.padEnd(width)}      min  min+gzip     limit    change`);
for (const { name, bytes, gzipBytes, limit } of rows) {
  const change = gzipBytes - (before[name] ?? gzipBytes);
  const figures = [bytes, gzipBytes, limit.maxGzipBytes].map((n) => String(n).padStart(8));
  const sinceRecord = `${change > 0 ? '+' : ''}${change}`.padStart(8);
  const verdict = gzipBytes > limit.maxGzipBytes ? '  TOO LARGE' : '';
  console.log(`${name.padEnd(width)} ${figures.join('  ')}  ${sinceRecord}${verdict}`);
}
if (process.argv.includes('--record')) record();
process.exitCode = rows.some((row) => row.gzipBytes > row.limit.maxGzipBytes) ? 1 : 0;

function record() {
  const today = {
    date: new Date().toISOString().slice(0, 10),
    version: readJson('package.json').version,
    gzipBytes: Object.fromEntries(rows.map(({ name, gzipBytes }) => [name, gzipBytes])),
  };
  const sizes = [...history, today];
  writeFileSync(join(root, 'size-history.json'), `${JSON.stringify({ sizes }, undefined, 2)}\n`);
}

/** @param {Limit} limit */
async function measure(limit) {
  const target = Object.entries(exported).find(([subpath]) => importPath(subpath) === limit.from);
  if (target === undefined || typeof target[1] === 'string') {
    throw new Error(`size-limits.json: the package has no entry ${limit.from}`);
  }
  const names = limit.import === '*' ? '*' : `{ ${limit.import.join(', ')} }`;
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from '${target[1].default}';`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // The table counts the core; what the bindings bind to is the user's own.
    packages: 'external',
    legalComments: 'none',
    logLevel: 'error',
  });
  const code = outputFiles[0]?.contents;
  if (code === undefined || code.length === 0) throw new Error(`empty bundle of ${limit.from}`);
  return {
    name: `${limit.from} ${names}`,
    bytes: code.length,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    limit,
  };
}

/** @param {string} subpath `./graph` */
function importPath(subpath) {
  return `detent${subpath.slice(1)}`;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
