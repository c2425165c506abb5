import { expect } from 'vitest';
import { examplesOf } from './examples.ts';

const self = ({ self }: any) => self;

examplesOf('rule 17, events to oneself', [
  {
    shows: 'come in the order raised first, in order, then what was sent, in order',
    machine: ({ did, raise, sendTo }) => ({
      on: {
        E: {
          actions: [
            sendTo(self, { type: 'S1' }),
            raise({ type: 'R1' }),
            sendTo(self, { type: 'S2' }),
            raise({ type: 'R2' }),
          ],
        },
        R1: { actions: [did('R1'), raise({ type: 'R3' })] },
        R2: { actions: did('R2') },
        R3: { actions: did('R3') },
        S1: { actions: did('S1') },
        S2: { actions: did('S2') },
      },
    }),
    events: ['E'],
    does: ['+m =', 'R1 R2 R3 S1 S2 ='],
  },
]);

examplesOf('rule 18, a raise with a delay', [
  {
    shows: 'waits for the clock, with a delay of zero, too',
    machine: ({ did, raise }) => ({
      on: {
        E: { actions: [raise({ type: 'R' }, { delay: 0 }), did('E')] },
        R: { actions: did('R') },
      },
    }),
    events: ['E', 'after 0', 'after 1'],
    does: ['+m =', 'E =', 'R =', '='],
  },
  {
    shows: 'takes its delay from the context, or from a named delay',
    machine: ({ did, raise }) => ({
      context: { ms: 20 },
      on: {
        E: {
          actions: [
            raise({ type: 'R' }, { delay: ({ context }: any) => context.ms }),
            raise({ type: 'Q' }, { delay: 5 }),
          ],
        },
        R: { actions: did('R') },
        Q: { actions: did('Q') },
      },
    }),
    events: ['E', 'after 5', 'after 14', 'after 1'],
    does: ['+m =', '=', 'Q =', '=', 'R ='],
  },
]);

examplesOf('rule 19, cancel', [
  {
    shows: 'reaches all pending sends with its id',
    machine: ({ did, raise, cancel }) => ({
      on: {
        E: {
          actions: [
            raise({ type: 'R1' }, { delay: 10, id: 'x' }),
            raise({ type: 'R2' }, { delay: 20, id: 'x' }),
            raise({ type: 'R3' }, { delay: 30, id: 'y' }),
          ],
        },
        C: { actions: cancel('x') },
        '*': { actions: did(({ event }) => event.type) },
      },
    }),
    events: ['E', 'C', 'after 100'],
    does: ['+m =', '=', '=', 'R3 ='],
    xstateDoes: ['+m =', '=', '=', 'R1 R3 ='],
  },
  {
    shows: 'takes its id from an expression, and does nothing when there is nothing to cancel',
    machine: ({ did, raise, cancel }) => ({
      context: { id: 'x' },
      on: {
        E: { actions: raise({ type: 'R' }, { delay: 10, id: 'x' }) },
        C: { actions: cancel(({ context }: any) => context.id) },
        R: { actions: did('R') },
      },
    }),
    events: ['C', 'E', 'C', 'after 100', 'E', 'after 100'],
    does: ['+m =', '=', '=', '=', '=', '=', 'R ='],
  },
]);

examplesOf('rule 20, a delayed send', [
  {
    shows: 'survives the exit of the state that made it',
    machine: ({ did, raise }) => ({
      initial: 'a',
      on: { R: { actions: did('R') } },
      states: { a: { entry: raise({ type: 'R' }, { delay: 10 }), on: { N: 'b' } }, b: {} },
    }),
    events: ['N', 'after 10'],
    does: ['+m +a =a', '-a +b =b', 'R =b'],
  },
  {
    shows: 'dies with the actor',
    machine: ({ did, raise }) => ({
      initial: 'a',
      on: { R: { actions: did('R') } },
      states: {
        a: { entry: raise({ type: 'R' }, { delay: 10 }), on: { N: 'f' } },
        f: { type: 'final' },
      },
    }),
    events: ['N', 'after 10'],
    does: ['+m +a =a', '-a +f -f -m =f done', '=f done'],
  },
]);

examplesOf('after', [
  {
    shows: 'is taken when its time has come, and no earlier',
    machine: () => ({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } }),
    events: ['after 9', 'after 1'],
    does: ['+m +a =a', '=a', '-a +b =b'],
  },
  {
    shows: 'is cancelled when its state is left, and starts anew when it is entered again',
    machine: () => ({
      initial: 'a',
      states: { a: { after: { 10: 'c' }, on: { N: 'b' } }, b: { on: { N: 'a' } }, c: {} },
    }),
    events: ['after 6', 'N', 'after 6', 'N', 'after 6', 'after 4'],
    does: ['+m +a =a', '=a', '-a +b =b', '=b', '-b +a =a', '=a', '-a +c =c'],
  },
  {
    shows: 'goes on when its state stays active',
    machine: () => ({
      initial: 'a',
      states: {
        a: {
          after: { 10: 'z' },
          initial: 'a1',
          states: { a1: { on: { N: 'a2' } }, a2: {} },
          on: { T: {} },
        },
        z: {},
      },
    }),
    events: ['after 6', 'N', 'after 4'],
    does: ['+m +a +a1 =a(a1)', '=a(a1)', '-a1 +a2 =a(a2)', '-a2 -a +z =z'],
  },
  {
    shows: 'with several delays takes each in the order of time, when nothing leaves the state',
    machine: ({ did }) => ({
      initial: 'a',
      states: { a: { after: { 20: { actions: did('late') }, 10: { actions: did('early') } } } },
    }),
    events: ['after 30'],
    does: ['+m +a =a', 'early late =a'],
  },
  {
    shows: 'asks guards when the time has come, and not again',
    machine: ({ assign }) => ({
      context: { go: false },
      initial: 'a',
      on: { GO: { actions: assign({ go: true }) } },
      states: {
        a: { after: { 10: { guard: ({ context }: any) => context.go, target: 'b' } } },
        b: {},
      },
    }),
    events: ['after 10', 'GO', 'after 100'],
    does: ['+m +a =a', '=a', '=a', '=a'],
  },
]);

examplesOf('rule 21, the arguments of a send', [
  {
    shows: 'are evaluated when it is sent, not when it is delivered',
    machine: ({ did, raise, assign }) => ({
      context: { n: 1 },
      on: {
        E: {
          actions: [
            raise(({ context }: any) => ({ type: 'R', n: context.n }), { delay: 10 }),
            assign({ n: 2 }),
            raise(({ context }: any) => ({ type: 'R', n: context.n })),
            assign({ n: 3 }),
          ],
        },
        R: { actions: did(({ event, context }) => `${event.n}/${context.n}`) },
      },
    }),
    events: ['E', 'after 10'],
    does: ['+m =', '2/3 =', '1/3 ='],
  },
]);

examplesOf('rule 33, a send', [
  {
    shows: 'to a child that does not exist ends the actor in an error',
    machine: ({ sendTo }) => ({
      initial: 'a',
      states: {
        a: { on: { E: { target: 'b', actions: sendTo('nobody', { type: 'X' }) } } },
        b: {},
      },
    }),
    events: ['E'],
    does: [
      '+m +a =a',
      expect.stringMatching(/^-a error:.*nobody.* =a error$/s) as unknown as string,
    ],
  },
  {
    shows: 'to an actor that has stopped is dropped',
    machine: ({ did, sendTo, assign, stopChild, child }) => ({
      context: {},
      entry: assign({ ref: ({ spawn }: any) => spawn(child('c'), { id: 'c' }) }),
      on: {
        STOP: { actions: stopChild('c') },
        E: { actions: [sendTo(({ context }: any) => context.ref, { type: 'X' }), did('sent')] },
      },
    }),
    events: ['STOP', 'E'],
    does: ['+m start:c =', 'stop:c =', 'sent ='],
    xstateDoes: ['start:c +m =', 'stop:c =', 'sent ='],
  },
]);

examplesOf('rule 39, raised events', [
  {
    shows: 'meet guards that see the context after all actions of the step',
    machine: ({ did, raise, assign }) => ({
      context: { n: 0 },
      on: {
        E: { actions: [assign({ n: 1 }), raise({ type: 'R' }), assign({ n: 2 })] },
        R: [
          { guard: ({ context }: any) => context.n === 2, actions: did('final') },
          { actions: did('early') },
        ],
      },
    }),
    events: ['E'],
    does: ['+m =', 'final ='],
  },
]);

examplesOf('emit', [
  {
    shows: 'reaches listeners',
    machine: ({ did, emit }) => ({
      initial: 'a',
      states: {
        a: { on: { E: { target: 'b', actions: [emit({ type: 'beep' }), did('t')] } } },
        b: {},
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a t +b emitted:beep =b'],
  },
]);
