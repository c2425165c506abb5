/** The creators of actor logic. */
export { fromCallback } from '../actors/logic/callback.ts';
export { createEmptyActor } from '../actors/logic/empty.ts';
export { fromEventObservable, fromObservable } from '../actors/logic/observable.ts';
export { fromPromise } from '../actors/logic/promise.ts';
export { fromTransition } from '../actors/logic/transition.ts';
