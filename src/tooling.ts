/** What hosts and tools need of the engine beside the public vocabulary. Names may change in any release. */
import type { AnyStateMachine } from './authoring/infer.ts';
import { StateMachine } from './authoring/machine.ts';

export type { StateMachine } from './authoring/machine.ts';
export type { Chart } from './compile/chart.ts';
export type { PersistedMachineSnapshot } from './engine/persist.ts';
export { collectingScope, initialTransition, transition } from './engine/pure.ts';
export { MachineSnapshot } from './engine/snapshot.ts';
export type { Dialect } from './model/dialect.ts';
export type { Invocation, StateNode, Transition } from './model/state-node.ts';
export { INIT, ROUTE } from './protocol/event.ts';

/**
 * The same machine on a chart of its own that keeps nothing, so that everything is computed anew.
 * For tests that hold the caches to their promise: they change no result.
 */
export function uncached<TMachine extends AnyStateMachine>(machine: TMachine): TMachine {
  const { config, implementations, chart } = machine as unknown as StateMachine;
  const fresh = new StateMachine(config, implementations, { dialect: chart.dialect });
  fresh.chart.cacheRoom = 0;
  return fresh as unknown as TMachine;
}
