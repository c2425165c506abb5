import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { STOPPED } from '../protocol/actor-ref.ts';

interface WaitForOptions {
  /** Milliseconds after which the promise is rejected; never when absent. */
  timeout?: number;
  /** Rejects the promise with its reason when aborted. */
  signal?: AbortSignal;
}

/**
 * The first snapshot of an actor, the current one included, that satisfies `predicate`.
 * @returns a promise that is rejected when the actor ends before, when the time is over, when the
 * signal is aborted, or when the predicate throws
 */
export function waitFor<TActor extends AnyActorRef>(
  actor: TActor,
  predicate: (snapshot: ReturnType<TActor['getSnapshot']>) => boolean,
  { timeout = Infinity, signal }: WaitForOptions = {},
): Promise<ReturnType<TActor['getSnapshot']>> {
  return new Promise((resolve, reject) => {
    const releases: (() => void)[] = [];
    let isSettled = false;

    const settle = (report: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      for (const release of releases) release();
      report();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const check = (snapshot: ReturnType<TActor['getSnapshot']>): void => {
      try {
        if (predicate(snapshot)) settle(() => resolve(snapshot));
      } catch (error) {
        fail(error);
      }
    };
    const complete = (): void => fail(new Error('Actor terminated without satisfying predicate'));

    if (signal?.aborted) {
      fail(signal.reason);
      return;
    }
    check(actor.getSnapshot());
    if (isSettled) return;
    const subscription = actor.subscribe({ next: check, error: fail, complete });
    releases.push(() => subscription.unsubscribe());
    // An actor that was stopped has nothing more to say to its observers.
    if (actor._processingStatus === STOPPED) {
      complete();
      return;
    }
    if (signal !== undefined) {
      const abort = (): void => fail(signal.reason);
      signal.addEventListener('abort', abort);
      releases.push(() => signal.removeEventListener('abort', abort));
    }
    if (timeout !== Infinity) {
      const timer = setTimeout(() => fail(new Error(`Timeout of ${timeout} ms exceeded`)), timeout);
      releases.push(() => clearTimeout(timer));
    }
  });
}
