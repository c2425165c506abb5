import type { EventObject } from '../protocol/event.ts';
import type { StateNode } from '../model/state-node.ts';
import type { MachineEvent } from './event.ts';

/** What the dialect and the guards tell the run that is at work. */
export interface RunAtWork {
  /** What the machine starts with. */
  readonly context: unknown;
  /** The library has sent the machine this event. */
  received(event: EventObject): void;
  /** The states that the microstep at hand leads to. */
  planned(next: { readonly nodes: readonly StateNode[] }): void;
  guardEvaluated(name: string, event: MachineEvent, result: boolean): void;
}

/** Machines step synchronously, so at any time at most one of them is at work. */
let atWork: RunAtWork | undefined;

export function runAtWork(): RunAtWork | undefined {
  return atWork;
}

/** @returns the run that was at work before, to be set again afterwards */
export function setAtWork(run: RunAtWork | undefined): RunAtWork | undefined {
  const before = atWork;
  atWork = run;
  return before;
}
