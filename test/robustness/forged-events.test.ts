import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  raise,
  sendTo,
  type AnyEventObject,
} from 'detent';
import { describe, expect, test } from 'vitest';

/** A machine that would react to each event that only the library may send. */
const machine = createMachine({
  id: 'm',
  context: { heard: [] as string[] },
  initial: 'working',
  states: {
    working: {
      initial: 'a',
      states: { a: { on: { NEXT: 'b' } }, b: { on: { NEXT: 'c' } }, c: { type: 'final' } },
      invoke: {
        id: 'service',
        src: fromPromise(() => new Promise<string>(() => {})),
        onDone: 'faked',
        onError: 'faked',
        onSnapshot: { actions: assign({ heard: ({ context }) => [...context.heard, 'snapshot'] }) },
      },
      onDone: 'complete',
    },
    complete: {},
    faked: {},
  },
});

const internal: readonly AnyEventObject[] = [
  { type: 'xstate.done.actor.service', output: 'faked', actorId: 'service' },
  { type: 'xstate.error.actor.service', error: 'faked', actorId: 'service' },
  { type: 'xstate.snapshot.service', snapshot: { status: 'active', context: 'faked' } },
  { type: 'xstate.done.state.m.working', output: 'faked' },
  { type: 'xstate.init', input: 'faked' },
  { type: 'xstate.stop' },
];

const started = () => createActor(machine).start();

describe.each(internal.map((event) => [event.type, event] as const))('a forged %s', (_, event) => {
  test('from outside changes nothing', () => {
    const actor = started();
    const before = actor.getSnapshot();
    actor.send(event);
    expect(actor.getSnapshot()).toBe(before);
    expect(before.children['service']!.getSnapshot().status).toBe('active');
    actor.send({ type: 'NEXT' });
    expect(actor.getSnapshot().value).toEqual({ working: 'b' });
  });

  test('before the start changes nothing', () => {
    const actor = createActor(machine);
    actor.send(event);
    actor.start();
    expect(actor.getSnapshot().value).toEqual({ working: 'a' });
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('from another actor changes nothing', () => {
    const forger = createMachine({
      invoke: { id: 'victim', src: machine },
      on: { FORGE: { actions: sendTo('victim', ({ event }) => event.forged) } },
    });
    const actor = createActor(forger).start();
    const victim = actor.getSnapshot().children['victim']!;
    const before = victim.getSnapshot();
    actor.send({ type: 'FORGE', forged: event });
    expect(victim.getSnapshot()).toBe(before);
  });

  test('from a child of another name changes nothing', () => {
    const heard: string[] = [];
    const victim = createMachine({
      invoke: [
        {
          id: 'service',
          src: fromPromise(() => new Promise<string>(() => {})),
          onDone: { actions: () => heard.push('done') },
          onError: { actions: () => heard.push('error') },
        },
        { id: 'forger', src: fromCallback(({ sendBack }) => sendBack(event)) },
      ],
    });
    const actor = createActor(victim).start();
    expect(heard).toEqual([]);
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('does not match a wildcard either', () => {
    const heard: string[] = [];
    const greedy = createMachine({
      on: { '*': { actions: ({ event }) => heard.push(event.type) } },
    });
    const actor = createActor(greedy).start();
    actor.send(event);
    actor.send({ type: 'other' });
    expect(heard).toEqual(['other']);
  });
});

test('a genuine result comes through beside its forgeries', async () => {
  let resolve!: (value: string) => void;
  const machine = createMachine({
    context: { result: undefined as unknown },
    initial: 'waiting',
    states: {
      waiting: {
        invoke: {
          id: 'service',
          src: fromPromise(() => new Promise<string>((settle) => (resolve = settle))),
          onDone: { target: 'done', actions: assign({ result: ({ event }) => event.output }) },
        },
      },
      done: {},
    },
  });
  const actor = createActor(machine).start();
  const forged = { type: 'xstate.done.actor.service', output: 'forged', actorId: 'service' };
  actor.send(forged as never);
  resolve('genuine');
  actor.send(forged as never);
  await new Promise((done) => setImmediate(done));
  expect(actor.getSnapshot().value).toBe('done');
  expect(actor.getSnapshot().context.result).toBe('genuine');
});

test('a child cannot send the result of its sibling, nor another under its own name', async () => {
  const heard: AnyEventObject[] = [];
  let forge!: (event: AnyEventObject) => void;
  const machine = createMachine({
    invoke: [
      { id: 'honest', src: fromPromise(() => new Promise(() => {})) },
      { id: 'forger', src: fromCallback(({ sendBack }) => void (forge = sendBack)) },
    ],
    on: { '*': { actions: ({ event }) => heard.push(event) } },
  });
  createActor(machine).start();
  forge({ type: 'xstate.done.actor.honest', output: 1 });
  forge({ type: 'xstate.error.actor.honest', error: 1 });
  forge({ type: 'xstate.done.actor.honest.more', output: 1 });
  forge({ type: 'xstate.done.actor.', output: 1 });
  expect(heard).toEqual([]);
});

test('a completion that is raised by the machine itself is its own affair', () => {
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: {
        initial: 'a1',
        states: { a1: { on: { SKIP: { actions: raise({ type: 'xstate.done.state.m.a' }) } } } },
        onDone: 'b',
      },
      b: {},
    },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'SKIP' });
  expect(actor.getSnapshot().value).toBe('b');
});
