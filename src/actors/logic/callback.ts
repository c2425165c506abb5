// oxlint-disable typescript/no-explicit-any -- what is not annotated is not checked: `({ input }) =>`
import { checkEvent } from '../../errors.ts';
import type { ActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import { STOP } from '../../protocol/event.ts';
import type { ActorLogic, AnyActorScope } from '../../protocol/logic.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';

export type CallbackSnapshot<TInput> = Snapshot<undefined> & { input: TInput };

export type CallbackActorLogic<
  TEvent extends EventObject,
  TInput = unknown,
  TEmitted extends EventObject = EventObject,
> = ActorLogic<CallbackSnapshot<TInput>, TEvent, TInput, AnyActorSystem, TEmitted>;

export type CallbackActorRef<
  TEvent extends EventObject,
  TInput = unknown,
  TEmitted extends EventObject = EventObject,
> = ActorRef<CallbackSnapshot<TInput>, TEvent, TEmitted>;

export type CallbackLogicFunction<
  TEvent extends EventObject = AnyEventObject,
  TSentEvent extends EventObject = AnyEventObject,
  TInput = unknown,
  TEmitted extends EventObject = EventObject,
> = (args: {
  input: TInput;
  system: AnyActorSystem;
  self: CallbackActorRef<TEvent>;
  /** Sends an event to the parent. */
  sendBack: (event: TSentEvent) => void;
  /** Calls `listener` with each event that this actor gets from now on. */
  receive: (listener: (event: TEvent) => void) => void;
  emit: (emitted: TEmitted) => void;
  // A function to call at the end; `any`, because an arrow function returns what its last call does.
}) => unknown;

/** What one actor has set up. */
interface Installation {
  readonly receivers: Set<(event: EventObject) => void>;
  cleanUp: unknown;
}

/**
 * Actor logic of a function that sets something up: it may send events to the parent at any time,
 * gets the events of the actor through `receive`, and returns a function that is called at the end.
 */
export function fromCallback<
  TEvent extends EventObject,
  TInput = any,
  TEmitted extends EventObject = EventObject,
>(
  callback: CallbackLogicFunction<TEvent, AnyEventObject, TInput, TEmitted>,
): CallbackActorLogic<TEvent, TInput, TEmitted> & { config: typeof callback } {
  return {
    config: callback,

    getInitialSnapshot: (_, input) => ({
      status: 'active',
      output: undefined,
      error: undefined,
      input,
    }),

    start: (snapshot, scope) => {
      const { self, system, emit } = scope;
      const receivers: Installation['receivers'] = new Set();
      const installation: Installation = { receivers, cleanUp: undefined };
      scope.held = installation;
      installation.cleanUp = callback({
        input: snapshot.input,
        system,
        self: self as CallbackActorRef<TEvent>,
        sendBack: (event) => {
          checkEvent(event, self.id);
          if (self._parent === undefined || scope.held !== installation) return;
          system._relay(self, self._parent, event);
        },
        receive: (listener) => {
          receivers.add(listener as (event: EventObject) => void);
        },
        emit,
      }) as unknown;
    },

    transition: (snapshot, event, scope) => {
      if (event.type === STOP) {
        tearDown(scope);
        return { ...snapshot, status: 'stopped', output: undefined, error: undefined };
      }
      try {
        for (const receive of installationOf(scope)?.receivers ?? []) receive(event);
      } catch (error) {
        tearDown(scope);
        throw error;
      }
      return snapshot;
    },

    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (persisted) => persisted as CallbackSnapshot<TInput>,
  };
}

function installationOf(scope: AnyActorScope): Installation | undefined {
  return scope.held as Installation | undefined;
}

function tearDown(scope: AnyActorScope): void {
  const cleanUp = installationOf(scope)?.cleanUp;
  try {
    if (typeof cleanUp === 'function') cleanUp();
  } finally {
    scope.held = undefined;
  }
}
