import type { AnyActorLogic } from '../index.ts';
import { limitExceeded, nextState, startOf } from './explore.ts';
import type { EventOf, InputOf, LibraryEvent, SnapshotOf } from './logic.ts';
import { resolveOptions, type TraversalOptions } from './options.ts';
import { firstStep, type StatePath } from './path.ts';

/**
 * The path along these events, as the only one of a list; no path when `toState` refuses its end,
 * when `filterEvents` refuses one of its events, or when `stopWhen` ends it before.
 * @throws StatechartError E701 when there are more events than `limit`
 */
export function getPathsFromEvents<TLogic extends AnyActorLogic>(
  logic: TLogic,
  events: readonly (EventOf<TLogic> | LibraryEvent)[],
  options: TraversalOptions<SnapshotOf<TLogic>, EventOf<TLogic>, InputOf<TLogic>> = {},
): StatePath<SnapshotOf<TLogic>, EventOf<TLogic>>[] {
  const { filterEvents, limit, toState } = resolveOptions(options);
  const { stopWhen } = options;
  if (events.length > limit) throw limitExceeded(logic, limit, limit + 1);
  let state = startOf(logic, options);
  const steps: StatePath<SnapshotOf<TLogic>, EventOf<TLogic>>['steps'] = [firstStep(state)];
  for (const event of events) {
    if (stopWhen?.(state) || filterEvents?.(state, event) === false) return [];
    state = nextState(logic, state, event);
    steps.push({ state, event });
  }
  return !toState || toState(state) ? [{ state, steps, weight: events.length }] : [];
}
