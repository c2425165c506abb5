import { createMachine, Interpreter, SimulatedClock, SyncInterpreter } from 'detent/interpreter';
import { describe, expect, test, vi } from 'vitest';
import { habits, logic, shapes, written, type Shape } from './editor-exports.ts';

const ways = Object.entries(habits);
const exported = shapes.flatMap((shape) =>
  ways.map(([habit, way]) => ({ shape, habit, config: written(shape.config, way) })),
);

test('there are as many exports as were looked at', () => {
  expect(new Set(exported.map(({ config }) => JSON.stringify(config))).size).toBe(104);
});

describe('an export of an editor loads without complaint, and means the same', () => {
  test.each(exported)('$shape.name with $habit', async ({ shape, config }) => {
    await expectToLoad(config, shape);
  });

  test.each(shapes)('$name with all of that at once', async (shape) => {
    await expectToLoad(written(shape.config, ...ways.map(([, way]) => way)), shape);
  });
});

async function expectToLoad(config: object, { events, leaves }: Shape): Promise<void> {
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  const before = structuredClone(config);
  const machine = createMachine(config as never, { logic: logic as never }) as never;

  const clock = new SimulatedClock();
  const sync = new SyncInterpreter<any>(machine, { clock }).start();
  for (const event of events) {
    if (event.startsWith('+')) clock.increment(Number(event));
    else sync.send(event);
  }
  expect([...sync.activeStateIds]).toEqual(leaves);

  const laterClock = new SimulatedClock();
  const async = await new Interpreter<any>(machine, { clock: laterClock }).start();
  for (const event of events) {
    if (event.startsWith('+')) laterClock.increment(Number(event));
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    else await async.send(event);
  }
  await async.settled();
  expect([...async.activeStateIds]).toEqual(leaves);

  expect(config).toEqual(before);
  for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
}

describe('what nobody exports is refused, with a guess at what was meant', () => {
  const inState = (state: object) => ({ id: 'm', initial: 'a', states: { a: state, b: {} } });
  test.each<[string, object, string]>([
    [
      'of the machine',
      { ...inState({}), contxt: {} },
      'm: unknown key "contxt". Did you mean "context"?',
    ],
    ['of a state', inState({ entyr: 'note' }), 'm.a: unknown key "entyr". Did you mean "entry"?'],
    [
      'of a transition',
      inState({ on: { GO: { target: 'b', action: 'note' } } }),
      'm.a on.GO: unknown key "action". Did you mean "actions"?',
    ],
    [
      'of an invocation',
      inState({ invoke: { src: 'load', onDnoe: 'b' } }),
      'm.a invoke: unknown key "onDnoe". Did you mean "onDone"?',
    ],
    [
      'of XState 4: cond',
      inState({ on: { GO: { target: 'b', cond: 'ever' } } }),
      'm.a on.GO: unknown key "cond". Did you mean "guard"?',
    ],
    [
      'of XState 4: internal',
      inState({ on: { GO: { target: 'b', internal: true } } }),
      'm.a on.GO: unknown key "internal". Did you mean "reenter"?',
    ],
    [
      'of XState 4: onEntry',
      inState({ onEntry: 'note' }),
      'm.a: unknown key "onEntry". Did you mean "entry"?',
    ],
    [
      'of XState 4: activities',
      inState({ activities: ['beep'] }),
      'm.a: unknown key "activities". Did you mean "invoke"?',
    ],
    ['where a layout stands', inState({ layuot: {} }), 'm.a: unknown key "layuot".'],
  ])('%s', (_where, config, message) => {
    expect(() => createMachine(config as never, { logic: logic as never })).toThrow(message);
  });
});
