import type { Invocation, StateNode } from '../model/state-node.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EffectInfo } from '../protocol/effect.ts';
import type { AnyActorLogic, RetryPolicy, SpawnOptions, Supervision } from '../protocol/logic.ts';
import type { ExecutableMachine } from './machine.ts';
import type { Step } from './step.ts';
import { throwMissing } from './missing.ts';

/** Where a delay is asked for. */
interface Resolvable {
  readonly machine: ExecutableMachine;
  info(): EffectInfo;
}

/** Starts what a state invokes, once its entry actions have run. */
export function invoke(step: Step, node: StateNode): void {
  for (const invocation of node.invoke) {
    const { id, src, logic, systemId, syncSnapshot, reports } = invocation;
    const input = resolveInput(step, invocation.input);
    const supervision = superviseBy(step, invocation);
    spawn(step, (logic ?? findLogic(step.machine, src)) as AnyActorLogic, {
      id,
      src,
      input,
      systemId,
      syncSnapshot,
      supervision,
      reports,
    });
  }
  const held = step.invoking?.heldSends ?? [];
  step.invoking = undefined;
  for (const send of held) {
    send.to = step.draft.childMap.get(send.targetId!)!;
    step.effect('xstate.sendTo', send);
  }
}

/** Stops what a state invoked; results that are on their way count no longer. */
export function stopInvoked(step: Step, node: StateNode): void {
  for (const { id } of node.invoke) stopChild(step, step.draft.childMap.get(id), id);
}

export function stopChild(
  step: Step,
  child: AnyActorRef | undefined,
  id: string | undefined,
): void {
  step.effect('xstate.stopChild', child);
  if (child && id !== undefined) step.draft.childMap = step.draft.childMap.without(id, child);
}

/** Creates a child; performing the effect starts it. */
export function spawn(step: Step, logic: AnyActorLogic, options: SpawnOptions): AnyActorRef {
  const actorRef = step.scope.spawn(logic, options);
  const { id } = actorRef;
  const { src, input, systemId } = options;
  // Whoever kept `spawn` and calls it later has a child that its machine does not know of.
  if (!step.isOver) step.draft.childMap = step.draft.childMap.with(id, actorRef);
  step.effect('xstate.spawnChild', { id, systemId, actorRef, src, input });
  return actorRef;
}

/** The logic that a name stands for: provided, or written inline under a name of its own. */
export function findLogic(machine: ExecutableMachine, name: string): unknown {
  const { actors } = machine.implementations;
  const logic = Object.hasOwn(actors, name) ? actors[name] : machine.chart.inlineLogic.get(name);
  return logic ?? throwMissing(machine, 'actors', name);
}

export function resolveInput(step: Step, input: unknown): unknown {
  return typeof input === 'function' ? input(step.info()) : input;
}

/** Arms the delays of a state. */
export function arm(step: Step, node: StateNode): void {
  for (const { delay: written, eventType, event, raise } of node.timers) {
    if (raise !== undefined) {
      step.effect('xstate.raise', raise);
      continue;
    }
    const delay = resolveDelay(step, written);
    if (delay === undefined) step.raise(event);
    else step.effect('xstate.raise', { event, id: eventType, delay });
  }
}

export function disarm(step: Step, node: StateNode): void {
  for (const { cancel } of node.timers) step.effect('xstate.cancel', cancel);
}

/**
 * @param delay milliseconds, the name of a delay, or a function that gives milliseconds
 * @returns milliseconds; undefined when there is no delay, or a function gives no number
 */
export function resolveDelay(at: Resolvable, delay: unknown, params?: unknown): number | undefined {
  if (delay === undefined || typeof delay === 'number') return delay;
  if (typeof delay === 'function') {
    const delayMs: unknown = delay(at.info(), params);
    return typeof delayMs === 'number' ? delayMs : undefined;
  }
  const { machine } = at;
  const { delays } = machine.implementations;
  const name = String(delay);
  const implementation = Object.hasOwn(delays, name) ? delays[name] : undefined;
  if (implementation !== undefined) return resolveDelay(at, implementation, params);
  // A name may also be written as a number: after: { '1000': ... }.
  if (name !== '' && !Number.isNaN(Number(name))) return Number(name);
  return throwMissing(machine, 'delays', name);
}

/** What a restored child is supervised by: what its invocation says. */
export function supervisionOf(at: Resolvable, id: string, src: unknown): Supervision | undefined {
  const { nodes } = at.machine.chart;
  for (const node of nodes) {
    for (const invocation of node.invoke) {
      if (invocation.id === id && invocation.src === src) return superviseBy(at, invocation);
    }
  }
  return undefined;
}

function superviseBy(step: Resolvable, { timeout, retry }: Invocation): Supervision | undefined {
  if (timeout === undefined && !retry) return undefined;
  const policy: RetryPolicy | undefined = retry && {
    ...retry,
    delayMs: resolveDelay(step, retry.delay) ?? 0,
    maxDelayMs: retry.maxDelay,
  };
  return { timeoutMs: resolveDelay(step, timeout), retry: policy };
}
