import { describe, expect, test, vi } from 'vitest';
import { StatechartError } from 'detent';
import { subject as lib, oracle } from '../differential/libraries.ts';
import type { Library } from '../differential/library.ts';

describe('a pending `after`', () => {
  const run = (lib: Library, waitMs: number[]) => {
    const machine = lib.createMachine({
      initial: 'a',
      states: { a: { after: { 100: 'b' } }, b: {} },
    });
    const clock = new lib.SimulatedClock();
    const actor = lib.createActor(machine, { clock }).start();
    clock.increment(60);
    const persisted = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
    const later = new lib.SimulatedClock();
    later.set(60);
    const restored = lib.createActor(machine, { clock: later, snapshot: persisted }).start();
    return waitMs.map((ms) => {
      later.increment(ms);
      return restored.getSnapshot().value;
    });
  };

  test('is persisted with its due time and resumes', () => {
    expect(run(lib, [39, 1])).toEqual(['a', 'b']);
  });

  test('is lost in xstate, which this corrects', () => {
    expect(run(oracle, [1_000])).toEqual(['a']);
  });

  test('that has become due while nobody ran it fires at the restart', () => {
    const machine = lib.createMachine({
      initial: 'a',
      states: { a: { after: { 100: 'b' } }, b: {} },
    });
    const clock = new lib.SimulatedClock();
    const persisted = lib.createActor(machine, { clock }).start().getPersistedSnapshot();
    const later = new lib.SimulatedClock();
    later.set(5_000);
    const restored = lib.createActor(machine, { clock: later, snapshot: persisted }).start();
    later.increment(0);
    expect(restored.getSnapshot().value).toBe('b');
  });

  test('of a child is persisted, too', () => {
    const machine = lib.createMachine(
      { initial: 'a', states: { a: { invoke: { src: 'kid', onDone: 'b' } }, b: {} } },
      {
        actors: {
          kid: lib.createMachine({
            initial: 'a',
            states: { a: { after: { 100: 'b' } }, b: { type: 'final' } },
          }),
        },
      },
    );
    const clock = new lib.SimulatedClock();
    const persisted = JSON.parse(
      JSON.stringify(lib.createActor(machine, { clock }).start().getPersistedSnapshot()),
    );
    const later = new lib.SimulatedClock();
    const restored = lib.createActor(machine, { clock: later, snapshot: persisted }).start();
    later.increment(99);
    expect(restored.getSnapshot().value).toBe('a');
    later.increment(1);
    expect(restored.getSnapshot().value).toBe('b');
  });

  test('that was cancelled by leaving its state is not persisted', () => {
    const machine = lib.createMachine({
      initial: 'a',
      states: { a: { after: { 100: 'c' }, on: { N: 'b' } }, b: {}, c: {} },
    });
    const clock = new lib.SimulatedClock();
    const actor = lib.createActor(machine, { clock }).start();
    const withTimer = JSON.stringify(actor.getPersistedSnapshot());
    actor.send({ type: 'N' });
    const without = JSON.stringify(actor.getPersistedSnapshot());
    expect(withTimer).toContain('xstate.after.100');
    expect(without).not.toContain('xstate.after.100');
  });
});

describe('an observer that throws', () => {
  test.each(['inspector', 'observer', 'listener'])(
    'as %s is reported, and the mailbox drains',
    (who) => {
      const reported: unknown[] = [];
      vi.spyOn(globalThis, 'setTimeout').mockImplementation(((task: () => void) => {
        try {
          task();
        } catch (error) {
          reported.push(error);
        }
        return 0;
      }) as any);
      const broken = new Error(`broken ${who}`);
      const fail = () => {
        throw broken;
      };
      const actor = lib.createActor(
        lib.createMachine({
          context: { n: 0 },
          on: {
            E: {
              actions: [
                lib.assign({ n: ({ context }: any) => context.n + 1 }),
                lib.emit({ type: 'beep' }),
              ],
            },
          },
        }),
        who === 'inspector' ? { inspect: fail } : {},
      );
      if (who === 'observer') actor.subscribe(fail);
      if (who === 'listener') actor.on('beep', fail);
      actor.start();
      actor.send({ type: 'E' });
      actor.send({ type: 'E' });
      expect(actor.getSnapshot().context.n).toBe(2);
      expect(actor.getSnapshot().status).toBe('active');
      expect(reported).toContain(broken);
    },
  );
});

describe('spawning', () => {
  test('gives every child an id, and stops every child', () => {
    const stopped: number[] = [];
    const kid = (n: number) => lib.fromCallback(() => () => stopped.push(n));
    const actor = lib.createActor(
      lib.createMachine({ entry: [1, 2, 3].map((n) => lib.spawnChild(kid(n))) }),
    );
    actor.start();
    const ids = Object.keys(actor.getSnapshot().children);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain('undefined');
    actor.stop();
    expect(stopped.sort()).toEqual([1, 2, 3]);
  });

  test('ten thousand children one by one keeps them all', () => {
    const kid = lib.fromTransition((n: number) => n + 1, 0);
    const actor = lib.createActor(
      lib.createMachine({
        context: { n: 0 },
        on: {
          MORE: {
            actions: lib.spawnChild(kid, { id: ({ context }: any) => `kid${context.n}` }),
          },
          NEXT: { actions: lib.assign({ n: ({ context }: any) => context.n + 1 }) },
        },
      }),
    );
    actor.start();
    for (let n = 0; n < 10_000; n++) {
      actor.send({ type: 'MORE' });
      actor.send({ type: 'NEXT' });
    }
    expect(Object.keys(actor.getSnapshot().children)).toHaveLength(10_000);
  });
});

describe('names without implementation', () => {
  test('of a delay are an error when the actor is created, and not a delay of zero', () => {
    const machine = lib.createMachine({ id: 'm', after: { nonesuch: {} } });
    expect(codeOf(() => lib.createActor(machine))).toBe('E301');
    expect(() => lib.createActor(machine)).toThrow(/nonesuch/);
    const complete = machine.provide({ delays: { nonesuch: 1 } });
    const snapshot = lib.createActor(complete).getPersistedSnapshot();
    expect(codeOf(() => lib.createActor(machine, { snapshot }))).toBe('E301');
    const empty = machine.provide({ delays: { nonesuch: undefined } });
    expect(codeOf(() => lib.createActor(empty))).toBe('E301');
    expect(() => lib.createActor(empty)).not.toThrow(/Did you mean/);
  });

  test.each([
    ['a guard', { always: { guard: 'nonesuch', actions: [] } }, 'E302'],
    ['an actor logic', { invoke: { src: 'nonesuch' } }, 'E303'],
  ])('of %s put the actor in an error that names it, when it is needed', (_, config, code) => {
    const actor = lib.createActor(lib.createMachine(config));
    actor.subscribe({ error: () => {} });
    actor.start();
    const { status, error } = actor.getSnapshot();
    expect({ status, code: error.code }).toEqual({ status: 'error', code });
    expect(error.message).toContain('nonesuch');
  });

  test.each([
    ['a function', async () => 1],
    ['an object', {}],
    ['a promise', Promise.resolve()],
    ['undefined', undefined],
  ])('%s is no actor logic, which is said where it is used', (_, logic) => {
    expect(codeOf(() => lib.createActor(logic))).toBe('E411');
    const machines = [
      lib.createMachine({ entry: lib.spawnChild(logic, { id: 'kid' }) }),
      lib.createMachine({ context: ({ spawn }: any) => ({ kid: spawn(logic, { id: 'kid' }) }) }),
    ];
    if (logic)
      machines.push(lib.createMachine({ invoke: { src: 'kid' } }, { actors: { kid: logic } }));
    for (const machine of machines) {
      const actor = lib.createActor(machine);
      actor.subscribe({ error: () => {} });
      expect(actor.start().getSnapshot().error).toMatchObject({ code: 'E411' });
    }
  });

  test('of any kind are an error when the actor is created, all at once, if `strict` asks for it', () => {
    const machine = lib.createMachine({
      options: { strict: true },
      entry: 'noAction',
      always: { guard: 'noGuard', actions: [] },
      invoke: { src: 'noLogic' },
      after: { noDelay: {} },
    });
    let message = '';
    try {
      lib.createActor(machine);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const name of ['noAction', 'noGuard', 'noLogic', 'noDelay'])
      expect(message).toContain(name);
  });

  test('of an action are a warning when the actor is created, and nothing runs', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const actor = lib
      .createActor(lib.createMachine({ on: { E: { actions: 'nonesuch' } } }))
      .start();
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().status).toBe('active');
    expect(warn.mock.calls.flat().join(' ')).toContain('nonesuch');
  });

  test('may be provided later', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const words: string[] = [];
    const machine = lib.createMachine({ on: { E: { actions: 'later' } } });
    const actor = lib
      .createActor(machine.provide({ actions: { later: () => words.push('ran') } }))
      .start();
    actor.send({ type: 'E' });
    expect(words).toEqual(['ran']);
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('restoring', () => {
  const kid = lib.fromTransition((n: number) => n + 1, 0);
  const machine = lib.createMachine(
    {
      id: 'm',
      initial: 'P',
      context: ({ spawn }: any) => ({ ref: spawn('kid', { id: 'k' }), list: [{ n: 1 }] }),
      states: {
        P: { initial: 'a', on: { OUT: 'Q' }, states: { h: { type: 'history' }, a: {}, b: {} } },
        Q: {},
      },
    },
    { actors: { kid } },
  );

  test('leaves the persisted snapshot untouched', () => {
    const actor = lib.createActor(machine).start();
    actor.send({ type: 'OUT' });
    const persisted = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
    const before = structuredClone(persisted);
    const restored = lib.createActor(machine, { snapshot: persisted }).start();
    restored.send({ type: 'X' });
    expect(persisted).toEqual(before);
  });

  test('a context with a cycle is refused when it is persisted, with the place', () => {
    const cyclic: any = { name: 'round' };
    cyclic.self = { back: cyclic };
    const actor = lib.createActor(lib.createMachine({ context: { cyclic } })).start();
    expect(codeOf(() => actor.getPersistedSnapshot())).toBe('E504');
    expect(() => actor.getPersistedSnapshot()).toThrow(/context/);
    expect(actor.getSnapshot().status).toBe('active');
  });

  const sound = () =>
    JSON.parse(JSON.stringify(lib.createActor(machine).start().getPersistedSnapshot()));

  test.each([
    ['no snapshot at all', () => 'nonsense', 'E501'],
    ['an unknown status', () => ({ ...sound(), status: 'happy' }), 'E501'],
    ['no value', () => ({ ...sound(), value: undefined }), 'E501'],
    ['a state that the machine has not', () => ({ ...sound(), value: 'gone' }), 'E503'],
    [
      'a child state that the machine has not',
      () => ({ ...sound(), value: { P: 'gone' } }),
      'E503',
    ],
    [
      'a history of a state that the machine has not',
      () => ({ ...sound(), historyValue: { 'm.P.h': [{ id: 'gone' }] } }),
      'E503',
    ],
  ])('%s puts the actor in an error that says so', (_, corrupt, code) => {
    const errors: any[] = [];
    const actor = lib.createActor(machine, { snapshot: corrupt() });
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    actor.start();
    expect(actor.getSnapshot().status).toBe('error');
    expect(errors.map((error) => error.code)).toEqual([code]);
  });
});

describe('bad events', () => {
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'E'],
    ['an object without type', {}],
    ['an object whose type is no text', { type: 7 }],
  ])('%s is refused with a clear error, and the actor stays usable', (_, event) => {
    const actor = lib.createActor(
      lib.createMachine({ initial: 'a', states: { a: { on: { E: 'b' } }, b: {} } }),
    );
    actor.start();
    expect(codeOf(() => actor.send(event))).toBe('E401');
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().value).toBe('b');
  });

  test('that are named like the completion of a child do not complete it', () => {
    const actor = lib.createActor(
      lib.createMachine({
        initial: 'a',
        states: {
          a: {
            invoke: {
              id: 'kid',
              src: lib.fromCallback(() => {}),
              onDone: 'faked',
              onError: 'faked',
            },
          },
          faked: {},
        },
      }),
    );
    actor.start();
    vi.spyOn(console, 'warn').mockReturnValue();
    actor.send({ type: 'xstate.done.actor.kid', output: 'forged' });
    actor.send({ type: 'xstate.error.actor.kid', error: 'forged' });
    expect(actor.getSnapshot().value).toBe('a');
  });
});

describe('rule 32, an action that throws', () => {
  test('ends the actor in an error, with the snapshot from before the event', () => {
    const actor = lib.createActor(
      lib.createMachine({
        context: { n: 0 },
        initial: 'a',
        states: {
          a: {
            on: {
              E: {
                target: 'b',
                actions: [
                  lib.assign({ n: 1 }),
                  () => {
                    throw new Error('broken');
                  },
                ],
              },
            },
          },
          b: {},
        },
      }),
    );
    actor.subscribe({ error: () => {} });
    actor.start();
    actor.send({ type: 'E' });
    const { status, value, context, error } = actor.getSnapshot();
    expect({ status, value, context, message: error.message }).toEqual({
      status: 'error',
      value: 'a',
      context: { n: 0 },
      message: 'broken',
    });
  });
});

/** The code of the error that is thrown; any other error goes on. */
function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StatechartError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}
