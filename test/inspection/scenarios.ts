import { Subject, of } from 'rxjs';
import type { Exception, Scenario } from './record.ts';

/** As SCXML has it: invocations come last, and here also at the start. */
const startsAfterEntry: Exception = {
  why: 'invoked children start after the entry actions, also when the actor starts',
  change: (lines) => {
    const isOfChild = (line: string) => /^\S+ (?!root#).*"xstate\.init"/.test(line);
    const started = lines.findIndex((line) => line.startsWith('@xstate.snapshot root#'));
    const start = lines.slice(0, started);
    return [
      ...start.filter((line) => !isOfChild(line)),
      ...start.filter(isOfChild),
      ...lines.slice(started),
    ];
  },
};

/** @param before beginning of the record that follows in xstate */
const showsSpawn = (before: string): Exception => ({
  why: 'a child that is spawned by assign or by the context is shown as any other',
  change: (lines) =>
    lines.toSpliced(
      lines.findIndex((line) => line.startsWith(before)),
      0,
      '@xstate.action root#0 action={"type":"xstate.spawnChild","params":' +
        '{"id":"c","actorRef":{"xstate$$type":1,"id":"c"},"src":"logic"}} rootId=#0',
    ),
});

const toggle = {
  id: 'toggle',
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
};

function named() {}

export const scenarios: readonly Scenario[] = [
  { name: 'start', logic: ({ createMachine }) => createMachine(toggle) },
  {
    name: 'start with input',
    logic: ({ createMachine }) => createMachine({ context: ({ input }: any) => input }),
    options: { input: { a: 1 } },
  },
  {
    name: 'an event',
    logic: ({ createMachine }) => createMachine(toggle),
    events: [{ type: 'TOGGLE' }, { type: 'TOGGLE', payload: [1] }],
  },
  {
    name: 'an event that nothing handles',
    logic: ({ createMachine }) => createMachine(toggle),
    events: [{ type: 'OTHER' }],
  },
  {
    name: 'an event that is forbidden, and one whose guard fails',
    logic: ({ createMachine }) =>
      createMachine({ on: { A: {}, B: { guard: () => false, target: '#x' } }, id: 'x' }),
    events: [{ type: 'A' }, { type: 'B' }],
  },
  {
    name: 'actions of all kinds',
    logic: ({ createMachine, assign, log, emit, enqueueActions }) =>
      createMachine(
        {
          context: { n: 0 },
          entry: [named, 'byName', { type: 'withParams', params: { a: 1 } }],
          on: {
            GO: {
              actions: [
                assign({ n: 1 }),
                named,
                log('a line', 'label'),
                emit({ type: 'emitted' }),
                enqueueActions(({ enqueue }: any) => {
                  enqueue(named);
                  enqueue.assign({ n: 2 });
                }),
                () => undefined,
              ],
            },
          },
        },
        { actions: { byName: named, withParams: () => undefined } },
      ),
    events: [{ type: 'GO' }],
  },
  {
    name: 'exit, transition and entry actions',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { exit: function leaveA() {}, on: { GO: { target: 'b', actions: function go() {} } } },
          b: { entry: function enterB() {} },
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'raised events',
    logic: ({ createMachine, raise }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: {
            on: { GO: { actions: [raise({ type: 'ONE' }), raise({ type: 'TWO' })] }, TWO: 'b' },
          },
          b: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'eventless transitions',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: { always: 'c' },
          c: { always: { target: 'd' } },
          d: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'an eventless transition at the start',
    logic: ({ createMachine }) =>
      createMachine({ id: 'm', initial: 'a', states: { a: { always: 'b' }, b: {} } }),
  },
  {
    name: 'regions that react together',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        type: 'parallel',
        states: {
          one: { initial: 'x', states: { x: { on: { GO: 'y' } }, y: {} } },
          two: { initial: 'x', states: { x: { on: { GO: 'y' } }, y: {} } },
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'a state that is done',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: {
            initial: 'a1',
            states: { a1: { on: { GO: 'a2' } }, a2: { type: 'final', output: 42 } },
            onDone: 'b',
          },
          b: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'delays that come and are cancelled',
    logic: ({ createMachine, raise, cancel }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { after: { 10: 'b' }, entry: raise({ type: 'LATE' }, { delay: 5, id: 'late' }) },
          b: {
            entry: raise({ type: 'NEVER' }, { delay: 5, id: 'never' }),
            exit: cancel('never'),
            after: { 2: 'c' },
          },
          c: {},
        },
      }),
    then: (_, clock) => {
      clock.increment(10);
      clock.increment(100);
    },
  },
  {
    name: 'a promise that resolves',
    logic: ({ createMachine, fromPromise }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: { invoke: { id: 'p', src: fromPromise(async () => 42), input: 1, onDone: 'c' } },
          c: {},
        },
      }),
    events: [{ type: 'GO' }],
    then: () => undefined,
  },
  {
    name: 'a promise that rejects',
    logic: ({ createMachine, fromPromise }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            invoke: { id: 'p', src: fromPromise(() => Promise.reject('no')), onError: 'c' },
          },
          c: {},
        },
      }),
    events: [{ type: 'GO' }],
    then: () => undefined,
  },
  {
    name: 'a promise that rejects, and nobody handles it',
    logic: ({ createMachine, fromPromise }) =>
      createMachine({ invoke: { id: 'p', src: fromPromise(() => Promise.reject('no')) } }),
    then: () => undefined,
    exception: startsAfterEntry,
  },
  {
    name: 'an invocation at the start',
    logic: ({ createMachine, fromPromise }) =>
      createMachine({ invoke: { id: 'p', src: fromPromise(() => new Promise(() => {})) } }),
    exception: startsAfterEntry,
  },
  {
    name: 'an invocation at the start, beside entry actions',
    logic: ({ createMachine, fromPromise }) =>
      createMachine({
        entry: named,
        invoke: { id: 'p', src: fromPromise(() => new Promise(() => {})) },
      }),
    exception: startsAfterEntry,
  },
  {
    name: 'an invocation that is left',
    logic: ({ createMachine, fromCallback }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { invoke: { id: 'c', src: fromCallback(() => undefined) }, on: { GO: 'b' } },
          b: {},
        },
      }),
    events: [{ type: 'GO' }],
    exception: startsAfterEntry,
  },
  {
    name: 'an invocation that is left at once',
    logic: ({ createMachine, fromCallback }) =>
      createMachine({
        id: 'm',
        initial: 'o',
        states: {
          o: { on: { GO: 'a' } },
          a: { invoke: { id: 'c', src: fromCallback(() => undefined) }, always: 'b' },
          b: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'a callback that talks with its parent',
    logic: ({ createMachine, fromCallback, sendTo }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: {
            on: { GO: 'b' },
          },
          b: {
            invoke: {
              id: 'c',
              src: fromCallback(({ sendBack, receive }: any) => {
                receive(() => sendBack({ type: 'PONG' }));
              }),
            },
            on: { PING: { actions: sendTo('c', { type: 'PING' }) }, PONG: 'c' },
          },
          c: {},
        },
      }),
    events: [{ type: 'GO' }, { type: 'PING' }],
  },
  {
    name: 'an observable with snapshots',
    logic: ({ createMachine, fromObservable }) =>
      createMachine({
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            invoke: { id: 'o', src: fromObservable(() => of(1, 2)), onSnapshot: {}, onDone: 'c' },
          },
          c: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'an event observable',
    logic: ({ createMachine, fromEventObservable }) => {
      const events = new Subject<{ type: string }>();
      return createMachine({
        invoke: { id: 'o', src: fromEventObservable(() => events) },
        on: { GO: { actions: () => events.next({ type: 'HELLO' }) }, HELLO: {} },
      });
    },
    events: [{ type: 'GO' }],
    exception: startsAfterEntry,
  },
  {
    name: 'a transition function',
    logic: ({ createMachine, fromTransition, sendTo }) =>
      createMachine({
        entry: named,
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            invoke: { id: 't', src: fromTransition((n: number) => n + 1, 0), onSnapshot: {} },
            on: { ADD: { actions: sendTo('t', { type: 'ADD' }) } },
          },
        },
      }),
    events: [{ type: 'GO' }, { type: 'ADD' }],
  },
  {
    name: 'a machine that is done, with its output',
    logic: ({ createMachine, sendTo }) => {
      const child = createMachine({
        id: 'child',
        initial: 'x',
        states: { x: { on: { END: 'y' } }, y: { type: 'final' } },
        output: 'bye',
      });
      return createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            invoke: { id: 'child', src: child, onDone: 'c' },
            on: { END: { actions: sendTo('child', { type: 'END' }) } },
          },
          c: {},
        },
      });
    },
    events: [{ type: 'GO' }, { type: 'END' }],
  },
  {
    name: 'a child that answers',
    logic: ({ createMachine, sendTo, sendParent }) => {
      const child = createMachine({
        id: 'child',
        on: { PING: { actions: sendParent({ type: 'PONG' }) } },
      });
      return createMachine({
        id: 'm',
        initial: 'o',
        states: {
          o: { on: { GO: 'a' } },
          a: {
            invoke: { id: 'child', src: child },
            on: { PING: { actions: sendTo('child', { type: 'PING' }) }, PONG: 'b' },
          },
          b: {},
        },
      });
    },
    events: [{ type: 'GO' }, { type: 'PING' }],
  },
  {
    name: 'spawnChild and stopChild',
    logic: ({ createMachine, fromCallback, spawnChild, stopChild }) =>
      createMachine({
        on: {
          SPAWN: {
            actions: spawnChild(
              fromCallback(() => undefined),
              { id: 'c', systemId: 's', input: 7 },
            ),
          },
          STOP: { actions: stopChild('c') },
        },
      }),
    events: [{ type: 'SPAWN' }, { type: 'STOP' }, { type: 'STOP' }],
  },
  {
    name: 'spawn in assign',
    logic: ({ createMachine, fromCallback, assign }) =>
      createMachine({
        context: {},
        on: {
          SPAWN: {
            actions: assign({
              ref: ({ spawn }: any) =>
                spawn(
                  fromCallback(() => undefined),
                  { id: 'c' },
                ),
            }),
          },
        },
      }),
    events: [{ type: 'SPAWN' }],
    exception: showsSpawn('@xstate.microstep'),
  },
  {
    name: 'spawn in the context',
    logic: ({ createMachine, fromCallback }) =>
      createMachine({
        context: ({ spawn }: any) => ({
          ref: spawn(
            fromCallback(() => undefined),
            { id: 'c' },
          ),
        }),
      }),
    exception: showsSpawn('@xstate.event c#'),
  },
  {
    name: 'a delayed send to another actor',
    logic: ({ createMachine, fromCallback, sendTo, spawnChild }) =>
      createMachine({
        on: {
          SPAWN: {
            actions: spawnChild(
              fromCallback(() => undefined),
              { id: 'c' },
            ),
          },
          GO: { actions: sendTo('c', { type: 'LATE' }, { delay: 10, id: 'late' }) },
        },
      }),
    events: [{ type: 'SPAWN' }, { type: 'GO' }],
    then: (_, clock) => clock.increment(10),
  },
  {
    name: 'the end of the machine',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { type: 'final', entry: named } },
        output: 1,
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'an action that throws',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: { on: { GO: 'b' } },
          b: {
            entry: () => {
              throw new Error('no');
            },
          },
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'stop',
    logic: ({ createMachine }) => createMachine(toggle),
    then: (actor) => actor.stop(),
  },
  {
    name: 'stop with children',
    logic: ({ createMachine, fromCallback, spawnChild }) =>
      createMachine({
        on: {
          SPAWN: {
            actions: spawnChild(
              fromCallback(() => undefined),
              { id: 'c' },
            ),
          },
        },
      }),
    events: [{ type: 'SPAWN' }],
    then: (actor) => actor.stop(),
  },
  {
    name: 'a promise alone',
    logic: ({ fromPromise }) => fromPromise(async () => 1),
    then: () => undefined,
  },
  {
    name: 'a callback alone',
    logic: ({ fromCallback }) => fromCallback(({ receive }: any) => receive(() => undefined)),
    events: [{ type: 'A' }],
    then: (actor) => actor.stop(),
  },
  {
    name: 'a transition function alone',
    logic: ({ fromTransition }) => fromTransition((n: number) => n + 1, 0),
    events: [{ type: 'A' }],
  },
  {
    name: 'an event raised at the start',
    logic: ({ createMachine, raise }) =>
      createMachine({ ...toggle, entry: raise({ type: 'TOGGLE' }) }),
  },
  {
    name: 'events before the start',
    logic: ({ createMachine }) => createMachine(toggle),
    before: (actor) => {
      actor.send({ type: 'TOGGLE' });
      actor.send({ type: 'OTHER' });
    },
  },
  {
    name: 'events after the end',
    logic: ({ createMachine }) =>
      createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { type: 'final' } } }),
    events: [{ type: 'GO' }, { type: 'LATE' }],
  },
  {
    name: 'stop before the start',
    logic: ({ createMachine }) => createMachine(toggle),
    before: (actor) => actor.stop(),
  },
  {
    name: 'grandchildren',
    logic: ({ createMachine, fromCallback }) => {
      const child = createMachine({
        id: 'child',
        initial: 'x',
        states: {
          x: { invoke: { id: 'grandchild', src: fromCallback(() => undefined) } },
        },
      });
      return createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { invoke: { id: 'child', src: child } } },
      });
    },
    events: [{ type: 'GO' }],
    exception: {
      why: 'invoked children start after the entry actions, also when the actor starts',
      change: (lines) => {
        const at = lines.findIndex((line) => line.startsWith('@xstate.event grandchild'));
        const [event, snapshot, action] = lines.slice(at, at + 3);
        return lines.toSpliced(at, 3, action!, event!, snapshot!);
      },
    },
  },
  {
    name: 'a send to itself',
    logic: ({ createMachine, sendTo }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: {
          a: {
            on: { GO: { actions: sendTo(({ self }: any) => self, { type: 'NEXT' }) }, NEXT: 'b' },
          },
          b: {},
        },
      }),
    events: [{ type: 'GO' }],
  },
  {
    name: 'an event that is forwarded',
    logic: ({ createMachine, forwardTo, fromCallback, spawnChild }) =>
      createMachine({
        on: {
          SPAWN: {
            actions: spawnChild(
              fromCallback(() => undefined),
              { id: 'c' },
            ),
          },
          GO: { actions: forwardTo('c') },
        },
      }),
    events: [{ type: 'SPAWN' }, { type: 'GO', n: 1 }],
  },
  {
    name: 'wildcards and re-entry',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { entry: named, exit: named }, b: {} },
        on: {
          'go.*': { target: '.a', reenter: true },
          '*': { target: '.b', actions: named },
        },
      }),
    events: [{ type: 'go.again' }, { type: 'other' }],
  },
  {
    name: 'history',
    logic: ({ createMachine }) =>
      createMachine({
        id: 'm',
        initial: 'p',
        states: {
          p: {
            initial: 'x',
            states: { x: { on: { NEXT: 'y' } }, y: {}, h: { type: 'history' } },
            on: { OUT: 'q' },
          },
          q: { on: { BACK: 'p.h' } },
        },
      }),
    events: [{ type: 'NEXT' }, { type: 'OUT' }, { type: 'BACK' }],
  },
  {
    name: 'a start from a persisted snapshot',
    logic: ({ createMachine }) => createMachine(toggle),
    options: ({ createActor, createMachine }) => {
      const actor = createActor(createMachine(toggle)).start();
      actor.send({ type: 'TOGGLE' });
      return { snapshot: actor.getPersistedSnapshot() };
    },
    events: [{ type: 'TOGGLE' }],
  },
  {
    name: 'a promise that fails in a child, handled by onError of its parent',
    logic: ({ createMachine, fromPromise }) => {
      const child = createMachine({
        id: 'child',
        initial: 'x',
        states: {
          x: { on: { GO: 'y' } },
          y: { invoke: { id: 'p', src: fromPromise(() => Promise.reject('no')) } },
        },
      });
      return createMachine({
        id: 'm',
        initial: 'o',
        states: {
          o: { on: { GO: 'a' } },
          a: { invoke: { id: 'child', src: child, onError: 'b' } },
          b: {},
        },
      });
    },
    events: [{ type: 'GO' }],
    then: (actor) => actor.getSnapshot().children.child.send({ type: 'GO' }),
  },
];
