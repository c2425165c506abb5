// `setup({ schemas })`: the same types as those that `types` says, by schemas of any library.
import type { StandardSchemaV1 as OfficialSchema } from '@standard-schema/spec';
import { type } from 'arktype';
import {
  assign,
  createActor,
  emit,
  setup,
  type ContextFrom,
  type EmittedFrom,
  type EventFrom,
  type InputFrom,
  type OutputFrom,
  type StandardSchemaV1,
} from 'detent';
import * as v from 'valibot';
import { z } from 'zod';
import { expectType, type Equal } from './assertions.test-d.ts';

interface Context {
  count: number;
  note?: string | undefined;
}
type Event = { type: 'ADD'; by: number } | { type: 'CLEAR' };

// --- the same inference as `types`, with each library --------------------------------------

const typed = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { start: number },
    output: {} as { total: number },
    emitted: {} as { type: 'CHANGED'; to: number },
  },
});
const withZod = setup({
  schemas: {
    context: z.object({ count: z.number(), note: z.string().optional() }),
    events: z.discriminatedUnion('type', [
      z.object({ type: z.literal('ADD'), by: z.number() }),
      z.object({ type: z.literal('CLEAR') }),
    ]),
    input: z.object({ start: z.number() }),
    output: z.object({ total: z.number() }),
    emitted: z.object({ type: z.literal('CHANGED'), to: z.number() }),
  },
});
const withValibot = setup({
  schemas: {
    context: v.object({ count: v.number(), note: v.optional(v.string()) }),
    events: v.variant('type', [
      v.object({ type: v.literal('ADD'), by: v.number() }),
      v.object({ type: v.literal('CLEAR') }),
    ]),
    input: v.object({ start: v.number() }),
    output: v.object({ total: v.number() }),
    emitted: v.object({ type: v.literal('CHANGED'), to: v.number() }),
  },
});
const withArktype = setup({
  schemas: {
    context: type({ count: 'number', 'note?': 'string | undefined' }),
    events: type({ type: "'ADD'", by: 'number' }).or({ type: "'CLEAR'" }),
    input: type({ start: 'number' }),
    output: type({ total: 'number' }),
    emitted: type({ type: "'CHANGED'", to: 'number' }),
  },
});

type Typed = ReturnType<typeof typed.createMachine>;
type TypesOf<M extends Typed> = [
  ContextFrom<M>,
  EventFrom<M>,
  InputFrom<M>,
  OutputFrom<M>,
  EmittedFrom<M>,
];
type Wanted = [
  Context,
  Event,
  { start: number },
  { total: number },
  { type: 'CHANGED'; to: number },
];
expectType<Equal<TypesOf<Typed>, Wanted>>();
expectType<Equal<TypesOf<ReturnType<typeof withZod.createMachine>>, Wanted>>();
expectType<Equal<TypesOf<ReturnType<typeof withValibot.createMachine>>, Wanted>>();
expectType<Equal<TypesOf<ReturnType<typeof withArktype.createMachine>>, Wanted>>();

for (const { createMachine } of [withZod, withValibot, withArktype] as (typeof withZod)[]) {
  const machine = createMachine({
    context: ({ input }) => {
      expectType<Equal<typeof input, { start: number }>>();
      return { count: input.start };
    },
    initial: 'on',
    states: {
      on: {
        on: {
          ADD: {
            actions: [
              assign({ count: ({ context, event }) => context.count + event.by }),
              emit(({ context }) => ({ type: 'CHANGED', to: context.count })),
            ],
          },
          CLEAR: 'off',
        },
      },
      off: { type: 'final' },
    },
    output: ({ context }) => ({ total: context.count }),
  });
  const actor = createActor(machine, { input: { start: 1 } });
  actor.send({ type: 'ADD', by: 1 });
  actor.on('CHANGED', ({ to }) => expectType<Equal<typeof to, number>>());
  // @ts-expect-error -- an event without what its schema asks for
  actor.send({ type: 'ADD' });
  // @ts-expect-error -- there is no such event
  actor.send({ type: 'ADDD', by: 1 });
  // @ts-expect-error -- the input is not what its schema asks for
  createActor(machine, { input: { start: 'x' } });
  // @ts-expect-error -- the input is missing
  createActor(machine);
}

withZod.createMachine({
  // @ts-expect-error -- the context is not what its schema says
  context: { count: 'one' },
});
withZod.createMachine({
  context: { count: 0 },
  on: {
    // @ts-expect-error -- there is no such event
    REMOVE: {},
  },
  // @ts-expect-error -- the output is not what its schema says
  output: { total: 'one' },
});
withZod.createMachine({
  context: { count: 0 },
  // @ts-expect-error -- the context has no such property
  entry: assign({ cuont: 1 }),
});

// --- actions and guards in the setup itself ------------------------------------------------

setup({
  schemas: {
    context: z.object({ count: z.number() }),
    events: z.object({ type: z.literal('ADD'), by: z.number() }),
  },
  actions: {
    add: assign({ count: ({ context, event }) => context.count + event.by }),
    note: ({ context }, params: { text: string }) => `${context.count} ${params.text}`,
  },
  guards: { isBig: ({ event }, params: { limit: number }) => event.by > params.limit },
  delays: { later: ({ context }) => context.count },
}).createMachine({
  context: { count: 0 },
  entry: { type: 'note', params: { text: 'x' } },
  always: { guard: { type: 'isBig', params: { limit: 1 } }, actions: 'add' },
  after: { later: {} },
});
setup({
  schemas: { context: z.object({ count: z.number() }) },
  actions: {
    // @ts-expect-error -- the context has no such property
    add: ({ context }) => context.cuont,
  },
});

// --- events by type ------------------------------------------------------------------------

const byType = setup({
  schemas: {
    events: {
      'form.fill': z.object({ name: z.string(), age: z.number().optional() }),
      'form.send': v.object({}),
      'form.clear': z.object({}),
      choose: type({ id: 'number' }).or({ name: 'string' }),
      cancel: type({}),
    },
    emitted: { saved: v.object({ id: v.string() }) },
  },
  validate: 'all',
}).createMachine({
  on: {
    'form.fill': { actions: ({ event }) => expectType<Equal<typeof event.name, string>>() },
    'form.*': {
      actions: ({ event }) =>
        expectType<Equal<typeof event.type, 'form.fill' | 'form.send' | 'form.clear'>>(),
    },
    cancel: { actions: emit({ type: 'saved', id: '1' }) },
  },
});
expectType<
  Equal<
    EventFrom<typeof byType>,
    | { type: 'form.fill'; name: string; age?: number | undefined }
    | { type: 'form.send' }
    | { type: 'form.clear' }
    | { type: 'choose'; id: number }
    | { type: 'choose'; name: string }
    | { type: 'cancel' }
  >
>();
expectType<Equal<EmittedFrom<typeof byType>, { type: 'saved'; id: string }>>();

// --- what a schema accepts, not what it makes of it ----------------------------------------

const accepting = setup({
  schemas: {
    context: z.object({ size: z.number().default(1) }),
    input: z.string().transform(Number),
  },
}).createMachine({ context: {} });
expectType<Equal<ContextFrom<typeof accepting>, { size?: number | undefined }>>();
expectType<Equal<InputFrom<typeof accepting>, string>>();

// --- `types` goes before schemas -----------------------------------------------------------

const both = setup({
  types: { events: {} as Event },
  schemas: { events: z.object({ type: z.string() }), context: z.object({ count: z.number() }) },
}).createMachine({ context: { count: 1 } });
expectType<Equal<EventFrom<typeof both>, Event>>();
expectType<Equal<ContextFrom<typeof both>, { count: number }>>();

// --- wrong schemas -------------------------------------------------------------------------

setup({
  schemas: {
    // @ts-expect-error -- a context is an object
    context: z.string(),
    // @ts-expect-error -- an event has a type
    events: z.object({ name: z.string() }),
    // @ts-expect-error -- nothing of this name has a schema
    inputs: z.string(),
  },
});
// @ts-expect-error -- there is no such validation
setup({ schemas: { input: z.string() }, validate: 'input' });

// --- schemas that mean nothing are let pass, as ever ---------------------------------------

const opaque = setup({ schemas: { events: {}, anything: 5 } }).createMachine({});
createActor(opaque).send({ type: 'any', of: 'them' });
setup({ schemas: undefined as unknown }).createMachine({});
setup({ schemas: undefined as any }).createMachine({});

// --- the interface is the official one -----------------------------------------------------

expectType<
  Equal<
    OfficialSchema.InferInput<StandardSchemaV1<'in', 'out'>>,
    NonNullable<OfficialSchema<'in', 'out'>['~standard']['types']>['input']
  >
>();
export const ours: StandardSchemaV1<'in', 'out'> = {} as OfficialSchema<'in', 'out'>;
export const theirs: OfficialSchema<'in', 'out'> = {} as StandardSchemaV1<'in', 'out'>;
