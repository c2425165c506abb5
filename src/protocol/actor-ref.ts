import type { EventObject } from './event.ts';
import type { InspectionEvent, InspectionRecordOf } from './inspection.ts';
import type {
  InteropObservable,
  Observer,
  Readable,
  Subscribable,
  Subscription,
} from './observer.ts';
import type { Clock, Logger } from './ports.ts';
import type { Snapshot } from './snapshot.ts';

export const NOT_STARTED = 0;
export const RUNNING = 1;
export const STOPPED = 2;
export type ProcessingStatus = typeof NOT_STARTED | typeof RUNNING | typeof STOPPED;

/** Types of the events by which a child tells its parent. Absent, they are made from its id each time. */
export interface ReportTypes {
  readonly done: string;
  readonly error: string;
  readonly snapshot: string;
}

/** What can be done with an actor from outside: send, look, listen. */
export interface ActorRef<
  out TSnapshot extends Snapshot<unknown>,
  in TEvent extends EventObject,
  out TEmitted extends EventObject = EventObject,
>
  extends Subscribable<TSnapshot>, InteropObservable<TSnapshot> {
  /** Unique among the children of its parent. */
  readonly id: string;
  /** Unique in this module instance: `x:N`. */
  readonly sessionId: string;
  /** The name it is registered under in its system, if any. */
  readonly systemId: string | undefined;
  send: (event: TEvent) => void;
  start: () => void;
  stop: () => void;
  getSnapshot: () => TSnapshot;
  getPersistedSnapshot: (options?: unknown) => Snapshot<unknown>;
  toJSON?: () => unknown;
  /** Listen to emitted events of one type, or of all with `'*'`. */
  on: <TType extends TEmitted['type'] | '*'>(
    type: TType,
    handler: (emitted: TType extends '*' ? TEmitted : Extract<TEmitted, { type: TType }>) => void,
  ) => Subscription;
  select<T>(selector: (snapshot: TSnapshot) => T, equality?: (a: T, b: T) => boolean): Readable<T>;
  readonly system: AnyActorSystem;
  /** The logic, or the name under which the parent's machine knows it. */
  readonly src: unknown;
  /** @internal */ readonly _parent: AnyActorRef | undefined;
  /** @internal */ readonly _processingStatus: ProcessingStatus;
  /** @internal Of an actor that was invoked. */ readonly _reports?: ReportTypes | undefined;
  /** @internal Puts an event into the mailbox. `origin` is the actor it comes from; absent: from outside. */
  _send(event: EventObject, origin?: AnyActorRef): void;
}

export type AnyActorRef = ActorRef<any, any, any>;

/** What a system knows by name: `{ actors: { logger: ActorRef<...> } }`. */
export interface ActorSystemInfo {
  actors: Record<string, unknown>;
}

/** A delayed send that waits for its time. */
export interface ScheduledEvent {
  id: string;
  event: EventObject;
  /** What was asked for, in milliseconds. */
  delay: number;
  /** When it was asked for, in milliseconds of the system's clock. */
  startedAt: number;
  source: AnyActorRef;
  target: AnyActorRef;
}

export interface Scheduler {
  /** @param delay milliseconds; @param id chosen when absent, may be used several times */
  schedule(
    source: AnyActorRef,
    target: AnyActorRef,
    event: EventObject,
    delay: number,
    id?: string,
  ): void;
  /** Cancels every delayed send of `source` with this id. */
  cancel(source: AnyActorRef, id: string): void;
  cancelAll(source: AnyActorRef): void;
  /** Pending delayed sends of one actor, in the order of their due time. */
  pending(source: AnyActorRef): readonly ScheduledEvent[];
}

/** All actors below one root, with what they share. */
export interface ActorSystem<in out T extends ActorSystemInfo> {
  get<K extends keyof T['actors']>(systemId: K): T['actors'][K] | undefined;
  getAll(): Partial<T['actors']>;
  inspect(observer: Observer<InspectionEvent> | ((event: InspectionEvent) => void)): Subscription;
  readonly scheduler: Scheduler;
  getSnapshot(): { _scheduledEvents: Record<string, ScheduledEvent> };
  readonly _clock: Clock;
  readonly _logger: Logger;
  /** @internal Delivers an event between two actors and tells the inspectors. */
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: EventObject): void;
  /** @internal Claims a systemId; throws when another actor holds it. */
  _set(systemId: string, actor: AnyActorRef): void;
  /** @internal True when an inspector listens, so that records need not be built for nobody. */
  readonly _inspected: boolean;
  /** @internal Tells the inspectors; adds the `rootId`. */
  _sendInspectionEvent(event: InspectionRecordOf<InspectionEvent>): void;
  /** @internal Frees a systemId that the actor holds. */
  _unset(systemId: string, actor: AnyActorRef): void;
}

export type AnyActorSystem = ActorSystem<any>;
