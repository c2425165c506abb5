import type { Clock } from '../protocol/ports.ts';

/** Host timers with a longer delay fire at once (their delay is a signed 32-bit integer). */
const longestHostDelayMs = 2 ** 31 - 1;

/** Something that waits in a `TimerQueue`. The queue alone writes the fields. */
export abstract class QueuedTimer {
  readonly durationMs: number;
  /** Time of the clock at which it was armed. */
  startedAt = 0;
  /** Time of the queue at which it is to fire. */
  dueMs = 0;
  /** Order of arming: breaks ties between equal due times. */
  sequence = 0;
  list: DurationList | undefined = undefined;
  previous: QueuedTimer | undefined = undefined;
  next: QueuedTimer | undefined = undefined;

  constructor(durationMs: number) {
    this.durationMs = durationMs;
  }

  abstract fire(): void;
}

/**
 * All timers of one clock, in exact order of their due times, on one timer of the host.
 *
 *     heap, by due time of the heads          one list per duration, in order of arming
 *              [ 50 ms ]  -------------------->  due 1050 -> due 1051 -> due 1070
 *         [ 10 s ]  [ 200 ms ]  ------------->  due 1180
 *             `------------------------------>  due 9000 -> due 9100
 *
 * Timers of equal duration fall due in the order in which they were armed, so arming appends to a
 * list and cancelling unlinks, both in constant time. The heap moves only when a list gets another
 * head, and it holds as many entries as there are distinct durations.
 */
export class TimerQueue {
  readonly #clock: Clock;
  readonly #lists = new Map<number, DurationList>();
  readonly #heap: DurationList[] = [];
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

  add(timer: QueuedTimer): void {
    let list = this.#lists.get(timer.durationMs);
    if (list === undefined) {
      list = new DurationList(this);
      this.#lists.set(timer.durationMs, list);
    }
    const nowMs = this.#now();
    timer.startedAt = this.#lastClockMs;
    timer.dueMs = nowMs + timer.durationMs;
    timer.sequence = ++this.#sequence;
    timer.list = list;
    timer.previous = list.last;
    if (list.last === undefined) {
      list.first = timer;
      this.#push(list);
    } else {
      list.last.next = timer;
    }
    list.last = timer;
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
    let nowMs = this.#now();
    // Host timers may be a little early, and a faked one need not have moved `now` at all: that it
    // fired says what time it is.
    if (nowMs < this.#hostDueMs) {
      this.#offsetMs += this.#hostDueMs - nowMs;
      nowMs = this.#hostDueMs;
    }
    this.#hostTimer = undefined;
    this.#hostDueMs = Infinity;
    // What is armed meanwhile waits for the next turn, as with the timers of the host.
    const lastSequence = this.#sequence;
    try {
      while (this.#heap.length > 0) {
        const timer = this.#heap[0]!.first!;
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
    const dueMs = Math.min(this.#heap[0]!.first!.dueMs, nowMs + longestHostDelayMs);
    if (dueMs >= this.#hostDueMs) return;
    this.#disarm();
    if (this.#heap[0]!.first!.dueMs === Infinity) return;
    this.#hostDueMs = dueMs;
    this.#hostTimer = this.#clock.setTimeout(this.#onHostTimer, Math.max(0, dueMs - nowMs));
  }

  #disarm(): void {
    if (this.#hostDueMs === Infinity) return;
    this.#clock.clearTimeout(this.#hostTimer);
    this.#hostTimer = undefined;
    this.#hostDueMs = Infinity;
  }

  #now(): number {
    const clockMs = readClock(this.#clock);
    // A system clock that is set back must not delay what is armed afterwards.
    if (clockMs < this.#lastClockMs) this.#offsetMs += this.#lastClockMs - clockMs;
    this.#lastClockMs = clockMs;
    return clockMs + this.#offsetMs;
  }

  #remove(timer: QueuedTimer): void {
    const list = timer.list!;
    const { previous, next } = timer;
    if (next === undefined) list.last = previous;
    else next.previous = previous;
    if (previous === undefined) {
      list.first = next;
      if (next === undefined) {
        this.#lists.delete(timer.durationMs);
        this.#takeOut(list);
      } else {
        this.#siftDown(list, list.heapIndex);
      }
    } else {
      previous.next = next;
    }
    timer.list = undefined;
    timer.previous = undefined;
    timer.next = undefined;
  }

  #push(list: DurationList): void {
    this.#heap.push(list);
    this.#siftUp(list, this.#heap.length - 1);
  }

  #takeOut(list: DurationList): void {
    const last = this.#heap.pop()!;
    if (last === list) return;
    const index = list.heapIndex;
    this.#siftUp(last, index);
    this.#siftDown(last, last.heapIndex);
  }

  /** Puts `list` at `index`, or nearer to the root. */
  #siftUp(list: DurationList, index: number): void {
    const heap = this.#heap;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex]!;
      if (!isEarlier(list.first!, parent.first!)) break;
      heap[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    heap[index] = list;
    list.heapIndex = index;
  }

  /** Puts `list` at `index`, or farther from the root. */
  #siftDown(list: DurationList, index: number): void {
    const heap = this.#heap;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= heap.length) break;
      const right = heap[childIndex + 1];
      if (right !== undefined && isEarlier(right.first!, heap[childIndex]!.first!)) childIndex += 1;
      const child = heap[childIndex]!;
      if (!isEarlier(child.first!, list.first!)) break;
      heap[index] = child;
      child.heapIndex = index;
      index = childIndex;
    }
    heap[index] = list;
    list.heapIndex = index;
  }
}

/** The timers of one duration. */
export class DurationList {
  readonly queue: TimerQueue;
  first: QueuedTimer | undefined = undefined;
  last: QueuedTimer | undefined = undefined;
  heapIndex = 0;

  constructor(queue: TimerQueue) {
    this.queue = queue;
  }
}

/** Current time of a clock in milliseconds. */
export function readClock(clock: Clock): number {
  return clock.now?.() ?? Date.now();
}

export function isEarlier(a: QueuedTimer, b: QueuedTimer): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}
