// Who gets an event, and which: by the id of a child, by a reference, or whoever is the parent.
import {
  SpecialTargets,
  assign,
  cancel,
  createMachine,
  enqueueActions,
  forwardTo,
  fromCallback,
  fromPromise,
  fromTransition,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
  type ActorRefFrom,
  type AnyActorRef,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const counter = fromTransition(
  (total: number, event: { type: 'add'; by: number } | { type: 'clear' }) =>
    event.type === 'add' ? total + event.by : 0,
  0,
);
const player = setup({
  types: { events: {} as { type: 'play'; song: string } | { type: 'stop' } },
}).createMachine({});

interface Context {
  readonly by: number;
  readonly ref: ActorRefFrom<typeof counter>;
  readonly perhaps: ActorRefFrom<typeof player> | undefined;
  readonly any: AnyActorRef;
}

// Every actor has its ids, so there are no others.
const family = setup({
  types: {
    context: {} as Context,
    events: {} as { type: 'go'; song: string } | { type: 'halt' },
    children: {} as { total: 'counter'; left: 'player'; right: 'player' },
  },
  actors: { counter, player },
  actions: {
    add: sendTo('total', ({ context }) => ({ type: 'add', by: context.by })),
    // @ts-expect-error -- a counter takes no such event
    addWrong: sendTo('total', { type: 'play', song: '' }),
    start: sendTo('left', (_, params: { song: string }) => ({ type: 'play', song: params.song })),
    // @ts-expect-error -- there is no such child
    stopWrong: stopChild('centre'),
  },
});

family.createMachine({
  context: ({ spawn }) => ({
    by: 1,
    ref: spawn(counter),
    perhaps: undefined,
    any: spawn('player'),
  }),
  invoke: [
    { src: 'counter', id: 'total' },
    { src: 'player', id: 'left' },
  ],
  entry: [
    sendTo('total', { type: 'clear' }),
    sendTo('total', ({ context }) => ({ type: 'add', by: context.by }), { delay: 10, id: 'later' }),
    sendTo('left', { type: 'play', song: 'x' }),
    sendTo(() => 'right', { type: 'stop' }),
    sendTo(({ context }) => context.ref, { type: 'add', by: 1 }),
    sendTo(({ context }) => context.perhaps, { type: 'stop' }),
    sendTo(({ context }) => context.any, { type: 'anything', at: 'all' }),
    sendTo(({ self }) => self, { type: 'halt' }),
    sendTo(SpecialTargets.Parent, { type: 'anything' }),
    sendTo('#_internal', { type: 'anything' }),
    sendParent({ type: 'anything', at: 'all' }),
    forwardTo('left'),
    forwardTo(({ context }) => context.ref),
    stopChild('left'),
    stopChild(({ context }) => context.ref),
    cancel('later'),
    cancel(({ context }) => String(context.by)),
    spawnChild('player', { id: 'right' }),
  ],
  on: {
    go: {
      actions: [
        sendTo('left', ({ event }) => ({ type: 'play', song: event.song })),
        enqueueActions(({ context, enqueue }) => {
          enqueue.sendTo('total', { type: 'add', by: context.by });
          enqueue.sendTo(context.ref, { type: 'clear' });
          enqueue.sendTo(({ context: same }) => same.perhaps, { type: 'stop' });
          enqueue.sendParent({ type: 'anything' });
          enqueue.stopChild('right');
          enqueue.cancel('later');
          // @ts-expect-error -- there is no such child
          enqueue.sendTo('centre', { type: 'stop' });
          // @ts-expect-error -- a counter takes no such event
          enqueue.sendTo('total', { type: 'play', song: '' });
          // @ts-expect-error -- what is added is a number
          enqueue.sendTo('total', { type: 'add', by: '1' });
          // @ts-expect-error -- a counter takes no such event
          enqueue.sendTo(context.ref, { type: 'stop' });
          // @ts-expect-error -- there is no such child
          enqueue.stopChild('centre');
          // @ts-expect-error -- a name is a string
          enqueue.cancel(1);
        }),
      ],
    },
  },
});

family.createMachine({
  context: ({ spawn }) => ({ by: 1, ref: spawn(counter), perhaps: undefined, any: spawn(counter) }),
  entry: [
    // @ts-expect-error -- there is no such child
    sendTo('centre', { type: 'stop' }),
    // @ts-expect-error -- there is no such child
    sendTo(() => 'centre', { type: 'stop' }),
    // @ts-expect-error -- a counter takes no such event
    sendTo('total', { type: 'stop' }),
    // @ts-expect-error -- what is added is a number
    sendTo('total', { type: 'add', by: '1' }),
    // @ts-expect-error -- what is added must be said
    sendTo('total', { type: 'add' }),
    // @ts-expect-error -- what is added is a number
    sendTo('total', ({ context }) => ({ type: 'add', by: String(context.by) })),
    // @ts-expect-error -- a counter takes no such event
    sendTo(({ context }) => context.ref, { type: 'stop' }),
    // @ts-expect-error -- the song must be said
    sendTo(({ context }) => context.perhaps, { type: 'play' }),
    // @ts-expect-error -- a number is nobody
    sendTo(({ context }) => context.by, { type: 'stop' }),
    // @ts-expect-error -- there is no such child
    forwardTo('centre'),
    // @ts-expect-error -- there is no such child
    stopChild('centre'),
    // @ts-expect-error -- an event has a type
    sendParent({ by: 1 }),
    // @ts-expect-error -- a name is a string
    cancel(({ context }) => context.by),
    // @ts-expect-error -- the machine takes no such event
    raise({ type: 'play', song: '' }),
  ],
});
// @ts-expect-error -- there is no such child
family.sendTo('centre', { type: 'stop' });
// @ts-expect-error -- a counter takes no such event
family.sendTo('total', { type: 'stop' });
family.sendTo('total', { type: 'clear' });
// @ts-expect-error -- there is no such child
family.stopChild('centre');

// An actor without an id of its own may run under any.
setup({
  types: { children: {} as { total: 'counter' } },
  actors: { counter, player },
}).createMachine({
  entry: [
    spawnChild('player', { id: 'any id' }),
    sendTo('any id', { type: 'anything' }),
    sendTo('total', { type: 'clear' }),
    // @ts-expect-error -- a counter takes no such event
    sendTo('total', { type: 'anything' }),
    stopChild('any id'),
  ],
});

// Nothing is declared: every id may be sent to, and every event. Of references the events are known.
setup({
  types: { context: {} as { ref: ActorRefFrom<typeof counter> | undefined } },
  actors: { counter, load: fromPromise(async () => 1) },
}).createMachine({
  context: { ref: undefined },
  invoke: { src: 'counter', id: 'total' },
  entry: [
    sendTo('total', { type: 'anything', at: 'all' }),
    sendTo(({ context }) => `child-${String(context.ref?.id)}`, { type: 'anything' }),
    assign({ ref: ({ spawn }) => spawn('counter') }),
    sendTo(({ context }) => context.ref, { type: 'add', by: 1 }),
    // @ts-expect-error -- a counter takes no such event
    sendTo(({ context }) => context.ref, { type: 'anything' }),
    // @ts-expect-error -- an event has a type
    sendTo('total', { by: 1 }),
  ],
});
createMachine({
  invoke: { src: fromCallback<{ type: 'stop' }>(() => {}), id: 'listener' },
  entry: [sendTo('listener', { type: 'stop' }), forwardTo('listener'), stopChild('listener')],
});

// What is sent knows the machine that sends it.
family.createMachine({
  context: ({ spawn }) => ({ by: 1, ref: spawn(counter), perhaps: undefined, any: spawn(counter) }),
  on: {
    go: {
      actions: sendTo('left', ({ context, event, self }) => {
        expectType<Equal<typeof context, Context>>();
        expectType<Equal<typeof event, { type: 'go'; song: string }>>();
        self.send({ type: 'halt' });
        // @ts-expect-error -- the machine takes no such event
        self.send({ type: 'play' });
        return { type: 'play', song: event.song };
      }),
    },
  },
});
