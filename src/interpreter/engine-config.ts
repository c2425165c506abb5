import { and, not, or } from '../engine/guards.ts';
import { NotSupportedError } from '../errors.ts';
import type { GuardRef, UserFunction } from '../model/config.ts';
import { isObject } from '../model/is-object.ts';
import { mapValues } from '../model/map-values.ts';
import { isOfLibrary } from '../protocol/event.ts';
import type { GuardFunction } from './api.ts';
import { runAtWork } from './at-work.ts';
import { toMachineEvent } from './event.ts';
import type { Role } from './roles.ts';
import { abandon, isAsyncFunction, isThenable } from './thenable.ts';

/** By role: the names that a config uses, with the place of the first use. */
export type LogicUses = Readonly<Record<Role, ReadonlyMap<string, string>>>;

export interface EngineConfig {
  /** The config for the engine. What was written stays as it is. */
  readonly config: Record<string, unknown>;
  readonly uses: LogicUses;
  /** Services that were written inline, by the name they got. */
  readonly inlineServices: Readonly<Record<string, unknown>>;
}

/** Microsteps that one macrostep may take, unless the config says otherwise. */
const MAX_ITERATIONS = 1000;

/** Where editors keep what a machine looks like. */
const LAYOUT_KEYS: ReadonlySet<string> = new Set(['layout', 'position', 'color', 'viewport']);

/** Reads a config as it may be written here: which names it uses, and what the engine is given. */
export function toEngineConfig(written: unknown, machineId: string): EngineConfig {
  const reader = new ConfigReader();
  const config = reader.state(written, machineId) as Record<string, unknown>;
  if (isObject(config)) {
    config['context'] = () => runAtWork()?.context;
    const { options } = config;
    config['options'] =
      isObject(options) || options === undefined
        ? { maxIterations: MAX_ITERATIONS, ...options }
        : options;
  }
  return { config, uses: reader.uses, inlineServices: reader.inlineServices };
}

/** What does not have the expected shape is passed on, for the engine to refuse. */
class ConfigReader {
  readonly uses: Readonly<Record<Role, Map<string, string>>> = {
    action: new Map(),
    guard: new Map(),
    service: new Map(),
    delay: new Map(),
  };
  readonly inlineServices: Record<string, unknown> = {};

  state(written: unknown, place: string): unknown {
    if (!isObject(written)) return written;
    const state: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(written)) {
      if (!LAYOUT_KEYS.has(key)) state[key] = this.#value(key, value, place);
    }
    return state;
  }

  #value(key: string, value: unknown, place: string): unknown {
    const at = `${place} ${key}`;
    switch (key) {
      case 'states':
        return mapObject(value, (child, name) => this.state(child, `${place}.${name}`));
      case 'entry':
      case 'exit':
        return this.#actions(value, at);
      case 'initial':
        return isObject(value) ? this.#transition(value, at) : value;
      case 'on':
        return mapObject(value, (transitions, event) =>
          this.#transitions(transitions, `${at}.${event}`),
        );
      case 'after':
        return mapObject(value, (transitions, delay) => {
          this.#useDelay(delay, at);
          return this.#transitions(transitions, `${at}.${delay}`);
        });
      case 'always':
      case 'onDone':
        return this.#transitions(value, at);
      case 'route':
        return this.#transition(value, at);
      case 'invoke':
        return mapList(value, (invoke, i) => this.#invoke(invoke, at, `${place}.${i}`));
      default:
        return value;
    }
  }

  #invoke(written: unknown, at: string, inlineName: string): unknown {
    if (!isObject(written)) return written;
    const invoke = withoutLayout(written);
    const { src, timeout, retry } = invoke;
    if (typeof src === 'string') this.#use('service', src, at);
    else if (typeof src === 'function' || isObject(src)) {
      invoke['src'] = inlineName;
      this.inlineServices[inlineName] = src;
    }
    for (const key of ['onDone', 'onError', 'onSnapshot', 'onTimeout']) {
      if (invoke[key] !== undefined) {
        invoke[key] = this.#transitions(invoke[key], `${at}.${key}`);
      }
    }
    this.#useDelay(timeout, at);
    if (isObject(retry)) this.#useDelay(retry['delay'], at);
    return invoke;
  }

  #transitions(written: unknown, at: string): unknown {
    return mapList(written, (transition) => this.#transition(transition, at));
  }

  #transition(written: unknown, at: string): unknown {
    if (!isObject(written)) return written;
    const transition = withoutLayout(written);
    if (transition['actions'] !== undefined) this.#actions(transition['actions'], at);
    if (transition['guard'] !== undefined)
      transition['guard'] = this.#guard(transition['guard'], at);
    return transition;
  }

  /** Inline actions stay: whoever runs effects calls them as actions are called here. */
  #actions(written: unknown, at: string): unknown {
    return mapList(written, (action) => {
      const name = nameOf(action);
      if (name !== undefined) this.#use('action', name, at);
      return action;
    });
  }

  #guard(written: unknown, at: string): unknown {
    const name = nameOf(written);
    if (name !== undefined) this.#use('guard', name, at);
    return mapGuard(written, (inner) => this.#guard(inner, at));
  }

  #useDelay(delay: unknown, at: string): void {
    if (typeof delay !== 'string' || (delay !== '' && !Number.isNaN(Number(delay)))) return;
    this.#use('delay', delay, at);
  }

  #use(role: Role, name: string, at: string): void {
    const names = this.uses[role];
    if (!names.has(name)) names.set(name, at);
  }
}

/** The guard that the engine asks: names stay names, functions are called as guards are called here. */
export function toEngineGuard(guard: unknown): GuardRef {
  return mapGuard(guard, toEngineGuard) as GuardRef;
}

/** @param inside what becomes of the guards that a combined guard asks */
function mapGuard(guard: unknown, inside: (guard: unknown) => unknown): unknown {
  if (typeof guard !== 'function') return guard;
  const { type, guards } = guard as { type?: string; guards?: readonly unknown[] };
  if (!('check' in guard)) return adaptGuard(guard.name || '(anonymous)', guard as GuardFunction);
  const inner = (guards ?? []).map((each) => inside(each) as GuardRef);
  switch (type) {
    case 'xstate.and':
      return and(inner);
    case 'xstate.or':
      return or(inner);
    case 'xstate.not':
      return not(inner[0]!);
    default:
      return guard;
  }
}

/** A guard in the form that the engine calls. */
export function adaptGuard(name: string, guard: GuardFunction): UserFunction {
  return ({ context, event }, params) => {
    if (isAsyncFunction(guard)) throw asynchronous(name);
    const seen = toMachineEvent(event);
    const result: unknown = guard(context, seen, params);
    if (isThenable(result)) {
      abandon(result);
      throw asynchronous(name);
    }
    const run = runAtWork();
    run?.guardEvaluated(name, seen, Boolean(result));
    return Boolean(result);
  };
}

function asynchronous(name: string): NotSupportedError {
  return new NotSupportedError(
    'E410',
    '',
    `guard "${name}" is asynchronous`,
    'Find the answer with a service and put it into the context',
  );
}

function withoutLayout(written: Record<string, unknown>): Record<string, unknown> {
  const rest = { ...written };
  for (const key of LAYOUT_KEYS) delete rest[key];
  return rest;
}

function nameOf(written: unknown): string | undefined {
  if (typeof written === 'string') return written;
  if (!isObject(written)) return undefined;
  const { type } = written;
  return typeof type === 'string' && !isOfLibrary(type) ? type : undefined;
}

function mapList(value: unknown, map: (element: unknown, i: number) => unknown): unknown {
  return Array.isArray(value) ? value.map(map) : map(value, 0);
}

function mapObject(value: unknown, map: (value: unknown, key: string) => unknown): unknown {
  return isObject(value) ? mapValues(value, map) : value;
}
