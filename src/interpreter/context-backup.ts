/**
 * What a mutable context looked like, so that it can be put back in place.
 *
 * Every container that is reached is kept with a shallow copy of itself. Putting back
 * restores the very same objects, so references that user code holds stay valid.
 */
export class ContextBackup {
  readonly #containers: object[] = [];
  readonly #copies: unknown[] = [];
  /** Made when there is more than the root. */
  #seen: Set<object> | undefined = undefined;

  constructor(context: unknown) {
    if (isContainer(context)) this.#add(context);
  }

  restore(): void {
    for (let i = 0; i < this.#containers.length; i++) {
      putBack(this.#containers[i]!, this.#copies[i]);
    }
  }

  #add(container: object): void {
    const copy = shallowCopy(container);
    this.#containers.push(container);
    this.#copies.push(copy);
    if (container instanceof Map || container instanceof Set) {
      for (const value of container.values()) this.#visit(value);
    } else if (!(container instanceof Date)) {
      for (const key in copy as Record<string, unknown>) {
        const value = (copy as Record<string, unknown>)[key];
        if (typeof value === 'object' && value !== null) this.#visit(value);
      }
    }
  }

  #visit(value: unknown): void {
    if (!isContainer(value)) return;
    this.#seen ??= new Set(this.#containers);
    if (this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#add(value);
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

function shallowCopy(container: object): unknown {
  if (Array.isArray(container)) return container.slice();
  if (container instanceof Map) return new Map(container);
  if (container instanceof Set) return new Set(container);
  if (container instanceof Date) return container.getTime();
  return { ...container };
}

function putBack(container: object, copy: unknown): void {
  if (Array.isArray(container)) {
    container.length = 0;
    for (const value of copy as unknown[]) container.push(value);
  } else if (container instanceof Map) {
    container.clear();
    for (const [key, value] of copy as Map<unknown, unknown>) container.set(key, value);
  } else if (container instanceof Set) {
    container.clear();
    for (const value of copy as Set<unknown>) container.add(value);
  } else if (container instanceof Date) container.setTime(copy as number);
  else {
    for (const key of Object.keys(container)) {
      if (!Object.hasOwn(copy as object, key)) delete (container as Record<string, unknown>)[key];
    }
    Object.assign(container, copy);
  }
}
