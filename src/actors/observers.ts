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
    return !this.#first;
  }

  /** @param onRemoved called when the subscription has ended */
  add({ next, error, complete }: BoundObserver<T>, onRemoved?: () => void): Subscription {
    const before = this.#last;
    const entry: Entry<T> = {
      next,
      error,
      complete,
      before,
      after: undefined,
      isRemoved: false,
    };
    if (before) before.after = entry;
    else this.#first = entry;
    this.#last = entry;
    return {
      unsubscribe: () => {
        if (entry.isRemoved) return;
        entry.isRemoved = true;
        // A walk that stands here, or is led here by others that were removed, calls nothing more; it
        // goes on to `after`, which is kept for it.
        entry.next = entry.error = entry.complete = undefined;
        this.#takeOut(entry);
        onRemoved?.();
      },
    };
  }

  next(value: T): void {
    for (let entry = this.#first; entry; entry = entry.after) {
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
    for (let entry = this.#first; entry; entry = entry.after) {
      try {
        if (entry.error) entry.error(error);
        else if (!entry.isRemoved) isUnhandled = true;
      } catch (thrown) {
        reportUnhandledError(thrown);
      }
    }
    if (isUnhandled) reportUnhandledError(error);
  }

  complete(): void {
    for (let entry = this.#first; entry; entry = entry.after) {
      try {
        entry.complete?.();
      } catch (thrown) {
        reportUnhandledError(thrown);
      }
    }
  }

  #takeOut({ before, after }: Entry<T>): void {
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
  }
}
