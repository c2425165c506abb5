import {
  assign,
  cancel,
  emit,
  enqueueActions,
  log,
  raise,
  sendTo,
  spawnChild,
  stopChild,
} from '../engine/actions.ts';
import { overlay, type Implementations } from '../engine/machine.ts';
import type { MachineConfig } from '../model/config.ts';
import { StateMachine } from './machine.ts';
import { edgeChecks } from './schemas.ts';
import { ValidatedMachine } from './validated-machine.ts';

interface SetupConfig extends Partial<Implementations> {
  readonly schemas?: unknown;
  readonly validate?: unknown;
  readonly types?: unknown;
}

/** What the runtime of `setup` returns; its types are in `infer`. */
export interface UntypedSetup {
  createMachine(config: MachineConfig): StateMachine;
  createStateConfig<T>(config: T): T;
  createAction<T>(action: T): T;
  extend(more: SetupConfig): UntypedSetup;
  assign: typeof assign;
  sendTo: typeof sendTo;
  raise: typeof raise;
  log: typeof log;
  cancel: typeof cancel;
  stopChild: typeof stopChild;
  enqueueActions: typeof enqueueActions;
  emit: typeof emit;
  spawnChild: typeof spawnChild;
}

/**
 * Fixes types and implementations once, for the machines that are created from it.
 *
 * @throws StatechartError E101 when there is nothing to validate by
 */
export function setup(config: SetupConfig = {}): UntypedSetup {
  const { schemas, validate, actions, guards, actors, delays } = config;
  const checks = validate === undefined ? undefined : edgeChecks(schemas, validate);
  return {
    assign,
    sendTo,
    raise,
    log,
    cancel,
    stopChild,
    enqueueActions,
    emit,
    spawnChild,
    createStateConfig: (state) => state,
    createAction: (action) => action,
    createMachine(machine) {
      const merged = schemas === undefined ? machine : { ...machine, schemas };
      const implementations = defined({ actions, guards, actors, delays });
      return checks === undefined
        ? new StateMachine(merged, implementations)
        : new ValidatedMachine(merged, implementations, checks);
    },
    extend: (more) =>
      setup({
        ...config,
        ...overlay({ actions, guards, actors, delays }, more),
      }),
  };
}

/** The entries of `record` that have a value. */
function defined<T extends object>(record: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
