import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  setup,
  spawnChild,
  stopChild,
  type AnyActorRef,
} from 'detent';
import { beforeEach, describe, expect, test } from 'vitest';

const did: string[] = [];
beforeEach(() => {
  did.length = 0;
});

const workerLogic = fromCallback(({ input, self }) => {
  const name = `${self.id}${input === undefined ? '' : ` ${JSON.stringify(input)}`}`;
  did.push(`start ${name}`);
  return () => did.push(`stop ${self.id}`);
});

describe('spawnChild', () => {
  const todoMachine = setup({
    types: { input: {} as { text: string }, context: {} as { text: string } },
  }).createMachine({ context: ({ input }) => ({ text: input.text }) });

  const machine = setup({
    types: {
      events: {} as
        | { type: 'todo.add'; id: number; text: string }
        | { type: 'todo.remove'; id: number },
    },
    actors: { todoMachine },
  }).createMachine({
    on: {
      'todo.add': {
        actions: spawnChild('todoMachine', {
          id: ({ event }) => `todo-${event.id}`,
          input: ({ event }) => ({ text: (event as { text: string }).text }),
        }),
      },
      'todo.remove': {
        actions: stopChild(({ event }) => `todo-${event.id}`),
      },
    },
  });

  test('makes as many actors as are asked for, each with its id and input', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'todo.add', id: 1, text: 'buy milk' });
    actor.send({ type: 'todo.add', id: 2, text: 'drink it' });
    const { children } = actor.getSnapshot();
    expect(Object.keys(children)).toEqual(['todo-1', 'todo-2']);
    expect(children['todo-1']!.getSnapshot().context).toEqual({ text: 'buy milk' });
    expect(children['todo-2']!.getSnapshot().context).toEqual({ text: 'drink it' });
  });

  test('is undone by stopChild', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'todo.add', id: 1, text: 'buy milk' });
    actor.send({ type: 'todo.add', id: 2, text: 'drink it' });
    const first = actor.getSnapshot().children['todo-1']!;
    actor.send({ type: 'todo.remove', id: 1 });
    expect(Object.keys(actor.getSnapshot().children)).toEqual(['todo-2']);
    expect(first.getSnapshot().status).toBe('stopped');
    expect(() => actor.send({ type: 'todo.remove', id: 3 })).not.toThrow();
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('passes an input', () => {
    const withInput = setup({ actors: { workerLogic } }).createMachine({
      entry: spawnChild('workerLogic', {
        id: 'worker-1',
        input: { batchSize: 100 },
      }),
    });
    createActor(withInput).start();
    expect(did).toEqual(['start worker-1 {"batchSize":100}']);
  });

  test('may be used several times', () => {
    const several = setup({ actors: { workerLogic } }).createMachine({
      // Multiple
      entry: [
        spawnChild('workerLogic', { id: 'worker-1' }),
        spawnChild('workerLogic', { id: 'worker-2' }),
      ],
    });
    const actor = createActor(several).start();
    expect(did).toEqual(['start worker-1', 'start worker-2']);
    actor.stop();
    expect(did.slice(2)).toEqual(['stop worker-1', 'stop worker-2']);
  });

  test('gives every child an id of its own, and stops all of them', () => {
    const several = setup({ actors: { workerLogic } }).createMachine({
      entry: [spawnChild('workerLogic'), spawnChild('workerLogic'), spawnChild('workerLogic')],
    });
    const actor = createActor(several).start();
    const ids = Object.keys(actor.getSnapshot().children);
    expect(new Set(ids).size).toBe(3);
    actor.stop();
    expect(did.slice(3)).toEqual(ids.map((id) => `stop ${id}`));
  });
});

describe('spawn in assign', () => {
  const machine = setup({
    types: { context: {} as { workerRef: AnyActorRef | undefined } },
    actors: { workerLogic },
  }).createMachine({
    context: { workerRef: undefined },
    on: {
      'worker.start': {
        actions: assign({
          workerRef: ({ spawn }) => spawn('workerLogic', { id: 'worker' }),
        }),
      },
      'worker.stop': {
        actions: [
          stopChild('worker'),
          assign({ workerRef: undefined }), // Clean up!
        ],
      },
      'worker.orphan': {
        actions: stopChild('worker'),
      },
    },
  });

  test('keeps a reference in the context', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'worker.start' });
    const { context, children } = actor.getSnapshot();
    expect(context.workerRef).toBe(children['worker']);
    expect(context.workerRef?.id).toBe('worker');
    expect(did).toEqual(['start worker']);
  });

  test('is cleaned up by stopChild and assign', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'worker.start' });
    actor.send({ type: 'worker.stop' });
    expect(actor.getSnapshot().context.workerRef).toBeUndefined();
    expect(actor.getSnapshot().children).toEqual({});
    expect(did).toEqual(['start worker', 'stop worker']);
  });

  test('leaves an orphan in the context when it is only stopped', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'worker.start' });
    actor.send({ type: 'worker.orphan' });
    expect(actor.getSnapshot().context.workerRef?.getSnapshot().status).toBe('stopped');
    expect(actor.getSnapshot().children).toEqual({});
  });

  test('can start another worker after the first', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'worker.start' });
    const first = actor.getSnapshot().context.workerRef;
    actor.send({ type: 'worker.stop' });
    actor.send({ type: 'worker.start' });
    const second = actor.getSnapshot().context.workerRef;
    expect(second).not.toBe(first);
    expect(second?.getSnapshot().status).toBe('active');
    expect(did).toEqual(['start worker', 'stop worker', 'start worker']);
  });
});

test('spawn in the context keeps a reference from the beginning', () => {
  const machine = setup({
    types: { context: {} as { workerRef: AnyActorRef } },
    actors: { workerLogic },
  }).createMachine({
    context: ({ spawn }) => ({ workerRef: spawn('workerLogic', { id: 'worker' }) }),
  });
  const actor = createActor(machine);
  expect(did).toEqual([]);
  actor.start();
  expect(did).toEqual(['start worker']);
  expect(actor.getSnapshot().context.workerRef).toBe(actor.getSnapshot().children['worker']);
});

test('a spawned machine outlives the state that spawned it, an invoked one does not', () => {
  const machine = setup({ actors: { workerLogic } }).createMachine({
    initial: 'a',
    states: {
      a: {
        entry: spawnChild('workerLogic', { id: 'spawned' }),
        invoke: { id: 'invoked', src: 'workerLogic' },
        on: { NEXT: 'b' },
      },
      b: {},
    },
  });
  const actor = createActor(machine).start();
  actor.send({ type: 'NEXT' });
  expect(Object.keys(actor.getSnapshot().children)).toEqual(['spawned']);
  expect(did).toEqual(['start spawned', 'start invoked', 'stop invoked']);
});

test('a spawned machine that is done leaves its parent running', () => {
  const heard: string[] = [];
  const child = createMachine({ initial: 'end', states: { end: { type: 'final' } } });
  const machine = createMachine({
    entry: spawnChild(child, { id: 'child' }),
    on: { '*': { actions: ({ event }) => heard.push(event.type) } },
  });
  const actor = createActor(machine).start();
  expect(actor.getSnapshot().status).toBe('active');
  expect(heard).toEqual(['xstate.done.actor.child']);
});
