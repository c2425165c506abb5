import {
  childToward,
  commonAncestor,
  isDescendant,
  type StateNode,
  type Transition,
} from '../model/state-node.ts';
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
  const entered = new EntrySet(now, targets);
  const from = cellAround(chart, cell, domain);
  const move = toMove(chart, { domain, isDomainLeft: region !== undefined, from, entered });
  if (!entered.usesHistory && chart.cacheRoom > 0) {
    chart.cacheRoom--;
    candidate.move = move;
  }
  return move;
}

/** @returns whether two transitions would leave a common state */
export function conflict(a: Move, b: Move): boolean {
  if (isStill(a) || isStill(b)) return false;
  if (!a.domain || !b.domain) return true;
  // Parts of a tree that overlap lie one in the other.
  return a.domain.order <= b.domain.lastDescendant && b.domain.order <= a.domain.lastDescendant;
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
  const entered = new EntrySet({}, []);
  const from = cellOf(chart, chart.root);
  const move = toMove(chart, { domain: undefined, isDomainLeft: false, from, entered });
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
  const next = moves.length > 0 ? follow(chart, configuration, moves) : configuration;
  const ofStates = isPlain ? actionsOf(chart, { exits, enabled, entries }) : NO_ACTIONS;
  // Lists that are read live may grow.
  const isSilent = ofStates.actions?.length === 0 && !next.hasAlways && !chart.readsActionsLive;
  return { exits, entries, next, records, ...ofStates, isSilent };
}

const isPlainNode = ({ type, timers, invoke }: StateNode) =>
  type !== 'final' && timers.length === 0 && invoke.length === 0;

const NO_ACTIONS = { actions: undefined, told: -1 };

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
  const firstAfterExits = readsActionsLive ? ofExits.length : 1;
  const told = dialect.onPlan ? firstAfterExits : -1;
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

/** Each history state replaced by what it leads to. */
function withoutHistory(targets: readonly StateNode[], history: HistoryValue): StateNode[] {
  return targets.flatMap((target) => {
    const { id, type, historyDefault, parent } = target;
    if (type !== 'history') return target;
    if (Object.hasOwn(history, id)) return history[id]!;
    // A parallel parent has no initial state: all of its regions are meant.
    const byDefault = historyDefault?.target ?? parent!.initial?.target ?? [parent!];
    return withoutHistory(byDefault, history);
  });
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
  return commonAncestor(source, targets) ?? (reenter ? undefined : chart.root);
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

/** What is entered on the way to `targets` (SCXML appendix D, computeEntrySet), in document order. */
class EntrySet {
  readonly nodes: StateNode[] = [];
  /** States whose initial transition is taken. */
  readonly defaults: Set<StateNode> = new Set();
  usesHistory = false;
  readonly #history: HistoryValue;
  /** States to be entered with their ancestors; none of them is a history state. */
  readonly #targets: StateNode[] = [];

  constructor(history: HistoryValue, targets: readonly StateNode[]) {
    this.#history = history;
    this.#aimAt(targets);
  }

  add(node: StateNode): void {
    this.nodes.push(node);
    this.addBelow(node);
  }

  /** What is entered below `node`: all regions, or the child that leads to a target. */
  addBelow(node: StateNode): void {
    if (node.type === 'parallel') {
      for (const child of node.children) if (child.type !== 'history') this.add(child);
    } else if (node.initial) {
      let target = this.#targetBelow(node);
      if (!target) {
        this.defaults.add(node);
        this.#aimAt(node.initial.target!);
        target = this.#targetBelow(node);
      }
      // A history that somebody made up may name states elsewhere.
      if (target) this.add(childToward(node, target));
    }
  }

  #targetBelow(node: StateNode): StateNode | undefined {
    return this.#targets.find((target) => isDescendant(target, node));
  }

  #aimAt(targets: readonly StateNode[]): void {
    for (const { type, id, parent, historyDefault } of targets) {
      if (type !== 'history') continue;
      this.usesHistory = true;
      if (Object.hasOwn(this.#history, id) || historyDefault?.target) continue;
      if (parent!.initial) this.defaults.add(parent!);
    }
    this.#targets.push(...withoutHistory(targets, this.#history));
  }
}

function toMove(
  chart: Chart,
  {
    domain,
    isDomainLeft,
    from,
    entered,
  }: Pick<Move, 'domain' | 'isDomainLeft' | 'from'> & { readonly entered: EntrySet },
): Move {
  if (domain && !isDomainLeft) entered.addBelow(domain);
  else entered.add(domain ?? chart.root);
  const isLeft = (node: StateNode) =>
    !domain || isDescendant(node, domain) || (isDomainLeft && node === domain);
  const exits = from.path.filter(isLeft).toReversed();
  const entries = entered.nodes.map((node) => ({
    node,
    takesInitial: entered.defaults.has(node),
  }));
  const tips = new Map([[from.region, domain === from.tip ? from.tip : from.path[0]!]]);
  // Entered states of one region form a path, so the last of them is its tip.
  for (const { node } of entries) tips.set(regionOf(chart, node), node);
  const to = [...tips.values()].map((tip) => cellOf(chart, tip));
  const records = recordsHistory(chart, from, exits);
  return { domain, isDomainLeft, from, exits, entries, to, records };
}

const hasHistory = ({ histories }: StateNode) => histories.length > 0;

function recordsHistory(chart: Chart, from: Cell, exits: readonly StateNode[]): boolean {
  return (
    exits.some(hasHistory) ||
    from.inner.some(({ root }) =>
      chart.nodes.slice(root.order, root.lastDescendant + 1).some(hasHistory),
    )
  );
}
