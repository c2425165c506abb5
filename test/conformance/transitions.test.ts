import { describe, expect, test } from 'vitest';
import { oracle, subject } from '../differential/libraries.ts';
import type { Library } from '../differential/library.ts';
import { examplesOf } from './examples.ts';

/** Two compound regions that both move on N; region A can be given transitions. */
const regions = (A: object = {}, B: object = {}) => ({
  type: 'parallel',
  states: {
    A: { initial: 'a1', states: { a1: { on: { N: 'a2' } }, a2: {} }, ...A },
    B: { initial: 'b1', states: { b1: { on: { N: 'b2' } }, b2: {} }, ...B },
  },
});

examplesOf('rule 1, a compound state that targets its own descendant', [
  {
    shows: 'stays active by default',
    machine: () => ({
      initial: 'P',
      states: { P: { initial: 'a', on: { E: '.b' }, states: { a: {}, b: {} } } },
    }),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b =P(b)'],
  },
  {
    shows: 'is left and entered again with reenter',
    machine: () => ({
      initial: 'P',
      states: {
        P: { initial: 'a', on: { E: { target: '.b', reenter: true } }, states: { a: {}, b: {} } },
      },
    }),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a -P +P +b =P(b)'],
  },
  {
    shows: 'stays active when the descendant is named by id, or lies deeper',
    machine: () => ({
      initial: 'P',
      states: {
        P: {
          initial: 'a',
          on: { ID: '#deep', PATH: '.b.d' },
          states: { a: {}, b: { initial: 'c', states: { c: { id: 'deep' }, d: {} } } },
        },
      },
    }),
    events: ['ID', 'PATH', 'PATH'],
    does: ['+m +P +a =P(a)', '-a +b +c =P(b(c))', '-c -b +b +d =P(b(d))', '-d -b +b +d =P(b(d))'],
  },
]);

examplesOf('rule 2, a parallel state that targets what is in it', [
  {
    shows: 'stays active, and all of its regions are reset',
    machine: () => ({ initial: 'P', states: { P: { ...regions(), on: { E: '.A.a1' } } } }),
    events: ['N', 'E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A +A +a1 +B +b1 =P(A(a1) B(b1))',
    ],
  },
  {
    shows: 'is left and entered again with reenter',
    machine: () => ({
      initial: 'P',
      states: { P: { ...regions(), on: { E: { target: '.A.a2', reenter: true } } } },
    }),
    events: ['E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -B -a1 -A -P +P +A +a2 +B +b1 =P(A(a2) B(b1))',
    ],
  },
]);

examplesOf('rule 3, a state that targets itself', [
  {
    shows: 'runs the actions only, when it is atomic',
    machine: ({ did }) => ({
      initial: 'a',
      states: { a: { on: { E: { target: 'a', actions: did('t') } } } },
    }),
    events: ['E'],
    does: ['+m +a =a', 't =a'],
  },
  {
    shows: 'is left and entered again with reenter',
    machine: ({ did }) => ({
      initial: 'a',
      states: { a: { on: { E: { target: 'a', reenter: true, actions: did('t') } } } },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a t +a =a'],
  },
  {
    shows: 'goes back to its initial child without being left, when it is compound',
    machine: () => ({
      initial: 'P',
      states: { P: { initial: 'a', on: { E: 'P' }, states: { a: { on: { N: 'b' } }, b: {} } } },
    }),
    events: ['N', 'E'],
    does: ['+m +P +a =P(a)', '-a +b =P(b)', '-b +a =P(a)'],
  },
  {
    shows: 'runs the actions only, when there is no target at all, even with reenter',
    machine: ({ did }) => ({
      initial: 'a',
      states: { a: { on: { E: { actions: did('t') }, R: { reenter: true, actions: did('r') } } } },
    }),
    events: ['E', 'R'],
    does: ['+m +a =a', 't =a', 'r =a'],
  },
]);

examplesOf('rule 4, a transition from one region into another', [
  {
    shows: 'keeps the parallel state and resets all of its regions',
    machine: () => ({
      initial: 'P',
      states: { P: regions({ on: { E: '#m.P.B.b2' } }) },
      id: 'm',
    }),
    events: ['N', 'E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A +A +a1 +B +b2 =P(A(a1) B(b2))',
    ],
  },
  {
    shows: 'resets the other regions, too, when a region re-enters itself',
    machine: () => ({
      initial: 'P',
      states: { P: regions({ on: { E: { target: 'A', reenter: true } } }) },
    }),
    events: ['N', 'E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A +A +a1 +B +b1 =P(A(a1) B(b1))',
    ],
  },
  {
    shows: 'leaves the other regions alone when it stays in its own',
    machine: () => ({
      initial: 'P',
      states: { P: regions({ on: { E: '.a1' } }) },
    }),
    events: ['N', 'E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-a2 +a1 =P(A(a1) B(b2))',
    ],
  },
]);

examplesOf('a transition to an ancestor', [
  {
    shows: 'leaves the ancestor and enters it anew',
    machine: () => ({
      id: 'm',
      initial: 'P',
      states: { P: { initial: 'a', states: { a: { on: { E: '#m.P' } }, b: {} } } },
    }),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a -P +P +a =P(a)'],
  },
  {
    shows: 'starts the machine from its initial state when that is the root, which stays active',
    machine: () => ({
      id: 'm',
      initial: 'a',
      states: { a: { on: { N: 'b' } }, b: { on: { E: '#m' } } },
    }),
    events: ['N', 'E'],
    does: ['+m +a =a', '-a +b =b', '-b +a =a'],
    xstateDoes: ['+m +a =a', '-a +b =b', '-b +m +a =a'],
  },
]);

examplesOf('several targets', [
  {
    shows: 'choose the state of each region, wherever the transition comes from',
    machine: () => ({
      id: 'm',
      initial: 'out',
      states: { out: { on: { IN: { target: ['#m.P.A.a2', '#m.P.B.b2'] } } }, P: regions() },
    }),
    events: ['IN'],
    does: ['+m +out =out', '-out +P +A +a2 +B +b2 =P(A(a2) B(b2))'],
  },
  {
    shows: 'leave regions that they do not name at their initial state',
    machine: () => ({
      id: 'm',
      initial: 'out',
      states: {
        out: { on: { IN: { target: ['P.A.a2', 'P.C.c2'] } } },
        P: {
          type: 'parallel',
          states: {
            ...regions().states,
            C: { initial: 'c1', states: { c1: {}, c2: {} } },
          },
        },
      },
    }),
    events: ['IN'],
    does: ['+m +out =out', '-out +P +A +a2 +B +b1 +C +c2 =P(A(a2) B(b1) C(c2))'],
  },
]);

const spelled = (target: string) => ({
  id: 'm',
  initial: 'P',
  states: {
    P: {
      initial: 'a',
      states: {
        a: { on: { E: target } },
        b: { id: 'own', initial: 'c', states: { c: {}, d: {}, 'dotted.key': {} } },
      },
    },
  },
});

examplesOf('a target', [
  {
    shows: 'names a sibling',
    machine: () => spelled('b'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +c =P(b(c))'],
  },
  {
    shows: 'names a descendant of a sibling',
    machine: () => spelled('b.d'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +d =P(b(d))'],
  },
  {
    shows: 'names an id of its own',
    machine: () => spelled('#own'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +c =P(b(c))'],
  },
  {
    shows: 'names a descendant of an id',
    machine: () => spelled('#own.d'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +d =P(b(d))'],
  },
  {
    shows: 'names a path from the id of the machine',
    machine: () => spelled('#m.P.b.d'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +d =P(b(d))'],
  },
  {
    shows: 'names a key that has a dot in it, with a backslash',
    machine: () => spelled('b.dotted\\.key'),
    events: ['E'],
    does: ['+m +P +a =P(a)', '-a +b +dotted.key =P(b(dotted.key))'],
  },
]);

examplesOf('rule 6, order within a microstep', [
  {
    shows: 'states are left in reverse document order and entered in document order',
    machine: () => ({
      initial: 'P',
      states: { P: { ...regions(), on: { OUT: 'Q' } }, Q: { on: { BACK: 'P' } } },
    }),
    events: ['OUT', 'BACK'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -B -a1 -A -P +Q =Q',
      '-Q +P +A +a1 +B +b1 =P(A(a1) B(b1))',
    ],
  },
  {
    shows: 'document order is the order of the keys, in which JavaScript puts whole numbers first',
    machine: () => ({ type: 'parallel', states: { b: {}, 10: {}, a: {}, 9: {} } }),
    does: ['+m +9 +10 +b +a =10 9 a b'],
  },
]);

examplesOf('rule 7, a microstep', [
  {
    shows: 'runs all exits, then all transition actions, then all entries',
    machine: ({ did }) => ({
      type: 'parallel',
      states: {
        A: {
          initial: 'a1',
          states: { a1: { on: { E: { target: 'a2', actions: did('tA') } } }, a2: {} },
        },
        B: {
          initial: 'b1',
          states: { b1: { on: { E: { target: 'b2', actions: did('tB') } } }, b2: {} },
        },
      },
    }),
    events: ['E'],
    does: ['+m +A +a1 +B +b1 =A(a1) B(b1)', '-b1 -a1 tA tB +a2 +b2 =A(a2) B(b2)'],
  },
  {
    shows:
      'runs exit actions with the context before, entry actions with the context after assigns',
    machine: ({ did, assign }) => ({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          exit: did(({ context }) => `exit${context.n}`),
          on: {
            E: {
              target: 'b',
              actions: [assign({ n: 1 }), did(({ context }) => `t${context.n}`), assign({ n: 2 })],
            },
          },
        },
        b: { entry: did(({ context }) => `entry${context.n}`) },
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a exit0 t1 +b entry2 =b'],
  },
]);

examplesOf('rule 29, the actions of an initial transition', [
  {
    shows: 'run after the entry of the parent and before that of the child',
    machine: ({ did }) => ({
      initial: 'P',
      states: { P: { initial: { target: 'a', actions: did('i') }, states: { a: {}, b: {} } } },
    }),
    does: ['+m +P i +a =P(a)'],
  },
  {
    shows: 'are skipped when a target names the child',
    machine: ({ did }) => ({
      initial: 'o',
      states: {
        o: { on: { A: 'P.a', P: 'P' } },
        P: {
          on: { OUT: 'o' },
          initial: { target: 'a', actions: did('i') },
          states: { a: {}, b: {} },
        },
      },
    }),
    events: ['A', 'OUT', 'P'],
    does: ['+m +o =o', '-o +P +a =P(a)', '-a -P +o =o', '-o +P i +a =P(a)'],
  },
  {
    shows: 'run in regions, too, that are entered because another one is targeted',
    machine: ({ did }) => ({
      initial: 'o',
      states: {
        o: { on: { E: 'P.A.a2' } },
        P: {
          type: 'parallel',
          states: {
            A: { initial: { target: 'a1', actions: did('iA') }, states: { a1: {}, a2: {} } },
            B: { initial: { target: 'b1', actions: did('iB') }, states: { b1: {}, b2: {} } },
          },
        },
      },
    }),
    events: ['E'],
    does: ['+m +o =o', '-o +P +A +a2 +B iB +b1 =P(A(a2) B(b1))'],
    xstateDoes: ['+m +o =o', '-o +P +A +a2 +B +b1 =P(A(a2) B(b1))'],
  },
]);

describe('rule 30, initial', () => {
  test('may name a state that lies deeper, which xstate refuses', () => {
    const start = (lib: Library) => {
      const machine = lib.createMachine({
        initial: 'a.c',
        states: { a: { initial: 'b', states: { b: {}, c: {} } } },
      });
      const actor = lib.createActor(machine);
      actor.subscribe({ error: () => {} });
      return actor.start().getSnapshot();
    };
    expect(start(subject).value).toEqual({ a: 'c' });
    expect(start(oracle).status).toBe('error');
  });
});
