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
  const { guards, actors, actions } = namesOf(chart);
  return [
    ...delays,
    ...missingOf(machine, 'guards', guards),
    ...missingOf(machine, 'actors', actors),
    ...missingOf(machine, 'actions', actions),
  ];
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
    if (guard !== undefined) addGuard(names.guards, guard);
  };
  for (const node of nodes) {
    addNames(names.actions, node.entryActions);
    addNames(names.actions, node.exitActions);
    for (const transitions of node.transitions.values()) transitions.forEach(addTransition);
    node.always?.forEach(addTransition);
    if (node.initial) addTransition(node.initial);
    for (const { src } of node.invoke) if (!inlineLogic.has(src)) names.actors.add(src);
  }
  return names;
}

function addNames(names: Set<string>, refs: readonly (ActionRef | GuardRef)[]): void {
  for (const ref of refs) {
    if (typeof ref === 'string') names.add(ref);
    else if (typeof ref === 'object') names.add(ref.type);
  }
}

function addGuard(names: Set<string>, guard: GuardRef): void {
  addNames(names, [guard]);
  const { guards } = guard as { guards?: readonly GuardRef[] };
  for (const inner of guards ?? []) addGuard(names, inner);
}
