import { NotSupportedError } from '../errors.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { STOP, type EventObject } from '../protocol/event.ts';
import type { ActorLogic, AnyActorScope } from '../protocol/logic.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { InterpreterApi, ServiceFunction } from './api.ts';
import { Event } from './event.ts';
import type { ServiceInvocation } from './plugin.ts';
import { abandon, isAsyncFunction, isThenable } from './thenable.ts';

/** The run that a service belongs to. */
export interface ServiceHost {
  readonly interpreter: InterpreterApi;
  readonly context: unknown;
  /** Services must give their result at once. */
  readonly isSync: boolean;
  serviceStarted(invocation: ServiceInvocation): void;
  serviceDone(invocation: ServiceInvocation, result: unknown): void;
  serviceFailed(invocation: ServiceInvocation, error: unknown): void;
  /** The service is used in a way that is not supported. */
  misused(error: unknown): void;
}

const hosts = new WeakMap<AnyActorRef, ServiceHost>();

/** Makes `host` known as the run of `actor`. */
export function setHost(actor: AnyActorRef, host: ServiceHost): void {
  hosts.set(actor, host);
}

/** The run of `actor`, when it is one of an interpreter. */
export function hostOf(actor: AnyActorRef | undefined): ServiceHost | undefined {
  return actor && hosts.get(actor);
}

type ServiceSnapshot = Snapshot<unknown> & { input: unknown };
type Outcome = { type: typeof RESOLVE | typeof REJECT; data: unknown };

const RESOLVE = 'xstate.promise.resolve';
const REJECT = 'xstate.promise.reject';

/**
 * A service function as actor logic: done with what it returns, failed with what it throws.
 * Restored while active, it is called again.
 */
export class ServiceLogic implements ActorLogic<ServiceSnapshot, EventObject> {
  readonly #service: ServiceFunction;
  /** Of services that were called before their actor was started. */
  readonly #ahead = new WeakMap<AnyActorRef, Outcome>();
  /** Calls whose result is awaited: one per actor, the latest. */
  readonly #calls = new WeakMap<AnyActorRef, AbortController>();

  constructor(service: ServiceFunction) {
    this.#service = service;
  }

  getInitialSnapshot = (_scope: AnyActorScope, input: unknown): ServiceSnapshot => ({
    status: 'active',
    output: undefined,
    error: undefined,
    input,
  });

  start = ({ status, input }: ServiceSnapshot, { self }: AnyActorScope): void => {
    const host = hostOf(self._parent);
    if (status !== 'active' || !host) return;
    const ahead = this.#ahead.get(self);
    this.#ahead.delete(self);
    if (ahead) finish(host, self, ahead);
    else if (host.isSync) {
      try {
        finish(host, self, this.#call(host, self, input));
      } catch (error) {
        host.misused(error);
      }
    } else this.#callAsync(host, self, input);
  };

  transition = (
    snapshot: ServiceSnapshot,
    event: EventObject,
    { self, origin }: AnyActorScope,
  ): ServiceSnapshot => {
    if (snapshot.status !== 'active') return snapshot;
    if (event.type === STOP) {
      this.#calls.get(self)?.abort();
      this.#calls.delete(self);
      return { ...snapshot, status: 'stopped' };
    }
    if (origin !== self) return snapshot;
    const { type, data } = event as Outcome;
    if (type === RESOLVE) {
      return { status: 'done', output: data, error: undefined, input: undefined };
    }
    if (type !== REJECT) return snapshot;
    return { status: 'error', output: undefined, error: data, input: undefined };
  };

  getPersistedSnapshot = (snapshot: ServiceSnapshot): ServiceSnapshot => snapshot;
  restoreSnapshot = (persisted: Snapshot<unknown>): ServiceSnapshot => persisted as ServiceSnapshot;

  /**
   * Calls a synchronous service while the macrostep that invokes it can still be undone; its
   * actor has the outcome when it starts.
   * @throws NotSupportedError E410 when it is asynchronous
   */
  callAhead(host: ServiceHost, actor: AnyActorRef, input: unknown): void {
    this.#ahead.set(actor, this.#call(host, actor, input));
  }

  #call(host: ServiceHost, actor: AnyActorRef, input: unknown): Outcome {
    if (isAsyncFunction(this.#service)) throw asynchronous(actor);
    const { interpreter, context } = host;
    host.serviceStarted(invocationOf(actor, input));
    let data: unknown;
    try {
      data = this.#service(interpreter, context, invokeEvent(actor, input));
    } catch (error) {
      return { type: REJECT, data: error };
    }
    if (isThenable(data)) {
      abandon(data);
      throw asynchronous(actor);
    }
    return { type: RESOLVE, data };
  }

  #callAsync(host: ServiceHost, actor: AnyActorRef, input: unknown): void {
    const controller = new AbortController();
    this.#calls.set(actor, controller);
    const settle = (type: Outcome['type']) => (data: unknown) => {
      // The result of a call that was cancelled, or replaced by a further attempt, is nobody's.
      if (this.#calls.get(actor) !== controller) return;
      this.#calls.delete(actor);
      finish(host, actor, { type, data });
    };
    const { interpreter, context } = host;
    host.serviceStarted(invocationOf(actor, input));
    let result: unknown;
    try {
      const event = invokeEvent(actor, input);
      result = this.#service(interpreter, context, event, controller.signal);
    } catch (error) {
      settle(REJECT)(error);
      return;
    }
    if (isThenable(result)) result.then(settle(RESOLVE), settle(REJECT));
    else settle(RESOLVE)(result);
  }
}

/** Sends the outcome to the actor itself, which then ends with it. */
function finish(host: ServiceHost, actor: AnyActorRef, outcome: Outcome): void {
  const input = (actor.getSnapshot() as ServiceSnapshot).input;
  const invocation = invocationOf(actor, input);
  if (outcome.type === RESOLVE) host.serviceDone(invocation, outcome.data);
  else host.serviceFailed(invocation, outcome.data);
  actor.system._relay(actor, actor, outcome);
}

function invocationOf(actor: AnyActorRef, input: unknown): ServiceInvocation {
  return { id: actor.id, src: String(actor.src), input };
}

function invokeEvent({ id }: AnyActorRef, input: unknown): Event {
  return new Event(`invoke.${id}`, { input });
}

function asynchronous(actor: AnyActorRef): NotSupportedError {
  return new NotSupportedError(
    'E410',
    actor.id,
    `service "${String(actor.src)}" is asynchronous, SyncInterpreter needs its result at once`,
    'Run the machine with Interpreter, or make the service synchronous',
  );
}
