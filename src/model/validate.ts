import { fault, suggest, type Diagnostic } from '../errors.ts';
import type { Model } from './normalize.ts';
import { commonAncestor, isDescendant, type StateNode, type Transition } from './state-node.ts';

/** All that is wrong with the nodes of a machine, in document order. */
export function validate({ nodes, faults }: Model): readonly Diagnostic[] {
  const found = [...faults];
  for (const node of nodes) {
    checkChildren(node, found);
    checkInvocations(node, found);
    for (const [descriptor, transitions] of node.transitions) {
      checkTargets(transitions, found);
      if (descriptor !== '') continue;
      const help = 'Eventless transitions stand under "always"';
      found.push(fault('E102', `${node.place} on`, '"" is no event', help));
    }
    if (node.always) checkTargets(node.always, found);
    if (node.config.route && !node.config.id) {
      const help = 'Add an id: it is what `to` names';
      found.push(fault('E108', `${node.place} route`, 'has no id', help));
    }
  }
  // Cycles are looked for only where every transition leads somewhere.
  if (found.length === 0) for (const node of nodes) checkCycle(node, found);
  return found;
}

function checkChildren(node: StateNode, found: Diagnostic[]): void {
  const { type, children, initial, place } = node;
  if (type === 'final' || type === 'history') {
    if (children.length > 0) {
      const message = `a ${type} state cannot have child states`;
      found.push(fault('E106', `${place} states`, message, 'Remove them or the type'));
    }
    checkHistoryDefault(node, found);
    if (type === 'history' && !node.parent) {
      const message = 'a history state remembers for its parent, and the root has none';
      found.push(fault('E101', `${place} type`, message, 'Remove the type'));
    }
  } else if (type === 'parallel' && children.length === 0) {
    found.push(fault('E107', `${place} states`, 'a parallel state needs regions'));
  } else if (type === 'atomic' && node.config.initial !== undefined) {
    found.push(unknownInitial(node));
  } else if (type === 'compound') {
    if (!initial) {
      const help = children.length > 0 ? `Add initial: "${children[0]!.key}"` : 'Add states';
      found.push(fault('E103', `${place} initial`, 'no initial state', help));
    } else if (!initial.target?.every((target) => isDescendant(target, node) && leads(target))) {
      found.push(unknownInitial(node));
    }
  }
}

function unknownInitial({ config: { initial }, children, place }: StateNode): Diagnostic {
  const name = typeof initial === 'string' ? initial : String(initial!.target);
  const keys = children.map((child) => child.key);
  return fault('E104', `${place} initial`, `no child state "${name}"`, suggest(name, keys));
}

/** A history state without a default leads to the initial state, which must then be another. */
const leads = (node: StateNode) => node.type !== 'history' || node.historyDefault?.target;

function checkHistoryDefault({ historyDefault, parent, place }: StateNode, found: Diagnostic[]) {
  for (const target of historyDefault?.target ?? []) {
    if (parent && isDescendant(target, parent) && target.type !== 'history') continue;
    const message = `"${target.place}" is no state inside of ${parent ? parent.place : 'a parent'}`;
    const help = 'The default must lie in the parent of the history state';
    found.push(fault('E202', `${place} target`, message, help));
  }
}

function checkInvocations({ invoke, place }: StateNode, found: Diagnostic[]): void {
  if (invoke.length < 2) return;
  const ids = new Set<string>();
  for (const { id } of invoke) {
    if (ids.has(id)) {
      const message = `two invocations have the id "${id}", so their results could not be told apart`;
      found.push(fault('E205', `${place} invoke`, message, 'Give each an id of its own'));
    }
    ids.add(id);
  }
}

/** Targets of one transition are entered together, so each pair must be able to be active together. */
function checkTargets(transitions: readonly Transition[], found: Diagnostic[]): void {
  for (const { target, source, eventType } of transitions) {
    if (!target || target.length < 2) continue;
    for (const [i, one] of target.entries()) {
      const rival = target.slice(i + 1).find((other) => !canBothBeActive(one, other));
      if (!rival) continue;
      const message = `targets "${one.place}" and "${rival.place}" exclude each other`;
      const help = 'Several targets must lie in different regions of a parallel state';
      found.push(fault('E203', `${source.place} ${eventType || 'always'}`, message, help));
    }
  }
}

function canBothBeActive(a: StateNode, b: StateNode): boolean {
  return a === b || commonAncestor(a, [b])?.type === 'parallel';
}

/**
 * Follows the eventless transitions that nothing can keep from firing. Coming back to
 * where we were means that the macrostep would never end.
 */
function checkCycle(start: StateNode, found: Diagnostic[]): void {
  const seen: StateNode[] = [start];
  for (let node = nextAlways(start); node; node = nextAlways(node)) {
    if (node === start) {
      // Reported once, by the first state of the cycle in document order.
      if (seen.some((other) => other.order < start.order)) return;
      const cycle = [...seen, start].map(({ place }) => place).join(' -> ');
      const message = `${cycle} never ends`;
      found.push(fault('E204', `${start.place} always`, message, 'Give one of them a guard'));
      return;
    }
    if (seen.includes(node)) return;
    seen.push(node);
  }
}

/** The state whose unguarded `always` fires next after that of `node`. */
function nextAlways(node: StateNode): StateNode | undefined {
  const first = node.always?.[0];
  if (!first?.target || first.guard !== undefined || first.target.length > 1) return undefined;
  let leaf = first.target[0]!;
  if (leaf.type === 'history') return undefined;
  while (leaf.initial?.target) leaf = leaf.initial.target[0]!;
  for (let active: StateNode | undefined = leaf; active; active = active.parent) {
    if (active.always) return active.always[0]?.guard === undefined ? active : undefined;
  }
  return undefined;
}
