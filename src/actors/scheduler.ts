import type { AnyActorRef, ScheduledEvent, Scheduler } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { Clock } from '../protocol/ports.ts';
import { isEarlier, QueuedTimer, readClock, TimerQueue } from './timer-queue.ts';

/** The delayed sends of one actor by id; several may share one. */
export type OwnTimers = Map<string, DelayedSend | Set<DelayedSend>>;

/** An actor keeps its delayed sends itself, so that cancelling them never touches those of others. */
export interface TimerOwner extends AnyActorRef {
  _timers: OwnTimers | undefined;
}

/** The timers of the host, looked up at each call so that faked ones are seen. */
export const hostClock: Clock = {
  setTimeout: (fn, delayMs) => setTimeout(fn, delayMs),
  clearTimeout: (id) => {
    clearTimeout(id);
  },
};

const schedulers = new WeakMap<Clock, ActorScheduler>();

/** The scheduler that all systems with this clock share. */
export function schedulerOf(clock: Clock): ActorScheduler {
  let scheduler = schedulers.get(clock);
  if (scheduler === undefined) {
    scheduler = new ActorScheduler(clock);
    schedulers.set(clock, scheduler);
  }
  return scheduler;
}

/** Delayed sends over the timers of one clock. */
export class ActorScheduler implements Scheduler {
  readonly #clock: Clock;
  #queue: TimerQueue | undefined = undefined;
  /** The `setTimeout` of the host that `#queue` was made for. */
  #host: unknown = undefined;
  #unnamed = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  schedule(
    source: AnyActorRef,
    target: AnyActorRef,
    event: EventObject,
    delay: number,
    id: string = `xstate.timer.${++this.#unnamed}`,
  ): void {
    const timer = new DelayedSend(source as TimerOwner, target, event, delay);
    timer.id = id;
    timer.delay = delay;
    keep(timer);
    this.#queueOfHost().add(timer);
  }

  /** Takes up a delayed send for what is left of its time; it is due at once when that is over. */
  resume({ id, source, target, event, delay, startedAt }: ScheduledEvent): void {
    const leftMs = startedAt + delay - readClock(this.#clock);
    const timer = new DelayedSend(source as TimerOwner, target, event, leftMs);
    timer.id = id;
    timer.delay = delay;
    keep(timer);
    this.#queueOfHost().add(timer);
    timer.startedAt = startedAt;
  }

  cancel(source: AnyActorRef, id: string): void {
    const timers = (source as TimerOwner)._timers;
    const found = timers?.get(id);
    if (found === undefined) return;
    timers!.delete(id);
    if (found instanceof DelayedSend) found.list!.queue.cancel(found);
    else for (const timer of found) timer.list!.queue.cancel(timer);
  }

  cancelAll(source: AnyActorRef): void {
    const timers = (source as TimerOwner)._timers;
    if (timers !== undefined) for (const id of timers.keys()) this.cancel(source, id);
  }

  pending(source: AnyActorRef): readonly ScheduledEvent[] {
    return [...((source as TimerOwner)._timers?.values() ?? [])]
      .flatMap((found) => (found instanceof DelayedSend ? found : [...found]))
      .sort((a, b) => (isEarlier(a, b) ? -1 : 1));
  }

  /**
   * Fake timers replace `setTimeout` of the host, and what was armed before may then never fire or
   * be cleared: so each such function gets a queue of its own.
   */
  #queueOfHost(): TimerQueue {
    if (this.#queue === undefined || this.#host !== globalThis.setTimeout) {
      this.#host = globalThis.setTimeout;
      this.#queue = new TimerQueue(this.#clock);
    }
    return this.#queue;
  }
}

class DelayedSend extends QueuedTimer implements ScheduledEvent {
  id = '';
  readonly source: TimerOwner;
  readonly target: AnyActorRef;
  readonly event: EventObject;
  delay = 0;

  constructor(source: TimerOwner, target: AnyActorRef, event: EventObject, durationMs: number) {
    // Negative delays and NaN mean now.
    super(durationMs > 0 ? durationMs : 0);
    this.source = source;
    this.target = target;
    this.event = event;
  }

  fire(): void {
    forget(this);
    this.source.system._relay(this.source, this.target, this.event);
  }
}

function keep(timer: DelayedSend): void {
  const timers = (timer.source._timers ??= new Map());
  const found = timers.get(timer.id);
  if (found === undefined) timers.set(timer.id, timer);
  else if (found instanceof DelayedSend) timers.set(timer.id, new Set([found, timer]));
  else found.add(timer);
}

function forget(timer: DelayedSend): void {
  const timers = timer.source._timers!;
  const found = timers.get(timer.id)!;
  if (found instanceof DelayedSend || (found.delete(timer) && found.size === 0)) {
    timers.delete(timer.id);
  }
}
