import { describe, expect, test, vi } from 'vitest';
import { oracle, subject } from '../differential/libraries.ts';
import type { Library } from '../differential/library.ts';

const libraries: [string, Library][] = [
  ['detent', subject],
  ['xstate', oracle],
];

const nameOf = ({ type, params }: any) => `${type}${params?.id ? ` ${params.id}` : ''}`;

describe.each(libraries)('the pure functions of %s', (_, lib) => {
  test('give the next snapshot and the actions to perform, and perform none', () => {
    const words: string[] = [];
    const machine = lib.createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          entry: () => words.push('entry'),
          on: {
            E: {
              target: 'b',
              actions: [
                lib.assign({ n: 1 }),
                ({ context }: any) => words.push(`custom${context.n}`),
                lib.raise({ type: 'R' }, { delay: 10, id: 'r' }),
                lib.emit({ type: 'beep' }),
              ],
            },
          },
        },
        b: { on: { R: 'a' } },
      },
    });
    const [first, start] = lib.initialTransition(machine);
    const [second, effects] = lib.transition(machine, first, { type: 'E' });
    expect(words).toEqual([]);
    expect([first.value, second.value, second.context]).toEqual(['a', 'b', { n: 1 }]);
    expect(effects.slice(1).map(nameOf)).toEqual(['xstate.raise r', 'xstate.emit']);
    for (const { exec, info, params } of [...start, effects[0]]) exec(info, params);
    expect(words).toEqual(['entry', 'custom1']);
  });

  test('leave the snapshot as it was, so that it can be used again', () => {
    const machine = lib.createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          on: {
            E: { target: 'b', actions: lib.assign({ n: ({ context }: any) => context.n + 1 }) },
          },
        },
        b: {},
      },
    });
    const [first] = lib.initialTransition(machine);
    const results = [1, 2].map(() => lib.transition(machine, first, { type: 'E' })[0]);
    expect(results.map(({ value, context }) => ({ value, context }))).toEqual([
      { value: 'b', context: { n: 1 } },
      { value: 'b', context: { n: 1 } },
    ]);
    expect(first.value).toBe('a');
  });

  test('a start that fails gives a snapshot with the error instead of throwing', () => {
    const machine = lib.createMachine({
      context: () => {
        throw new Error('no context');
      },
    });
    const [snapshot] = lib.initialTransition(machine);
    expect(snapshot.status).toBe('error');
    expect(snapshot.error.message).toContain('no context');
  });
});

test('the active states are mapped as in xstate: outwards from each atomic state', () => {
  const region = (key: string) => ({
    map: () => key,
    states: { i: { map: () => `${key}.i`, states: { p: { map: () => `${key}.p` } } } },
  });
  const results = libraries.map(([, lib]) => {
    const states = { i: { type: 'parallel', states: { p: {}, q: {} } } };
    const machine = lib.createMachine({
      type: 'parallel',
      states: { a: { initial: 'i', states }, b: { initial: 'i', states } },
    });
    const mapper = { map: () => 'root', states: { a: region('a'), b: region('b') } };
    const [snapshot] = lib.initialTransition(machine);
    return lib.mapState(snapshot, mapper).map(({ result }) => result);
  });
  expect(results[0]).toEqual(['a.p', 'a.i', 'a', 'root', 'b.p', 'b.i', 'b']);
  expect(results[0]).toEqual(results[1]);
});

test('a name without an implementation is an effect and no warning, until an actor is made', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const machine = subject.createMachine({ entry: 'notify' });
  const [, effects] = subject.initialTransition(machine);
  expect(effects.map(({ type }: any) => type)).toEqual(['notify']);
  expect(warn).not.toHaveBeenCalled();
  subject.createActor(machine);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('"notify"'));
  warn.mockRestore();
});

describe('where the pure functions of xstate are wrong, ours', () => {
  test('call the context factory once', () => {
    const calls = (lib: Library) => {
      let calls = 0;
      lib.initialTransition(lib.createMachine({ context: () => ({ n: ++calls }) }));
      return calls;
    };
    expect(calls(subject)).toBe(1);
    expect(calls(oracle)).toBe(2);
  });

  test('tell of a child that an assign spawns', () => {
    const effects = (lib: Library) => {
      const machine = lib.createMachine({
        context: {},
        on: {
          E: {
            actions: lib.assign({
              ref: ({ spawn }: any) =>
                spawn(
                  lib.fromCallback(() => {}),
                  { id: 'kid' },
                ),
            }),
          },
        },
      });
      const [first] = lib.initialTransition(machine);
      return lib.transition(machine, first, { type: 'E' })[1].map(nameOf);
    };
    expect(effects(subject)).toEqual(['xstate.spawnChild kid']);
    expect(effects(oracle)).toEqual([]);
  });

  test('do nothing with a machine that has ended', () => {
    const after = (lib: Library) => {
      const machine = lib.createMachine({
        initial: 'f',
        context: { n: 0 },
        on: { E: { actions: lib.assign({ n: 1 }) } },
        states: { f: { type: 'final' } },
      });
      const [first] = lib.initialTransition(machine);
      const [second] = lib.transition(machine, first, { type: 'E' });
      return { can: first.can({ type: 'E' }), n: second.context.n };
    };
    expect(after(subject)).toEqual({ can: false, n: 0 });
    expect(after(oracle)).toEqual({ can: true, n: 1 });
  });
});
