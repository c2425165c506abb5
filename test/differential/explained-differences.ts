import type { Vocabulary } from './arbitrary-machine.ts';
import type { Step } from './trace.ts';

/**
 * Every difference between the published xstate 5.33.3 and this library that the differential
 * test steps around, as narrowly as possible. `how` is `generator` where such machines are not
 * drawn, `oracle` where xstate is repaired while it runs, `trace` where traces are normalised.
 * Each has an example in test/conformance that shows what this library does.
 */
export const EXPLAINED_DIFFERENCES = [
  {
    name: 'history of an active parallel state',
    xstate: 'leaves the parallel state without entering it again, or enters it without leaving it',
    here: 'only inactive states are entered, only active states are left',
    how: 'generator',
    example: 'history.test.ts',
  },
  {
    name: 'the root as target',
    xstate: 'enters the root without leaving it when a descendant targets it',
    here: 'only inactive states are entered',
    how: 'generator',
    example: 'transitions.test.ts',
  },
  {
    name: 'a history as initial state',
    xstate: 'counts the history as active when another history without default falls back on it',
    here: 'follows the history',
    how: 'generator',
    example: 'history.test.ts',
  },
  {
    name: 'document order',
    xstate: 'selects transitions of regions in the order in which these were last entered',
    here: 'always document order',
    how: 'oracle',
    example: 'selection.test.ts',
  },
  {
    name: 'endless loops',
    xstate: 'never returns',
    here: 'refused at creation or stopped by maxIterations',
    how: 'generator',
    example: 'eventless.test.ts',
  },
  {
    name: 'cancel reaches all',
    xstate: 'cancels the last of several pending sends with one id',
    here: 'cancels all of them',
    how: 'generator',
    example: 'sending.test.ts',
  },
  {
    name: 'children start after entry actions',
    xstate: 'starts children before the entry actions when an actor starts, after them later on',
    here: 'always after the entry actions of the macrostep',
    how: 'trace',
    example: 'actors.test.ts',
  },
  {
    name: 'persisted timers',
    xstate: 'forgets pending timers',
    here: 'persists them',
    how: 'trace',
    example: 'persistence.test.ts',
  },
] as const;

/** Each names the difference that it steps around. */
export const WITHOUT_EXPLAINED_DIFFERENCES: Partial<Vocabulary> = {
  parallelHistoryFromInside: false,
  rootFromInside: false,
  initialHistoryAsDefault: false,
};

/**
 * "document order": the pure functions of xstate give no handle on the order between the
 * microsteps of a macrostep, so there are either no regions or no further microsteps.
 */
export const WITHOUT_REORDERED_REGIONS: readonly Partial<Vocabulary>[] = [
  { parallel: false },
  { microsteps: false },
];

/** "document order", live: puts the states in order after each microstep. */
export function inspectIntoDocumentOrder(inspection: any): void {
  if (inspection.type === '@xstate.microstep') intoDocumentOrder(inspection.snapshot);
}

/** "document order", pure: puts the states in order between events. */
export function intoDocumentOrder(snapshot: any): any {
  snapshot._nodes?.sort((a: any, b: any) => a.order - b.order);
  snapshot.value = valueInDocumentOrder(snapshot.value, snapshot.machine.root);
  return snapshot;
}

function valueInDocumentOrder(value: any, node: any): any {
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(node.states)
      .filter((key) => key in value)
      .map((key) => [key, valueInDocumentOrder(value[key], node.states[key])]),
  );
}

/**
 * "children start after entry actions": in the first macrostep, what children do is told apart
 * from what the machine does, so that only their relative order is left open.
 */
export function childrenApart([start, ...rest]: Step[]): unknown[] {
  if (!start?.log) return [start, ...rest];
  const isOfChild = (line: string) => line.startsWith('[');
  return [
    {
      ...start,
      log: start.log.filter((line) => !isOfChild(line)),
      logOfChildren: start.log.filter(isOfChild),
    },
    ...rest,
  ];
}
