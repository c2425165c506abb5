import type { StateValue } from '../compile/configuration.ts';
import { toStatePath } from '../model/target.ts';

/**
 * Whether the states of `partial` are among those of `value`. Either may be written as a path.
 *
 *     matchesState('red', { red: 'walk' })           true
 *     matchesState('red.walk', { red: 'walk' })      true
 *     matchesState({ red: 'walk' }, 'red')           false
 */
export function matchesState(partial: StateValue, value: StateValue): boolean {
  if (partial === value) return true;
  return isPartOf(unfold(partial), unfold(value));
}

/** `['a', 'b', 'c']` -> `{ a: { b: 'c' } }` */
export function pathToStateValue(path: readonly string[]): StateValue {
  if (path.length <= 1) return path[0] ?? {};
  const [first, ...rest] = path;
  return { [first!]: pathToStateValue(rest) };
}

function isPartOf(partial: StateValue, value: StateValue): boolean {
  if (typeof value === 'string') return partial === value;
  if (typeof partial === 'string') return Object.hasOwn(value, partial);
  return Object.keys(partial).every(
    (key) => Object.hasOwn(value, key) && isPartOf(partial[key]!, value[key]!),
  );
}

/** `'a.b'` -> `{ a: 'b' }` */
function unfold(value: StateValue): StateValue {
  return typeof value === 'string' ? pathToStateValue(toStatePath(value)) : value;
}
