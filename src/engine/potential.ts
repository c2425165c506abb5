import type { StateNode, Transition } from '../model/state-node.ts';
import type { MachineSnapshot } from './snapshot.ts';

/**
 * Every transition that the active states could take, whatever their guards say: from each
 * atomic state outwards, each descriptor once.
 */
export function getNextTransitions(snapshot: MachineSnapshot): Transition[] {
  const found = new Set<Transition>();
  for (const leaf of snapshot._nodes) {
    if (leaf.children.length > 0) continue;
    for (let node: StateNode | undefined = leaf; node; node = node.parent) {
      for (const transition of ownTransitions(node)) found.add(transition);
    }
  }
  return [...found];
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

/** The results of `map` for the active states that have one, innermost first. */
export function mapState<T>(
  snapshot: MachineSnapshot,
  mapper: StateMapper<T>,
): { stateNode: StateNode; result: T }[] {
  const results: { stateNode: StateNode; result: T }[] = [];
  for (const stateNode of snapshot._nodes.toReversed()) {
    const found = stateNode.path.reduce<StateMapper<T> | undefined>(
      (at, key) => at?.states?.[key],
      mapper,
    );
    if (found?.map) results.push({ stateNode, result: found.map(snapshot) });
  }
  return results;
}
