import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { ActorRefFromLogic, LogicInput } from './actor-from.ts';
import type { ProvidedActor, ToActorMap } from './bag.ts';

/** Starts a child from within `assign` or the context factory and returns its reference. */
export interface SpawnerOf<A> {
  <K extends keyof A & string>(
    src: K,
    ...options: SpawnOptionsOf<A[K], string>
  ): ActorRefFromLogic<Extract<A[K], AnyActorLogic>>;
  <L extends AnyActorLogic>(src: L, ...options: SpawnOptionsOf<L, string>): ActorRefFromLogic<L>;
}

/** The options of `spawn`, which may be left out when the logic needs no input. */
type SpawnOptionsOf<L, TId extends string> =
  undefined extends LogicInput<L>
    ? [options?: SpawnSettings<LogicInput<L>, TId>]
    : [options: SpawnSettings<LogicInput<L>, TId> & { input: unknown }];

interface SpawnSettings<TInput, TId extends string> {
  id?: TId | undefined;
  systemId?: string | undefined;
  input?: TInput | undefined;
  /** Sends the child's snapshots to its parent as events. */
  syncSnapshot?: boolean | undefined;
}

/** The spawner of a machine, by its union of provided actors. */
export type Spawner<TActor extends ProvidedActor> = SpawnerOf<ToActorMap<TActor>>;
