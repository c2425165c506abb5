// What `provide` takes: logic that can stand in for what a machine was made with.
import {
  assign,
  createMachine,
  fromCallback,
  fromPromise,
  fromTransition,
  setup,
  type ActionFunction,
} from 'detent';

const machine = setup({
  types: {} as {
    context: { count: number };
    events: { type: 'go'; by: number } | { type: 'stop' };
  },
  actors: {
    load: fromPromise<readonly string[], { id: string }>(async () => []),
    listen: fromCallback<{ type: 'stop' }, { port: number }>(() => {}),
    child: setup({ types: { output: {} as { total: number } } }).createMachine({
      output: { total: 0 },
    }),
  },
  actions: { greet: (_, params: { name: string }) => params.name, plain: () => {} },
  guards: { isMore: (_, params: { than: number }) => params.than > 1 },
  delays: { soon: 1 },
}).createMachine({ context: { count: 0 }, invoke: { src: 'load', input: { id: 'x' } } });

// The output may say more, and the input may be asked for less.
machine.provide({
  actors: {
    load: fromPromise(async ({ input }: { input: { id: string } }) => [input.id]),
    listen: fromCallback<{ type: 'stop' } | { type: 'more' }, { port: number }>(() => {}),
    child: setup({ types: { output: {} as { total: number } } }).createMachine({
      output: { total: 1 },
    }),
  },
  actions: {
    greet: (_, params) => params.name.toUpperCase(),
    plain: assign({ count: ({ context, event }) => context.count + (event.type === 'go' ? 1 : 0) }),
  },
  guards: { isMore: ({ context }, params) => context.count > params.than },
  delays: { soon: ({ context }) => context.count },
});
machine.provide({ actors: { load: fromPromise(async () => ['x'] as const) } });

// An action whose type is written by position, among those of a setup with delays.
declare const written: ActionFunction<
  { count: number },
  { type: 'go' },
  { type: 'go' },
  undefined,
  never,
  never,
  never,
  'soon',
  never
>;
setup({
  types: {} as { context: { count: number }; events: { type: 'go' } },
  actions: { written },
  delays: { soon: 1, late: 2 },
}).createMachine({ context: { count: 0 }, entry: [written, 'written'], exit: written });

// --- refused -------------------------------------------------------------------------------

machine.provide({
  actors: {
    // @ts-expect-error -- numbers are no strings
    load: fromPromise(async () => [1]),
    // @ts-expect-error -- the callback must take `stop`
    listen: fromCallback<{ type: 'more' }, { port: number }>(() => {}),
    // @ts-expect-error -- a promise is no machine
    child: fromPromise(async () => ({ total: 1 })),
  },
});
machine.provide({
  actors: {
    // @ts-expect-error -- the id will be a string
    load: fromPromise(async ({ input }: { input: { id: number } }) => [String(input.id)]),
    // @ts-expect-error -- a reducer is no callback
    listen: fromTransition((count: number) => count, 0),
    // @ts-expect-error -- a machine with another output
    child: createMachine({ output: { sum: 1 } }),
  },
});
machine.provide({
  // @ts-expect-error -- there is no such actor
  actors: { missing: fromPromise(async () => 1) },
  actions: {
    // @ts-expect-error -- the parameter has no such property
    greet: (_, params) => params.names,
  },
  guards: {
    // @ts-expect-error -- a guard gives a boolean
    isMore: (_, params) => params.than,
  },
  delays: {
    // @ts-expect-error -- a delay is a number
    soon: () => 'soon',
  },
});
