// oxlint-disable typescript/no-explicit-any -- what is not annotated is not checked: `({ input }) =>`
import type { ActorRef, AnyActorRef, AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { EventObject } from '../../protocol/event.ts';
import { STOP } from '../../protocol/event.ts';
import type { ActorLogic, AnyActorScope } from '../../protocol/logic.ts';
import type { Snapshot } from '../../protocol/snapshot.ts';

export type PromiseSnapshot<TOutput, TInput> = Snapshot<TOutput> & {
  /** Given to the creator; dropped once the promise is settled. */
  input: TInput | undefined;
};

export type PromiseActorLogic<
  TOutput,
  TInput = unknown,
  TEmitted extends EventObject = EventObject,
> = ActorLogic<
  PromiseSnapshot<TOutput, TInput>,
  { type: string; [key: string]: unknown },
  TInput,
  AnyActorSystem,
  TEmitted
>;

export type PromiseActorRef<TOutput, TEmitted extends EventObject = EventObject> = ActorRef<
  PromiseSnapshot<TOutput, unknown>,
  { type: string; [key: string]: unknown },
  TEmitted
>;

export interface PromiseCreatorArgs<TInput, TEmitted extends EventObject> {
  input: TInput;
  system: AnyActorSystem;
  /** Does not know its output: TypeScript would settle that before it has seen the creator. */
  self: PromiseActorRef<any, TEmitted>;
  /** Aborted when the actor is stopped before the promise is settled. */
  signal: AbortSignal;
  emit: (emitted: TEmitted) => void;
}

const RESOLVE = 'xstate.promise.resolve';
const REJECT = 'xstate.promise.reject';

/**
 * Actor logic of one promise: done with its value as output, or failed with its reason.
 * Restored while active, it calls `creator` again with the persisted input.
 */
export function fromPromise<TOutput, TInput = any, TEmitted extends EventObject = EventObject>(
  creator: (args: PromiseCreatorArgs<TInput, TEmitted>) => PromiseLike<TOutput>,
): PromiseActorLogic<TOutput, TInput, TEmitted> & { config: typeof creator } {
  const runs = new WeakMap<AnyActorRef, Run>();

  return {
    config: creator,

    getInitialSnapshot: (_, input) => ({
      status: 'active',
      output: undefined,
      error: undefined,
      input,
    }),

    start: (snapshot, scope) => {
      if (snapshot.status !== 'active') return;
      const { self } = scope;
      const run = new Run(creator, snapshot.input, scope);
      runs.set(self, run);
      // A further attempt of the same actor, or its end, makes this run history.
      const settle = (type: string) => (data: unknown) => {
        if (runs.get(self) !== run || self.getSnapshot().status !== 'active') return;
        runs.delete(self);
        scope.system._relay(self, self, { type, data } as EventObject);
      };
      run.promise.then(settle(RESOLVE), settle(REJECT));
    },

    transition: (snapshot, event, { self }) => {
      if (snapshot.status !== 'active') return snapshot;
      switch (event.type) {
        case RESOLVE:
          return {
            ...snapshot,
            status: 'done',
            output: event['data'] as TOutput,
            input: undefined,
          };
        case REJECT:
          return { ...snapshot, status: 'error', error: event['data'], input: undefined };
        case STOP:
          runs.get(self)?.abort();
          runs.delete(self);
          return { ...snapshot, status: 'stopped', input: undefined };
        default:
          return snapshot;
      }
    },

    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (persisted) => persisted as PromiseSnapshot<TOutput, TInput>,
  };
}

/** One call of the creator. */
class Run {
  readonly promise: Promise<unknown>;
  #aborted = false;
  #controller: AbortController | undefined = undefined;

  constructor(creator: (args: any) => PromiseLike<unknown>, input: unknown, scope: AnyActorScope) {
    // Few creators look at `signal`, and a controller costs more than all the rest.
    const signal = (): AbortSignal => this.#signal;
    const { self, system, emit } = scope;
    this.promise = Promise.resolve(
      creator({
        input,
        system,
        self,
        emit,
        get signal() {
          return signal();
        },
      }),
    );
  }

  abort(): void {
    this.#aborted = true;
    this.#controller?.abort();
  }

  get #signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }
}
