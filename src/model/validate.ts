import { didYouMean, type Diagnostic } from '../errors.ts';
import type { Model } from './normalize.ts';
import { isDescendant, type StateNode, type Transition } from './state-node.ts';

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
      report(found, node, 'on', { code: 'E102', message: '"" is no event', help });
    }
    if (node.always) checkTargets(node.always, found);
    if (node.config.route && !node.config.id) {
      report(found, node, 'route', {
        code: 'E108',
        message: 'has no id',
        help: 'Add an id: it is what `to` names',
      });
    }
  }
  // Cycles are looked for only where every transition leads somewhere.
  if (found.length === 0) for (const node of nodes) checkCycle(node, found);
  return found;
}

function checkChildren(node: StateNode, found: Diagnostic[]): void {
  const { type, children, initial } = node;
  if (type === 'final' || type === 'history') {
    if (children.length > 0) {
      const message = `a ${type} state cannot have child states`;
      report(found, node, 'states', { code: 'E106', message, help: 'Remove them or the type' });
    }
    if (type === 'history') checkHistoryDefault(node, found);
  } else if (type === 'parallel' && children.length === 0) {
    report(found, node, 'states', {
      code: 'E107',
      message: 'a parallel state needs regions',
      help: '',
    });
  } else if (type === 'atomic' && node.config.initial !== undefined) {
    reportInitial(node, found);
  } else if (type === 'compound') {
    const keys = children.map((child) => child.key);
    if (!initial) {
      const help = keys.length > 0 ? `Add initial: "${keys[0]}"` : 'Add states';
      report(found, node, 'initial', { code: 'E103', message: 'no initial state', help });
    } else if (
      !initial.target ||
      !isDescendant(initial.target[0]!, node) ||
      leadsNowhere(initial.target[0]!)
    ) {
      reportInitial(node, found);
    }
  }
}

function reportInitial(node: StateNode, found: Diagnostic[]): void {
  const { initial } = node.config;
  const name = typeof initial === 'string' ? initial : String(initial!.target);
  const keys = node.children.map((child) => child.key);
  const help = didYouMean(name, keys) || `There is ${keys.join(', ') || 'none'}`;
  report(found, node, 'initial', { code: 'E104', message: `no child state "${name}"`, help });
}

/** A history state without a default leads to the initial state, which must then be another. */
const leadsNowhere = (node: StateNode) => node.type === 'history' && !node.historyDefault?.target;

function checkHistoryDefault(node: StateNode, found: Diagnostic[]): void {
  for (const target of node.historyDefault?.target ?? []) {
    if (node.parent && isDescendant(target, node.parent) && target.type !== 'history') continue;
    const message = `"${target.place}" is no state inside of ${node.parent ? node.parent.place : 'a parent'}`;
    const help = 'The default must lie in the parent of the history state';
    report(found, node, 'target', { code: 'E202', message, help });
  }
}

function checkInvocations(node: StateNode, found: Diagnostic[]): void {
  if (node.invoke.length < 2) return;
  const ids = new Set<string>();
  for (const { id } of node.invoke) {
    if (ids.has(id)) {
      const message = `two invocations have the id "${id}", so their results could not be told apart`;
      report(found, node, 'invoke', { code: 'E205', message, help: 'Give each an id of its own' });
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
      report(found, source, eventType || 'always', { code: 'E203', message, help });
    }
  }
}

function canBothBeActive(a: StateNode, b: StateNode): boolean {
  if (a === b) return true;
  let common = a.parent;
  while (common && !isDescendant(b, common)) common = common.parent;
  return common?.type === 'parallel';
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
      const help = 'Give one of them a guard';
      report(found, start, 'always', { code: 'E204', message: `${cycle} never ends`, help });
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

function report(
  found: Diagnostic[],
  node: StateNode,
  at: string,
  fault: Omit<Diagnostic, 'at'>,
): void {
  found.push({ ...fault, at: `${node.place} ${at}` });
}
