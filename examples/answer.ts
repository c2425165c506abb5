import type { Clock } from 'detent';

/** What somebody far away says, and how long it takes. Without a word in it there is no answer. */
export interface Answer<T> {
  readonly afterMs: number;
  readonly value?: T;
  readonly error?: string;
}

/**
 * Stands in for a request: answers in the time of a run, real or simulated, unless whoever asked
 * gives up before.
 */
export function answer<T>(
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  { afterMs, value, error }: Answer<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      if (error !== undefined) reject(new Error(error));
      else if (value !== undefined) resolve(value);
    }, afterMs);
    signal.addEventListener('abort', () => {
      clock.clearTimeout(timer);
      console.log('(the request was aborted)');
    });
  });
}
