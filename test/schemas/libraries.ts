import { type } from 'arktype';
import type { StandardSchemaV1 } from 'detent';
import * as v from 'valibot';
import { z } from 'zod';

/** The same descriptions in the words of one library. */
export interface Described {
  readonly context: StandardSchemaV1<{ count: number }>;
  readonly events: StandardSchemaV1<{ type: 'ADD'; by: number } | { type: 'CLEAR' }>;
  /** What the event ADD has beside its type. */
  readonly add: StandardSchemaV1<{ by: number }>;
  readonly clear: StandardSchemaV1<object>;
  readonly input: StandardSchemaV1<{ start: number }>;
  readonly output: StandardSchemaV1<{ total: number }>;
  readonly emitted: StandardSchemaV1<{ type: 'CHANGED'; to: number }>;
}

export const libraries: readonly (readonly [name: string, described: Described])[] = [
  [
    'zod',
    {
      context: z.object({ count: z.number() }),
      events: z.discriminatedUnion('type', [
        z.object({ type: z.literal('ADD'), by: z.number() }),
        z.object({ type: z.literal('CLEAR') }),
      ]),
      add: z.strictObject({ by: z.number() }),
      clear: z.strictObject({}),
      input: z.object({ start: z.number() }),
      output: z.object({ total: z.number() }),
      emitted: z.object({ type: z.literal('CHANGED'), to: z.number() }),
    },
  ],
  [
    'valibot',
    {
      context: v.object({ count: v.number() }),
      events: v.variant('type', [
        v.object({ type: v.literal('ADD'), by: v.number() }),
        v.object({ type: v.literal('CLEAR') }),
      ]),
      add: v.strictObject({ by: v.number() }),
      clear: v.strictObject({}),
      input: v.object({ start: v.number() }),
      output: v.object({ total: v.number() }),
      emitted: v.object({ type: v.literal('CHANGED'), to: v.number() }),
    },
  ],
  [
    'arktype',
    {
      context: type({ count: 'number' }),
      events: type({ type: "'ADD'", by: 'number' }).or({ type: "'CLEAR'" }),
      add: type({ by: 'number', '+': 'reject' }),
      clear: type({ '+': 'reject' }),
      input: type({ start: 'number' }),
      output: type({ total: 'number' }),
      emitted: type({ type: "'CHANGED'", to: 'number' }),
    },
  ],
];
