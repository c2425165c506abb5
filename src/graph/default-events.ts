import { TimeoutError, type EventObject, type Snapshot } from '../index.ts';
import { MachineSnapshot, ROUTE, type Dialect, type StateNode } from '../tooling.ts';

/** The events that a snapshot reacts to, with the payload that the library itself would give them. */
type EventsOf = (snapshot: Snapshot<unknown>) => readonly EventObject[];

/**
 * Events to explore where none are given: for a machine, one for each descriptor of its active
 * states; for other logic none.
 *
 *     on: { PAY }        { type: 'PAY' }
 *     after: { 100 }     { type: 'xstate.after.100.<state>' }
 *     onDone             { type: 'xstate.done.actor.<id>', output: undefined }
 *     onError            { type: 'xstate.error.actor.<id>', error: an Error }; where the invocation
 *                        has a `timeout`, once more with a TimeoutError
 *     onSnapshot         { type: 'xstate.snapshot.<id>', snapshot: the child's first one }
 *     route              { type: 'xstate.route', to: '#<id>' } for each routable state
 *
 * Completions of states (`xstate.done.state.<id>`) are no events to send: they follow by themselves.
 */
export function createDefaultEvents(): EventsOf {
  return byConfiguration((snapshot) => describeEvents(snapshot).flatMap(([, events]) => events));
}

/** Descriptors with the events that stand for them. */
type DescribedEvents = readonly (readonly [descriptor: string, events: readonly EventObject[]])[];

/** As `createDefaultEvents`, by the descriptor that an event stands for. */
export function createEventsByDescriptor(): (snapshot: Snapshot<unknown>) => DescribedEvents {
  return byConfiguration(describeEvents);
}

/** Asks once for each set of active states; what is no machine has none. */
function byConfiguration<T>(
  ask: (snapshot: MachineSnapshot) => readonly T[],
): (snapshot: Snapshot<unknown>) => readonly T[] {
  // The active states of a configuration are one list for as long as it is kept.
  const answers = new WeakMap<readonly StateNode[], readonly T[]>();
  return (snapshot) => {
    if (!(snapshot instanceof MachineSnapshot)) return [];
    const { _nodes: nodes } = snapshot;
    let answer = answers.get(nodes);
    if (!answer) {
      answer = ask(snapshot);
      answers.set(nodes, answer);
    }
    return answer;
  };
}

function describeEvents(snapshot: MachineSnapshot): DescribedEvents {
  const { dialect } = snapshot.machine.chart;
  const described = new Map<string, EventObject[]>();
  for (const node of snapshot._nodes) {
    for (const type of node.ownEvents) {
      if (type.startsWith(dialect.doneStatePrefix)) continue;
      const events = eventsFor(type, node, snapshot);
      if (!described.has(type)) described.set(type, events);
      else if (type === ROUTE) described.get(type)!.push(...events);
    }
  }
  return [...described];
}

function eventsFor(type: string, node: StateNode, snapshot: MachineSnapshot): EventObject[] {
  const { dialect } = snapshot.machine.chart;
  const idAfter = (prefix: string) =>
    type.startsWith(prefix) ? type.slice(prefix.length) : undefined;
  if (idAfter(dialect.donePrefix) !== undefined) return [event(type, { output: undefined })];
  const failed = idAfter(dialect.errorPrefix);
  if (failed !== undefined) return errorsOf(failed, node, dialect);
  const shown = idAfter(dialect.snapshotPrefix);
  if (shown !== undefined) {
    return [event(type, { snapshot: snapshot.children[shown]?.getSnapshot() })];
  }
  if (type !== ROUTE) return [{ type }];
  const targets = node.transitions.get(ROUTE)!.flatMap(({ target }) => target ?? []);
  return targets.map(({ id }) => event(type, { to: `#${id}` }));
}

function errorsOf(actorId: string, node: StateNode, dialect: Dialect): EventObject[] {
  const type = dialect.errorPrefix + actorId;
  const failed = event(type, { error: new Error(`"${actorId}" failed`) });
  const timeout = node.invoke.find(({ id }) => id === actorId)?.timeout;
  if (timeout === undefined) return [failed];
  return [failed, event(type, { error: new TimeoutError(actorId, Number(timeout) || 0) })];
}

function event(type: string, payload: object): EventObject {
  return { type, ...payload };
}
