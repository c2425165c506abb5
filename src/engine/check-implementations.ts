import type { Chart } from '../compile/chart.ts';
import { ImplementationMissingError, isDevelopment, type Diagnostic } from '../errors.ts';
import type { ActionRef, GuardRef } from '../model/config.ts';
import type { Transition } from '../model/state-node.ts';
import type { ExecutableMachine, Implementations } from './machine.ts';
import { missing } from './missing.ts';

/**
 * Before an actor is made: a delay that nobody can resolve would leave it waiting for ever, so
 * it is refused. Actions may be missing, which is worth a warning. With `options.strict` every
 * missing name is refused.
 * @throws ImplementationMissingError
 */
export function checkImplementations(machine: ExecutableMachine): void {
  if (machine.isChecked) return;
  const { chart, options } = machine;
  const { strict } = options;
  const delays = missingOf(machine, 'delays', chart.delayNames);
  const isDetailed = strict || isDevelopment();
  const names = isDetailed ? namesOf(chart) : undefined;
  const actions = names ? missingOf(machine, 'actions', names.actions) : [];
  const refused =
    strict && names
      ? [
          ...delays,
          ...missingOf(machine, 'guards', names.guards),
          ...missingOf(machine, 'actors', names.actors),
          ...actions,
        ]
      : delays;
  if (refused.length > 0) throw new ImplementationMissingError(machine.id, refused);
  machine.isChecked = true;
  for (const { at, message, help } of actions)
    console.warn(`${at}: ${message} and does nothing. ${help}`);
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
    addNames(names.actions, node.entry);
    addNames(names.actions, node.exit);
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
