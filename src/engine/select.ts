import { alwaysCandidates, candidates, classOf } from '../compile/candidates.ts';
import type { Candidate, Cell, Move, Reaction } from '../compile/configuration.ts';
import { conflict, moveOf, type HistoryValue } from '../compile/plan.ts';
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
export function selectTransitions(at: Selectable, event: EventObject): Reaction {
  const { configuration, machine } = at;
  // Most types are named in the machine and so are their own class.
  let answer = configuration.recall(event.type);
  if (answer === undefined) {
    const eventClass = classOf(machine.chart, event.type);
    if (!eventClass) return NO_REACTION;
    answer = configuration.answers?.get(eventClass);
    if (!answer) return firstAnswer(at, event, eventClass);
  }
  return answer.reaction ?? firstEnabled(at, event, answer.candidates);
}

/** Finds out what an event of a class leads to, and keeps what will be the same each time. */
function firstAnswer(at: Selectable, event: EventObject, eventClass: string): Reaction {
  const walk = new Walk(at, event, eventClass);
  const reaction = walk.run();
  const { cells, answers } = at.configuration;
  const [outermost] = cells;
  const isFixed = walk.isFixed();
  // Where one region is all there is, the same candidates are asked each time.
  const asked = outermost!.inner.length === 0 && outermost!.candidates.get(eventClass);
  if ((isFixed || asked) && hasRoom(at)) {
    answers!.set(eventClass, {
      type: eventClass,
      reaction: isFixed ? reaction : undefined,
      candidates: asked || [],
      next: undefined,
    });
  }
  return reaction;
}

/** Where one region is all there is, the first candidate whose guard agrees is the reaction. */
function firstEnabled(at: Selectable, event: EventObject, asked: readonly Candidate[]): Reaction {
  for (const candidate of asked) {
    const { guard } = candidate.transition;
    if (guard === undefined || evaluateGuard(at, event, guard)) return reactionOf(candidate);
  }
  return NO_REACTION;
}

function reactionOf(candidate: Candidate): Reaction {
  return (candidate.reaction ??= { enabled: [candidate], plan: undefined });
}

/**
 * The eventless transitions that are enabled. Here every atomic state finds its own
 * (SCXML appendix D, selectEventlessTransitions), so a parallel state and one of its
 * regions may both have one.
 */
export function selectEventless(at: Selectable, event: EventObject): Reaction {
  const { configuration } = at;
  if (configuration.always) return configuration.always;
  const walk = new Walk(at, event, undefined);
  const reaction = walk.run();
  if (walk.isFixed() && hasRoom(at)) configuration.always = reaction;
  return reaction;
}

/** Takes room for one more reaction that is kept. */
function hasRoom({ configuration, machine: { chart } }: Selectable): boolean {
  return configuration.answers !== undefined && chart.cacheRoom-- > 0;
}

export const NO_REACTION: Reaction = { enabled: [], plan: undefined };

/** One search for enabled transitions, from the innermost states outwards. */
class Walk {
  readonly at: Selectable;
  readonly event: EventObject;
  /** undefined: eventless transitions are searched. */
  readonly eventClass: string | undefined;
  readonly enabled: Candidate[] = [];
  /** Whether a guard was asked. */
  asked = false;

  constructor(at: Selectable, event: EventObject, eventClass: string | undefined) {
    this.at = at;
    this.event = event;
    this.eventClass = eventClass;
  }

  run(): Reaction {
    const outermost = this.at.configuration.cells[0]!;
    this.#search(outermost);
    const enabled = withoutConflicts(this.at, this.enabled);
    const only = enabled[0];
    if (!only) return NO_REACTION;
    if (enabled.length > 1 || outermost.inner.length > 0) return { enabled, plan: undefined };
    return reactionOf(only);
  }

  /** Whether the outcome will always be the same in this configuration. */
  isFixed(): boolean {
    return !this.asked && this.enabled.every(({ transition, move }) => !transition.target || move);
  }

  /**
   * @returns the place in `enabled` of the first atomic state that found nothing, for which the
   * states around are asked; -1 when there is none
   */
  #search(cell: Cell): number {
    const { configuration } = this.at;
    const { enabled } = this;
    let place = enabled.length;
    if (cell.inner.length > 0) {
      const places = cell.inner
        .map(({ index }) => this.#search(configuration.cells[index]!))
        .filter((found) => found >= 0);
      if (places.length === 0) return -1;
      if (this.eventClass !== undefined && places.length < cell.inner.length) return -1;
      place = places[0]!;
    }
    for (const candidate of this.#candidates(cell)) {
      if (!this.#isEnabled(candidate)) continue;
      if (place === enabled.length) enabled.push(candidate);
      else enabled.splice(place, 0, candidate);
      return -1;
    }
    return place;
  }

  #candidates(cell: Cell): readonly Candidate[] {
    const { chart } = this.at.machine;
    const { eventClass, event } = this;
    if (eventClass === undefined) return alwaysCandidates(chart, cell);
    return (
      cell.candidates.get(eventClass) ??
      candidates(chart, cell, { eventClass, eventType: event.type })
    );
  }

  #isEnabled({ transition: { guard } }: Candidate): boolean {
    if (guard === undefined) return true;
    this.asked = true;
    return evaluateGuard(this.at, this.event, guard);
  }
}

/**
 * Of two transitions that would leave a common state, the one whose source lies further
 * in stays, else the first (SCXML appendix D, removeConflictingTransitions).
 */
function withoutConflicts(at: Selectable, enabled: readonly Candidate[]): readonly Candidate[] {
  const only = enabled[0];
  if (enabled.length < 2 && (!only || only.move || !only.transition.target)) return enabled;
  const moves = enabled.map((candidate) => moveIfTargeted(at, candidate));
  if (enabled.length < 2) return enabled;
  // Regions side by side, each with a transition inside of itself: nothing to compare.
  if (moves.every((move, i) => !move || isInnermost(move, enabled[i]!))) return enabled;

  const kept: number[] = [];
  for (const [i, move] of moves.entries()) {
    const rivals = move ? kept.filter((k) => moves[k] && conflict(move, moves[k])) : [];
    const { source } = enabled[i]!.transition;
    if (!rivals.every((k) => isDescendant(source, enabled[k]!.transition.source))) continue;
    for (const k of rivals) kept.splice(kept.indexOf(k), 1);
    kept.push(i);
  }
  return kept.length === enabled.length ? enabled : kept.map((k) => enabled[k]!);
}

function moveIfTargeted(
  { machine, historyValue }: Selectable,
  candidate: Candidate,
): Move | undefined {
  return (
    candidate.transition.target &&
    moveOf(machine.chart, candidate, { before: historyValue, now: historyValue })
  );
}

const isInnermost = (move: Move, { cell }: Candidate) =>
  move.from === cell && cell.inner.length === 0;
