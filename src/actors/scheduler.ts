import type { AnyActorRef, ScheduledEvent, Scheduler } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { Clock } from '../protocol/ports.ts';
import type { QueuedTimer } from './timer-queue.ts';
import { isEarlier, readClock, TimerQueue } from './timer-queue.ts';

/** An actor keeps its delayed sends itself, so that cancelling them never touches those of others. */
export interface TimerOwner extends AnyActorRef {
  _timers: OwnTimers | undefined;
}

/** The timers of the host, looked up at each call so that faked ones are seen. */
const hostClock: Clock = {
  setTimeout: (fn, delayMs) => setTimeout(fn, delayMs),
  clearTimeout: (id) => {
    clearTimeout(id);
  },
};

let hostScheduler: ActorScheduler | undefined;
const schedulers = new WeakMap<Clock, ActorScheduler>();

/** The scheduler that all systems with this clock share; without one, it goes by the host's. */
export function schedulerOf(clock: Clock = hostClock): ActorScheduler {
  if (clock === hostClock) return (hostScheduler ??= new ActorScheduler(hostClock));
  let scheduler = schedulers.get(clock);
  if (scheduler === undefined) {
    scheduler = new ActorScheduler(clock);
    schedulers.set(clock, scheduler);
  }
  return scheduler;
}

/** Delayed sends over the timers of one clock. */
export class ActorScheduler implements Scheduler {
  readonly clock: Clock;
  #queue: TimerQueue | undefined = undefined;
  /** The `setTimeout` of the host that `#queue` was made for. */
  #host: unknown = undefined;
  #unnamed = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  schedule(
    source: AnyActorRef,
    target: AnyActorRef,
    event: EventObject,
    delay: number,
    id: string = `xstate.timer.${++this.#unnamed}`,
  ): void {
    this.#add({ id, source, target, event, delay }, delay);
  }

  /** Takes up a delayed send for what is left of its time; it is due at once when that is over. */
  resume(send: ScheduledEvent): void {
    const { startedAt, delay } = send;
    this.#add(send, startedAt + delay - readClock(this.clock)).startedAt = startedAt;
  }

  cancel(source: AnyActorRef, id: string): void {
    timersOf(source)?.cancel(id);
  }

  cancelAll(source: AnyActorRef): void {
    timersOf(source)?.cancelAll();
  }

  pending(source: AnyActorRef): readonly ScheduledEvent[] {
    return [...(timersOf(source)?.all ?? [])].sort((a, b) => (isEarlier(a, b) ? -1 : 1));
  }

  #add(send: Omit<ScheduledEvent, 'startedAt'>, durationMs: number): DelayedSend {
    const timer = new DelayedSend(this.#queueOfHost(), send);
    const { source } = timer;
    if (source._timers === undefined) source._timers = new OwnTimers(timer);
    else source._timers.add(timer);
    // Negative delays and NaN mean now.
    timer.queue.add(timer, durationMs > 0 ? durationMs : 0);
    return timer;
  }

  /**
   * Fake timers replace `setTimeout` of the host, and what was armed before may then never fire or
   * be cleared: so each such function gets a queue of its own.
   */
  #queueOfHost(): TimerQueue {
    if (this.#queue === undefined || this.#host !== globalThis.setTimeout) {
      this.#host = globalThis.setTimeout;
      this.#queue = new TimerQueue(this.clock);
    }
    return this.#queue;
  }
}

/** From this many delayed sends on, an actor finds them by id in a map. */
const indexedFrom = 16;

/** The delayed sends of one actor, in no order; several may share an id. */
export class OwnTimers {
  readonly all: DelayedSend[];
  /** By id; sets may be empty. */
  #index: Map<string, Set<DelayedSend>> | undefined = undefined;

  constructor(first: DelayedSend) {
    // A literal, because an empty array makes room for seventeen on the first push.
    this.all = [first];
  }

  add(timer: DelayedSend): void {
    timer.ownIndex = this.all.length;
    this.all.push(timer);
    if (this.#index !== undefined) this.#enter(this.#index, timer);
    else if (this.all.length >= indexedFrom) this.#rebuildIndex();
  }

  remove(timer: DelayedSend): void {
    const last = this.all.pop()!;
    if (last !== timer) {
      this.all[timer.ownIndex] = last;
      last.ownIndex = timer.ownIndex;
    }
    this.#index?.get(timer.id)!.delete(timer);
  }

  cancel(id: string): void {
    if (this.#index !== undefined) {
      for (const timer of this.#index.get(id) ?? []) this.#cancel(timer);
      return;
    }
    // Backwards, because the last takes the place of the one removed.
    for (let i = this.all.length - 1; i >= 0; i--) {
      if (this.all[i]!.id === id) this.#cancel(this.all[i]!);
    }
  }

  cancelAll(): void {
    while (this.all.length > 0) this.#cancel(this.all.at(-1)!);
    this.#index = undefined;
  }

  #cancel(timer: DelayedSend): void {
    this.remove(timer);
    timer.queue.cancel(timer);
  }

  #rebuildIndex(): void {
    const index = (this.#index = new Map<string, Set<DelayedSend>>());
    for (const timer of this.all) this.#enter(index, timer);
  }

  #enter(index: Map<string, Set<DelayedSend>>, timer: DelayedSend): void {
    const sameId = index.get(timer.id);
    if (sameId !== undefined) sameId.add(timer);
    // Ids tend to come again, and a Map in which one key comes and goes gets slow in V8: so empty
    // sets stay until they outnumber the others.
    else if (index.size > 2 * this.all.length + indexedFrom) this.#rebuildIndex();
    else index.set(timer.id, new Set([timer]));
  }
}

class DelayedSend implements ScheduledEvent, QueuedTimer {
  readonly source: TimerOwner;
  readonly target: AnyActorRef;
  readonly event: EventObject;
  readonly delay: number;
  readonly id: string;
  queue: TimerQueue;
  startedAt = 0;
  dueMs = 0;
  sequence = 0;
  heapIndex = 0;
  ownIndex = 0;

  constructor(queue: TimerQueue, send: Omit<ScheduledEvent, 'startedAt'>) {
    this.queue = queue;
    this.source = send.source as TimerOwner;
    this.target = send.target;
    this.event = send.event;
    this.delay = send.delay;
    this.id = send.id;
  }

  fire(): void {
    this.source._timers!.remove(this);
    this.source.system._relay(this.source, this.target, this.event);
  }
}

function timersOf(source: AnyActorRef): OwnTimers | undefined {
  return (source as TimerOwner)._timers;
}
