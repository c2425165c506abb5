import { createMachine, initialTransition, transition } from 'detent';
import { collectingScope, uncached, type StateMachine } from 'detent/tooling';
import { describe, expect, test } from 'vitest';

describe('uncached', () => {
  const machine = createMachine(
    {
      id: 'm',
      initial: 'a',
      states: { a: { entry: 'note', on: { GO: 'b' } }, b: { on: { GO: 'a' } } },
    },
    { actions: { note: () => {} } },
  );
  const bare = uncached(machine);

  test('gives the same machine on a chart of its own', () => {
    expect(bare.config).toBe(machine.config);
    expect(bare.implementations).toEqual(machine.implementations);
    expect(chartOf(bare)).not.toBe(chartOf(machine));
  });

  test('whose transitions leave nothing behind', () => {
    let [snapshot] = initialTransition(bare);
    for (let i = 0; i < 10; i++) [snapshot] = transition(bare, snapshot, { type: 'GO' });
    expect(snapshot.value).toBe('a');
    const isEmpty = (chart: StateMachine['chart']) =>
      chart.cells.every((cell) => cell?.candidates.size === 0 && cell.alone === undefined);
    expect(isEmpty(chartOf(bare))).toBe(true);
    const [first] = initialTransition(machine);
    transition(machine, first, { type: 'GO' });
    expect(isEmpty(chartOf(machine))).toBe(false);
  });
});

test('the parts of a collecting scope may be taken out of it', () => {
  const machine = createMachine({ id: 'm' });
  const effects: unknown[] = [];
  const { spawn, emit, defer, stopChild } = collectingScope(machine, undefined, effects as never);
  const child = spawn(machine, { id: 'c', src: 'child' });
  expect(child).toMatchObject({ id: 'c', sessionId: 'pure.c', src: 'child' });
  emit({ type: 'E' });
  defer(() => expect.unreachable());
  stopChild(child);
  expect(effects).toEqual([]);
});

function chartOf(machine: unknown): StateMachine['chart'] {
  return (machine as StateMachine).chart;
}
