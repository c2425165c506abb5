import { spawnSync } from 'node:child_process';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Place } from './failure.ts';

/** Where in the user's code an error comes from, as far as it says so; at least the file that failed. */
export function placeOf(file: string, error: unknown): Place {
  if (!(error instanceof Error)) return { file };
  const report = `${error.stack}\n${error.message}`;
  const place = placeIn(report, file);
  if (place || !(error instanceof SyntaxError)) return place ?? { file };
  // What cannot be parsed has not run, and does not when it is tried once more. Where it is wrong,
  // Node tells those who look at its standard error alone.
  const { stderr } = spawnSync(process.execPath, [resolve(file)], { encoding: 'utf8' });
  return placeIn(stderr, file) ?? { file };
}

/** The first line of code of the user that a report names. */
function placeIn(report: string, file: string): Place | undefined {
  const main = resolve(file);
  for (const [, path = '', line] of report.matchAll(PLACE)) {
    const named = path.startsWith('file:') ? fileURLToPath(path) : path;
    if (named === main) return { file, line: Number(line) };
    if (isOfUser(named)) return { file: relative('', named), line: Number(line) };
  }
  // Names with blanks in them are found only by those who know them.
  const at = [main, pathToFileURL(main).href]
    .map((name) => `${name}:`)
    .find((it) => report.includes(it));
  const line = at && /^\d+/.exec(report.slice(report.indexOf(at) + at.length))?.[0];
  return line ? { file, line: Number(line) } : undefined;
}

const PLACE = /(?<![^\s('"`])((?:file:\/\/\/|\/|[A-Za-z]:[\\/])[^\s:()]*):(\d+)/gm;

const library = fileURLToPath(new URL('..', import.meta.url));

function isOfUser(path: string): boolean {
  return !path.startsWith(library) && !path.includes(`${sep}node_modules${sep}`);
}
