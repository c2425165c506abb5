import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  sendParent,
  sendTo,
  setup,
  SimulatedClock,
  type ActorRef,
  type AnyActorRef,
} from 'detent';
import { describe, expect, test } from 'vitest';

describe('a response', () => {
  test('goes to the actor that the event names as its sender', () => {
    const childMachine = createMachine({
      on: {
        ping: {
          actions: sendTo(({ event }) => event.sender, { type: 'pong' }),
        },
      },
    });
    const parentMachine = createMachine({
      invoke: { id: 'childActor', src: childMachine },
      initial: 'waiting',
      states: {
        waiting: {
          on: {
            PLAY: {
              actions: sendTo('childActor', ({ self }) => ({
                type: 'ping',
                sender: self,
              })),
            },
            pong: 'answered',
          },
        },
        answered: {},
      },
    });
    const actor = createActor(parentMachine).start();
    actor.send({ type: 'PLAY' });
    expect(actor.getSnapshot().value).toBe('answered');
  });

  const authServerMachine = createMachine({
    id: 'server',
    initial: 'waitingForCode',
    states: {
      waitingForCode: {
        on: {
          CODE: {
            actions: sendTo(({ event }) => event.sender, { type: 'TOKEN' }, { delay: 1000 }),
          },
        },
      },
    },
  });

  const authClientMachine = createMachine({
    id: 'client',
    initial: 'idle',
    states: {
      idle: {
        on: {
          AUTH: { target: 'authorizing' },
        },
      },
      authorizing: {
        invoke: {
          id: 'auth-server',
          src: authServerMachine,
        },
        entry: sendTo('auth-server', ({ self }) => ({
          type: 'CODE',
          sender: self,
        })),
        on: {
          TOKEN: { target: 'authorized' },
        },
      },
      authorized: {
        type: 'final',
      },
    },
  });

  test('may come after a second', () => {
    const clock = new SimulatedClock();
    const client = createActor(authClientMachine, { clock }).start();
    client.send({ type: 'AUTH' });
    expect(client.getSnapshot().value).toBe('authorizing');
    clock.increment(999);
    expect(client.getSnapshot().value).toBe('authorizing');
    clock.increment(1);
    expect(client.getSnapshot().value).toBe('authorized');
    expect(client.getSnapshot().status).toBe('done');
  });

  test('has a source that inspectors see and the receiver does not', () => {
    const clock = new SimulatedClock();
    const senders: [string, string | undefined][] = [];
    const client = createActor(authClientMachine, {
      clock,
      inspect: (inspected) => {
        if (inspected.type === '@xstate.event') {
          senders.push([inspected.event.type, inspected.sourceRef?.id]);
        }
      },
      id: 'root',
    }).start();
    client.send({ type: 'AUTH' });
    clock.increment(1000);
    expect(senders).toEqual([
      ['xstate.init', undefined],
      ['AUTH', undefined],
      ['xstate.init', 'root'],
      ['CODE', 'root'],
      ['TOKEN', 'auth-server'],
    ]);
  });
});

describe('a parent', () => {
  test('sends to a child by its id', () => {
    const updates: unknown[] = [];
    const machine = setup({
      types: { events: {} as { type: 'UPDATE_CHILD'; data: string } },
      actors: { child: fromCallback(({ receive }) => receive((event) => updates.push(event))) },
    }).createMachine({
      invoke: { id: 'childActorId', src: 'child' },
      on: {
        UPDATE_CHILD: {
          actions: sendTo('childActorId', ({ event }) => ({
            type: 'UPDATE',
            data: event.data,
          })),
        },
      },
    });
    createActor(machine).start().send({ type: 'UPDATE_CHILD', data: 'new' });
    expect(updates).toEqual([{ type: 'UPDATE', data: 'new' }]);
  });
});

describe('a child answers its parent', () => {
  test('by a reference in its input', () => {
    const childMachine = setup({
      types: {
        context: {} as { parentRef: AnyActorRef },
        input: {} as { parentRef: AnyActorRef },
      },
    }).createMachine({
      context: ({ input }) => ({ parentRef: input.parentRef }),
      on: {
        DONE: {
          actions: sendTo(({ context }) => context.parentRef, { type: 'CHILD_COMPLETED' }),
        },
      },
    });

    const parentMachine = setup({
      actors: { child: childMachine },
    }).createMachine({
      invoke: {
        id: 'child',
        src: 'child',
        input: ({ self }) => ({ parentRef: self }),
      },
      initial: 'waiting',
      states: { waiting: { on: { CHILD_COMPLETED: 'completed' } }, completed: {} },
      on: { DONE: { actions: sendTo('child', { type: 'DONE' }) } },
    });
    const actor = createActor(parentMachine).start();
    expect(actor.getSnapshot().children['child']!.getSnapshot().context.parentRef).toBe(actor);
    actor.send({ type: 'DONE' });
    expect(actor.getSnapshot().value).toBe('completed');
  });

  test('by sendParent, which ties it to the events of its parent', () => {
    const childMachine = createMachine({
      initial: 'working',
      states: {
        working: { entry: sendParent({ type: 'DONE' }) },
      },
    });
    const parentMachine = createMachine({
      invoke: { id: 'child', src: childMachine },
      initial: 'waiting',
      states: { waiting: { on: { DONE: 'completed' } }, completed: {} },
    });
    expect(createActor(parentMachine).start().getSnapshot().value).toBe('completed');
  });

  test('by sendParent, and fails where it has no parent', () => {
    const childMachine = createMachine({ on: { GO: { actions: sendParent({ type: 'DONE' }) } } });
    const errors: unknown[] = [];
    const actor = createActor(childMachine);
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start().send({ type: 'GO' });
    expect(errors).toEqual([expect.objectContaining({ code: 'E403' })]);
  });
});

describe('a systemId', () => {
  const lines: unknown[] = [];
  const logger = fromCallback(({ receive }) => receive((event) => lines.push(event)));
  const inner = createMachine({
    on: {
      SAY: {
        actions: sendTo(({ system }) => system.get('logger'), { type: 'LOG' }),
      },
    },
  });

  const machine = setup({ actors: { logger, inner } }).createMachine({
    initial: 'logging',
    states: {
      logging: {
        invoke: [
          { src: 'logger', systemId: 'logger' },
          { src: 'inner', id: 'inner' },
        ],
        on: { SAY: { actions: sendTo('inner', { type: 'SAY' }) }, STOP: 'stopped' },
      },
      stopped: {},
    },
  });

  test('names an actor for the whole system', () => {
    lines.length = 0;
    const actor = createActor(machine).start();
    expect(actor.system.get('logger')).toBe(actor.getSnapshot().children['0.(machine).logging']);
    actor.send({ type: 'SAY' });
    expect(lines).toEqual([{ type: 'LOG' }]);
  });

  test('is free again when its actor has stopped', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'STOP' });
    expect(actor.system.get('logger')).toBeUndefined();
  });

  test('belongs to one actor at a time', () => {
    const twice = setup({ actors: { logger } }).createMachine({
      invoke: [
        { id: 'one', src: 'logger', systemId: 'logger' },
        { id: 'two', src: 'logger', systemId: 'logger' },
      ],
    });
    const errors: unknown[] = [];
    const actor = createActor(twice);
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    expect(errors).toEqual([expect.objectContaining({ code: 'E404' })]);
  });
});

describe('an invoked actor is tested', () => {
  test('by what its parent receives', () => {
    const countLogic = fromCallback<{ type: 'COUNT' }>(({ sendBack, receive }) => {
      let count = 0;
      receive(() => {
        count += 1;
        sendBack({ type: 'COUNTED', count });
      });
    });
    const machine = setup({
      types: {
        context: {} as { counts: number[] },
        events: {} as { type: 'COUNTED'; count: number } | { type: 'GO' },
      },
      actors: {
        countLogic,
      },
    }).createMachine({
      context: { counts: [] },
      invoke: {
        id: 'count',
        src: 'countLogic',
      },
      on: {
        GO: { actions: sendTo('count', { type: 'COUNT' }) },
        COUNTED: {
          actions: assign({ counts: ({ context, event }) => [...context.counts, event.count] }),
        },
      },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'GO' });
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot().context.counts).toEqual([1, 2]);
  });

  test('by a parent made for the test', () => {
    const heard: unknown[] = [];
    const countLogic = fromCallback(({ sendBack }) => sendBack({ type: 'COUNTED' }));
    const parent = createMachine({
      invoke: { src: countLogic },
      on: { '*': { actions: ({ event }) => heard.push(event) } },
    });
    const actor: ActorRef<any, any> = createActor(parent);
    actor.start();
    expect(heard).toEqual([{ type: 'COUNTED' }]);
  });
});
