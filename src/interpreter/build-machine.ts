import { toMachineNode } from './create-machine.ts';
import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';
import { toConfig } from './declared-config.ts';
import type { Event } from './event.ts';
import type { LooseTypes } from './infer.ts';
import type { LogicEvent } from './uses.ts';
import type { VariableOf } from './variable-of.ts';
import type { MachineNode } from './machine-node.ts';
import type { State, StateOptions } from './state.ts';

/** A machine from states that were declared with `state()`, and functions. */
export function buildMachine<TContext = Record<string, unknown>>({
  id,
  context,
  states,
  actions,
  guards,
  services,
  delays,
  root,
}: MachineParts<TContext>): MachineNode<LooseTypes<VariableOf<TContext>>> {
  const config = toConfig({ id, context, root, states });
  const logic = { actions, guards, services, delays };
  return toMachineNode(config, { logic }) as MachineNode<LooseTypes<VariableOf<TContext>>>;
}

/** What `buildMachine` puts together. */
export interface MachineParts<TContext> {
  readonly id: string;
  readonly context?: TContext;
  readonly states: Readonly<Record<string, State | StateOptions>>;
  /** Keys of the config that belong to no state: `on`, `entry`, `type: 'parallel'`, ... */
  readonly root?: object;
  readonly actions?: Readonly<
    Record<string, ActionFunction<NoInfer<VariableOf<TContext>>, LogicEvent>>
  >;
  readonly guards?: Readonly<
    Record<string, GuardFunction<NoInfer<VariableOf<TContext>>, LogicEvent>>
  >;
  readonly services?: Readonly<
    Record<string, ServiceFunction<NoInfer<VariableOf<TContext>>, Event> | MachineNode>
  >;
  readonly delays?: Readonly<Record<string, Delay<NoInfer<VariableOf<TContext>>>>>;
}
