import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromTransition,
  sendTo,
  setup,
  type EventObject,
  type Subscribable,
} from 'detent';
import * as rxjs from 'rxjs';
import { fromEvent, interval, Subject, take } from 'rxjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { printed } from './printed.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an invoked callback', () => {
  test('gets its input, answers its parent, hears it, and is cleaned up', () => {
    const log = printed();
    const machine = setup({
      actors: {
        someCallback: fromCallback(({ input, sendBack, receive }) => {
          console.log(input);
          receive((event) => {
            console.log(event);
            sendBack({ type: 'ANSWER' });
          });
          return () => console.log('cleaned up');
        }),
      },
    }).createMachine({
      initial: 'asking',
      states: {
        asking: {
          invoke: {
            id: 'callback',
            src: 'someCallback',
            input: { question: 42 },
          },
          on: {
            ASK: { actions: sendTo('callback', { type: 'QUESTION' }) },
            ANSWER: 'answered',
          },
        },
        answered: {},
      },
    });
    const actor = createActor(machine).start();
    expect(log).toEqual([{ question: 42 }]);
    actor.send({ type: 'ASK' });
    expect(actor.getSnapshot().value).toBe('answered');
    expect(log).toEqual([{ question: 42 }, { type: 'QUESTION' }, 'cleaned up']);
  });

  test('listens to keys until it is stopped, unless it is told to pause', () => {
    const document = new EventTarget();
    vi.stubGlobal('document', document);
    const press = (key: string) => {
      document.dispatchEvent(Object.assign(new Event('keydown'), { key }));
    };
    const keyListener = fromCallback(({ sendBack, receive }) => {
      let isPaused = false;
      const handler = (e: { key: string }) => {
        if (!isPaused) sendBack({ type: 'KEY_PRESS', key: e.key });
      };
      document.addEventListener('keydown', handler as never);
      receive((event) => {
        if (event.type === 'PAUSE') isPaused = true;
      });
      return () => document.removeEventListener('keydown', handler as never);
    });
    const keys: string[] = [];
    const machine = createMachine({
      initial: 'typing',
      states: {
        typing: {
          invoke: { id: 'keys', src: keyListener },
          on: {
            KEY_PRESS: { actions: ({ event }) => keys.push(event.key) },
            PAUSE: { actions: sendTo('keys', { type: 'PAUSE' }) },
            LEAVE: 'left',
          },
        },
        left: { on: { BACK: 'typing' } },
      },
    });
    const actor = createActor(machine).start();
    press('a');
    actor.send({ type: 'PAUSE' });
    press('b');
    actor.send({ type: 'LEAVE' });
    press('c');
    actor.send({ type: 'BACK' });
    press('d');
    expect(keys).toEqual(['a', 'd']);
  });

  test('keeps a socket open as long as its state is active', () => {
    const sockets: FakeSocket[] = [];
    class FakeSocket {
      readonly url: string;
      onmessage: ((message: { data: string }) => void) | undefined = undefined;
      readonly sent: string[] = [];
      isClosed = false;
      constructor(url: string) {
        this.url = url;
        sockets.push(this);
      }
      send(text: string) {
        this.sent.push(text);
      }
      close() {
        this.isClosed = true;
      }
    }
    vi.stubGlobal('WebSocket', FakeSocket);

    const machine = setup({
      actors: {
        wsService: fromCallback(({ sendBack, receive, input }) => {
          const ws = new WebSocket(input.url);
          // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as it is printed
          ws.onmessage = (msg) => sendBack({ type: 'MESSAGE_RECEIVED', data: msg.data });
          receive((event) => {
            if (event.type === 'SEND_MESSAGE') ws.send(event.text);
          });
          return () => ws.close();
        }),
      },
    }).createMachine({
      id: 'chat',
      context: { messages: [] as string[] },
      initial: 'connected',
      states: {
        connected: {
          invoke: { id: 'websocket', src: 'wsService', input: { url: 'wss://chat.example.com' } },
          on: {
            MESSAGE_RECEIVED: {
              actions: assign({
                messages: ({ context, event }) => [...context.messages, event.data],
              }),
            },
            SEND_MESSAGE: { actions: sendTo('websocket', ({ event }) => event) },
            DISCONNECT: 'disconnected',
          },
        },
        disconnected: { type: 'final' },
      },
    });
    const actor = createActor(machine).start();
    const [socket] = sockets;
    expect(socket!.url).toBe('wss://chat.example.com');
    socket!.onmessage!({ data: 'hello' });
    actor.send({ type: 'SEND_MESSAGE', text: 'hi' });
    expect(socket!.sent).toEqual(['hi']);
    actor.send({ type: 'DISCONNECT' });
    expect(socket!.isClosed).toBe(true);
    socket!.onmessage!({ data: 'too late' });
    expect(actor.getSnapshot().context.messages).toEqual(['hello']);
    expect(actor.getSnapshot().status).toBe('done');
    expect(sockets).toHaveLength(1);
  });
});

describe('an invoked observable', () => {
  test('shows each value in a snapshot', () => {
    vi.useFakeTimers();
    const log = printed();
    const machine = setup({
      actors: {
        someObservable: fromObservable(({ input }: { input: { ms: number } }) => {
          return interval(input.ms);
        }),
      },
    }).createMachine({
      invoke: {
        src: 'someObservable',
        input: { ms: 1000 },
        onSnapshot: {
          actions: ({ event }) => {
            console.log(event.snapshot.context);
          },
        },
      },
    });
    const actor = createActor(machine).start();
    // It is active before it has a value.
    expect(log).toEqual([undefined]);
    vi.advanceTimersByTime(3500);
    expect(log).toEqual([undefined, 0, 1, 2]);
    actor.stop();
    vi.advanceTimersByTime(3500);
    expect(log).toEqual([undefined, 0, 1, 2]);
  });

  test('ticks without any input', () => {
    vi.useFakeTimers();
    const ticker = createActor(fromObservable(() => interval(1000))).start();
    const ticks: unknown[] = [];
    ticker.subscribe((snapshot) => ticks.push(snapshot.context));
    vi.advanceTimersByTime(2000);
    expect(ticks).toEqual([0, 1]);
    ticker.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('takes the onDone transition when it completes, without an output', () => {
    const heard: unknown[] = [];
    const machine = createMachine({
      initial: 'counting',
      states: {
        counting: {
          invoke: {
            id: 'three',
            src: fromObservable(() => rxjs.of('a', 'b', 'c')),
            onSnapshot: { actions: ({ event }) => heard.push(event.snapshot.context) },
            onDone: { target: 'counted', actions: ({ event }) => heard.push(event) },
          },
        },
        counted: {},
      },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().value).toBe('counted');
    expect(heard).toEqual([
      undefined,
      'a',
      'b',
      'c',
      { type: 'xstate.done.actor.three', output: undefined, actorId: 'three' },
    ]);
  });

  test('takes the onError transition when it fails', () => {
    const heard: unknown[] = [];
    const values = new Subject<number>();
    const machine = createMachine({
      initial: 'counting',
      states: {
        counting: {
          invoke: {
            id: 'values',
            src: fromObservable(() => values),
            onError: { target: 'failed', actions: ({ event }) => heard.push(event) },
          },
        },
        failed: {},
      },
    });
    const actor = createActor(machine).start();
    values.error('broken');
    expect(actor.getSnapshot().value).toBe('failed');
    expect(heard).toEqual([
      { type: 'xstate.error.actor.values', error: 'broken', actorId: 'values' },
    ]);
    expect(values.observed).toBe(false);
  });
});

describe('an invoked event observable', () => {
  test('is a creator of this package and not of rxjs', () => {
    expect(Object.keys(rxjs)).not.toContain('fromEventObservable');
  });

  test('sends clicks to its parent for as long as the machine lives', () => {
    const log = printed();
    const body = new EventTarget();
    vi.stubGlobal('document', { body });
    const interactiveMachine = createMachine({
      invoke: {
        src: fromEventObservable(
          () => fromEvent(document.body, 'click') as Subscribable<EventObject>,
        ),
      },
      on: {
        click: {
          actions: ({ event }) => console.log(event),
        },
      },
    });
    const click = new Event('click');
    body.dispatchEvent(click);
    const actor = createActor(interactiveMachine).start();
    body.dispatchEvent(click);
    body.dispatchEvent(new Event('keydown'));
    expect(log).toEqual([click]);
    actor.stop();
    body.dispatchEvent(new Event('click'));
    expect(log).toEqual([click]);
  });

  test('sends clicks of the document to a named action', () => {
    const handled: string[] = [];
    const document = new EventTarget();
    vi.stubGlobal('document', document);
    const machine = createMachine({
      invoke: {
        src: fromEventObservable(() => fromEvent(document, 'click') as any),
      },
      on: {
        click: { actions: 'handleClick' },
      },
    }).provide({ actions: { handleClick: ({ event }) => handled.push(event.type) } });
    createActor(machine).start();
    document.dispatchEvent(new Event('click'));
    expect(handled).toEqual(['click']);
  });

  test('sends clicks to its parent while its state is active', () => {
    const handled: unknown[] = [];
    const body = new EventTarget();
    const mouseClicks = fromEventObservable(
      () => fromEvent(body, 'click') as unknown as Subscribable<any>,
    );
    const machine = setup({
      actors: {
        mouseClicks,
      },
    }).createMachine({
      initial: 'listening',
      states: {
        listening: {
          invoke: {
            src: 'mouseClicks',
          },
          on: {
            click: { actions: ({ event }) => handled.push(event.type) },
            IGNORE: 'deaf',
          },
        },
        deaf: {},
      },
      on: { click: { actions: () => handled.push('nobody should hear this') } },
    });
    const actor = createActor(machine).start();
    body.dispatchEvent(new Event('click'));
    actor.send({ type: 'IGNORE' });
    body.dispatchEvent(new Event('click'));
    expect(handled).toEqual(['click']);
  });

  test('is done when its observable is', () => {
    const events = new Subject<{ type: string }>();
    const machine = createMachine({
      initial: 'listening',
      states: {
        listening: {
          invoke: {
            src: fromEventObservable(() => events.pipe(take(2))),
            onDone: 'over',
          },
        },
        over: {},
      },
    });
    const actor = createActor(machine).start();
    events.next({ type: 'A' });
    expect(actor.getSnapshot().value).toBe('listening');
    events.next({ type: 'B' });
    expect(actor.getSnapshot().value).toBe('over');
    expect(events.observed).toBe(false);
  });
});

describe('an invoked transition function', () => {
  test('shows each of its states in a snapshot', () => {
    const log = printed();
    const machine = setup({
      actors: {
        someTransition: fromTransition((state: number, event: { type: string }) => {
          return event.type === 'ADD' ? state + 1 : state;
        }, 10),
      },
    }).createMachine({
      invoke: {
        id: 'transition',
        src: 'someTransition',
        onSnapshot: {
          actions: ({ event }) => {
            console.log(event.snapshot.context);
          },
        },
      },
      on: { ADD: { actions: sendTo('transition', { type: 'ADD' }) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'ADD' });
    actor.send({ type: 'ADD' });
    expect(log).toEqual([10, 11, 12]);
  });

  test('gets its input in the scope and for its first state', () => {
    const machine = setup({
      actors: {
        someTransition: fromTransition(
          (state: number, _: { type: string }, { input }) => state + input.step,
          ({ input }: { input: { step: number } }) => input.step,
        ),
      },
    }).createMachine({
      invoke: { id: 'transition', src: 'someTransition', input: { step: 5 } },
      on: { ADD: { actions: sendTo('transition', { type: 'ADD' }) } },
    });
    const actor = createActor(machine).start();
    const child = actor.getSnapshot().children['transition']!;
    expect(child.getSnapshot().context).toBe(5);
    actor.send({ type: 'ADD' });
    expect(child.getSnapshot().context).toBe(10);
  });

  test('is a reducer', () => {
    const counter = fromTransition(
      (state, event: { type: string }) => {
        if (event.type === 'INCREMENT') return { count: state.count + 1 };
        if (event.type === 'DECREMENT') return { count: state.count - 1 };
        return state;
      },
      { count: 0 },
    );
    const actor = createActor(counter).start();
    actor.send({ type: 'INCREMENT' });
    actor.send({ type: 'INCREMENT' });
    actor.send({ type: 'DECREMENT' });
    actor.send({ type: 'OTHER' });
    expect(actor.getSnapshot()).toEqual({
      status: 'active',
      output: undefined,
      error: undefined,
      context: { count: 1 },
    });
  });
});

describe('an invoked machine', () => {
  const childMachine = setup({
    types: {
      context: {} as { name: string },
      input: {} as { name: string },
      output: {} as { greeting: string },
    },
  }).createMachine({
    context: ({ input }) => ({
      name: input.name,
    }),
    initial: 'open',
    states: {
      open: { on: { CLOSE: 'done' } },
      done: { type: 'final' },
    },
    output: ({ context }) => ({ greeting: `Hello, ${context.name}!` }),
  });

  test('gets its input and gives its output', () => {
    const log = printed();
    const machine = setup({
      actors: {
        someMachine: childMachine,
      },
    }).createMachine({
      initial: 'greeting',
      states: {
        greeting: {
          invoke: {
            id: 'child',
            src: 'someMachine',
            input: { name: 'David' },
            onDone: {
              target: 'greeted',
              actions: ({ event }) => console.log(event.output),
            },
          },
          on: { CLOSE: { actions: sendTo('child', { type: 'CLOSE' }) } },
        },
        greeted: {},
      },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().children['child']!.getSnapshot().context).toEqual({ name: 'David' });
    actor.send({ type: 'CLOSE' });
    expect(actor.getSnapshot().value).toBe('greeted');
    expect(log).toEqual([{ greeting: 'Hello, David!' }]);
    expect(actor.getSnapshot().children).toEqual({});
  });
});
