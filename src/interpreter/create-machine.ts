import { StateMachine } from '../authoring/machine.ts';
import type { Implementations } from '../engine/machine.ts';
import { ActorSpawningError, InvalidConfigError } from '../errors.ts';
import type { ActionRef, MachineConfig } from '../model/config.ts';
import { mapValues } from '../model/map-values.ts';
import type { Delay, ServiceFunction } from './api.ts';
import { childLogic } from './child.ts';
import { INTERPRETER_DIALECT } from './dialect.ts';
import { adaptGuard, toEngineConfig, toEngineGuard } from './engine-config.ts';
import { toMachineEvent } from './event.ts';
import type { CheckedConfig, TypesOf } from './infer.ts';
import type { Demands, Later, SourcesOf, WithoutNeeds } from './logic-of.ts';
import { findLogic, type LogicSources } from './logic.ts';
import { MachineNode, type MachineTypes } from './machine-node.ts';
import { ServiceLogic } from './service.ts';

/**
 * A machine from a config and from what its names stand for.
 *
 * @throws InvalidConfigError with every fault of the config
 * @throws ImplementationMissingError naming each guard, service and delay without implementation
 */
export function createMachine<const TConfig extends object, TSources extends LogicSources>(
  config: TConfig & CheckedConfig<TConfig>,
  sources: TSources & SourcesOf<Later<TConfig>> & Demands<Later<TConfig>, TSources>,
): MachineNode<TypesOf<TConfig>>;
export function createMachine<const TConfig extends object>(
  config: TConfig & CheckedConfig<TConfig> & WithoutNeeds<TConfig>,
): MachineNode<TypesOf<TConfig>>;
export function createMachine(config: object, sources: LogicSources = {}): MachineNode {
  return toMachineNode(config, sources);
}

/** The same without types. */
export function toMachineNode(config: object, sources: LogicSources = {}): MachineNode {
  if (typeof config !== 'object' || config === null) {
    const message = `is ${String(config)}, expected the config of a machine`;
    const help = 'Give an object: { id, initial, states }';
    throw new InvalidConfigError('machine', [{ code: 'E101', at: 'machine', message, help }]);
  }
  const { id, options } = config as { id?: unknown; options?: { strict?: boolean } };
  const strict = options?.strict === true;
  const machineId = typeof id === 'string' ? id : '(machine)';
  const engineConfig = toEngineConfig(config, machineId);
  const chartOnly = new StateMachine(
    engineConfig.config as MachineConfig,
    {},
    { dialect: INTERPRETER_DIALECT },
  );
  const found = findLogic({ id: machineId, strict }, engineConfig.uses, sources);
  const { inlineServices } = engineConfig;
  const implementations: Implementations = {
    actions: found.action as Record<string, ActionRef>,
    guards: mapValues(found.guard, (guard, name) =>
      typeof guard === 'function' && !('check' in guard)
        ? adaptGuard(name, guard as never)
        : toEngineGuard(guard),
    ),
    actors: mapValues({ ...inlineServices, ...found.service }, (service, name) =>
      toActorLogic(service, machineId, name),
    ),
    delays: mapValues(found.delay, (delay) => toEngineDelay(delay as Delay)),
  };
  return new MachineNode<MachineTypes>(config, chartOnly.provide(implementations));
}

function toActorLogic(service: unknown, machineId: string, name: string): unknown {
  if (service instanceof MachineNode) return childLogic(service);
  if (typeof service === 'function') return new ServiceLogic(service as ServiceFunction);
  if (isActorLogic(service)) return service;
  throw new ActorSpawningError(
    'E411',
    machineId,
    `service "${name}" is neither a function nor a machine`,
    'Give a function (interpreter, context, event), a machine, or actor logic',
  );
}

function isActorLogic(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { transition?: unknown }).transition === 'function' &&
    typeof (value as { getInitialSnapshot?: unknown }).getInitialSnapshot === 'function'
  );
}

function toEngineDelay(delay: Delay): unknown {
  if (typeof delay === 'number') return delay;
  return ({ context, event }: { context: unknown; event: never }) =>
    delay(context, toMachineEvent(event));
}
