/** Freezes plain objects and arrays all the way down; a later write throws in strict code. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
}
