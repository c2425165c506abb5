import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { ActionOf, ArgsOf, BoundAction, MapperOf, Plain } from './action.ts';
import type { LogicEvent, LogicInput } from './actor-from.ts';
import type { DefaultBag, MachineContext, StateValue, TypeBag } from './bag.ts';
import type { BoundGuard, GuardFor, GuardOf } from './guard.ts';
import type { ChildId, LogicOf, Value } from './invoke.ts';
import type { SpawnerOf } from './spawner.ts';
import type { SystemId } from './system.ts';
import type { AnyFunction } from './type-functions.ts';

/*
 * The creators. Each takes the bag `T`, the event `E` and the parameters `P` from the place in the
 * config where its result is expected, and types its own arguments by them. `TDefault` holds where
 * no place is known: the creators of a `setup` know its types everywhere.
 */

/**
 * Keeps literals what they are.
 *
 * While TypeScript infers the types of `setup` or `createMachine`, the types that an inner creator
 * returns to may not be known yet, and `() => ({ type: 'done' })` would become a function that
 * returns any string as `type`. A `const` type parameter in the return type prevents that. It is
 * never inferred, and comes out as `never`; its constraint says that arrays may be written to.
 */
export type Verbatim = string | number | bigint | boolean | VerbatimList;
type VerbatimList = unknown[] & { [key: string]: Verbatim };

/** A value, or a function that computes it from context and event. */
type OrExpr<T extends TypeBag, E extends EventObject, P, V, H = never> =
  | V
  | Expr<T, E, P, V | NoInfer<H>>;
type Expr<T extends TypeBag, E extends EventObject, P, V> = (args: ArgsOf<T, E>, params: P) => V;

/** The first argument of an assigner: that of an action, and `spawn`. */
export interface AssignArgsOf<T extends TypeBag, E extends EventObject> extends ArgsOf<T, E> {
  spawn: SpawnerOf<T['actors'], T['system']>;
}

// Spelled in place: TypeScript fills this in for each property that is looked at, and an alias would
// have to be handed everything. The question is the first one of `Plain`.
export type PropertyAssignerOf<T extends TypeBag, E extends EventObject, P, H = never> = {
  [K in keyof T['context']]?:
    | (AnyFunction extends T['context'][K] ? Plain<T['context'][K]> : T['context'][K])
    | ((args: AssignArgsOf<T, E>, params: P) => T['context'][K] | NoInfer<H>);
};

export type AssignerOf<T extends TypeBag, E extends EventObject, P, H = never> = (
  args: AssignArgsOf<T, E>,
  params: P,
) => Partial<T['context']> | NoInfer<H>;

/** Sets properties of the context. */
export interface Assign<TDefault extends TypeBag = DefaultBag> {
  <
    T extends TypeBag = TDefault,
    E extends EventObject = TDefault['events'],
    P = unknown,
    const H extends Verbatim = never,
  >(
    assignment: AssignerOf<T, E, P, H> | PropertyAssignerOf<T, E, P, H>,
  ): BoundAction<T, E, P>;
}

export interface SendOptions<T extends TypeBag, E extends EventObject, P> {
  /** The name by which `cancel` finds it. */
  id?: string | undefined;
  /** Milliseconds, the name of a delay, or a function that computes milliseconds. */
  delay?: number | (keyof T['delays'] & string) | Expr<T, E, P, number> | undefined;
}

/** Raises an event in the machine itself, before any event that waits outside. */
export interface Raise<TDefault extends TypeBag = DefaultBag> {
  <
    T extends TypeBag = TDefault,
    E extends EventObject = TDefault['events'],
    P = unknown,
    const H extends Verbatim = never,
  >(
    event: OrExpr<T, E, P, T['events'], H>,
    options?: SendOptions<T, E, P>,
  ): BoundAction<T, E, P>;
}

/** Who may be sent to: an actor reference, or the id of a child. */
export type Target<T extends TypeBag> = AnyActorRef | TargetId<T>;

// Any id, unless `types.children` has one for every actor: then those, and the names of the parent
// and of the machine itself.
type TargetId<T extends TypeBag> = [keyof T['children']] extends [never]
  ? string
  : [Exclude<keyof T['actors'], T['children'][keyof T['children']]>] extends [never]
    ? (keyof T['children'] & string) | '#_parent' | '#_internal'
    : string;

/** The events that may be sent to a target: an actor reference, or the id of a child. */
export type EventFor<T extends TypeBag, R> = 0 extends 1 & R
  ? AnyEventObject
  : R extends { send: (event: infer E extends EventObject) => void }
    ? E
    : R extends keyof T['children']
      ? LogicEvent<LogicOf<T, T['children'][R]>>
      : AnyEventObject;

/** Sends an event to another actor. */
export interface SendTo<TDefault extends TypeBag = DefaultBag> {
  <
    T extends TypeBag = TDefault,
    E extends EventObject = TDefault['events'],
    P = unknown,
    const R extends Target<T> = Target<T>,
    const H extends Verbatim = never,
  >(
    target: R | ((args: ArgsOf<T, E>, params: P) => R | undefined),
    event: OrExpr<T, E, P, EventFor<T, R>, H>,
    options?: SendOptions<T, E, P>,
  ): BoundAction<T, E, P>;
}

/** Sends an event to the parent. */
export interface SendParent<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    event: OrExpr<T, E, P, AnyEventObject>,
    options?: SendOptions<T, E, P>,
  ): BoundAction<T, E, P>;
}

/** Sends the event at hand to another actor. */
export interface ForwardTo<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    target: OrExpr<T, E, P, Target<T>>,
    options?: SendOptions<T, E, P>,
  ): BoundAction<T, E, P>;
}

/** Emits an event to those who listen with `actor.on`. */
export interface Emit<TDefault extends TypeBag = DefaultBag> {
  <
    T extends TypeBag = TDefault,
    E extends EventObject = TDefault['events'],
    P = unknown,
    const H extends Verbatim = never,
  >(
    event: OrExpr<T, E, P, T['emitted'], H>,
  ): BoundAction<T, E, P>;
}

/** Writes to the logger of the actor system. */
export interface Log<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    value?: string | Expr<T, E, P, unknown>,
    label?: string,
  ): BoundAction<T, E, P>;
}

/** Cancels delayed events that were sent with this id. */
export interface Cancel<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    sendId: OrExpr<T, E, P, string>,
  ): BoundAction<T, E, P>;
}

/** Stops a child. */
export interface StopChild<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    child: OrExpr<T, E, P, Target<T>>,
  ): BoundAction<T, E, P>;
}

interface SpawnChildSettings<T extends TypeBag, E extends EventObject, S> {
  id?: ChildId<T, S> | ((args: ArgsOf<T, E>) => ChildId<T, S>) | undefined;
  systemId?: SystemId<T['system'], LogicOf<T, S>> | undefined;
  input?:
    | Value<LogicInput<LogicOf<T, S>>>
    | MapperOf<T, E, Value<LogicInput<LogicOf<T, S>>>>
    | undefined;
  /** Sends the child's snapshots to its parent as events. */
  syncSnapshot?: boolean | undefined;
}

/** The options of `spawnChild`, which may be left out when nothing in them is required. */
type SpawnChildOptions<T extends TypeBag, E extends EventObject, S> =
  undefined extends LogicInput<LogicOf<T, S>>
    ? string extends ChildId<T, S>
      ? [options?: SpawnChildSettings<T, E, S>]
      : [options: SpawnChildSettings<T, E, S> & { id: unknown }]
    : string extends ChildId<T, S>
      ? [options: SpawnChildSettings<T, E, S> & { input: unknown }]
      : [options: SpawnChildSettings<T, E, S> & { input: unknown; id: unknown }];

type SpawnSource<T extends TypeBag> = (keyof T['actors'] & string) | AnyActorLogic;

/** Starts a child that lives as long as this machine or until `stopChild`. */
export interface SpawnChild<TDefault extends TypeBag = DefaultBag> {
  <
    T extends TypeBag = TDefault,
    E extends EventObject = TDefault['events'],
    P = unknown,
    const S extends SpawnSource<T> = SpawnSource<T>,
  >(
    src: S,
    ...options: SpawnChildOptions<T, E, S>
  ): BoundAction<T, E, P>;
}

/** Puts actions in a queue, one after the other, under conditions of any kind. */
export interface EnqueueActions<TDefault extends TypeBag = DefaultBag> {
  <T extends TypeBag = TDefault, E extends EventObject = TDefault['events'], P = unknown>(
    collect: (args: EnqueueArgs<T, E>, params: P) => void,
  ): BoundAction<T, E, P>;
}

interface EnqueueArgs<T extends TypeBag, E extends EventObject> extends ArgsOf<T, E> {
  enqueue: Enqueue<T, E>;
  /** Whether a guard holds. */
  check: (guard: GuardOf<T, E>) => boolean;
}

/** Adds an action to the queue. */
export interface Enqueue<T extends TypeBag, E extends EventObject> {
  (action: ActionOf<T, E>): void;
  assign: (assignment: AssignerOf<T, E, undefined> | PropertyAssignerOf<T, E, undefined>) => void;
  raise: (
    event: OrExpr<T, E, undefined, T['events']>,
    options?: SendOptions<T, E, undefined>,
  ) => void;
  sendTo: <const R extends Target<T>>(
    target: R | ((args: ArgsOf<T, E>, params: undefined) => R | undefined),
    event: OrExpr<T, E, undefined, EventFor<T, R>>,
    options?: SendOptions<T, E, undefined>,
  ) => void;
  sendParent: (
    event: OrExpr<T, E, undefined, AnyEventObject>,
    options?: SendOptions<T, E, undefined>,
  ) => void;
  emit: (event: OrExpr<T, E, undefined, T['emitted']>) => void;
  cancel: (sendId: OrExpr<T, E, undefined, string>) => void;
  spawnChild: <const S extends SpawnSource<T>>(
    src: S,
    ...options: SpawnChildOptions<T, E, S>
  ) => void;
  stopChild: (child: OrExpr<T, E, undefined, Target<T>>) => void;
}

/** True when all of the guards are. */
export interface And {
  <
    C extends MachineContext = MachineContext,
    E extends EventObject = AnyEventObject,
    P = unknown,
    G = unknown,
  >(
    guards: readonly GuardFor<C, E, G, P>[],
  ): BoundGuard<C, E, P, G>;
}

/** True when one of the guards is. */
export interface Or {
  <
    C extends MachineContext = MachineContext,
    E extends EventObject = AnyEventObject,
    P = unknown,
    G = unknown,
  >(
    guards: readonly GuardFor<C, E, G, P>[],
  ): BoundGuard<C, E, P, G>;
}

/** True when the guard is not. */
export interface Not {
  <
    C extends MachineContext = MachineContext,
    E extends EventObject = AnyEventObject,
    P = unknown,
    G = unknown,
  >(
    guard: GuardFor<C, E, G, P>,
  ): BoundGuard<C, E, P, G>;
}

/** True when the machine is in this state: a state value, or `'#id'`. */
export interface StateIn {
  <
    C extends MachineContext = MachineContext,
    E extends EventObject = AnyEventObject,
    P = unknown,
    G = unknown,
  >(
    value: StateValue,
  ): BoundGuard<C, E, P, G>;
}
