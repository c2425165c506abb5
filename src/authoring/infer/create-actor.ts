import type { ActorRef, AnyActorRef } from '../../protocol/actor-ref.ts';
import type { InspectionEvent } from '../../protocol/inspection.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { Observer } from '../../protocol/observer.ts';
import type { Clock, Logger } from '../../protocol/ports.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';
import type {
  LogicEmitted,
  LogicEvent,
  LogicInput,
  LogicSnapshot,
  LogicSystem,
  RequiredLogicInput,
} from './actor-from.ts';

export interface ActorOptions<TLogic extends AnyActorLogic> {
  /** Where the actor system takes its time from. */
  clock?: Clock;
  /** Where `log(...)` writes. */
  logger?: Logger;
  id?: string;
  /** Unique in the whole actor system. */
  systemId?: string;
  input?: LogicInput<TLogic>;
  /** A persisted snapshot to go on from. */
  snapshot?: Snapshot<unknown>;
  /** @deprecated Use `snapshot`. */
  state?: Snapshot<unknown>;
  /** Told of everything that happens in the actor system. Only the root's is heard. */
  inspect?: Observer<InspectionEvent> | ((event: InspectionEvent) => void);
  src?: string | AnyActorLogic;
  parent?: AnyActorRef;
  /** @deprecated Use `inspect`. */
  devTools?: never;
}

/** A running logic, with what only its owner may do. */
export interface ActorOf<TLogic extends AnyActorLogic> extends ActorRef<
  LogicSnapshot<TLogic>,
  LogicEvent<TLogic>,
  LogicEmitted<TLogic>
> {
  readonly logic: TLogic;
  readonly system: LogicSystem<TLogic>;
  readonly options: Readonly<ActorOptions<TLogic>>;
  readonly clock: Clock;
  readonly ref: ActorRef<LogicSnapshot<TLogic>, LogicEvent<TLogic>, LogicEmitted<TLogic>>;
  start: () => this;
  stop: () => this;
}

/** The class `Actor`, as a type. */
export type Actor<TLogic extends AnyActorLogic> = ActorOf<TLogic>;
export type AnyActor = ActorOf<any>;
/** @deprecated Use `AnyActor`. */
export type AnyInterpreter = AnyActor;

export type RequiredActorOptionsKeys<TLogic extends AnyActorLogic> = RequiredLogicInput<TLogic>;

/** Makes an actor of a logic. It does nothing before `start()`. */
export interface CreateActor {
  <TLogic extends AnyActorLogic>(
    logic: TLogic,
    ...options: undefined extends LogicInput<TLogic>
      ? [options?: ActorOptions<TLogic>]
      : [options: ActorOptions<TLogic> & { input: unknown }]
  ): ActorOf<TLogic>;
}

/** The class `Actor`, as a value. */
export interface ActorConstructor {
  new <TLogic extends AnyActorLogic>(
    logic: TLogic,
    options?: ActorOptions<TLogic>,
  ): ActorOf<TLogic>;
}
/** @deprecated The class `Actor`. */
export type Interpreter = ActorConstructor;
