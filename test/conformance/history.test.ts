import { examplesOf } from './examples.ts';

/** P with two children, of which the second has two children; `h` remembers. */
const remembering = (history: 'shallow' | 'deep', target?: string) => ({
  id: 'm',
  initial: 'P',
  states: {
    P: {
      initial: 'a',
      on: { OUT: 'Q' },
      states: {
        h: { type: 'history', history, ...(target && { target }) },
        a: { on: { N: 'b.d' } },
        b: { initial: 'c', states: { c: {}, d: {} } },
      },
    },
    Q: { on: { BACK: 'P.h' } },
  },
});

examplesOf('a history state', [
  {
    shows: 'restores the child that was active, when it is shallow',
    machine: () => remembering('shallow'),
    events: ['N', 'OUT', 'BACK'],
    does: ['+m +P +a =P(a)', '-a +b +d =P(b(d))', '-d -b -P +Q =Q', '-Q +P +b +c =P(b(c))'],
  },
  {
    shows: 'restores all descendants that were active, when it is deep',
    machine: () => remembering('deep'),
    events: ['N', 'OUT', 'BACK'],
    does: ['+m +P +a =P(a)', '-a +b +d =P(b(d))', '-d -b -P +Q =Q', '-Q +P +b +d =P(b(d))'],
  },
  {
    shows: 'restores all regions of a parallel state',
    machine: () => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          on: { OUT: 'Q' },
          states: {
            h: { type: 'history', history: 'deep' },
            A: { initial: 'a1', states: { a1: { on: { N: 'a2' } }, a2: {} } },
            B: { initial: 'b1', states: { b1: { on: { N: 'b2' } }, b2: {} } },
          },
        },
        Q: { on: { BACK: 'P.h' } },
      },
    }),
    events: ['N', 'OUT', 'BACK'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A -P +Q =Q',
      '-Q +P +A +a2 +B +b2 =P(A(a2) B(b2))',
    ],
  },
]);

examplesOf('rule 27, a history that has recorded nothing', [
  {
    shows: 'leads to its default target',
    machine: () => ({ ...remembering('shallow', 'b'), initial: 'Q' }),
    events: ['BACK'],
    does: ['+m +Q =Q', '-Q +P +b +c =P(b(c))'],
  },
  {
    shows: 'leads to a default target that lies deeper',
    machine: () => ({ ...remembering('deep', 'b.d'), initial: 'Q' }),
    events: ['BACK'],
    does: ['+m +Q =Q', '-Q +P +b +d =P(b(d))'],
  },
  {
    shows:
      'leads to the initial state of its parent without a default target, initial actions included',
    machine: ({ did }) => {
      const config: any = remembering('shallow');
      config.initial = 'Q';
      config.states.P.initial = { target: 'a', actions: did('i') };
      return config;
    },
    events: ['BACK'],
    does: ['+m +Q =Q', '-Q +P i +a =P(a)'],
  },
  {
    shows: 'leads to the initial states of all regions of a parallel state that was never visited',
    machine: () => ({
      initial: 'Q',
      states: {
        P: {
          type: 'parallel',
          states: { h: { type: 'history' }, A: { initial: 'a', states: { a: {} } }, B: {} },
        },
        Q: { on: { E: 'P.h' } },
      },
    }),
    events: ['E'],
    does: ['+m +Q =Q', '-Q +P +A +a +B =P(A(a) B)'],
  },
]);

examplesOf('rule 28, history', [
  {
    shows: 'is recorded when its parent is left, not when only children are',
    machine: () => ({
      initial: 'P',
      states: {
        P: {
          initial: 'a',
          on: { H: '.h' },
          states: { h: { type: 'history' }, a: { on: { N: 'b' } }, b: {} },
        },
      },
    }),
    events: ['N', 'H'],
    does: ['+m +P +a =P(a)', '-a +b =P(b)', '-b +a =P(a)'],
  },
  {
    shows:
      'is recorded before it is looked up, when its parent is left and entered by one transition',
    machine: () => ({
      initial: 'P',
      states: {
        P: {
          initial: 'a',
          on: { H: { target: '.h', reenter: true } },
          states: { h: { type: 'history' }, a: { on: { N: 'b' } }, b: {} },
        },
      },
    }),
    events: ['N', 'H'],
    does: ['+m +P +a =P(a)', '-a +b =P(b)', '-b -P +P +b =P(b)'],
  },
  {
    shows: 'of a completed state restores its final child and completes it again',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      states: {
        P: {
          initial: 'a',
          onDone: { actions: did('done') },
          on: { OUT: 'Q' },
          states: { h: { type: 'history' }, a: { on: { N: 'f' } }, f: { type: 'final' } },
        },
        Q: { on: { BACK: 'P.h' } },
      },
    }),
    events: ['N', 'OUT', 'BACK'],
    does: ['+m +P +a =P(a)', '-a +f done =P(f)', '-f -P +Q =Q', '-Q +P +f done =P(f)'],
  },
]);

/** A parallel state with a deep history of its own, and a transition H to it from inside. */
const insideParallel = (H: unknown, fromRegion: boolean) => ({
  id: 'm',
  initial: 'P',
  states: {
    P: {
      type: 'parallel',
      on: { OUT: 'Q', ...(!fromRegion && { H }) },
      states: {
        h: { type: 'history', history: 'deep' },
        A: {
          initial: 'a1',
          states: { a1: { on: { N: 'a2' } }, a2: {} },
          on: fromRegion ? { H } : {},
        },
        B: { initial: 'b1', states: { b1: { on: { N: 'b2' } }, b2: {} } },
      },
    },
    Q: { on: { BACK: 'P' } },
  },
});

examplesOf('rule 5, a transition within a parallel state to the deep history of that state', [
  {
    shows: 'enters only what it has left, from a region',
    machine: () => insideParallel('#m.P.h', true),
    events: ['N', 'H'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A -P +P +A +a2 +B +b2 =P(A(a2) B(b2))',
    ],
    xstateDoes: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A -P +A +a2 +B +b2 =P(A(a2) B(b2))',
    ],
  },
  {
    shows: 'enters only what it has left, from the parallel state itself',
    machine: () => insideParallel('.h', false),
    events: ['N', 'H'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A +A +a1 +B +b1 =P(A(a1) B(b1))',
    ],
    xstateDoes: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A +P +A +a1 +B +b1 =P(A(a1) B(b1))',
    ],
  },
  {
    shows: 'leaves and enters the parallel state when it asks for that',
    machine: () => insideParallel({ target: '.h', reenter: true }, false),
    events: ['N', 'H'],
    does: [
      '+m +P +A +a1 +B +b1 =P(A(a1) B(b1))',
      '-b1 -a1 +a2 +b2 =P(A(a2) B(b2))',
      '-b2 -B -a2 -A -P +P +A +a2 +B +b2 =P(A(a2) B(b2))',
    ],
  },
]);

examplesOf('a history as the initial state', [
  {
    shows: 'is followed to its default target',
    machine: () => ({
      initial: 'h',
      states: { h: { type: 'history', target: 'b' }, a: {}, b: {} },
    }),
    does: ['+m +b =b'],
  },
  {
    shows: 'is followed, too, when another history falls back on it',
    machine: () => ({
      initial: 'Q',
      states: {
        P: {
          initial: 'h',
          states: { g: { type: 'history' }, h: { type: 'history', target: 'b' }, a: {}, b: {} },
        },
        Q: { on: { E: 'P.g' } },
      },
    }),
    events: ['E'],
    does: ['+m +Q =Q', '-Q +P +b =P(b)'],
    xstateDoes: ['+m +Q =Q', '-Q +P +b =P(b h)'],
  },
]);

/** P.c and P.c.d have initial actions; Q goes to the history of P. */
const withInitialActions = (did: (word: string) => any, history: object) => ({
  initial: 'Q',
  states: {
    Q: { on: { BACK: 'P.h', IN: 'P.c' } },
    P: {
      initial: 'a',
      on: { OUT: 'Q' },
      states: {
        h: { type: 'history', ...history },
        a: {},
        c: {
          initial: { target: 'd', actions: did('ic') },
          states: { d: { initial: { target: 'e', actions: did('id') }, states: { e: {} } } },
        },
      },
    },
  },
});

examplesOf('initial actions behind a history', [
  {
    shows: 'run in the default target',
    machine: ({ did }) => withInitialActions(did, { target: 'c' }),
    events: ['BACK'],
    does: ['+m +Q =Q', '-Q +P +c ic +d id +e =P(c(d(e)))'],
    xstateDoes: ['+m +Q =Q', '-Q +P +c +d id +e =P(c(d(e)))'],
  },
  {
    shows: 'run in a child that a shallow history restores',
    machine: ({ did }) => withInitialActions(did, {}),
    events: ['IN', 'OUT', 'BACK'],
    does: [
      '+m +Q =Q',
      '-Q +P +c ic +d id +e =P(c(d(e)))',
      '-e -d -c -P +Q =Q',
      '-Q +P +c ic +d id +e =P(c(d(e)))',
    ],
    xstateDoes: [
      '+m +Q =Q',
      '-Q +P +c ic +d id +e =P(c(d(e)))',
      '-e -d -c -P +Q =Q',
      '-Q +P +c +d id +e =P(c(d(e)))',
    ],
  },
  {
    shows: 'do not run in what a deep history restores',
    machine: ({ did }) => withInitialActions(did, { history: 'deep' }),
    events: ['IN', 'OUT', 'BACK'],
    does: [
      '+m +Q =Q',
      '-Q +P +c ic +d id +e =P(c(d(e)))',
      '-e -d -c -P +Q =Q',
      '-Q +P +c +d +e =P(c(d(e)))',
    ],
  },
]);
