import { StatechartError, checkEvent } from '../errors.ts';
import type { ActionRef, GuardRef, UserFunction } from '../model/config.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import type { EffectInfo } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorLogic, SpawnOptions } from '../protocol/logic.ts';
import { evaluateGuard } from './guards.ts';
import { findLogic, resolveDelay, resolveInput, spawn, stopChild as stop } from './invoke.ts';
import type { Step } from './step.ts';

/** Names for actors that are always there: `sendTo(SpecialTargets.Parent, ...)`. */
export const SpecialTargets = { Parent: '#_parent', Internal: '#_internal' } as const;

/** An action of the library: it changes the macrostep or hands effects to its sink. */
interface BuiltinAction {
  (...args: Parameters<UserFunction>): unknown;
  readonly type: string;
  resolve(step: Step, params: unknown): void;
}

/** Something given as it is, or as a function of the situation and the action's params. */
type Expr<T> = T | ((info: EffectInfo, params: unknown) => T);

export function runActions(step: Step, actions: readonly ActionRef[]): void {
  // By index: an entry list may grow while it is read.
  for (let i = 0; i < actions.length; i++) runAction(step, actions[i]!);
}

function runAction(step: Step, action: ActionRef): void {
  if (typeof action === 'function') {
    run(step, action, undefined, undefined);
    return;
  }
  const isNamed = typeof action === 'string';
  const name = isNamed ? action : action.type;
  const written = isNamed ? undefined : action.params;
  const params =
    typeof written === 'function'
      ? written({ context: step.draft.context, event: step.event })
      : written;
  const { actions } = step.machine.implementations;
  const implementation = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (typeof implementation === 'string' || typeof implementation === 'object')
    runAction(step, implementation);
  else run(step, implementation, name, params);
}

/** A name without an implementation is an effect all the same: whoever collects effects may know it. */
function run(
  step: Step,
  action: UserFunction | undefined,
  name: string | undefined,
  params: unknown,
): void {
  const builtin = action as Partial<BuiltinAction> | undefined;
  if (builtin?.resolve !== undefined) builtin.resolve(step, params);
  else if (action !== undefined && step.performer !== undefined) action(step.info(), params);
  else {
    const type = name ?? (action!.name || '(anonymous)');
    step.scope.actionExecutor({ type, info: step.info(), params, exec: action });
  }
}

/**
 * Updates the context: by a function that gives a patch, or key by key.
 * Actions after it see the new context.
 */
export function assign(assignment: unknown): ActionRef {
  const update =
    typeof assignment === 'function'
      ? patchBy(assignment as UserFunction)
      : setByKey(assignment as object);
  return builtin('xstate.assign', { assignment }, (step, params) => {
    const { event, scope, draft } = step;
    const { context } = draft;
    const { self, system } = scope;
    // Clone, then set: several times as fast as spreading both. And V8 gives what is assigned to a
    // new object the same shape each time, where each spread of a spread has a shape of its own.
    const next: Record<string, unknown> = Object.assign({}, context);
    update(next, { context, event, self, system, spawn: spawner(step) }, params);
    draft.context = next;
  });
}

/** Writes into the new context what an assignment gives for the old one. */
type Update = (next: Record<string, unknown>, info: AssignInfo, params: unknown) => void;

interface AssignInfo extends EffectInfo {
  readonly spawn: ReturnType<typeof spawner>;
}

function patchBy(assignment: UserFunction): Update {
  return (next, info, params) => void Object.assign(next, assignment(info, params));
}

/** `{ count: ({ context }) => context.count + 1, name: 'x' }` */
function setByKey(assignment: object): Update {
  const keys = Object.keys(assignment);
  const values: unknown[] = Object.values(assignment);
  return (next, info, params) => {
    for (let i = 0; i < keys.length; i++) {
      const value = values[i];
      next[keys[i]!] = typeof value === 'function' ? value(info, params) : value;
    }
  };
}

/** Gives the machine an event of its own: within this macrostep, or later when there is a `delay`. */
export function raise(
  event: Expr<EventObject>,
  options: { id?: unknown; delay?: unknown } = {},
): ActionRef {
  const { id, delay } = options;
  return builtin('xstate.raise', { event, id, delay }, (step, params) => {
    const raised = asEvent(step, evaluate(step, event, params));
    const delayMs = resolveDelay(step, delay, params);
    if (delayMs === undefined) {
      step.raise(raised);
      // Told only to those who look at effects: there is nothing left to perform.
      if (step.performer !== undefined) return;
    }
    const sendId = evaluate(step, id, params) as string | undefined;
    step.effect('xstate.raise', { event: raised, id: sendId, delay: delayMs });
  });
}

/** Sends an event to an actor: a reference, the id of a child, or a function that gives either. */
export function sendTo(
  to: Expr<AnyActorRef | string | undefined>,
  event: Expr<EventObject>,
  options: { id?: unknown; delay?: unknown } = {},
): ActionRef {
  const { id, delay } = options;
  return builtin('xstate.sendTo', { to, event, id, delay }, (step, params) => {
    const sent = asEvent(step, evaluate(step, event, params));
    const delayMs = resolveDelay(step, delay, params);
    const target = evaluate(step, to, params);
    const targetId = typeof target === 'string' ? target : undefined;
    const found = typeof target === 'string' ? findActor(step, target) : target;
    const sendId = evaluate(step, id, params) as string | undefined;
    const send = { to: found!, targetId, event: sent, id: sendId, delay: delayMs };
    // A function may give `null` as well.
    if (found != null) step.effect('xstate.sendTo', send);
    // The state that is being entered invokes it: the event waits for that.
    else if (step.invoking?.node.invoke.some((invocation) => invocation.id === targetId))
      step.invoking.heldSends.push(send);
    else throw unknownActor(step, targetId, sent);
  });
}

/** Sends an event to the actor that invoked or spawned this one. */
export function sendParent(
  event: Expr<EventObject>,
  options?: { id?: unknown; delay?: unknown },
): ActionRef {
  return sendTo(SpecialTargets.Parent, event, options);
}

/** Sends the event at hand on to another actor. */
export function forwardTo(
  to: Expr<AnyActorRef | string | undefined>,
  options?: { id?: unknown; delay?: unknown },
): ActionRef {
  return sendTo(to, ({ event }) => event, options);
}

/** Emits an event to those who listen with `actor.on`. */
export function emit(event: Expr<EventObject>): ActionRef {
  return builtin('xstate.emit', { event }, (step, params) => {
    step.effect('xstate.emit', { event: asEvent(step, evaluate(step, event, params)) });
  });
}

/** Logs a value; without one, the context and the event. */
export function log(value: Expr<unknown> = contextAndEvent, label?: string): ActionRef {
  return builtin('xstate.log', { value, label }, (step, params) => {
    step.effect('xstate.log', { value: evaluate(step, value, params), label });
  });
}

/** Cancels the delayed events that were sent with this id. */
export function cancel(sendId: Expr<string>): ActionRef {
  return builtin('xstate.cancel', { sendId }, (step, params) => {
    step.effect('xstate.cancel', { sendId: evaluate(step, sendId, params) });
  });
}

/** Starts an actor that lives until it is stopped, or this one ends. */
export function spawnChild(src: unknown, options: Record<string, unknown> = {}): ActionRef {
  const { id, systemId, input, syncSnapshot = false } = options;
  return builtin(
    'xstate.spawnChild',
    { id, systemId, src, input, syncSnapshot },
    (step, params) => {
      spawner(step)(src, {
        id: evaluate(step, id, params) as string | undefined,
        systemId: systemId as string | undefined,
        input: resolveInput(step, input),
        syncSnapshot: syncSnapshot as boolean,
      });
    },
  );
}

/** Stops a child: a reference, its id, or a function that gives either. */
export function stopChild(child: Expr<AnyActorRef | string | undefined>): ActionRef {
  return builtin('xstate.stopChild', { actorRef: child }, (step, params) => {
    const named = evaluate(step, child, params);
    const found = typeof named === 'string' ? step.draft.childMap.get(named) : named;
    stop(step, found, found?.id);
  });
}

interface Enqueue {
  (action: ActionRef): void;
  [creator: string]: UserFunction;
}

type Collect = (
  info: EffectInfo & { enqueue: Enqueue; check: (guard: GuardRef) => boolean },
  params: unknown,
) => void;

/** Decides by code which actions to run. They run after `collect` has returned. */
export function enqueueActions(collect: Collect): ActionRef {
  return builtin('xstate.enqueueActions', { collect }, (step, params) => {
    const enqueued: ActionRef[] = [];
    const enqueue = ((action: ActionRef) => void enqueued.push(action)) as Enqueue;
    const creators = { assign, cancel, raise, sendTo, sendParent, spawnChild, stopChild, emit };
    for (const [name, create] of Object.entries(creators)) {
      enqueue[name] = (...args) => void enqueued.push((create as UserFunction)(...args));
    }
    const check = (guard: GuardRef) => evaluateGuard(step.draft, step.event, guard);
    collect({ ...step.info(), enqueue, check }, params);
    runActions(step, enqueued);
  });
}

/** `spawn(src, options)` as `assign` and the context factory offer it. */
export function spawner(step: Step): (src: unknown, options?: SpawnOptionsOfUser) => AnyActorRef {
  return (src, { id, systemId, input, syncSnapshot } = {}) => {
    const logic = typeof src === 'string' ? findLogic(step.machine, src) : src;
    const options: SpawnOptions = { id, src, systemId, input, syncSnapshot };
    return spawn(step, logic as AnyActorLogic, options);
  };
}

interface SpawnOptionsOfUser {
  id?: string | undefined;
  systemId?: string | undefined;
  input?: unknown;
  syncSnapshot?: boolean | undefined;
}

const contextAndEvent = ({ context, event }: EffectInfo) => ({ context, event });

function findActor(step: Step, target: string): AnyActorRef | undefined {
  const { self } = step.scope;
  // The names of the library begin with #; a letter is quickly compared as a number.
  if (target.charCodeAt(0) !== 35) return step.draft.childMap.get(target);
  if (target === SpecialTargets.Parent) return self._parent;
  if (target === SpecialTargets.Internal) return self;
  return step.draft.childMap.get(target.startsWith('#_') ? target.slice(2) : target);
}

function unknownActor(
  step: Step,
  targetId: string | undefined,
  event: EventObject,
): StatechartError {
  const { machine, scope } = step;
  const message =
    targetId === SpecialTargets.Parent
      ? `"${scope.id}" has no parent`
      : `there is no actor ${targetId === undefined ? '' : `"${targetId}" `}to send "${event.type}" to`;
  const help =
    targetId === SpecialTargets.Parent
      ? 'Only invoked and spawned actors have one'
      : 'Send to the id of a running child, or to a reference';
  return new StatechartError('E403', machine.id, message, help);
}

function evaluate<T>(step: Step, expr: Expr<T>, params: unknown): T {
  return typeof expr === 'function'
    ? (expr as (info: EffectInfo, params: unknown) => T)(step.info(), params)
    : expr;
}

function asEvent(step: Step, event: unknown): EventObject {
  checkEvent(event, step.machine.id);
  return event as EventObject;
}

function builtin(
  type: string,
  parts: Record<string, unknown>,
  resolve: BuiltinAction['resolve'],
): ActionRef {
  const action = () => {
    throw new StatechartError(
      'E407',
      type,
      'is an action, calling it does nothing',
      'Put it where actions are listed',
    );
  };
  return Object.assign(action, { type, ...parts, resolve });
}
