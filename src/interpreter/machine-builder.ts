import { InvalidConfigError } from '../errors.ts';
import type { MachineConfig } from '../model/config.ts';
import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';
import { createMachine } from './create-machine.ts';
import { toConfig } from './declared-config.ts';
import type { MachineNode } from './machine-node.ts';
import { State, type StateOptions, type TransitionOptions } from './state.ts';

/** Puts a machine together step by step. */
export class MachineBuilder {
  readonly #id: string;
  #context: unknown;
  readonly #root: Record<string, unknown> = {};
  readonly #states: Record<string, State> = {};
  readonly #actions: Record<string, ActionFunction> = {};
  readonly #guards: Record<string, GuardFunction> = {};
  readonly #services: Record<string, ServiceFunction | MachineNode> = {};
  readonly #delays: Record<string, Delay> = {};

  constructor(id: string) {
    this.#id = id;
  }

  context(context: unknown): this {
    this.#context = context;
    return this;
  }

  /** A key of the machine itself: `on`, `entry`, `type`, `types`, `description`, ... */
  set(key: string, value: unknown): this {
    this.#root[key] = value;
    return this;
  }

  state(key: string, options: StateOptions = {}): this {
    this.#states[key] = new State(key, options);
    return this;
  }

  /**
   * A transition between states that were added before.
   * @param target undefined: only actions
   */
  transition(
    source: string,
    event: string,
    target?: string,
    options: Omit<TransitionOptions, 'event'> = {},
  ): this {
    const state = this.#states[source];
    if (!state) {
      const message = `a transition on "${event}" starts from "${source}", which is no state`;
      const help = `Add it first: .state("${source}")`;
      throw new InvalidConfigError(this.#id, [{ code: 'E201', at: this.#id, message, help }]);
    }
    if (target === undefined) state.internal(event, options);
    else state.to(target, { ...options, event });
    return this;
  }

  action(name: string, action: ActionFunction): this {
    this.#actions[name] = action;
    return this;
  }

  guard(name: string, guard: GuardFunction): this {
    this.#guards[name] = guard;
    return this;
  }

  service(name: string, service: ServiceFunction | MachineNode): this {
    this.#services[name] = service;
    return this;
  }

  delay(name: string, delay: Delay): this {
    this.#delays[name] = delay;
    return this;
  }

  /** The config as it would be written by hand. */
  toConfig(): MachineConfig {
    return toConfig({
      id: this.#id,
      context: this.#context,
      root: this.#root,
      states: this.#states,
    });
  }

  /**
   * The machine. Each call gives another one, and the builder can go on.
   * @throws InvalidConfigError, ImplementationMissingError as `createMachine` does
   */
  build(): MachineNode {
    const logic = {
      actions: { ...this.#actions },
      guards: { ...this.#guards },
      services: { ...this.#services },
      delays: { ...this.#delays },
    };
    return createMachine(this.toConfig(), { logic });
  }
}
