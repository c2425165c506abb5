import { cellOf, configurationOf, regionOf, type Chart } from '../compile/chart.ts';
import type { Cell, Configuration, StateValue, StateValueMap } from '../compile/configuration.ts';
import { StatechartError, suggest } from '../errors.ts';
import { isObject } from '../model/is-object.ts';
import { childToward, type StateNode } from '../model/state-node.ts';

/**
 * The configuration that a state value stands for. What it leaves open is filled in with
 * initial states.
 * @throws StatechartError E503 when it names a state that is not there, E501 when it is no state value
 */
export function resolveValue(chart: Chart, value: unknown): Configuration {
  const cells: (Cell | undefined)[] = chart.regions.map(() => undefined);
  addCells(chart, chart.root, value as StateValue, cells);
  return configurationOf(chart, cells);
}

function addCells(
  chart: Chart,
  node: StateNode,
  value: StateValue | undefined,
  cells: (Cell | undefined)[],
): void {
  if (value !== undefined && typeof value !== 'string' && !isObject(value))
    throw corrupt(node.place, `${JSON.stringify(value)} is no state value`);
  if (node.type === 'compound') {
    const key = value === undefined ? undefined : activeKey(node, value);
    if (key === undefined) return addCells(chart, initialChild(node), undefined, cells);
    const inner = typeof value === 'string' ? undefined : value![key];
    return addCells(chart, childNamed(node, key), inner, cells);
  }
  cells[regionOf(chart, node).index] = cellOf(chart, node);
  let named = 0;
  for (const child of node.children) {
    if (child.type === 'history') continue;
    const inner = valueIn(value, child);
    if (inner !== undefined) named += 1;
    addCells(chart, child, inner, cells);
  }
  if (typeof value === 'string') childNamed(node, value);
  else if (value !== undefined && named < Object.keys(value).length) checkNames(node, value);
}

/** The child of a compound state that `value` names, if it names one. */
function activeKey(node: StateNode, value: StateValue): string | undefined {
  if (typeof value === 'string') return value;
  const keys = Object.keys(value);
  if (keys.length < 2) return keys[0];
  checkNames(node, value);
  throw corrupt(node.place, `of ${keys.join(' and ')} only one can be active`);
}

/** The value 'a' stands for { a: {} }. */
function valueIn(value: StateValue | undefined, { key }: StateNode): StateValue | undefined {
  return typeof value === 'object' && Object.hasOwn(value, key) ? value[key] : undefined;
}

function checkNames(node: StateNode, value: StateValueMap): void {
  for (const key of Object.keys(value)) childNamed(node, key);
}

function childNamed({ states, children, place }: StateNode, key: string): StateNode {
  const child = Object.hasOwn(states, key) ? states[key]! : undefined;
  if (child !== undefined && child.type !== 'history') return child;
  const help = suggest(
    key,
    children.map((known) => known.key),
  );
  throw new StatechartError('E503', place, `has no state "${key}"`, help);
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
