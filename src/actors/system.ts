import { StatechartError } from '../errors.ts';
import type { AnyActorRef, AnyActorSystem, ScheduledEvent } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { InspectionEvent, InspectionRecordOf } from '../protocol/inspection.ts';
import type { Observer, Subscription } from '../protocol/observer.ts';
import type { Clock, Logger } from '../protocol/ports.ts';
import { Observers } from './observers.ts';
import type { ActorScheduler } from './scheduler.ts';
import { schedulerOf } from './scheduler.ts';
import { toObserver } from './to-observer.ts';

/** An actor as its system sees it. */
export interface SystemMember extends AnyActorRef {
  /** Live children, in the order of their creation. */
  _children(): Iterable<SystemMember>;
}

interface SystemOptions {
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
}

const consoleLogger: Logger = (...args) => {
  console.log(...args);
};

/** What all actors below one root share: names, clock, logger, inspectors. */
export class System implements AnyActorSystem {
  readonly scheduler: ActorScheduler;
  readonly _logger: Logger;
  _inspected = false;
  /** Delayed sends that the root takes up again at its next start. Hardly ever there, so not declared. */
  declare _snapshot: { _scheduledEvents: Record<string, ScheduledEvent> } | undefined;
  readonly #root: SystemMember;
  #names: Map<PropertyKey, AnyActorRef> | undefined = undefined;
  #inspectors: Observers<InspectionEvent> | undefined = undefined;

  constructor(root: SystemMember, options: SystemOptions) {
    this.#root = root;
    this.scheduler = schedulerOf(options.clock);
    this._logger = options.logger ?? consoleLogger;
  }

  get _clock(): Clock {
    return this.scheduler.clock;
  }

  get(systemId: PropertyKey): unknown {
    return this.#names?.get(systemId);
  }

  getAll(): Record<string, unknown> {
    return Object.fromEntries(this.#names ?? []);
  }

  inspect(observer: Observer<InspectionEvent> | ((event: InspectionEvent) => void)): Subscription {
    const inspectors = (this.#inspectors ??= new Observers());
    this._inspected = true;
    return inspectors.add(toObserver(observer), () => {
      this._inspected = !inspectors.isEmpty;
    });
  }

  getSnapshot(): { _scheduledEvents: Record<string, ScheduledEvent> } {
    const scheduled: Record<string, ScheduledEvent> = {};
    for (const actor of withDescendants(this.#root)) {
      for (const timer of this.scheduler.pending(actor)) {
        scheduled[`${actor.sessionId}.${timer.id}`] = timer;
      }
    }
    return { _scheduledEvents: scheduled };
  }

  /** Takes up the delayed sends of `_snapshot`, which a host sets to start a stopped system again. */
  _resume(): void {
    if (!this._snapshot) return;
    const timers = Object.values(this._snapshot._scheduledEvents);
    this._snapshot = undefined;
    for (const timer of timers) this.scheduler.resume(timer);
  }

  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: EventObject): void {
    if (this._inspected) {
      this._sendInspectionEvent({
        type: '@xstate.event',
        sourceRef: source,
        actorRef: target,
        event,
      });
    }
    target._send(event, source);
  }

  _set(systemId: string, actor: AnyActorRef): void {
    const names = (this.#names ??= new Map());
    const holder = names.get(systemId);
    if (holder && holder !== actor) {
      throw new StatechartError(
        'E404',
        actor.id,
        `the systemId "${systemId}" belongs to the actor "${holder.id}" (${holder.sessionId})`,
        'Choose another, or stop that actor first',
      );
    }
    names.set(systemId, actor);
  }

  /** Frees the name of an actor that has stopped. */
  _unset(systemId: string, actor: AnyActorRef): void {
    if (this.#names?.get(systemId) === actor) this.#names.delete(systemId);
  }

  /** Frees the names of an actor that is about to stop, and of all below it. */
  _unsetAll(actor: SystemMember): void {
    if (this.#names === undefined) return;
    for (const member of withDescendants(actor)) {
      if (member.systemId !== undefined) this._unset(member.systemId, member);
    }
  }

  _sendInspectionEvent(record: InspectionRecordOf<InspectionEvent>): void {
    // Every record is made for this call, so it is completed in place.
    const event = record as { rootId?: string };
    event.rootId = this.#root.sessionId;
    this.#inspectors?.next(event as InspectionEvent);
  }
}

function* withDescendants(actor: SystemMember): Iterable<SystemMember> {
  yield actor;
  for (const child of actor._children()) yield* withDescendants(child);
}
