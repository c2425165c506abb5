/** Where an actor system takes its time from. Injected, so that tests can move it by hand. */
export interface Clock {
  /** @param delayMs milliseconds from now */
  setTimeout(fn: (...args: never[]) => void, delayMs: number): unknown;
  clearTimeout(id: any): void;
  /** Current time in milliseconds. A clock without it is read with `Date.now()`. */
  now?(): number;
}

export type Logger = (...args: any[]) => void;
