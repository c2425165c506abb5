import {
  assign,
  cancel,
  createActor,
  createMachine,
  emit,
  fromCallback,
  fromPromise,
  raise,
  sendTo,
  spawnChild,
  stopChild,
} from 'detent';

/**
 * Something that a long-lived process does without end. `start` gives what does it once, for the
 * n-th time.
 * @typedef {{ name: string, start: () => (n: number) => void }} Load
 */

const count = assign({ n: (/** @type {any} */ { context }) => context.n + 1 });
/** @type {any} */
const idOf = (/** @type {any} */ { event }) => event.id;
const worker = fromCallback(() => () => undefined);
const child = createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });

/** @type {readonly Load[]} */
export const loads = [
  {
    name: 'events with names that nobody knows',
    start: () => {
      const actor = createActor(createMachine({ on: { KNOWN: {} } })).start();
      return (n) => actor.send({ type: `unknown ${n}` });
    },
  },
  {
    name: 'events with new names that wildcards match',
    start: () => {
      const machine = createMachine({
        context: { n: 0 },
        initial: 'a',
        states: {
          a: { on: { 'a.*': 'b' } },
          b: { on: { '*': { target: 'a', actions: count } } },
        },
      });
      const actor = createActor(machine).start();
      return (n) => actor.send({ type: `a.${n}` });
    },
  },
  {
    name: 'children spawned and stopped, each with an id of its own',
    start: () => {
      const machine = createMachine({
        on: {
          SPAWN: { actions: spawnChild(child, { id: idOf, systemId: 'the child' }) },
          STOP: { actions: stopChild(idOf) },
        },
      });
      const actor = createActor(machine).start();
      return (n) => {
        actor.send({ type: 'SPAWN', id: `child ${n}` });
        actor.send({ type: 'STOP', id: `child ${n}` });
      };
    },
  },
  {
    name: 'children spawned and stopped, while somebody keeps the first snapshot',
    start: () => {
      const machine = createMachine({
        entry: spawnChild(worker, { id: 'stays' }),
        on: {
          SPAWN: { actions: spawnChild(worker, { id: idOf }) },
          STOP: { actions: stopChild(idOf) },
        },
      });
      const actor = createActor(machine).start();
      const first = actor.getSnapshot();
      return (n) => {
        actor.send({ type: 'SPAWN', id: `child ${n}` });
        actor.send({ type: 'STOP', id: `child ${n}` });
        if (first.children['stays'] === undefined) throw new Error('The first snapshot changed.');
      };
    },
  },
  {
    name: 'children spawned without an id, beside one that stays',
    start: () => {
      const machine = createMachine({
        context: /** @type {{ ref: any }} */ ({ ref: undefined }),
        entry: spawnChild(worker, { id: 'stays' }),
        on: {
          SPAWN: {
            actions: assign({ ref: (/** @type {any} */ { spawn }) => spawn(worker) }),
          },
          STOP: {
            actions: [
              stopChild((/** @type {any} */ { context }) => context.ref),
              assign({ ref: undefined }),
            ],
          },
        },
      });
      const actor = createActor(machine).start();
      return () => {
        actor.send({ type: 'SPAWN' });
        actor.send({ type: 'STOP' });
      };
    },
  },
  {
    name: 'invocations entered and left',
    start: () => {
      const machine = createMachine({
        initial: 'off',
        states: {
          off: { on: { TOGGLE: 'on' } },
          on: {
            invoke: [
              { id: 'worker', src: worker },
              { id: 'child', src: child, timeout: 60_000, retry: { maxAttempts: 3 } },
              { id: 'promise', src: fromPromise(() => new Promise(() => {})) },
            ],
            on: { TOGGLE: 'off' },
          },
        },
      });
      const actor = createActor(machine).start();
      return () => {
        actor.send({ type: 'TOGGLE' });
        actor.send({ type: 'TOGGLE' });
      };
    },
  },
  {
    name: 'delayed sends cancelled, all with one id',
    start: () => {
      const machine = createMachine({
        on: {
          SEND: { actions: raise({ type: 'LATE' }, { delay: 60_000, id: 'late' }) },
          CANCEL: { actions: cancel('late') },
        },
      });
      const actor = createActor(machine).start();
      return () => {
        actor.send({ type: 'SEND' });
        actor.send({ type: 'CANCEL' });
      };
    },
  },
  {
    name: 'delayed sends cancelled, each with an id of its own, a hundred pending',
    start: () => {
      const machine = createMachine({
        entry: spawnChild(worker, { id: 'worker' }),
        on: {
          SEND: {
            actions: sendTo(
              'worker',
              { type: 'LATE' },
              { delay: (/** @type {any} */ { event }) => event.delay, id: idOf },
            ),
          },
          CANCEL: { actions: cancel(idOf) },
        },
      });
      const actor = createActor(machine).start();
      return (n) => {
        actor.send({ type: 'SEND', id: `send ${n}`, delay: 60_000 + (n % 1000) });
        actor.send({ type: 'CANCEL', id: `send ${n - 100}` });
      };
    },
  },
  {
    name: 'states with a delay entered and left',
    start: () => {
      const machine = createMachine({
        initial: 'a',
        states: {
          a: { after: { 60_000: 'b' }, on: { NEXT: 'b' } },
          b: { after: { 30_000: 'a' }, on: { NEXT: 'a' } },
        },
      });
      const actor = createActor(machine).start();
      return () => actor.send({ type: 'NEXT' });
    },
  },
  {
    name: 'actors created, started and stopped',
    start: () => () => void createActor(child).start().stop(),
  },
  {
    name: 'subscriptions and listeners taken back',
    start: () => {
      const actor = createActor(
        createMachine({ on: { GO: { actions: emit({ type: 'gone' }) } } }),
      ).start();
      return (n) => {
        const subscriptions = [
          actor.subscribe(() => undefined),
          actor.on(`type ${n}`, () => undefined),
          actor.on('*', () => undefined),
          actor.system.inspect(() => undefined),
        ];
        actor.send({ type: 'GO' });
        for (const subscription of subscriptions) subscription.unsubscribe();
      };
    },
  },
];
