import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { parseSource, type ImportFact, type SourceFacts } from './parse.ts';
import {
  domGlobals,
  emptyWords,
  isFace,
  mayImport,
  mayUseDom,
  mayUseNode,
  mayUsePackages,
  nodeGlobals,
} from './rules.ts';

/** Path from the root of the repository, `src/engine/select.ts`, -> source text. */
export type SourceTree = ReadonlyMap<string, string>;

/**
 * Holds a tree of sources against the plan of the house.
 * @returns one sentence per violation; empty when the tree keeps every rule
 */
export function checkArchitecture(tree: SourceTree): readonly string[] {
  const product = new Map([...tree].filter(([file]) => !isTest(file)));
  const facts = new Map([...product].map(([file, text]) => [file, parseSource(file, text)]));
  return [
    ...[...tree.keys()].flatMap(checkName),
    ...[...product.keys()].flatMap(checkPlace),
    ...[...facts].flatMap(([file, { imports }]) =>
      imports.flatMap((imported) => checkImport(file, imported, product)),
    ),
    ...[...facts].flatMap(([file, fact]) => checkGlobals(file, fact)),
    ...[...facts].flatMap(([file, fact]) => checkBarrel(file, fact)),
    ...findCycles(facts),
  ];
}

function isTest(file: string): boolean {
  return /\.test(-d)?\.tsx?$/.test(file);
}

/** The top-level folder of `src` that a file is in, or the file's own name when it is in none. */
function areaOf(file: string): string {
  return file.split('/')[1]?.replace(/\.tsx?$/, '') ?? '';
}

function checkName(file: string): readonly string[] {
  const parts = file
    .replace(/^src\//, '')
    .replace(/(\.test(-d)?)?\.tsx?$/, '')
    .split('/');
  const unclear = parts.filter(
    (part) => part === 'types' || part.split('-').some((word) => emptyWords.has(word)),
  );
  const misspelt = parts.filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
  return [
    ...unclear.map((part) => `${file}: "${part}" does not say what is inside`),
    ...misspelt.map((part) => `${file}: "${part}" is not kebab-case`),
  ];
}

function checkPlace(file: string): readonly string[] {
  return Object.hasOwn(mayImport, areaOf(file))
    ? []
    : [`${file}: the plan of the house has no "${areaOf(file)}" in src`];
}

function checkImport(
  file: string,
  { specifier, line }: ImportFact,
  product: SourceTree,
): readonly string[] {
  const at = `${file}:${line}`;
  const area = areaOf(file);
  if (specifier.startsWith('.')) {
    const target = resolve(file, specifier);
    if (!product.has(target)) return [`${at} imports ${specifier}, and there is no ${target}`];
    const targetArea = areaOf(target);
    if (targetArea === area || mayImport[area]?.includes(targetArea)) return [];
    const allowed = mayImport[area]?.join(', ') || 'nothing';
    return [`${at} imports ${target}, but ${area} may import ${allowed}`];
  }
  if (isBuiltin(specifier)) {
    return mayUseNode.has(area) ? [] : [`${at} imports ${specifier}, but ${area} may not use Node`];
  }
  if (specifier === 'detent' || specifier.startsWith('detent/')) {
    return [`${at} imports ${specifier}: inside src, import the file`];
  }
  return mayUsePackages.has(area)
    ? []
    : [`${at} imports ${specifier}, but ${area} may not depend on packages`];
}

function resolve(file: string, specifier: string): string {
  return posix.join(posix.dirname(file), specifier);
}

function checkGlobals(file: string, { globals }: SourceFacts): readonly string[] {
  const area = areaOf(file);
  return globals.flatMap(({ name, line }) => {
    if (domGlobals.has(name) && !mayUseDom.has(area)) {
      return [`${file}:${line} uses ${name}, but ${area} may not use the DOM`];
    }
    if (nodeGlobals.has(name) && !mayUseNode.has(area)) {
      return [`${file}:${line} uses ${name}, but ${area} may not use Node`];
    }
    return [];
  });
}

function checkBarrel(file: string, { isBarrel }: SourceFacts): readonly string[] {
  return isBarrel && !isFace(file)
    ? [`${file} only re-exports: there are no barrels but the faces`]
    : [];
}

/** One shortest cycle through the first file of every knot of files that import each other. */
function findCycles(facts: ReadonlyMap<string, SourceFacts>): readonly string[] {
  const targets = new Map(
    [...facts].map(([file, { imports }]) => [
      file,
      imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => resolve(file, specifier))
        .filter((target) => facts.has(target)),
    ]),
  );
  const reported = new Set<string>();
  return [...facts.keys()].toSorted().flatMap((file) => {
    if (reported.has(file)) return [];
    const cycle = shortestCycle(file, targets);
    for (const member of cycle) reported.add(member);
    return cycle.length > 0 ? [`import cycle: ${cycle.join(' -> ')}`] : [];
  });
}

/** Breadth-first search from `start` back to itself. */
function shortestCycle(
  start: string,
  targets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const cameFrom = new Map<string, string>();
  const frontier = [start];
  for (const file of frontier) {
    for (const target of targets.get(file) ?? []) {
      if (target === start) return [...pathFrom(start, file, cameFrom), start];
      if (!cameFrom.has(target)) {
        cameFrom.set(target, file);
        frontier.push(target);
      }
    }
  }
  return [];
}

function pathFrom(
  start: string,
  end: string,
  cameFrom: ReadonlyMap<string, string>,
): readonly string[] {
  const path = [end];
  for (let file = end; file !== start;) {
    file = cameFrom.get(file) ?? start;
    path.unshift(file);
  }
  return path;
}
