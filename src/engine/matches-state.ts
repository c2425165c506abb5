import type { StateValue } from '../compile/configuration.ts';

/**
 * Whether the states of `partial` are among those of `value`.
 *
 *     matchesState('red', { red: 'walk' })           true
 *     matchesState({ red: 'walk' }, 'red')           false
 */
export function matchesState(partial: StateValue, value: StateValue): boolean {
  if (typeof value === 'string') return partial === value;
  if (typeof partial === 'string') return Object.hasOwn(value, partial);
  return Object.keys(partial).every(
    (key) => Object.hasOwn(value, key) && matchesState(partial[key]!, value[key]!),
  );
}
