/**
 * Small functions from types to types. Those that nothing in this house calls are here because
 * the vocabulary of XState exports them.
 */

export type AnyFunction = (...args: any[]) => any;
/** Every value, spelled so that a union with it does not collapse and functions in it keep their context. */
export type NonReducibleUnknown = {} | null | undefined;
export type SingleOrArray<T> = T | readonly T[];
export type Lazy<T> = () => T;
export type MaybeLazy<T> = T | Lazy<T>;
export type MetaObject = Record<string, any>;
/** A type that is not described yet. */
export type TODO = any;

export type IsNever<T> = [T] extends [never] ? true : false;
export type IsNotNever<T> = [T] extends [never] ? false : true;
export type IsAny<T> = 0 extends 1 & T ? true : false;
export type Equals<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export type IsLiteralString<T extends string> = string extends T ? false : true;

/** Shows an intersection as one object. */
export type Compute<T> = { [K in keyof T]: T[K] } & unknown;
export type Identity<T> = { [K in keyof T]: T[K] };
export type Prop<T, K> = K extends keyof T ? T[K] : never;
export type Values<T> = T[keyof T];
export type Elements<T> = T[keyof T & `${number}`];
export type Merge<T, U> = Omit<T, keyof U> & U;
export type Cast<T, U> = T extends U ? T : U;
export type HomomorphicPick<T, K extends PropertyKey> = { [P in keyof T as P & K]: T[P] };
export type HomomorphicOmit<T, K extends PropertyKey> = { [P in keyof T as Exclude<P, K>]: T[P] };
export type Invert<T extends Record<PropertyKey, PropertyKey>> = { [K in keyof T as T[K]]: K };
export type IndexByProp<T extends Record<P, string>, P extends keyof T> = { [U in T as U[P]]: U };
export type IndexByType<T extends { type: string }> = IndexByProp<T, 'type'>;
export type GetConcreteByKey<T, K extends keyof T, V extends T[K]> = T & Record<K, V>;
export type ConditionalRequired<T, TCondition extends boolean> = TCondition extends true
  ? Required<T>
  : T;

/** Takes the place of `T` where nothing may be inferred for it. */
export type DoNotInfer<T> = [T][T extends any ? 0 : never];
/** @deprecated TypeScript has its own `NoInfer`. */
export type NoInfer<T> = DoNotInfer<T>;
/** Inferred from only when nothing else gives a candidate. */
export type LowInfer<T> = T & NonNullable<unknown>;

export type UnionToIntersection<T> = (T extends unknown ? (member: T) => void : never) extends (
  all: infer I,
) => void
  ? I
  : never;

/** The result of a function, or the value itself. */
export type ReturnTypeOrValue<T> = T extends AnyFunction ? ReturnType<T> : T;
