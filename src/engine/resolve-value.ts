import { cellOf, configurationOf, regionOf, type Chart } from '../compile/chart.ts';
import type { Cell, Configuration, StateValue } from '../compile/configuration.ts';
import { StatechartError, didYouMean } from '../errors.ts';
import type { StateNode } from '../model/state-node.ts';

/**
 * The configuration that a state value stands for. What it leaves open is filled in with
 * initial states.
 * @throws StatechartError E503 when it names a state that is not there, E501 when it is no state value
 */
export function resolveValue(chart: Chart, value: unknown): Configuration {
  const cells: (Cell | undefined)[] = [];
  addCells(chart, chart.root, value as StateValue, cells);
  return configurationOf(chart, cells);
}

function addCells(
  chart: Chart,
  node: StateNode,
  value: StateValue | undefined,
  cells: (Cell | undefined)[],
): void {
  const keys = keysOf(node, value);
  for (const key of keys) if (!isState(node, key)) throw unknownState(node, key);
  if (node.type === 'compound') {
    if (keys.length > 1) throw corrupt(node, `of ${keys.join(' and ')} only one can be active`);
    const child = keys.length === 1 ? node.states[keys[0]!]! : initialChild(node);
    return addCells(chart, child, valueIn(value, child), cells);
  }
  cells[regionOf(chart, node).index] = cellOf(chart, node);
  for (const child of node.children) {
    if (child.type !== 'history') addCells(chart, child, valueIn(value, child), cells);
  }
}

/** The value 'a' stands for { a: {} }. */
function valueIn(value: StateValue | undefined, { key }: StateNode): StateValue | undefined {
  return typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
}

function keysOf(node: StateNode, value: StateValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.keys(value);
  }
  throw corrupt(node, `${JSON.stringify(value)} is no state value`);
}

function isState(node: StateNode, key: string): boolean {
  return Object.hasOwn(node.states, key) && node.states[key]!.type !== 'history';
}

function initialChild(node: StateNode): StateNode {
  let child = node.initial!.target![0]!;
  while (child.type === 'history') child = child.historyDefault!.target![0]!;
  while (child.parent !== node) child = child.parent!;
  return child;
}

function unknownState(node: StateNode, key: string): StatechartError {
  const keys = node.children.map((child) => child.key);
  const help = didYouMean(key, keys) || `There is ${keys.join(', ') || 'none'}`;
  return new StatechartError('E503', node.place, `has no state "${key}"`, help);
}

function corrupt(node: StateNode, message: string): StatechartError {
  return new StatechartError(
    'E501',
    node.place,
    message,
    'Restore what getPersistedSnapshot() gave',
  );
}
