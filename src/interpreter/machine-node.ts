import type { StateMachine } from '../authoring/machine.ts';
import { StatechartError, StateNotFoundError, didYouMean } from '../errors.ts';
import { findById } from '../model/target.ts';
import type { StateNode } from '../model/state-node.ts';

/** What is known of a machine at type level. */
export interface MachineTypes {
  context: unknown;
  /** The events it may be sent. */
  event: { type: string; payload: unknown };
}

/** A machine: a config with the logic that its names stand for. Interpreters run it. */
export class MachineNode<out TTypes extends MachineTypes = MachineTypes> {
  /** The config as it was written. */
  readonly config: unknown;
  /** @internal */ readonly engine: StateMachine;
  declare readonly '~types': TTypes;

  constructor(config: unknown, engine: StateMachine) {
    this.config = config;
    this.engine = engine;
  }

  get id(): string {
    return this.engine.id;
  }

  /** The states, with every default filled in. */
  get root(): StateNode {
    return this.engine.root;
  }

  get states(): Readonly<Record<string, StateNode>> {
    return this.engine.states;
  }

  /** Names of all events that the machine reacts to. */
  get events(): readonly string[] {
    return this.engine.events;
  }

  /**
   * @param id a full id such as `userLoader.loading`, with or without `#`
   * @throws StateNotFoundError E201 when there is none
   */
  getStateById(id: string): StateNode {
    const { ids } = this.engine.chart;
    const node = findById(id, ids);
    if (node) return node;
    const help = didYouMean(id, ids.keys());
    throw new StateNotFoundError('E201', this.id, `no state has the id "${id}"`, help);
  }
}

/** The context that a new interpreter of this machine works on: a deep copy of the config's. */
export function freshContext(machine: MachineNode, input: unknown): unknown {
  const { id, config } = checkMachine(machine);
  const { context } = config as { context?: unknown };
  if (typeof context === 'function') return context({ input });
  try {
    return structuredClone(context ?? {});
  } catch (cause) {
    const message = `holds what cannot be copied: ${(cause as Error).message.replace(/\.$/, '')}`;
    const help = 'Give a function that makes it: context: () => ({ ... })';
    throw new StatechartError('E101', `${id} context`, message, help, { cause });
  }
}

/** @throws StatechartError E101 when it is no machine that an interpreter can run */
function checkMachine(machine: unknown): MachineNode {
  if (machine instanceof MachineNode) return machine;
  const isOther = typeof machine === 'object' && machine !== null && 'config' in machine;
  const message = isOther
    ? 'the machine was not made by detent/interpreter, or by another copy of it'
    : `is ${machine === null ? 'null' : `of type ${typeof machine}`}, expected a machine`;
  const help = "Give what createMachine of 'detent/interpreter' returns";
  throw new StatechartError('E101', 'interpreter', message, help);
}
