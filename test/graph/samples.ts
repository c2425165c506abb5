/** Machines to explore, as configs that both libraries take. */

/** What the libraries offer to write machines with. */
export interface Library {
  readonly createMachine: (config: any, implementations?: any) => any;
  readonly assign: (assignment: any) => any;
  readonly raise: (event: any) => any;
  readonly fromPromise: (creator: any) => any;
  readonly fromTransition: (reducer: any, initial: any) => any;
}

/** The sample in which the libraries name states and events in another order. */
export const REGIONS = 'parallel regions';

export const SAMPLES: Readonly<Record<string, (library: Library) => any>> = {
  'a toggle': ({ createMachine }) =>
    createMachine({
      id: 'toggle',
      initial: 'off',
      states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
    }),

  'a diamond with a way back': ({ createMachine }) =>
    createMachine({
      id: 'diamond',
      initial: 'a',
      states: {
        a: { on: { AB: 'b', AC: 'c' } },
        b: { on: { BC: 'c', BD: 'd' } },
        c: { on: { CB: 'b', CD: 'd' } },
        d: { on: { DA: 'a', DD: 'd' } },
      },
    }),

  'a counter with bounds': ({ createMachine, assign }) =>
    createMachine({
      id: 'counter',
      initial: 'counting',
      context: { n: 0 },
      states: {
        counting: {
          on: {
            INC: {
              guard: ({ context }: any) => context.n < 3,
              actions: assign({ n: ({ context }: any) => context.n + 1 }),
            },
            RESET: { actions: assign({ n: 0 }) },
            STOP: { guard: ({ context }: any) => context.n > 1, target: 'stopped' },
          },
        },
        stopped: { type: 'final' },
      },
    }),

  [REGIONS]: ({ createMachine }) =>
    createMachine({
      id: 'player',
      initial: 'off',
      states: {
        off: { on: { POWER: 'on' } },
        on: {
          type: 'parallel',
          on: { POWER: 'off' },
          states: {
            sound: {
              initial: 'loud',
              states: { loud: { on: { MUTE: 'mute' } }, mute: { on: { MUTE: 'loud' } } },
            },
            picture: {
              initial: 'small',
              states: { small: { on: { ZOOM: 'large' } }, large: { on: { ZOOM: 'small' } } },
            },
          },
        },
      },
    }),

  'eventless transitions and raised events': ({ createMachine, assign, raise }) =>
    createMachine({
      id: 'gate',
      initial: 'closed',
      context: { coins: 0 },
      states: {
        closed: {
          on: { COIN: { actions: assign({ coins: ({ context }: any) => context.coins + 1 }) } },
          always: { guard: ({ context }: any) => context.coins >= 2, target: 'opening' },
        },
        opening: { entry: raise({ type: 'OPENED' }), on: { OPENED: 'open' } },
        open: { on: { PUSH: { target: 'closed', actions: assign({ coins: 0 }) } } },
      },
    }),

  'a delay and a deep hierarchy': ({ createMachine }) =>
    createMachine({
      id: 'light',
      initial: 'red',
      states: {
        red: {
          initial: 'walk',
          on: { FAULT: 'blinking' },
          states: { walk: { after: { 100: 'wait' } }, wait: { on: { GO: '#light.green' } } },
        },
        green: { after: { 200: 'red' }, on: { FAULT: { target: 'blinking' } } },
        blinking: { description: 'out of order' },
      },
    }),

  'an invocation that succeeds': ({ createMachine, fromPromise }) =>
    createMachine({
      id: 'loader',
      initial: 'loading',
      states: {
        loading: {
          invoke: { id: 'load', src: fromPromise(async () => 1), onDone: 'done' },
          on: { CANCEL: 'idle' },
        },
        idle: { on: { LOAD: 'loading' } },
        done: { type: 'final' },
      },
    }),

  'wildcards and forbidden events': ({ createMachine }) =>
    createMachine({
      id: 'wild',
      initial: 'a',
      states: {
        a: { on: { 'key.*': 'b', TO_C: 'c', NEVER: undefined, LOG: { actions: () => {} } } },
        b: { on: { BACK: [{ guard: () => false, target: 'c' }, { target: 'a' }] } },
        c: {},
      },
    }),

  'a reducer without events': ({ fromTransition }) =>
    fromTransition((count: number) => count + 1, 0),
};

/** Everything of paths that can be compared between libraries. */
export function outlineOf(paths: readonly any[]): unknown[] {
  return paths.map(({ state, steps, weight, description }) => ({
    end: look(state),
    weight,
    steps: steps.map((step: any) => [step.event, look(step.state)]),
    ...(description !== undefined && { description }),
  }));
}

/** `a -AB-> b -BD-> d` */
export function routesOf(paths: readonly any[]): string[] {
  return paths.map(({ steps }) =>
    steps
      .map(({ state, event }: any, i: number) =>
        i === 0 ? nameOf(state) : `-${event.type}-> ${nameOf(state)}`,
      )
      .join(' '),
  );
}

function look({ value, context, status }: any): unknown {
  return { value, context, status };
}

function nameOf({ value, context }: any): string {
  const shown = value ?? context;
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}
