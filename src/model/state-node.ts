import type { ReportTypes } from '../protocol/actor-ref.ts';
import type { CancelEffect, RaiseEffect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { ActionRef, GuardRef, RetryConfig, StateNodeConfig } from './config.ts';

export type StateNodeType = 'atomic' | 'compound' | 'parallel' | 'final' | 'history';

/** What a node needs to know of the machine that it belongs to. */
export interface MachineOfNode {
  readonly id: string;
  readonly version: string | undefined;
  /** Told before a list of actions is handed out, into which anything may then be pushed. */
  _handsOutActions(): void;
}

/**
 * A state as the machine runs it: every default filled in, every reference resolved.
 *
 * What is pushed into `entry` and `exit` takes effect the next time the state is entered or left.
 */
export class StateNode {
  /** The path to it, joined: `light.red.walk`; or the `id` of the config. */
  readonly id: string;
  readonly key: string;
  /** Where it stands, whatever its id: `light.red.walk`. */
  readonly place: string;
  readonly type: StateNodeType;
  /** Keys from the root, without the root. */
  readonly path: readonly string[];
  readonly parent: StateNode | undefined;
  readonly machine: MachineOfNode;
  readonly config: StateNodeConfig;
  /** Position in document order; the root is 0. */
  readonly order: number;
  /** `order` of the last node below this one; its own when it has none below. */
  lastDescendant: number;

  readonly states: Record<string, StateNode> = {};
  /** What `states` holds, in document order. */
  readonly children: StateNode[] = [];
  readonly history: 'shallow' | 'deep' | false;
  /** @internal What `entry` hands out. */
  readonly entryActions: ActionRef[];
  /** @internal What `exit` hands out. */
  readonly exitActions: ActionRef[];
  readonly meta: unknown;
  readonly output: unknown;
  readonly tags: readonly string[];
  readonly description: string | undefined;

  /** By event descriptor, as written: exact types, `a.*` and `*`. */
  readonly transitions: Map<string, Transition[]> = new Map();
  always: Transition[] | undefined = undefined;
  initial: Transition | undefined = undefined;
  /** Where a history state leads that has nothing to restore. */
  historyDefault: Transition | undefined = undefined;
  invoke: readonly Invocation[] = NONE;
  timers: readonly Timer[] = NONE;
  /** Children that record what was active when this state is left. */
  histories: readonly StateNode[] = NONE;

  constructor(place: {
    parent: StateNode | undefined;
    key: string;
    order: number;
    config: StateNodeConfig;
    machine: MachineOfNode;
  }) {
    const { parent, key, config, machine } = place;
    this.parent = parent;
    this.key = key;
    this.config = config;
    this.machine = machine;
    this.path = parent ? [...parent.path, key] : NONE;
    this.place = parent ? `${parent.place}.${key}` : machine.id;
    this.id = config.id ?? this.place;
    this.type = typeOf(config);
    this.order = place.order;
    this.lastDescendant = place.order;
    this.history = config.history === true ? 'shallow' : config.history || false;
    this.entryActions = toList(config.entry).slice();
    this.exitActions = toList(config.exit).slice();
    this.meta = config.meta;
    this.output = config.output;
    this.tags = toList(config.tags);
    this.description = config.description;
  }

  get entry(): ActionRef[] {
    this.machine._handsOutActions();
    return this.entryActions;
  }

  get exit(): ActionRef[] {
    this.machine._handsOutActions();
    return this.exitActions;
  }

  get on(): Record<string, readonly Transition[]> {
    return Object.fromEntries(this.transitions);
  }

  /** The transitions that wait for a time. */
  get after(): readonly Transition[] {
    return this.timers.flatMap((timer) => this.transitions.get(timer.eventType) ?? []);
  }

  /** Descriptors of the events that this state itself reacts to; forbidden ones left out. */
  get ownEvents(): readonly string[] {
    return [...this.transitions.keys()].filter((descriptor) =>
      this.transitions
        .get(descriptor)!
        .some(({ target, actions, reenter }) => target || actions.length > 0 || reenter),
    );
  }

  /** Descriptors of the events that this state or one below reacts to. */
  get events(): readonly string[] {
    return [...new Set([...this.ownEvents, ...this.children.flatMap((child) => child.events)])];
  }

  /** This state as plain data, nodes given by their id. */
  get definition(): Record<string, unknown> {
    return {
      id: this.id,
      key: this.key,
      version: this.machine.version,
      type: this.type,
      initial: this.initial?.toJSON(),
      history: this.history,
      states: Object.fromEntries(this.children.map((child) => [child.key, child.definition])),
      on: this.on,
      transitions: [...this.transitions.values()].flat(),
      always: this.always,
      entry: this.entryActions.map(asObject),
      exit: this.exitActions.map(asObject),
      meta: this.meta,
      order: this.order,
      output: this.output,
      invoke: this.invoke,
      description: this.description,
      tags: this.tags,
    };
  }

  toJSON(): Record<string, unknown> {
    return this.definition;
  }
}

/** One transition, its targets resolved. */
export class Transition {
  readonly source: StateNode;
  /** The descriptor it stands under; `''` for eventless ones, null for initial ones. */
  readonly eventType: string | null;
  /** undefined: no target, only actions. */
  target: readonly StateNode[] | undefined = undefined;
  readonly guard: GuardRef | undefined;
  readonly actions: readonly ActionRef[];
  reenter: boolean;
  readonly meta: unknown;
  readonly description: string | undefined;
  /** Of an `after` transition: milliseconds or the name of a delay. */
  readonly delay: number | string | undefined;

  constructor(
    source: StateNode,
    eventType: string | null,
    config: {
      guard?: GuardRef | undefined;
      actions?: ActionRef | readonly ActionRef[] | undefined;
      reenter?: boolean | undefined;
      meta?: unknown;
      description?: string | undefined;
    },
    delay?: number | string,
  ) {
    this.source = source;
    this.eventType = eventType;
    this.guard = config.guard;
    this.actions = toList(config.actions);
    this.reenter = config.reenter ?? false;
    this.meta = config.meta;
    this.description = config.description;
    this.delay = delay;
  }

  toJSON(): Record<string, unknown> {
    const { source, target, ...rest } = this;
    return { ...rest, source: `#${source.id}`, target: target?.map((node) => `#${node.id}`) };
  }
}

/** What a state invokes while it is active. */
export interface Invocation {
  readonly type: 'xstate.invoke';
  readonly id: string;
  /** Name of the logic; one of its own for logic that was written inline. */
  readonly src: string;
  /** The logic, when it was written inline. */
  readonly logic: unknown;
  readonly input: unknown;
  readonly systemId: string | undefined;
  readonly syncSnapshot: boolean;
  readonly timeout: number | string | undefined;
  readonly retry: RetryConfig | undefined;
  readonly reports: ReportTypes;
  toJSON(): Record<string, unknown>;
}

/** One delay of a state; its transitions stand under `eventType`. */
export interface Timer {
  readonly delay: number | string;
  readonly eventType: string;
  /** What is sent when the time has come; shared, like the parameters of the effects below. */
  readonly event: EventObject;
  /** How it is armed; undefined where the delay has a name, as that may come to something else each time. */
  readonly raise: RaiseEffect['params'] | undefined;
  readonly cancel: CancelEffect['params'];
}

/** @returns whether `node` lies strictly below `ancestor` */
export function isDescendant(node: StateNode, ancestor: StateNode): boolean {
  return ancestor.order < node.order && node.order <= ancestor.lastDescendant;
}

/** The innermost state that contains `node` and `others` (LCA); none of them itself. */
export function commonAncestor(
  node: StateNode,
  others: readonly StateNode[],
): StateNode | undefined {
  for (let { parent } = node; parent; parent = parent.parent) {
    const ancestor = parent;
    if (others.every((other) => isDescendant(other, ancestor))) return ancestor;
  }
  return undefined;
}

/** The child of `node` that is `descendant`, or contains it. */
export function childToward(node: StateNode, descendant: StateNode): StateNode {
  let child = descendant;
  while (child.parent !== node) child = child.parent!;
  return child;
}

export function toList<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? NONE : Array.isArray(value) ? value : [value as T];
}

/** An action as tools show it: JSON would make null of a function. */
function asObject(action: ActionRef): { readonly type: string; readonly params?: unknown } {
  if (typeof action === 'string') return { type: action };
  if (typeof action === 'object') return action;
  return { type: (action as { type?: string }).type ?? action.name };
}

const NONE: readonly never[] = [];

function typeOf(config: StateNodeConfig): StateNodeType {
  if (config.type) return config.type;
  if (config.history) return 'history';
  for (const _key in config.states) return 'compound';
  return 'atomic';
}
