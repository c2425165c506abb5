import type { StateNode, Transition } from '../model/state-node.ts';
import type { MachineSnapshot } from './snapshot.ts';

/**
 * Every transition that the active states could take, whatever their guards say: from each
 * atomic state outwards, each descriptor once.
 */
export function getNextTransitions(snapshot: MachineSnapshot): Transition[] {
  return [...new Set([...outwards(snapshot)].flatMap(ownTransitions))];
}

/** The active states: each atomic one, and from there outwards those that have not come yet. */
function outwards({ _nodes }: MachineSnapshot): Set<StateNode> {
  const found = new Set<StateNode>();
  for (const leaf of _nodes) {
    if (leaf.children.length > 0) continue;
    for (let node: StateNode | undefined = leaf; node; node = node.parent) found.add(node);
  }
  return found;
}

function ownTransitions({ transitions, always }: StateNode): Transition[] {
  return [...[...transitions.values()].flat(), ...(always ?? [])];
}

/** Descriptors of the events that the active states react to. */
export function getActiveDescriptors(snapshot: MachineSnapshot): string[] {
  return [...new Set(snapshot._nodes.flatMap((node) => node.ownEvents))];
}

/** What to make of a state while it is active, and of the states below it. */
export interface StateMapper<T> {
  map?: (snapshot: MachineSnapshot) => T;
  states?: Record<string, StateMapper<T>>;
}

/**
 * The results of `map` for the active states that have one: of each atomic state in document order,
 * and from there outwards.
 */
export function mapState<T>(
  snapshot: MachineSnapshot,
  mapper: StateMapper<T>,
): { stateNode: StateNode; result: T }[] {
  const results: { stateNode: StateNode; result: T }[] = [];
  for (const stateNode of outwards(snapshot)) {
    const found = stateNode.path.reduce<StateMapper<T> | undefined>(
      (at, key) => at?.states?.[key],
      mapper,
    );
    if (found?.map) results.push({ stateNode, result: found.map(snapshot) });
  }
  return results;
}
