import type { StateValue } from '../compile/configuration.ts';
import { initialPlan } from '../compile/plan.ts';
import { StatechartError } from '../errors.ts';
import { isObject } from '../model/is-object.ts';
import { mapValues } from '../model/map-values.ts';
import { setOwn } from '../model/set-own.ts';
import { isDescendant, type StateNode } from '../model/state-node.ts';
import { findById } from '../model/target.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { INIT } from '../protocol/event.ts';
import type { AnyActorLogic, AnyActorScope } from '../protocol/logic.ts';
import { SNAPSHOT_STATUSES, type Snapshot, type SnapshotStatus } from '../protocol/snapshot.ts';
import { checkImplementations } from './check-implementations.ts';
import { Children, NO_CHILDREN } from './children.ts';
import { findLogic, supervisionOf } from './invoke.ts';
import type { ExecutableMachine } from './machine.ts';
import { corrupt, resolveValue } from './resolve-value.ts';
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
  const snapshot = asPersisted(machine, persisted);
  const { status, context, historyValue: history = {}, children = {} } = snapshot;
  const configuration = resolveValue(machine.chart, snapshot.value);
  const historyValue = mapValues(history, (nodes, key) =>
    nodes.map(({ id }) => recorded(machine, key, id)),
  );
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
    output: snapshot.output,
    error: snapshot.error,
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
  const { id } = machine;
  const { configuration, childMap } = (persisted ?? {}) as Partial<MachineSnapshot>;
  // `{ ...snapshot, context }` of a live one has lost what getters show.
  const snapshot: unknown =
    childMap instanceof Children
      ? { value: configuration?.value, children: childMap.toRecord(), ...(persisted as object) }
      : persisted;
  if (!isSnapshot(snapshot)) throw corrupt(id, 'this is no persisted snapshot');
  const { children = {}, historyValue = {}, machine: origin } = snapshot;
  if (snapshot.value === undefined) throw corrupt(id, 'the snapshot has no value');
  if (!isObject(children)) throw corrupt(id, 'its children are no object');
  if (
    !isObject(historyValue) ||
    !(isEmpty(historyValue) || Object.values(historyValue).every(isNodeList))
  ) {
    throw corrupt(id, 'its historyValue is no object of lists of { id }');
  }
  if (origin && origin.id !== id) {
    const message = `the snapshot belongs to machine "${origin.id}"`;
    throw new StatechartError('E502', id, message, 'Restore it with that machine');
  }
  return snapshot;
}

function persistChild(
  { id }: ExecutableMachine,
  child: AnyActorRef,
  options: PersistOptions | undefined,
): PersistedChild {
  const { src, systemId } = child;
  if (typeof src !== 'string' && !options?.__unsafeAllowInlineActors) {
    const message = `child "${child.id}" has logic without a name`;
    const help = 'Give its logic a name: setup({ actors: { ... } })';
    throw new StatechartError('E504', id, message, help);
  }
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
    if (!isPersistedChild(child)) throw corrupt(machine.id, `child "${id}" is no persisted child`);
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

function isSnapshot(
  value: unknown,
): value is Partial<PersistedMachineSnapshot> & Pick<PersistedMachineSnapshot, 'status'> {
  return isObject(value) && STATUSES.includes(value['status']);
}

function isNodeList(nodes: unknown): boolean {
  return (
    Array.isArray(nodes) &&
    nodes.length > 0 &&
    nodes.every((node) => typeof (node as { id?: unknown } | null)?.id === 'string')
  );
}

/** A state that was active when the parent of a history state was left. */
function recorded({ chart, id: at }: ExecutableMachine, historyId: string, id: string): StateNode {
  const node = findById(id, chart.ids);
  const { parent = chart.root } = findById(historyId, chart.ids) ?? {};
  if (node && node.type !== 'history' && isDescendant(node, parent)) return node;
  const message = `the history of the snapshot names "${id}", which is no state in "${parent.place}"`;
  throw new StatechartError('E503', at, message);
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
  return isObject(value) && 'sessionId' in value && 'send' in value;
}

function isPersistedRef(value: unknown): value is PersistedRef {
  return isObject(value) && value['xstate$$type'] === 1;
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
  if (!isObject(value)) return Array.isArray(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
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
    childMap: NO_CHILDREN,
  });
}
