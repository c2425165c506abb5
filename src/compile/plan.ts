import { isDescendant, type StateNode, type Transition } from '../model/state-node.ts';
import { cellOf, configurationOf, regionOf, type Chart } from './chart.ts';
import {
  Configuration,
  type Candidate,
  type Cell,
  type Entry,
  type Move,
  type Plan,
  type Reaction,
} from './configuration.ts';

/** By id of a history state: what was active when its parent was left. */
export type HistoryValue = Readonly<Record<string, readonly StateNode[]>>;

/** What history states lead to: `before` decides what is left, `now` what is entered. */
export interface Histories {
  readonly before: HistoryValue;
  /** With what the microstep itself has recorded by leaving states. */
  readonly now: HistoryValue;
}

/** What a transition with targets leaves and enters. */
export function moveOf(chart: Chart, candidate: Candidate, { before, now }: Histories): Move {
  if (candidate.move) return candidate.move;
  const { transition, cell } = candidate;
  const targets = transition.target!;
  const leftFor = withoutHistory(targets, before);
  const around = domainOf(chart, transition, leftFor);
  const region = restartedRegion(chart, transition, { around, targets: leftFor });
  const domain = region ?? around;
  const entry = new EntrySet(now);
  for (const target of targets) entry.addTarget(target);
  for (const target of withoutHistory(targets, now)) entry.addAncestors(target, around);
  const from = cellAround(chart, cell, domain);
  const move = toMove(chart, { domain, isDomainLeft: region !== undefined, from, entry });
  if (!entry.usesHistory && chart.cacheRoom > 0) {
    chart.cacheRoom--;
    candidate.move = move;
  }
  return move;
}

/** @returns whether two transitions would leave a common state */
export function conflict(a: Move, b: Move): boolean {
  if (isStill(a) || isStill(b)) return false;
  if (!a.domain || !b.domain || a.domain === b.domain) return true;
  return isDescendant(a.domain, b.domain) || isDescendant(b.domain, a.domain);
}

/** An atomic state that targets itself leaves nothing and enters nothing. */
const isStill = ({ domain, isDomainLeft }: Move) =>
  domain !== undefined && domain.children.length === 0 && !isDomainLeft;

/** What `reaction` does in `configuration`. Its transitions are free of conflicts. */
export function planOf(
  chart: Chart,
  configuration: Configuration,
  { reaction, histories }: { reaction: Reaction; histories: Histories },
): Plan {
  if (reaction.plan) return reaction.plan;
  const targeted = reaction.enabled.filter(({ transition }) => transition.target);
  const moves = targeted
    .map((candidate) => moveOf(chart, candidate, histories))
    .filter((move) => !isStill(move));
  // Domains do not overlap, so in this order all that they contain is in document order.
  if (moves.length > 1) moves.sort((a, b) => a.from.region.index - b.from.region.index);
  const plan = combine(chart, configuration, { enabled: reaction.enabled, moves });
  // A reaction that is kept belongs to one configuration, so this is known for good.
  if (targeted.every(({ move }) => move)) reaction.plan = plan;
  return plan;
}

/** How a machine is entered. */
export function initialPlan(chart: Chart): Plan {
  if (chart.initial) return chart.initial;
  const entry = new EntrySet({});
  entry.addTarget(chart.root);
  const from = cellOf(chart, chart.root);
  const move = toMove(chart, { domain: undefined, isDomainLeft: false, from, entry });
  // Nothing was active before.
  const moves = [{ ...move, exits: [], records: false }];
  return (chart.initial = combine(chart, new Configuration([], false), { enabled: [], moves }));
}

function combine(
  chart: Chart,
  configuration: Configuration,
  { enabled, moves }: { enabled: readonly Candidate[]; moves: readonly Move[] },
): Plan {
  const exits = moves.toReversed().flatMap((move) => exitList(configuration, move));
  const entries = moves.flatMap((move) => move.entries);
  const records = moves.some((move) => move.records);
  const isPlain =
    !records && exits.every(isPlainNode) && entries.every(({ node }) => isPlainNode(node));
  return {
    exits,
    entries,
    next: moves.length > 0 ? follow(chart, configuration, moves) : configuration,
    records,
    ...(isPlain ? actionsOf(chart, { exits, enabled, entries }) : NO_ACTIONS),
  };
}

const isPlainNode = ({ type, timers, invoke }: StateNode) =>
  type !== 'final' && timers.length === 0 && invoke.length === 0;

const NO_ACTIONS = { actions: undefined, told: undefined };

function actionsOf(
  { dialect, readsActionsLive }: Chart,
  {
    exits,
    enabled,
    entries,
  }: {
    exits: readonly StateNode[];
    enabled: readonly Candidate[];
    entries: readonly Entry[];
  },
): Pick<Plan, 'actions' | 'told'> {
  const ofExits = exits.map(({ exitActions }) => exitActions);
  const others = [
    ...enabled.map(({ transition }) => transition.actions),
    ...entries.flatMap(({ node, takesInitial }) =>
      takesInitial ? [node.entryActions, node.initial!.actions] : [node.entryActions],
    ),
  ];
  const told = dialect.onPlan && (readsActionsLive ? ofExits.length : 1);
  if (readsActionsLive) return { actions: [...ofExits, ...others], told };
  const lists = dialect.onPlan ? [ofExits.flat(), others.flat()] : [[...ofExits, ...others].flat()];
  // Most transitions run nothing, and then not even an empty list is to be looked at.
  return { actions: lists.some((list) => list.length > 0) ? lists : [], told };
}

function follow(chart: Chart, configuration: Configuration, moves: readonly Move[]): Configuration {
  const cells = configuration.cells.slice();
  for (const { from, to } of moves) {
    const { index, lastInside } = from.region;
    for (let i = index; i <= lastInside; i++) cells[i] = undefined;
    for (const cell of to) cells[cell.region.index] = cell;
  }
  return configurationOf(chart, cells);
}

function exitList({ cells }: Configuration, { from, exits }: Move): readonly StateNode[] {
  if (from.inner.length === 0) return exits;
  const left: StateNode[] = [];
  for (let i = from.region.index + 1; i <= from.region.lastInside; i++) {
    const cell = cells[i];
    if (cell) left.push(...cell.path);
  }
  left.sort((a, b) => b.order - a.order);
  return [...left, ...exits];
}

function withoutHistory(targets: readonly StateNode[], history: HistoryValue): StateNode[] {
  return targets.flatMap((target) => effectiveTargets(target, history));
}

/** Where a history state leads; any other state leads to itself. */
function effectiveTargets(target: StateNode, history: HistoryValue): readonly StateNode[] {
  if (target.type !== 'history') return [target];
  const recorded = history[target.id];
  if (recorded) return recorded;
  return defaultOf(target).flatMap((node) => effectiveTargets(node, history));
}

/** Targets of a history state that has recorded nothing. */
function defaultOf({ historyDefault, parent }: StateNode): readonly StateNode[] {
  if (historyDefault?.target) return historyDefault.target;
  // A parallel parent has no initial state: all of its regions are meant.
  return parent!.initial?.target ?? [parent!];
}

/**
 * The innermost state that contains source and targets and stays active (LCA). As XState
 * reads SCXML, this may be a parallel state, whose regions are then all left and entered.
 * @returns undefined when the root itself is left, which only re-entering it does
 */
function domainOf(
  chart: Chart,
  { source, reenter }: Transition,
  targets: readonly StateNode[],
): StateNode | undefined {
  const isWithin = (node: StateNode) => node === source || isDescendant(node, source);
  if (!reenter && targets.every(isWithin)) return source;
  for (let node = source.parent; node; node = node.parent) {
    const ancestor = node;
    if (targets.every((target) => isDescendant(target, ancestor))) return ancestor;
  }
  return reenter ? undefined : chart.root;
}

/**
 * The region that starts anew when source and targets are all of one, in a dialect in which a state
 * that targets itself is left and entered: its siblings have nothing to do with that.
 */
function restartedRegion(
  { dialect }: Chart,
  { source }: Transition,
  { around, targets }: { around: StateNode | undefined; targets: readonly StateNode[] },
): StateNode | undefined {
  if (!dialect.selfTargetReenters || around?.type !== 'parallel') return undefined;
  return around.children.find((region) =>
    [source, ...targets].every((node) => node === region || isDescendant(node, region)),
  );
}

/** The cell of the region that `domain` belongs to, which is `cell` or one around it. */
function cellAround(chart: Chart, cell: Cell, domain: StateNode | undefined): Cell {
  const region = domain ? regionOf(chart, domain) : chart.regions[0]!;
  let around = cell;
  while (around.region !== region) around = cellOf(chart, around.region.root.parent!);
  return around;
}

/** SCXML appendix D, computeEntrySet. */
class EntrySet {
  readonly nodes: Set<StateNode> = new Set();
  readonly defaults: Set<StateNode> = new Set();
  usesHistory = false;
  readonly #history: HistoryValue;

  constructor(history: HistoryValue) {
    this.#history = history;
  }

  addTarget(target: StateNode): void {
    if (target.type !== 'history') this.nodes.add(target);
    this.#addDescendants(target);
  }

  /** Ancestors of `node` up to `end`, which stays out, with the regions that they bring along. */
  addAncestors(node: StateNode, end: StateNode | undefined): void {
    for (let ancestor = node.parent; ancestor && ancestor !== end; ancestor = ancestor.parent) {
      this.nodes.add(ancestor);
      if (ancestor.type === 'parallel') this.#addRegions(ancestor);
    }
    if (end?.type === 'parallel') this.#addRegions(end);
  }

  #addDescendants(node: StateNode): void {
    if (node.type === 'history') this.#addHistory(node);
    else if (node.type === 'parallel') this.#addRegions(node);
    else if (node.initial) {
      this.defaults.add(node);
      this.#addAll(node.initial.target!, node);
    }
  }

  #addHistory(node: StateNode): void {
    this.usesHistory = true;
    const parent = node.parent!;
    const recorded = this.#history[node.id];
    if (recorded) return this.#addAll(recorded, parent);
    if (!node.historyDefault?.target) {
      if (parent.type === 'parallel') return this.addTarget(parent);
      this.defaults.add(parent);
    }
    this.#addAll(defaultOf(node), parent);
  }

  #addAll(nodes: readonly StateNode[], end: StateNode): void {
    // All of them before their ancestors, which would enter other regions by default.
    for (const node of nodes) this.addTarget(node);
    for (const node of nodes) {
      for (const target of effectiveTargets(node, this.#history)) this.addAncestors(target, end);
    }
  }

  #addRegions(parallel: StateNode): void {
    for (const child of parallel.children) {
      if (child.type === 'history' || this.#isEntered(child)) continue;
      this.nodes.add(child);
      this.#addDescendants(child);
    }
  }

  #isEntered(region: StateNode): boolean {
    for (const node of this.nodes) if (isDescendant(node, region)) return true;
    return false;
  }
}

function toMove(
  chart: Chart,
  {
    domain,
    isDomainLeft,
    from,
    entry,
  }: Pick<Move, 'domain' | 'isDomainLeft' | 'from'> & {
    readonly entry: EntrySet;
  },
): Move {
  const isLeft = (node: StateNode) =>
    !domain || isDescendant(node, domain) || (isDomainLeft && node === domain);
  const exits = from.path.filter(isLeft).toReversed();
  // Only what was left can be entered, whatever a recorded history asks for.
  const entered = [...entry.nodes].filter(isLeft).sort((a, b) => a.order - b.order);
  const entries = entered.map((node) => ({ node, takesInitial: entry.defaults.has(node) }));
  const tips = new Map([[from.region, domain === from.tip ? from.tip : from.path[0]!]]);
  // Entered states of one region form a path, so the last of them is its tip.
  for (const { node } of entries) tips.set(regionOf(chart, node), node);
  const to = [...tips.values()].map((tip) => cellOf(chart, tip));
  return {
    domain,
    isDomainLeft,
    from,
    exits,
    entries,
    to,
    records: recordsHistory(chart, from, exits),
  };
}

function recordsHistory(chart: Chart, from: Cell, exits: readonly StateNode[]): boolean {
  if (exits.some((node) => node.histories.length > 0)) return true;
  return from.inner.some(({ root }) =>
    chart.nodes
      .slice(root.order, root.lastDescendant + 1)
      .some((node) => node.histories.length > 0),
  );
}
