import { isDeepStrictEqual } from 'node:util';
import * as detent from 'detent';
import * as xstate from 'xstate';
import { expect, test, vi } from 'vitest';
import { record } from './record.ts';
import { scenarios } from './scenarios.ts';

const nameOf = ({ name, exception }: (typeof scenarios)[number]) =>
  exception ? `${name} (except that ${exception.why})` : name;

test.each(scenarios.map((scenario) => [nameOf(scenario), scenario] as const))(
  'an inspector sees the same as in xstate: %s',
  async (_, scenario) => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const expected = await record(xstate, scenario);
    const { exception } = scenario;
    const changed = exception?.change(expected) ?? expected;
    expect(await record(detent, scenario)).toEqual(changed);
    // An exception that is none any more is to be taken out of the table.
    expect(isDeepStrictEqual(changed, expected)).toBe(exception === undefined);
  },
);

test('an inspector may come later, and go again', () => {
  for (const { createActor, createMachine } of [detent, xstate] as (typeof detent)[]) {
    const seen: string[] = [];
    const machine = createMachine({ on: { A: {} } });
    const actor = createActor(machine).start();
    const subscription = actor.system.inspect((event) => seen.push(event.type));
    actor.send({ type: 'A' });
    expect(seen).toEqual(['@xstate.event', '@xstate.microstep', '@xstate.snapshot']);
    subscription.unsubscribe();
    actor.send({ type: 'A' });
    expect(seen).toHaveLength(3);
  }
});

test('an inspector of a child is not asked', () => {
  const seen: unknown[] = [];
  const child = detent.createMachine({});
  const machine = detent.createMachine({
    context: ({ spawn }) => ({
      ref: spawn(child, { id: 'child', inspect: (event: unknown) => seen.push(event) } as never),
    }),
  });
  detent.createActor(machine).start();
  expect(seen).toEqual([]);
});
