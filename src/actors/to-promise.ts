import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { STOPPED } from '../protocol/actor-ref.ts';

/**
 * The output of an actor, when it is done.
 * @returns a promise that is rejected with the actor's error; when the actor is stopped, it resolves
 * to undefined
 */
export function toPromise<TActor extends AnyActorRef>(
  actor: TActor,
): Promise<ReturnType<TActor['getSnapshot']>['output']> {
  return new Promise((resolve, reject) => {
    const complete = (): void => resolve(actor.getSnapshot().output);
    actor.subscribe({ complete, error: reject });
    // An actor that was stopped has nothing more to say to its observers.
    if (actor._processingStatus === STOPPED) complete();
  });
}
