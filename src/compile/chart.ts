import type { Dialect } from '../model/dialect.ts';
import type { Model } from '../model/normalize.ts';
import type { StateNode } from '../model/state-node.ts';
import { Cell, Configuration, type Plan, type Region } from './configuration.ts';

/** The tables of a machine: what the nodes say, made ready to be looked up. */
export interface Chart {
  readonly root: StateNode;
  /** In document order: `nodes[node.order] === node`. */
  readonly nodes: readonly StateNode[];
  readonly ids: ReadonlyMap<string, StateNode>;
  readonly dialect: Dialect;
  readonly regions: readonly Region[];
  /** By `order` of a node: the number of the region it belongs to. */
  readonly regionOf: readonly number[];
  /** By `order` of the innermost node of a path; made at the first visit. */
  readonly cells: (Cell | undefined)[];
  /** Event descriptors that occur anywhere. */
  readonly descriptors: ReadonlySet<string>;
  /** Those that end with `.*`, longest first. */
  readonly partialDescriptors: readonly string[];
  /** Logic that was written inline in an invocation, by the name it got there. */
  readonly inlineLogic: ReadonlyMap<string, unknown>;
  /** Names of delays that are used. */
  readonly delayNames: ReadonlySet<string>;
  /** Configurations of several regions that are kept, by a hash of their cells. */
  readonly combinations: Map<number, Configuration>;
  /** Before the machine is entered: nothing but its root counts as active. */
  unentered: Configuration | undefined;
  /** How the machine is entered. */
  initial: Plan | undefined;
  /**
   * Somebody holds a list of entry or exit actions, and may change it. Until then, what the actions
   * of a transition are is known for good.
   */
  readsActionsLive: boolean;
  /** Entries that the caches of this chart may still take. With 0 everything is computed anew. */
  cacheRoom: number;
}

/** Room for as many entries as a chart of some thousand states needs. */
const CACHE_ENTRIES = 100_000;
/** Enough for regions that move together; those that move freely soon leave any limit behind. */
const KEPT_COMBINATIONS = 2_000;

export function compile({ root, nodes, ids, dialect }: Model): Chart {
  const regions: Region[] = [];
  const regionOf: number[] = [];
  const descriptors = new Set<string>();
  const inlineLogic = new Map<string, unknown>();
  const delayNames = new Set<string>();
  const addDelay = (delay: unknown) => {
    if (typeof delay === 'string') delayNames.add(delay);
  };
  for (const node of nodes) {
    const { parent } = node;
    if (!parent || (parent.type === 'parallel' && node.type !== 'history')) {
      const index = regions.length;
      regionOf.push(index);
      regions.push({ index, root: node, lastInside: index });
      for (let outer = parent; outer; outer = outer.parent) {
        regions[regionOf[outer.order]!]!.lastInside = index;
      }
    } else regionOf.push(regionOf[parent.order]!);
    for (const descriptor of node.transitions.keys()) descriptors.add(descriptor);
    for (const { delay } of node.timers) addDelay(delay);
    for (const { src, logic, timeout, retry } of node.invoke) {
      if (logic) inlineLogic.set(src, logic);
      addDelay(timeout);
      addDelay(retry?.delay);
    }
  }
  return {
    root,
    nodes,
    ids,
    dialect,
    regions,
    regionOf,
    cells: [],
    descriptors,
    partialDescriptors: [...descriptors]
      .filter((descriptor) => descriptor.endsWith('.*'))
      .sort((a, b) => b.length - a.length),
    inlineLogic,
    delayNames,
    combinations: new Map(),
    unentered: undefined,
    initial: undefined,
    readsActionsLive: false,
    cacheRoom: CACHE_ENTRIES,
  };
}

/** Forgets which actions transitions run, and reads that from the nodes from now on. */
export function readActionsLive(chart: Chart): void {
  if (chart.readsActionsLive) return;
  chart.readsActionsLive = true;
  chart.initial = undefined;
  for (const cell of chart.cells) cell?.forget();
  for (const configuration of chart.combinations.values()) configuration.forget();
}

/** The cell whose innermost state is `tip`. */
export function cellOf(chart: Chart, tip: StateNode): Cell {
  return (chart.cells[tip.order] ??= new Cell(tip, regionOf(chart, tip), innerRegions(chart, tip)));
}

/** The region that a state belongs to; a child of a parallel state is the root of its own. */
export function regionOf(chart: Chart, node: StateNode): Region {
  return chart.regions[chart.regionOf[node.order]!]!;
}

/** The configuration made of `cells`, which are given by the number of their region. */
export function configurationOf(chart: Chart, cells: readonly (Cell | undefined)[]): Configuration {
  const outermost = cells[0]!;
  if (outermost.inner.length > 0) return combinationOf(chart, cells);
  if (chart.cacheRoom <= 0) return new Configuration(cells, false);
  return (outermost.alone ??= new Configuration(cells, true));
}

/** Regions that are active together: their states multiply, so only the first ones are kept. */
function combinationOf(chart: Chart, cells: readonly (Cell | undefined)[]): Configuration {
  const { combinations, cacheRoom } = chart;
  const hash = hashOf(cells);
  const kept = combinations.get(hash);
  if (kept?.consistsOf(cells)) return kept;
  // Two of one hash are so rare that the second may do without.
  const isKept = kept === undefined && combinations.size < KEPT_COMBINATIONS && cacheRoom > 0;
  const configuration = new Configuration(cells, isKept);
  if (isKept) combinations.set(hash, configuration);
  return configuration;
}

function hashOf(cells: readonly (Cell | undefined)[]): number {
  let hash = 0;
  // By the golden ratio, which spreads what is alike (Knuth, TAOCP 6.4).
  for (const cell of cells) if (cell) hash = Math.imul(hash + cell.tip.order, 0x9e3779b1);
  // What all hosts keep as a small integer.
  return hash >> 2;
}

function innerRegions(chart: Chart, tip: StateNode): Region[] {
  if (tip.type !== 'parallel') return [];
  return tip.children
    .filter((child) => child.type !== 'history')
    .map((child) => regionOf(chart, child));
}
