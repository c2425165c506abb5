import * as detent from 'detent';
import * as xstate from 'xstate';
import type { Library } from './library.ts';

/** The published package that this library replaces: what it does when it runs is the measure. */
export const oracle: Library = xstate;
export const subject: Library = detent;
