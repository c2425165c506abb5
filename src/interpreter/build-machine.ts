import { createMachine } from './create-machine.ts';
import { toConfig } from './declared-config.ts';
import type { MachineNode } from './machine-node.ts';
import type { LogicMaps } from './roles.ts';
import type { State, StateOptions } from './state.ts';

/** A machine from states that were declared with `state()`, and functions. */
export function buildMachine({
  id,
  context,
  states,
  actions,
  guards,
  services,
  delays,
  ...root
}: MachineParts): MachineNode {
  const config = toConfig({ id, context, root, states });
  return createMachine(config, { logic: { actions, guards, services, delays } });
}

export interface MachineParts extends LogicMaps {
  readonly id: string;
  readonly context?: unknown;
  readonly states: Readonly<Record<string, State | StateOptions>>;
  /** Further keys of the config. */
  readonly [key: string]: unknown;
}
