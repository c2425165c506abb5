import * as detent from 'detent';
import { assign, createMachine, fromCallback, fromPromise, fromTransition } from 'detent';
import {
  adjacencyMapToArray,
  createShortestPathsGen,
  createSimplePathsGen,
  getAdjacencyMap,
  getPathsFromEvents,
  getShortestPaths,
  getSimplePaths,
  joinPaths,
} from 'detent/graph';
import { describe, expect, test } from 'vitest';
import { SAMPLES, routesOf, type Library } from './samples.ts';

const library = detent as unknown as Library;
const diamond = SAMPLES['a diamond with a way back']!(library);
const counter = SAMPLES['a counter with bounds']!(library);

/** Counts up without end. */
const endless = createMachine({
  id: 'endless',
  context: { n: 0 },
  on: { INC: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
});

describe('getAdjacencyMap', () => {
  test('has each state that can be reached, with what its events lead to', () => {
    const map = getAdjacencyMap(
      createMachine({
        initial: 'off',
        states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off', STAY: {} } } },
      }),
    );
    expect(Object.keys(map)).toEqual(['{"value":"off"}', '{"value":"on"}']);
    const { state, transitions } = map['{"value":"on"}']!;
    expect(state.value).toBe('on');
    expect(Object.keys(transitions)).toEqual(['{"type":"TOGGLE"}']);
    expect(transitions['{"type":"TOGGLE"}']!.event).toEqual({ type: 'TOGGLE' });
    expect(transitions['{"type":"TOGGLE"}']!.state.value).toBe('off');
  });

  test('holds a state whose events lead nowhere', () => {
    const map = getAdjacencyMap(
      createMachine({ initial: 'end', states: { end: { type: 'final' } } }),
    );
    expect(Object.values(map).map(({ transitions }) => transitions)).toEqual([{}]);
  });

  test('keeps of events with the same text the last one', () => {
    const map = getAdjacencyMap(diamond, { serializeEvent: () => 'any' });
    const { transitions } = map['{"value":"a"}']!;
    expect(Object.values(transitions).map(({ event }) => event)).toEqual([{ type: 'AC' }]);
  });

  test('becomes a list', () => {
    const list = adjacencyMapToArray(getAdjacencyMap(diamond));
    expect(
      list.map(({ state, event, nextState }) =>
        [state.value, event.type, nextState.value].join(' '),
      ),
    ).toEqual(['a AB b', 'a AC c', 'b BC c', 'b BD d', 'c CB b', 'c CD d', 'd DA a', 'd DD d']);
  });
});

describe('getShortestPaths', () => {
  test('gives one path for each state, nearest first', () => {
    expect(routesOf(getShortestPaths(diamond))).toEqual([
      'a',
      'a -AB-> b',
      'a -AC-> c',
      'a -AB-> b -BD-> d',
    ]);
  });

  test('starts each path with the initial state, and counts events', () => {
    const path = getShortestPaths(diamond).at(-1)!;
    expect(path.weight).toBe(2);
    expect(path.steps.map(({ event }) => event)).toEqual([
      { type: 'xstate.init' },
      { type: 'AB' },
      { type: 'BD' },
    ]);
    expect(path.state).toBe(path.steps.at(-1)!.state);
  });

  test('tells states apart by value and context', () => {
    const ends = getShortestPaths(counter).map(
      ({ state, weight }) => `${state.value} ${state.context.n} after ${weight}`,
    );
    expect(ends).toEqual([
      'counting 0 after 0',
      'counting 1 after 1',
      'counting 2 after 2',
      'counting 3 after 3',
      'stopped 2 after 3',
      'stopped 3 after 4',
    ]);
  });

  test('replays exactly, also where the text of a state leaves something out', () => {
    const serializeState = ({ value, context }: any) => `${value} ${context.n % 2}`;
    for (const { steps } of getShortestPaths(counter, { serializeState })) {
      const events = steps.slice(1).map(({ event }) => event);
      const [replayed] = getPathsFromEvents(counter, events);
      expect(replayed!.steps.map(({ state }) => state.context)).toEqual(
        steps.map(({ state }) => state.context),
      );
    }
  });
});

describe('getSimplePaths', () => {
  test('gives every path that visits no state twice, by the state that it reaches', () => {
    expect(routesOf(getSimplePaths(diamond))).toEqual([
      'a',
      'a -AB-> b',
      'a -AC-> c -CB-> b',
      'a -AB-> b -BC-> c',
      'a -AC-> c',
      'a -AB-> b -BC-> c -CD-> d',
      'a -AB-> b -BD-> d',
      'a -AC-> c -CB-> b -BD-> d',
      'a -AC-> c -CD-> d',
    ]);
  });

  test('counts two events between the same states as two paths', () => {
    const events = [
      { type: 'AB', by: 1 },
      { type: 'AB', by: 2 },
    ];
    const paths = getSimplePaths(diamond, { events });
    expect(paths.map(({ steps }) => steps.map(({ event }) => event.by))).toEqual([
      [undefined],
      [undefined, 1],
      [undefined, 2],
    ]);
  });

  test('goes on through a wanted state when stopWhen says so', () => {
    const toState = (state: any) => state.matches('b') || state.matches('d');
    expect(routesOf(getSimplePaths(diamond, { toState }))).toEqual([
      'a -AB-> b',
      'a -AC-> c -CB-> b',
      'a -AC-> c -CD-> d',
    ]);
    expect(getSimplePaths(diamond, { toState, stopWhen: () => false })).toHaveLength(6);
  });

  test('walks long chains', () => {
    const paths = getSimplePaths(endless, { stopWhen: ({ context }) => context.n === 3000 });
    expect(paths).toHaveLength(3001);
    expect(paths.at(-1)!.weight).toBe(3000);
  });

  test('refuses to list more paths than memory holds', () => {
    const keys = Array.from({ length: 11 }, (_, i) => `s${i}`);
    const on = Object.fromEntries(keys.map((key) => [`TO_${key}`, `#${key}`]));
    const states = Object.fromEntries(keys.map((key) => [key, { id: key, on }]));
    const complete = createMachine({ id: 'complete', initial: 's0', states } as any);
    expect(() => getSimplePaths(complete, { toState: (s: any) => s.matches('s9') })).toThrow(
      /^E701 complete: more than 1000000 simple paths\. Ask for fewer/,
    );
  });
});

describe('getPathsFromEvents', () => {
  test('gives the one path along the events', () => {
    const paths = getPathsFromEvents(diamond, [{ type: 'AC' }, { type: 'CD' }]);
    expect(routesOf(paths)).toEqual(['a -AC-> c -CD-> d']);
    expect(paths[0]!.weight).toBe(2);
  });

  test('steps also by events that change nothing', () => {
    expect(routesOf(getPathsFromEvents(diamond, [{ type: 'NONE' }]))).toEqual(['a -NONE-> a']);
  });

  test('needs no exploration, so states may be without number', () => {
    const events = Array.from({ length: 50 }, () => ({ type: 'INC' as const }));
    expect(getPathsFromEvents(endless, events)[0]!.state.context).toEqual({ n: 50 });
  });

  test.each<[name: string, options: object, found: string[]]>([
    ['a wanted end', { toState: (s: any) => s.matches('d') }, ['a -AC-> c -CD-> d']],
    ['an end that is not wanted', { toState: (s: any) => s.matches('c') }, []],
    ['a state on the way that stops it', { stopWhen: (s: any) => s.matches('c') }, []],
    ['a last state that stops it', { stopWhen: (s: any) => s.matches('d') }, ['a -AC-> c -CD-> d']],
    ['a refused event', { filterEvents: (_: any, e: any) => e.type !== 'CD' }, []],
  ])('with %s', (_, options, found) => {
    expect(
      routesOf(getPathsFromEvents(diamond, [{ type: 'AC' }, { type: 'CD' }], options)),
    ).toEqual(found);
  });

  test('starts where fromState says', () => {
    const [head] = getPathsFromEvents(diamond, [{ type: 'AC' }]);
    const [tail] = getPathsFromEvents(diamond, [{ type: 'CD' }], { fromState: head!.state });
    expect(routesOf([tail])).toEqual(['c -CD-> d']);
  });

  test('keeps to the limit', () => {
    expect(() =>
      getPathsFromEvents(diamond, [{ type: 'AC' }, { type: 'CD' }], { limit: 1 }),
    ).toThrow(/^E701 diamond: more than 1 transitions/);
  });

  test('refuses what is no event', () => {
    expect(() => getPathsFromEvents(diamond, ['AC'] as any)).toThrow(/^E401 .*"AC"/);
  });
});

describe('joinPaths', () => {
  test('goes along both, the common state once', () => {
    for (const head of getShortestPaths(diamond)) {
      for (const tail of getSimplePaths(diamond, { fromState: head.state })) {
        const joined = joinPaths(head, tail);
        expect(joined.weight).toBe(head.weight + tail.weight);
        expect(joined.steps).toEqual([...head.steps, ...tail.steps.slice(1)]);
        expect(joined.state).toBe(tail.state);
      }
    }
  });

  test('takes equal states for the same one', () => {
    const [head] = getPathsFromEvents(diamond, [{ type: 'AC' }]);
    const fromState = diamond.resolveState({ value: 'c' });
    const [tail] = getPathsFromEvents(diamond, [{ type: 'CD' }], { fromState });
    expect(routesOf([joinPaths(head!, tail!)])).toEqual(['a -AC-> c -CD-> d']);
  });

  test('refuses a second path that starts elsewhere', () => {
    const [a, b] = getShortestPaths(diamond);
    expect(() => joinPaths(b!, a!)).toThrow(
      'E702 joinPaths: the first path ends in {"value":"b"}, the second starts in {"value":"a"}. ' +
        'Give the end of the first one as fromState of the second',
    );
    expect(() => joinPaths(b!, { ...a!, steps: [] })).toThrow('the second starts in no state');
  });
});

describe('the options', () => {
  const events = [{ type: 'INC' as const }];

  test('input is given to the logic', () => {
    const machine = createMachine({
      types: {} as { input: { n: number }; context: { n: number } },
      context: ({ input }) => ({ n: input.n }),
    });
    expect(getShortestPaths(machine, { input: { n: 7 } })[0]!.state.context).toEqual({ n: 7 });
    expect(Object.keys(getAdjacencyMap(machine, { input: { n: 8 } }))).toEqual([
      '{"value":{},"context":{"n":8}}',
    ]);
  });

  test('serializeState sees the event and the state before it', () => {
    const seen: string[] = [];
    getShortestPaths(diamond, {
      serializeState: (state, event, before) => {
        seen.push(`${before?.value}-${event?.type}-${state.value}`);
        return String(state.value);
      },
      stopWhen: (state) => !state.matches('a'),
    });
    expect(seen).toEqual(['undefined-undefined-a', 'a-AB-b', 'a-AC-c']);
  });

  test('serializeState is asked once for each transition', () => {
    let asked = 0;
    getSimplePaths(diamond, { serializeState: (s) => (asked++, String(s.value)) });
    expect(asked).toBe(1 + 8);
  });

  test('limit bounds the transitions, and its error names the way out', () => {
    expect(
      getShortestPaths(endless, { limit: 3, stopWhen: (s) => s.context.n === 3 }),
    ).toHaveLength(4);
    expect(() => getShortestPaths(endless, { limit: 3 })).toThrow(
      'E701 endless: more than 3 transitions, 4 states so far. Leave out of serializeState what ' +
        'tells no states apart, bound the states by filterEvents or stopWhen, or raise limit',
    );
    expect(() =>
      getAdjacencyMap(
        fromTransition((n: number) => n + 1, 0),
        { events, limit: 9 },
      ),
    ).toThrow(/^E701 logic: /);
  });

  test('what has no end is refused after a million transitions', { timeout: 120_000 }, () => {
    const counting = fromTransition((n: number) => n + 1, 0);
    expect(() => getShortestPaths(counting, { events })).toThrow(
      /^E701 logic: more than 1000000 transitions/,
    );
  });

  test('an undefined option is as none', () => {
    const none = {
      limit: undefined,
      events: undefined,
      serializeState: undefined,
      toState: undefined,
    };
    expect(routesOf(getShortestPaths(diamond, none))).toEqual(routesOf(getShortestPaths(diamond)));
    expect(routesOf(getSimplePaths(diamond, none))).toEqual(routesOf(getSimplePaths(diamond)));
    expect(routesOf(createShortestPathsGen<any, any, any>()(diamond, none))).toHaveLength(4);
    expect(routesOf(createSimplePathsGen<any, any, any>()(diamond, none))).toHaveLength(9);
  });
});

describe('what the machine throws on an event', () => {
  const machine = createMachine({
    types: {} as { context: { size: number }; events: { type: 'SET'; text: string } },
    initial: 'a',
    context: { size: 0 },
    states: {
      a: { on: { SET: { actions: assign({ size: ({ event }) => event.text.length }) } } },
    },
  });

  test('is thrown with the event, the state, and what may be missing', () => {
    const hint =
      /reading 'length'\)\n\nThrown on the event "SET" in state "a"\. If it needs a payload, give it in the option events$/;
    expect(() => getShortestPaths(machine)).toThrow(hint);
    expect(() => getShortestPaths(machine)).toThrow(TypeError);
    expect(() => getPathsFromEvents(machine, [{ type: 'SET' } as any])).toThrow(hint);
    expect(getShortestPaths(machine, { events: [{ type: 'SET', text: 'ab' }] })).toHaveLength(2);
  });

  test('errors of the library stay as they are', () => {
    const guarded = createMachine({
      id: 'm',
      on: { GO: { guard: 'unknown', actions: () => {} } },
    } as any);
    expect(() => getShortestPaths(guarded)).toThrow(/^E302 m: [^\n]*$/);
    const looping = createMachine({
      id: 'm',
      initial: 'a',
      context: { n: 0 },
      options: { maxIterations: 5 },
      states: {
        a: { on: { GO: 'b' } },
        b: { always: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
      },
    });
    expect(() => getShortestPaths(looping)).toThrow(/^E402 m: [^\n]*$/);
  });

  test('a start that fails is no state to explore', () => {
    const needy = createMachine({
      types: {} as { input: { user: { id: number } }; context: { id: number } },
      context: ({ input }) => ({ id: input.user.id }),
    });
    expect(() => getShortestPaths(needy)).toThrow(
      /\n\nThrown at the start\. If it needs input, give it in the option input$/,
    );
    expect(getShortestPaths(needy, { input: { user: { id: 1 } } })).toHaveLength(1);
  });
});

describe('logic that is no machine', () => {
  const wheel = fromTransition(
    (n: number, event: { type: 'up' } | { type: 'down' }) =>
      (n + (event.type === 'up' ? 1 : 3)) % 4,
    0,
  );

  test('is explored by the events given', () => {
    const paths = getShortestPaths(wheel, { events: [{ type: 'up' }, { type: 'down' }] });
    expect(routesOf(paths)).toEqual(['0', '0 -up-> 1', '0 -down-> 3', '0 -up-> 1 -up-> 2']);
    expect(Object.keys(getAdjacencyMap(wheel, { events: [{ type: 'up' }], limit: 4 }))).toEqual(
      [0, 1, 2, 3].map((context) => `{"status":"active","context":${context}}`),
    );
  });

  test('has one state when there are none', () => {
    expect(getShortestPaths(wheel)).toHaveLength(1);
    expect(getSimplePaths(fromPromise(async () => 1))).toHaveLength(1);
    expect(Object.keys(getAdjacencyMap(fromCallback(() => {})))).toEqual(['{"status":"active"}']);
  });
});
