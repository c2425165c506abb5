/*
 * What is asked of a config literal as a whole. Most are right, so one question to the compiler is
 * enough for them; only where the answer is no, there is more to be worked out.
 */
import type { AnyFunction } from './type-functions.ts';

/**
 * The properties that a question such as `V extends Going` leaves out. With index signatures, because
 * a literal has more than is asked for. Of `any`, because then TypeScript does not look at the rest;
 * never where a string or a list is asked too, which would fit as well.
 */
export interface Unasked {
  readonly [other: string]: any;
}

/** Of a primitive, a mapped type is the primitive itself: what is made of a literal asks first. */
export type IsObject<T> = 0 extends 1 & T ? false : [T] extends [object] ? true : false;
/** Whether it is an object with keys of its own: no list, no function. */
export type IsRecord<T> =
  IsObject<T> extends true
    ? [T] extends [readonly unknown[] | AnyFunction]
      ? false
      : true
    : false;
