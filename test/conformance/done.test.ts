import { examplesOf } from './examples.ts';

const finishing = (on: string) => ({
  initial: 'a',
  states: { a: { on: { [on]: 'f' } }, f: { type: 'final' } },
});

examplesOf('rule 22, completion', [
  {
    shows: 'is told by the region before it is told by the parallel state',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      on: { '*': { actions: did(({ event }) => event.type) } },
      states: { P: { type: 'parallel', states: { A: finishing('E'), B: finishing('E') } } },
    }),
    events: ['E'],
    does: [
      '+m +P +A +a +B +a =P(A(a) B(a))',
      '-a -a +f +f xstate.done.state.m.P.A xstate.done.state.m.P.B xstate.done.state.m.P =P(A(f) B(f))',
    ],
  },
  {
    shows: 'carries the output of the final state, and none for a parallel state',
    machine: ({ did }) => {
      const A: any = finishing('E');
      A.states.f.output = ({ context }: any) => ({ n: context.n });
      const B: any = finishing('E');
      B.states.f.output = 'static';
      return {
        id: 'm',
        context: { n: 7 },
        initial: 'P',
        on: {
          '*': { actions: did(({ event }) => `${event.type}:${JSON.stringify(event.output)}`) },
        },
        states: { P: { type: 'parallel', states: { A, B } } },
      };
    },
    events: ['E'],
    does: [
      '+m +P +A +a +B +a =P(A(a) B(a))',
      '-a -a +f +f xstate.done.state.m.P.A:{"n":7} xstate.done.state.m.P.B:"static" xstate.done.state.m.P:undefined =P(A(f) B(f))',
    ],
  },
  {
    shows: 'takes the onDone transition of the completed state',
    machine: ({ did }) => ({
      initial: 'A',
      states: {
        A: { ...finishing('E'), onDone: { target: 'Z', actions: did('done') } },
        Z: {},
      },
    }),
    events: ['E'],
    does: ['+m +A +a =A(a)', '-a +f -f -A done +Z =Z'],
  },
]);

examplesOf('rule 23, a parallel state in a parallel state', [
  {
    shows: 'completes the outer one, when all regions of both are done',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'O',
      states: {
        O: {
          type: 'parallel',
          onDone: { target: 'Z', actions: did('outer') },
          states: {
            I: {
              type: 'parallel',
              onDone: { actions: did('inner') },
              states: { A: finishing('A'), B: finishing('B') },
            },
            C: finishing('C'),
          },
        },
        Z: {},
      },
    }),
    events: ['C', 'A', 'B'],
    does: [
      '+m +O +I +A +a +B +a +C +a =O(C(a) I(A(a) B(a)))',
      '-a +f =O(C(f) I(A(a) B(a)))',
      '-a +f =O(C(f) I(A(f) B(a)))',
      '-a +f inner -f -C -f -B -f -A -I -O outer +Z =Z',
    ],
  },
]);

examplesOf('rule 24, a final state', [
  {
    shows: 'deep in a compound state completes its parent alone',
    machine: ({ did }) => ({
      id: 'm',
      initial: 'P',
      on: { '*': { actions: did(({ event }) => event.type) } },
      states: { P: { initial: 'Q', states: { Q: finishing('E') } } },
    }),
    events: ['E'],
    does: ['+m +P +Q +a =P(Q(a))', '-a +f xstate.done.state.m.P.Q =P(Q(f))'],
  },
  {
    shows: 'as a region counts as done',
    machine: ({ did }) => ({
      initial: 'P',
      states: {
        P: {
          type: 'parallel',
          onDone: { actions: did('done') },
          states: { F: { type: 'final' }, A: finishing('E') },
        },
      },
    }),
    events: ['E'],
    does: ['+m +P +F +A +a =P(A(a) F)', '-a +f done =P(A(f) F)'],
  },
  {
    shows: 'as a region counts as done when it has been entered, and no sooner',
    machine: ({ assign }) => ({
      context: { n: 0 },
      type: 'parallel',
      states: { A: { type: 'final' }, B: { type: 'final', entry: assign({ n: 1 }) } },
      output: ({ context }: any) => context.n,
    }),
    does: ['+m +A +B -B -A -m =A B done output:1'],
    xstateDoes: ['+m +A +B -B -A -m =A B done output:0'],
  },
]);

examplesOf('rule 25, a final state at the top', [
  {
    shows: 'ends the machine at once: raised events are dropped, all active states are left',
    machine: ({ did, raise }) => ({
      initial: 'a',
      on: { R: { actions: did('R') } },
      states: {
        a: { on: { E: { target: 'f', actions: [raise({ type: 'R' }), did('t')] } } },
        f: { type: 'final' },
      },
    }),
    events: ['E', 'R'],
    does: ['+m +a =a', '-a t +f -f -m =f done', '=f done'],
  },
  {
    shows: 'ends a parallel machine when the last region is done',
    machine: () => ({ type: 'parallel', states: { A: finishing('A'), B: finishing('B') } }),
    events: ['A', 'B'],
    does: ['+m +A +a +B +a =A(a) B(a)', '-a +f =A(f) B(a)', '-a +f -f -B -f -A -m =A(f) B(f) done'],
  },
]);

examplesOf('the output of a machine', [
  {
    shows:
      'is made of the context after the entry actions of the final state, and of its done event',
    machine: ({ assign }) => ({
      id: 'm',
      context: { n: 0 },
      initial: 'a',
      states: {
        a: { on: { E: 'f' } },
        f: { type: 'final', entry: assign({ n: 1 }), output: 'of f' },
      },
      output: ({ context, event }: any) => [context.n, event.type, event.output],
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +f -f -m =f done output:[1,"xstate.done.state.m.f","of f"]'],
  },
  {
    shows: 'is undefined without an output, also when the final state has one',
    machine: () => ({ initial: 'f', states: { f: { type: 'final', output: 'of f' } } }),
    does: ['+m +f -f -m =f done'],
  },
  {
    shows: 'may be a plain value',
    machine: () => ({ initial: 'f', states: { f: { type: 'final' } }, output: { n: 7 } }),
    does: ['+m +f -f -m =f done output:{"n":7}'],
  },
]);
