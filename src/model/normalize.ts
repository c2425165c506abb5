import { fault, suggest, type Diagnostic } from '../errors.ts';
import { DONE_ACTOR, ERROR_ACTOR, ROUTE, SNAPSHOT_ACTOR } from '../protocol/event.ts';
import type {
  GuardRef,
  InvokeConfig,
  MachineConfig,
  StateNodeConfig,
  TransitionConfig,
  TransitionConfigs,
  UserFunction,
} from './config.ts';
import type { Dialect } from './dialect.ts';
import { setOwn } from './set-own.ts';
import {
  StateNode,
  Transition,
  toList,
  type Invocation,
  type MachineOfNode,
  type Timer,
} from './state-node.ts';
import { findTarget, toStatePath } from './target.ts';

/** The nodes of a machine, with what was found wrong on the way. */
export interface Model {
  readonly root: StateNode;
  /** In document order: `nodes[node.order] === node`. */
  readonly nodes: readonly StateNode[];
  readonly ids: ReadonlyMap<string, StateNode>;
  readonly dialect: Dialect;
  readonly faults: Diagnostic[];
}

interface Draft extends Omit<Model, 'root'> {
  readonly machine: MachineOfNode;
  readonly nodes: StateNode[];
  readonly ids: Map<string, StateNode>;
}

/** What a transition is beside what its config says. */
interface Written {
  readonly eventType: string | null;
  /** Its place within the config of the state. */
  readonly at: string;
  readonly delay?: number | string;
  /** A condition that is asked before its guard. */
  readonly condition?: UserFunction | undefined;
}

/**
 * Fills in every default and resolves every reference.
 * @param config a config whose shape was found right
 */
export function normalize(config: MachineConfig, machine: MachineOfNode, dialect: Dialect): Model {
  const draft: Draft = { machine, dialect, nodes: [], ids: new Map(), faults: [] };
  const root = addNode(draft, undefined, machine.id, config);
  // Targets may name any node, so transitions come when all nodes are there.
  for (const node of draft.nodes) addTransitions(draft, node);
  for (const node of draft.nodes) addRoute(draft, node, root);
  return { ...draft, root };
}

function addNode(
  draft: Draft,
  parent: StateNode | undefined,
  key: string,
  config: StateNodeConfig,
): StateNode {
  const { machine, nodes, ids, faults } = draft;
  const node = new StateNode({ parent, key, order: nodes.length, config, machine });
  nodes.push(node);
  const { id, place } = node;
  const twin = ids.get(id);
  if (twin) {
    const message = `id "${id}" is taken by ${twin.place}`;
    faults.push(fault('E105', place, message, 'Give each state an id of its own'));
  } else ids.set(id, node);

  const { states } = config;
  for (const childKey in states) {
    const child = addNode(draft, node, childKey, states[childKey] ?? {});
    setOwn(node.states, childKey, child);
    node.children.push(child);
  }
  node.lastDescendant = nodes.length - 1;
  return node;
}

function addTransitions(draft: Draft, node: StateNode): void {
  const { dialect } = draft;
  const { on, onDone, invoke, after, always } = node.config;
  for (const [eventType, configs] of entriesOf(on)) {
    add(draft, node, configs, { eventType, at: `on.${eventType}` });
  }
  if (onDone) {
    add(draft, node, onDone, { eventType: dialect.doneStatePrefix + node.id, at: 'onDone' });
  }
  if (invoke) node.invoke = toList(invoke).map((each, i) => addInvocation(draft, node, each, i));
  if (after) node.timers = entriesOf(after).map((each) => addTimer(draft, node, each));
  if (always) node.always = toTransitions(draft, node, always, { eventType: '', at: 'always' });
  if (node.type === 'history') {
    const { target } = node.config;
    node.historyDefault = toTransition(draft, node, { target }, { eventType: null, at: 'target' });
  } else if (node.type === 'compound') node.initial = initialTransition(draft, node);
  if (node.children.length > 0)
    node.histories = node.children.filter((child) => child.type === 'history');
}

/** Nothing for what is no object: that is reported as a fault of the shape. */
function entriesOf<T>(record: Record<string, T> | undefined): [string, T][] {
  return typeof record === 'object' ? Object.entries(record) : [];
}

/** The later ones first: `onDone` and the like come after `on`, and are asked before it. */
function add(
  draft: Draft,
  node: StateNode,
  configs: TransitionConfigs,
  written: Written & { eventType: string },
): void {
  const { eventType } = written;
  const before = node.transitions.get(eventType);
  const transitions = toTransitions(draft, node, configs, written);
  node.transitions.set(eventType, before ? [...transitions, ...before] : transitions);
}

function toTransitions(
  draft: Draft,
  node: StateNode,
  configs: TransitionConfigs,
  written: Written,
): Transition[] {
  if (!Array.isArray(configs))
    return [toTransition(draft, node, configs as TransitionConfig, written)];
  return configs.map((config, i) =>
    toTransition(draft, node, config, { ...written, at: `${written.at}[${i}]` }),
  );
}

/** @param written `undefined`, `null` and {} forbid the event: a transition that does nothing and ends the search */
function toTransition(
  draft: Draft,
  source: StateNode,
  written: string | TransitionConfig | undefined | null,
  { eventType, at, delay, condition }: Written,
): Transition {
  const config: TransitionConfig =
    typeof written === 'string' ? { target: written } : (written ?? {});
  const all = condition ? { ...config, guard: allOf(condition, config.guard) } : config;
  const transition = new Transition(source, eventType, all, delay);
  if (config.target !== undefined) {
    const targets = toList(config.target).map((target) => resolve(draft, source, target, at));
    if (targets.every((target) => target !== undefined)) transition.target = targets;
  }
  if (draft.dialect.selfTargetReenters && transition.target?.includes(source)) {
    transition.reenter = true;
  }
  return transition;
}

function resolve(
  draft: Draft,
  source: StateNode,
  target: unknown,
  at: string,
): StateNode | undefined {
  if (target instanceof StateNode) return target;
  const found = findTarget(source, target as string, draft.ids);
  if (!found) draft.faults.push(unknownTarget(draft, source, String(target), at));
  return found;
}

function unknownTarget(draft: Draft, source: StateNode, target: string, at: string): Diagnostic {
  const prefix = /^[#.]?/.exec(target)![0];
  const base = prefix === '.' ? source : source.parent;
  const names =
    prefix === '#' ? [...draft.ids.keys()] : (base?.children ?? []).map(({ key }) => key);
  let help = 'There are no states to name here';
  if (names.length > 0)
    help = suggest(
      target,
      names.map((name) => prefix + name),
    );
  if (prefix === '' && Object.hasOwn(source.states, toStatePath(target)[0]!)) {
    help = `Did you mean ".${target}"?`;
  }
  return fault('E201', `${source.place} ${at}`, `unknown target "${target}"`, help);
}

function addInvocation(
  draft: Draft,
  node: StateNode,
  config: InvokeConfig,
  index: number,
): Invocation {
  const { dialect } = draft;
  const { id = dialect.invocationId(index, node.id), input, systemId, timeout, retry } = config;
  const isNamed = typeof config.src === 'string';
  const src = isNamed ? (config.src as string) : `xstate.invoke.${index}.${node.id}`;
  const at = `invoke${Array.isArray(node.config.invoke) ? `[${index}]` : ''}`;
  const doneType = dialect.donePrefix + id;
  const errorType = dialect.errorPrefix + id;
  // A timeout is an error of its own kind: its transitions are tried before those of `onError`.
  const isTimeout: UserFunction = ({ event }) =>
    (dialect.errorOf(event) as { name?: unknown } | undefined)?.name === 'TimeoutError';
  const reactions = [
    ['onDone', doneType],
    ['onError', errorType],
    ['onTimeout', errorType, isTimeout],
    ['onSnapshot', dialect.snapshotPrefix + id],
  ] as const;
  for (const [key, eventType, condition] of reactions) {
    if (config[key]) add(draft, node, config[key], { eventType, at: `${at}.${key}`, condition });
  }
  return {
    type: 'xstate.invoke',
    id,
    src,
    logic: isNamed ? undefined : config.src,
    input,
    systemId,
    syncSnapshot: config.onSnapshot !== undefined,
    timeout,
    retry,
    reports: { done: DONE_ACTOR + id, error: ERROR_ACTOR + id, snapshot: SNAPSHOT_ACTOR + id },
    toJSON: () => ({
      ...config,
      onDone: undefined,
      onError: undefined,
      type: 'xstate.invoke',
      src,
      id,
    }),
  };
}

/** A guard as `and([...])` gives it, in the least form that the engine evaluates. */
function allOf(first: UserFunction, second: GuardRef | undefined): GuardRef {
  if (second === undefined) return first;
  const both = () => false;
  return Object.assign(both, {
    check: (evaluate: (guard: GuardRef) => boolean) => evaluate(first) && evaluate(second),
  });
}

function addTimer(
  draft: Draft,
  node: StateNode,
  [written, configs]: [string, TransitionConfigs],
): Timer {
  const eventType = draft.dialect.after(written, node.id);
  const timeMs = Number(written);
  const delay = Number.isNaN(timeMs) ? written : timeMs;
  const at = `after.${written}`;
  if (written === '' || timeMs < 0 || timeMs === Infinity) {
    const message = `"${written}" is neither milliseconds nor the name of a delay`;
    draft.faults.push(fault('E206', `${node.place} ${at}`, message, 'Write 0 or more'));
  }
  add(draft, node, configs, { eventType, at, delay });
  const event = Object.freeze({ type: eventType });
  const raise = typeof delay === 'number' ? { event, id: eventType, delay } : undefined;
  return { delay, eventType, event, raise, cancel: { sendId: eventType } };
}

function initialTransition(draft: Draft, node: StateNode): Transition | undefined {
  const { initial } = node.config;
  const config = typeof initial === 'string' ? { target: initial } : initial;
  if (!config) return undefined;
  const transition = new Transition(node, null, config);
  const target = String(config.target);
  const found = Object.hasOwn(node.states, target)
    ? node.states[target]
    : findTarget(node, target, draft.ids, node);
  if (found && found !== node) transition.target = [found];
  return transition;
}

/** A routable state is reached from everywhere in the machine: `{ type: 'xstate.route', to: '#id' }`. */
function addRoute(draft: Draft, { config: { route, id } }: StateNode, root: StateNode): void {
  if (!route || !id) return;
  const target = `#${id}`;
  const condition: UserFunction = ({ event }) => event.to === target;
  add(draft, root, { ...route, target }, { eventType: ROUTE, at: 'route', condition });
}
