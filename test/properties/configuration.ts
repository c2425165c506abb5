import type { StateSpec } from '../differential/machine-spec.ts';
import { defaultId, isHistory } from '../differential/machine-spec.ts';

/**
 * Default ids of the active states that a state value stands for, in document order.
 * @throws when the value is no legal configuration: a compound state without exactly one active
 * child, a parallel state without all of its regions, a key that is no state, a pseudo state.
 */
export function configurationOf(state: StateSpec, value: unknown): string[] {
  const own = defaultId(state.path);
  const regions = state.states.filter((child) => !isHistory(child));
  const active = activeChildren(own, value);
  if (state.kind === 'compound' && active.length !== 1) {
    throw new Error(`${own} has ${active.length} active children`);
  }
  if (state.kind === 'parallel' && active.length !== regions.length) {
    throw new Error(`${own} has ${active.length} of ${regions.length} active regions`);
  }
  for (const [key] of active) {
    if (!regions.some(({ path }) => path.at(-1) === key)) throw new Error(`${own} has no ${key}`);
  }
  const children = new Map(active);
  return [
    own,
    ...regions
      .filter(({ path }) => children.has(path.at(-1)!))
      .flatMap((child) => configurationOf(child, children.get(child.path.at(-1)!))),
  ];
}

function activeChildren(state: string, value: unknown): [key: string, value: unknown][] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [[value, undefined]];
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  throw new Error(`${state} has the value ${String(value)}`);
}
