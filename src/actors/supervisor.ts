import { TimeoutError } from '../errors.ts';
import type { AnyActorRef, Scheduler } from '../protocol/actor-ref.ts';
import { RUNNING } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import { STOP } from '../protocol/event.ts';
import type { RetryPolicy, Supervision } from '../protocol/logic.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { reportUnhandledError } from './report-unhandled-error.ts';

/** Types of the events that a supervised actor sends to itself, and the ids of their timers. */
const RETRY = 'xstate.retry';
const TIMEOUT = 'xstate.timeout';

/** What a supervisor asks of its actor. */
export interface Supervised extends AnyActorRef {
  _process(event: EventObject, origin: AnyActorRef | undefined): void;
  /** Runs the logic anew in place: same ref, same id. */
  _restart(): void;
  /** Lets the logic release what it holds, and stops all children. */
  _stopAttempt(): void;
  _stopChildren(): void;
  _fail(error: unknown, heir: AnyActorRef | undefined): void;
}

/** What a persisted snapshot says about supervision. */
export interface PersistedSupervision {
  readonly attempt?: number | undefined;
  readonly timers?: readonly { readonly id: string }[] | undefined;
}

/** Gives one invocation a time limit and further attempts. */
export class Supervisor {
  /** Attempts that have failed. */
  attempt: number;
  /** Between two attempts. */
  waiting: boolean;
  readonly #actor: Supervised;
  readonly #supervision: Supervision;
  /** The time limit has been set, now or before the snapshot was persisted. */
  #limited: boolean;
  #expired = false;
  /** Events that arrive between two attempts; the next one gets them. */
  readonly #held: [EventObject, AnyActorRef | undefined][] = [];

  constructor(actor: Supervised, supervision: Supervision, persisted: PersistedSupervision = {}) {
    this.#actor = actor;
    this.#supervision = supervision;
    this.attempt = persisted.attempt ?? 0;
    this.waiting = isPending(persisted, RETRY);
    this.#limited = isPending(persisted, TIMEOUT);
  }

  /** Sets the time limit, at the first start. */
  limit(): void {
    const { timeoutMs } = this.#supervision;
    if (this.#limited || timeoutMs === undefined) return;
    this.#limited = true;
    this.#schedule(TIMEOUT, timeoutMs);
  }

  /**
   * Decides about a failure.
   * @returns whether another attempt follows; the failure is then nobody else's business
   */
  retries(error: unknown): boolean {
    const { retry } = this.#supervision;
    if (!retry || this.#expired) return false;
    this.attempt += 1;
    const again = this.attempt < retry.maxAttempts && isWorthIt(retry, error, this.attempt);
    const delayMs = again ? delayBefore(retry, this.attempt) : undefined;
    const actor = this.#actor;
    if (actor.system._inspected) {
      actor.system._sendInspectionEvent({
        type: '@detent.retry',
        actorRef: actor,
        attempt: this.attempt,
        maxAttempts: retry.maxAttempts,
        error,
        delayMs,
      });
    }
    if (delayMs === undefined) return false;
    actor._stopChildren();
    for (const timer of this.#scheduler().pending(actor)) {
      if (timer.id !== TIMEOUT) this.#scheduler().cancel(actor, timer.id);
    }
    this.waiting = true;
    this.#schedule(RETRY, delayMs);
    return true;
  }

  /** Sees each event before the logic does; true when the logic is not to see it. */
  intercepts(event: EventObject, origin: AnyActorRef | undefined): boolean {
    if (event.type === STOP) return false;
    // Only its own timers may act on the supervisor, not an event of that name from elsewhere.
    if (origin === this.#actor) {
      if (event.type === TIMEOUT) {
        this.#expire();
        return true;
      }
      if (event.type === RETRY && this.waiting) {
        this.#tryAgain();
        return true;
      }
    }
    if (this.waiting) this.#held.push([event, origin]);
    return this.waiting;
  }

  #expire(): void {
    this.#expired = true;
    this.waiting = false;
    this.#actor._stopAttempt();
    const error = new TimeoutError(this.#actor.id, this.#supervision.timeoutMs ?? 0);
    this.#actor._fail(error, this.#actor._parent);
  }

  #tryAgain(): void {
    this.waiting = false;
    const held = this.#held.splice(0);
    this.#actor._restart();
    for (const [event, origin] of held) {
      if (this.#actor._processingStatus !== RUNNING) return;
      this.#actor._process(event, origin);
    }
  }

  #scheduler(): Scheduler {
    return this.#actor.system.scheduler;
  }

  #schedule(type: string, delayMs: number): void {
    this.#scheduler().schedule(this.#actor, this.#actor, { type }, delayMs, type);
  }
}

/**
 * The snapshot of an actor between two attempts. The next one starts from the beginning, so the
 * input is all that it needs.
 */
export function idleSnapshot(input: unknown): Snapshot<unknown> {
  return { status: 'active', output: undefined, error: undefined, input } as Snapshot<unknown>;
}

/** Timers that are corrupt are refused later, with all else that the snapshot says. */
function isPending({ timers }: PersistedSupervision, id: string): boolean {
  return Array.isArray(timers) && timers.some((timer) => timer?.id === id);
}

function isWorthIt({ when }: RetryPolicy, error: unknown, attempt: number): boolean {
  try {
    return !when || when({ error, attempt });
  } catch (whenError) {
    reportUnhandledError(whenError);
    return false;
  }
}

/** Milliseconds to wait after the `attempt`th failure. */
function delayBefore(
  { delayMs, backoff, maxDelayMs = Infinity, jitter = 0 }: RetryPolicy,
  attempt: number,
): number {
  const factor = backoff === 'exponential' ? 2 : backoff;
  const constantOrLinear = factor === 'linear' ? attempt : 1;
  const growth = typeof factor === 'number' ? factor ** (attempt - 1) : constantOrLinear;
  return Math.min(delayMs * growth, maxDelayMs) * (1 - jitter * Math.random());
}
