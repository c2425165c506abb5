// oxlint-disable typescript/no-explicit-any -- what is not annotated is not checked: `({ input }) =>`
import { checkEvent } from '../../errors.ts';
import type { ActorRef, AnyActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import { STOP } from '../../protocol/event.ts';
import type { ActorLogic } from '../../protocol/logic.ts';
import type { Subscribable, Subscription } from '../../protocol/observer.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';

export type ObservableSnapshot<TContext, TInput> = Snapshot<undefined> & {
  /** The latest value. */
  context: TContext | undefined;
  input: TInput | undefined;
  _subscription: Subscription | undefined;
};

export type ObservableActorLogic<
  TContext,
  TInput,
  TEmitted extends EventObject = EventObject,
> = ActorLogic<
  ObservableSnapshot<TContext, TInput>,
  { type: string; [key: string]: unknown },
  TInput,
  AnyActorSystem,
  TEmitted
>;

export type ObservableActorRef<TContext> = ActorRef<
  ObservableSnapshot<TContext, unknown>,
  { type: string; [key: string]: unknown }
>;

export interface ObservableCreatorArgs<TInput, TEmitted extends EventObject> {
  input: TInput;
  system: AnyActorSystem;
  /** Does not know its values: TypeScript would settle them before it has seen the creator. */
  self: ObservableActorRef<any>;
  emit: (emitted: TEmitted) => void;
}

const NEXT = 'xstate.observable.next';
const ERROR = 'xstate.observable.error';
const COMPLETE = 'xstate.observable.complete';

/** Actor logic of an observable: each value becomes the context; done when it completes. */
export function fromObservable<TContext, TInput = any, TEmitted extends EventObject = EventObject>(
  creator: (args: ObservableCreatorArgs<TInput, TEmitted>) => Subscribable<TContext>,
): ObservableActorLogic<TContext, TInput, TEmitted> & { config: typeof creator } {
  return {
    ...subscribing<TContext, TInput, TEmitted>(creator, (self, value) => {
      self.system._relay(self, self, { type: NEXT, data: value } as EventObject);
    }),
    config: creator,
  };
}

/** Actor logic of an observable of events: each is sent to the parent; done when it completes. */
export function fromEventObservable<
  TEvent extends EventObject,
  TInput = any,
  TEmitted extends EventObject = EventObject,
>(
  creator: (args: ObservableCreatorArgs<TInput, TEmitted>) => Subscribable<TEvent>,
): ObservableActorLogic<TEvent, TInput, TEmitted> & { config: typeof creator } {
  return {
    ...subscribing<TEvent, TInput, TEmitted>(creator, (self, event) => {
      checkEvent(event, self.id);
      if (self._parent !== undefined) self.system._relay(self, self._parent, event);
    }),
    config: creator,
  };
}

/** What both have in common; they differ in where a value goes. */
function subscribing<TContext, TInput, TEmitted extends EventObject>(
  creator: (args: ObservableCreatorArgs<TInput, TEmitted>) => Subscribable<TContext>,
  deliver: (self: AnyActorRef, value: TContext) => void,
): ObservableActorLogic<TContext, TInput, TEmitted> {
  return {
    getInitialSnapshot: (_, input) => ({
      status: 'active',
      output: undefined,
      error: undefined,
      context: undefined,
      input,
      _subscription: undefined,
    }),

    start: (snapshot, { self, system, emit }) => {
      if (snapshot.status !== 'active') return;
      const isActive = (): boolean => self.getSnapshot().status === 'active';
      const fail = (data: unknown): void => {
        if (isActive()) system._relay(self, self, { type: ERROR, data } as EventObject);
      };
      snapshot._subscription = creator({
        input: snapshot.input as TInput,
        system,
        self: self as ObservableActorRef<any>,
        emit,
      }).subscribe({
        next: (value) => {
          if (!isActive()) return;
          try {
            deliver(self, value);
          } catch (error) {
            fail(error);
          }
        },
        error: fail,
        complete: () => {
          if (isActive()) system._relay(self, self, { type: COMPLETE });
        },
      });
    },

    transition: (snapshot, event) => {
      if (snapshot.status !== 'active') return snapshot;
      const ended = { input: undefined, _subscription: undefined };
      switch (event.type) {
        case NEXT:
          return { ...snapshot, context: event['data'] as TContext };
        case ERROR:
          // The source has ended, unless the fault was in a value of it.
          snapshot._subscription?.unsubscribe();
          return { ...snapshot, status: 'error', error: event['data'], ...ended };
        case COMPLETE:
          return { ...snapshot, status: 'done', ...ended };
        case STOP:
          snapshot._subscription?.unsubscribe();
          return { ...snapshot, status: 'stopped', ...ended };
        default:
          return snapshot;
      }
    },

    getPersistedSnapshot: ({ _subscription, ...persisted }) => persisted,
    restoreSnapshot: (persisted) =>
      ({ ...persisted, _subscription: undefined }) as ObservableSnapshot<TContext, TInput>,
  };
}
