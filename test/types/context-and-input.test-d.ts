// Context is made from input; both are known where they are used.
import {
  createActor,
  createMachine,
  fromPromise,
  setup,
  type ActorRefFrom,
  type ContextFrom,
  type InputFrom,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const child = setup({ types: { input: {} as { name: string } } }).createMachine({});
const withInput = setup({
  types: {
    context: {} as { count: number; child: ActorRefFrom<typeof child> | undefined },
    input: {} as { start: number; step?: number },
  },
  actors: { child, load: fromPromise(async ({ input }: { input: { id: string } }) => input.id) },
});

const machine = withInput.createMachine({
  context: ({ input, spawn, self }) => {
    expectType<Equal<typeof input, { start: number; step?: number }>>();
    spawn('load', { id: 'load', input: { id: self.id } });
    return {
      count: input.start + (input.step ?? 1),
      child: spawn('child', { input: { name: 'x' }, systemId: 'child', syncSnapshot: true }),
    };
  },
});
withInput.createMachine({ context: { count: 1, child: undefined } });

createActor(machine, { input: { start: 1 } });
createActor(machine, { input: { start: 1, step: 2 }, id: 'counter', inspect: () => {} });
createActor(child, { input: { name: 'x' } });
createActor(
  fromPromise(async ({ input }: { input: number }) => input),
  { input: 1 },
);

// What takes any input, or none, can be made without.
createActor(createMachine({}));
createActor(setup({}).createMachine({}));
createActor(fromPromise(async () => 1));
createActor(
  fromPromise(async ({ input }) => input.anything),
  { input: { anything: 1 } },
);
createActor(setup({ types: { input: {} as { a: 1 } | undefined } }).createMachine({}));

expectType<Equal<InputFrom<typeof machine>, { start: number; step?: number }>>();
expectType<Equal<ContextFrom<typeof machine>['count'], number>>();

// Without types the context is what the config says.
const inferred = createMachine({
  context: {
    count: 0,
    name: 'x',
    list: [] as string[],
    pair: [1, 'a'],
    nested: { on: true, at: new Date(0) },
    maybe: undefined as string | undefined,
  },
  entry: ({ context }) => {
    expectType<Equal<typeof context.count, number>>();
    expectType<Equal<typeof context.list, string[]>>();
    expectType<Equal<typeof context.pair, (string | number)[]>>();
    expectType<Equal<typeof context.nested, { on: boolean; at: Date }>>();
    expectType<Equal<typeof context.maybe, string | undefined>>();
  },
});
expectType<Equal<ContextFrom<typeof inferred>['name'], string>>();

const made = createMachine({
  context: () => ({ count: 0 }),
  entry: ({ context }) => expectType<Equal<typeof context.count, number>>(),
});
expectType<Equal<ContextFrom<typeof made>, { count: number }>>();

// A context that nobody describes is anything.
setup({}).createMachine({
  context: { anything: 1 },
  entry: ({ context }) => context.whatever,
});

// A parameter that is annotated says what the input is.
const annotated = createMachine({
  context: ({ input }: { input: { start: number } }) => ({ count: input.start }),
  entry: ({ context }) => expectType<Equal<typeof context.count, number>>(),
});
expectType<Equal<ContextFrom<typeof annotated>, { count: number }>>();
expectType<Equal<InputFrom<typeof annotated>, { start: number }>>();
createActor(annotated, { input: { start: 1 } });

// --- refused -------------------------------------------------------------------------------

// @ts-expect-error -- the machine needs an input
createActor(machine);
// @ts-expect-error -- the machine needs an input
createActor(machine, {});
createActor(machine, {
  // @ts-expect-error -- the start is a number
  input: { start: '1' },
});
// @ts-expect-error -- the promise needs an input
createActor(fromPromise(async ({ input }: { input: number }) => input));
withInput.createMachine({
  // @ts-expect-error -- the count is a number
  context: { count: '1', child: undefined },
});
withInput.createMachine({
  // @ts-expect-error -- the count is missing
  context: () => ({ child: undefined }),
});
// @ts-expect-error -- the context is missing
withInput.createMachine({});
withInput.createMachine({
  // @ts-expect-error -- the input has no such property
  context: ({ input }) => ({ count: input.end, child: undefined }),
});
withInput.createMachine({
  context: ({ spawn }) => {
    // @ts-expect-error -- there is no such actor
    spawn('missing');
    // @ts-expect-error -- the actor needs an input
    spawn('load');
    // @ts-expect-error -- the id is a string
    spawn('load', { input: { id: 1 } });
    return { count: 1, child: undefined };
  },
});
// @ts-expect-error -- the machine needs an input
createActor(annotated);
createActor(annotated, {
  // @ts-expect-error -- the start is a number
  input: { start: '1' },
});
createMachine({
  // @ts-expect-error -- the input has no such property
  context: ({ input }: { input: { start: number } }) => ({ count: input.end }),
});
