import type { Clock } from '../protocol/ports.ts';

/** Host timers with a longer delay fire at once (their delay is a signed 32-bit integer). */
const longestHostDelayMs = 2 ** 31 - 1;

/** Something that waits in a `TimerQueue`. Only the queue writes the fields. */
export interface QueuedTimer {
  /** Time of the queue at which it is to fire. */
  dueMs: number;
  /** Order of arming: breaks ties between equal due times. */
  sequence: number;
  list: TimerList | undefined;
  before: QueuedTimer | undefined;
  after: QueuedTimer | undefined;
  fire(): void;
}

/** Timers of one duration. What is armed later is due later, so they are in order. */
export interface TimerList {
  readonly durationMs: number;
  first: QueuedTimer | undefined;
  last: QueuedTimer | undefined;
  heapIndex: number;
}

/** Lists of durations that nobody waits for, beyond which they are forgotten. */
const KEPT_LISTS = 64;

/**
 * All timers of one clock, in exact order of their due times, on one timer of the host.
 *
 * Programs have many timers and few durations, so there is a list for each duration, and a heap
 * of the lists by the first in each:
 *
 *     heap ─┬─ 100 ms:   a ─ d ─ e ─ ...
 *           └─ 5,000 ms: b ─ c ─ ...
 *
 * Arming appends to a list and cancelling takes out of one; the heap is touched only where the
 * first of a list changes, and it is as small as there are durations.
 */
export class TimerQueue {
  readonly #clock: Clock;
  #lists: Map<number, TimerList> = new Map();
  /** Those that are not empty. */
  readonly #heap: TimerList[] = [];
  #sequence = 0;
  #hostTimer: unknown = undefined;
  /** When the host timer fires; infinite when there is none. */
  #hostDueMs = Infinity;
  #lastClockMs: number;
  /** Queue time = clock time + offset. Starts at 0 and never runs backwards. */
  #offsetMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastClockMs = readClock(clock);
    this.#offsetMs = -this.#lastClockMs;
  }

  /** @param durationMs negative: it was due before now */
  add(timer: QueuedTimer, durationMs: number): void {
    const nowMs = this.#now();
    const list = this.#lists.get(durationMs) ?? this.#newList(durationMs);
    timer.dueMs = nowMs + durationMs;
    timer.sequence = ++this.#sequence;
    timer.list = list;
    timer.before = list.last;
    if (list.last !== undefined) list.last.after = timer;
    list.last = timer;
    if (list.first !== undefined) return;
    list.first = timer;
    this.#place(list, this.#heap.length);
    if (timer.dueMs < this.#hostDueMs) this.#arm(nowMs);
  }

  /** Takes out a timer that has not fired. */
  cancel(timer: QueuedTimer): void {
    this.#remove(timer);
    // A host timer that is armed too early does no harm; one that is not needed keeps the
    // process alive.
    if (this.#heap.length === 0) this.#disarm();
  }

  /** When a timer is due, as a time of the clock. */
  dueAt(timer: QueuedTimer): number {
    return timer.dueMs - this.#offsetMs;
  }

  readonly #onHostTimer = (): void => {
    // Host timers may be a little early, and a faked one need not have moved `now` at all: that it
    // fired says what time it is.
    this.#offsetMs += Math.max(0, this.#hostDueMs - this.#now());
    const nowMs = this.#now();
    this.#hostDueMs = Infinity;
    // What is armed meanwhile waits for the next turn, as with the timers of the host.
    const lastSequence = this.#sequence;
    try {
      for (let timer = this.#heap[0]?.first; timer !== undefined; timer = this.#heap[0]?.first) {
        if (timer.dueMs > nowMs || timer.sequence > lastSequence) break;
        this.#remove(timer);
        timer.fire();
      }
    } finally {
      if (this.#heap.length > 0) this.#arm(this.#now());
    }
  };

  /** Makes the host call back when the first timer is due, or earlier. */
  #arm(nowMs: number): void {
    const { dueMs } = this.#heap[0]!.first!;
    const hostDueMs = Math.min(dueMs, nowMs + longestHostDelayMs);
    if (hostDueMs >= this.#hostDueMs || dueMs === Infinity) return;
    this.#disarm();
    this.#hostDueMs = hostDueMs;
    this.#hostTimer = this.#clock.setTimeout(this.#onHostTimer, Math.max(0, hostDueMs - nowMs));
  }

  #disarm(): void {
    if (this.#hostDueMs === Infinity) return;
    this.#clock.clearTimeout(this.#hostTimer);
    this.#hostDueMs = Infinity;
  }

  #now(): number {
    const clockMs = readClock(this.#clock);
    // A system clock that is set back must not delay what is armed afterwards.
    this.#offsetMs += Math.max(0, this.#lastClockMs - clockMs);
    this.#lastClockMs = clockMs;
    return clockMs + this.#offsetMs;
  }

  #newList(durationMs: number): TimerList {
    if (this.#lists.size > 2 * this.#heap.length + KEPT_LISTS) {
      this.#lists = new Map(this.#heap.map((list) => [list.durationMs, list]));
    }
    const list: TimerList = { durationMs, first: undefined, last: undefined, heapIndex: 0 };
    this.#lists.set(durationMs, list);
    return list;
  }

  #remove(timer: QueuedTimer): void {
    const { before, after } = timer;
    const list = timer.list!;
    // It may be kept by whoever armed it; it must not keep the others.
    timer.list = timer.before = timer.after = undefined;
    if (after === undefined) list.last = before;
    else after.before = before;
    if (before !== undefined) before.after = after;
    else {
      list.first = after;
      if (after !== undefined) this.#place(list, list.heapIndex);
      else {
        const last = this.#heap.pop()!;
        if (last !== list) this.#place(last, list.heapIndex);
      }
    }
  }

  /** Puts a list at `index`, or as near to the root or to the leaves as its due time demands. */
  #place(list: TimerList, index: number): void {
    const heap = this.#heap;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex]!;
      if (!isEarlier(list.first!, parent.first!)) break;
      heap[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    for (;;) {
      let childIndex = 2 * index + 1;
      const right = heap[childIndex + 1];
      if (right !== undefined && isEarlier(right.first!, heap[childIndex]!.first!)) childIndex += 1;
      const child = heap[childIndex];
      if (child === undefined || !isEarlier(child.first!, list.first!)) break;
      heap[index] = child;
      child.heapIndex = index;
      index = childIndex;
    }
    heap[index] = list;
    list.heapIndex = index;
  }
}

/** Current time of a clock in milliseconds. */
export function readClock(clock: Clock): number {
  return clock.now?.() ?? Date.now();
}

/** @returns whether `a` fires before `b` */
export function isEarlier(a: QueuedTimer, b: QueuedTimer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}
