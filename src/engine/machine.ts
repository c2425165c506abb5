import type { Chart } from '../compile/chart.ts';
import type { ActionRef, GuardRef, MachineOptions } from '../model/config.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { mapValues } from '../model/map-values.ts';

/** What the names of a config stand for. */
export interface Implementations {
  readonly actions: Readonly<Record<string, ActionRef>>;
  readonly guards: Readonly<Record<string, GuardRef>>;
  readonly actors: Readonly<Record<string, unknown>>;
  readonly delays: Readonly<Record<string, unknown>>;
}

/** Implementations of which those of `above` win, name by name. */
export function overlay(
  below: { readonly [K in keyof Implementations]: Implementations[K] | undefined },
  above: Partial<Implementations>,
): Implementations {
  return mapValues(below, (each, kind) => ({
    ...each,
    ...above[kind as keyof Implementations],
  })) as unknown as Implementations;
}

/** A chart with what its names stand for: all that the engine needs of a machine. */
export interface ExecutableMachine {
  readonly id: string;
  readonly version: string | undefined;
  readonly chart: Chart;
  readonly implementations: Implementations;
  /** A value, or a function of `{ input, spawn, self }`. */
  readonly initialContext: unknown;
  readonly options: MachineOptions;
  /** Microsteps that one macrostep may take. */
  readonly maxIterations: number;
  /** Its implementations were found to be complete. */
  isChecked: boolean;
  /** The snapshot that every actor of it starts with, where that is the same for all of them. */
  untouched: Snapshot<unknown> | undefined;
  /** An actor was made of it, and what it lacks was told. */
  hasWarned: boolean;
}
