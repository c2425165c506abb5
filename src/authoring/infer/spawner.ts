import type { ActorSystem, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { ActorRefFromLogic, LogicInput } from './actor-from.ts';
import type { ProvidedActor, ToActorMap } from './bag.ts';
import type { IdIn } from './system.ts';

/** Starts a child from within `assign` or the context factory and returns its reference. */
export interface SpawnerOf<A, TSystem = AnyActorSystem> {
  <K extends keyof A & string>(
    src: K,
    ...options: SpawnOptionsOf<A[K], string, TSystem>
  ): ActorRefFromLogic<Extract<A[K], AnyActorLogic>>;
  <L extends AnyActorLogic>(
    src: L,
    ...options: SpawnOptionsOf<L, string, TSystem>
  ): ActorRefFromLogic<L>;
}

/** The options of `spawn`, which may be left out when the logic needs no input. */
type SpawnOptionsOf<L, TId extends string, TSystem> =
  undefined extends LogicInput<L>
    ? [options?: SpawnSettings<LogicInput<L>, TId, TSystem, L>]
    : [options: SpawnSettings<LogicInput<L>, TId, TSystem, L> & { input: unknown }];

interface SpawnSettings<TInput, TId extends string, TSystem, L> {
  id?: TId | undefined;
  systemId?: (TSystem extends ActorSystem<infer I> ? IdIn<I, L> : never) | undefined;
  input?: TInput | undefined;
  /** Sends the child's snapshots to its parent as events. */
  syncSnapshot?: boolean | undefined;
}

/** The spawner of a machine, by its union of provided actors. */
export type Spawner<TActor extends ProvidedActor> = SpawnerOf<ToActorMap<TActor>>;
