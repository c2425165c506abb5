// Bundles what a user would, and holds the bytes against size-limits.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './command.mjs';

/** @typedef {{ from: string, import: readonly string[] | '*', maxGzipBytes: number }} Limit */

/** @type {Record<string, string | { default: string }>} */
const exported = readJson('package.json').exports;
/** @type {readonly Limit[]} */
const limits = readJson('size-limits.json').limits;

for (const [subpath, target] of Object.entries(exported)) {
  const from = importPath(subpath);
  if (typeof target !== 'string' && !limits.some((l) => l.from === from && l.import === '*')) {
    throw new Error(`size-limits.json has no limit for the whole of ${from}`);
  }
}

const rows = await Promise.all(limits.map(measure));
const width = Math.max(...rows.map(({ name }) => name.length));
console.log(`${'bundle'.padEnd(width)}      min  min+gzip     limit`);
for (const { name, bytes, gzipBytes, limit } of rows) {
  const figures = [bytes, gzipBytes, limit.maxGzipBytes].map((n) => String(n).padStart(8));
  const verdict = gzipBytes > limit.maxGzipBytes ? '  TOO LARGE' : '';
  console.log(`${name.padEnd(width)} ${figures.join('  ')}${verdict}`);
}
process.exitCode = rows.some((row) => row.gzipBytes > row.limit.maxGzipBytes) ? 1 : 0;

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
