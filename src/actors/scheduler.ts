import type { AnyActorRef, ScheduledEvent, Scheduler } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { Clock } from '../protocol/ports.ts';
import type { QueuedTimer, TimerList } from './timer-queue.ts';
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
  if (!scheduler) {
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
    this.#add({ id, source, target, event, delay }, waitOf(delay));
  }

  /**
   * Takes up a delayed send for what is left of its time. When that is over it is due at once,
   * after those that were due before it.
   */
  resume(send: ScheduledEvent): void {
    const wait = waitOf(send.delay);
    // What is never due has no known start.
    const isNever = wait === Infinity;
    this.#add(send, isNever ? wait : send.startedAt + wait - readClock(this.clock));
  }

  cancel(source: AnyActorRef, id: string): void {
    timersOf(source)?.cancel(id);
  }

  cancelAll(source: AnyActorRef): void {
    timersOf(source)?.cancelAll();
  }

  pending(source: AnyActorRef): readonly ScheduledEvent[] {
    return [...(timersOf(source)?.all() ?? [])]
      .sort((a, b) => (isEarlier(a, b) ? -1 : 1))
      .map(({ id, event, delay, startedAt, target }) => {
        return { id, event, delay, startedAt, source, target };
      });
  }

  #add(send: Omit<ScheduledEvent, 'startedAt'>, durationMs: number): void {
    const timer = new DelayedSend(this.#queueOfHost(), send);
    (timer.source._timers ??= new OwnTimers()).add(timer);
    timer.queue.add(timer, durationMs);
  }

  /**
   * Fake timers replace `setTimeout` of the host, and what was armed before may then never fire or
   * be cleared: so each such function gets a queue of its own.
   */
  #queueOfHost(): TimerQueue {
    if (!this.#queue || this.#host !== globalThis.setTimeout) {
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
  #first: DelayedSend | undefined = undefined;
  #count = 0;
  /** By id; sets may be empty. */
  #index: Map<string, Set<DelayedSend>> | undefined = undefined;

  *all(): Iterable<DelayedSend> {
    for (let timer = this.#first; timer; timer = timer.nextOwn) yield timer;
  }

  add(timer: DelayedSend): void {
    timer.nextOwn = this.#first;
    if (this.#first) this.#first.previousOwn = timer;
    this.#first = timer;
    this.#count += 1;
    if (this.#index) this.#enter(this.#index, timer);
    else if (this.#count >= indexedFrom) this.#rebuildIndex();
  }

  remove(timer: DelayedSend): void {
    const { nextOwn, previousOwn } = timer;
    if (nextOwn) nextOwn.previousOwn = previousOwn;
    if (previousOwn) previousOwn.nextOwn = nextOwn;
    else this.#first = nextOwn;
    // `nextOwn` stays: a walk that removes what it passes goes on by it.
    this.#count -= 1;
    this.#index?.get(timer.id)!.delete(timer);
  }

  cancel(id: string): void {
    if (this.#index) {
      for (const timer of this.#index.get(id) ?? []) this.#cancel(timer);
      return;
    }
    for (let timer = this.#first; timer; timer = timer.nextOwn) {
      if (timer.id === id) this.#cancel(timer);
    }
  }

  cancelAll(): void {
    this.#index = undefined;
    for (let timer = this.#first; timer; timer = timer.nextOwn) this.#cancel(timer);
  }

  #cancel(timer: DelayedSend): void {
    this.remove(timer);
    timer.queue.cancel(timer);
  }

  #rebuildIndex(): void {
    const index = (this.#index = new Map<string, Set<DelayedSend>>());
    for (const timer of this.all()) this.#enter(index, timer);
  }

  #enter(index: Map<string, Set<DelayedSend>>, timer: DelayedSend): void {
    const sameId = index.get(timer.id);
    if (sameId) sameId.add(timer);
    // Ids tend to come again, and a Map in which one key comes and goes gets slow in V8: so empty
    // sets stay until they outnumber the others.
    else if (index.size > 2 * this.#count + indexedFrom) this.#rebuildIndex();
    else index.set(timer.id, new Set([timer]));
  }
}

class DelayedSend implements ScheduledEvent, QueuedTimer {
  readonly source: TimerOwner;
  readonly target: AnyActorRef;
  readonly event: EventObject;
  readonly delay: number;
  readonly id: string;
  readonly queue: TimerQueue;
  dueMs = 0;
  sequence = 0;
  list: TimerList | undefined = undefined;
  before: QueuedTimer | undefined = undefined;
  after: QueuedTimer | undefined = undefined;
  nextOwn: DelayedSend | undefined = undefined;
  previousOwn: DelayedSend | undefined = undefined;

  constructor(queue: TimerQueue, send: Omit<ScheduledEvent, 'startedAt'>) {
    this.queue = queue;
    this.source = send.source as TimerOwner;
    this.target = send.target;
    this.event = send.event;
    this.delay = send.delay;
    this.id = send.id;
  }

  get startedAt(): number {
    return this.queue.dueAt(this) - waitOf(this.delay);
  }

  fire(): void {
    this.source._timers!.remove(this);
    this.source.system._relay(this.source, this.target, this.event);
  }
}

/** Negative delays and NaN mean now. */
export function waitOf(delayMs: number): number {
  return delayMs > 0 ? delayMs : 0;
}

function timersOf(source: AnyActorRef): OwnTimers | undefined {
  return (source as TimerOwner)._timers;
}
