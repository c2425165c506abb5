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
    name: 'history of an active state',
    xstate: 'enters a state that is active, or leaves one that stays active',
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
    name: 'initial actions',
    xstate: 'skips them in states that are entered through another region, or through a history',
    here: 'they run whenever a state is entered at its initial state',
    how: 'generator',
    example: 'transitions.test.ts',
  },
  {
    name: 'stateIn before the first configuration',
    xstate: 'finds the root, by value also the initial states, in entry actions of the start',
    here: 'no state is active yet',
    how: 'generator',
    example: 'selection.test.ts',
  },
  {
    name: 'children spawned by an assign',
    xstate: 'are no effect of the pure functions, so that their host cannot start them',
    here: 'are an effect like others',
    how: 'generator',
    example: 'pure.test.ts',
  },
  {
    name: 'events after the end',
    xstate: 'takes transitions from a snapshot that is done, in the pure functions and in can()',
    here: 'nothing happens, as in a live actor',
    how: 'trace',
    example: 'pure.test.ts',
  },
  {
    name: 'late events of children',
    xstate: 'takes events of a child that was stopped or replaced meanwhile, as if it were current',
    here: 'they are ignored: an event of a child carries the identity of that child',
    how: 'oracle',
    example: 'actors.test.ts',
  },
  {
    name: 'on beside onDone',
    xstate: 'drops what `on` says of the completion of a state that has onDone',
    here: 'is tried after onDone',
    how: 'generator',
    example: 'selection.test.ts',
  },
  {
    name: 'clean-up of a failed callback',
    xstate: 'is not called when the callback fails while it receives an event',
    here: 'is called whenever the callback ends',
    how: 'generator',
    example: 'actors.test.ts',
  },
  {
    name: 'children of a failed machine',
    xstate: 'run on, unless it was a child whose failure failed the machine',
    here: 'are stopped',
    how: 'trace',
    example: 'actors.test.ts',
  },
  {
    name: 'final states as regions',
    xstate: 'count as done before they are entered',
    here: 'count as done when they are active',
    how: 'generator',
    example: 'done.test.ts',
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
    how: 'generator',
    example: 'actors.test.ts',
  },
  {
    name: 'persisted timers',
    xstate: 'forgets pending timers',
    here: 'persists them',
    how: 'trace',
    example: 'corrections.test.ts',
  },
] as const;

/** Each names the difference that it steps around. */
export const WITHOUT_EXPLAINED_DIFFERENCES: Partial<Vocabulary> = {
  childrenAtStart: false,
  finalRegions: false,
  historyFromInside: false,
  indirectInitialActions: false,
  onBesideOnDone: false,
  rootFromInside: false,
  initialHistoryAsDefault: false,
};

/**
 * "document order": the pure functions of xstate give no handle on the order between the
 * microsteps of a macrostep, so there are either no regions or no further microsteps. Also "children spawned by an assign".
 */
export const WITHOUT_REORDERED_REGIONS: readonly Partial<Vocabulary>[] = [
  { parallel: false, spawnInAssign: false },
  { microsteps: false, spawnInAssign: false },
];

/**
 * Watches xstate while it runs: puts the states in order after each microstep ("document order"),
 * and tells whether a late event was taken ("late events of children").
 */
export function inspectOracle() {
  const sources = new Map<unknown, any>();
  /** Sent to the root, which has shown no snapshot for them. */
  const unanswered = new Set<unknown>();
  let root: any;
  let current: any;
  let tookLateEvent = false;
  return {
    inspect,
    // Where the root fails in the middle of a microstep, inspectors hear nothing of the event.
    get tookLateEvent() {
      const hasFailed = root?.getSnapshot().status === 'error';
      return tookLateEvent || (hasFailed && [...unanswered].some(isLate));
    },
  };

  function isLate(event: unknown): boolean {
    const source = sources.get(event);
    return source && source !== root && current?.children[source.id] !== source;
  }

  function inspect({ type, actorRef, rootId, event, snapshot, sourceRef }: any): void {
    if (type === '@xstate.event') sources.set(event, sourceRef);
    if (type === '@xstate.microstep') intoDocumentOrder(snapshot);
    if (actorRef.sessionId !== rootId) return;
    root = actorRef;
    if (type === '@xstate.event') unanswered.add(event);
    if (!snapshot) return;
    if (isLate(event) && (type === '@xstate.microstep' || snapshot.status === 'error')) {
      tookLateEvent = true;
    }
    if (type !== '@xstate.snapshot') return;
    unanswered.delete(event);
    current = snapshot;
  }
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

/** "children of a failed machine": nothing is told of them once the machine has failed. */
export function withoutChildrenOfFailure(steps: readonly Step[]): unknown[] {
  const failure = steps.findIndex(({ status }) => status === 'error');
  if (failure < 0) return [...steps];
  const failed = steps[failure]!;
  const log = failed.log.filter((line) => !line.startsWith('['));
  return [
    ...steps.slice(0, failure),
    { ...failed, log, children: undefined, persisted: undefined },
  ];
}
