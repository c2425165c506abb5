// Every event is what its descriptor says, in guards, actions and creators.
import {
  and,
  assertEvent,
  assign,
  createActor,
  emit,
  enqueueActions,
  log,
  not,
  or,
  raise,
  setup,
  stateIn,
  type DoneStateEvent,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

interface Pressed {
  type: 'key.down';
  code: number;
}
interface Released {
  type: 'key.up';
  heldMs: number;
}
type Event =
  | { type: 'increment'; by: number }
  | { type: 'reset' }
  | { type: 'mouse.button.left'; x: number }
  | { type: 'mouse.move'; y: number }
  | Pressed
  | Released
  | { type: 'one' | 'two'; of: 'several' };

const counter = setup({
  types: { context: {} as { count: number }, events: {} as Event },
  guards: { isBig: ({ context }) => context.count > 10 },
});

export const machine = counter.createMachine({
  context: { count: 0 },
  initial: 'a',
  on: {
    increment: {
      guard: ({ event }) => {
        expectType<Equal<typeof event, { type: 'increment'; by: number }>>();
        return event.by > 0;
      },
      actions: [
        ({ event }) => expectType<Equal<typeof event, { type: 'increment'; by: number }>>(),
        assign({ count: ({ context, event }) => context.count + event.by }),
        assign(({ context, event }) => ({ count: context.count + event.by })),
        raise(({ event }) => ({ type: 'increment', by: event.by })),
        log(({ event }) => event.by),
        emit(({ event }) => ({ type: 'incremented', by: event.by })),
        enqueueActions(({ event, enqueue }) => {
          expectType<Equal<typeof event, { type: 'increment'; by: number }>>();
          enqueue.assign({ count: ({ event }) => event.by });
          enqueue(({ event }) => expectType<Equal<typeof event.by, number>>());
        }),
      ],
    },
    'key.down': { actions: ({ event }) => expectType<Equal<typeof event, Pressed>>() },
    'key.*': { actions: ({ event }) => expectType<Equal<typeof event, Pressed | Released>>() },
    'mouse.button.*': { actions: ({ event }) => expectType<Equal<typeof event.x, number>>() },
    'mouse.*': {
      actions: ({ event }) =>
        expectType<Equal<typeof event.type, 'mouse.button.left' | 'mouse.move'>>(),
    },
    '*': { actions: ({ event }) => expectType<Equal<typeof event, Event>>() },
    one: { actions: ({ event }) => expectType<Equal<typeof event.of, 'several'>>() },
    reset: [
      { guard: 'isBig', target: '.a' },
      { guard: not('isBig'), target: ['.a'] },
      {
        guard: and([
          'isBig',
          not('isBig'),
          ({ event }) => event.type === 'reset',
          stateIn({ a: 'b' }),
        ]),
      },
      { guard: or([({ context }) => context.count > 1, 'isBig']) },
      '.a',
    ],
  },
  entry: ({ event }) => {
    expectType<Equal<typeof event, Event>>();
    assertEvent(event, 'increment');
    expectType<Equal<typeof event, { type: 'increment'; by: number }>>();
  },
  exit: ({ event }) => {
    assertEvent(event, ['key.down', 'reset']);
    expectType<Equal<typeof event, Pressed | { type: 'reset' }>>();
  },
  states: {
    a: {
      always: { guard: ({ event }) => event.type === 'reset' && event.type.length > 0 },
      after: { 1000: { actions: ({ event }) => expectType<Equal<typeof event, Event>>() } },
      onDone: {
        actions: ({ event }) => expectType<Equal<typeof event, DoneStateEvent>>(),
      },
    },
  },
});

const actor = createActor(machine);
actor.send({ type: 'increment', by: 1 });
actor.send({ type: 'two', of: 'several' });
actor.getSnapshot().can({ type: 'reset' });

export function partialDescriptors(event: Event) {
  assertEvent(event, 'mouse.*');
  expectType<Equal<typeof event.type, 'mouse.button.left' | 'mouse.move'>>();
}

// --- refused -------------------------------------------------------------------------------

// @ts-expect-error -- there is no such event
actor.send({ type: 'decrement' });
// @ts-expect-error -- `by` is missing
actor.send({ type: 'increment' });
// @ts-expect-error -- `by` is a number
actor.send({ type: 'increment', by: '1' });
// @ts-expect-error -- an event is an object
actor.send('reset');
// @ts-expect-error -- there is no such event
actor.getSnapshot().can({ type: 'decrement' });

counter.createMachine({
  context: { count: 0 },
  on: {
    // @ts-expect-error -- there is no such event
    decrement: {},
  },
});
counter.createMachine({
  context: { count: 0 },
  on: {
    // @ts-expect-error -- no event begins with `touch.`
    'touch.*': {},
  },
});
counter.createMachine({
  context: { count: 0 },
  states: {
    a: {
      on: {
        reset: {
          // @ts-expect-error -- `reset` has no `by`
          guard: ({ event }) => event.by > 0,
        },
        increment: {
          // @ts-expect-error -- there is no such event to raise
          actions: raise({ type: 'decrement' }),
        },
        'key.*': {
          // @ts-expect-error -- only one of these events has a `code`
          actions: ({ event }) => event.code,
        },
      },
    },
  },
});

export function unknownDescriptor(event: Event) {
  // @ts-expect-error -- there is no such event
  assertEvent(event, 'decrement');
}
