import type { Observer } from '../protocol/observer.ts';

/** An observer of all three kinds of news, made from functions or from an object. */
export interface BoundObserver<T> {
  next: ((value: T) => void) | undefined;
  error: ((error: unknown) => void) | undefined;
  complete: (() => void) | undefined;
}

/** Makes an observer from `next`, `error` and `complete` functions, or binds the methods of one. */
export function toObserver<T>(
  nextOrObserver: Observer<T> | ((value: T) => void) | undefined,
  error?: (error: unknown) => void,
  complete?: () => void,
): BoundObserver<T> {
  if (typeof nextOrObserver === 'function') return { next: nextOrObserver, error, complete };
  return {
    next: nextOrObserver?.next?.bind(nextOrObserver),
    error: (nextOrObserver?.error ?? error)?.bind(nextOrObserver),
    complete: (nextOrObserver?.complete ?? complete)?.bind(nextOrObserver),
  };
}
