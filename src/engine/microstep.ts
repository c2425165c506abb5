import type { Candidate, Configuration, Plan } from '../compile/configuration.ts';
import { exitList, follow, initialPlan, planOf } from '../compile/plan.ts';
import { isDescendant, type StateNode } from '../model/state-node.ts';
import type { DoneStateEvent } from '../protocol/event.ts';
import { runActions } from './actions.ts';
import { arm, disarm, invoke, stopInvoked } from './invoke.ts';
import type { Macrostep } from './macrostep.ts';

/**
 * Takes transitions that are free of conflicts: all exits, then all actions of the
 * transitions, then all entries (SCXML appendix D, microstep).
 */
export function microstep(step: Macrostep, enabled: readonly Candidate[]): void {
  const { configuration: before, historyValue: history } = step;
  const plans = plansOf(step, enabled);
  // Domains do not overlap, so the last one in document order is left first as a whole.
  const left = plans.map((plan) => exitList(before, plan)).toReversed();
  if (plans.some(({ records }) => records))
    for (const nodes of left) recordHistory(step, before, nodes);
  for (const nodes of left) for (const node of nodes) exit(step, node);
  for (const { transition } of enabled) runActions(step, transition.actions);
  // What was just recorded counts for a history state that is entered in the same microstep.
  if (plans.length > 0) enter(step, history === step.historyValue ? plans : plansOf(step, enabled));
}

/** Enters the initial states of a machine. */
export function enterMachine(step: Macrostep): void {
  enter(step, [initialPlan(step.machine.chart)]);
}

/** What the transitions with targets do, in document order. */
function plansOf(step: Macrostep, enabled: readonly Candidate[]): Plan[] {
  const { chart } = step.machine;
  const plans: Plan[] = [];
  for (const candidate of enabled) {
    if (candidate.transition.target) plans.push(planOf(chart, candidate, step.historyValue));
  }
  if (plans.length > 1) plans.sort((a, b) => a.from.region.index - b.from.region.index);
  return plans;
}

/** What was active in a state that is left, for the history states in it. */
function recordHistory(step: Macrostep, before: Configuration, left: readonly StateNode[]): void {
  for (const node of left) {
    for (const { id, history } of node.histories) {
      const isRecorded =
        history === 'deep'
          ? (active: StateNode) => isDescendant(active, node) && active.children.length === 0
          : (active: StateNode) => active.parent === node;
      step.historyValue = { ...step.historyValue, [id]: before.nodes.filter(isRecorded) };
    }
  }
}

function exit(step: Macrostep, node: StateNode): void {
  if (node.exit.length > 0) runActions(step, node.exit);
  if (node.timers.length > 0) disarm(step, node);
  if (node.invoke.length > 0) stopInvoked(step, node);
}

function enter(step: Macrostep, plans: readonly Plan[]): void {
  const { chart } = step.machine;
  let after = step.configuration;
  for (const plan of plans) after = follow(chart, after, plan);
  let completions: Completions | undefined;
  for (const { entries, defaults } of plans) {
    for (const node of entries) {
      enterState(step, node, defaults.has(node));
      if (node.type === 'final') (completions ??= new Completions(step, after, plans)).add(node);
    }
  }
  step.configuration = after;
  if (step.status === 'done') {
    for (const node of after.nodes.toReversed()) {
      if (node.exit.length > 0) runActions(step, node.exit);
      if (node.timers.length > 0) disarm(step, node);
    }
  }
}

function enterState(step: Macrostep, node: StateNode, takesInitial: boolean): void {
  if (node.invoke.length > 0) step.entering = node;
  if (node.entry.length > 0) runActions(step, node.entry);
  if (node.timers.length > 0) arm(step, node);
  if (node.invoke.length > 0) invoke(step, node);
  if (takesInitial) runActions(step, node.initial!.actions);
}

/** Final states as they are entered, and what is complete by that. */
class Completions {
  readonly #step: Macrostep;
  readonly #after: Configuration;
  readonly #entries: Set<StateNode>;
  readonly #completed: Set<StateNode> = new Set();

  constructor(step: Macrostep, after: Configuration, plans: readonly Plan[]) {
    this.#step = step;
    this.#after = after;
    this.#entries = new Set(plans.flatMap(({ entries }) => entries));
  }

  /** The child completes its parent, regions that are all complete their parallel state. */
  add(final: StateNode): void {
    const { parent } = final;
    if (parent?.type === 'compound') this.#raiseDone(parent, this.#outputOf(final));
    let last = final;
    let ancestor = parent?.type === 'parallel' ? parent : parent?.parent;
    while (
      ancestor?.type === 'parallel' &&
      !this.#completed.has(ancestor) &&
      this.#isComplete(ancestor, final)
    ) {
      this.#completed.add(ancestor);
      this.#raiseDone(ancestor, undefined);
      last = ancestor;
      ancestor = ancestor.parent;
    }
    if (!ancestor) this.#completeMachine(last);
  }

  #isComplete(node: StateNode, final: StateNode): boolean {
    if (node.type === 'parallel') {
      return node.children.every(
        (child) => child.type === 'history' || this.#isComplete(child, final),
      );
    }
    if (node.type === 'final') return this.#isActive(node, final);
    return node.children.some((child) => child.type === 'final' && this.#isActive(child, final));
  }

  /** States after `final` in document order are still to be entered. */
  #isActive(node: StateNode, final: StateNode): boolean {
    return (
      this.#after.nodes.includes(node) && !(this.#entries.has(node) && node.order > final.order)
    );
  }

  #completeMachine(last: StateNode): void {
    const step = this.#step;
    const { root } = step.machine.chart;
    step.status = 'done';
    if (root.output === undefined) return;
    const event = this.#doneEvent(last, last.parent ? this.#outputOf(last) : undefined);
    step.output = resolveOutput(root.output, { ...step.info(), event });
  }

  #outputOf({ output }: StateNode): unknown {
    return resolveOutput(output, this.#step.info());
  }

  #raiseDone(node: StateNode, output: unknown): void {
    this.#step.raise(this.#doneEvent(node, output));
  }

  #doneEvent(node: StateNode, output: unknown): DoneStateEvent {
    const type = this.#step.machine.chart.dialect.doneState(node.id) as DoneStateEvent['type'];
    return { type, output };
  }
}

function resolveOutput(output: unknown, info: unknown): unknown {
  return typeof output === 'function' ? (output as (info: unknown) => unknown)(info) : output;
}
