import type { Candidate, Plan, Reaction } from '../compile/configuration.ts';
import { StatechartError } from '../errors.ts';
import { isOfLibrary, type EventObject } from '../protocol/event.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import { NO_CHILDREN } from './children.ts';
import { enterMachine, microstep } from './microstep.ts';
import { NO_REACTION, selectEventless, selectTransitions } from './select.ts';
import { MachineSnapshot } from './snapshot.ts';
import { Step } from './step.ts';

/** Called after every microstep, with what it led to. */
export type MicrostepListener = (
  snapshot: MachineSnapshot,
  event: EventObject,
  enabled: readonly Candidate[],
) => void;

/**
 * Processes one event to the end: its transitions, then eventless ones and raised events
 * until nothing is left to do (SCXML appendix D, mainEventLoop).
 * @returns `snapshot` itself when nothing happened
 */
export function macrostep(
  snapshot: MachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
  listener?: MicrostepListener,
): MachineSnapshot {
  const reaction = selectTransitions(snapshot, event);
  const { plan, enabled } = reaction;
  if (enabled.length === 0) return unhandled(snapshot, event, scope, listener);
  // Most events only move a machine: nothing runs, so there is nothing to carry.
  if (plan !== undefined && listener === undefined && plan.isSilent)
    return moved(snapshot, event, reaction, plan);
  const step = new Step(snapshot, event, scope);
  microstep(step, reaction);
  listener?.(step.toSnapshot(), event, enabled);
  if (!step.isSettled()) settle(step, listener);
  return step.finish();
}

/** Where a reaction leads that runs nothing; kept, where it will be the same each time. */
function moved(
  snapshot: MachineSnapshot,
  { type }: EventObject,
  reaction: Reaction,
  { next }: Plan,
): MachineSnapshot {
  const { configuration } = snapshot;
  const answer = configuration.recall(type);
  if (answer?.reaction === reaction && !isOfLibrary(type)) {
    answer.next = next;
    if (configuration.silentNext === undefined) {
      configuration.silentType = type;
      configuration.silentNext = next;
    }
  }
  return new MachineSnapshot(snapshot, next);
}

/** No transition reacts to the event: eventless ones may all the same, and an error is one of the machine. */
function unhandled(
  snapshot: MachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
  listener: MicrostepListener | undefined,
): MachineSnapshot {
  const { configuration, machine } = snapshot;
  if (event.type.startsWith(machine.chart.dialect.errorPrefix))
    return failed(snapshot, event, scope, listener);
  listener?.(snapshot, event, NO_REACTION.enabled);
  if (!configuration.hasAlways) return snapshot;
  const step = new Step(snapshot, event, scope);
  return settle(step, listener) ? step.finish() : snapshot;
}

/** Enters the machine and processes what follows from that. */
export function initialMacrostep(
  step: Step,
  {
    listener,
    inspector,
  }: { listener: MicrostepListener | undefined; inspector: MicrostepListener | undefined },
): MachineSnapshot {
  enterMachine(step);
  // Inspectors hear of an actor's start by its first snapshot.
  listener?.(step.toSnapshot(), step.event, []);
  settle(step, inspector);
  return step.finish();
}

/** Stops all children of a machine that has come to its end. One that is done still shows them. */
export function stopChildren(step: Step): void {
  if (step.draft.childMap.size === 0) return;
  for (const child of step.draft.childMap.values()) step.effect('xstate.stopChild', child);
  if (step.draft.status !== 'done') step.draft.childMap = NO_CHILDREN;
}

/**
 * Eventless transitions before raised events, until there is neither.
 * @returns whether anything happened
 */
function settle(step: Step, listener: MicrostepListener | undefined): boolean {
  const { draft } = step;
  const { machine } = draft;
  let microsteps = 0;
  let recent: readonly Candidate[] = NO_REACTION.enabled;
  // An eventless transition that changed nothing would be enabled again for ever.
  let mayBeEventless = true;
  while (step.draft.status === 'active') {
    let reaction = NO_REACTION;
    if (mayBeEventless && step.draft.configuration.hasAlways)
      reaction = selectEventless(draft, step.event);
    const isEventless = reaction.enabled.length > 0;
    if (!isEventless) {
      const raised = step.nextRaised();
      if (!raised) break;
      step.event = raised;
      reaction = selectTransitions(draft, raised);
    }
    if (++microsteps > machine.maxIterations - RECENT) recent = [...recent, ...reaction.enabled];
    if (microsteps > machine.maxIterations) throw endless(step, recent);
    const { configuration, context, historyValue, childMap } = draft;
    if (reaction.enabled.length > 0) microstep(step, reaction);
    listener?.(step.toSnapshot(), step.event, reaction.enabled);
    mayBeEventless =
      !isEventless ||
      !configuration.equals(step.draft.configuration) ||
      context !== step.draft.context ||
      childMap !== step.draft.childMap ||
      historyValue !== step.draft.historyValue;
  }
  if (step.draft.status !== 'active') stopChildren(step);
  return microsteps > 0;
}

/** A child failed and nobody handles it, so this machine fails too. */
function failed(
  snapshot: MachineSnapshot,
  event: EventObject,
  scope: AnyActorScope,
  listener: MicrostepListener | undefined,
): MachineSnapshot {
  const step = new Step(snapshot, event, scope);
  step.draft.status = 'error';
  step.draft.error = snapshot.machine.chart.dialect.errorOf(event);
  stopChildren(step);
  const after = step.finish();
  listener?.(after, event, []);
  return after;
}

/** As many steps as are looked back at to name a cycle. */
export const RECENT = 100;

function endless({ draft, event }: Step, recent: readonly Candidate[]): StatechartError {
  const { machine } = draft;
  const steps = recent.map(({ transition }) => {
    const targets = transition.target?.map((node) => node.id).join(', ');
    return `${transition.source.id}${targets ? ` -> ${targets}` : ''}`;
  });
  const cycle = [...new Set(steps)].join('; ');
  const message = `more than ${machine.maxIterations} microsteps on "${event.type}", round and round: ${cycle}`;
  return new StatechartError(
    'E402',
    machine.id,
    message,
    'Give the cycle a guard that ends it, or raise options.maxIterations',
  );
}
