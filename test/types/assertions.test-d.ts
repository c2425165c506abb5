/** True when `A` and `B` are the same type; `any` is only the same as `any`. */
export type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `expectType<Equal<typeof value, Wanted>>()`: an error stands at this line when they differ. */
export declare function expectType<_T extends true>(): void;
