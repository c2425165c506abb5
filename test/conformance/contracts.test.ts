import { describe, expect, test, vi } from 'vitest';
import { oracle, subject } from '../differential/libraries.ts';
import type { Library } from '../differential/library.ts';

/** Contracts that an application relies on without reading them anywhere: the same on both sides. */
const libraries: [string, Library][] = [
  ['detent', subject],
  ['xstate', oracle],
];

describe.each(libraries)('%s keeps the contract', (_, lib) => {
  test('1: session ids are x:N from one counter, one number per actor created', () => {
    const child = lib.fromCallback(() => {});
    const machine = lib.createMachine({
      invoke: [
        { src: child, id: 'one' },
        { src: child, id: 'two' },
      ],
    });
    const numbers = [0, 1].flatMap(() => {
      const actor = lib.createActor(machine).start();
      const { one, two } = actor.getSnapshot().children;
      return [actor, one, two].map(({ sessionId }) => {
        expect(sessionId).toMatch(/^x:\d+$/);
        return Number(sessionId.slice(2));
      });
    });
    const [first] = numbers;
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5].map((offset) => first! + offset));
  });

  test('what an assignment, a promise and a callback are called with can be passed on as a rest', () => {
    const seen: Record<string, string[]> = {};
    const keep =
      (name: string) =>
      ({ event: _event, context: _context, input: _input, ...rest }: any) => {
        seen[name] = Object.keys(rest).sort();
      };
    const machine = lib.createMachine({
      context: {},
      entry: lib.assign((args: unknown) => {
        keep('assign')(args);
        return {};
      }),
      invoke: [
        { src: lib.fromPromise(async (args: unknown) => keep('promise')(args)), id: 'p' },
        { src: lib.fromCallback(keep('callback')), id: 'c' },
      ],
    });
    lib.createActor(machine).start();
    expect(seen['assign']).toEqual(expect.arrayContaining(['self', 'spawn', 'system']));
    expect(seen['promise']).toEqual(['emit', 'self', 'signal', 'system']);
    expect(seen['callback']).toEqual(['emit', 'receive', 'self', 'sendBack', 'system']);
  });

  test('2: an action that is pushed into entry or exit of a node runs from then on', () => {
    const words: string[] = [];
    const machine = lib.createMachine({
      initial: 'a',
      states: { a: { on: { N: 'b' } }, b: { on: { N: 'a' }, entry: () => words.push('own') } },
    });
    const actor = lib.createActor(machine).start();
    actor.send({ type: 'N' });
    actor.send({ type: 'N' });
    machine.states.b.entry.push(() => words.push('entry'));
    machine.states.b.exit.push(() => words.push('exit'));
    actor.send({ type: 'N' });
    actor.send({ type: 'N' });
    expect(words).toEqual(['own', 'own', 'entry', 'exit']);
  });

  test('2: it does so where transitions that run nothing were taken before, and after that is known', () => {
    const words: string[] = [];
    const regions = { x: { on: { N: 'y' } }, y: { on: { N: 'x' } } };
    const machine = lib.createMachine({
      type: 'parallel',
      states: { p: { initial: 'x', states: regions }, q: { initial: 'x', states: regions } },
    });
    const actor = lib.createActor(machine).start();
    const twice = () => {
      actor.send({ type: 'N' });
      actor.send({ type: 'N' });
    };
    twice();
    twice();
    const { entry } = machine.states.q.states.x;
    twice();
    entry.push(() => words.push('entry'));
    twice();
    entry.push(() => words.push('more'));
    twice();
    expect(words).toEqual(['entry', 'entry', 'more']);
  });

  test('2: the transitions of a node are a map from descriptors', () => {
    const machine = lib.createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { E: 'b', 'x.*': { actions: () => {} } } }, b: {} },
    });
    const { transitions } = machine.states.a;
    expect(transitions).toBeInstanceOf(Map);
    expect([...transitions.keys()]).toEqual(['E', 'x.*']);
    expect(transitions.get('E')[0].target[0].id).toBe('m.b');
  });

  test('2: the definition of a node shows its actions as objects, so that JSON keeps them', () => {
    const machine = lib.createMachine({
      entry: ['named', { type: 'with', params: { x: 1 } }, function own() {}, lib.assign({})],
      exit: () => {},
    });
    const { entry, exit } = JSON.parse(JSON.stringify(machine));
    expect(entry).toEqual([
      { type: 'named' },
      { type: 'with', params: { x: 1 } },
      { type: 'own' },
      { type: 'xstate.assign' },
    ]);
    expect(exit).toEqual([{ type: expect.any(String) }]);
  });

  test.each([
    ['f', 'done'],
    [{ P: { x: 'f', y: 'f' } }, 'active'],
    ['a', 'active'],
  ])('2: the snapshot that is made of the value %j is %s', (value, status) => {
    const region = { initial: 'f', states: { f: { type: 'final' } } };
    const machine = lib.createMachine({
      initial: 'a',
      states: {
        a: {},
        P: { type: 'parallel', states: { x: region, y: region } },
        f: { type: 'final' },
      },
    });
    expect(machine.resolveState({ value }).status).toBe(status);
  });

  test('2: a delay for which its function gives no number is none', () => {
    const words: string[] = [];
    const nothing = { delay: () => undefined };
    const machine = lib.createMachine(
      {
        initial: 'a',
        states: {
          a: { entry: lib.raise({ type: 'R' }, nothing), on: { N: 'b' } },
          b: {
            entry: lib.sendTo(({ self }: any) => self, { type: 'S' }, nothing),
            after: { none: 'c' },
          },
          c: {},
        },
        on: { '*': { actions: ({ event }: any) => words.push(event.type) } },
      },
      { delays: { none: () => undefined } },
    );
    const actor = lib.createActor(machine, { clock: new lib.SimulatedClock() }).start();
    actor.send({ type: 'N' });
    expect(words).toEqual(['R', 'S']);
    expect(actor.getSnapshot().value).toBe('c');
  });

  test('3: an error that nobody observes is thrown in a macrotask, and not into the sender', () => {
    const { run, scheduled } = captureMacrotasks();
    const actor = lib.createActor(
      lib.createMachine({
        on: {
          E: {
            actions: () => {
              throw new Error('broken');
            },
          },
        },
      }),
    );
    actor.start();
    expect(() => actor.send({ type: 'E' })).not.toThrow();
    expect(actor.getSnapshot().status).toBe('error');
    expect(scheduled()).toBe(1);
    expect(run).toThrow('broken');
  });

  test('3: an error that an error observer sees is not thrown', () => {
    const { scheduled } = captureMacrotasks();
    const errors: unknown[] = [];
    const broken = new Error('broken');
    const actor = lib.createActor(
      lib.createMachine({
        on: {
          E: {
            actions: () => {
              throw broken;
            },
          },
        },
      }),
    );
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    actor.start();
    actor.send({ type: 'E' });
    expect(errors).toEqual([broken]);
    expect(scheduled()).toBe(0);
  });

  test('4: whoever receives an event sees the sender in its new state', () => {
    const seen: unknown[] = [];
    const parent: any = lib.createActor(
      lib.createMachine({
        initial: 'a',
        invoke: {
          id: 'child',
          src: lib.fromCallback(({ receive }: any) => {
            receive(() => seen.push(parent.getSnapshot().value));
          }),
        },
        states: {
          a: { on: { E: { target: 'b', actions: lib.sendTo('child', { type: 'X' }) } } },
          b: {},
        },
      }),
    );
    parent.start();
    parent.send({ type: 'E' });
    expect(seen).toEqual(['b']);
  });

  test('5: events that are sent before the start are processed at the start, in order', () => {
    const words: string[] = [];
    const actor = lib.createActor(
      lib.createMachine({
        entry: () => words.push('entry'),
        on: { '*': { actions: ({ event }: any) => words.push(event.type) } },
      }),
    );
    actor.send({ type: 'A' });
    actor.send({ type: 'B' });
    expect(words).toEqual([]);
    actor.start();
    expect(words).toEqual(['entry', 'A', 'B']);
  });

  test('5 and 6: an event that is sent to a stopped actor does nothing but warn, naming actor and event', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const actor = lib.createActor(lib.createMachine({ on: { E: { actions: () => {} } } }), {
      id: 'gone',
    });
    actor.start();
    actor.stop();
    const before = actor.getSnapshot();
    actor.send({ type: 'TOO_LATE' });
    expect(actor.getSnapshot()).toBe(before);
    expect(warn).toHaveBeenCalledTimes(1);
    const text = warn.mock.calls[0]!.join(' ');
    expect(text).toContain('gone');
    expect(text).toContain('TOO_LATE');
  });

  test('7: inspectors are told of actors, events, actions, microsteps and snapshots, in this order', () => {
    const records: any[] = [];
    const kid = lib.createMachine({ on: { HI: {} } });
    const machine = lib.createMachine(
      {
        initial: 'a',
        states: {
          a: { on: { E: { target: 'b', actions: 'act' } } },
          b: { always: 'c' },
          c: { invoke: { id: 'kid', src: kid } },
        },
      },
      { actions: { act: () => {} } },
    );
    const actor = lib.createActor(machine, { inspect: (record: any) => records.push(record) });
    actor.start();
    actor.send({ type: 'E' });
    expect(records.map(summary)).toEqual([
      '@xstate.actor',
      '@xstate.event xstate.init',
      '@xstate.snapshot xstate.init "a"',
      '@xstate.event E',
      '@xstate.action act',
      '@xstate.microstep E "b"',
      '@xstate.actor',
      '@xstate.action xstate.spawnChild',
      '@xstate.microstep E "c"',
      '@xstate.event xstate.init',
      '@xstate.snapshot xstate.init {}',
      '@xstate.snapshot E "c"',
    ]);
    const child = actor.getSnapshot().children.kid;
    expect(records.map(({ actorRef }) => (actorRef === child ? 'child' : 'root'))).toEqual(
      [0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0].map((isChild) => (isChild ? 'child' : 'root')),
    );
    expect(new Set(records.map(({ rootId }) => rootId))).toEqual(new Set([actor.sessionId]));
    expect(
      records.filter(({ type }) => type === '@xstate.event').map(({ sourceRef }) => sourceRef),
    ).toEqual([undefined, undefined, actor]);
  });

  test.each([
    ['a transition with a target', 'GO', true],
    ['a targetless one with actions', 'ACT', true],
    ['one whose guard holds', 'YES', true],
    ['one whose guard does not hold', 'NO', false],
    ['a forbidden one', 'FORBIDDEN', false],
    ['none', 'UNKNOWN', false],
  ])('8: can() tells whether there is a transition: %s', (_, type, expected) => {
    const actor = lib.createActor(
      lib.createMachine({
        initial: 'a',
        on: { FORBIDDEN: '.b' },
        states: {
          a: {
            on: {
              GO: '#b',
              ACT: { actions: () => {} },
              YES: { guard: () => true, target: '#b' },
              NO: { guard: () => false, target: '#b' },
              FORBIDDEN: undefined,
            },
          },
          b: { id: 'b' },
        },
      }),
    );
    expect(actor.getSnapshot().can({ type })).toBe(expected);
  });

  test.each([
    ['P', true],
    [{ P: { A: 'a1' } }, true],
    [{ P: { A: 'a1', B: 'b1' } }, true],
    [{ P: 'A' }, true],
    [{ P: { A: 'a2' } }, false],
    [{ P: { A: 'a1', B: 'b2' } }, false],
    ['Q', false],
    [{ P: { A: { a1: 'x' } } }, false],
  ])('8: matches() takes partial values: %j', (value, expected) => {
    const actor = lib.createActor(
      lib.createMachine({
        initial: 'P',
        states: {
          P: {
            type: 'parallel',
            states: {
              A: { initial: 'a1', states: { a1: {}, a2: {} } },
              B: { initial: 'b1', states: { b1: {}, b2: {} } },
            },
          },
          Q: {},
        },
      }),
    );
    expect(actor.getSnapshot().matches(value)).toBe(expected);
  });

  test('9: a persisted snapshot has the shape that stored ones have', () => {
    const kid = lib.fromTransition((state: any) => state, { n: 1 });
    const machine = lib.createMachine(
      {
        id: 'm',
        context: { n: 1 },
        initial: 'P',
        invoke: { id: 'kid', src: 'kid', systemId: 'theKid' },
        states: {
          P: {
            initial: 'a',
            on: { OUT: 'Q' },
            states: { h: { type: 'history' }, a: { on: { N: 'b' } }, b: {} },
          },
          Q: {},
        },
      },
      { actors: { kid } },
    );
    const actor = lib.createActor(machine).start();
    actor.send({ type: 'N' });
    actor.send({ type: 'OUT' });
    expect(actor.getPersistedSnapshot()).toEqual({
      status: 'active',
      output: undefined,
      error: undefined,
      value: 'Q',
      historyValue: { 'm.P.h': [{ id: 'm.P.b' }] },
      context: { n: 1 },
      children: {
        kid: {
          snapshot: { status: 'active', output: undefined, error: undefined, context: { n: 1 } },
          src: 'kid',
          systemId: 'theKid',
          syncSnapshot: false,
        },
      },
    });
  });

  test('9: references to actors in the context are persisted as such, and found again', () => {
    const kid = lib.fromCallback(({ receive }: any) => receive(() => {}));
    const machine = lib.createMachine(
      {
        context: ({ spawn }: any) => ({ deep: { ref: spawn('kid', { id: 'k' }) } }),
      },
      { actors: { kid } },
    );
    const actor = lib.createActor(machine).start();
    const persisted = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
    expect(persisted.context).toEqual({ deep: { ref: { xstate$$type: 1, id: 'k' } } });
    const restored = lib.createActor(machine, { snapshot: persisted }).start().getSnapshot();
    expect(restored.context.deep.ref).toBe(restored.children.k);
  });

  test('9: a copy of a live snapshot with another context can be gone on from', () => {
    const kid = lib.fromTransition((count: number) => count + 1, 0);
    const machine = lib.createMachine({
      context: { n: 1 },
      invoke: { src: kid, id: 'kid' },
      initial: 'a',
      states: { a: { on: { N: 'b' } }, b: { on: { N: 'a' } } },
    });
    const actor = lib.createActor(machine).start();
    actor.send({ type: 'N' });
    const copy = { ...actor.getSnapshot(), context: { n: 2 } };
    expect(lib.transition(machine, copy, { type: 'N' })[0].value).toBe('a');
    const { value, context, children } = lib.createActor(machine, { snapshot: copy }).getSnapshot();
    expect({ value, context }).toEqual({ value: 'b', context: { n: 2 } });
    expect(Object.keys(children)).toEqual(['kid']);
  });

  test('10: the input of spawnChild may be a function of the situation; spawn has everything at hand', () => {
    const kid = lib.fromTransition(
      (state: any) => state,
      ({ input }: any) => input,
    );
    const callBack = () => 'called';
    const machine = lib.createMachine({
      context: ({ spawn }: any) => ({ n: 1, kid: spawn(kid, { id: 'first', input: callBack }) }),
      entry: [
        lib.spawnChild(kid, { id: 'second', input: ({ context }: any) => context.n }),
        lib.assign({ kid: ({ spawn }: any) => spawn(kid, { id: 'third', input: callBack }) }),
      ],
    });
    const { children } = lib.createActor(machine).start().getSnapshot();
    const inputs = Object.values(children).map((child: any) => child.getSnapshot().context);
    expect(inputs).toEqual([callBack, 1, callBack]);
  });

  test('10: custom actions run in order, inline, with the context as it is at that point', () => {
    const words: string[] = [];
    const say =
      (word: string) =>
      ({ context }: any) =>
        words.push(`${word}${context.n}`);
    const actor = lib.createActor(
      lib.createMachine({
        context: { n: 0 },
        on: {
          E: {
            actions: [
              say('a'),
              lib.assign({ n: ({ context }: any) => context.n + 1 }),
              say('b'),
              lib.assign(({ context }: any) => ({ n: context.n * 10 })),
              say('c'),
              lib.enqueueActions(({ enqueue, context }: any) => {
                words.push(`d${context.n}`);
                enqueue(say('f'));
                enqueue.assign({ n: 99 });
                enqueue(say('g'));
                words.push(`e${context.n}`);
              }),
              say('h'),
            ],
          },
        },
      }),
    );
    actor.start();
    actor.send({ type: 'E' });
    expect(words).toEqual(['a0', 'b1', 'c10', 'd10', 'e10', 'f10', 'g99', 'h99']);
  });

  test('10: an action has happened before the next guard is asked', () => {
    const outside = { open: false };
    const actor = lib.createActor(
      lib.createMachine({
        initial: 'a',
        states: {
          a: { on: { E: { target: 'b', actions: () => (outside.open = true) } } },
          b: { always: { guard: () => outside.open, target: 'c' } },
          c: {},
        },
      }),
    );
    actor.start();
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().value).toBe('c');
  });

  test('11: the signal of a promise is aborted when its actor stops', async () => {
    let signal: AbortSignal | undefined;
    const actor = lib.createActor(
      lib.createMachine({
        initial: 'a',
        states: {
          a: {
            invoke: {
              src: lib.fromPromise((args: any) => {
                signal = args.signal;
                return new Promise(() => {});
              }),
            },
            on: { N: 'b' },
          },
          b: {},
        },
      }),
    );
    actor.start();
    await Promise.resolve();
    expect(signal?.aborted).toBe(false);
    actor.send({ type: 'N' });
    expect(signal?.aborted).toBe(true);
  });

  test('stopping: an actor that is no root cannot be stopped from outside', () => {
    const actor = lib
      .createActor(lib.createMachine({ invoke: { id: 'kid', src: lib.fromCallback(() => {}) } }))
      .start();
    expect(() => actor.getSnapshot().children.kid.stop()).toThrow(/stop/i);
  });
});

function summary({ type, event, action, snapshot }: any): string {
  return [type, event?.type, action?.type, snapshot && JSON.stringify(snapshot.value)]
    .filter(Boolean)
    .join(' ');
}

/** Collects what is to run in a macrotask, and runs it on demand. */
function captureMacrotasks() {
  const tasks: (() => void)[] = [];
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((task: () => void) => {
    tasks.push(task);
    return 0;
  }) as any);
  return {
    scheduled: () => tasks.length,
    run: () => {
      for (const task of tasks.splice(0)) task();
    },
  };
}
