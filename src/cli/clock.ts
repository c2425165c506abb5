import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { SimulatedClock } from '../index.ts';

/** Time as a run sees it. */
export interface RunClock {
  now(): number;
  setTimeout(fn: () => void, delayMs: number): unknown;
  // oxlint-disable-next-line typescript/no-explicit-any -- each clock has ids of its own
  clearTimeout(id: any): void;
  /** Takes up the time of an earlier run. */
  goOnFrom(nowMs: number): void;
  /** Lets time go by. */
  advance(ms: number): Promise<void>;
}

/** Real time. */
export class RealClock implements RunClock {
  now(): number {
    return Date.now();
  }

  setTimeout(fn: () => void, delayMs: number): unknown {
    return setTimeout(fn, delayMs);
  }

  clearTimeout(id: Parameters<typeof clearTimeout>[0]): void {
    clearTimeout(id);
  }

  /** Real time has gone on by itself. */
  goOnFrom(): void {}

  async advance(ms: number): Promise<void> {
    await wait(ms);
  }
}

/** Time that goes by when it is told to, from one timer to the next. */
export class SteppingClock implements RunClock {
  readonly #clock = new SimulatedClock();
  /** By timer: when it is due. */
  readonly #dueMs = new Map<number, number>();

  /** Takes up the time of an earlier run. */
  goOnFrom(nowMs: number): void {
    this.#clock.set(nowMs);
  }

  now(): number {
    return this.#clock.now();
  }

  setTimeout(fn: () => void, delayMs: number): number {
    const id = this.#clock.setTimeout(() => {
      this.#dueMs.delete(id);
      fn();
    }, delayMs);
    this.#dueMs.set(id, this.now() + Math.max(0, delayMs || 0));
    return id;
  }

  clearTimeout(id: number): void {
    this.#dueMs.delete(id);
    this.#clock.clearTimeout(id);
  }

  // Promises settle between two timers, as they do in real time.
  async advance(ms: number): Promise<void> {
    const endMs = this.now() + ms;
    for (;;) {
      await promisesSettled();
      const nextMs = Math.min(...this.#dueMs.values());
      if (nextMs > endMs) break;
      this.#clock.set(Math.max(nextMs, this.now()));
    }
    this.#clock.set(endMs);
  }
}

/** Resolves once all promises that could settle by now have done so. */
export async function promisesSettled(): Promise<void> {
  await setImmediate();
}
