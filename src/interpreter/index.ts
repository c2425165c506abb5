/** JSON machines, logic classes, synchronous and asynchronous interpreters, plugins. */
export { SimulatedClock } from '../actors/simulated-clock.ts';
export {
  ActorSpawningError,
  ImplementationMissingError,
  InvalidConfigError,
  NotSupportedError,
  StateNotFoundError,
  StatechartError,
} from '../errors.ts';
export { createMachine } from './create-machine.ts';
export { AfterEvent, DoneEvent, Event } from './event.ts';
export { Interpreter } from './interpreter.ts';
export { MachineLogic } from './machine-logic.ts';
export { MachineNode } from './machine-node.ts';
export { PluginBase } from './plugin.ts';
export { action, delay, guard, service } from './roles.ts';
export { SyncInterpreter } from './sync-interpreter.ts';
