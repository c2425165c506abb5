import {
  assign,
  createActor,
  createMachine,
  emit,
  enqueueActions,
  fromCallback,
  fromPromise,
  log,
  raise,
  sendTo,
  spawnChild,
} from 'detent';
import { describe, expect, test, vi } from 'vitest';
import { macrotask, uncaughtErrors } from '../seeds/uncaught-errors.ts';

const fault = new Error('implementation failed');
const fails = (): any => {
  throw fault;
};

/** What a machine does when it goes from `before` to `after`, one part of which throws. */
const transitions: readonly [string, object][] = [
  ['an action', { actions: fails, target: 'after' }],
  ['an action after another', { actions: [assign({ n: 1 }), fails], target: 'after' }],
  ['assign', { actions: assign(fails), target: 'after' }],
  ['assign of a key', { actions: assign({ n: fails }), target: 'after' }],
  ['a guard', { guard: fails, target: 'after' }],
  ['raise', { actions: raise(fails), target: 'after' }],
  ['the delay of raise', { actions: raise({ type: 'X' }, { delay: fails }), target: 'after' }],
  ['sendTo', { actions: sendTo('worker', fails), target: 'after' }],
  ['the target of sendTo', { actions: sendTo(fails, { type: 'X' }), target: 'after' }],
  ['emit', { actions: emit(fails), target: 'after' }],
  ['log', { actions: log(fails), target: 'after' }],
  ['enqueueActions', { actions: enqueueActions(fails), target: 'after' }],
  [
    'the input of spawnChild',
    {
      actions: spawnChild(
        fromCallback(() => undefined),
        { input: fails },
      ),
      target: 'after',
    },
  ],
  ['an entry action', { target: 'failing.entry' }],
  ['a nested entry action', { target: 'failing.deep' }],
  ['an eventless transition', { target: 'failing.always' }],
  ['the input of an invocation', { target: 'failing.input' }],
  ['the output of a final state', { target: 'failing.final.end' }],
  ['a delay', { target: 'failing.delay' }],
];

function machineThat(transition: object) {
  const stopped: string[] = [];
  const worker = (name: string) => fromCallback(() => () => void stopped.push(name));
  const machine = createMachine({
    context: { n: 0 },
    entry: spawnChild(worker('spawned'), { id: 'spawned' }),
    invoke: { id: 'worker', src: worker('worker') },
    initial: 'before',
    states: {
      before: {
        invoke: { id: 'local', src: worker('local') },
        on: {
          GO: transition,
          COUNT: { actions: assign({ n: ({ context }: any) => context.n + 1 }) },
        },
      },
      after: {},
      failing: {
        initial: 'entry',
        states: {
          entry: { entry: fails },
          deep: { initial: 'inner', states: { inner: { entry: [assign({ n: 5 }), fails] } } },
          always: { always: { guard: fails, target: 'entry' } },
          input: { invoke: { src: worker('never'), input: fails } },
          final: { initial: 'start', states: { start: {}, end: { type: 'final', output: fails } } },
          delay: { after: { late: 'entry' } },
        },
      },
    },
  } as never).provide({ delays: { late: fails } } as never);
  return { machine: machine as any, stopped };
}

describe.each(transitions)('%s that throws', (_, transition) => {
  test('leaves the actor at the snapshot before, with the error', () => {
    const { machine } = machineThat(transition);
    const errors: unknown[] = [];
    const actor = createActor(machine);
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    actor.send({ type: 'COUNT' });
    const before = actor.getSnapshot();
    expect(() => actor.send({ type: 'GO' })).not.toThrow();
    const after = actor.getSnapshot();
    expect(errors).toEqual([fault]);
    expect(after.status).toBe('error');
    expect(after.error).toBe(fault);
    expect(after.value).toEqual(before.value);
    expect(after.context).toEqual({ n: 1 });
    expect(before.status).toBe('active');
  });

  test('stops all children', () => {
    const { machine, stopped } = machineThat(transition);
    const actor = createActor(machine);
    actor.subscribe({ error: () => undefined });
    actor.start().send({ type: 'GO' });
    expect(stopped.toSorted()).toEqual(['local', 'spawned', 'worker']);
  });

  test('does nothing of what was to follow', () => {
    const { machine } = machineThat(transition);
    const emitted: unknown[] = [];
    const actor = createActor(machine);
    actor.subscribe({ error: () => undefined });
    actor.on('*', (event) => emitted.push(event));
    actor.start();
    actor.send({ type: 'GO' });
    vi.spyOn(console, 'warn').mockReturnValue();
    actor.send({ type: 'COUNT' });
    expect(emitted).toEqual([]);
    expect(actor.getSnapshot().context).toEqual({ n: 0 });
  });

  test('reaches the host when nobody observes', async () => {
    const uncaught = uncaughtErrors();
    const { machine } = machineThat(transition);
    createActor(machine).start().send({ type: 'GO' });
    expect(uncaught).toEqual([]);
    await macrotask();
    expect(uncaught).toEqual([fault]);
  });
});

describe('at the start', () => {
  const beginnings: readonly [string, object][] = [
    ['a context factory', { context: fails }],
    ['an entry action', { entry: fails }],
    ['an initial action', { initial: { target: 'a', actions: fails }, states: { a: {} } }],
    ['an eventless guard', { always: { guard: fails, actions: () => undefined } }],
    ['an output', { initial: 'end', states: { end: { type: 'final' } }, output: fails }],
    ['an input', { invoke: { src: fromPromise(async () => 1), input: fails } }],
  ];

  test.each(beginnings)('%s that throws fails the actor, not the caller', (_, config) => {
    const errors: unknown[] = [];
    const actor = createActor(createMachine(config as never));
    actor.subscribe({ error: (error) => errors.push(error) });
    expect(() => actor.start()).not.toThrow();
    expect(errors).toEqual([fault]);
    expect(actor.getSnapshot().status).toBe('error');
    expect(actor.getSnapshot().error).toBe(fault);
  });

  test.each(beginnings)('%s that throws in a child is the onError of its parent', (_, config) => {
    const heard: unknown[] = [];
    const machine = createMachine({
      initial: 'a',
      states: {
        a: {
          invoke: {
            id: 'child',
            src: createMachine(config as never),
            onError: { target: 'b', actions: ({ event }) => heard.push(event.error) },
          },
        },
        b: {},
      },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().value).toBe('b');
    expect(heard).toEqual([fault]);
  });

  test('children that a failing start has spawned never run', () => {
    const did: string[] = [];
    const worker = fromCallback(() => {
      did.push('start');
      return () => did.push('stop');
    });
    const actor = createActor(
      createMachine({ entry: [spawnChild(worker, { id: 'worker' }), fails] }),
    );
    actor.subscribe({ error: () => undefined });
    actor.start();
    expect(did).toEqual([]);
    expect(actor.getSnapshot().status).toBe('error');
  });
});

describe('what throws and is no Error', () => {
  test.each([['a string'], [42], [null], [undefined], [{ reason: 'x' }]])(
    '%j stays as it is',
    (thrown) => {
      const errors: unknown[] = [];
      const actor = createActor(
        createMachine({
          on: {
            GO: {
              actions: () => {
                throw thrown;
              },
            },
          },
        }),
      );
      actor.subscribe({ error: (error) => errors.push(error) });
      actor.start().send({ type: 'GO' });
      expect(errors).toEqual([thrown]);
      expect(actor.getSnapshot().status).toBe('error');
    },
  );
});

test('an actor that failed says so to whoever subscribes later', () => {
  const actor = createActor(createMachine({ on: { GO: { actions: fails } } }));
  actor.subscribe({ error: () => undefined });
  actor.start().send({ type: 'GO' });
  const errors: unknown[] = [];
  actor.subscribe({ error: (error) => errors.push(error) });
  expect(errors).toEqual([fault]);
});

test('a sibling that fails unhandled takes all children along, and their timers', () => {
  const stopped: string[] = [];
  const machine = createMachine({
    invoke: [
      { id: 'good', src: fromCallback(() => () => void stopped.push('good')) },
      {
        id: 'bad',
        src: fromCallback(({ receive }) => receive(fails)),
      },
      {
        id: 'nested',
        src: createMachine({
          invoke: { src: fromCallback(() => () => void stopped.push('grandchild')) },
        }),
      },
    ],
    on: { GO: { actions: sendTo('bad', { type: 'X' }) } },
  });
  const actor = createActor(machine);
  const errors: unknown[] = [];
  actor.subscribe({ error: (error) => errors.push(error) });
  actor.start().send({ type: 'GO' });
  expect(errors).toEqual([fault]);
  expect(stopped.toSorted()).toEqual(['good', 'grandchild']);
  expect(actor.getSnapshot().status).toBe('error');
});
