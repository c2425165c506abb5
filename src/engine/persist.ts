import type { Chart } from '../compile/chart.ts';
import type { StateValue } from '../compile/configuration.ts';
import { initialPlan, type HistoryValue } from '../compile/plan.ts';
import { StatechartError } from '../errors.ts';
import { setOwn } from '../model/set-own.ts';
import { isDescendant, type StateNode } from '../model/state-node.ts';
import { findById } from '../model/target.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { INIT } from '../protocol/event.ts';
import type { AnyActorLogic, AnyActorScope } from '../protocol/logic.ts';
import { SNAPSHOT_STATUSES, type Snapshot, type SnapshotStatus } from '../protocol/snapshot.ts';
import { checkImplementations } from './check-implementations.ts';
import { Children } from './children.ts';
import { findLogic, supervisionOf } from './invoke.ts';
import type { ExecutableMachine } from './machine.ts';
import { resolveValue } from './resolve-value.ts';
import { MachineSnapshot } from './snapshot.ts';

/** A machine's snapshot as plain data. */
export interface PersistedMachineSnapshot {
  status: SnapshotStatus;
  output: unknown;
  error: unknown;
  value: StateValue;
  context: unknown;
  historyValue: Record<string, { id: string }[]>;
  children: Record<string, PersistedChild>;
  /** Only of machines that have a version. */
  machine?: { id: string; version: string };
}

interface PersistedChild {
  snapshot: Snapshot<unknown>;
  src: unknown;
  systemId: string | undefined;
  syncSnapshot: boolean | undefined;
}

interface PersistOptions {
  /** Keep children whose logic has no name; only for snapshots that stay in memory. */
  __unsafeAllowInlineActors?: boolean;
}

/** A reference to a child, as it stands in a persisted context. */
interface PersistedRef {
  xstate$$type: 1;
  id: string;
}

export function persist(
  snapshot: MachineSnapshot,
  options?: PersistOptions,
): PersistedMachineSnapshot {
  const { status, output, error, value, context, historyValue, machine, childMap } = snapshot;
  const children: Record<string, PersistedChild> = {};
  for (const child of childMap.values()) {
    setOwn(children, child.id, persistChild(machine, child, options));
  }
  const { id, version } = machine;
  return {
    status,
    output,
    error,
    value,
    historyValue: mapValues(historyValue, (nodes) => nodes.map((node) => ({ id: node.id }))),
    context: transform(context, persistRef, machine.id),
    children,
    ...(version !== undefined && { machine: { id, version } }),
  };
}

/**
 * @param persisted what `persist` gave, possibly through JSON; stays as it is
 * @throws StatechartError E501 to E503 when it does not fit the machine
 */
export function restore(
  machine: ExecutableMachine,
  persisted: unknown,
  scope: AnyActorScope,
): MachineSnapshot {
  checkImplementations(machine, scope.originKnown);
  const {
    status,
    output,
    error,
    value,
    context,
    historyValue: history = {},
    children = {},
  } = asPersisted(machine, persisted);
  const configuration = resolveValue(machine.chart, value);
  const historyValue = restoreHistory(machine, history);
  const childMap = Children.of(restoreChildren(machine, { context, children }, scope));
  // What has come to its end stays there, and its children with it.
  if (status === 'active') {
    for (const child of childMap.values()) {
      if (child.getSnapshot().status === 'active') scope.defer(() => child.start());
      // It keeps no name, takes no events, and tells whoever subscribes that it has ended.
      else scope.stopChild(child);
    }
  }
  const restoreRef = (found: unknown) =>
    isPersistedRef(found) ? (childMap.get(found.id) ?? found) : undefined;
  return new MachineSnapshot({
    machine,
    status,
    output,
    error,
    context: transform(context ?? {}, restoreRef, machine.id),
    configuration,
    historyValue,
    childMap,
  });
}

const STATUSES: readonly unknown[] = SNAPSHOT_STATUSES;

function asPersisted(
  machine: ExecutableMachine,
  persisted: unknown,
): Partial<PersistedMachineSnapshot> & Pick<PersistedMachineSnapshot, 'status'> {
  const { configuration, childMap } = (persisted ?? {}) as Partial<MachineSnapshot>;
  // `{ ...snapshot, context }` of a live one has lost what getters show.
  const snapshot = (
    childMap instanceof Children
      ? { value: configuration?.value, children: childMap.toRecord(), ...(persisted as object) }
      : persisted
  ) as Partial<PersistedMachineSnapshot> | null;
  const isShaped =
    typeof snapshot === 'object' && snapshot !== null && STATUSES.includes(snapshot.status);
  if (!isShaped) throw corrupt(machine, 'this is no persisted snapshot');
  if (snapshot.value === undefined) throw corrupt(machine, 'the snapshot has no value');
  const { children = {}, historyValue = {} } = snapshot;
  if (!isRecord(children)) throw corrupt(machine, 'its children are no object');
  const isHistory =
    isRecord(historyValue) &&
    (isEmpty(historyValue) || Object.values(historyValue).every(isNodeList));
  if (!isHistory) throw corrupt(machine, 'its historyValue is no object of lists of { id }');
  const { machine: origin } = snapshot;
  if (origin && origin.id !== machine.id) {
    const message = `the snapshot belongs to machine "${origin.id}"`;
    throw new StatechartError('E502', machine.id, message, `Restore it with that machine`);
  }
  return snapshot as PersistedMachineSnapshot;
}

function persistChild(
  machine: ExecutableMachine,
  child: AnyActorRef,
  options: PersistOptions | undefined,
): PersistedChild {
  if (typeof child.src !== 'string' && !options?.__unsafeAllowInlineActors) {
    const help = 'Give its logic a name: setup({ actors: { ... } })';
    throw new StatechartError(
      'E504',
      machine.id,
      `child "${child.id}" has logic without a name`,
      help,
    );
  }
  const { src, systemId } = child;
  const { _syncSnapshot: syncSnapshot } = child as { _syncSnapshot?: boolean };
  return { snapshot: child.getPersistedSnapshot(options), src, systemId, syncSnapshot };
}

function restoreChildren(
  machine: ExecutableMachine,
  {
    context,
    children,
  }: { context: unknown; children: Record<string, PersistedChild | AnyActorRef> },
  scope: AnyActorScope,
): (readonly [string, AnyActorRef])[] {
  if (isEmpty(children)) return [];
  const { self, system } = scope;
  const at = { machine, info: () => ({ context, event: { type: INIT }, self, system }) };
  return Object.entries(children).map(([id, written]) => {
    // The snapshot of a running machine, not persisted, holds the children themselves.
    const child = isActorRef(written) ? persistChild(machine, written, IN_MEMORY) : written;
    if (!isPersistedChild(child)) throw corrupt(machine, `child "${id}" is no persisted child`);
    const { snapshot, src, systemId, syncSnapshot } = child;
    const logic = (typeof src === 'string' ? findLogic(machine, src) : src) as AnyActorLogic;
    const supervision = supervisionOf(at, id, src);
    const options = { id, src, systemId, syncSnapshot, snapshot, supervision };
    return [id, scope.spawn(logic, options)];
  });
}

const IN_MEMORY: PersistOptions = { __unsafeAllowInlineActors: true };

function isPersistedChild(child: unknown): child is PersistedChild {
  const { src, snapshot } = (child ?? {}) as Partial<PersistedChild>;
  return src !== undefined && STATUSES.includes(snapshot?.status);
}

function isNodeList(nodes: unknown): boolean {
  return (
    Array.isArray(nodes) &&
    nodes.length > 0 &&
    nodes.every((node) => typeof (node as { id?: unknown } | null)?.id === 'string')
  );
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function corrupt({ id }: ExecutableMachine, message: string): StatechartError {
  return new StatechartError('E501', id, message, 'Restore what getPersistedSnapshot() gave');
}

function restoreHistory(
  { chart }: ExecutableMachine,
  persisted: Record<string, readonly { id: string }[]>,
): HistoryValue {
  return mapValues(persisted, (nodes, key) => nodes.map(({ id }) => recorded(chart, key, id)));
}

/** A state that was active when the parent of a history state was left. */
function recorded(chart: Chart, historyId: string, id: string): StateNode {
  const node = findById(id, chart.ids);
  const { parent = chart.root } = findById(historyId, chart.ids) ?? {};
  if (node && node.type !== 'history' && isDescendant(node, parent)) return node;
  const message = `the history of the snapshot names "${id}", which is no state in "${parent.place}"`;
  throw new StatechartError('E503', chart.root.id, message);
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Record<string, U> {
  if (isEmpty(record)) return {};
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

/** Few machines have children and histories, and a look at the first key costs less than a list of all. */
function isEmpty(record: object): boolean {
  for (const _key in record) return false;
  return true;
}

function persistRef(value: unknown): PersistedRef | undefined {
  return isActorRef(value) ? { xstate$$type: 1, id: value.id } : undefined;
}

function isActorRef(value: unknown): value is AnyActorRef {
  return typeof value === 'object' && value !== null && 'sessionId' in value && 'send' in value;
}

function isPersistedRef(value: unknown): value is PersistedRef {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<PersistedRef>).xstate$$type === 1
  );
}

/**
 * Replaces what `replace` gives something for, at any depth of plain objects and lists.
 * What holds nothing to be replaced stays the same object.
 */
function transform(
  value: unknown,
  replace: (value: unknown) => unknown,
  machineId: string,
): unknown {
  const around: unknown[] = [];
  const visit = (current: unknown): unknown => {
    const replaced = replace(current);
    if (replaced !== undefined) return replaced;
    if (!isPlain(current)) return current;
    if (around.includes(current)) {
      const help = 'Keep references by id, or leave the value out of the context';
      throw new StatechartError('E504', machineId, 'the context contains itself', help);
    }
    around.push(current);
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(current)) {
      const inner = current[key];
      const visited = visit(inner);
      if (visited === inner) continue;
      copy ??= (Array.isArray(current) ? [...current] : { ...current }) as typeof current;
      copy[key] = visited;
    }
    around.pop();
    return copy ?? current;
  };
  return visit(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** The snapshot of a machine that failed before it had a state; it shows the initial ones. */
export function failedSnapshot(machine: ExecutableMachine, error: unknown): MachineSnapshot {
  return new MachineSnapshot({
    machine,
    status: 'error',
    output: undefined,
    error,
    context: {},
    configuration: initialPlan(machine.chart).next,
    historyValue: {},
    childMap: Children.of([]),
  });
}
