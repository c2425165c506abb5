import {
  checkEvent,
  ImplementationMissingError,
  isDevelopment,
  StatechartError,
} from '../errors.ts';
import type {
  ActorRef,
  AnyActorRef,
  ProcessingStatus,
  ReportTypes,
} from '../protocol/actor-ref.ts';
import { NOT_STARTED, RUNNING, STOPPED } from '../protocol/actor-ref.ts';
import type {
  BuiltinEffect,
  CustomEffect,
  Effect,
  EffectInfo,
  StopChildEffect,
} from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import { DONE_ACTOR, ERROR_ACTOR, INIT, SNAPSHOT_ACTOR, STOP } from '../protocol/event.ts';
import type { InspectionEvent } from '../protocol/inspection.ts';
import type { AnyActorLogic, SpawnOptions, Supervision } from '../protocol/logic.ts';
import type { Observer, Readable, Subscribable, Subscription } from '../protocol/observer.ts';
import type { Clock, Logger } from '../protocol/ports.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { ScopedActor } from './actor-scope.ts';
import { LiveScope } from './actor-scope.ts';
import { Mailbox } from './mailbox.ts';
import { Observers } from './observers.ts';
import type { Performer } from './perform.ts';
import { isImmediate, perform } from './perform.ts';
import type { PersistedActor } from './persisted-actor.ts';
import { checkPersisted, persistTimers, resumeTimers } from './persisted-actor.ts';
import { reportUnhandledError } from './report-unhandled-error.ts';
import type { OwnTimers, TimerOwner } from './scheduler.ts';
import type { Supervised } from './supervisor.ts';
import { idleSnapshot, Supervisor } from './supervisor.ts';
import type { SystemMember } from './system.ts';
import { System } from './system.ts';
import { toObserver } from './to-observer.ts';

export type SnapshotOf<TLogic extends AnyActorLogic> = ReturnType<TLogic['transition']>;
export type EventOf<TLogic extends AnyActorLogic> = Parameters<TLogic['transition']>[1];
export type InputOf<TLogic extends AnyActorLogic> = Parameters<TLogic['getInitialSnapshot']>[1];
export type EmittedOf<TLogic extends AnyActorLogic> = Parameters<
  Parameters<TLogic['transition']>[2]['emit']
>[0];

export interface ActorOptions<TLogic extends AnyActorLogic = AnyActorLogic> {
  /** Timers of the whole system; the host's when absent. Root only. */
  readonly clock?: Clock | undefined;
  /** Where `log` writes; `console.log` when absent. Root only. */
  readonly logger?: Logger | undefined;
  readonly id?: string | undefined;
  /** The name under which all actors of the system find this one. */
  readonly systemId?: string | undefined;
  readonly input?: InputOf<TLogic> | undefined;
  /** A persisted snapshot to go on from. */
  readonly snapshot?: Snapshot<unknown> | undefined;
  /** @deprecated Use `snapshot`. */
  readonly state?: Snapshot<unknown> | undefined;
  /** Sees everything that happens in the system. Root only. */
  readonly inspect?: Observer<InspectionEvent> | ((event: InspectionEvent) => void) | undefined;
  readonly src?: unknown;
  /** @internal */
  readonly parent?: AnyActorRef | undefined;
  /** @internal Reports each snapshot to the parent. */
  readonly syncSnapshot?: boolean | undefined;
  /** @internal */
  readonly supervision?: Supervision | undefined;
  /** @internal */
  readonly reports?: ReportTypes | undefined;
}

const REPORTS: ReportTypes = { done: DONE_ACTOR, error: ERROR_ACTOR, snapshot: SNAPSHOT_ACTOR };

/** The one event that stops an actor; known by identity, so that none sent from outside does. */
const stopEvent: EventObject = Object.freeze({ type: STOP });

/** Shared by all that have none: an object literal of its own would be a sixth of an actor. */
const noOptions: ActorOptions = Object.freeze({});

/** Snapshots that stand for one that the logic could not make, and knows nothing of. */
const unmade = new WeakSet<object>();

/**
 * An effect that waits, or a task of the actor's own.
 *
 * Linked, because most actors defer nothing, and then one thing or two. After the last comes the first.
 */
interface Deferred {
  readonly type: string;
  readonly info: EffectInfo | undefined;
  readonly params: unknown;
  readonly exec: CustomEffect['exec'];
  next: Deferred | undefined;
}

const TASK = 'xstate.task';

let actorCount = 0;

/** Makes an actor of some logic. It runs after `start()`; its snapshot can be read before. */
export function createActor<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: ActorOptions<TLogic>,
): Actor<TLogic> {
  return new Actor(logic, options);
}

/** A running piece of logic: it takes events one after the other and shows snapshots. */
export class Actor<TLogic extends AnyActorLogic = AnyActorLogic>
  implements
    ActorRef<SnapshotOf<TLogic>, EventOf<TLogic>, EmittedOf<TLogic>>,
    Performer,
    ScopedActor,
    Supervised,
    SystemMember,
    TimerOwner
{
  // A live actor should be small, so all that few actors need is made on first use.
  readonly logic: TLogic;
  readonly options: ActorOptions<TLogic>;
  readonly system: System;
  readonly _parent: AnyActorRef | undefined;
  _processingStatus: ProcessingStatus = NOT_STARTED;
  _snapshot: SnapshotOf<TLogic>;
  /** An event is being processed; further ones wait in the mailbox. */
  #busy = false;
  #mailbox: Mailbox | undefined = undefined;
  /** Effects and tasks that wait until the snapshot is updated; before the start, all of them. */
  #lastDeferred: Deferred | undefined = undefined;
  #observers: Observers<SnapshotOf<TLogic>> | undefined = undefined;
  /** By type of the emitted event, or `*`. */
  #listeners: Map<string, Observers<EventObject>> | undefined = undefined;
  #boundSend: ((event: EventOf<TLogic>) => void) | undefined = undefined;
  #supervisor: Supervisor | undefined = undefined;
  _timers: OwnTimers | undefined = undefined;
  /** Children form a ring, so that each is added and taken out at once, however many there are. */
  #firstChild: Actor | undefined = undefined;
  #next: Actor | undefined = undefined;
  #previous: Actor | undefined = undefined;
  readonly #number: number = actorCount++;
  readonly #scope: LiveScope;

  declare [Symbol.observable]: () => this;

  static {
    // Few hosts have this symbol; a polyfill may have brought it.
    const key: symbol | undefined = Symbol.observable;
    if (key !== undefined) {
      Object.defineProperty(this.prototype, key, { value: this.prototype['@@observable'] });
    }
  }

  constructor(
    logic: TLogic,
    options: ActorOptions<TLogic> = noOptions,
    parent: AnyActorRef | undefined = options.parent,
  ) {
    if (typeof logic?.transition !== 'function') throw noLogic(logic, options);
    this.logic = logic;
    this.options = options;
    this._parent = parent;
    this.system = parent === undefined ? new System(this, options) : (parent.system as System);
    this.#scope = new LiveScope(this);
    // An own method for the few that check events: it costs the others nothing.
    if (logic.checkEvent !== undefined) this._send = checkedSend;
    const { supervision, inspect } = options;
    const persisted = persistedOf(options);
    if (supervision !== undefined) {
      this.#supervisor = new Supervisor(this, supervision, persisted as PersistedActor | undefined);
    }
    if (parent === undefined && inspect !== undefined) this.system.inspect(inspect);
    if (this.system._inspected) {
      this.system._sendInspectionEvent({ type: '@xstate.actor', actorRef: this });
    }
    this.#join();
    this._snapshot = undefined as SnapshotOf<TLogic>;
    this.#initialize(persisted);
  }

  get id(): string {
    return this.options.id ?? this.sessionId;
  }

  get sessionId(): string {
    return `x:${this.#number}`;
  }

  get systemId(): string | undefined {
    return this.options.systemId;
  }

  get src(): unknown {
    return this.options.src ?? this.logic;
  }

  get clock(): Clock {
    return this.system._clock;
  }

  get logger(): Logger {
    return this.system._logger;
  }

  get ref(): this {
    return this;
  }

  get _reports(): ReportTypes | undefined {
    return this.options.reports;
  }

  get _syncSnapshot(): boolean | undefined {
    return this.options.syncSnapshot;
  }

  /**
   * Sends an event. It is processed at once, or after those before it when the actor is at work.
   * May be taken out of the actor: `const { send } = actor`.
   * @throws StatechartError E401 when it is not an object with a string `type`
   */
  get send(): (event: EventOf<TLogic>) => void {
    // A bound function takes half the memory of an arrow function.
    return (this.#boundSend ??= this.#receive.bind(this));
  }

  /** Starts the actor; does nothing when it runs. Events that were sent before are processed now. */
  start(): this {
    if (this._processingStatus === RUNNING) return this;
    // Once more, in case it was stopped.
    this.#join();
    this._processingStatus = RUNNING;
    const event = { type: INIT, input: this.options.input };
    this.#inspectEvent(this._parent, event);
    this.#busy = true;
    try {
      this.#supervisor?.limit();
      this.#begin(event);
      this.#drain();
    } finally {
      this.#busy = false;
    }
    if (this._parent === undefined) this.system._resume();
    return this;
  }

  /**
   * Stops the actor with all its children.
   * @throws StatechartError E406 when it is not the root of its system
   */
  stop(): this {
    if (this._parent !== undefined) {
      throw new StatechartError(
        'E406',
        this.id,
        'only its parent can stop this actor',
        'Use stopChild() in the parent, or stop the root',
      );
    }
    this._stop();
    return this;
  }

  getSnapshot(): SnapshotOf<TLogic> {
    return this._snapshot;
  }

  /**
   * What can be stored and given to `createActor(logic, { snapshot })` later: the logic's persisted
   * snapshot, with `timers` when some are pending and `attempt` when the actor is supervised.
   */
  getPersistedSnapshot(options?: unknown): Snapshot<unknown> {
    const supervisor = this.#supervisor;
    if (unmade.has(this._snapshot)) return this._snapshot;
    const snapshot = supervisor?.waiting
      ? idleSnapshot(this.#givenInput())
      : this.logic.getPersistedSnapshot(this._snapshot, options);
    const timers =
      this._processingStatus === NOT_STARTED
        ? (persistedOf(this.options) as PersistedActor | undefined)?.timers
        : this._timers && persistTimers(this);
    if (supervisor === undefined && !timers?.length) return snapshot;
    return {
      ...(supervisor && { input: this.#givenInput() }),
      ...snapshot,
      ...(supervisor && { attempt: supervisor.attempt }),
      ...(timers?.length && { timers }),
    };
  }

  /** Calls back with each snapshot from now on, with the error, and at the end. */
  subscribe(observer: Observer<SnapshotOf<TLogic>>): Subscription;
  subscribe(
    next: (snapshot: SnapshotOf<TLogic>) => void,
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription;
  subscribe(
    nextOrObserver: Observer<SnapshotOf<TLogic>> | ((snapshot: SnapshotOf<TLogic>) => void),
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription {
    const observer = toObserver(nextOrObserver, error, complete);
    if (this._processingStatus !== STOPPED) {
      return (this.#observers ??= new Observers()).add(observer);
    }
    // A list of its own, so that what it throws is handled as always.
    const latecomer = new Observers<SnapshotOf<TLogic>>();
    const subscription = latecomer.add(observer);
    if (this._snapshot.status === 'done') latecomer.complete();
    else if (this._snapshot.status === 'error') latecomer.error(this._snapshot.error);
    return subscription;
  }

  on<TType extends EmittedOf<TLogic>['type'] | '*'>(
    type: TType,
    handler: (
      emitted: TType extends '*' ? EmittedOf<TLogic> : Extract<EmittedOf<TLogic>, { type: TType }>,
    ) => void,
  ): Subscription {
    const listeners = (this.#listeners ??= new Map<string, Observers<EventObject>>());
    const ofType = listeners.get(type) ?? new Observers<EventObject>();
    listeners.set(type, ofType);
    const observer = toObserver(handler as (event: EventObject) => void);
    return ofType.add(observer, () => {
      if (ofType.isEmpty) listeners.delete(type);
    });
  }

  /** A value derived from the snapshot, with its changes. */
  select<T>(
    selector: (snapshot: SnapshotOf<TLogic>) => T,
    equality: (a: T, b: T) => boolean = Object.is,
  ): Readable<T> {
    const get = (): T => selector(this._snapshot);
    const subscribe: Subscribable<T>['subscribe'] = (
      nextOrObserver: Observer<T> | ((value: T) => void),
      error?: (error: unknown) => void,
      complete?: () => void,
    ) => {
      const observer = toObserver(nextOrObserver, error, complete);
      let current = get();
      const next = (snapshot: SnapshotOf<TLogic>): void => {
        const value = selector(snapshot);
        if (equality(current, value)) return;
        current = value;
        observer.next?.(value);
      };
      return this.subscribe(next, observer.error, observer.complete);
    };
    return { get, subscribe };
  }

  toJSON(): { xstate$$type: 1; id: string } {
    return { xstate$$type: 1, id: this.id };
  }

  /** RxJS looks here where `Symbol.observable` does not exist when it is loaded. */
  '@@observable'(): this {
    return this;
  }

  /** @internal */
  _send(event: EventObject, origin?: AnyActorRef): void {
    if (this._processingStatus === RUNNING && !this.#busy) this.#run(event, origin);
    else this.#enqueue(event, origin);
  }

  /** @internal */
  _process(event: EventObject, origin: AnyActorRef | undefined): void {
    if (this.#supervisor?.intercepts(event, origin)) return;
    const scope = this.#scope;
    if (origin !== undefined) scope.origin = origin;
    let next: SnapshotOf<TLogic>;
    try {
      next = this.logic.transition(this._snapshot, event, scope);
    } catch (error) {
      scope.origin = undefined;
      // The parent asked it to stop, and need not hear that it did so badly.
      this._fail(error, event === stopEvent ? undefined : this._parent);
      return;
    }
    if (origin !== undefined) scope.origin = undefined;
    // What `#update` comes to for nearly all events, short enough to be compiled into the caller.
    if (next.status === 'active' && this.#lastDeferred === undefined) {
      this._snapshot = next;
      this.#publish(next, event);
    } else this.#update(next, event);
    if (event === stopEvent && this._processingStatus === RUNNING) this.#finish();
  }

  /** @internal */
  _stop(): void {
    this.#mailbox?.clear();
    switch (this._processingStatus) {
      case NOT_STARTED:
        this.#halt();
        break;
      case RUNNING:
        this._send(stopEvent, this);
        break;
      case STOPPED:
    }
  }

  /** @internal */
  _defer(task: () => void): void {
    this.#append({ type: TASK, info: undefined, params: undefined, exec: task, next: undefined });
  }

  /** @internal */
  _perform(type: BuiltinEffect['type'], params: BuiltinEffect['params']): void {
    const effect = { type, info: undefined, params, exec: undefined, next: undefined };
    // Only these may have to happen at once.
    if (type === 'xstate.stopChild' || type === 'xstate.log') this._execute(effect as never);
    else this.#append(effect);
  }

  /** @internal */
  _execute(effect: Effect): void {
    // What the same macrostep starts afterwards may have the name of what it stops.
    if (effect.type === 'xstate.stopChild') {
      const { params: child } = effect as StopChildEffect;
      if (child instanceof Actor && child._parent === this) this.system._unsetAll(child);
    }
    if (this._processingStatus === NOT_STARTED) {
      this.#deferEffect(effect);
      return;
    }
    if (this.system._inspected) {
      const { type, params } = effect;
      this.system._sendInspectionEvent({
        type: '@xstate.action',
        actorRef: this,
        action: { type, params },
      });
    }
    if (isImmediate(effect)) perform(this, effect);
    else this.#deferEffect(effect);
  }

  /** @internal */
  _emit(event: EventObject): void {
    this.#listeners?.get(event.type)?.next(event);
    this.#listeners?.get('*')?.next(event);
  }

  /** @internal */
  _spawn(logic: AnyActorLogic, options: SpawnOptions): AnyActorRef {
    const child = new Actor(logic, options, this);
    // A corrupt part makes the whole corrupt; half of it is not to run.
    if (options.snapshot !== undefined && unmade.has(child._snapshot)) throw child._snapshot.error;
    return child;
  }

  /** @internal */
  _startChild(child: AnyActorRef): void {
    const last = this.#mailbox?.last;
    child.start();
    // A child that answers at once may lead to the next, which does the same, and so on for ever.
    this.#mailbox?.extendChain(last);
  }

  /** @internal */
  get _chain(): number {
    return this.#mailbox?.chain ?? 0;
  }

  /** @internal */
  _stopChild(child: AnyActorRef): void {
    if (child._parent !== this) {
      throw new StatechartError(
        'E406',
        this.id,
        `the actor "${child.id}" is not a child of this one`,
        'Send it an event that makes it stop itself',
      );
    }
    (child as Actor)._stop();
  }

  /** @internal */
  *_children(): Iterable<Actor> {
    let child = this.#firstChild;
    while (child !== undefined) {
      // Read before, as the child may be gone afterwards.
      const next: Actor | undefined = child.#next;
      const isLast = next === this.#firstChild;
      yield child;
      child = isLast ? undefined : next;
    }
  }

  /** @internal */
  _stopChildren(): void {
    for (let child = this.#firstChild; child !== undefined; child = this.#firstChild) {
      // Taken out first: a child that is at work itself stops only when it is done with that.
      this.#takeOut(child);
      child._stop();
    }
  }

  /** @internal */
  _stopAttempt(): void {
    this.#scope.origin = this;
    try {
      this.logic.transition(this._snapshot, stopEvent, this.#scope);
    } catch (error) {
      reportUnhandledError(error);
    }
    this.#takeDeferred();
    this._stopChildren();
  }

  /** @internal */
  _restart(): void {
    this.#initialize(undefined);
    const event = { type: INIT, input: this.#givenInput() };
    this.#begin(event);
  }

  /** @internal The logic, or an effect of it, has thrown. `heir` is the actor to tell. */
  _fail(error: unknown, heir: AnyActorRef | undefined): void {
    this.#takeDeferred();
    if (heir !== undefined && this.#supervisor?.retries(error)) {
      const { status } = this._snapshot;
      if (status !== 'active')
        this._snapshot = idleSnapshot(this.#givenInput()) as SnapshotOf<TLogic>;
      return;
    }
    if (this._snapshot.status !== 'error') this._snapshot = withError(this._snapshot, error);
    this.#conclude(error, heir);
  }

  /** A method: V8 asks its runtime for each read of a private getter. */
  #givenInput(): unknown {
    const { options } = this;
    return options.input ?? (persistedOf(options) as { input?: unknown } | undefined)?.input;
  }

  #receive(event: EventOf<TLogic>): void {
    // Asked here as well, because an id is not worth making for each event.
    if (typeof event?.type !== 'string') checkEvent(event, this.id);
    if (this.system._inspected) this.#inspectEvent(undefined, event);
    this._send(event, undefined);
  }

  #inspectEvent(sourceRef: AnyActorRef | undefined, event: EventObject): void {
    if (!this.system._inspected) return;
    this.system._sendInspectionEvent({ type: '@xstate.event', sourceRef, actorRef: this, event });
  }

  #enqueue(event: EventObject, origin: AnyActorRef | undefined): void {
    if (this._processingStatus !== STOPPED) {
      (this.#mailbox ??= new Mailbox()).enqueue(event, origin);
    } else if (isDevelopment()) {
      console.warn(
        `Event "${event.type}" was sent to the actor "${this.id}" (${this.sessionId}), which has stopped, and is ignored. Send it earlier, or start a new actor.`,
      );
    }
  }

  #run(event: EventObject, origin: AnyActorRef | undefined): void {
    this.#busy = true;
    try {
      this._process(event, origin);
      if (this.#mailbox !== undefined) this.#drain();
    } finally {
      this.#busy = false;
    }
  }

  #drain(): void {
    const mailbox = this.#mailbox;
    if (mailbox === undefined) return;
    for (let letter = mailbox.dequeue(); letter !== undefined; letter = mailbox.dequeue()) {
      this._process(letter.event, letter.origin);
    }
  }

  /** Makes itself known to its system and to its parent. */
  #join(): void {
    const { systemId } = this.options;
    if (systemId !== undefined) this.system._set(systemId, this);
    if (this._parent instanceof Actor) this._parent.#add(this);
  }

  #add(child: Actor): void {
    if (child.#next !== undefined) return;
    const first = (this.#firstChild ??= child);
    const last = first.#previous ?? child;
    child.#previous = last;
    child.#next = first;
    last.#next = child;
    first.#previous = child;
  }

  #takeOut(child: Actor): void {
    const next = child.#next;
    const previous = child.#previous;
    if (next === undefined || previous === undefined) return;
    if (this.#firstChild === child) this.#firstChild = next === child ? undefined : next;
    previous.#next = next;
    next.#previous = previous;
    child.#next = undefined;
    child.#previous = undefined;
  }

  #initialize(persisted: Snapshot<unknown> | undefined): void {
    try {
      this._snapshot =
        persisted === undefined
          ? this.logic.getInitialSnapshot(this.#scope, this.#givenInput())
          : this.#restore(persisted);
    } catch (error) {
      // There is no point in an actor that can never do what its config says.
      if (error instanceof ImplementationMissingError) throw error;
      this._snapshot = { status: 'error', output: undefined, error } as SnapshotOf<TLogic>;
      unmade.add(this._snapshot);
    }
  }

  #restore(persisted: Snapshot<unknown> & PersistedActor): SnapshotOf<TLogic> {
    checkPersisted(persisted, this);
    const { timers } = persisted;
    if (timers !== undefined) this._defer(() => resumeTimers(this, timers));
    const ofLogic = withoutOwnParts(persisted);
    const { logic } = this;
    return logic.restoreSnapshot === undefined || this.#supervisor?.waiting
      ? (ofLogic as SnapshotOf<TLogic>)
      : logic.restoreSnapshot(ofLogic, this.#scope);
  }

  /** Starts the logic and performs what its first snapshot brought about. */
  #begin(event: EventObject): void {
    const snapshot = this._snapshot;
    if (snapshot.status === 'error') {
      this._fail(snapshot.error, this._parent);
      return;
    }
    const initial = this.#takeDeferred();
    try {
      const isIdle = snapshot.status !== 'active' || this.#supervisor?.waiting;
      if (!isIdle) this.logic.start?.(snapshot, this.#scope);
      for (let deferred = initial; deferred !== undefined; deferred = deferred.next) {
        if (deferred.type === TASK) this.#deferEffect(deferred as Effect);
        else this._execute(deferred as Effect);
      }
    } catch (error) {
      this._fail(error, this._parent);
      return;
    }
    this.#update(snapshot, event);
  }

  #update(snapshot: SnapshotOf<TLogic>, event: EventObject): void {
    if (snapshot.status === 'error' && this.#supervisor?.retries(snapshot.error)) {
      this.#takeDeferred();
      return;
    }
    this._snapshot = snapshot;
    if (this.#lastDeferred !== undefined && !this.#flush()) {
      this.#inspectSnapshot(snapshot, event);
    } else if (snapshot.status === 'active') {
      this.#publish(snapshot, event);
    } else {
      this.#settle(snapshot, event);
    }
  }

  /** Shows the snapshot of an actor that goes on. */
  #publish(snapshot: SnapshotOf<TLogic>, event: EventObject): void {
    if (this._parent !== undefined && this.options.syncSnapshot)
      this.#tellParent({ type: this.#reportType('snapshot'), snapshot });
    this.#observers?.next(snapshot);
    if (this.system._inspected) this.#inspectSnapshot(snapshot, event);
  }

  /** Performs what was deferred, in order. False when it failed, and the actor with it. */
  #flush(): boolean {
    try {
      let deferred = this.#lastDeferred?.next;
      while (deferred !== undefined) {
        perform(this, deferred as Effect);
        // More may have been deferred meanwhile.
        deferred = deferred === this.#lastDeferred ? undefined : deferred.next;
      }
    } catch (error) {
      this._fail(error, this._parent);
      return false;
    }
    this.#takeDeferred();
    return true;
  }

  /** Copied part by part: a spread costs several times as much, and every child that starts has effects. */
  #deferEffect({ type, info, params, exec }: Effect): void {
    this.#append({ type, info, params, exec, next: undefined });
  }

  #append(deferred: Deferred): void {
    const last = this.#lastDeferred;
    if (last === undefined) {
      deferred.next = deferred;
    } else {
      deferred.next = last.next;
      last.next = deferred;
    }
    this.#lastDeferred = deferred;
  }

  /** @returns the first of a list that ends */
  #takeDeferred(): Deferred | undefined {
    const last = this.#lastDeferred;
    this.#lastDeferred = undefined;
    const first = last?.next;
    if (last !== undefined) last.next = undefined;
    return first;
  }

  #settle(snapshot: SnapshotOf<TLogic>, event: EventObject): void {
    switch (snapshot.status) {
      case 'done':
        this.#observers?.next(snapshot);
        this.#finish();
        this.#tellParent({
          type: this.#reportType('done'),
          output: snapshot.output,
          actorId: this.id,
        });
        break;
      case 'error':
        this.#conclude(snapshot.error, this._parent);
        break;
    }
    this.#inspectSnapshot(snapshot, event);
    if (snapshot.status === 'stopped') this.#finish();
  }

  #inspectSnapshot(snapshot: SnapshotOf<TLogic>, event: EventObject): void {
    if (!this.system._inspected) return;
    this.system._sendInspectionEvent({ type: '@xstate.snapshot', actorRef: this, event, snapshot });
  }

  /** The end by an error, which goes to the observers and to `heir`, or else to the host. */
  #conclude(error: unknown, heir: AnyActorRef | undefined): void {
    this.#halt();
    const observers = this.#silence();
    if (observers !== undefined && !observers.isEmpty) observers.error(error);
    else if (heir === undefined) reportUnhandledError(error);
    if (heir !== undefined)
      this.#tellParent({ type: this.#reportType('error'), error, actorId: this.id });
  }

  /** The end without an error. */
  #finish(): void {
    this.#halt();
    this.#silence()?.complete();
  }

  /** Forgets all who listen, as there is nothing more to come, and returns the observers. */
  #silence(): Observers<SnapshotOf<TLogic>> | undefined {
    const observers = this.#observers;
    this.#observers = undefined;
    this.#listeners = undefined;
    return observers;
  }

  #halt(): void {
    this._processingStatus = STOPPED;
    this.#mailbox?.clear();
    this._stopChildren();
    if (this._timers !== undefined) this.system.scheduler.cancelAll(this);
    const { systemId } = this.options;
    if (systemId !== undefined) this.system._unset(systemId, this);
    if (this._parent instanceof Actor) this._parent.#takeOut(this);
  }

  #reportType(kind: keyof ReportTypes): string {
    return this._reports?.[kind] ?? REPORTS[kind] + this.id;
  }

  #tellParent(report: EventObject & Record<string, unknown>): void {
    const parent = this._parent;
    // A parent that has stopped meanwhile waits for nothing.
    if (parent === undefined || parent._processingStatus === STOPPED) return;
    this.system._relay(this, parent, report);
  }
}

function noLogic(logic: unknown, { id = 'createActor' }: ActorOptions): StatechartError {
  return new StatechartError(
    'E411',
    id,
    `this is no actor logic, but of type ${typeof logic}`,
    'Give a machine, or make one of it: fromPromise(...)',
  );
}

function persistedOf({ snapshot, state }: ActorOptions): Snapshot<unknown> | undefined {
  return snapshot ?? state;
}

/** Refuses what the logic does not take. What it throws, it throws at the sender. */
function checkedSend(this: Actor, event: EventObject, origin?: AnyActorRef): void {
  this.logic.checkEvent?.(event, this.id);
  Actor.prototype._send.call(this, event, origin);
}

/** What the actor added is taken out; a running snapshot, whose parts may be getters, stays whole. */
function withoutOwnParts(persisted: Snapshot<unknown> & PersistedActor): Snapshot<unknown> {
  if (persisted.timers === undefined && persisted.attempt === undefined) return persisted;
  const { timers: _timers, attempt: _attempt, ...ofLogic } = persisted;
  return ofLogic as Snapshot<unknown>;
}

/** Keeps the prototype, because the parts of a machine's snapshot may be getters. */
function withError<TSnapshot extends Snapshot<unknown>>(
  snapshot: TSnapshot,
  error: unknown,
): TSnapshot {
  return Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object), snapshot, {
    status: 'error',
    error,
  }) as TSnapshot;
}
