import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from '../index.ts';
import type { StateNode, Transition } from '../tooling.ts';

type Serializable<T extends object, TJson> = T & { toJSON: () => TJson };

type DirectedGraphLabel = Serializable<{ text: string }, { text: string }>;

/** A transition from one state to one other. */
export type DirectedGraphEdge = Serializable<
  {
    /** `<source>:<number of the transition>:<number of the target>` */
    id: string;
    source: AnyStateNode;
    target: AnyStateNode;
    /** The event descriptor; empty for an eventless transition. */
    label: DirectedGraphLabel;
    transition: AnyTransitionDefinition;
  },
  { source: string; target: string; label: { text: string } }
>;

/** A state with the transitions that leave it. */
export type DirectedGraphNode = Serializable<
  {
    id: string;
    stateNode: AnyStateNode;
    children: DirectedGraphNode[];
    edges: DirectedGraphEdge[];
  },
  { id: string; children: DirectedGraphNode[]; edges: DirectedGraphEdge[] }
>;

/**
 * The states of a machine and their transitions, eventless ones last, as a graph to draw. A
 * transition without a target leads back to its source. Made to be written as JSON.
 */
export function toDirectedGraph(machineOrNode: AnyStateMachine | AnyStateNode): DirectedGraphNode {
  return graphOf(nodeOf(machineOrNode));
}

/** All states below a machine's root, or below a state, in document order. */
export function getStateNodes(machineOrNode: AnyStateMachine | AnyStateNode): AnyStateNode[] {
  return descendants(nodeOf(machineOrNode)).map(toPublic);
}

function nodeOf(machineOrNode: AnyStateMachine | AnyStateNode): StateNode {
  return ('root' in machineOrNode ? machineOrNode.root : machineOrNode) as unknown as StateNode;
}

function descendants(node: StateNode): StateNode[] {
  return node.children.flatMap((child) => [child, ...descendants(child)]);
}

function graphOf(node: StateNode): DirectedGraphNode {
  const { id } = node;
  const children = node.children.map(graphOf);
  const transitions = [...node.transitions.values()].flat();
  const edges = [...transitions, ...(node.always ?? [])].flatMap(edgesOf);
  return {
    id,
    stateNode: toPublic(node),
    children,
    edges,
    toJSON: () => ({ id, children, edges }),
  };
}

function edgesOf(transition: Transition, number: number): DirectedGraphEdge[] {
  const { source, target: targets = [source] } = transition;
  const text = transition.eventType ?? '';
  const label = { text, toJSON: () => ({ text }) };
  return targets.map((target, targetNumber) => ({
    id: `${source.id}:${number}:${targetNumber}`,
    source: toPublic(source),
    target: toPublic(target),
    transition: transition as unknown as AnyTransitionDefinition,
    label,
    toJSON: () => ({ source: source.id, target: target.id, label }),
  }));
}

/** A state under the type by which users know it. */
function toPublic(node: StateNode): AnyStateNode {
  return node as unknown as AnyStateNode;
}
