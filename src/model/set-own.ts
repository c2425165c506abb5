/** Sets a key whatever its name is: to assign to `__proto__` would change the prototype instead. */
export function setOwn<T>(record: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') record[key] = value;
  else {
    const property = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(record, key, property);
  }
}
