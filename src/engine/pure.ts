import { checkEvent } from '../errors.ts';
import type { AnyActorRef, AnyActorSystem } from '../protocol/actor-ref.ts';
import type { Effect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorLogic, AnyActorScope, SpawnOptions } from '../protocol/logic.ts';
import type { Logger } from '../protocol/ports.ts';
import type { Snapshot } from '../protocol/snapshot.ts';

/**
 * The snapshot after `event`, and what is to be done in the world. Nothing is done.
 * @throws StatechartError E401 when `event` is no event
 */
export function transition(
  logic: AnyActorLogic,
  snapshot: Snapshot<unknown>,
  event: EventObject,
): [Snapshot<unknown>, Effect[]] {
  checkEvent(event, 'transition');
  const effects: Effect[] = [];
  const next = logic.transition(
    snapshot,
    event,
    collectingScope(logic, snapshot, effects),
  ) as Snapshot<unknown>;
  return [next, effects];
}

/** The snapshot with which the logic starts, and what is to be done in the world. Nothing is done. */
export function initialTransition(
  logic: AnyActorLogic,
  input?: unknown,
): [Snapshot<unknown>, Effect[]] {
  const effects: Effect[] = [];
  const snapshot = logic.getInitialSnapshot(
    collectingScope(logic, undefined, effects),
    input,
  ) as Snapshot<unknown>;
  return [snapshot, effects];
}

/** @deprecated Use `transition`. */
export function getNextSnapshot(
  logic: AnyActorLogic,
  snapshot: Snapshot<unknown>,
  event: EventObject,
): Snapshot<unknown> {
  return transition(logic, snapshot, event)[0];
}

/** @deprecated Use `initialTransition`. */
export function getInitialSnapshot(logic: AnyActorLogic, input?: unknown): Snapshot<unknown> {
  return initialTransition(logic, input)[0];
}

/** A scope that performs nothing: effects are put into `effects`. */
export function collectingScope(
  logic: AnyActorLogic,
  snapshot: Snapshot<unknown> | undefined,
  effects: Effect[],
): AnyActorScope {
  return new CollectingScope(logic, snapshot, effects);
}

/** Most transitions look at nothing of it, so what it shows is made when it is looked at. */
class CollectingScope implements AnyActorScope {
  readonly id: string = 'pure';
  readonly sessionId: string = 'pure';
  readonly logger: Logger = doNothing;
  readonly effects: Effect[];
  readonly logic: AnyActorLogic;
  readonly snapshot: Snapshot<unknown> | undefined;
  readonly origin: AnyActorRef | undefined = undefined;
  held: unknown = undefined;
  actor: PureActor | undefined = undefined;
  taken: Set<string> | undefined = undefined;

  constructor(logic: AnyActorLogic, snapshot: Snapshot<unknown> | undefined, effects: Effect[]) {
    this.logic = logic;
    this.snapshot = snapshot;
    this.effects = effects;
  }

  get self(): PureActor {
    const { logic, id } = this;
    return (this.actor ??= new PureActor(logic, { id, src: logic }, undefined, this.snapshot));
  }

  get system(): AnyActorSystem {
    return PURE_SYSTEM;
  }

  get originKnown(): boolean {
    return false;
  }

  get performer(): undefined {
    return undefined;
  }

  get chain(): number {
    return 0;
  }

  actionExecutor(effect: Effect): void {
    this.effects.push(effect);
  }

  /** May be taken out of the scope, as from that of a live actor. */
  get spawn(): AnyActorScope['spawn'] {
    return (logic, options) => {
      const { children = {} } = (this.snapshot ?? {}) as { children?: Record<string, unknown> };
      const taken = (this.taken ??= new Set(Object.keys(children)));
      const id = options.id ?? freeId(taken);
      taken.add(id);
      return new PureActor(logic, { ...options, id }, this.self, undefined);
    };
  }

  defer(): void {}
  emit(): void {}
  stopChild(): void {}
}

/**
 * The reference of an actor that does not run. It can be looked at and kept in a context;
 * what is sent to it goes nowhere.
 */
class PureActor implements AnyActorRef {
  readonly id: string;
  readonly sessionId: string;
  readonly systemId: string | undefined;
  readonly src: unknown;
  readonly logic: AnyActorLogic;
  readonly options: SpawnOptions;
  readonly system: AnyActorSystem = PURE_SYSTEM;
  readonly _parent: AnyActorRef | undefined;
  readonly _processingStatus = 0;
  readonly _syncSnapshot: boolean;
  #snapshot: Snapshot<unknown> | undefined;

  constructor(
    logic: AnyActorLogic,
    options: SpawnOptions & { id: string },
    parent: AnyActorRef | undefined,
    snapshot: Snapshot<unknown> | undefined,
  ) {
    this.logic = logic;
    this.options = options;
    this.id = options.id;
    this.sessionId = parent ? `${parent.sessionId}.${options.id}` : options.id;
    this.systemId = options.systemId;
    this.src = options.src;
    this._parent = parent;
    this._syncSnapshot = options.syncSnapshot ?? false;
    this.#snapshot = snapshot;
  }

  get ref(): this {
    return this;
  }

  getSnapshot(): Snapshot<unknown> {
    return (this.#snapshot ??= initialTransition(this.logic, this.options.input)[0]);
  }

  getPersistedSnapshot(options?: unknown): Snapshot<unknown> {
    return this.logic.getPersistedSnapshot(this.getSnapshot(), options);
  }

  toJSON(): unknown {
    return { xstate$$type: 1, id: this.id };
  }

  on(): { unsubscribe(): void } {
    return SUBSCRIPTION;
  }

  subscribe(): { unsubscribe(): void } {
    return SUBSCRIPTION;
  }

  select<T>(selector: (snapshot: never) => T) {
    return { get: () => selector(this.getSnapshot() as never), subscribe: () => SUBSCRIPTION };
  }

  [Symbol.observable](): this {
    return this;
  }

  send(): void {}
  _send(): void {}
  start(): this {
    return this;
  }
  stop(): this {
    return this;
  }
}

const doNothing = () => {};
const SUBSCRIPTION = { unsubscribe: doNothing };

const PURE_SYSTEM: AnyActorSystem = {
  get: () => undefined,
  getAll: () => ({}),
  inspect: () => SUBSCRIPTION,
  scheduler: { schedule: doNothing, cancel: doNothing, cancelAll: doNothing, pending: () => [] },
  getSnapshot: () => ({ _scheduledEvents: {} }),
  _clock: { setTimeout: () => 0, clearTimeout: doNothing },
  _logger: doNothing,
  _relay: doNothing,
  _set: doNothing,
  _unset: doNothing,
  _inspected: false,
  _sendInspectionEvent: doNothing,
};

function freeId(taken: ReadonlySet<string>): string {
  let n = taken.size;
  while (taken.has(`x:${n}`)) n++;
  return `x:${n}`;
}
