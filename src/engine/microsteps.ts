import type { AnyActorScope } from '../protocol/logic.ts';
import type { Effect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import { initialSnapshot, nextSnapshot } from './machine-logic.ts';
import type { ExecutableMachine } from './machine.ts';
import type { MicrostepListener } from './macrostep.ts';
import { collectingScope } from './pure.ts';
import type { MachineSnapshot } from './snapshot.ts';

/** A snapshot on the way, and the effects that led to it. */
export type Microstep = [snapshot: MachineSnapshot, effects: Effect[]];

/** Every microstep that `event` leads to, one by one. */
export function getMicrosteps(
  machine: ExecutableMachine,
  snapshot: MachineSnapshot,
  event: EventObject,
): Microstep[] {
  return collect(machine, snapshot, (scope, listener) =>
    nextSnapshot(snapshot, event, scope, listener),
  );
}

/** Every microstep with which the machine starts. */
export function getInitialMicrosteps(machine: ExecutableMachine, input?: unknown): Microstep[] {
  return collect(machine, undefined, (scope, listener) =>
    initialSnapshot(machine, scope, input, listener),
  );
}

function collect(
  machine: ExecutableMachine,
  snapshot: MachineSnapshot | undefined,
  run: (scope: AnyActorScope, listener: MicrostepListener) => void,
): Microstep[] {
  const microsteps: Microstep[] = [];
  const effects: Effect[] = [];
  run(collectingScope(machine as never, snapshot as never, effects), (reached) => {
    microsteps.push([reached, effects.splice(0)]);
  });
  return microsteps;
}
