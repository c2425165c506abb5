import type { Chart } from '../compile/chart.ts';
import { ImplementationMissingError, isDevelopment, type Diagnostic } from '../errors.ts';
import type { ActionRef, GuardRef } from '../model/config.ts';
import type { Transition } from '../model/state-node.ts';
import type { ExecutableMachine, Implementations } from './machine.ts';
import { missing } from './missing.ts';

/**
 * Before a machine is entered: a delay that nobody can resolve would leave it waiting for ever, so
 * it is refused. Actions may be missing, which is worth a warning when an actor is made: whoever
 * collects effects may know them. With `options.strict` every missing name is refused.
 * @throws ImplementationMissingError
 */
export function checkImplementations(machine: ExecutableMachine, isLive: boolean): void {
  if (!machine.isChecked) {
    const refused = refusedNames(machine);
    if (refused.length > 0) throw new ImplementationMissingError(machine.id, refused);
    machine.isChecked = true;
  }
  if (!isLive || machine.hasWarned) return;
  machine.hasWarned = true;
  if (!isDevelopment()) return;
  const { actions } = namesOf(machine.chart);
  for (const { at, message, help } of missingOf(machine, 'actions', actions))
    console.warn(`${at}: ${message} and does nothing. ${help}`);
}

function refusedNames(machine: ExecutableMachine): Diagnostic[] {
  const { chart, options } = machine;
  const delays = missingOf(machine, 'delays', chart.delayNames);
  if (!options.strict) return delays;
  const names = namesOf(chart);
  const others = (['guards', 'actors', 'actions'] as const).flatMap((kind) =>
    missingOf(machine, kind, names[kind]),
  );
  return [...delays, ...others];
}

function missingOf(
  machine: ExecutableMachine,
  kind: keyof Implementations,
  names: Iterable<string>,
): Diagnostic[] {
  const there = machine.implementations[kind];
  return [...names]
    .filter((name) => !Object.hasOwn(there, name) || there[name] === undefined)
    .map((name) => missing(machine, kind, name));
}

type Names = Record<'actions' | 'guards' | 'actors', Set<string>>;

/** The names that a chart uses. Those that code enqueues or asks for are known to that code only. */
function namesOf({ nodes, inlineLogic }: Chart): Names {
  const names: Names = { actions: new Set(), guards: new Set(), actors: new Set() };
  const addTransition = ({ actions, guard }: Transition) => {
    addNames(names.actions, actions);
    if (guard !== undefined) addNames(names.guards, [guard]);
  };
  for (const { entryActions, exitActions, transitions, always, initial, invoke } of nodes) {
    addNames(names.actions, entryActions);
    addNames(names.actions, exitActions);
    for (const each of transitions.values()) each.forEach(addTransition);
    always?.forEach(addTransition);
    if (initial) addTransition(initial);
    for (const { src } of invoke) if (!inlineLogic.has(src)) names.actors.add(src);
  }
  return names;
}

/** Adds the names that `refs` use, and those of the guards that a guard asks. */
function addNames(names: Set<string>, refs: readonly (ActionRef | GuardRef)[]): void {
  for (const ref of refs) {
    if (typeof ref === 'string') names.add(ref);
    else if (typeof ref === 'object') names.add(ref.type);
    addNames(names, (ref as { guards?: readonly GuardRef[] }).guards ?? []);
  }
}
