/** The guard creators, and how to ask a guard. */
export { and, not, or, stateIn } from '../engine/guards.ts';
