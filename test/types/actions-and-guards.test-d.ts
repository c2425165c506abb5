// Names, parameters and creators, within `setup` and within machines.
import {
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  fromPromise,
  log,
  not,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
  type ActionArgs,
  type AnyActorRef,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

type Event = { type: 'add'; value: number } | { type: 'clear' };

const store = setup({
  types: {
    context: {} as { total: number; label?: string | undefined; list: string[] },
    events: {} as Event,
    emitted: {} as { type: 'changed'; total: number } | { type: 'cleared' },
  },
  actors: { save: fromPromise(async ({ input }: { input: { total: number } }) => input.total) },
  actions: {
    plain: ({ context, event, self, system }) => {
      expectType<Equal<typeof context.total, number>>();
      expectType<Equal<typeof event, Event>>();
      void [self.send, system.get('x')];
    },
    greet: (_, params: { name: string }) => params.name,
    maybe: (_, params?: { name: string }) => params?.name,
    count: assign({ total: ({ context }) => context.total + 1 }),
    countBy: assign({ total: ({ context }, params: { by: number }) => context.total + params.by }),
    again: raise({ type: 'clear' }),
    tell: emit({ type: 'cleared' }),
    tellWith: emit((_, params: { total: number }) => ({ type: 'changed', total: params.total })),
    say: log(({ context }) => context.total),
    saveIt: spawnChild('save', { input: ({ context }) => ({ total: context.total }) }),
    tellChild: sendTo('save', { type: 'anything' }),
    stop: stopChild('save'),
    unsend: cancel('later'),
    many: enqueueActions(({ context, enqueue, check }) => {
      enqueue('plain');
      enqueue.assign({ total: context.total + 1 });
      if (check('isBig')) enqueue.raise({ type: 'clear' }, { delay: 'soon' });
    }),
  },
  guards: {
    isBig: ({ context, event }) => context.total > 10 && event.type === 'add',
    isMoreThan: ({ context }, params: { limit: number }) => context.total > params.limit,
    both: and(['isBig', not('isBig')]),
    inA: stateIn('a'),
  },
  delays: { soon: 10, computed: ({ context }) => context.total * 100 },
});

const context = { total: 0, list: [] };

export const machine = store.createMachine({
  context: ({ spawn }) => {
    expectType<Equal<typeof save.id, string>>();
    const save = spawn('save', { id: 'save', input: { total: 1 } });
    return context;
  },
  entry: [
    'plain',
    'count',
    'again',
    'maybe',
    { type: 'plain' },
    { type: 'maybe', params: { name: 'x' } },
    { type: 'greet', params: { name: 'x' } },
    {
      type: 'countBy',
      params: ({ context, event }) => ({ by: context.total + event.type.length }),
    },
    raise({ type: 'add', value: 1 }, { delay: 'soon', id: 'later' }),
    raise({ type: 'clear' }, { delay: ({ context }) => context.total }),
    cancel('later'),
    cancel(({ context }) => String(context.total)),
    emit({ type: 'changed', total: 1 }),
    emit(({ context }) => ({ type: 'changed', total: context.total })),
    spawnChild('save', { id: 'other', input: { total: 1 } }),
    spawnChild(fromPromise(async () => 1)),
    stopChild('other'),
    stopChild(({ context }) => String(context.total)),
    sendParent({ type: 'anything', at: 1 }),
    forwardTo('other'),
    log('text'),
    assign({ label: undefined, list: ['a'] }),
    assign({ list: ({ context }) => [...context.list, 'b'] }),
  ],
  on: {
    add: [
      { guard: 'isBig', actions: 'plain' },
      { guard: { type: 'isMoreThan', params: { limit: 3 } } },
      { guard: { type: 'isMoreThan', params: ({ event }) => ({ limit: event.value }) } },
      { guard: and([{ type: 'isMoreThan', params: { limit: 3 } }, 'both']) },
      {
        actions: {
          type: 'greet',
          params: ({ event, context }) => ({ name: `${event.value}${context.total}` }),
        },
      },
    ],
  },
  after: { soon: '.a', computed: { actions: 'plain' }, 100: { target: '.a' } },
  exit: enqueueActions(({ context, event, enqueue, check, self, system }) => {
    expectType<Equal<typeof event, Event>>();
    void [self, system];
    enqueue('plain');
    enqueue({ type: 'greet', params: { name: 'x' } });
    enqueue(({ context }) => context.total);
    enqueue(assign({ total: 1 }));
    enqueue.assign({ total: ({ context }) => context.total });
    enqueue.raise({ type: 'add', value: context.total });
    enqueue.emit({ type: 'cleared' });
    enqueue.spawnChild('save', { input: { total: 1 } });
    enqueue.stopChild('save');
    enqueue.cancel('later');
    enqueue.sendTo('save', { type: 'x' });
    enqueue.sendParent({ type: 'x' });
    if (check({ type: 'isMoreThan', params: { limit: 1 } })) enqueue('count');
    if (check(({ event }) => event.type === 'add')) enqueue('count');
  }),
  states: { a: {} },
});

// Functions from elsewhere fit when their arguments do.
const elsewhere = ({ context }: { context: { total: number } }) => context.total;
const withArgs = ({ event }: ActionArgs<{ total: number }, Event, Event>) => event.type;
const loose = assign({ total: ({ context }) => context.total + 1 });
store.createMachine({ context, entry: [elsewhere, withArgs, loose] });

// A target is an actor, the id of one, or computed.
setup({
  types: {
    context: {} as { any: AnyActorRef },
  },
}).createMachine({
  context: ({ self }) => ({ any: self }),
  entry: [
    sendTo(({ context }) => context.any, { type: 'x' }),
    sendTo(({ self }) => self, { type: 'x' }),
    sendTo('id', ({ context }) => ({ type: 'x', any: context.any }), { delay: 10, id: 'later' }),
  ],
});

// --- provide -------------------------------------------------------------------------------

machine.provide({
  actions: {
    plain: ({ context }) => context.total,
    greet: (_, params) => expectType<Equal<typeof params, { name: string }>>(),
    count: assign({ total: 3 }),
  },
  guards: {
    isBig: () => true,
    isMoreThan: (_, params) => params.limit > 1,
    both: not('isBig'),
  },
  actors: { save: fromPromise(async ({ input }: { input: { total: number } }) => input.total) },
  delays: { soon: 1, computed: ({ context }) => context.total },
});
machine.provide({
  actions: {
    // @ts-expect-error -- the machine uses no such name
    other: () => {},
  },
});
machine.provide({
  actions: {
    // @ts-expect-error -- the parameter is an object
    greet: (_, params: string) => params,
  },
});
machine.provide({
  actors: {
    // @ts-expect-error -- the machine expects a number as output
    save: fromPromise(async () => 'text'),
  },
});
machine.provide({
  delays: {
    // @ts-expect-error -- the machine uses no such name
    late: 1,
  },
});

// --- refused -------------------------------------------------------------------------------

store.createMachine({
  context,
  // @ts-expect-error -- there is no such action
  entry: 'missing',
  // @ts-expect-error -- nor in a list
  exit: ['plain', 'missing'],
});
store.createMachine({
  context,
  entry: [
    // @ts-expect-error -- `greet` needs parameters
    'greet',
    // @ts-expect-error -- `greet` needs parameters
    { type: 'greet' },
    // @ts-expect-error -- the name is a string
    { type: 'greet', params: { name: 1 } },
    // @ts-expect-error -- there is no such property in the context
    assign({ totals: 1 }),
    // @ts-expect-error -- the total is a number
    assign({ total: '1' }),
    // @ts-expect-error -- the total is a number
    assign({ total: () => '1' }),
    // @ts-expect-error -- the total is a number
    assign(() => ({ total: '1' })),
    // @ts-expect-error -- there is no such event
    raise({ type: 'missing' }),
    // @ts-expect-error -- there is no such delay
    raise({ type: 'clear' }, { delay: 'missing' }),
    // @ts-expect-error -- there is no such emitted event
    emit({ type: 'missing' }),
    // @ts-expect-error -- there is no such actor
    spawnChild('missing'),
    // @ts-expect-error -- the actor needs an input
    spawnChild('save'),
    // @ts-expect-error -- the total is a number
    spawnChild('save', { input: { total: '1' } }),
    // @ts-expect-error -- the context has no such property
    ({ context }) => context.totals,
  ],
});
store.createMachine({
  context,
  on: {
    add: [
      {
        // @ts-expect-error -- there is no such guard
        guard: 'missing',
      },
      {
        // @ts-expect-error -- `isMoreThan` needs parameters
        guard: 'isMoreThan',
      },
      {
        // @ts-expect-error -- the limit is a number
        guard: { type: 'isMoreThan', params: { limit: '1' } },
      },
      {
        // @ts-expect-error -- there is no such guard
        guard: not('missing'),
      },
      {
        // @ts-expect-error -- there is no such guard
        guard: and(['isBig', 'missing']),
      },
      {
        // @ts-expect-error -- a guard answers yes or no
        guard: () => 'yes',
      },
    ],
  },
});
store.createMachine({
  context,
  after: {
    // @ts-expect-error -- there is no such delay
    missing: '.a',
  },
  states: { a: {} },
});
store.createMachine({
  context,
  entry: enqueueActions(({ enqueue, check }) => {
    // @ts-expect-error -- there is no such action
    enqueue('missing');
    // @ts-expect-error -- there is no such guard
    check('missing');
    // @ts-expect-error -- there is no such property in the context
    enqueue.assign({ totals: 1 });
    // @ts-expect-error -- there is no such event
    enqueue.raise({ type: 'missing' });
    // @ts-expect-error -- there is no such actor
    enqueue.spawnChild('missing');
  }),
});
setup({
  types: { context: {} as { total: number }, events: {} as Event },
  actors: { save: fromPromise(async () => 1) },
  actions: {
    // @ts-expect-error -- there is no such property in the context
    wrong: assign({ totals: 1 }),
    // @ts-expect-error -- there is no such event
    unknownEvent: raise({ type: 'missing' }),
    // @ts-expect-error -- there is no such actor
    unknownActor: spawnChild('missing'),
    // @ts-expect-error -- the context has no such property
    wrongContext: ({ context }) => context.totals,
  },
  guards: {
    // @ts-expect-error -- the context has no such property
    wrong: ({ context }) => context.totals > 1,
  },
});

// Without types, names are anybody's.
createMachine({ entry: ['any', { type: 'name', params: { x: 1 } }], on: { a: { guard: 'any' } } });

// Parameters that are computed, for names whose parameters have the property `name`, as every function has.
setup({
  types: { context: {} as { count: number } },
  actions: { greet: (_, params: { name: string }) => params.name },
}).createMachine({
  context: { count: 0 },
  entry: { type: 'greet', params: ({ context }) => ({ name: String(context.count) }) },
  exit: [
    { type: 'greet', params: () => ({ name: 'x' }) },
    // @ts-expect-error -- the name is a string
    { type: 'greet', params: () => ({ name: 1 }) },
    // @ts-expect-error -- the name is a string
    { type: 'greet', params: ({ context }) => ({ name: context.count }) },
  ],
});
