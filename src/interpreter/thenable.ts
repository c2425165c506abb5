/** Whether `value` is a promise or works like one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}

const asyncPrototype: unknown = Object.getPrototypeOf(async () => {});

/** Whether a function is declared `async`, as far as that can be seen. */
export function isAsyncFunction(fn: unknown): boolean {
  return Object.getPrototypeOf(fn) === asyncPrototype;
}

/** Nobody waits for this promise, so its failure is no unhandled one. */
export function abandon(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => {});
}
