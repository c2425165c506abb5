import type { Configuration, Plan, Reaction } from '../compile/configuration.ts';
import { initialPlan, planOf, type HistoryValue } from '../compile/plan.ts';
import type { ActionRef } from '../model/config.ts';
import { isDescendant, type StateNode } from '../model/state-node.ts';
import type { EventObject } from '../protocol/event.ts';
import { runActions } from './actions.ts';
import { arm, disarm, invoke, stopInvoked } from './invoke.ts';
import { isComplete } from './is-complete.ts';
import type { Step } from './step.ts';

/**
 * Takes transitions that are free of conflicts: all exits, then all actions of the
 * transitions, then all entries (SCXML appendix D, microstep).
 */
export function microstep(step: Step, reaction: Reaction): void {
  const plan = reaction.plan ?? planFor(step, reaction, step.draft.historyValue);
  if (plan.actions !== undefined) runPlain(step, plan, plan.actions);
  else leaveAndEnter(step, reaction, plan);
}

function runPlain(step: Step, plan: Plan, actions: readonly (readonly ActionRef[])[]): void {
  for (let i = 0; i < actions.length; i++) {
    if (i === plan.told) tell(step, plan);
    runActions(step, actions[i]!);
  }
  step.draft.configuration = plan.next;
}

function leaveAndEnter(step: Step, reaction: Reaction, plan: Plan): void {
  const { exits } = plan;
  const { historyValue: history } = step.draft;
  if (plan.records) recordHistory(step, exits);
  for (let i = 0; i < exits.length; i++) exit(step, exits[i]!);
  tell(step, plan);
  for (const { transition } of reaction.enabled) {
    if (transition.actions.length > 0) runActions(step, transition.actions);
  }
  // What was just recorded counts for a history state that is entered in the same microstep.
  enter(step, history === step.draft.historyValue ? plan : planFor(step, reaction, history));
}

function tell({ machine }: Step, { next }: Plan): void {
  machine.chart.dialect.onPlan?.(next);
}

/** Enters the initial states of a machine. */
export function enterMachine(step: Step): void {
  const plan = initialPlan(step.machine.chart);
  if (plan.actions) return runPlain(step, plan, plan.actions);
  tell(step, plan);
  enter(step, plan);
}

function planFor(step: Step, reaction: Reaction, before: HistoryValue): Plan {
  if (reaction.plan) return reaction.plan;
  const { machine, configuration, historyValue: now } = step.draft;
  return planOf(machine.chart, configuration, { reaction, histories: { before, now } });
}

/** What was active in a state that is left, for the history states in it. */
function recordHistory(step: Step, exits: readonly StateNode[]): void {
  const { nodes } = step.draft.configuration;
  for (const node of exits) {
    for (const { id, history } of node.histories) {
      const isRecorded =
        history === 'deep'
          ? (active: StateNode) => isDescendant(active, node) && active.children.length === 0
          : (active: StateNode) => active.parent === node;
      step.draft.historyValue = { ...step.draft.historyValue, [id]: nodes.filter(isRecorded) };
    }
  }
}

function exit(step: Step, node: StateNode): void {
  if (node.exitActions.length > 0) runActions(step, node.exitActions);
  if (node.timers.length > 0) disarm(step, node);
  if (node.invoke.length > 0) stopInvoked(step, node);
}

function enter(step: Step, plan: Plan): void {
  const { entries, next } = plan;
  let completions: Completions | undefined;
  for (let i = 0; i < entries.length; i++) {
    const { node, takesInitial } = entries[i]!;
    enterState(step, node, takesInitial);
    if (node.type === 'final') (completions ??= new Completions(step, plan)).add(node);
  }
  // A machine that has come to its end leaves all of its states.
  if (step.draft.status === 'done') for (const node of next.nodes.toReversed()) exit(step, node);
  step.draft.configuration = next;
}

function enterState(step: Step, node: StateNode, takesInitial: boolean): void {
  if (node.invoke.length > 0) step.invoking = { node, heldSends: [] };
  if (node.entryActions.length > 0) runActions(step, node.entryActions);
  if (node.timers.length > 0) arm(step, node);
  if (node.invoke.length > 0) invoke(step, node);
  if (takesInitial && node.initial) runActions(step, node.initial.actions);
}

/** Final states as they are entered, and what is complete by that. */
class Completions {
  readonly #step: Step;
  readonly #next: Configuration;
  readonly #entered: Set<StateNode>;
  readonly #completed: Set<StateNode> = new Set();

  constructor(step: Step, { next, entries }: Plan) {
    this.#step = step;
    this.#next = next;
    this.#entered = new Set(entries.map(({ node }) => node));
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
      isComplete(ancestor, (node) => this.#isActive(node, final))
    ) {
      this.#completed.add(ancestor);
      this.#raiseDone(ancestor, undefined);
      last = ancestor;
      ancestor = ancestor.parent;
    }
    if (!ancestor) this.#completeMachine(last);
  }

  /** States after `final` in document order are still to be entered. */
  #isActive(node: StateNode, final: StateNode): boolean {
    return (
      this.#next.nodes.includes(node) && !(this.#entered.has(node) && node.order > final.order)
    );
  }

  #completeMachine(last: StateNode): void {
    const step = this.#step;
    const { root } = step.machine.chart;
    step.draft.status = 'done';
    if (root.output === undefined) return;
    const event = this.#doneEvent(last, last.parent ? this.#outputOf(last) : undefined);
    step.draft.output = resolveOutput(root.output, { ...step.info(), event });
  }

  #outputOf({ output }: StateNode): unknown {
    return resolveOutput(output, this.#step.info());
  }

  #raiseDone(node: StateNode, output: unknown): void {
    this.#step.raise(this.#doneEvent(node, output));
  }

  #doneEvent(node: StateNode, output: unknown): EventObject {
    return this.#step.machine.chart.dialect.doneStateEvent(node.id, output);
  }
}

function resolveOutput(output: unknown, info: unknown): unknown {
  return typeof output === 'function' ? (output as (info: unknown) => unknown)(info) : output;
}
