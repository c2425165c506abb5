import { expect } from 'vitest';
import { examplesOf } from './examples.ts';

examplesOf('rule 26, the exit actions of a child machine', [
  {
    shows: 'do not run when its parent leaves the invoking state',
    machine: ({ did, createMachine }) => ({
      initial: 'a',
      states: {
        a: {
          invoke: { src: createMachine({ entry: did('child in'), exit: did('child out') }) },
          on: { N: 'b' },
        },
        b: {},
      },
    }),
    events: ['N'],
    does: ['+m +a child in =a', '-a +b =b'],
    xstateDoes: ['child in +m +a =a', '-a +b =b'],
  },
]);

examplesOf('rule 34, a child that fails', [
  {
    shows: 'takes the onError transition',
    machine: ({ did, fromCallback }) => ({
      initial: 'a',
      states: {
        a: {
          invoke: {
            id: 'i',
            src: fromCallback(() => {
              throw new Error('no');
            }),
            onError: {
              target: 'b',
              actions: did(({ event }) => `${event.type}:${event.error.message}`),
            },
          },
        },
        b: {},
      },
    }),
    does: ['+m +a -a xstate.error.actor.i:no +b =b'],
  },
  {
    shows: 'ends its parent in an error, when nobody handles it',
    machine: ({ fromCallback }) => ({
      initial: 'a',
      states: {
        a: { on: { E: 'b' } },
        b: {
          invoke: {
            src: fromCallback(() => {
              throw new Error('no');
            }),
          },
        },
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +b error:no =b error'],
  },
  {
    shows: 'takes its siblings along',
    machine: ({ fromCallback, child }) => ({
      initial: 'a',
      states: {
        a: { on: { E: 'b' } },
        b: {
          invoke: [
            { src: child('good') },
            {
              src: fromCallback(({ receive }: any) => {
                receive(() => {
                  throw new Error('no');
                });
              }),
              id: 'bad',
            },
          ],
          on: {
            BOOM: {
              actions: ({ self }: any) => self.getSnapshot().children.bad.send({ type: 'X' }),
            },
          },
        },
      },
    }),
    events: ['E', 'BOOM'],
    does: [
      '+m +a =a',
      '-a +b start:good =b',
      expect.stringMatching(
        /(stop:good error:no|error:no stop:good) =b error/,
      ) as unknown as string,
    ],
  },
]);

examplesOf('rule 35, an invocation', [
  {
    shows:
      'starts its child after the entry actions of the macrostep, at the start as well as later',
    machine: ({ child }) => ({
      initial: 'P',
      invoke: { src: child('m') },
      states: {
        P: {
          initial: 'a',
          invoke: { src: child('P') },
          states: {
            a: { on: { N: 'b' } },
            b: { invoke: { src: child('b') }, always: 'c' },
            c: { invoke: { src: child('c') } },
          },
        },
      },
    }),
    events: ['N'],
    does: ['+m +P +a start:m start:P =P(a)', '-a +b -b +c start:c =P(c)'],
    xstateDoes: ['start:m start:P +m +P +a =P(a)', '-a +b -b +c start:c =P(c)'],
  },
  {
    shows: 'evaluates its input when its state is entered',
    machine: ({ did, assign, fromCallback }) => ({
      context: { n: 1 },
      initial: 'a',
      states: {
        a: { on: { E: { target: 'b', actions: assign({ n: 2 }) } } },
        b: {
          entry: assign({ n: 3 }),
          invoke: {
            src: fromCallback(({ input, self }: any) => self._parent.send({ type: `IN${input}` })),
            input: ({ context }: any) => context.n,
          },
          always: { guard: ({ context }: any) => context.n === 3, actions: assign({ n: 4 }) },
        },
      },
      on: { '*': { actions: did(({ event }) => event.type) } },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +b IN3 =b'],
  },
  {
    shows: 'of a state that is left within the macrostep is never started',
    machine: ({ child }) => ({
      initial: 'a',
      states: { a: { on: { N: 'b' } }, b: { invoke: { src: child('b') }, always: 'c' }, c: {} },
    }),
    events: ['N'],
    does: ['+m +a =a', '-a +b -b +c =c'],
  },
]);

examplesOf('rule 36, leaving an invoking state', [
  {
    shows: 'runs exits, then entries, then stops the old child and starts the new one',
    machine: ({ child }) => ({
      initial: 'a',
      states: {
        a: { on: { N: 'b' }, invoke: { src: child('A') } },
        b: { invoke: { src: child('B') } },
      },
    }),
    events: ['N'],
    does: ['+m +a start:A =a', '-a +b stop:A start:B =b'],
    xstateDoes: ['start:A +m +a =a', '-a +b stop:A start:B =b'],
  },
]);

examplesOf('the output of a child', [
  {
    shows: 'comes with onDone',
    machine: ({ did, createMachine }) => ({
      initial: 'a',
      states: {
        a: {
          invoke: {
            id: 'i',
            input: { n: 20 },
            src: createMachine({
              context: ({ input }: any) => ({ n: input.n }),
              initial: 'f',
              states: { f: { type: 'final' } },
              output: ({ context }: any) => context.n + 1,
            }),
            onDone: {
              target: 'b',
              actions: did(({ event }) => `${event.type}:${event.output}:${event.actorId}`),
            },
          },
        },
        b: {},
      },
    }),
    does: ['+m +a -a xstate.done.actor.i:21:i +b =b'],
  },
]);

examplesOf('a spawned child', [
  {
    shows: 'lives on when the state that spawned it is left, until it is stopped',
    machine: ({ spawnChild, stopChild, child }) => ({
      initial: 'a',
      on: { STOP: { actions: stopChild('c') } },
      states: { a: { entry: spawnChild(child('c'), { id: 'c' }), on: { N: 'b' } }, b: {} },
    }),
    events: ['N', 'STOP'],
    does: ['+m +a start:c =a', '-a +b =b', 'stop:c =b'],
    xstateDoes: ['start:c +m +a =a', '-a +b =b', 'stop:c =b'],
  },
  {
    shows: 'dies with its parent',
    machine: ({ spawnChild, child }) => ({
      initial: 'a',
      states: {
        a: { entry: spawnChild(child('c'), { id: 'c' }), on: { N: 'f' } },
        f: { type: 'final' },
      },
    }),
    events: ['N'],
    does: ['+m +a start:c =a', '-a +f -f -m stop:c =f done'],
    xstateDoes: ['start:c +m +a =a', '-a +f -f -m stop:c =f done'],
  },
  {
    shows: 'is stopped with all others, when several were spawned without an id',
    machine: ({ spawnChild, child }) => ({
      initial: 'a',
      states: {
        a: {
          entry: [spawnChild(child('1')), spawnChild(child('2')), spawnChild(child('3'))],
          on: { N: 'f' },
        },
        f: { type: 'final' },
      },
    }),
    events: ['N'],
    does: ['+m +a start:1 start:2 start:3 =a', '-a +f -f -m stop:1 stop:2 stop:3 =f done'],
    xstateDoes: ['start:3 +m +a start:1 start:2 =a', '-a +f -f -m stop:3 =f done'],
  },
]);

examplesOf('a callback that fails while it receives an event', [
  {
    shows: 'is cleaned up',
    machine: ({ did, fromCallback, sendTo }) => ({
      initial: 'a',
      states: {
        a: { on: { N: 'b' } },
        b: {
          invoke: {
            id: 'i',
            src: fromCallback(({ receive }: any) => {
              receive(() => {
                throw new Error('no');
              });
              return did('cleaned up');
            }),
            onError: { actions: did('onError') },
          },
          on: { BOOM: { actions: sendTo('i', { type: 'X' }) } },
        },
      },
    }),
    events: ['N', 'BOOM'],
    does: ['+m +a =a', '-a +b =b', 'cleaned up onError =b'],
    xstateDoes: ['+m +a =a', '-a +b =b', 'onError =b'],
  },
]);

examplesOf('an event of a child that was replaced meanwhile', [
  {
    shows: 'is not taken for one of its successor',
    machine: ({ did, createMachine, sendTo }) => ({
      initial: 'a',
      states: {
        a: { on: { N: 'b' } },
        b: {
          initial: 'c',
          states: { c: {} },
          invoke: {
            id: 'i',
            src: createMachine({
              initial: 'w',
              states: { w: { on: { GO: 'f' } }, f: { type: 'final' } },
            }),
            onDone: { actions: did('done') },
          },
          on: {
            // The child ends, but first its parent takes what it has sent to itself.
            E: {
              actions: [
                sendTo(({ self }: any) => self, { type: 'AGAIN' }),
                sendTo('i', { type: 'GO' }),
              ],
            },
            AGAIN: { target: 'b', reenter: true },
          },
        },
      },
    }),
    events: ['N', 'E'],
    does: ['+m +a =a', '-a +b +c =b(c)', '-c -b +b +c =b(c)'],
    xstateDoes: ['+m +a =a', '-a +b +c =b(c)', '-c -b +b +c done =b(c)'],
  },
]);

examplesOf('the children of a machine that fails', [
  {
    shows: 'are stopped',
    machine: ({ did, fromCallback }) => ({
      initial: 'a',
      states: {
        a: { on: { N: 'b' } },
        b: {
          invoke: { src: fromCallback(() => did('stop:kid')) },
          on: {
            BOOM: {
              actions: () => {
                throw new Error('no');
              },
            },
          },
        },
      },
    }),
    events: ['N', 'BOOM'],
    does: ['+m +a =a', '-a +b =b', 'stop:kid error:no =b error'],
    xstateDoes: ['+m +a =a', '-a +b =b', 'error:no =b error'],
  },
]);

examplesOf('section 9, a systemId', [
  {
    shows: 'is free for what starts as its holder stops: in another state, or in the same again',
    machine: ({ child, did }) => ({
      initial: 'a',
      states: {
        a: {
          invoke: { src: child('one'), id: 'one', systemId: 'S' },
          on: { N: 'b', AGAIN: { target: 'a', reenter: true } },
        },
        b: { invoke: { src: child('two'), id: 'two', systemId: 'S' }, on: { N: 'a' } },
      },
      on: { ASK: { actions: did(({ system }) => system.get('S').id) } },
    }),
    events: ['ASK', 'N', 'ASK', 'N', 'ASK', 'AGAIN', 'ASK'],
    does: [
      '+m +a start:one =a',
      'one =a',
      '-a +b stop:one start:two =b',
      'two =b',
      '-b +a stop:two start:one =a',
      'one =a',
      '-a +a stop:one start:one =a',
      'one =a',
    ],
    xstateDoes: [
      'start:one +m +a =a',
      'one =a',
      '-a +b stop:one start:two =b',
      'two =b',
      '-b +a stop:two start:one =a',
      'one =a',
      '-a +a stop:one start:one =a',
      'one =a',
    ],
  },
  {
    shows: 'is free for what is spawned after its holder was stopped, also when that is deeper',
    machine: ({ child, did, createMachine, spawnChild, stopChild }) => ({
      entry: spawnChild(
        createMachine({ invoke: { src: child('one'), id: 'one', systemId: 'S' } }),
        { id: 'middle' },
      ),
      on: {
        SWAP: {
          actions: [stopChild('middle'), spawnChild(child('two'), { id: 'two', systemId: 'S' })],
        },
        ASK: { actions: did(({ system }) => system.get('S').id) },
      },
    }),
    events: ['ASK', 'SWAP', 'ASK'],
    does: ['+m start:one =', 'one =', 'stop:one start:two =', 'two ='],
    xstateDoes: ['start:one +m =', 'one =', 'stop:one start:two =', 'two ='],
  },
  {
    shows: 'is free for what starts instead of an actor that is left before it has started',
    machine: ({ child, did }) => ({
      initial: 'a',
      states: {
        a: { invoke: { src: child('one'), id: 'one', systemId: 'S' }, always: 'b' },
        b: { invoke: { src: child('two'), id: 'two', systemId: 'S' } },
      },
      on: { ASK: { actions: did(({ system }) => system.get('S').id) } },
    }),
    events: ['ASK'],
    does: ['+m +a -a +b start:two =b', 'two =b'],
    xstateDoes: ["error:Actor with system ID 'S' already exists. =a error", '=a error'],
  },
]);
