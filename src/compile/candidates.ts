import { INIT } from '../protocol/event.ts';
import type { StateNode, Transition } from '../model/state-node.ts';
import type { Chart } from './chart.ts';
import type { Candidate, Cell } from './configuration.ts';

/**
 * The class of an event type: all types of a class meet the same descriptors, whatever state is
 * active. A type that is named somewhere is a class of its own, the others fall under the longest
 * wildcard that they match. So the number of classes is bounded by the chart, whatever names
 * a sender invents.
 * @returns undefined when no state ever reacts to such an event
 */
export function classOf(chart: Chart, eventType: string): string | undefined {
  const { descriptors, partialDescriptors, dialect } = chart;
  if (descriptors.has(eventType)) return eventType;
  for (const descriptor of partialDescriptors) {
    if (matchesWildcard(eventType, descriptor)) return descriptor;
  }
  const isAny = descriptors.has('*') && eventType !== INIT && dialect.wildcardMatches(eventType);
  return isAny ? '*' : undefined;
}

/**
 * The transitions that may react to an event in a region, in the order in which they are
 * asked: innermost state first; within a state the exact type, then wildcards from longest
 * to shortest; within a descriptor as written.
 */
export function candidates(
  chart: Chart,
  cell: Cell,
  { eventClass, eventType }: { eventClass: string; eventType: string },
): readonly Candidate[] {
  let found = cell.candidates.get(eventClass);
  if (!found) {
    found = toCandidates(
      cell,
      cell.path.toReversed().flatMap((node) => reactionsOf(node, eventType, chart)),
    );
    if (chart.cacheRoom > 0) {
      chart.cacheRoom--;
      cell.candidates.set(eventClass, found);
    }
  }
  return found;
}

/** The eventless transitions of a region, innermost state first. */
export function alwaysCandidates(chart: Chart, cell: Cell): readonly Candidate[] {
  if (cell.always) return cell.always;
  const always = cell.path
    .toReversed()
    .flatMap((node): readonly Transition[] => node.always ?? NONE);
  const found = toCandidates(cell, always);
  if (chart.cacheRoom > 0) cell.always = found;
  return found;
}

/** @returns whether `descriptor` is `*`, or `a.*` for an event `a` or `a.b` */
export function matchesWildcard(eventType: string, descriptor: string): boolean {
  if (descriptor === '*') return true;
  if (!descriptor.endsWith('.*')) return false;
  const prefix = descriptor.slice(0, -2);
  return eventType === prefix || eventType.startsWith(`${prefix}.`);
}

const NONE: readonly never[] = [];

function reactionsOf(
  { transitions }: StateNode,
  eventType: string,
  { dialect }: Chart,
): readonly Transition[] {
  const wildcards = [...transitions.keys()]
    .filter(
      (descriptor) =>
        descriptor !== eventType &&
        matchesWildcard(eventType, descriptor) &&
        (descriptor !== '*' || dialect.wildcardMatches(eventType)),
    )
    .sort((a, b) => b.length - a.length);
  return [eventType, ...wildcards].flatMap(
    (descriptor): readonly Transition[] => transitions.get(descriptor) ?? NONE,
  );
}

function toCandidates(cell: Cell, transitions: readonly Transition[]): readonly Candidate[] {
  // What stands behind the first transition without a guard is never asked.
  const last = transitions.findIndex((transition) => transition.guard === undefined);
  const asked = last < 0 ? transitions : transitions.slice(0, last + 1);
  return asked.map((transition) => ({
    transition,
    cell,
    move: undefined,
    reaction: undefined,
  }));
}
