// What `setup` returns, beside `createMachine`.
import {
  assign,
  createActor,
  emit,
  enqueueActions,
  fromPromise,
  raise,
  sendTo,
  setup,
  spawnChild,
  type ActorRefFrom,
  type PromiseActorLogic,
  type SetupReturn,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

type Event = { type: 'add'; by: number } | { type: 'clear' };

const base = setup({
  types: {
    context: {} as { count: number; mood: 'good' | 'bad'; list: string[] },
    events: {} as Event,
    emitted: {} as { type: 'changed'; count: number },
  },
  actors: { load: fromPromise(async ({ input }: { input: { id: string } }) => input.id.length) },
  actions: {
    plain: () => {},
    greet: (_, params: { name: string }) => params.name,
    // Literals stay what they are, wherever a creator stands.
    better: assign({ mood: () => 'good' }),
    worse: assign(() => ({ mood: 'bad', list: ['a'] })),
    flip: assign({ mood: ({ context }) => (context.mood === 'good' ? 'bad' : 'good') }),
    add: raise(() => ({ type: 'add', by: 1 })),
    tell: emit(() => ({ type: 'changed', count: 1 })),
    tellSelf: sendTo(
      ({ self }) => self,
      () => ({ type: 'clear' }),
    ),
    queue: enqueueActions(({ enqueue }) => {
      enqueue.assign({ mood: () => 'good' });
      enqueue.raise({ type: 'clear' });
    }),
  },
  guards: { isBig: ({ context }) => context.count > 1 },
  delays: { soon: 1 },
});
const context = { count: 0, mood: 'good', list: [] } as const;

// --- states, on their own ------------------------------------------------------------------

const idle = base.createStateConfig({
  initial: 'deep',
  invoke: {
    id: 'loading',
    src: 'load',
    input: ({ context }) => ({ id: context.mood }),
    onDone: {
      target: 'idle',
      actions: [
        ({ event }) => expectType<Equal<typeof event.output, number>>(),
        assign({ count: ({ event }) => event.output }),
      ],
    },
  },
  on: {
    add: {
      guard: 'isBig',
      actions: ['plain', ({ event }) => expectType<Equal<typeof event.by, number>>()],
    },
  },
  states: { deep: { type: 'parallel', states: { one: {}, two: {} } } },
});
const machine = base.createMachine({
  context: { ...context, list: [] },
  initial: 'idle',
  states: { idle, busy: { initial: 'again', states: { again: idle, idle: {} } } },
});
const snapshot = createActor(machine).getSnapshot();
expectType<
  Equal<
    typeof snapshot.value,
    | { idle: { deep: { one: {}; two: {} } } }
    | { busy: 'idle' | { again: { deep: { one: {}; two: {} } } } }
  >
>();
expectType<
  Equal<
    NonNullable<typeof snapshot.children.loading>,
    ActorRefFrom<PromiseActorLogic<number, { id: string }, any>>
  >
>();

// --- actions, on their own -----------------------------------------------------------------

const log = base.createAction(({ context, event }) => {
  expectType<Equal<typeof context.count, number>>();
  expectType<Equal<typeof event, Event>>();
});
const increment = base.createAction(assign({ count: ({ context }) => context.count + 1 }));
const set = base.assign({ count: ({ context }) => context.count + 1, mood: 'bad' });
const send = base.sendTo('someone', { type: 'anything' });
const reset = base.raise({ type: 'clear' }, { delay: 'soon' });
const say = base.log(({ context }) => context.count);
const tell = base.emit({ type: 'changed', count: 1 });
const start = base.spawnChild('load', { input: { id: 'x' } });
const stop = base.stopChild('load');
const unsend = base.cancel('x');
const queue = base.enqueueActions(({ enqueue, check }) => {
  if (check('isBig')) enqueue('plain');
});
base.createMachine({
  context: { ...context, list: [] },
  entry: [log, increment, set, send, reset, say, tell, start, stop, unsend, queue],
  on: { add: { actions: [log, increment, base.assign({ count: ({ event }) => event.by })] } },
});

// --- more names ----------------------------------------------------------------------------

const extended = base.extend({
  actions: {
    more: ({ context }, params: { to: number }) => context.count + params.to,
    both: enqueueActions(({ enqueue }) => enqueue('plain')),
  },
  guards: { isSmall: ({ context, event }) => context.count < 1 && event.type === 'add' },
  delays: { late: ({ context }) => context.count },
});
extended.createMachine({
  context: { ...context, list: [] },
  entry: ['plain', 'both', { type: 'more', params: { to: 1 } }, log, increment],
  always: [{ guard: 'isSmall' }, { guard: 'isBig' }],
  after: { soon: {}, late: {} },
});
extended
  .extend({})
  .extend({ actions: { again: () => {} } })
  .createAction(() => {});

// --- routes --------------------------------------------------------------------------------

const routed = base.createMachine({
  context: { ...context, list: [] },
  states: { a: { id: 'first', route: { guard: 'isBig' } }, b: { id: 'second' } },
});
createActor(routed).send({ type: 'xstate.route', to: '#first' });

// By position, as xstate has it.
export function takes(
  some: SetupReturn<
    { count: number },
    Event,
    {},
    {},
    { plain: undefined },
    { isBig: undefined },
    'soon',
    string,
    unknown,
    unknown,
    { type: 'changed' },
    Record<string, any>
  >,
) {
  some.createMachine({ context: { count: 1 }, entry: 'plain', always: { guard: 'isBig' } });
}

// --- refused -------------------------------------------------------------------------------

base.createStateConfig({
  on: {
    add: {
      // @ts-expect-error -- there is no such action
      actions: 'missing',
    },
  },
});
base.createStateConfig({
  // @ts-expect-error -- there is no such state to begin with
  initial: 'x',
  states: { y: {} },
});
base.createStateConfig({
  // @ts-expect-error -- there is no such property
  initail: 'x',
});
const foreign = setup({
  types: { context: {} as { other: string } },
}).createStateConfig({ entry: ({ context }) => context.other });
base.createMachine({
  context: { ...context, list: [] },
  // @ts-expect-error -- a state that was written for another context
  states: { foreign },
});
// @ts-expect-error -- there is no such property in the context
base.assign({ counts: 1 });
// @ts-expect-error -- there is no such event
base.raise({ type: 'missing' });
// @ts-expect-error -- there is no such emitted event
base.emit({ type: 'missing' });
// @ts-expect-error -- there is no such actor
base.spawnChild('missing');
// @ts-expect-error -- the context has no such property
base.createAction(({ context }) => context.counts);
base.enqueueActions(({ enqueue }) => {
  // @ts-expect-error -- there is no such action
  enqueue('missing');
});
base.extend({
  actions: {
    // @ts-expect-error -- the context has no such property
    wrong: ({ context }) => context.counts,
  },
});
base.createMachine({
  context: { ...context, list: [] },
  // @ts-expect-error -- the name belongs to another setup
  entry: 'both',
});
// @ts-expect-error -- only the state with a route can be gone to
createActor(routed).send({ type: 'xstate.route', to: '#second' });
setup({
  types: { context: {} as { mood: 'good' | 'bad' } },
  actors: { load: fromPromise(async () => 1) },
  actions: {
    // @ts-expect-error -- there is no such mood
    ugly: assign({ mood: () => 'ugly' }),
    // @ts-expect-error -- there is no such mood
    uglier: assign(() => ({ mood: 'ugly' })),
    spawns: spawnChild('load'),
  },
});
setup({
  actors: {
    // @ts-expect-error -- this is no logic
    load: async () => 1,
  },
});
setup({
  // @ts-expect-error -- this is no action
  actions: {
    plain: 'text',
  },
});
