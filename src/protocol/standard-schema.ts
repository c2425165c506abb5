/*
 * Standard Schema, version 1: what zod, valibot, arktype and others have in common. Spelled here
 * and not imported, as its authors mean it to be: the declarations need no package. A type test
 * keeps it equal to `@standard-schema/spec`.
 */

/** A schema of any library: it describes a type, and checks at run time whether a value fits. */
export interface StandardSchemaV1<TInput = unknown, TOutput = TInput> {
  readonly '~standard': StandardSchemaProps<TInput, TOutput>;
}

export interface StandardSchemaProps<TInput = unknown, TOutput = TInput> {
  readonly version: 1;
  /** The library that the schema comes from. */
  readonly vendor: string;
  readonly validate: (
    value: unknown,
  ) => StandardSchemaResult<TOutput> | Promise<StandardSchemaResult<TOutput>>;
  /** Never there at run time. */
  readonly types?: StandardSchemaTypes<TInput, TOutput> | undefined;
}

export interface StandardSchemaTypes<TInput = unknown, TOutput = TInput> {
  /** What the schema accepts. */
  readonly input: TInput;
  /** What it turns that into. */
  readonly output: TOutput;
}

/** The value, or what is wrong with it. */
export type StandardSchemaResult<TOutput> =
  | { readonly value: TOutput; readonly issues?: undefined }
  | { readonly issues: readonly StandardSchemaIssue[] };

export interface StandardSchemaIssue {
  readonly message: string;
  /** Keys from the value to the place of the fault. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
