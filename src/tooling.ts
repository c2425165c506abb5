/** What hosts and tools need of the engine beside the public vocabulary. Names may change in any release. */
import { StateMachine } from './authoring/machine.ts';

export type { StateMachine } from './authoring/machine.ts';
export type { Chart } from './compile/chart.ts';
export type { PersistedMachineSnapshot } from './engine/persist.ts';
export { collectingScope, initialTransition, transition } from './engine/pure.ts';
export { MachineSnapshot } from './engine/snapshot.ts';
export type { Dialect } from './model/dialect.ts';
export type { Invocation, StateNode, Transition } from './model/state-node.ts';
export type { Effect } from './protocol/effect.ts';
export type { EventObject } from './protocol/event.ts';
export { INIT, ROUTE } from './protocol/event.ts';
export type {
  InspectedActionEvent,
  InspectedActorEvent,
  InspectedEventEvent,
  InspectedMicrostepEvent,
  InspectedRetryEvent,
  InspectedSnapshotEvent,
  InspectedTransitionEvent,
  InspectionEvent,
} from './protocol/inspection.ts';
export type { ActorLogic, AnyActorLogic } from './protocol/logic.ts';
export type { Snapshot } from './protocol/snapshot.ts';

/**
 * The same machine on a chart of its own that keeps nothing, so that everything is computed anew.
 * For tests that hold the caches to their promise: they change no result.
 */
export function uncached(machine: StateMachine): StateMachine {
  const { config, implementations, chart } = machine;
  const fresh = new StateMachine(config, implementations, { dialect: chart.dialect });
  fresh.chart.cacheRoom = 0;
  return fresh;
}
