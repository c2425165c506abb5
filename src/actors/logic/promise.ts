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
      const run = new Run(snapshot.input, scope);
      scope.held = run;
      run.call(creator);
    },

    transition: (snapshot, event, scope) => {
      if (snapshot.status !== 'active') return snapshot;
      switch (event.type) {
        case RESOLVE:
          return {
            status: 'done',
            output: event['data'] as TOutput,
            error: snapshot.error,
            input: undefined,
          };
        case REJECT:
          return {
            status: 'error',
            output: snapshot.output,
            error: event['data'],
            input: undefined,
          };
        case STOP:
          (scope.held as Run | undefined)?.abort();
          scope.held = undefined;
          return {
            status: 'stopped',
            output: snapshot.output,
            error: snapshot.error,
            input: undefined,
          };
        default:
          return snapshot;
      }
    },

    getPersistedSnapshot: (snapshot) => snapshot,
    restoreSnapshot: (persisted) => persisted as PromiseSnapshot<TOutput, TInput>,
  };
}

/** One call of the creator, and what it is called with. */
class Run {
  readonly input: unknown;
  readonly system: AnyActorSystem;
  readonly self: AnyActorRef;
  readonly emit: (event: EventObject) => void;
  readonly #scope: AnyActorScope;
  #aborted = false;
  #controller: AbortController | undefined = undefined;

  constructor(input: unknown, scope: AnyActorScope) {
    this.input = input;
    this.system = scope.system;
    this.self = scope.self;
    this.emit = scope.emit;
    this.#scope = scope;
  }

  call(creator: (args: any) => PromiseLike<unknown>): void {
    // Few creators look at it, and a signal costs more than all the rest. A property of its own,
    // so that `({ input, ...rest })` has it in `rest`; who has no parameters takes nothing apart.
    if (creator.length > 0) Object.defineProperty(this, 'signal', Run.#ownSignal);
    Promise.resolve(creator(this)).then(
      (output) => this.#settle(RESOLVE, output),
      (reason) => this.#settle(REJECT, reason),
    );
  }

  abort(): void {
    this.#aborted = true;
    this.#controller?.abort();
  }

  /** A further attempt of the same actor, or its end, makes this run history. */
  #settle(type: string, data: unknown): void {
    const { self, system } = this;
    const scope = this.#scope;
    if (scope.held !== this || self.getSnapshot().status !== 'active') return;
    scope.held = undefined;
    system._relay(self, self, { type, data } as EventObject);
  }

  get signal(): AbortSignal {
    return this.#signal();
  }

  #signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  static readonly #ownSignal: PropertyDescriptor & ThisType<Run> = {
    enumerable: true,
    get(): AbortSignal {
      return this.#signal();
    },
  };
}
