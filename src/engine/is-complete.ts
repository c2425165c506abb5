import type { StateNode } from '../model/state-node.ts';

/** Whether a state has come to its end: in each of its regions a final state is active. */
export function isComplete(node: StateNode, isActive: (node: StateNode) => boolean): boolean {
  if (node.type === 'parallel') {
    return node.children.every((child) => child.type === 'history' || isComplete(child, isActive));
  }
  if (node.type === 'final') return isActive(node);
  return node.children.some((child) => child.type === 'final' && isActive(child));
}
