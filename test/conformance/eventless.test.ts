import { describe, expect, test, vi } from 'vitest';
import { subject } from '../differential/libraries.ts';
import { examplesOf } from './examples.ts';

examplesOf('rule 15, a macrostep', [
  {
    shows: 'takes eventless transitions before raised events, and these before events from outside',
    machine: ({ did, raise, sendTo }) => ({
      initial: 'a',
      on: {
        R: { actions: did('raised') },
        S: { actions: did('sent') },
      },
      states: {
        a: {
          on: {
            E: {
              target: 'b',
              actions: [sendTo(({ self }: any) => self, { type: 'S' }), raise({ type: 'R' })],
            },
          },
        },
        b: { always: { target: 'c', actions: did('always') } },
        c: {},
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +b -b always +c raised sent =c'],
  },
  {
    shows: 'shows eventless transitions the event that led to them',
    machine: ({ did }) => ({
      initial: 'a',
      states: {
        a: { on: { E: 'b' } },
        b: { always: { target: 'c', actions: did(({ event }) => event.type) } },
        c: {},
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +b -b E +c =c'],
  },
  {
    shows: 'tells its observers one snapshot, at the end',
    machine: ({ did, raise }) => ({
      initial: 'a',
      states: {
        a: { on: { E: { target: 'b', actions: raise({ type: 'R' }) } } },
        b: { always: 'c' },
        c: { on: { R: { target: 'd', actions: did('R') } } },
        d: {},
      },
    }),
    events: ['E'],
    does: ['+m +a =a', '-a +b -b +c -c R +d =d'],
  },
]);

examplesOf('rule 16, an eventless transition', [
  {
    shows: 'without target is taken again as long as its guard holds',
    machine: ({ did, assign }) => ({
      context: { n: 0 },
      always: {
        guard: ({ context }: any) => context.n < 3,
        actions: [
          assign({ n: ({ context }: any) => context.n + 1 }),
          did(({ context }) => `n${context.n}`),
        ],
      },
    }),
    does: ['+m n1 n2 n3 ='],
  },
  {
    shows: 'without target that changes nothing is taken once',
    machine: ({ did }) => ({
      initial: 'a',
      states: { a: { on: { E: {}, N: 'b' }, always: { actions: did('t') } }, b: {} },
    }),
    events: ['N'],
    does: ['+m +a t =a', '-a +b =b'],
  },
  {
    shows: 'is preferred to events that wait',
    machine: ({ did, assign }) => ({
      context: { go: false },
      initial: 'a',
      on: { GO: { actions: [assign({ go: true })] } },
      states: {
        a: {
          always: { guard: ({ context }: any) => context.go, target: 'b', actions: did('always') },
        },
        b: {},
      },
    }),
    events: ['GO'],
    does: ['+m +a =a', '-a always +b =b'],
  },
]);

describe('rule 16, an endless loop', () => {
  const loop = {
    id: 'loop',
    context: { n: 0 },
    initial: 'a',
    states: {
      a: { on: { E: 'b' } },
      b: { always: { guard: () => true, target: 'c' } },
      c: { always: { guard: () => true, target: 'b' } },
    },
  };

  test('ends in an error that names the states in it, by default after a finite number of steps', () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const errors: any[] = [];
    const actor = subject.createActor(subject.createMachine(loop));
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    actor.start();
    actor.send({ type: 'E' });
    expect(actor.getSnapshot().status).toBe('error');
    expect(errors).toHaveLength(1);
    expect(errors[0].code).toBe('E402');
    expect(errors[0].message).toMatch(/loop\.b/);
    expect(errors[0].message).toMatch(/loop\.c/);
  });

  test.each([
    [10, 'error'],
    [1_000, 'active'],
  ])(
    'is cut after options.maxIterations: %i of 100 steps give status %s',
    (maxIterations, status) => {
      const actor = subject.createActor(
        subject.createMachine({
          context: { n: 0 },
          options: { maxIterations },
          on: { E: { actions: subject.assign({ n: 1 }) } },
          always: {
            guard: ({ context }: any) => context.n > 0 && context.n < 100,
            actions: subject.assign({ n: ({ context }: any) => context.n + 1 }),
          },
        }),
      );
      actor.subscribe({ error: () => {} });
      actor.start();
      actor.send({ type: 'E' });
      expect(actor.getSnapshot().status).toBe(status);
    },
  );
});
