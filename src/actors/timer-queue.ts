import type { Clock } from '../protocol/ports.ts';

/** Host timers with a longer delay fire at once (their delay is a signed 32-bit integer). */
const longestHostDelayMs = 2 ** 31 - 1;

/** Something that waits in a `TimerQueue`. Only the queue writes the fields. */
export interface QueuedTimer {
  /** Time of the clock at which it was armed. */
  startedAt: number;
  /** Time of the queue at which it is to fire. */
  dueMs: number;
  /** Order of arming: breaks ties between equal due times. */
  sequence: number;
  heapIndex: number;
  fire(): void;
}

/**
 * All timers of one clock, in exact order of their due times, on one timer of the host.
 *
 * A heap in which each timer knows its place. Arming is cheap because what is armed later is mostly
 * due later: it stays at the end, where it is put. Cancelling is cheap because most timers are
 * leaves, or nearly. Only the timer that fires pays for the depth of the heap.
 */
export class TimerQueue {
  readonly #clock: Clock;
  readonly #heap: QueuedTimer[] = [];
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

  add(timer: QueuedTimer, durationMs: number): void {
    const nowMs = this.#now();
    timer.startedAt = this.#lastClockMs;
    timer.dueMs = nowMs + durationMs;
    timer.sequence = ++this.#sequence;
    this.#place(timer, this.#heap.length);
    if (timer.dueMs < this.#hostDueMs) this.#arm(nowMs);
  }

  /** Takes out a timer that has not fired. */
  cancel(timer: QueuedTimer): void {
    this.#remove(timer);
    // A host timer that is armed too early does no harm; one that is not needed keeps the
    // process alive.
    if (this.#heap.length === 0) this.#disarm();
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
      for (let timer = this.#heap[0]; timer !== undefined; timer = this.#heap[0]) {
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
    const dueMs = this.#heap[0]!.dueMs;
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

  #remove(timer: QueuedTimer): void {
    const last = this.#heap.pop()!;
    if (last !== timer) this.#place(last, timer.heapIndex);
  }

  /** Puts a timer at `index`, or as near to the root or to the leaves as its due time demands. */
  #place(timer: QueuedTimer, index: number): void {
    const heap = this.#heap;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex]!;
      if (!isEarlier(timer, parent)) break;
      heap[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    for (;;) {
      let childIndex = 2 * index + 1;
      const right = heap[childIndex + 1];
      if (right !== undefined && isEarlier(right, heap[childIndex]!)) childIndex += 1;
      const child = heap[childIndex];
      if (child === undefined || !isEarlier(child, timer)) break;
      heap[index] = child;
      child.heapIndex = index;
      index = childIndex;
    }
    heap[index] = timer;
    timer.heapIndex = index;
  }
}

/** Current time of a clock in milliseconds. */
export function readClock(clock: Clock): number {
  return clock.now?.() ?? Date.now();
}

export function isEarlier(a: QueuedTimer, b: QueuedTimer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}
