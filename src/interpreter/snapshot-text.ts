import type { Actor } from '../actors/actor.ts';
import type { ExecutableMachine } from '../engine/machine.ts';
import { StatechartError } from '../errors.ts';
import { isObject } from '../model/is-object.ts';
import { mapValues } from '../model/map-values.ts';
import type { AnyActorLogic } from '../protocol/logic.ts';
import type { Clock } from '../protocol/ports.ts';
import type { Snapshot } from '../protocol/snapshot.ts';

/** Raised when the text changes in a way that older readers do not understand. */
const VERSION = 1;
const FORMAT = 'detent.interpreter';

interface SnapshotFile {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly machine: string;
  readonly snapshot: PersistedTree;
}

interface PersistedTimer {
  readonly dueAt: number;
}

/** The persisted snapshot of an actor, with those of its children. */
type PersistedTree = Snapshot<unknown> & {
  readonly timers?: readonly PersistedTimer[];
  readonly children?: Readonly<Record<string, { readonly snapshot: PersistedTree }>>;
};

/** A run as JSON text. Timers are written with the time that is left to them. */
export function toText(actor: Actor<AnyActorLogic>, machine: ExecutableMachine): string {
  const persisted = actor.getPersistedSnapshot() as PersistedTree;
  const snapshot = shiftTimers(persisted, -nowMs(actor.clock));
  const file: SnapshotFile = { format: FORMAT, version: VERSION, machine: machine.id, snapshot };
  return JSON.stringify(file, (key, value: unknown) => writable(machine.id, key, value));
}

/**
 * What `toText` wrote, for an actor with this clock.
 * @throws StatechartError E501 when the text is corrupt, E502 when it is of another machine
 */
export function fromText(text: string, machineId: string, clock: Clock | undefined): PersistedTree {
  const file = parse(text, machineId);
  if (file?.format !== FORMAT || typeof file.snapshot !== 'object' || file.snapshot === null) {
    throw corrupt(machineId, 'this is no snapshot of an interpreter');
  }
  if (file.version !== VERSION) {
    throw corrupt(machineId, `the snapshot has version ${String(file.version)}, not ${VERSION}`);
  }
  if (file.machine !== machineId) {
    const message = `the snapshot belongs to machine "${file.machine}"`;
    throw new StatechartError('E502', machineId, message, 'Restore it with that machine');
  }
  if (file.snapshot.status === 'stopped') {
    throw corrupt(machineId, 'the snapshot was taken after the interpreter had been stopped');
  }
  return shiftTimers(file.snapshot, nowMs(clock));
}

function parse(text: string, machineId: string): SnapshotFile {
  try {
    return JSON.parse(text) as SnapshotFile;
  } catch (cause) {
    throw corrupt(machineId, `the snapshot is no JSON text (${(cause as Error).message})`, cause);
  }
}

function corrupt(machineId: string, message: string, cause?: unknown): StatechartError {
  const help = 'Restore what getSnapshot() gave';
  return new StatechartError('E501', machineId, message, help, { cause });
}

/** What is corrupt is passed on, for those who check it. */
function shiftTimers(tree: PersistedTree, byMs: number): PersistedTree {
  if (!isObject(tree)) return tree;
  const { timers, children } = tree;
  return {
    ...tree,
    ...(Array.isArray(timers) && { timers: timers.map((timer) => shiftTimer(timer, byMs)) }),
    ...(isObject(children) && {
      children: mapValues(children, (child) =>
        isObject(child) ? { ...child, snapshot: shiftTimers(child.snapshot, byMs) } : child,
      ),
    }),
  };
}

function shiftTimer(timer: PersistedTimer, byMs: number): PersistedTimer {
  return isObject(timer) ? { ...timer, dueAt: timer.dueAt + byMs } : timer;
}

function nowMs(clock: Clock | undefined): number {
  return clock?.now?.() ?? Date.now();
}

/** Errors are written by name and message; what JSON would lose without a word is refused. */
function writable(machineId: string, key: string, value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message };
  const isLost =
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    typeof value === 'bigint' ||
    (typeof value === 'number' && !Number.isFinite(value)) ||
    value instanceof RegExp ||
    value instanceof Map ||
    value instanceof Set;
  if (!isLost) return value;
  const kind = typeof value === 'object' ? value.constructor.name : typeof value;
  const what = typeof value === 'number' ? String(value) : `a ${kind}`;
  const help = 'Keep data in the context: objects, lists, strings, numbers, booleans, null';
  throw new StatechartError('E504', machineId, `"${key}" is ${what}`, help);
}
