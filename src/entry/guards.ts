/** The guard creators, and how to ask a guard. */
export { and, evaluateGuard, not, or, stateIn } from '../authoring/face.ts';
