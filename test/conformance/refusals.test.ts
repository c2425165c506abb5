import { describe, expect, test } from 'vitest';
import type { ErrorCode } from 'detent';
import { InvalidConfigError, createMachine } from 'detent';

interface Refusal {
  readonly what: string;
  readonly config: any;
  /** Code and place of every fault, in any order. */
  readonly faults: readonly [code: ErrorCode, at: RegExp][];
  /** What the fix says of the first fault. */
  readonly help?: RegExp;
}

const refusals: readonly Refusal[] = [
  {
    what: 'a target that names no sibling, with the name that was meant',
    config: {
      id: 'light',
      initial: 'red',
      states: { red: { on: { TIMER: 'grean' } }, green: {} },
    },
    faults: [['E201', /light\.red.*TIMER/]],
    help: /Did you mean "green"\?/,
  },
  {
    what: 'a target that names no id',
    config: { id: 'm', initial: 'a', states: { a: { on: { E: '#nobody' } } } },
    faults: [['E201', /m\.a.*E/]],
  },
  {
    what: 'a target that names no child',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { on: { E: '.b' }, initial: 'c', states: { c: {} } } },
    },
    faults: [['E201', /m\.a.*E/]],
  },
  {
    what: 'a target whose path ends nowhere',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { on: { E: 'b.c' } }, b: { initial: 'd', states: { d: {} } } },
    },
    faults: [['E201', /m\.a.*E/]],
  },
  {
    what: 'unknown targets wherever a transition may be written',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          always: { guard: () => true, target: 'x1' },
          after: { 10: 'x2' },
          onDone: 'x3',
          invoke: { src: 'logic', onDone: 'x4', onError: 'x5', onSnapshot: 'x6' },
          initial: 'b',
          states: { b: {}, h: { type: 'history', target: 'x7' } },
        },
      },
    },
    faults: [
      ['E201', /m\.a.*always/],
      ['E201', /m\.a.*after/],
      ['E201', /m\.a.*onDone/],
      ['E201', /m\.a.*invoke.*onDone/],
      ['E201', /m\.a.*invoke.*onError/],
      ['E201', /m\.a.*invoke.*onSnapshot/],
      ['E201', /m\.a\.h/],
    ],
  },
  {
    what: 'a compound state without initial state',
    config: { id: 'm', initial: 'a', states: { a: { states: { b: {} } } } },
    faults: [['E103', /m\.a/]],
  },
  {
    what: 'an initial state that does not exist, with the name that was meant',
    config: { id: 'm', initial: 'idel', states: { idle: {}, busy: {} } },
    faults: [['E104', /m/]],
    help: /Did you mean "idle"\?/,
  },
  {
    what: 'two states with one id',
    config: { id: 'm', initial: 'a', states: { a: { id: 'same' }, b: { id: 'same' } } },
    faults: [['E105', /m\.b|same/]],
  },
  {
    what: 'an id that is the default id of another state',
    config: { id: 'm', initial: 'a', states: { a: {}, b: { id: 'm.a' } } },
    faults: [['E105', /m\.a|m\.b/]],
  },
  {
    what: 'a key that no state has, with the key that was meant',
    config: { id: 'm', initial: 'a', states: { a: { onEntry: () => {}, entri: () => {} } } },
    help: /Did you mean "entry"\?/,
    faults: [
      ['E102', /m\.a/],
      ['E102', /m\.a/],
    ],
  },
  {
    what: 'a key that no transition has, with the key that was meant',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { on: { E: { target: 'a', gaurd: () => true } } } },
    },
    faults: [['E102', /m\.a.*E/]],
    help: /Did you mean "guard"\?/,
  },
  {
    what: 'a key that no invocation has',
    config: { id: 'm', initial: 'a', states: { a: { invoke: { src: 'x', onDome: 'a' } } } },
    faults: [['E102', /m\.a.*invoke/]],
    help: /Did you mean "onDone"\?/,
  },
  {
    what: 'what stands where a target, an action or an invocation should',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          invoke: [undefined],
          on: { E: { target: {} }, F: { target: [null] }, G: { actions: [undefined] } },
        },
      },
    },
    faults: [
      ['E101', /m\.a invoke\[0\]/],
      ['E101', /m\.a on\.E\.target/],
      ['E101', /m\.a on\.F\.target\[0\]/],
      ['E101', /m\.a on\.G\.actions\[0\]/],
    ],
  },
  {
    what: 'options and an id of a kind that nothing can be done with',
    config: { id: Symbol('m'), options: { maxIterations: 10n } },
    faults: [
      ['E101', /\(machine\) id/],
      ['E101', /\(machine\) options\.maxIterations/],
    ],
  },
  {
    what: 'an invocation without something to invoke, as a circular import leaves it',
    config: { id: 'm', invoke: [{ src: 'x' }, { src: undefined }] },
    faults: [['E101', /m invoke\[1\]/]],
    help: /circular/,
  },
  {
    what: 'an invocation of a function that is no actor logic',
    config: { id: 'm', invoke: { src: async () => 1 } },
    faults: [['E101', /m invoke\.src/]],
  },
  {
    what: 'an initial state where there are no states',
    config: { id: 'm', initial: 'a', states: { a: { initial: 'b' } } },
    faults: [['E104', /m\.a initial/]],
    help: /There is none/,
  },
  {
    what: 'an eventless transition as XState 4 had it',
    config: { id: 'm', initial: 'a', states: { a: { on: { '': 'b' } }, b: {} } },
    faults: [['E102', /m\.a on/]],
    help: /always/,
  },
  {
    what: 'eventless transitions that form a cycle without a guard',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { always: 'b' },
        b: { always: { target: 'c', actions: () => {} } },
        c: { always: 'a' },
      },
    },
    faults: [['E204', /m\.[abc]/]],
  },
  {
    what: 'an eventless transition that re-enters its own state without a guard',
    config: { id: 'm', initial: 'a', states: { a: { always: { target: 'a', reenter: true } } } },
    faults: [['E204', /m\.a/]],
  },
  {
    what: 'a final state with children',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { type: 'final', initial: 'b', states: { b: {} } } },
    },
    faults: [['E106', /m\.a/]],
  },
  {
    what: 'a history state with children',
    config: { id: 'm', initial: 'a', states: { a: {}, h: { type: 'history', states: { b: {} } } } },
    faults: [['E106', /m\.h/]],
  },
  {
    what: 'a parallel state without regions',
    config: { id: 'm', initial: 'a', states: { a: { type: 'parallel' } } },
    faults: [['E107', /m\.a/]],
  },
  {
    what: 'a root that is a history state',
    config: { id: 'm', type: 'history' },
    faults: [['E101', /m type/]],
  },
  {
    what: 'rule 40: two targets in one compound state',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { on: { E: { target: ['b', 'c'] } } }, b: {}, c: {} },
    },
    faults: [['E203', /m\.a.*E/]],
  },
  {
    what: 'rule 40: two targets in one region, deep down',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { E: { target: ['P.A.a1', 'P.A.a2'] } } },
        P: {
          type: 'parallel',
          states: { A: { initial: 'a1', states: { a1: {}, a2: {} } }, B: {} },
        },
      },
    },
    faults: [['E203', /m\.a.*E/]],
  },
  {
    what: 'a target together with its own descendant, where that cannot be active with another target',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { E: { target: ['b.c', 'a'] } } },
        b: { initial: 'c', states: { c: {} } },
      },
    },
    faults: [['E203', /m\.a.*E/]],
  },
  {
    what: 'a history whose default target lies outside of its parent',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { initial: 'b', states: { b: {}, h: { type: 'history', target: '#m.z' } } },
        z: {},
      },
    },
    faults: [['E202', /m\.a\.h/]],
  },
  {
    what: 'a route to a state that has no id of its own',
    config: { id: 'm', initial: 'a', states: { a: { route: {} } } },
    faults: [['E108', /m\.a/]],
  },
  {
    what: 'two invocations of one state with one id',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          invoke: [
            { src: 'x', id: 'same' },
            { src: 'y', id: 'same' },
          ],
        },
      },
    },
    faults: [['E205', /m\.a/]],
  },
  {
    what: 'rule 41: keys of SCXML that there are not',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { invoke: { src: 'x', autoforward: true, finalize: () => {} } } },
    },
    faults: [
      ['E102', /m\.a.*invoke/],
      ['E102', /m\.a.*invoke/],
    ],
  },
  {
    what: 'values of a wrong shape',
    config: {
      id: 'm',
      initial: 'a',
      states: { a: { on: 7 }, b: { on: { E: 7 } }, c: { type: 'compuond' } },
    },
    faults: [
      ['E101', /m\.a.*on/],
      ['E101', /m\.b.*E/],
      ['E101', /m\.c.*type/],
    ],
  },
];

describe('createMachine refuses', () => {
  test.each(refusals.map((refusal) => [refusal.what, refusal] as const))('%s', (_, refusal) => {
    const { diagnostics } = refused(refusal.config);
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(
      refusal.faults.map(([code]) => code).sort(),
    );
    for (const [code, at] of refusal.faults) {
      expect(diagnostics).toContainEqual(
        expect.objectContaining({ code, at: expect.stringMatching(at) }),
      );
    }
    expect(diagnostics[0]!.help).toMatch(refusal.help ?? '');
    for (const { message } of diagnostics) expect(message).not.toBe('');
  });

  test('a config for all of its faults at once, each in the message of the error', () => {
    const error = refused({
      id: 'm',
      initial: 'nowhere',
      states: {
        a: { on: { E: 'nobody' }, entri: [] },
        b: { type: 'final', initial: 'c', states: { c: {} } },
      },
    });
    expect(error.diagnostics.map(({ code }) => code).sort()).toEqual([
      'E102',
      'E104',
      'E106',
      'E201',
    ]);
    for (const { code, at } of error.diagnostics) expect(error.message).toContain(`${code} ${at}`);
  });

  test('the same faults whether or not the config is otherwise used, and leaves it untouched', () => {
    const config = { id: 'm', initial: 'a', states: { a: { on: { E: 'b' } } } };
    const before = JSON.stringify(config);
    expect(refused(config).diagnostics).toEqual(refused(config).diagnostics);
    expect(JSON.stringify(config)).toBe(before);
  });
});

describe('createMachine accepts', () => {
  test.each([
    [
      'an eventless cycle that is guarded',
      {
        initial: 'a',
        states: { a: { always: { guard: () => false, target: 'b' } }, b: { always: 'a' } },
      },
    ],
    ['an eventless transition without target', { always: { actions: () => {} } }],
    [
      'several targets in different regions',
      {
        initial: 'a',
        states: {
          a: { on: { E: { target: ['P.A.a2', 'P.B'] } } },
          P: {
            type: 'parallel',
            states: { A: { initial: 'a1', states: { a1: {}, a2: {} } }, B: {} },
          },
        },
      },
    ],
    [
      'names of actions that have no implementation yet',
      { entry: 'later', exit: { type: 'later' } },
    ],
    [
      'a history default within its parent, however deep',
      {
        initial: 'a',
        states: {
          a: {
            initial: 'b',
            states: {
              b: { initial: 'c', states: { c: {} } },
              h: { type: 'history', target: 'b.c' },
            },
          },
        },
      },
    ],
    [
      'keys that are written but undefined',
      { initial: undefined, on: undefined, states: undefined, entry: undefined },
    ],
    ['a machine without anything', {}],
  ])('%s', (_, config) => {
    expect(() => createMachine(config as any)).not.toThrow();
  });
});

function refused(config: any): InvalidConfigError {
  try {
    createMachine(config);
  } catch (error) {
    if (error instanceof InvalidConfigError) return error;
    throw error;
  }
  throw new Error('the config was accepted');
}
