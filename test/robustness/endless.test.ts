import { assign, createActor, createMachine, fromCallback, raise, transition } from 'detent';
import { describe, expect, test } from 'vitest';

/** An error with this code whose message speaks of each of these states. */
const endlessIn = (...states: string[]) =>
  expect.objectContaining({
    code: 'E402',
    message: expect.stringMatching(new RegExp(states.map((id) => `(?=.*${id})`).join(''), 's')),
  });

const isLoose = ({ context }: { context: { loose: boolean } }) => context.loose;
const loosen = assign({ loose: true });

/** Eventless transitions that go round for ever once `loose` is set, which no check can foresee. */
const cycles: readonly [string, object, string[]][] = [
  [
    'between two states',
    {
      initial: 'a',
      states: {
        a: { always: { guard: isLoose, target: 'b' } },
        b: { always: { guard: isLoose, target: 'a' } },
      },
    },
    ['m\\.a', 'm\\.b'],
  ],
  [
    'through three states',
    {
      initial: 'a',
      states: {
        a: { always: { guard: isLoose, target: 'b' } },
        b: { always: { guard: isLoose, target: 'c' } },
        c: { always: { guard: isLoose, target: 'a' } },
      },
    },
    ['m\\.a', 'm\\.b', 'm\\.c'],
  ],
  [
    'in one region of several',
    {
      type: 'parallel',
      states: {
        calm: { initial: 'x', states: { x: {} } },
        wild: {
          initial: 'a',
          states: {
            a: { always: { guard: isLoose, target: 'b' } },
            b: { always: { guard: isLoose, target: 'a' } },
          },
        },
      },
    },
    ['m\\.wild\\.a', 'm\\.wild\\.b'],
  ],
  [
    'of a context that never comes to rest',
    {
      initial: 'a',
      states: {
        a: {
          always: {
            guard: isLoose,
            actions: assign({ n: ({ context }: any) => context.n + 1 }),
          },
        },
      },
    },
    ['m\\.a'],
  ],
  [
    'of raised events',
    {
      initial: 'a',
      states: {
        a: {
          on: {
            GO: { actions: raise({ type: 'SPIN' }) },
            SPIN: { actions: raise({ type: 'SPIN' }) },
          },
        },
      },
    },
    ['m\\.a', 'SPIN'],
  ],
];

function machineWith(config: object, maxIterations?: number) {
  return createMachine({
    id: 'm',
    context: { loose: false, n: 0 },
    on: { GO: { actions: loosen } },
    ...(maxIterations !== undefined && { options: { maxIterations } }),
    ...config,
  } as never) as any;
}

describe.each(cycles)('a cycle %s', (_, config, states) => {
  test('ends in an error that names it', () => {
    const errors: unknown[] = [];
    const actor = createActor(machineWith(config));
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start().send({ type: 'GO' });
    expect(errors).toEqual([endlessIn(...states)]);
  });

  test('leaves the snapshot before it, and stops the children', () => {
    const stopped: string[] = [];
    const child = fromCallback(() => () => void stopped.push('child'));
    const actor = createActor(machineWith({ ...config, invoke: { src: child } }));
    actor.subscribe({ error: () => undefined });
    actor.start();
    const before = actor.getSnapshot();
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot().status).toBe('error');
    expect(actor.getSnapshot().context).toEqual({ loose: false, n: 0 });
    expect(actor.getSnapshot().value).toEqual(before.value);
    expect(stopped).toEqual(['child']);
  });

  test('ends after as many microsteps as options.maxIterations allow', () => {
    let microsteps = 0;
    const actor = createActor(machineWith(config, 20), {
      inspect: (event: { type: string }) => {
        if (event.type === '@xstate.microstep') microsteps += 1;
      },
    });
    actor.subscribe({ error: () => undefined });
    actor.start();
    microsteps = 0;
    actor.send({ type: 'GO' });
    expect(actor.getSnapshot().error).toEqual(endlessIn(...states));
    // The transition of GO itself, then those that it leads to.
    expect(microsteps).toBe(21);
  });

  test('is thrown by the pure transition', () => {
    const machine = machineWith(config);
    const before = createActor(machine).getSnapshot();
    expect(() => transition(machine, before, { type: 'GO' })).toThrow(
      endlessIn(...states) as never,
    );
  });
});

test('a cycle at the start ends the actor in an error', () => {
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: { always: { guard: () => true, target: 'b' } },
      b: { always: { guard: () => true, target: 'a' } },
    },
  });
  const errors: unknown[] = [];
  const actor = createActor(machine);
  actor.subscribe({ error: (error) => errors.push(error) });
  actor.start();
  expect(errors).toEqual([endlessIn('m\\.a', 'm\\.b')]);
});

test('many microsteps that come to an end are no cycle', () => {
  const machine = createMachine({
    context: { n: 0 },
    initial: 'a',
    states: {
      a: {
        always: [
          {
            guard: ({ context }) => context.n < 5000,
            actions: assign({ n: ({ context }) => context.n + 1 }),
          },
          { target: 'b' },
        ],
      },
      b: {},
    },
  });
  const actor = createActor(machine).start();
  expect(actor.getSnapshot().value).toBe('b');
  expect(actor.getSnapshot().context.n).toBe(5000);
});

test('an eventless transition that changes nothing is taken once', () => {
  let taken = 0;
  const machine = createMachine({ always: { actions: () => void taken++ }, on: { GO: {} } });
  const actor = createActor(machine).start();
  expect(taken).toBe(1);
  expect(actor.getSnapshot().status).toBe('active');
});
