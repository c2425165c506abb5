import type { Configuration, StateValue } from '../compile/configuration.ts';
import type { Context, GuardRef, UserFunction } from '../model/config.ts';
import type { EventObject } from '../protocol/event.ts';
import { findById } from '../model/target.ts';
import type { ExecutableMachine } from './machine.ts';
import { matchesState } from './matches-state.ts';
import { throwMissing } from './missing.ts';

/** Where a guard is asked: a snapshot, or a macrostep on its way. */
export interface Situation {
  readonly machine: ExecutableMachine;
  readonly configuration: Configuration;
  readonly context: Context;
}

/** A guard of the library: it asks other guards, or looks at the configuration. */
interface BuiltinGuard {
  check(evaluate: (guard: GuardRef) => boolean, situation: Situation): boolean;
}

export function evaluateGuard(situation: Situation, event: EventObject, guard: GuardRef): boolean {
  if (typeof guard === 'function') return ask(situation, event, guard, undefined);
  const isNamed = typeof guard === 'string';
  const name = isNamed ? guard : guard.type;
  const written = isNamed ? undefined : guard.params;
  const { context } = situation;
  const params = typeof written === 'function' ? written({ context, event }) : written;
  const { guards } = situation.machine.implementations;
  const implementation = Object.hasOwn(guards, name) ? guards[name] : undefined;
  if (implementation === undefined) throwMissing(situation.machine, 'guards', name);
  // An implementation may name another guard.
  if (typeof implementation !== 'function') return evaluateGuard(situation, event, implementation);
  return ask(situation, event, implementation, params);
}

function ask(
  situation: Situation,
  event: EventObject,
  guard: UserFunction,
  params: unknown,
): boolean {
  const { check } = guard as Partial<BuiltinGuard>;
  if (check) return check((inner) => evaluateGuard(situation, event, inner), situation);
  return guard({ context: situation.context, event }, params);
}

/** True when all `guards` are; asked in order, up to the first that is not. */
export function and(guards: readonly GuardRef[]): GuardRef {
  return builtin('xstate.and', { guards }, (evaluate) => guards.every(evaluate));
}

/** True when one of `guards` is; asked in order, up to the first that is. */
export function or(guards: readonly GuardRef[]): GuardRef {
  return builtin('xstate.or', { guards }, (evaluate) => guards.some(evaluate));
}

export function not(guard: GuardRef): GuardRef {
  return builtin('xstate.not', { guards: [guard] }, (evaluate) => !evaluate(guard));
}

/**
 * True while a state is active.
 * @param stateValue `'#id'` of a state, or a state value that must match
 */
export function stateIn(stateValue: StateValue): GuardRef {
  return builtin('xstate.stateIn', { stateValue }, (_evaluate, { configuration, machine }) => {
    if (typeof stateValue !== 'string' || stateValue[0] !== '#') {
      return matchesState(stateValue, configuration.value);
    }
    const node = findById(stateValue, machine.chart.ids);
    return node !== undefined && configuration.nodes.includes(node);
  });
}

function builtin(
  type: string,
  parts: Record<string, unknown>,
  check: BuiltinGuard['check'],
): GuardRef {
  const guard = () => false;
  return Object.assign(guard, { type, check }, parts);
}
