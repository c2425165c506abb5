import { assign, createMachine, fromTransition } from 'detent';
import {
  getAdjacencyMap,
  getPathsFromEvents,
  getShortestPaths,
  serializeSnapshot,
} from 'detent/graph';
import { describe, expect, test } from 'vitest';
import { routesOf } from './samples.ts';

describe('serializeSnapshot', () => {
  const machine = createMachine({
    types: {} as { context: Record<string, unknown> },
    context: {},
    initial: 'a',
    states: { a: {}, b: { initial: 'c', states: { c: {} } } },
  });
  const around: Record<string, unknown> = {};
  around['self'] = around;

  test.each<[name: string, context: Record<string, unknown>, text: string]>([
    ['a value alone', {}, '{"value":"a"}'],
    ['value and context', { n: 1, list: ['x'] }, '{"value":"a","context":{"n":1,"list":["x"]}}'],
    ['nothing of a function', { fn: () => {}, n: 1 }, '{"value":"a","context":{"n":1}}'],
    ['a date', { at: new Date(0) }, '{"value":"a","context":{"at":"1970-01-01T00:00:00.000Z"}}'],
    [
      'an error',
      { error: new TypeError('no') },
      '{"value":"a","context":{"error":"TypeError: no"}}',
    ],
    ['a map', { map: new Map([['k', 1]]) }, '{"value":"a","context":{"map":[["k",1]]}}'],
    ['a set', { deep: { set: new Set([1, 2]) } }, '{"value":"a","context":{"deep":{"set":[1,2]}}}'],
    ['a big integer', { big: 12n }, '{"value":"a","context":{"big":"12n"}}'],
  ])('writes %s', (_, context, text) => {
    expect(serializeSnapshot(machine.resolveState({ value: 'a', context }))).toBe(text);
  });

  test('writes nested values', () => {
    expect(serializeSnapshot(machine.resolveState({ value: { b: 'c' } }))).toBe(
      '{"value":{"b":"c"}}',
    );
  });

  test('refuses a context that contains itself', () => {
    const snapshot = machine.resolveState({ value: 'a', context: around });
    expect(() => serializeSnapshot(snapshot)).toThrow(
      /^E703 serializeState: .*\. Give the option serializeState$/,
    );
    expect(() => getShortestPaths(machine, { fromState: snapshot })).toThrow(/^E703/);
    expect(
      getShortestPaths(machine, { fromState: snapshot, serializeState: ({ value }) => `${value}` }),
    ).toHaveLength(1);
  });

  test('refuses an event that contains itself', () => {
    const event = { type: 'E', payload: around };
    const logic = fromTransition((n: number, { type }: typeof event) => (type ? n : -1), 0);
    expect(() => getAdjacencyMap(logic, { events: [event] })).toThrow(
      /^E703 serializeEvent: .*\. Give the option serializeEvent$/,
    );
    expect(getShortestPaths(logic, { events: [event] })).toHaveLength(1);
  });
});

test('what a history state leads back to tells states apart', () => {
  const machine = createMachine({
    id: 'tv',
    initial: 'on',
    states: {
      on: {
        initial: 'one',
        on: { POWER: 'off' },
        states: {
          one: { on: { NEXT: 'two' } },
          two: { on: { NEXT: 'one' } },
          last: { type: 'history' },
        },
      },
      off: { on: { POWER: '#tv.on.last' } },
    },
  });
  const paths = getShortestPaths(machine);
  expect(paths.map(({ state }) => serializeSnapshot(state))).toEqual([
    '{"value":{"on":"one"}}',
    '{"value":"off","historyValue":{"tv.on.last":["tv.on.one"]}}',
    '{"value":{"on":"two"}}',
    '{"value":{"on":"one"},"historyValue":{"tv.on.last":["tv.on.one"]}}',
    '{"value":"off","historyValue":{"tv.on.last":["tv.on.two"]}}',
    '{"value":{"on":"two"},"historyValue":{"tv.on.last":["tv.on.one"]}}',
    '{"value":{"on":"two"},"historyValue":{"tv.on.last":["tv.on.two"]}}',
    '{"value":{"on":"one"},"historyValue":{"tv.on.last":["tv.on.two"]}}',
  ]);
  for (const path of paths) {
    const events = path.steps.slice(1).map(({ event }) => event);
    expect(routesOf(getPathsFromEvents(machine, events))).toEqual(routesOf([path]));
  }
});

test('errors in events are told apart by their messages', () => {
  const machine = createMachine({
    types: {} as { context: { problem: unknown }; events: { type: 'FAIL'; error: Error } },
    context: { problem: undefined },
    on: { FAIL: { actions: assign({ problem: ({ event }) => event.error }) } },
  });
  const events = ['a', 'b'].map((message) => ({
    type: 'FAIL' as const,
    error: new Error(message),
  }));
  const map = getAdjacencyMap(machine, { events });
  expect(Object.keys(map)).toHaveLength(3);
  expect(Object.keys(Object.values(map)[0]!.transitions)).toEqual([
    '{"type":"FAIL","error":"Error: a"}',
    '{"type":"FAIL","error":"Error: b"}',
  ]);
});
