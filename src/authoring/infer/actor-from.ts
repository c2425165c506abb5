import type { ActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { ActorLogic, AnyActorLogic } from '../../protocol/logic.ts';
import type { TypeBag } from './bag.ts';
import type { BoxedSnapshot } from './snapshot.ts';

// What a logic works with. A machine is asked for one property of its bag; any other logic is
// matched as the reference to `ActorLogic` that it is. Neither walks through the members: what is in
// the bag beside that property is not worked out.

/** The bag of a machine; `never` for every other logic. */
export type BagOf<L> = L extends { '~types'?: infer T extends TypeBag } ? T : never;

// Whether it is `any` is asked by itself: what is spelled in a branch of that question TypeScript
// takes to have the logic in it, and walks through the logic wherever it fills that in.

export type LogicSnapshot<L> = unknown extends L ? any : SnapshotOfLogic<L>;
type SnapshotOfLogic<L> = L extends { '~snapshots'?: infer B }
  ? SnapshotIn<B>
  : L extends ActorLogic<infer S, any, any, any, any>
    ? S
    : never;
type SnapshotIn<B> = (B & BoxedSnapshot)['snapshot'];

export type LogicEvent<L> = unknown extends L ? any : EventOfLogic<L>;
type EventOfLogic<L> = L extends { '~types'?: { events: infer E } }
  ? E
  : L extends ActorLogic<any, infer E, any, any, any>
    ? E
    : never;

export type LogicInput<L> = unknown extends L ? any : InputOfLogic<L>;
type InputOfLogic<L> = L extends { '~types'?: { input: infer I } }
  ? I
  : L extends ActorLogic<any, any, infer I, any, any>
    ? I
    : never;

export type LogicEmitted<L> = unknown extends L ? any : EmittedOfLogic<L>;
type EmittedOfLogic<L> = L extends { '~types'?: { emitted: infer M } }
  ? M
  : L extends ActorLogic<any, any, any, any, infer M>
    ? M
    : never;

export type LogicOutput<L> = unknown extends L ? any : OutputOfLogic<L>;
type OutputOfLogic<L> = L extends { '~types'?: { output: infer O } }
  ? O
  : L extends ActorLogic<infer S, any, any, any, any>
    ? SnapshotOutput<S>
    : never;

/** The system that a logic is written for. */
export type LogicSystem<L> = L extends { '~types'?: { system: infer S extends AnyActorSystem } }
  ? S
  : AnyActorSystem;

/** What a snapshot holds as `output` once it is done. */
export type SnapshotOutput<S> = 0 extends 1 & S ? unknown : OutputOnceDone<S>;
type OutputOnceDone<S> = S extends Done ? S['output'] : never;
interface Done {
  readonly status: 'done';
  readonly output: unknown;
}

export type ActorRefFromLogic<L extends AnyActorLogic> = ActorRef<
  LogicSnapshot<L>,
  LogicEvent<L>,
  LogicEmitted<L>
>;

/** `'input'` when an actor cannot be made without it. */
export type RequiredLogicInput<L> = undefined extends LogicInput<L> ? never : 'input';
