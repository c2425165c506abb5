import { didYouMean, type Diagnostic } from '../errors.ts';
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

interface Draft extends Model {
  readonly nodes: StateNode[];
  readonly ids: Map<string, StateNode>;
}

/**
 * Fills in every default and resolves every reference.
 * @param config a config whose shape was found right
 */
export function normalize(config: MachineConfig, machine: MachineOfNode, dialect: Dialect): Model {
  const nodes: StateNode[] = [];
  const ids = new Map<string, StateNode>();
  const faults: Diagnostic[] = [];
  const root = addNode({ nodes, ids, faults }, machine, undefined, machine.id, config);
  const draft: Draft = { root, nodes, ids, dialect, faults };
  // Targets may name any node, so transitions come when all nodes are there.
  for (const node of nodes) addTransitions(draft, node);
  addRoutes(draft);
  return draft;
}

function addNode(
  draft: Pick<Draft, 'nodes' | 'ids' | 'faults'>,
  machine: MachineOfNode,
  parent: StateNode | undefined,
  key: string,
  config: StateNodeConfig,
): StateNode {
  const node = new StateNode({ parent, key, order: draft.nodes.length, config, machine });
  draft.nodes.push(node);
  const twin = draft.ids.get(node.id);
  if (twin) {
    const at = node.place;
    const message = `id "${node.id}" is taken by ${twin.place}`;
    draft.faults.push({ code: 'E105', at, message, help: 'Give each state an id of its own' });
  } else draft.ids.set(node.id, node);

  const { states } = config;
  for (const childKey in states) {
    const child = addNode(draft, machine, node, childKey, states[childKey] ?? {});
    setOwn(node.states, childKey, child);
    node.children.push(child);
  }
  node.lastDescendant = draft.nodes.length - 1;
  return node;
}

function addTransitions(draft: Draft, node: StateNode): void {
  const { dialect } = draft;
  const { config } = node;
  for (const [descriptor, configs] of entriesOf(config.on)) {
    add(draft, node, descriptor, configs, `on.${descriptor}`);
  }
  if (config.onDone) add(draft, node, dialect.doneState(node.id), config.onDone, 'onDone');
  if (config.invoke)
    node.invoke = toList(config.invoke).map((invoke, i) => addInvocation(draft, node, invoke, i));
  if (config.after)
    node.timers = entriesOf(config.after).map(([delay]) => addTimer(draft, node, delay));
  if (config.always) node.always = toTransitions(draft, node, '', config.always, 'always');
  if (node.type === 'history') node.historyDefault = historyDefault(draft, node);
  else if (node.type === 'compound') node.initial = initialTransition(draft, node);
  if (node.children.length > 0)
    node.histories = node.children.filter((child) => child.type === 'history');
}

/** Nothing for what is no object: that is reported as a fault of the shape. */
function entriesOf<T>(record: Record<string, T> | undefined): [string, T][] {
  return typeof record === 'object' ? Object.entries(record) : [];
}

function add(
  draft: Draft,
  node: StateNode,
  descriptor: string,
  configs: TransitionConfigs,
  at: string,
): void {
  addAll(node, descriptor, toTransitions(draft, node, descriptor, configs, at));
}

/** The later ones first: `onDone` and the like come after `on`, and are asked before it. */
function addAll(node: StateNode, descriptor: string, transitions: Transition[]): void {
  const there = node.transitions.get(descriptor);
  node.transitions.set(descriptor, there ? [...transitions, ...there] : transitions);
}

function toTransitions(
  draft: Draft,
  node: StateNode,
  descriptor: string,
  configs: TransitionConfigs,
  at: string,
  delay?: number | string,
): Transition[] {
  // `undefined`, `null` and {} forbid the event: a transition that does nothing and ends the search.
  if (!Array.isArray(configs))
    return [toTransition(draft, node, descriptor, configs as TransitionConfig, at, delay)];
  return configs.map((config, i) =>
    toTransition(draft, node, descriptor, config, `${at}[${i}]`, delay),
  );
}

function toTransition(
  draft: Draft,
  node: StateNode,
  descriptor: string | null,
  written: string | TransitionConfig | undefined | null,
  at: string,
  delay?: number | string,
): Transition {
  const config: TransitionConfig =
    typeof written === 'string' ? { target: written } : (written ?? {});
  const transition = new Transition(node, descriptor, config, delay);
  if (config.target !== undefined) {
    const targets = toList(config.target).map((target) => resolve(draft, node, target, at));
    if (targets.every((target) => target !== undefined)) transition.target = targets;
  }
  if (!draft.dialect.selfTargetReenters || !transition.target?.includes(node)) return transition;
  const again = new Transition(node, descriptor, { ...config, reenter: true }, delay);
  again.target = transition.target;
  return again;
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
  const isChild = prefix === '' && Object.hasOwn(source.states, toStatePath(target)[0]!);
  const help = isChild
    ? `Did you mean ".${target}"?`
    : didYouMean(target.slice(prefix.length), names, prefix) ||
      (names.length > 0
        ? `There is ${names.map((name) => prefix + name).join(', ')}`
        : 'There are no states to name here');
  return {
    code: 'E201',
    at: `${source.place} ${at}`,
    message: `unknown target "${target}"`,
    help,
  };
}

function addInvocation(
  draft: Draft,
  node: StateNode,
  config: InvokeConfig,
  index: number,
): Invocation {
  const { dialect } = draft;
  const id = config.id ?? dialect.invocationId(index, node.id);
  const at = `invoke${Array.isArray(node.config.invoke) ? `[${index}]` : ''}`;
  const src = typeof config.src === 'string' ? config.src : `xstate.invoke.${index}.${node.id}`;
  if (config.onDone) add(draft, node, dialect.doneActor(id), config.onDone, `${at}.onDone`);
  if (config.onError) add(draft, node, dialect.errorActor(id), config.onError, `${at}.onError`);
  if (config.onTimeout)
    addOnTimeout(draft, node, dialect.errorActor(id), config.onTimeout, `${at}.onTimeout`);
  if (config.onSnapshot)
    add(draft, node, dialect.snapshotActor(id), config.onSnapshot, `${at}.onSnapshot`);
  return {
    type: 'xstate.invoke',
    id,
    src,
    logic: typeof config.src === 'string' ? undefined : config.src,
    input: config.input,
    systemId: config.systemId,
    syncSnapshot: config.onSnapshot !== undefined,
    timeout: config.timeout,
    retry: config.retry,
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

/** A timeout is an error of its own kind: its transitions are tried before those of `onError`. */
function addOnTimeout(
  draft: Draft,
  node: StateNode,
  descriptor: string,
  configs: TransitionConfigs,
  at: string,
): void {
  const transitions = toTransitions(draft, node, descriptor, configs, at);
  addAll(
    node,
    descriptor,
    transitions.map((transition) => guarded(transition, isTimeout(draft.dialect))),
  );
}

const isTimeout =
  (dialect: Dialect): UserFunction =>
  ({ event }) =>
    (dialect.errorOf(event) as { name?: unknown } | undefined)?.name === 'TimeoutError';

/** The same transition with one more condition, which is asked first. */
function guarded(transition: Transition, first: UserFunction): Transition {
  const { guard } = transition;
  const both = new Transition(transition.source, transition.eventType, {
    ...transition,
    guard: guard === undefined ? first : allOf(first, guard),
  });
  both.target = transition.target;
  return both;
}

/** A guard as `and([...])` gives it, in the least form that the engine evaluates. */
function allOf(first: UserFunction, second: GuardRef): GuardRef {
  const both = () => false;
  return Object.assign(both, {
    check: (evaluate: (guard: GuardRef) => boolean) => evaluate(first) && evaluate(second),
  });
}

function addTimer(draft: Draft, node: StateNode, written: string): Timer {
  const eventType = draft.dialect.after(written, node.id);
  const delay = Number.isNaN(Number(written)) ? written : Number(written);
  const at = `after.${written}`;
  if (written === '' || Number(written) < 0 || Number(written) === Infinity) {
    const message = `"${written}" is neither milliseconds nor the name of a delay`;
    draft.faults.push({
      code: 'E206',
      at: `${node.place} ${at}`,
      message,
      help: 'Write 0 or more',
    });
  }
  addAll(
    node,
    eventType,
    toTransitions(draft, node, eventType, node.config.after![written], at, delay),
  );
  return { delay, eventType };
}

function initialTransition(draft: Draft, node: StateNode): Transition | undefined {
  const { initial } = node.config;
  const config = typeof initial === 'string' ? { target: initial } : initial;
  if (!config) return undefined;
  const transition = new Transition(node, null, config);
  const { target } = config;
  const found = Object.hasOwn(node.states, target)
    ? node.states[target]
    : findTarget(node, /^[#.]/.test(target) ? target : `.${target}`, draft.ids);
  if (found && found !== node) transition.target = [found];
  return transition;
}

function historyDefault(draft: Draft, node: StateNode): Transition {
  return toTransition(draft, node, null, { target: node.config.target }, 'target');
}

/** A routable state is reached from everywhere in the machine: `{ type: 'xstate.route', to: '#id' }`. */
function addRoutes(draft: Draft): void {
  for (const node of draft.nodes) {
    const { route, id } = node.config;
    if (!route || !id) continue;
    const to = `#${id}`;
    const transition = toTransition(draft, draft.root, ROUTE, { ...route, target: to }, 'route');
    addAll(draft.root, ROUTE, [guarded(transition, ({ event }) => event.to === to)]);
  }
}
