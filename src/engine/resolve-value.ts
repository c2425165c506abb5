import { cellOf, configurationOf, regionOf, type Chart } from '../compile/chart.ts';
import type { Cell, Configuration, StateValue } from '../compile/configuration.ts';
import { StatechartError, suggest } from '../errors.ts';
import { isObject } from '../model/is-object.ts';
import { childToward, type StateNode } from '../model/state-node.ts';

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
  if (node.type === 'compound') {
    if (keys.length > 1)
      throw corrupt(node.place, `of ${keys.join(' and ')} only one can be active`);
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

/** The children of `node` that `value` names. */
function keysOf(
  { states, children, place }: StateNode,
  value: StateValue | undefined,
): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'string' && !isObject(value)) {
    throw corrupt(place, `${JSON.stringify(value)} is no state value`);
  }
  const keys = typeof value === 'string' ? [value] : Object.keys(value);
  for (const key of keys) {
    if (Object.hasOwn(states, key) && states[key]!.type !== 'history') continue;
    const help = suggest(
      key,
      children.map((child) => child.key),
    );
    throw new StatechartError('E503', place, `has no state "${key}"`, help);
  }
  return keys;
}

function initialChild(node: StateNode): StateNode {
  let child = node.initial!.target![0]!;
  while (child.type === 'history') child = child.historyDefault!.target![0]!;
  return childToward(node, child);
}

/** @param at id or place of what was to be restored */
export function corrupt(at: string, message: string): StatechartError {
  return new StatechartError('E501', at, message, 'Restore what getPersistedSnapshot() gave');
}
