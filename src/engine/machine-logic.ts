import { cellOf } from '../compile/chart.ts';
import { Configuration } from '../compile/configuration.ts';
import { initialPlan } from '../compile/plan.ts';
import {
  DONE_ACTOR,
  DONE_STATE,
  ERROR_ACTOR,
  INIT,
  isOfLibrary,
  SNAPSHOT_ACTOR,
  STOP,
  type EventObject,
  type InitEvent,
} from '../protocol/event.ts';
import { StatechartError } from '../errors.ts';
import type { ReportTypes } from '../protocol/actor-ref.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { runActions, spawner } from './actions.ts';
import { NO_CHILDREN } from './children.ts';
import { checkImplementations } from './check-implementations.ts';
import type { ExecutableMachine } from './machine.ts';
import {
  initialMacrostep,
  macrostep,
  RECENT,
  stopChildren,
  type MicrostepListener,
} from './macrostep.ts';
import { failedSnapshot } from './persist.ts';
import { MachineSnapshot, type SnapshotFields } from './snapshot.ts';
import { Step } from './step.ts';

/** The machine as it is entered, with all that follows from that. */
export function initialSnapshot(
  machine: ExecutableMachine,
  scope: AnyActorScope,
  input: unknown,
  listener?: MicrostepListener,
): MachineSnapshot {
  checkImplementations(machine, scope.originKnown);
  const { chart, untouched } = machine;
  if (untouched !== undefined && !chart.readsActionsLive && !listener)
    return untouched as unknown as MachineSnapshot;
  const event: InitEvent = { type: INIT, input };
  const step = new Step(unentered(machine), event, scope);
  try {
    const { initialContext } = machine;
    const context =
      typeof initialContext === 'function'
        ? initialContext({ input, self: scope.self, spawn: spawner(step) })
        : initialContext;
    step.draft.context = context ?? NOTHING;
    const snapshot = initialMacrostep(step, { listener, inspector: listener ?? inspector(scope) });
    if (typeof initialContext !== 'function' && initialPlan(chart).isSilent)
      machine.untouched = snapshot as unknown as Snapshot<unknown>;
    return snapshot;
  } catch (error) {
    return failedSnapshot(machine, error);
  }
}

/** The snapshot after `event`. Events in the name of the library that it did not send change nothing. */
export function nextSnapshot(
  snapshot: MachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
  listener?: MicrostepListener,
): MachineSnapshot {
  if (snapshot.status !== 'active') return snapshot;
  if (scope.origin !== undefined && scope.chain > 0) checkChain(snapshot, event, scope);
  const { configuration } = snapshot;
  const { type } = event;
  const next =
    configuration.silentType === type ? configuration.silentNext : configuration.recall(type)?.next;
  if (next !== undefined && listener === undefined && !scope.system._inspected)
    return new MachineSnapshot(snapshot, next);
  return processEvent(snapshot, event, scope, listener);
}

function processEvent(
  snapshot: MachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
  listener: MicrostepListener | undefined,
): MachineSnapshot {
  if (isOfLibrary(event.type)) {
    if (scope.originKnown && !isGenuine(snapshot, event.type, scope)) return snapshot;
    if (event.type === STOP)
      return stopped(snapshot, { event, listener: listener ?? inspector(scope) }, scope);
    const received = snapshot.machine.chart.dialect.receive(event);
    return macrostep(snapshot, received, scope, listener ?? inspector(scope));
  }
  return macrostep(snapshot, event, scope, listener ?? inspector(scope));
}

/** As many children in a row may answer at once; more, when a macrostep may take more microsteps. */
const MAX_CHAIN = 10_000;

/**
 * Children that answer at once, each started by the answer of the one before, would go on for ever
 * within a single `send`. Near the end, the scope holds the states that are passed through.
 * @throws StatechartError E402
 */
function checkChain(
  { machine, _nodes }: MachineSnapshot,
  { type }: EventObject,
  scope: AnyActorScope,
): void {
  const { chain } = scope;
  const limit = Math.max(MAX_CHAIN, machine.maxIterations);
  if (chain <= limit - RECENT) return;
  if (chain === limit - RECENT + 1) scope.held = undefined;
  const states = (scope.held ??= []) as string[];
  for (const { id, children, invoke } of _nodes) {
    if (children.length === 0 || invoke.length > 0) states.push(id);
  }
  if (chain <= limit) return;
  scope.held = undefined;
  const cycle = [...new Set(states)].join(', ');
  throw new StatechartError(
    'E402',
    machine.id,
    `more than ${limit} invocations in a row have answered at once, the last one with "${type}", round and round in ${cycle}`,
    'Give the cycle a guard or a delay that ends it, or raise options.maxIterations',
  );
}

const COMPLETIONS = [DONE_ACTOR, ERROR_ACTOR, SNAPSHOT_ACTOR];
const NO_REPORTS: Partial<ReportTypes> = {};

/**
 * Results count only when they come from the child that they speak of, which is the one
 * that runs now: nobody else can fake them, and a child that was stopped is not heard.
 */
function isGenuine(
  snapshot: MachineSnapshot,
  eventType: string,
  { origin, self }: AnyActorScope,
): boolean {
  if (eventType === STOP) return origin === self;
  // Most children were invoked, and their reports have types that are made once.
  const { done, error, snapshot: shown } = origin?._reports ?? NO_REPORTS;
  if (eventType === done || eventType === error || eventType === shown)
    return snapshot.childMap.get(origin!.id) === origin;
  for (const prefix of COMPLETIONS) {
    if (!eventType.startsWith(prefix)) continue;
    const id = origin?.id;
    return (
      id !== undefined &&
      eventType.length === prefix.length + id.length &&
      eventType.endsWith(id) &&
      snapshot.childMap.get(id) === origin
    );
  }
  return eventType !== INIT && !eventType.startsWith(DONE_STATE);
}

function stopped(
  snapshot: MachineSnapshot,
  { event, listener }: { event: EventObject; listener: MicrostepListener | undefined },
  scope: AnyActorScope,
): MachineSnapshot {
  const step = new Step(snapshot, event, scope);
  if (snapshot.machine.chart.dialect.exitOnStop) {
    for (const node of snapshot._nodes.toReversed()) runActions(step, node.exitActions);
  }
  step.draft.status = 'stopped';
  stopChildren(step);
  const after = step.finish();
  listener?.(after, event, []);
  return after;
}

function unentered(machine: ExecutableMachine): SnapshotFields {
  const { chart } = machine;
  chart.unentered ??= new Configuration([cellOf(chart, chart.root)], false);
  return {
    machine,
    status: 'active',
    output: undefined,
    error: undefined,
    context: NOTHING,
    configuration: chart.unentered,
    historyValue: NOTHING,
    childMap: NO_CHILDREN,
  };
}

/** What machines without a context share. */
const NOTHING = /* @__PURE__ */ Object.freeze({});

/** Tells inspectors of every microstep, when there are any. */
function inspector(scope: AnyActorScope): MicrostepListener | undefined {
  return scope.system._inspected ? microstepInspector(scope) : undefined;
}

/** Apart, because a closure costs its function something even when it is not made. */
function microstepInspector({ system, self }: AnyActorScope): MicrostepListener {
  return (snapshot, event, enabled) =>
    system._sendInspectionEvent({
      type: '@xstate.microstep',
      actorRef: self,
      event,
      snapshot: snapshot as never,
      _transitions: enabled.map(({ transition }) => transition),
    });
}
