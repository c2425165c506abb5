import type { EventObject } from '../../protocol/event.ts';
import type { StandardSchemaV1 } from '../../protocol/standard-schema.ts';
import type { MachineContext } from './bag.ts';

/** What schemas may describe. Whatever else `schemas` holds is kept and means nothing. */
export interface Schemas {
  context?: StandardSchemaV1;
  /** One schema of the union, or by the type of each event a schema of what it has beside that. */
  events?: StandardSchemaV1 | Record<string, StandardSchemaV1>;
  input?: StandardSchemaV1;
  output?: StandardSchemaV1;
  emitted?: StandardSchemaV1 | Record<string, StandardSchemaV1>;
}

/**
 * What is held to its schema. `'events'`: the events that are sent to the machine. `'all'`: also
 * its input, its context, its output and what it emits.
 */
export type Validation = 'events' | 'all';

/**
 * What `types` says, which is `D`, and for the rest what the schemas `S` say. Spelled as a
 * conditional type so that it prints as types and not as schemas.
 */
export type WithSchemas<D, S> = 0 extends 1 & S
  ? D
  : [DescribedBy<S>] extends [never]
    ? D
    : S extends unknown
      ? {
          [K in keyof D | DescribedBy<S>]: K extends keyof D
            ? D[K]
            : K extends keyof S
              ? TypeOf<S[K]>
              : never;
        }
      : never;

/** The keys under which there are schemas. */
type DescribedBy<S> = keyof {
  [K in keyof S & keyof Schemas as [TypeOf<S[K]>] extends [never] ? never : K]: unknown;
};

// A schema, or a map from event types to schemas.
type TypeOf<S> = S extends StandardSchemaV1
  ? Accepted<S>
  : { [K in keyof S & string]: EventOf<K, Accepted<S[K]>> }[keyof S & string];

/**
 * What a schema accepts. Not what it would turn that into: validation looks at values and leaves
 * them as they are.
 */
type Accepted<S> = S extends { readonly '~standard': { readonly types?: infer V } }
  ? NonNullable<V> extends { readonly input: infer I }
    ? I
    : unknown
  : never;

// Some libraries describe an object without properties as a record of nothing.
type EventOf<K extends string, V> = V extends unknown
  ? V extends Record<string, never>
    ? { type: K }
    : { [P in keyof ({ type: K } & V)]: ({ type: K } & V)[P] }
  : never;

/** Refuses schemas of what no schema is used for, and of what cannot be. */
export type FaultsOfSchemas<S> = [keyof S] extends [never]
  ? unknown
  : {
      [K in keyof S]: S[K] extends StandardSchemaV1
        ? K extends 'events' | 'emitted'
          ? Accepted<S[K]> extends EventObject
            ? unknown
            : 'an event is an object with a type'
          : K extends 'context'
            ? Accepted<S[K]> extends MachineContext
              ? unknown
              : 'a context is an object'
            : K extends keyof Schemas
              ? unknown
              : `no schema is used under this name: ${K & string}`
        : unknown;
    };
