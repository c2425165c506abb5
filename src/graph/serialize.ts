import { StatechartError, type EventObject, type Snapshot } from '../index.ts';
import { MachineSnapshot } from '../tooling.ts';

type Brand<T, TTag extends string> = T & { __tag: TTag };

/** A state as text: equal text, equal state. */
export type SerializedSnapshot = Brand<string, 'state'>;
/** An event as text: equal text, equal event. */
export type SerializedEvent = Brand<string, 'event'>;

/**
 * A machine's snapshot as text: its value and, unless it is empty, its context. What history
 * states would lead back to is part of it once there is any, and so is a failure.
 * @throws StatechartError E703 when the context contains itself
 */
export function serializeSnapshot(snapshot: Snapshot<unknown>): SerializedSnapshot {
  const { value, context, historyValue, status } = snapshot as Partial<MachineSnapshot>;
  const state = {
    value,
    context: isEmpty(context) ? undefined : context,
    historyValue: isEmpty(historyValue) ? undefined : historyIds(historyValue!),
    status: status === 'error' ? status : undefined,
  };
  return toText(state, 'serializeState') as SerializedSnapshot;
}

/** The text by which states are told apart unless an option says otherwise. */
export function serializeState(snapshot: Snapshot<unknown>): string {
  return snapshot instanceof MachineSnapshot
    ? serializeSnapshot(snapshot)
    : toText(snapshot, 'serializeState');
}

/** The text by which events are told apart unless an option says otherwise. */
export function serializeEvent(event: EventObject): string {
  return toText(event, 'serializeEvent');
}

/**
 * JSON that also tells errors, maps, sets and big integers apart.
 * @param option what a user may give where this fails
 * @throws StatechartError E703 when the value contains itself
 */
export function toText(value: unknown, option: 'serializeState' | 'serializeEvent'): string {
  try {
    // A replacer makes JSON several times as slow, and few values need it.
    return JSON.stringify(value, isPlain(value) ? undefined : writeOut);
  } catch (error) {
    const [message] = String((error as Error).message).split('\n');
    throw new StatechartError('E703', option, `${message}`, `Give the option ${option}`, {
      cause: error,
    });
  }
}

export function isEmpty(value: unknown): boolean {
  for (const _key in value as object) return false;
  return true;
}

function historyIds(historyValue: MachineSnapshot['historyValue']): Record<string, string[]> {
  const ids: Record<string, string[]> = {};
  for (const [history, nodes] of Object.entries(historyValue)) {
    ids[history] = nodes.map((node) => node.id);
  }
  return ids;
}

/** Whether JSON shows all of a value. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'bigint') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (value instanceof Error || value instanceof Map || value instanceof Set) return false;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return true;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

function writeOut(_key: string, value: unknown): unknown {
  if (value instanceof Error) return String(value);
  if (value instanceof Map || value instanceof Set) return [...value];
  if (typeof value === 'bigint') return `${value}n`;
  return value;
}
