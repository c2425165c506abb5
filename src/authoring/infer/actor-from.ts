import type { ActorRef } from '../../protocol/actor-ref.ts';
import type { ActorLogic, AnyActorLogic } from '../../protocol/logic.ts';
import type { TypeBag } from './bag.ts';
import type { MachineSnapshotOf } from './snapshot.ts';

// What a logic works with. A machine is asked for its bag, by one property; any other logic is
// matched as the reference to `ActorLogic` that it is. Neither walks through the members.

/** The bag of a machine; `never` for every other logic. */
export type BagOf<L> = L extends { '~types'?: infer T extends TypeBag } ? T : never;

export type LogicSnapshot<L> = 0 extends 1 & L
  ? any
  : L extends { '~types'?: infer T extends TypeBag }
    ? MachineSnapshotOf<T>
    : L extends ActorLogic<infer S, any, any, any, any>
      ? S
      : never;

export type LogicEvent<L> = 0 extends 1 & L
  ? any
  : L extends { '~types'?: infer T extends TypeBag }
    ? T['events']
    : L extends ActorLogic<any, infer E, any, any, any>
      ? E
      : never;

export type LogicInput<L> = 0 extends 1 & L
  ? any
  : L extends { '~types'?: infer T extends TypeBag }
    ? T['input']
    : L extends ActorLogic<any, any, infer I, any, any>
      ? I
      : never;

export type LogicEmitted<L> = 0 extends 1 & L
  ? any
  : L extends { '~types'?: infer T extends TypeBag }
    ? T['emitted']
    : L extends ActorLogic<any, any, any, any, infer M>
      ? M
      : never;

export type LogicOutput<L> = 0 extends 1 & L
  ? any
  : L extends { '~types'?: infer T extends TypeBag }
    ? T['output']
    : L extends ActorLogic<infer S, any, any, any, any>
      ? SnapshotOutput<S>
      : never;

/** What a snapshot holds as `output` once it is done. */
export type SnapshotOutput<S> = S extends { status: 'done'; output: infer O } ? O : never;

export type ActorRefFromLogic<L extends AnyActorLogic> = ActorRef<
  LogicSnapshot<L>,
  LogicEvent<L>,
  LogicEmitted<L>
>;

/** `'input'` when an actor cannot be made without it. */
export type RequiredLogicInput<L> = undefined extends LogicInput<L> ? never : 'input';
