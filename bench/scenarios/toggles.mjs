import { statecharts } from './scenario.mjs';

/**
 * A machine of two states and one event, as each library has it.
 *
 * @typedef {object} Toggle
 * @property {() => any} create one that lives: an actor, a service, a store
 * @property {(made: any) => unknown} send makes it go to the other state
 * @property {(made: any) => string} valueOf
 * @property {(made: any, listener: () => void) => unknown} [subscribe]
 */

export const toggleConfig = {
  id: 'toggle',
  initial: 'a',
  states: { a: { on: { T: 'b' } }, b: { on: { T: 'a' } } },
};

const event = { type: 'T' };

/**
 * A scenario's libraries, for what can be done with any toggle.
 * @param {(toggle: Toggle) => import('./scenario.mjs').Subject} prepare
 * @param {readonly string[]} names which of them; all without it
 */
export const ofToggles = (prepare, names = Object.keys(toggles)) =>
  Object.fromEntries(
    Object.entries(toggles)
      .filter(([name]) => names.includes(name))
      .map(([name, toggle]) => [name, (/** @type {any} */ library) => prepare(toggle(library))]),
  );

/** @param {any} library @returns {Toggle} */
function toggleOfActors({ createActor, createMachine }) {
  const machine = createMachine(toggleConfig);
  return {
    create: () => createActor(machine).start(),
    send: (actor) => actor.send(event),
    valueOf: (actor) => actor.getSnapshot().value,
    subscribe: (actor, listener) => actor.subscribe(listener),
  };
}

/** @type {Readonly<Record<string, (library: any) => Toggle>>} */
const toggles = {
  ...statecharts(toggleOfActors),

  robot3({ createMachine, interpret, state, transition }) {
    const machine = createMachine({
      a: state(transition('T', 'b')),
      b: state(transition('T', 'a')),
    });
    return {
      create: () => interpret(machine, () => {}),
      send: (service) => service.send(event),
      valueOf: (service) => service.machine.current,
    };
  },

  '@xstate/fsm'({ createMachine, interpret }) {
    const machine = createMachine(toggleConfig);
    return {
      create: () => interpret(machine).start(),
      send: (service) => service.send(event),
      valueOf: (service) => service.state.value,
      subscribe: (service, listener) => service.subscribe(listener),
    };
  },

  '@xstate/store'({ createStore }) {
    const config = {
      context: { value: 'a' },
      on: {
        T: (/** @type {{ value: string }} */ { value }) => ({ value: value === 'a' ? 'b' : 'a' }),
      },
    };
    return {
      create: () => createStore(config),
      send: (store) => store.send(event),
      valueOf: (store) => store.getSnapshot().context.value,
      subscribe: (store, listener) => store.subscribe(listener),
    };
  },

  jssm({ Machine, make }) {
    const config = make(`a 'T' -> b; b 'T' -> a;`);
    return {
      create: () => new Machine(config),
      send: (machine) => machine.action('T'),
      valueOf: (machine) => machine.state(),
    };
  },

  'by hand': () => ({
    create: () => new HandWrittenToggle(),
    send: (toggle) => toggle.send(event),
    valueOf: (toggle) => toggle.state,
    subscribe: (toggle, listener) => toggle.listeners.push(listener),
  }),

  'by hand, immutable': () => ({
    create: () => new ImmutableToggle(),
    send: (toggle) => toggle.send(event),
    valueOf: (toggle) => toggle.snapshot.value,
  }),
};

class HandWrittenToggle {
  state = 'a';
  /** @type {(() => void)[]} */
  listeners = [];

  /** @param {{ type: string }} event */
  send(event) {
    switch (this.state) {
      case 'a':
        if (event.type === 'T') this.state = 'b';
        break;
      case 'b':
        if (event.type === 'T') this.state = 'a';
    }
    for (const listener of this.listeners) listener();
  }
}

class ImmutableToggle {
  /** @type {Record<string, Record<string, string>>} */
  static #table = { a: { T: 'b' }, b: { T: 'a' } };
  snapshot = { value: 'a', context: undefined };

  /** @param {{ type: string }} event */
  send(event) {
    const value = ImmutableToggle.#table[this.snapshot.value]?.[event.type];
    if (value !== undefined) this.snapshot = { value, context: this.snapshot.context };
  }
}
