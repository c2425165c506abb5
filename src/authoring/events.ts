import { StatechartError } from '../errors.ts';
import { matchesWildcard } from '../compile/candidates.ts';
import type { EventObject } from '../protocol/event.ts';

/**
 * Narrows an event to the types given, where the types of the config cannot know them.
 * @param type exact types, or wildcards such as `a.*`
 * @throws StatechartError E408 when it is another event
 */
export function assertEvent(event: EventObject, type: string | readonly string[]): void {
  const types = typeof type === 'string' ? [type] : type;
  if (types.some((each) => each === event.type || matchesWildcard(event.type, each))) return;
  const expected = types.map((each) => `"${each}"`).join(' or ');
  throw new StatechartError('E408', 'assertEvent', `got "${event.type}", expected ${expected}`);
}
