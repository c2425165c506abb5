import type { Subscription } from '../protocol/observer.ts';
import { reportUnhandledError } from './report-unhandled-error.ts';
import type { BoundObserver } from './to-observer.ts';

interface Entry<T> extends BoundObserver<T> {
  before: Entry<T> | undefined;
  after: Entry<T> | undefined;
  isRemoved: boolean;
}

/**
 * Those who listen to one source, in the order in which they came. Some may come and go while the
 * others are told. What they throw is reported, and disturbs neither the source nor the others.
 */
export class Observers<T> {
  #first: Entry<T> | undefined = undefined;
  #last: Entry<T> | undefined = undefined;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  add({ next, error, complete }: BoundObserver<T>): Subscription {
    const before = this.#last;
    const entry: Entry<T> = { next, error, complete, before, after: undefined, isRemoved: false };
    if (before === undefined) this.#first = entry;
    else before.after = entry;
    this.#last = entry;
    return {
      unsubscribe: () => {
        this.#remove(entry);
      },
    };
  }

  next(value: T): void {
    for (let entry = this.#first; entry !== undefined; entry = entry.after) {
      try {
        entry.next?.(value);
      } catch (thrown) {
        reportUnhandledError(thrown);
      }
    }
  }

  /** Tells of an error; it is also reported when somebody listens who does not handle errors. */
  error(error: unknown): void {
    let isUnhandled = false;
    for (let entry = this.#first; entry !== undefined; entry = entry.after) {
      try {
        if (entry.error !== undefined) entry.error(error);
        else if (!entry.isRemoved) isUnhandled = true;
      } catch (thrown) {
        reportUnhandledError(thrown);
      }
    }
    if (isUnhandled) reportUnhandledError(error);
  }

  complete(): void {
    for (let entry = this.#first; entry !== undefined; entry = entry.after) {
      try {
        entry.complete?.();
      } catch (thrown) {
        reportUnhandledError(thrown);
      }
    }
  }

  #remove(entry: Entry<T>): void {
    if (entry.isRemoved) return;
    entry.isRemoved = true;
    // A walk that stands here, or is led here by others that were removed, calls nothing more; it
    // goes on to `after`, which is kept for it.
    entry.next = undefined;
    entry.error = undefined;
    entry.complete = undefined;
    const { before, after } = entry;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
  }
}
