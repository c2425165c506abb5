import type { ActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import type { ActorScope } from '../../protocol/logic.ts';
import type { Subscribable } from '../../protocol/observer.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';
import type { CallbackActorLogic, CallbackLogicFunction } from '../../actors/logic/callback.ts';
import type { ObservableActorLogic, ObservableActorRef } from '../../actors/logic/observable.ts';
import type { PromiseActorLogic, PromiseActorRef } from '../../actors/logic/promise.ts';
import type {
  TransitionActorLogic,
  TransitionActorRef,
  TransitionSnapshot,
} from '../../actors/logic/transition.ts';

/*
 * The creators of actor logic. What is not annotated is not checked: `({ input }) => ...` gets
 * `any`. What the function returns must not occur in the type of its argument: TypeScript would
 * settle it when it types `({ input })`, before it has seen the function's body. Therefore `self`
 * does not know its own output.
 */

/** Logic of one promise: done with its value, or failed with its reason. */
export interface FromPromise {
  <TOutput, TInput = any, TEmitted extends EventObject = EventObject>(
    creator: (args: {
      input: TInput;
      system: AnyActorSystem;
      self: PromiseActorRef<unknown>;
      /** Aborted when the actor is stopped before the promise is settled. */
      signal: AbortSignal;
      emit: (emitted: TEmitted) => void;
      // A promise is one of these as it stands; to be found like one, it would be compared in full.
    }) => Promise<TOutput> | PromiseLike<TOutput>,
  ): PromiseActorLogic<TOutput, TInput, TEmitted>;
}

/** Logic of a function that sends and receives events until it is stopped. */
export interface FromCallback {
  <
    TEvent extends EventObject = AnyEventObject,
    TInput = any,
    TEmitted extends EventObject = EventObject,
  >(
    callback: CallbackLogicFunction<TEvent, AnyEventObject, TInput, TEmitted>,
  ): CallbackActorLogic<TEvent, TInput, TEmitted>;
}

/** Logic of an observable: each value becomes the context of its snapshot. */
export interface FromObservable {
  <TContext, TInput = any, TEmitted extends EventObject = EventObject>(
    creator: (args: {
      input: TInput;
      system: AnyActorSystem;
      self: ObservableActorRef<unknown>;
      emit: (emitted: TEmitted) => void;
    }) => Subscribable<TContext>,
  ): ObservableActorLogic<TContext, TInput, TEmitted>;
}

/** Logic of an observable of events: each is sent to the parent. */
export interface FromEventObservable {
  <TEvent extends EventObject, TInput = any, TEmitted extends EventObject = EventObject>(
    creator: (args: {
      input: TInput;
      system: AnyActorSystem;
      self: ObservableActorRef<unknown>;
      emit: (emitted: TEmitted) => void;
    }) => Subscribable<TEvent>,
  ): ObservableActorLogic<TEvent, TInput, TEmitted>;
}

/** Logic of a reducer: each event makes the next context from the last. */
export interface FromTransition {
  <
    TContext,
    TEvent extends EventObject,
    TSystem extends AnyActorSystem = AnyActorSystem,
    TInput = any,
    TEmitted extends EventObject = EventObject,
  >(
    reducer: (
      context: TContext,
      event: TEvent,
      scope: ActorScope<TransitionSnapshot<TContext>, TEvent, TSystem, TEmitted> & {
        /** What the actor was created with. */
        readonly input?: any;
      },
    ) => TContext,
    initialContext?:
      | TContext
      | ((args: { input: TInput; self: TransitionActorRef<TContext, TEvent> }) => TContext),
  ): TransitionActorLogic<TContext, TEvent, TInput, TEmitted>;
}

/** An actor that does nothing. */
export interface CreateEmptyActor {
  (): ActorRef<Snapshot<undefined>, AnyEventObject, AnyEventObject>;
}
