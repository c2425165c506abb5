import type { AnyActorLogic, EventObject, Snapshot } from '../index.ts';
import { explore, pathTo } from './explore.ts';
import type { EventOf, InputOf, SnapshotOf } from './logic.ts';
import type { TraversalOptions } from './options.ts';
import type { PathGenerator, StatePath } from './path.ts';

/**
 * For every state that can be reached, one path of the fewest events; nearest states first.
 * @throws StatechartError E701 when there are more transitions than `limit`
 */
export function getShortestPaths<TLogic extends AnyActorLogic>(
  logic: TLogic,
  options?: TraversalOptions<SnapshotOf<TLogic>, EventOf<TLogic>, InputOf<TLogic>>,
): StatePath<SnapshotOf<TLogic>, EventOf<TLogic>>[] {
  const { toState = () => true } = options ?? {};
  return explore(logic, options)
    .filter(({ state }) => toState(state))
    .map(pathTo);
}

/** `getShortestPaths` as a generator for `TestModel.getPaths`. */
export function createShortestPathsGen<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
>(): PathGenerator<TSnapshot, TEvent, TInput> {
  return getShortestPaths;
}
