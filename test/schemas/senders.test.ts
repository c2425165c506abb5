// Where the error of an event goes that does not fit its schema: to whoever has sent it.
import {
  createActor,
  enqueueActions,
  forwardTo,
  fromCallback,
  fromEventObservable,
  fromPromise,
  fromTransition,
  raise,
  sendParent,
  sendTo,
  setup,
  SimulatedClock,
  type AnyActorLogic,
  type AnyActorRef,
  type EventObject,
} from 'detent';
import { of, Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { expectNothingUncaught, uncaught } from '../actors/uncaught.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expectNothingUncaught();
  vi.useRealTimers();
});

const validating = setup({
  schemas: { events: { ADD: z.object({ by: z.number() }) } },
  validate: 'events',
});
const adder = validating.createMachine({
  initial: 'a',
  states: { a: { on: { '*': 'b' } }, b: {} },
});
const fitting: EventObject & { by: unknown } = { type: 'ADD', by: 1 };
const wrong = { type: 'ADD', by: 'x' } as never;
const refusal = expect.objectContaining({ code: 'E412', value: wrong });

describe('an actor that sends it', () => {
  const senders = (receiver: AnyActorRef): readonly [way: string, action: unknown][] => [
    ['sendTo', sendTo(receiver, ({ event }) => event)],
    ['forwardTo', forwardTo(receiver)],
    ['enqueue.sendTo', enqueueActions(({ enqueue, event }) => enqueue.sendTo(receiver, event))],
    ['send', ({ event }: { event: EventObject }) => receiver.send(event)],
  ];

  test.each(['sendTo', 'forwardTo', 'enqueue.sendTo', 'send'])(
    'by %s fails, and the receiver is as it was',
    (way) => {
      const receiver = createActor(adder, { id: 'receiver' }).start();
      const before = receiver.getSnapshot();
      const action = senders(receiver).find(([name]) => name === way)![1];
      const sender = createActor(
        setup({}).createMachine({ on: { ADD: { actions: action as never } } }),
      );
      const failed = vi.fn<(error: unknown) => void>();
      sender.subscribe({ error: failed });
      sender.start();

      sender.send(wrong);
      expect(failed).toHaveBeenCalledExactlyOnceWith(refusal);
      expect(failed.mock.calls[0]![0]).toMatchObject({ at: 'receiver' });
      expect(sender.getSnapshot().status).toBe('error');
      expect(receiver.getSnapshot()).toBe(before);
    },
  );

  test.each(['sendTo', 'forwardTo', 'enqueue.sendTo', 'send'])(
    'by %s delivers what fits',
    (way) => {
      const receiver = createActor(adder).start();
      const action = senders(receiver).find(([name]) => name === way)![1];
      const machine = setup({}).createMachine({ on: { ADD: { actions: action as never } } });
      const sender = createActor(machine).start();
      sender.send(fitting);
      expect(sender.getSnapshot().status).toBe('active');
      expect(receiver.getSnapshot().value).toBe('b');
    },
  );

  test('fails once the step is done in which it sends: then the event is delivered', () => {
    const receiver = createActor(adder).start();
    const after = vi.fn<() => void>();
    const machine = setup({}).createMachine({
      initial: 'a',
      states: { a: { on: { ADD: { target: 'b', actions: [forwardTo(receiver), after] } } }, b: {} },
    });
    const sender = createActor(machine);
    sender.subscribe({ error: () => {} });
    sender.start();
    sender.send(wrong);
    expect(after).toHaveBeenCalledTimes(1);
    expect(sender.getSnapshot()).toMatchObject({ status: 'error', value: 'b' });
  });
});

describe('a delayed event', () => {
  const delayed = (receiver: AnyActorRef) =>
    setup({}).createMachine({ on: { ADD: { actions: sendTo(receiver, wrong, { delay: 10 }) } } });

  test('goes on to the host, and sender and receiver are as they were', () => {
    const receiver = createActor(adder).start();
    const sender = createActor(delayed(receiver)).start();
    sender.send(fitting);
    const before = [sender.getSnapshot(), receiver.getSnapshot()];
    expect(uncaught()).toEqual([refusal]);
    expect([sender.getSnapshot(), receiver.getSnapshot()]).toEqual(before);
    receiver.send({ type: 'ADD', by: 1 });
    expect(receiver.getSnapshot().value).toBe('b');
  });

  test('comes out of a clock that is moved by hand', () => {
    const clock = new SimulatedClock();
    const receiver = createActor(adder).start();
    const sender = createActor(delayed(receiver), { clock }).start();
    sender.send(fitting);
    clock.increment(9);
    expect(() => clock.increment(1)).toThrow(refusal);
    expect(sender.getSnapshot().status).toBe('active');
    expect(receiver.getSnapshot().value).toBe('a');
  });

  test('that a machine raises for itself is checked, as it comes from outside of the step', () => {
    const machine = validating.createMachine({
      initial: 'a',
      states: { a: { entry: raise(wrong, { delay: 10 }), on: { '*': 'b' } }, b: {} },
    });
    const actor = createActor(machine).start();
    expect(uncaught()).toEqual([refusal]);
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'a' });
  });
});

test.each([
  ['raise', raise(wrong)],
  ['enqueue.raise', enqueueActions(({ enqueue }) => enqueue.raise(wrong))],
])('what a machine raises for itself with %s within a step is not looked at', (_way, action) => {
  const machine = validating.createMachine({
    initial: 'a',
    states: {
      a: { on: { ADD: { actions: action as never, target: 'b' } } },
      b: { on: { '*': 'c' } },
      c: {},
    },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'ADD', by: 1 });
  expect(actor.getSnapshot().value).toBe('c');
});

describe('a child that sends it to its parent', () => {
  const parentOf = (child: AnyActorLogic) =>
    validating.createMachine({
      initial: 'working',
      states: {
        working: {
          invoke: { src: child, id: 'child', onError: 'failed' },
          on: { '*': 'got' },
        },
        failed: {},
        got: {},
      },
    });
  const toParent = (self: AnyActorRef) => self._parent!.send(wrong);

  test.each<[kind: string, child: AnyActorLogic]>([
    ['a machine, with sendParent', setup({}).createMachine({ entry: sendParent(wrong) })],
    ['a callback that does not catch it', fromCallback(({ sendBack }) => sendBack(wrong))],
    ['an observable of events', fromEventObservable(() => of<EventObject>(wrong))],
    ['a promise', fromPromise(async ({ self }) => toParent(self))],
  ])('%s: the child fails, and the parent takes onError', async (_kind, child) => {
    const parent = createActor(parentOf(child)).start();
    await vi.advanceTimersByTimeAsync(0);
    expect(parent.getSnapshot()).toMatchObject({ status: 'active', value: 'failed' });
  });

  test('a reducer fails with the event that made it send', () => {
    const child = fromTransition((state: null, _event, { self }) => {
      toParent(self);
      return state;
    }, null);
    const parent = createActor(parentOf(child)).start();
    expect(parent.getSnapshot().value).toBe('working');
    parent.getSnapshot().children['child']!.send({ type: 'GO' });
    expect(parent.getSnapshot()).toMatchObject({ status: 'active', value: 'failed' });
  });

  test('an observable of events fails with the first that does not fit', () => {
    const subject = new Subject<EventObject>();
    const parent = createActor(
      validating.createMachine({
        invoke: { src: fromEventObservable(() => subject), id: 'child', onError: {} },
      }),
    ).start();
    const child = parent.getSnapshot().children['child']!;
    subject.next(fitting);
    expect(child.getSnapshot().status).toBe('active');
    subject.next(wrong);
    expect(child.getSnapshot()).toMatchObject({ status: 'error', error: refusal });
    expect(subject.observed).toBe(false);
    expect(parent.getSnapshot().status).toBe('active');
  });

  test('a callback that catches it goes on', () => {
    const child = fromCallback(({ sendBack }) => {
      expect(() => sendBack(wrong)).toThrow(refusal);
      sendBack(fitting);
    });
    const parent = createActor(parentOf(child)).start();
    expect(parent.getSnapshot().value).toBe('got');
  });

  test('a callback that sends it later has it thrown where it sends', () => {
    const child = fromCallback(({ sendBack }) => {
      const timer = setTimeout(() => sendBack(wrong), 10);
      return () => clearTimeout(timer);
    });
    const parent = createActor(parentOf(child)).start();
    expect(uncaught()).toEqual([refusal]);
    expect(parent.getSnapshot()).toMatchObject({ status: 'active', value: 'working' });
  });
});

test('a parent that sends it to its child fails, and its own parent takes onError', () => {
  const middle = setup({ actors: { adder } }).createMachine({
    invoke: { src: 'adder', id: 'adder' },
    on: { GO: { actions: sendTo('adder', wrong) } },
  });
  const top = setup({ actors: { middle } }).createMachine({
    initial: 'working',
    states: {
      working: {
        invoke: { src: 'middle', id: 'middle', onError: 'failed' },
        on: { GO: { actions: sendTo('middle', { type: 'GO' }) } },
      },
      failed: {},
    },
  });
  const actor = createActor(top).start();
  actor.send({ type: 'GO' });
  expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: 'failed' });
});
