import type {
  ActorRef,
  ActorSystem,
  AnyActorRef,
  AnyActorSystem,
  ActorSystemInfo,
  ReportTypes,
} from './actor-ref.ts';
import type { BuiltinEffect, Effect } from './effect.ts';
import type { EventObject } from './event.ts';
import type { Logger } from './ports.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What an actor gives to its logic.
 *
 * This is the one place where engine and actors meet: the engine sees only this interface,
 * the actors see only `ActorLogic`.
 */
export interface ActorScope<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TSystem extends AnyActorSystem = AnyActorSystem,
  TEmitted extends EventObject = EventObject,
> {
  readonly self: ActorRef<TSnapshot, TEvent, TEmitted>;
  readonly id: string;
  readonly sessionId: string;
  readonly logger: Logger;
  readonly system: TSystem;
  /** Runs `fn` once the actor's snapshot is updated. */
  readonly defer: (fn: () => void) => void;
  readonly emit: (event: TEmitted) => void;
  /** Stops a child of this actor. Throws when it is not a child. */
  readonly stopChild: (child: AnyActorRef) => void;
  /** Where effects go. A running actor performs custom actions at once and the others after its
   * snapshot is updated; `transition()` collects them all. */
  readonly actionExecutor: ActionExecutor;
  /** Creates a child; it is started by performing an `xstate.spawnChild` effect. */
  readonly spawn: (logic: AnyActorLogic, options: SpawnOptions) => AnyActorRef;
  /** The actor that sent the event at hand; undefined when it came from outside the system.
   * Only live actors know it: `originKnown` is false in `transition()`. */
  readonly origin: AnyActorRef | undefined;
  readonly originKnown: boolean;
  /** How many children in a row have led to the event at hand: each was started by the answer of
   * the one before it, and answered while it was being started. Read when `origin` is known. */
  readonly chain: number;
  /**
   * There while the actor runs and nobody looks at its effects: custom actions may just be called,
   * and built-in effects go here, without a record of their own.
   */
  readonly performer: EffectPerformer | undefined;
  /** What the logic holds while it runs, such as a subscription; no part of any snapshot. */
  held: unknown;
}

/** Performs what a machine wants done, at once or when its snapshot is updated. */
export interface EffectPerformer {
  _perform<TEffect extends BuiltinEffect>(type: TEffect['type'], params: TEffect['params']): void;
}

export type AnyActorScope = ActorScope<any, any, any, any>;
export type ActionExecutor = (effect: Effect) => void;

export interface SpawnOptions {
  /** Unique among the children; absent: the session id. */
  id?: string | undefined;
  src: unknown;
  input?: unknown;
  systemId?: string | undefined;
  /** Persisted snapshot to restore the child from. */
  snapshot?: Snapshot<unknown> | undefined;
  syncSnapshot?: boolean | undefined;
  supervision?: Supervision | undefined;
  reports?: ReportTypes | undefined;
}

/** What an invocation asked for beside the logic: a time limit, further attempts. All delays are resolved. */
export interface Supervision {
  /** Milliseconds from the start of the first attempt; then the actor fails with a `TimeoutError`. */
  timeoutMs: number | undefined;
  retry: RetryPolicy | undefined;
}

export interface RetryPolicy {
  /** Attempts in all, the first included; at least 1. */
  maxAttempts: number;
  /** Milliseconds before the second attempt. */
  delayMs: number;
  /** How the delay grows: `constant` (unless set), `linear` (n times the delay), `exponential` (doubled), or a factor. */
  backoff?: 'constant' | 'linear' | 'exponential' | number | undefined;
  maxDelayMs: number | undefined;
  /** Share of the delay that is drawn at random, 0 (unless set) to 1: 0.2 gives 80 % to 100 % of it. */
  jitter?: number | undefined;
  /** Whether this failure is worth another attempt. `attempt` counts the failed ones, from 1. */
  when?: ((failure: { error: unknown; attempt: number }) => boolean) | undefined;
}

/** The behaviour of an actor. Machines, promises, callbacks, observables and reducers all are this. */
export interface ActorLogic<
  in out TSnapshot extends Snapshot<unknown>,
  in out TEvent extends EventObject,
  in TInput = unknown,
  TSystem extends AnyActorSystem = AnyActorSystem,
  in out TEmitted extends EventObject = EventObject,
> {
  readonly config?: unknown;
  transition: (
    snapshot: TSnapshot,
    event: TEvent,
    scope: ActorScope<TSnapshot, TEvent, TSystem, TEmitted>,
  ) => TSnapshot;
  getInitialSnapshot: (
    scope: ActorScope<TSnapshot, TEvent, TSystem, TEmitted>,
    input: TInput,
  ) => TSnapshot;
  restoreSnapshot?: (
    persisted: Snapshot<unknown>,
    scope: ActorScope<TSnapshot, TEvent, AnyActorSystem, TEmitted>,
  ) => TSnapshot;
  start?: (
    snapshot: TSnapshot,
    scope: ActorScope<TSnapshot, TEvent, AnyActorSystem, TEmitted>,
  ) => void;
  getPersistedSnapshot: (snapshot: TSnapshot, options?: unknown) => Snapshot<unknown>;
  /**
   * Throws when an actor of this logic takes no such event: the sender is told, and the actor goes
   * on as if nothing had been sent.
   * @param at id of the actor
   */
  checkEvent?: (event: EventObject, at: string) => void;
}

export type AnyActorLogic = ActorLogic<any, any, any, any, any>;
export type DefaultActorSystem = ActorSystem<ActorSystemInfo>;
