import type { StateValue } from '../compile/configuration.ts';
import { resolveValue } from '../engine/resolve-value.ts';
import { MachineSnapshot } from '../engine/snapshot.ts';
import type { StateNode } from '../model/state-node.ts';
import type { StateMachine } from './machine.ts';

/**
 * The states that are active in `value`, outermost first.
 * @throws StatechartError E503 when the value names a state that is not there
 */
export function getStateNodes(root: StateNode, value: StateValue): readonly StateNode[] {
  const { chart } = root.machine as StateMachine;
  return resolveValue(chart, value).nodes;
}

export function isMachineSnapshot(value: unknown): value is MachineSnapshot {
  return value instanceof MachineSnapshot;
}
