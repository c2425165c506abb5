import type { Chart } from '../compile/chart.ts';
import { ImplementationMissingError, isDevelopment } from '../errors.ts';
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
  const { chart, implementations, id } = machine;
  const { strict } = machine.options;
  const missingOf = (kind: keyof Implementations, used: Iterable<string> = []) =>
    [...used]
      .filter((name) => !Object.hasOwn(implementations[kind], name))
      .map((name) => missing(machine, kind, name));
  const refused = missingOf('delays', chart.delayNames);
  const names = strict || isDevelopment() ? namesOf(chart) : undefined;
  const inert = missingOf('actions', names?.actions);
  if (strict) {
    refused.push(
      ...missingOf('guards', names?.guards),
      ...missingOf('actors', names?.actors),
      ...inert,
    );
  }
  if (refused.length > 0) throw new ImplementationMissingError(id, refused);
  machine.isChecked = true;
  for (const { at, message, help } of inert)
    console.warn(`${at}: ${message} and does nothing. ${help}`);
}

type Names = Record<'actions' | 'guards' | 'actors', Set<string>>;

/** The names that a chart uses. Those that code enqueues or asks for are known to that code only. */
function namesOf({ nodes, inlineLogic }: Chart): Names {
  const names: Names = { actions: new Set(), guards: new Set(), actors: new Set() };
  const addTransition = ({ actions, guard }: Transition) => {
    addNames(names.actions, actions);
    if (guard !== undefined) addNames(names.guards, [guard]);
  };
  for (const { entry, exit, transitions, always, initial, invoke } of nodes) {
    addNames(names.actions, entry);
    addNames(names.actions, exit);
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
