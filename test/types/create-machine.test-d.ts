// `createMachine` without `setup`: with types in the config, and with nothing at all.
import {
  assign,
  createActor,
  createMachine,
  enqueueActions,
  fromPromise,
  raise,
  sendTo,
  type EventFrom,
  type MachineConfig,
  type PromiseActorLogic,
  type StateValue,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const typed = createMachine({
  types: {} as {
    context: { count: number };
    events: { type: 'add'; by: number } | { type: 'clear' };
    actions: { type: 'greet'; params: { name: string } } | { type: 'plain' };
    guards: { type: 'isBig' } | { type: 'isMore'; params: { than: number } };
    delays: 'soon';
    actors: { src: 'load'; logic: ReturnType<typeof load> };
    tags: 'busy';
    input: { start: number };
    output: { total: number };
    emitted: { type: 'changed' };
  },
  context: ({ input }) => ({ count: input.start }),
  output: ({ context }) => ({ total: context.count }),
  tags: 'busy',
  initial: 'a',
  on: {
    add: {
      guard: { type: 'isMore', params: ({ event }) => ({ than: event.by }) },
      actions: [
        ({ event }) => expectType<Equal<typeof event, { type: 'add'; by: number }>>(),
        assign({ count: ({ context, event }) => context.count + event.by }),
        { type: 'greet', params: { name: 'x' } },
        'plain',
        raise({ type: 'clear' }, { delay: 'soon' }),
        enqueueActions(({ enqueue, check }) => {
          if (check('isBig')) enqueue('plain');
        }),
      ],
    },
  },
  states: {
    a: {
      invoke: {
        src: 'load',
        input: { id: 'x' },
        onDone: {
          target: 'b',
          actions: assign({ count: ({ event }) => event.output.length }),
        },
      },
      after: { soon: 'b' },
    },
    b: {},
  },
});
declare function load(): PromiseActorLogic<string, { id: string }>;

const actor = createActor(typed, { input: { start: 1 } });
actor.send({ type: 'add', by: 1 });
actor.getSnapshot().matches('b');
actor.on('changed', (event) => expectType<Equal<typeof event, { type: 'changed' }>>());
expectType<Equal<EventFrom<typeof typed>, { type: 'add'; by: number } | { type: 'clear' }>>();

// The types may also be written one by one.
createMachine({
  types: { context: {} as { n: number }, events: {} as { type: 'a' } },
  context: { n: 1 },
  on: { a: { actions: assign(({ context }) => ({ n: context.n + 1 })) } },
});

// With nothing at all: the states are known, events and names are anything.
const bare = createMachine({
  id: 'bare',
  initial: 'idle',
  context: { retries: 0 },
  states: {
    idle: {
      on: {
        GO: { target: 'busy', guard: 'anything', actions: ['anything', { type: 'else' }] },
        '*': { actions: ({ event }) => event.anything },
      },
    },
    busy: {
      entry: assign({ retries: ({ context }) => context.retries + 1 }),
      invoke: {
        src: fromPromise(async () => ({ ok: true })),
        onDone: {
          target: 'idle',
          actions: ({ event }) => expectType<Equal<typeof event.output, { ok: boolean }>>(),
        },
      },
      exit: sendTo('someone', { type: 'anything' }),
    },
  },
});
createActor(bare).send({ type: 'GO', anything: 1 });
expectType<
  Equal<
    ReturnType<ReturnType<typeof createActor<typeof bare>>['getSnapshot']>['value'],
    'idle' | 'busy'
  >
>();
createMachine({});

// The second argument, as it used to be.
createMachine(
  { types: {} as { context: { n: number } }, context: { n: 1 }, entry: 'log' },
  { actions: { log: ({ context }) => context.n }, guards: {}, actors: {}, delays: {} },
);

// A config that stands elsewhere.
const config: MachineConfig<{ n: number }, { type: 'a'; v: number } | { type: 'b' }> = {
  context: { n: 1 },
  initial: 'x',
  on: { a: { actions: ({ event }) => expectType<Equal<typeof event.v, number>>() } },
  states: { x: { entry: assign({ n: ({ context }) => context.n + 1 }) } },
};
const fromElsewhere = createActor(createMachine(config));
fromElsewhere.send({ type: 'a', v: 1 });
expectType<Equal<ReturnType<typeof fromElsewhere.getSnapshot>['value'], StateValue>>();
expectType<Equal<ReturnType<typeof fromElsewhere.getSnapshot>['context'], { n: number }>>();
createMachine({ ...bare.config, id: 'copy' });
const literal = { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } } as const;
expectType<
  Equal<
    ReturnType<ReturnType<typeof createMachine<{}, {}, typeof literal>>['resolveState']>['value'],
    'a' | 'b'
  >
>();
createMachine(literal);
const mutable = { initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } };
createMachine(mutable);

// What creators say of their bag is no news of that of the machine.
const wanted = createMachine({
  types: {} as { events: { type: 'add'; by: number }; tags: 'busy' },
  entry: raise({ type: 'add', by: 1 }),
  exit: [
    raise(({ event }) => ({ type: 'add', by: event.by })),
    sendTo('other', ({ event }) => ({ type: 'added', by: event.by })),
  ],
});
expectType<Equal<EventFrom<typeof wanted>, { type: 'add'; by: number }>>();
// @ts-expect-error -- there is no such tag
createActor(wanted).getSnapshot().hasTag('bussy');

// --- refused -------------------------------------------------------------------------------

// @ts-expect-error -- there is no such event
actor.send({ type: 'remove' });
// @ts-expect-error -- the machine needs an input
createActor(typed);
// @ts-expect-error -- there is no such state
actor.getSnapshot().matches('c');
// @ts-expect-error -- nothing of that kind is emitted
actor.on('removed', () => {});

createMachine({
  types: {} as { context: { count: number }; events: { type: 'add'; by: number } },
  // @ts-expect-error -- the count is a number
  context: { count: 'one' },
  on: {
    // @ts-expect-error -- there is no such event
    remove: {},
  },
});
createMachine({
  types: {} as { context: { count: number }; events: { type: 'add'; by: number } },
  context: { count: 1 },
  // @ts-expect-error -- there is no such property in the context
  entry: assign({ counts: 1 }),
  on: {
    add: {
      // @ts-expect-error -- the event has no such property
      guard: ({ event }) => event.of > 1,
    },
  },
});
createMachine({
  context: { count: 1 },
  // @ts-expect-error -- the count is a number
  entry: assign({ count: 'x' }),
  // @ts-expect-error -- there is no such state to begin with
  initial: 'c',
  states: { a: {}, b: {} },
});
// @ts-expect-error -- there is no such event
fromElsewhere.send({ type: 'c' });
createMachine({
  // @ts-expect-error -- there is no such property
  inital: 'a',
});
