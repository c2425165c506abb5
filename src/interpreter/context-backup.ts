/**
 * What a mutable context looked like, so that it can be put back in place.
 *
 * Every container that is reached is kept with a shallow copy of itself. Putting back
 * restores the very same objects, so references that user code holds stay valid.
 */
export class ContextBackup {
  readonly #root: object | undefined;
  readonly #copy: unknown;
  /** What is inside, with its copies; most contexts that change often are flat. */
  #inner: Map<object, unknown> | undefined = undefined;

  constructor(context: unknown) {
    this.#root = isContainer(context) ? context : undefined;
    this.#copy = this.#root && this.#copyOf(this.#root);
  }

  restore(): void {
    if (this.#root) putBack(this.#root, this.#copy);
    for (const [container, copy] of this.#inner ?? []) putBack(container, copy);
  }

  #copyOf(container: object): unknown {
    const copy = shallowCopy(container);
    if (!isPlain(container) && (container instanceof Map || container instanceof Set)) {
      for (const value of container.values()) this.#visit(value);
    } else if (typeof copy === 'object') {
      for (const key in copy) {
        const value = (copy as Record<string, unknown>)[key];
        if (typeof value === 'object' && value !== null) this.#visit(value);
      }
    }
    return copy;
  }

  #visit(value: unknown): void {
    if (!isContainer(value) || value === this.#root) return;
    const inner = (this.#inner ??= new Map<object, unknown>());
    if (inner.has(value)) return;
    // Entered before it is looked into: what it holds may lead back to it.
    inner.set(value, undefined);
    inner.set(value, this.#copyOf(value));
  }
}

/** Data that belongs to a context. Other objects, such as actors, look after themselves. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === Array.prototype ||
    prototype === null ||
    value instanceof Map ||
    value instanceof Set ||
    value instanceof Date
  );
}

/** Nearly all are, and that is seen at once. */
function isPlain(container: object): boolean {
  return Object.getPrototypeOf(container) === Object.prototype;
}

function shallowCopy(container: object): unknown {
  if (isPlain(container)) return { ...container };
  if (Array.isArray(container)) return container.slice();
  if (container instanceof Map) return new Map(container);
  if (container instanceof Set) return new Set(container);
  if (container instanceof Date) return container.getTime();
  return { ...container };
}

function putBack(container: object, copy: unknown): void {
  if (container instanceof Map) {
    container.clear();
    for (const [key, value] of copy as Map<unknown, unknown>) container.set(key, value);
  } else if (container instanceof Set) {
    container.clear();
    for (const value of copy as Set<unknown>) container.add(value);
  } else if (container instanceof Date) container.setTime(copy as number);
  else if (Object.isFrozen(container)) return;
  else if (Array.isArray(container)) {
    container.length = 0;
    for (const value of copy as unknown[]) container.push(value);
  } else putBackKeys(container, copy as object);
}

/** By `Reflect`, which leaves what is read-only as it is instead of throwing. */
function putBackKeys(container: object, copy: object): void {
  for (const key of Object.keys(container)) {
    if (!Object.hasOwn(copy, key)) Reflect.deleteProperty(container, key);
  }
  for (const [key, value] of Object.entries(copy)) Reflect.set(container, key, value);
}
