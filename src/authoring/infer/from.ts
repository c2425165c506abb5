import type { ActorRef, AnyActorRef } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { ActorScope, AnyActorLogic } from '../../protocol/logic.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';
import type { PromiseActorLogic } from '../../actors/logic/promise.ts';
import type {
  ActorRefFromLogic,
  BagOf,
  LogicEmitted,
  LogicEvent,
  LogicInput,
  LogicOutput,
  LogicSnapshot,
  LogicSystem,
  SnapshotOutput,
} from './actor-from.ts';
import type { StateSchema, TypeBag } from './bag.ts';
import type { ActorOf } from './create-actor.ts';
import type { ExtractEvent } from './event.ts';
import type { AnyStateMachine } from './machine.ts';
import type { MachineSnapshotOf } from './snapshot.ts';
import type { ToTestStateValue } from './state-value.ts';
import type { Prop, ReturnTypeOrValue } from './type-functions.ts';

/** The input of a logic. */
export type InputFrom<T> = LogicInput<T>;
/** The output of a logic or of an actor. */
export type OutputFrom<T> = T extends AnyActorLogic
  ? LogicOutput<T>
  : T extends { getSnapshot: () => infer S }
    ? SnapshotOutput<S>
    : never;

/** The snapshot of a logic, an actor or an actor scope, or of what a function returns. */
export type SnapshotFrom<T> =
  ReturnTypeOrValue<T> extends infer R
    ? R extends { getSnapshot: () => infer S }
      ? S
      : R extends AnyActorLogic
        ? LogicSnapshot<R>
        : R extends ActorScope<infer S, any, any, any>
          ? S
          : never
    : never;

/** The system of a machine, with the actors that its `types` name. */
export type SystemFrom<T> = LogicSystem<ReturnTypeOrValue<T>>;

/** The events of a logic. */
export type EventFromLogic<TLogic extends AnyActorLogic> = LogicEvent<TLogic>;
/** The events that a logic emits. */
export type EmittedFrom<TLogic extends AnyActorLogic> = LogicEmitted<TLogic>;

/** The events of a machine, a snapshot or an actor; of one type when `K` is given. */
export type EventFrom<
  T,
  K extends Prop<TEvent, 'type'> = never,
  TEvent extends EventObject = ResolvedEvent<T>,
> = [K] extends [never] ? TEvent : ExtractEvent<TEvent, K>;

type ResolvedEvent<T> =
  ReturnTypeOrValue<T> extends infer R
    ? 0 extends 1 & R
      ? any
      : R extends { send: (event: infer E extends EventObject) => void }
        ? E
        : R extends { machine: { '~types'?: infer B extends TypeBag } }
          ? B['events']
          : R extends AnyActorLogic
            ? LogicEvent<R>
            : never
    : never;

/** The context of a machine, a snapshot or an actor. */
export type ContextFrom<T> =
  ReturnTypeOrValue<T> extends infer R
    ? 0 extends 1 & R
      ? any
      : R extends { '~types'?: infer B extends TypeBag }
        ? B['context']
        : R extends { context: infer C }
          ? C
          : R extends { getSnapshot: () => { context: infer C } }
            ? C
            : never
    : never;

/** The reference to an actor with this logic; of a promise: to one that settles like it. */
export type ActorRefFrom<T> =
  ReturnTypeOrValue<T> extends infer R
    ? R extends AnyActorLogic
      ? ActorRefFromLogic<R>
      : R extends Promise<infer O>
        ? ActorRefFromLogic<PromiseActorLogic<O>>
        : never
    : never;

export type ActorLogicFrom<T> =
  ReturnTypeOrValue<T> extends infer R
    ? R extends AnyStateMachine
      ? R
      : R extends Promise<infer O>
        ? PromiseActorLogic<O>
        : never
    : never;

type MachineOrFactory = AnyStateMachine | ((...args: any[]) => AnyStateMachine);

/** The snapshot of a machine. */
export type StateFrom<T extends MachineOrFactory> = MachineSnapshotOf<BagOf<ReturnTypeOrValue<T>>>;
/** What `matches` of a machine takes. */
export type StateValueFrom<T extends AnyStateMachine> = ToTestStateValue<BagOf<T>['value']>;
export type TagsFrom<T extends AnyStateMachine> = BagOf<T>['tags'];
/** @deprecated Use `Actor<T>`. */
export type InterpreterFrom<T extends MachineOrFactory> = ActorOf<
  Extract<ReturnTypeOrValue<T>, AnyActorLogic>
>;
/** The tree of the states of a machine. */
export type StateSchemaFrom<T extends AnyStateMachine> = Extract<BagOf<T>['states'], StateSchema>;

export type UnknownActorRef = ActorRef<Snapshot<unknown>, EventObject>;
export type ActorRefLike = Pick<AnyActorRef, 'sessionId' | 'send' | 'getSnapshot'>;
export interface BaseActorRef<TEvent extends EventObject> {
  send: (event: TEvent) => void;
}
