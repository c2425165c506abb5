/** The creators of actor logic. */
export {
  createEmptyActor,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
} from '../authoring/face.ts';
