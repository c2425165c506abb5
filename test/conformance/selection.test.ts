import { expect } from 'vitest';
import { examplesOf } from './examples.ts';

examplesOf('rule 8, within a state', [
  {
    shows: 'the exact descriptor comes before wildcards, longer wildcards before shorter ones',
    machine: ({ did }) => ({
      on: {
        '*': { actions: did('*') },
        'a.*': { actions: did('a.*') },
        'a.b.*': { actions: did('a.b.*') },
        'a.b.c': { actions: did('a.b.c') },
      },
    }),
    events: ['a.b.c', 'a.b.d', 'a.x', 'x'],
    does: ['+m =', 'a.b.c =', 'a.b.* =', 'a.* =', '* ='],
  },
  {
    shows: 'the first candidate whose guard holds is taken',
    machine: ({ did }) => ({
      context: { n: 2 },
      on: {
        E: [
          { guard: ({ context }: any) => context.n === 1, actions: did('one') },
          { guard: ({ context }: any) => context.n === 2, actions: did('two') },
          { actions: did('else') },
        ],
      },
    }),
    events: ['E'],
    does: ['+m =', 'two ='],
  },
  {
    shows: 'a wildcard is tried when the guards of more exact descriptors fail',
    machine: ({ did }) => ({
      on: {
        'a.b': { guard: () => false, actions: did('a.b') },
        'a.*': { guard: () => false, actions: did('a.*') },
        '*': { actions: did('*') },
      },
    }),
    events: ['a.b'],
    does: ['+m =', '* ='],
  },
  {
    shows: 'a descendant comes before its ancestors, even with a wildcard against an exact name',
    machine: ({ did }) => ({
      initial: 'a',
      on: { E: { actions: did('root') } },
      states: { a: { on: { '*': { actions: did('a') } } } },
    }),
    events: ['E'],
    does: ['+m +a =a', 'a =a'],
  },
  {
    shows: 'an ancestor is asked when all guards of the descendant fail',
    machine: ({ did }) => ({
      initial: 'a',
      on: { E: { actions: did('root') } },
      states: { a: { on: { E: { guard: () => false, actions: did('a') } } } },
    }),
    events: ['E'],
    does: ['+m +a =a', 'root =a'],
  },
]);

examplesOf('a forbidden event', [
  {
    shows: 'is not offered to ancestors, written as undefined',
    machine: ({ did }) => ({
      initial: 'a',
      on: { E: { actions: did('root') } },
      states: { a: { on: { E: undefined } } },
    }),
    events: ['E'],
    does: ['+m +a =a', '=a'],
  },
  {
    shows: 'is not offered to ancestors, written as an empty transition',
    machine: ({ did }) => ({
      initial: 'a',
      on: { E: { actions: did('root') } },
      states: { a: { on: { E: {} } } },
    }),
    events: ['E'],
    does: ['+m +a =a', '=a'],
  },
  {
    shows: 'is forbidden by a wildcard, too',
    machine: ({ did }) => ({
      initial: 'a',
      on: { E: { actions: did('root') } },
      states: { a: { on: { '*': {} } } },
    }),
    events: ['E'],
    does: ['+m +a =a', '=a'],
  },
]);

examplesOf('rule 9, a descriptor', [
  {
    shows: 'matches no longer names without a wildcard',
    machine: ({ did }) => ({ on: { foo: { actions: did('foo') } } }),
    events: ['foo', 'foo.bar', 'foobar'],
    does: ['+m =', 'foo =', '=', '='],
  },
  {
    shows: 'with .* matches the name itself and all below it, token by token',
    machine: ({ did }) => ({ on: { 'foo.*': { actions: did('foo.*') } } }),
    events: ['foo', 'foo.bar', 'foo.bar.baz', 'foobar', 'fo'],
    does: ['+m =', 'foo.* =', 'foo.* =', 'foo.* =', '=', '='],
  },
  {
    shows: 'is one name and no list of names',
    machine: ({ did }) => ({ on: { 'a b': { actions: did('hit') } } }),
    events: ['a', 'b', 'a b'],
    does: ['+m =', '=', '=', 'hit ='],
  },
]);

examplesOf('rule 10, the wildcard *', [
  {
    shows: 'matches the events of the library itself, but never the start',
    machine: ({ did }) => ({
      initial: 'a',
      on: { '*': { actions: did(({ event }) => `*:${event.type}`) } },
      states: { a: { initial: 'b', states: { b: { on: { E: 'c' } }, c: { type: 'final' } } } },
      id: 'm',
    }),
    events: ['E'],
    does: ['+m +a +b =a(b)', '-b +c *:xstate.done.state.m.a =a(c)'],
  },
  {
    shows: 'swallows the error of a child',
    machine: ({ did, fromCallback }) => ({
      invoke: {
        id: 'i',
        src: fromCallback(() => {
          throw new Error('no');
        }),
      },
      on: { '*': { actions: did(({ event }) => `*:${event.type}`) } },
    }),
    does: ['+m *:xstate.error.actor.i ='],
  },
]);

examplesOf('rule 11, a targetless transition', [
  {
    shows:
      'of a parallel state is not taken for the regions that leave the event to it, when another region takes it',
    machine: ({ did }) => ({
      type: 'parallel',
      on: { E: { actions: did('root') } },
      states: {
        A: { on: { E: { actions: did('A') } } },
        B: {},
      },
    }),
    events: ['E'],
    does: ['+m +A +B =A B', 'A =A B'],
  },
  {
    shows: 'of a region keeps the ancestor from taking its transition with a target',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          on: { E: 'Z' },
          states: { A: { on: { E: { actions: did('A') } } }, B: {} },
        },
        Z: {},
      },
    }),
    events: ['E'],
    does: ['+m +P +A +B =P(A B)', 'A =P(A B)'],
  },
]);

examplesOf('rule 12, a transition of an ancestor', [
  {
    shows: 'is taken once, however many regions leave the event to it',
    machine: ({ did }) => ({
      type: 'parallel',
      on: { E: { actions: did('once') } },
      states: { A: {}, B: {}, C: {} },
    }),
    events: ['E'],
    does: ['+m +A +B +C =A B C', 'once =A B C'],
  },
]);

const go = { guard: ({ context }: any) => context.go };

examplesOf('rule 13, of transitions that exclude each other', [
  {
    shows: 'the first in document order is taken',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          states: {
            A: { on: { E: { target: '#m.X', actions: did('A') } } },
            B: { on: { E: { target: '#m.Y', actions: did('B') } } },
          },
        },
        X: {},
        Y: {},
      },
    }),
    events: ['E'],
    does: ['+m +P +A +B =P(A B)', '-B -A -P A +X =X'],
  },
  {
    shows: 'that of a descendant is taken instead of that of its ancestor',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          on: { E: { target: 'X', actions: did('P') } },
          states: {
            A: {},
            B: {
              initial: 'b1',
              states: { b1: { on: { E: { target: 'b2', actions: did('b1') } } }, b2: {} },
            },
          },
        },
        X: {},
      },
    }),
    events: ['E'],
    does: ['+m +P +A +B +b1 =P(A B(b1))', '-b1 b1 +b2 =P(A B(b2))'],
  },
  {
    shows: 'none is one that leaves nothing, such as that of an atomic state to itself',
    machine: ({ did }) => ({
      id: 'm',
      type: 'parallel',
      states: {
        A: { initial: 'a1', states: { a1: { on: { E: { target: 'a1', actions: did('a1') } } } } },
        B: { on: { E: { target: '#m.A', actions: did('B') } } },
      },
    }),
    events: ['E'],
    does: ['+m +A +a1 +B =A(a1) B', '-B -a1 -A a1 B +A +a1 +B =A(a1) B'],
  },
  {
    shows: 'those that do not touch each other are all taken',
    machine: ({ did }) => ({
      type: 'parallel',
      states: {
        A: {
          initial: 'a1',
          states: { a1: { on: { E: { target: 'a2', actions: did('A') } } }, a2: {} },
        },
        B: { on: { E: { actions: did('B') } } },
      },
    }),
    events: ['E'],
    does: ['+m +A +a1 +B =A(a1) B', '-a1 A B +a2 =A(a2) B'],
  },
  {
    shows:
      'an eventless one of a descendant goes before that of the ancestor, in a later region, too',
    machine: ({ did, assign }) => ({
      context: { go: false },
      initial: 'P',
      on: { GO: { actions: assign({ go: true }) } },
      states: {
        P: {
          type: 'parallel',
          always: { ...go, target: 'X', actions: did('P') },
          states: {
            A: {},
            B: {
              initial: 'b1',
              states: { b1: { always: { ...go, target: 'b2', actions: did('b1') } }, b2: {} },
            },
          },
        },
        X: {},
      },
    }),
    events: ['GO'],
    does: ['+m +P +A +B +b1 =P(A B(b1))', '-b1 b1 +b2 -b2 -B -A -P P +X =X'],
  },
]);

examplesOf('rule 14, regions', [
  {
    shows: 'take eventless transitions in document order, in whatever order they were entered last',
    machine: ({ did, assign }) => ({
      context: { go: false },
      type: 'parallel',
      on: { GO: { actions: assign({ go: true }) } },
      states: {
        A: {
          initial: 'a1',
          states: {
            a1: { on: { X: 'a2' } },
            a2: { always: { ...go, target: 'a3', actions: did('tA') } },
            a3: {},
          },
        },
        B: {
          initial: 'b1',
          states: { b1: { always: { ...go, target: 'b2', actions: did('tB') } }, b2: {} },
        },
      },
    }),
    events: ['X', 'GO'],
    does: [
      '+m +A +a1 +B +b1 =A(a1) B(b1)',
      '-a1 +a2 =A(a2) B(b1)',
      '-b1 -a2 tA tB +a3 +b2 =A(a3) B(b2)',
    ],
    xstateDoes: [
      '+m +A +a1 +B +b1 =A(a1) B(b1)',
      '-a1 +a2 =A(a2) B(b1)',
      '-b1 -a2 tB tA +a3 +b2 =A(a3) B(b2)',
    ],
  },
  {
    shows: 'take events in document order, too, so that the first wins a conflict',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          states: {
            A: {
              initial: 'a1',
              states: {
                a1: { on: { X: 'a2' } },
                a2: { on: { E: { target: '#m.Z', actions: did('A') } } },
              },
            },
            B: {
              initial: 'b1',
              states: { b1: { on: { E: { target: '#m.Y', actions: did('B') } } } },
            },
          },
        },
        Y: {},
        Z: {},
      },
    }),
    events: ['X', 'E'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-a1 +a2 =P(A(a2) B(b1))',
      '-b1 -B -a2 -A -P A +Z =Z',
    ],
  },
]);

examplesOf('eventless transitions of nested parallel states', [
  {
    shows: 'come in the document order of the atomic states that found them',
    machine: ({ did, assign }) => ({
      context: {},
      initial: 'P',
      always: {
        guard: ({ context }: any) => !context.outer,
        target: '.P',
        actions: [assign({ outer: true }), did('outer')],
      },
      states: {
        P: {
          type: 'parallel',
          states: {
            Q: {
              type: 'parallel',
              states: {
                A: {
                  always: {
                    guard: ({ context }: any) => !context.inner,
                    actions: [assign({ inner: true }), did('inner')],
                  },
                },
                B: {},
              },
            },
            C: {},
          },
        },
      },
    }),
    does: ['+m +P +Q +A +B +C -C -B -A -Q -P inner outer +P +Q +A +B +C =P(C Q(A B))'],
  },
]);

examplesOf('guards', [
  {
    shows: 'are combined with and, or and not',
    machine: ({ did, and, or, not }) => {
      const yes = () => true;
      const no = () => false;
      return {
        on: {
          A: [{ guard: and([yes, no]), actions: did('and') }, { actions: did('else') }],
          B: [{ guard: or([no, yes]), actions: did('or') }, { actions: did('else') }],
          C: [{ guard: not(no), actions: did('not') }, { actions: did('else') }],
          D: [{ guard: and([not(no), or([no, and([yes, yes])])]), actions: did('all') }],
        },
      };
    },
    events: ['A', 'B', 'C', 'D'],
    does: ['+m =', 'else =', 'or =', 'not =', 'all ='],
  },
  {
    shows: 'ask with stateIn whether a state is active, by id or by value',
    machine: ({ did, stateIn }) => ({
      type: 'parallel',
      states: {
        A: { initial: 'a1', states: { a1: { on: { N: 'a2' } }, a2: { id: 'two' } } },
        B: {
          on: {
            ID: [{ guard: stateIn('#two'), actions: did('yes') }, { actions: did('no') }],
            VALUE: [{ guard: stateIn({ A: 'a2' }), actions: did('yes') }, { actions: did('no') }],
          },
        },
      },
    }),
    events: ['ID', 'VALUE', 'N', 'ID', 'VALUE'],
    does: [
      '+m +A +a1 +B =A(a1) B',
      'no =A(a1) B',
      'no =A(a1) B',
      '-a1 +a2 =A(a2) B',
      'yes =A(a2) B',
      'yes =A(a2) B',
    ],
  },
]);

examplesOf('rule 31, a guard that throws', [
  {
    shows: 'ends the actor in an error, and no other candidate is tried',
    machine: ({ did }) => ({
      initial: 'a',
      states: {
        a: {
          on: {
            E: [
              {
                guard: () => {
                  throw new Error('broken');
                },
                actions: did('one'),
              },
              { actions: did('two') },
            ],
          },
        },
      },
    }),
    events: ['E'],
    does: ['+m +a =a', expect.stringMatching(/^error:.*broken.* =a error$/s) as unknown as string],
  },
]);

examplesOf('rule 37, stateIn in entry and exit actions', [
  {
    shows: 'sees the configuration before the transition',
    machine: ({ did, stateIn, enqueueActions }) => {
      const ask = (word: string, id: string) =>
        enqueueActions(({ enqueue, check }: any) => {
          enqueue(did(`${word}:${check(stateIn(id))}`));
        });
      return {
        initial: 'a',
        states: {
          a: { id: 'a', on: { E: 'b' }, exit: ask('a', '#a') },
          b: { id: 'b', entry: [ask('a', '#a'), ask('b', '#b')] },
        },
      };
    },
    events: ['E'],
    does: ['+m +a =a', '-a a:true +b a:true b:false =b'],
  },
  {
    shows: 'sees it, too, when the machine ends and leaves all of its states',
    machine: ({ did, stateIn, enqueueActions }) => ({
      initial: 'a',
      states: {
        a: { id: 'a', on: { E: 'f' } },
        f: {
          type: 'final',
          exit: enqueueActions(({ enqueue, check }: any) => {
            enqueue(did(`a:${check(stateIn('#a'))}`));
          }),
        },
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +f -f a:true -m =f done'],
  },
]);

examplesOf('rule 38, actions and guards of the start', [
  {
    shows: 'see the event xstate.init',
    machine: ({ did }) => ({
      initial: 'a',
      entry: did(({ event }) => event.type),
      states: {
        a: { always: { guard: ({ event }: any) => event.type === 'xstate.init', target: 'b' } },
        b: { entry: did(({ event }) => event.type) },
      },
    }),
    does: ['+m xstate.init +a -a +b xstate.init =b'],
  },
]);

examplesOf('a transition for the completion of its own state', [
  {
    shows: 'written as onDone comes before one written in on',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          initial: 'f',
          on: { 'xstate.done.state.m.P': { actions: did('on') } },
          onDone: { actions: did('onDone') },
          states: { f: { type: 'final' } },
        },
      },
    }),
    does: ['+m +P +f onDone =P(f)'],
  },
  {
    shows: 'written in on is taken when the guard of onDone fails',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          initial: 'f',
          on: { 'xstate.done.state.m.P': { actions: did('on') } },
          onDone: { guard: () => false, actions: did('onDone') },
          states: { f: { type: 'final' } },
        },
      },
    }),
    does: ['+m +P +f on =P(f)'],
    xstateDoes: ['+m +P +f =P(f)'],
  },
]);
