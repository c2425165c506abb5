// oxlint-disable typescript/no-explicit-any -- what the first value does not say is not checked
import type { Widen } from '../authoring/infer/create-machine.ts';

/**
 * What a variable may hold that begins with a value of this type, as the live context does:
 * `0` becomes `number`, and `null` and `[]` may become anything.
 */
export type VariableOf<T> = [T] extends [null | undefined]
  ? any
  : T extends readonly (infer TElement)[]
    ? ([TElement] extends [never] ? any : VariableOf<TElement>)[]
    : T extends object
      ? IsInstance<T> extends true
        ? T
        : { -readonly [K in keyof T]: VariableOf<T[K]> }
      : Widen<T>;

// Of a function, of a `Date` or a `Map`, nothing is a first value.
type IsInstance<T> = T extends AnyFunction
  ? true
  : true extends { [K in keyof T]: T[K] extends AnyFunction ? true : never }[keyof T]
    ? true
    : false;

type AnyFunction = (...args: never) => unknown;
