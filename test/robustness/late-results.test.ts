import {
  createActor,
  createMachine,
  fromCallback,
  fromObservable,
  fromPromise,
  sendTo,
  SimulatedClock,
  stopChild,
} from 'detent';
import { Subject } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';

/** Promises that are settled by hand, in the order in which they were asked for. */
function deferred() {
  const settle: { resolve: (value: unknown) => void; reject: (reason: unknown) => void }[] = [];
  const logic = fromPromise(
    () => new Promise((resolve, reject) => void settle.push({ resolve, reject })),
  );
  return { logic, settle };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the result of an invocation that was stopped', () => {
  test.each(['resolve', 'reject'] as const)('never arrives: %s', async (outcome) => {
    const { logic, settle } = deferred();
    const heard: unknown[] = [];
    const machine = createMachine({
      initial: 'a',
      states: {
        a: { invoke: { id: 'service', src: logic, onDone: 'b', onError: 'b' }, on: { LEAVE: 'c' } },
        b: {},
        c: {},
      },
      on: { '*': { actions: ({ event }) => heard.push(event) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'LEAVE' });
    settle[0]![outcome]('late');
    await settled();
    expect(actor.getSnapshot().value).toBe('c');
    expect(heard).toEqual([]);
  });

  test('never arrives in a new invocation of the same state', async () => {
    const { logic, settle } = deferred();
    const outputs: unknown[] = [];
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          invoke: {
            id: 'service',
            src: logic,
            onDone: { target: 'done', actions: ({ event }) => outputs.push(event.output) },
          },
          on: { AGAIN: { target: 'a', reenter: true } },
        },
        done: {},
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'AGAIN' });
    settle[0]!.resolve('first');
    await settled();
    expect(actor.getSnapshot().value).toBe('a');
    settle[1]!.resolve('second');
    await settled();
    expect(actor.getSnapshot().value).toBe('done');
    expect(outputs).toEqual(['second']);
  });

  test('never arrives in another state that invokes under the same id', async () => {
    const { logic, settle } = deferred();
    const outputs: unknown[] = [];
    const state = (next: string) => ({
      invoke: {
        id: 'service',
        src: logic,
        onDone: { actions: ({ event }: any) => outputs.push(event.output) },
      },
      on: { NEXT: next },
    });
    const machine = createMachine({ initial: 'a', states: { a: state('b'), b: state('a') } });
    const actor = createActor(machine).start();
    actor.send({ type: 'NEXT' });
    settle[0]!.resolve('of a');
    await settled();
    expect(outputs).toEqual([]);
    settle[1]!.resolve('of b');
    await settled();
    expect(outputs).toEqual(['of b']);
  });

  test('never arrives when it waits in the mailbox already', () => {
    const heard: string[] = [];
    let finish!: () => void;
    const service = createMachine({
      entry: ({ self }) => {
        finish = () => self.send({ type: 'FINISH' });
      },
      initial: 'busy',
      states: { busy: { on: { FINISH: 'done' } }, done: { type: 'final' } },
      output: 'late',
    });
    const state = (next: string) => ({
      invoke: {
        id: 'service',
        src: service,
        onDone: { actions: ({ event }: any) => heard.push(event.output) },
      },
      on: {
        // The result comes while the event is processed that leaves the state.
        NEXT: { target: next, actions: () => finish() },
      },
    });
    const machine = createMachine({ initial: 'a', states: { a: state('b'), b: {} } });
    const actor = createActor(machine).start();
    actor.send({ type: 'NEXT' });
    expect(actor.getSnapshot().value).toBe('b');
    expect(heard).toEqual([]);

    const cycle = createMachine({ initial: 'a', states: { a: state('b'), b: state('a') } });
    const cycling = createActor(cycle).start();
    cycling.send({ type: 'NEXT' });
    expect(cycling.getSnapshot().value).toBe('b');
    expect(heard).toEqual([]);
    finish();
    expect(heard).toEqual(['late']);
  });

  test('never arrives when the child was stopped by hand', async () => {
    const { logic, settle } = deferred();
    const heard: unknown[] = [];
    const machine = createMachine({
      invoke: {
        id: 'service',
        src: logic,
        onDone: { actions: ({ event }) => heard.push(event) },
      },
      on: { CANCEL: { actions: stopChild('service') } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'CANCEL' });
    settle[0]!.resolve('late');
    await settled();
    expect(heard).toEqual([]);
  });

  test('never arrives after the machine was stopped', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { logic, settle } = deferred();
    const machine = createMachine({ invoke: { id: 'service', src: logic } });
    const actor = createActor(machine).start();
    actor.stop();
    settle[0]!.reject(new Error('late'));
    await settled();
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(warn).not.toHaveBeenCalled();
  });
});

test('a stopped callback can no longer send', () => {
  let sendBack!: (event: { type: string }) => void;
  const heard: string[] = [];
  const machine = createMachine({
    initial: 'a',
    states: {
      a: {
        invoke: { src: fromCallback((args) => void (sendBack = args.sendBack)) },
        on: { LEAVE: 'b' },
      },
      b: {},
    },
    on: { '*': { actions: ({ event }) => heard.push(event.type) } },
  });
  const actor = createActor(machine).start();
  sendBack({ type: 'FIRST' });
  actor.send({ type: 'LEAVE' });
  sendBack({ type: 'LATE' });
  expect(actor.getSnapshot().value).toBe('b');
  expect(heard).toEqual(['FIRST']);
});

test('a stopped observable is unsubscribed, and its values are not heard', () => {
  const values = new Subject<number>();
  const heard: unknown[] = [];
  const machine = createMachine({
    initial: 'a',
    states: {
      a: {
        invoke: {
          id: 'values',
          src: fromObservable(() => values),
          onSnapshot: { actions: ({ event }) => heard.push(event.snapshot.context) },
        },
        on: { LEAVE: 'b' },
      },
      b: {},
    },
  });
  const actor = createActor(machine).start();
  values.next(1);
  actor.send({ type: 'LEAVE' });
  expect(values.observed).toBe(false);
  values.next(2);
  expect(heard).toEqual([undefined, 1]);
});

test('the delayed events of an actor that was stopped do not fire', () => {
  const clock = new SimulatedClock();
  const heard: string[] = [];
  const child = createMachine({
    entry: [
      sendTo(({ self }) => self._parent!, { type: 'LATE' }, { delay: 100 }),
      sendTo(({ self }) => self, { type: 'SELF' }, { delay: 100 }),
    ],
    on: { SELF: { actions: () => heard.push('SELF') } },
  });
  const machine = createMachine({
    initial: 'a',
    states: { a: { invoke: { src: child }, on: { LEAVE: 'b' } }, b: {} },
    on: { '*': { actions: ({ event }) => heard.push(event.type) } },
  });
  const actor = createActor(machine, { clock }).start();
  clock.increment(50);
  actor.send({ type: 'LEAVE' });
  clock.increment(1000);
  expect(heard).toEqual([]);
});

test('an `after` of a state that was left and entered again counts from the second entry', () => {
  const clock = new SimulatedClock();
  const machine = createMachine({
    initial: 'a',
    states: {
      a: { after: { 100: 'late' }, on: { AGAIN: { target: 'a', reenter: true } } },
      late: {},
    },
  });
  const actor = createActor(machine, { clock }).start();
  clock.increment(99);
  actor.send({ type: 'AGAIN' });
  clock.increment(99);
  expect(actor.getSnapshot().value).toBe('a');
  clock.increment(1);
  expect(actor.getSnapshot().value).toBe('late');
});
