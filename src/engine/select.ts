import { alwaysCandidates, candidates } from '../compile/candidates.ts';
import type { Candidate, Cell, Plan } from '../compile/configuration.ts';
import { conflict, planOf, type HistoryValue } from '../compile/plan.ts';
import { isDescendant } from '../model/state-node.ts';
import type { EventObject } from '../protocol/event.ts';
import { evaluateGuard, type Situation } from './guards.ts';

interface Selectable extends Situation {
  readonly historyValue: HistoryValue;
}

/**
 * The transitions that `event` enables, without conflicts, in document order.
 *
 * The innermost state that reacts wins. Above a parallel state its regions come first:
 * when any of them reacts, the states around are not asked.
 */
export function selectTransitions(at: Selectable, event: EventObject): readonly Candidate[] {
  const { cells } = at.configuration;
  const outermost = cells[0]!;
  if (outermost.inner.length === 0) {
    const asked = candidates(at.machine.chart, outermost, event.type);
    // The most common case by far: one transition, no guard, nothing to put together.
    if (asked.length === 1 && asked[0]!.transition.guard === undefined) return asked;
  }
  const walk: Walk = { at, event, enabled: [], isEventless: false };
  search(walk, outermost);
  return withoutConflicts(at, walk.enabled);
}

/**
 * The eventless transitions that are enabled. Here every atomic state finds its own
 * (SCXML appendix D, selectEventlessTransitions), so a parallel state and one of its
 * regions may both have one.
 */
export function selectEventless(at: Selectable, event: EventObject): readonly Candidate[] {
  const walk: Walk = { at, event, enabled: [], isEventless: true };
  search(walk, at.configuration.cells[0]!);
  return withoutConflicts(at, walk.enabled);
}

interface Walk {
  readonly at: Selectable;
  readonly event: EventObject;
  readonly enabled: Candidate[];
  readonly isEventless: boolean;
}

/** @returns whether an atomic state below found nothing, so that the states around are asked */
function search(walk: Walk, cell: Cell): boolean {
  const { at, event, enabled, isEventless } = walk;
  const { chart } = at.machine;
  let position = enabled.length;
  if (cell.inner.length > 0) {
    let searching = 0;
    for (const { index } of cell.inner) {
      const before = enabled.length;
      if (!search(walk, at.configuration.cells[index]!)) continue;
      // The first atomic state that looks further out gives the transition its place.
      if (searching++ === 0) position = before;
    }
    if (searching === 0 || (!isEventless && searching < cell.inner.length)) return false;
  }
  const asked = isEventless ? alwaysCandidates(chart, cell) : candidates(chart, cell, event.type);
  for (const candidate of asked) {
    const { guard } = candidate.transition;
    if (guard !== undefined && !evaluateGuard(at, event, guard)) continue;
    if (position === enabled.length) enabled.push(candidate);
    else enabled.splice(position, 0, candidate);
    return false;
  }
  return true;
}

/**
 * Of two transitions that would leave a common state, the one whose source lies further
 * in stays, else the first (SCXML appendix D, removeConflictingTransitions).
 */
function withoutConflicts(at: Selectable, enabled: readonly Candidate[]): readonly Candidate[] {
  if (enabled.length < 2) return enabled;
  const plans = enabled.map((candidate) => planIfTargeted(at, candidate));
  // Regions side by side, each with a transition inside of itself: nothing to compare.
  if (plans.every((plan, i) => !plan || isInnermost(plan, enabled[i]!))) return enabled;

  const kept: number[] = [];
  for (const [i, plan] of plans.entries()) {
    const rivals = plan ? kept.filter((k) => plans[k] && conflict(plan, plans[k])) : [];
    const { source } = enabled[i]!.transition;
    if (!rivals.every((k) => isDescendant(source, enabled[k]!.transition.source))) continue;
    for (const k of rivals) kept.splice(kept.indexOf(k), 1);
    kept.push(i);
  }
  return kept.length === enabled.length ? enabled : kept.map((k) => enabled[k]!);
}

function planIfTargeted(
  { machine, historyValue }: Selectable,
  candidate: Candidate,
): Plan | undefined {
  return candidate.transition.target && planOf(machine.chart, candidate, historyValue);
}

const isInnermost = (plan: Plan, { cell }: Candidate) =>
  plan.from === cell && cell.inner.length === 0;
