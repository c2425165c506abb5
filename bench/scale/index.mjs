import { actors } from './actors.mjs';
import { children } from './children.mjs';
import { depth, regions, states } from './machines.mjs';
import { timers } from './timers.mjs';

/** @type {readonly import('./scale.mjs').Scale[]} */
export const scales = [actors, timers, children, states, regions, depth];
