import type { AnyEventObject } from '../../protocol/event.ts';
import type { Actor } from '../actor.ts';
import { createActor } from '../actor.ts';
import type { TransitionActorLogic } from './transition.ts';
import { fromTransition } from './transition.ts';

/** Makes an actor that does nothing: a placeholder, or an end for a ref that must exist. */
export function createEmptyActor(): Actor<
  TransitionActorLogic<undefined, AnyEventObject, unknown>
> {
  return createActor(fromTransition(() => undefined, undefined));
}
