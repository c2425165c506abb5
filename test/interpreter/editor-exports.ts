/** Configs as editors export them: small machines, each written in every way that editors know. */

type Json = Record<string, any>;

/** A machine that says what it means and nothing else. */
export interface Shape {
  readonly name: string;
  readonly config: Json;
  /** `+100` is time that goes by. */
  readonly events: readonly string[];
  /** Ids of the leaf states in which these events leave it. */
  readonly leaves: readonly string[];
}

export const shapes: readonly Shape[] = [
  {
    name: 'states in a row',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { NEXT: { target: 'b', actions: 'note' } } },
        b: { entry: 'note', exit: 'note', on: { NEXT: { target: 'c' } } },
        c: { type: 'final' },
      },
    },
    events: ['NEXT', 'NEXT'],
    leaves: ['m.c'],
  },
  {
    name: 'states within states',
    config: {
      id: 'm',
      initial: 'outer',
      states: {
        outer: {
          initial: 'a',
          states: { a: { on: { NEXT: { target: 'b' } } }, b: {} },
          on: { LEAVE: { target: 'other' } },
        },
        other: { on: { BACK: { target: 'outer.b' } } },
      },
    },
    events: ['NEXT', 'LEAVE', 'BACK'],
    leaves: ['m.outer.b'],
  },
  {
    name: 'states side by side',
    config: {
      id: 'm',
      type: 'parallel',
      states: {
        one: { initial: 'a', states: { a: { on: { NEXT: { target: 'b' } } }, b: {} } },
        two: { initial: 'c', states: { c: { on: { NEXT: { target: 'd' } } }, d: {} } },
      },
    },
    events: ['NEXT'],
    leaves: ['m.one.b', 'm.two.d'],
  },
  {
    name: 'history',
    config: {
      id: 'm',
      initial: 'work',
      states: {
        work: {
          initial: 'a',
          states: {
            a: { on: { NEXT: { target: 'b' } } },
            b: {},
            before: { type: 'history', history: 'shallow' },
          },
          on: { PAUSE: { target: 'paused' } },
        },
        paused: { on: { RESUME: { target: 'work.before' } } },
      },
    },
    events: ['NEXT', 'PAUSE', 'RESUME'],
    leaves: ['m.work.b'],
  },
  {
    name: 'guards',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          on: {
            NEXT: [
              { target: 'b', guard: 'never' },
              { target: 'c', guard: 'ever' },
            ],
          },
        },
        b: {},
        c: { always: { target: 'd', guard: 'ever' } },
        d: {},
      },
    },
    events: ['NEXT'],
    leaves: ['m.d'],
  },
  {
    name: 'delays',
    config: {
      id: 'm',
      initial: 'a',
      states: {
        a: { after: { 1000: { target: 'b' }, short: { actions: 'note' } } },
        b: { after: { short: { target: 'c' } } },
        c: {},
      },
    },
    events: ['+1000', '+100'],
    leaves: ['m.c'],
  },
  {
    name: 'services',
    config: {
      id: 'm',
      initial: 'idle',
      states: {
        idle: { on: { LOAD: { target: 'loading' } } },
        loading: {
          invoke: {
            src: 'load',
            id: 'loader',
            onDone: { target: 'checking', actions: 'note' },
            onError: { target: 'failed' },
          },
        },
        checking: { invoke: { src: 'fail', id: 'checker', onError: { target: 'failed' } } },
        failed: {},
      },
    },
    events: ['LOAD'],
    leaves: ['m.failed'],
  },
  {
    name: 'a state that is complete',
    config: {
      id: 'm',
      initial: 'job',
      context: { count: 0 },
      states: {
        job: {
          initial: 'doing',
          states: { doing: { on: { DONE: { target: 'over' } } }, over: { type: 'final' } },
          onDone: { target: 'rest', actions: 'note' },
        },
        rest: {},
      },
    },
    events: ['DONE'],
    leaves: ['m.rest'],
  },
];

/** What the names in the shapes stand for, those with blanks and dots included. */
export const logic: Json = {
  actions: { note: () => {}, 'Show a message': () => {}, 'inline:m#entry[0]': () => {} },
  guards: { ever: () => true, never: () => false },
  services: {
    load: () => 'loaded',
    fail: () => {
      throw new Error('not this time');
    },
  },
  delays: { short: 100 },
};

interface Place {
  state?(state: Json, isRoot: boolean): void;
  transition?(transition: Json): void;
  invoke?(invoke: Json): void;
}

const layout = { x: 12, y: -40.5, width: 200, height: 120 };

/** What editors add, and the other ways in which they write what is there. */
export const habits: Readonly<Record<string, Place>> = {
  'a schema and a version': {
    state(state, isRoot) {
      if (isRoot) Object.assign(state, { $schema: 'https://example.com/v5.json', version: '1.4' });
    },
  },
  'data for people and programs': {
    state: (state) => Object.assign(state, { meta: { owner: 'ops', '@x': [1, null] } }),
    transition: (transition) => Object.assign(transition, { meta: { cost: 3 } }),
    invoke: (invoke) => Object.assign(invoke, { meta: { slow: true } }),
  },
  descriptions: {
    state: (state) => Object.assign(state, { description: 'Where it is.\n\n- **now**' }),
    transition: (transition) => Object.assign(transition, { description: '' }),
    invoke: (invoke) => Object.assign(invoke, { description: 'Asks the server' }),
  },
  tags: {
    state(state, isRoot) {
      if (state['type'] !== 'history') state['tags'] = isRoot ? 'all' : ['busy', 'Two words'];
    },
  },
  'where things are drawn': {
    state(state, isRoot) {
      Object.assign(state, { layout, position: { x: 1, y: 2 }, color: '#ff0000', _id: 'a1' });
      if (isRoot) Object.assign(state, { viewport: { zoom: 0.5 }, '@editor': {}, 'x-grid': 8 });
    },
    transition: (transition) =>
      Object.assign(transition, { layout: { points: [[0, 1]] }, color: 'blue', _label: 'go' }),
    invoke: (invoke) => Object.assign(invoke, { layout, color: 'red', position: { x: 0 } }),
  },
  'types, as exported for TypeScript': {
    state(state, isRoot) {
      if (!isRoot) return;
      const types = { context: {}, events: {}, actions: {}, actors: {}, guards: {}, delays: {} };
      Object.assign(state, {
        types,
        tsTypes: {},
        schema: { context: {}, events: {} },
        schemas: {},
      });
    },
  },
  'switches of older versions': {
    state(state, isRoot) {
      if (!isRoot) return;
      const switches = { predictableActionArguments: true, preserveActionOrder: true };
      Object.assign(state, switches, { strict: false, delimiter: '.' });
    },
  },
  'actions as objects': {
    state(state) {
      if (state['type'] === 'history') return;
      state['entry'] = [{ type: 'Show a message', params: { text: 'hello', times: 2 } }];
      state['exit'] = { type: 'inline:m#entry[0]' };
    },
    transition(transition) {
      transition['actions'] = [{ type: 'note' }, { type: 'note', params: {} }];
    },
  },
  'guards as objects': {
    transition(transition) {
      const { guard = 'ever' } = transition as { guard?: string };
      transition['guard'] = { type: guard, params: { limit: 10 } };
    },
  },
  'a list for everything': {
    state(state) {
      for (const key of ['entry', 'exit', 'invoke', 'always', 'onDone']) {
        if (state[key] !== undefined) state[key] = [state[key]].flat();
      }
      for (const key of ['on', 'after']) {
        for (const [name, transitions] of Object.entries(state[key] ?? {})) {
          state[key][name] = [transitions].flat();
        }
      }
    },
    transition(transition) {
      if (transition['target'] !== undefined) transition['target'] = [transition['target']].flat();
      if (transition['actions'] !== undefined) {
        transition['actions'] = [transition['actions']].flat();
      }
    },
    invoke(invoke) {
      for (const key of ['onDone', 'onError']) {
        if (invoke[key] !== undefined) invoke[key] = [invoke[key]];
      }
    },
  },
  'what is empty, written out': {
    state(state, isRoot) {
      if (isRoot) state['context'] ??= {};
      if (state['type'] === 'history') return;
      const none = { on: {}, after: {}, always: [], invoke: [], entry: [], exit: [], tags: [] };
      for (const [key, value] of Object.entries(none)) state[key] ??= value;
      if (state['type'] !== 'final') state['states'] ??= {};
    },
    transition: (transition) => void (transition['actions'] ??= []),
    invoke: (invoke) => void (invoke['input'] ??= {}),
  },
  'kinds of states, written out': {
    state(state, isRoot) {
      const hasChildren = Object.keys(state['states'] ?? {}).length > 0;
      state['type'] ??= hasChildren ? 'compound' : 'atomic';
      if (!isRoot) state['order'] = 1;
    },
    transition: (transition) => void (transition['reenter'] = false),
    invoke: (invoke) => Object.assign(invoke, { type: 'actor', input: { userId: 1 } }),
  },
  'targets by id': {
    state(state) {
      const { initial } = state as { initial?: string };
      if (initial !== undefined) state['initial'] = { target: initial, actions: [] };
    },
  },
};

/** A copy of the config in which all that editors do in one way is done. */
export function written(config: Json, ...ways: readonly Place[]): Json {
  const copy = structuredClone(config);
  for (const way of ways) visitState(copy, way, true);
  return JSON.parse(JSON.stringify(copy)) as Json;
}

function visitState(state: Json, place: Place, isRoot: boolean): void {
  for (const child of Object.values<Json>(state['states'] ?? {})) visitState(child, place, false);
  for (const key of ['always', 'onDone']) visitTransitions(state[key], place);
  for (const key of ['on', 'after']) {
    for (const transitions of Object.values(state[key] ?? {})) visitTransitions(transitions, place);
  }
  for (const invoke of [state['invoke'] ?? []].flat() as Json[]) {
    for (const key of ['onDone', 'onError']) visitTransitions(invoke[key], place);
    place.invoke?.(invoke);
  }
  place.state?.(state, isRoot);
}

function visitTransitions(transitions: unknown, place: Place): void {
  for (const transition of [transitions ?? []].flat() as Json[]) place.transition?.(transition);
}
