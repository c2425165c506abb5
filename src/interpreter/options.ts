import { createActor, type Actor } from '../actors/actor.ts';
import type { InspectionEvent } from '../protocol/inspection.ts';
import type { Observer } from '../protocol/observer.ts';
import type { Clock, Logger } from '../protocol/ports.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { Plugin } from './plugin.ts';
import type { Run } from './run.ts';

export interface InterpreterOptions {
  /** Given to the machine at its start. */
  readonly input?: unknown;
  /** Where time comes from; the host's timers when absent. */
  readonly clock?: Clock | undefined;
  /** Where the action `log` writes. */
  readonly logger?: Logger | undefined;
  readonly plugins?: readonly Plugin[] | undefined;
  readonly inspect?: Observer<InspectionEvent> | ((event: InspectionEvent) => void) | undefined;
  /** @internal */
  readonly snapshot?: Snapshot<unknown>;
}

/** The root actor of a run. */
export function actorOf(run: Run, options: InterpreterOptions): Actor<Run> {
  const { input, clock, logger, inspect, snapshot } = options;
  return createActor(run, { input, clock, logger, inspect, snapshot } as object);
}
