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
export { buildMachine } from './build-machine.ts';
export { createMachine } from './create-machine.ts';
export { AfterEvent, DoneEvent, Event } from './event.ts';
export { Interpreter } from './interpreter.ts';
export { LoggingInspector } from './logging-inspector.ts';
export { MachineBuilder } from './machine-builder.ts';
export { MachineLogic } from './machine-logic.ts';
export { MachineNode } from './machine-node.ts';
export { MetricsPlugin } from './metrics-plugin.ts';
export { OpenTelemetryPlugin } from './open-telemetry-plugin.ts';
export { PluginBase } from './plugin.ts';
export { action, delay, guard, service } from './roles.ts';
export { StateMachine } from './state-machine.ts';
export { State, state } from './state.ts';
export { SyncInterpreter } from './sync-interpreter.ts';
export type { MachineConfig } from '../model/config.ts';
export type {
  ActionDefinition,
  ActionFunction,
  Delay,
  GuardFunction,
  InterpreterApi,
  InterpreterStatus,
  ServiceFunction,
} from './api.ts';
export type { MachineParts } from './build-machine.ts';
export type { MachineEvent, Payload, Sendable } from './event.ts';
export type { AnyMachine, ContextOf, EventOf, LooseTypes, ResultOf, TypesOf } from './infer.ts';
export type { InterpreterSnapshot } from './interpreter-base.ts';
export type { LogicSources } from './logic.ts';
export type { ActionOf, GuardOf, LogicMapsOf, LogicMethods, ServiceOf } from './logic-of.ts';
export type { LineLogger } from './logging-inspector.ts';
export type { MachineTypes } from './machine-node.ts';
export type { TelemetrySpan, Tracer } from './open-telemetry-plugin.ts';
export type { InterpreterOptions } from './options.ts';
export type { Plugin, ServiceInvocation, TakenTransition } from './plugin.ts';
export type { StateOptions, TransitionDeclaration, TransitionOptions } from './state.ts';
export type { LogicEvent } from './uses.ts';
