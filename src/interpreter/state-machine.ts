import type { MachineConfig } from '../model/config.ts';
import { toMachineNode } from './create-machine.ts';
import { toConfig } from './declared-config.ts';
import type { LooseTypes } from './infer.ts';
import type { MembersFor, NamesWithoutMember } from './logic-of.ts';
import type { VariableOf } from './variable-of.ts';
import { hideMembersOf, type LogicSources } from './logic.ts';
import type { MachineNode } from './machine-node.ts';
import { State } from './state.ts';

/** A class that declares a machine. */
export interface MachineClass {
  new (): StateMachine;
  readonly machineId: string;
  readonly initialContext?: unknown;
  /** Keys of the config that belong to no state: `on`, `entry`, `type: 'parallel'`, `types`, ... */
  readonly root?: object;
}

type ContextOfClass<TClass> = TClass extends { readonly initialContext: infer TContext }
  ? VariableOf<TContext>
  : Record<string, unknown>;

type ClassWith<TMembers> = new () => StateMachine & TMembers;

type SourcesOf<TClass extends MachineClass> = [NamesWithoutMember<InstanceType<TClass>>] extends [
  never,
]
  ? [sources?: LogicSources]
  : [sources: LogicSources & { readonly for?: NamesWithoutMember<InstanceType<TClass>>[] }];

/**
 * A machine as a class: fields made with `state()` are its states, methods its logic.
 *
 * ```ts
 * class Toggle extends StateMachine {
 *   static machineId = 'toggle';
 *   off = state({ initial: true });
 *   on = state();
 *   press = this.off.to(this.on, { event: 'PRESS' });
 * }
 * const machine = Toggle.createMachine();
 * ```
 */
// oxlint-disable-next-line typescript/no-extraneous-class -- what it has, subclasses declare
export abstract class StateMachine {
  /** The config that the class stands for. */
  static toConfig(this: MachineClass): MachineConfig {
    return configOf(this, new this());
  }

  /**
   * The machine. Its methods stand for the names that its states use.
   * @param sources further logic; needed when states name services or guards that are no members
   * @throws InvalidConfigError, ImplementationMissingError as `createMachine` does
   */
  static createMachine<TClass extends MachineClass>(
    this: TClass & ClassWith<MembersFor<InstanceType<TClass>, ContextOfClass<TClass>>>,
    ...[sources]: SourcesOf<TClass>
  ): MachineNode<LooseTypes<ContextOfClass<TClass>>> {
    const logic = new this();
    return toMachineNode(configOf(this, logic), { logic, ...sources }) as MachineNode<
      LooseTypes<ContextOfClass<TClass>>
    >;
  }
}

hideMembersOf(StateMachine);

function configOf(
  { machineId, initialContext, root }: MachineClass,
  declared: StateMachine,
): MachineConfig {
  const states = Object.fromEntries(
    Object.entries(declared).filter(([, field]) => field instanceof State),
  ) as Record<string, State>;
  return toConfig({ id: machineId, context: initialContext, root, states });
}
