import fc from 'fast-check';
import type { Library } from './samples.ts';

/**
 * A small machine as plain data: a counter that wraps, and states that send it on.
 *
 *     { counts: 3, states: [{ child: true, on: { A: { target: 1, less: 2, add: 1 } } }, ...] }
 */
export interface SmallMachine {
  /** The counter goes from 0 to `counts - 1` and wraps. */
  readonly counts: number;
  readonly states: readonly SmallState[];
}

interface SmallState {
  /** Whether the state is compound: `{ inner, other }`, and its `C` leads from one to the other. */
  readonly isCompound: boolean;
  readonly on: Readonly<Record<'A' | 'B' | 'D', SmallTransition | null>>;
}

interface SmallTransition {
  /** Index of a state, taken modulo their number; null: no target. */
  readonly target: number | null;
  /** Enabled while the counter is less. */
  readonly less: number;
  readonly add: number;
}

/** @param most states beside each other, and values of the counter */
export function arbitraryMachine(most: {
  readonly states: number;
  readonly counts: number;
}): fc.Arbitrary<SmallMachine> {
  const transition = fc.record({
    target: fc.option(fc.nat(5), { freq: 4 }),
    less: fc.integer({ min: 1, max: 4 }),
    add: fc.nat(2),
  });
  const event = fc.option(transition, { freq: 3 });
  return fc.record({
    counts: fc.integer({ min: 1, max: most.counts }),
    states: fc.array(
      fc.record({
        isCompound: fc.boolean(),
        on: fc.record({ A: event, B: event, D: event }),
      }),
      { minLength: 1, maxLength: most.states },
    ),
  });
}

/** The machine in one of the libraries. */
export function buildMachine({ createMachine, assign }: Library, small: SmallMachine): any {
  const { counts, states } = small;
  const built = states.map(({ isCompound, on }, i) => {
    const transitions = Object.entries(on).flatMap(([type, written]) => {
      if (!written) return [];
      const { target, less, add } = written;
      const config = {
        ...(target !== null && { target: `s${target % states.length}` }),
        guard: ({ context }: any) => context.n < less,
        actions: assign({ n: ({ context }: any) => (context.n + add) % counts }),
      };
      return [[type, config]];
    });
    const inner = { inner: { on: { C: 'other' } }, other: { on: { C: 'inner' } } };
    const compound = isCompound ? { initial: 'inner', states: inner } : {};
    return [`s${i}`, { on: Object.fromEntries(transitions), ...compound }];
  });
  return createMachine({
    id: 'small',
    initial: 's0',
    context: { n: 0 },
    states: Object.fromEntries(built),
  });
}
