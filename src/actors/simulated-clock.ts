import type { Clock } from '../protocol/ports.ts';

interface SimulatedTimer {
  readonly id: number;
  readonly dueMs: number;
  readonly fn: () => void;
}

/** A clock that stands still until it is moved, for tests; or that follows real time at some speed. */
export class SimulatedClock implements Clock {
  #nowMs = 0;
  #lastId = 0;
  readonly #timers = new Map<number, SimulatedTimer>();
  /** Set while the clock follows real time. */
  #pace: { speed: number; startedAtMs: number; realStartMs: number } | undefined = undefined;
  #hostTimer: ReturnType<typeof setTimeout> | undefined = undefined;

  /** Milliseconds since the clock was made. */
  now(): number {
    if (this.#pace === undefined) return this.#nowMs;
    const { speed, startedAtMs, realStartMs } = this.#pace;
    return Math.max(this.#nowMs, startedAtMs + (Date.now() - realStartMs) * speed);
  }

  setTimeout(fn: () => void, delayMs: number): number {
    const id = ++this.#lastId;
    this.#timers.set(id, { id, dueMs: this.now() + Math.max(0, delayMs || 0), fn });
    this.#followRealTime();
    return id;
  }

  clearTimeout(id: number): void {
    this.#timers.delete(id);
    this.#followRealTime();
  }

  /**
   * Moves to `nowMs`, then fires what is due, in order of time. A timer that is made by one of them
   * counts from `nowMs`.
   * @throws Error when that lies in the past
   */
  set(nowMs: number): void {
    if (nowMs < this.now()) throw new Error('Unable to travel back in time');
    this.#advance(nowMs);
    if (this.#pace !== undefined) this.start(this.#pace.speed);
  }

  increment(ms: number): void {
    this.set(this.now() + ms);
  }

  /** Follows real time from now on, `speed` times as fast; 0 makes it stand still again. */
  start(speed: number): void {
    this.#nowMs = this.now();
    this.#pace =
      speed > 0 ? { speed, startedAtMs: this.#nowMs, realStartMs: Date.now() } : undefined;
    this.#followRealTime();
  }

  #advance(toMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, toMs);
    for (
      let timer = this.#earliest();
      timer !== undefined && timer.dueMs <= toMs;
      timer = this.#earliest()
    ) {
      this.#timers.delete(timer.id);
      timer.fn();
    }
  }

  #earliest(): SimulatedTimer | undefined {
    let earliest: SimulatedTimer | undefined;
    for (const timer of this.#timers.values()) {
      if (earliest === undefined || timer.dueMs < earliest.dueMs) earliest = timer;
    }
    return earliest;
  }

  #followRealTime(): void {
    clearTimeout(this.#hostTimer);
    const next = this.#earliest();
    if (this.#pace === undefined || next === undefined) return;
    const leftMs = Math.min((next.dueMs - this.now()) / this.#pace.speed, 2 ** 31 - 1);
    this.#hostTimer = setTimeout(
      () => {
        this.#advance(this.now());
        this.#followRealTime();
      },
      Math.max(0, leftMs),
    );
  }
}
