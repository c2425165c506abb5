import type { Transition } from '../tooling.ts';
import { rootOf, type AnyStateMachine, type AnyStateNode, type StateNodeLike } from './logic.ts';

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
    transition: Transition;
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
export function toDirectedGraph(machineOrNode: AnyStateMachine | StateNodeLike): DirectedGraphNode {
  return graphOf(rootOf(machineOrNode));
}

/** All states below a machine's root, or below a state, in document order. */
export function getStateNodes(machineOrNode: AnyStateMachine | StateNodeLike): AnyStateNode[] {
  return rootOf(machineOrNode).children.flatMap((child) => [child, ...getStateNodes(child)]);
}

function graphOf(stateNode: AnyStateNode): DirectedGraphNode {
  const { id } = stateNode;
  const children = stateNode.children.map(graphOf);
  const transitions = [...stateNode.transitions.values()].flat();
  const edges = [...transitions, ...(stateNode.always ?? [])].flatMap(edgesOf);
  return { id, stateNode, children, edges, toJSON: () => ({ id, children, edges }) };
}

function edgesOf(transition: Transition, number: number): DirectedGraphEdge[] {
  const { source, target: targets = [source] } = transition;
  const text = transition.eventType ?? '';
  const label = { text, toJSON: () => ({ text }) };
  return targets.map((target, targetNumber) => ({
    id: `${source.id}:${number}:${targetNumber}`,
    source,
    target,
    transition,
    label,
    toJSON: () => ({ source: source.id, target: target.id, label }),
  }));
}
