import { ImplementationMissingError, didYouMean, fault, type Diagnostic } from '../errors.ts';
import type { ExecutableMachine, Implementations } from './machine.ts';

/** By kind: code of the fault, what the kind is called, an example of it. */
const KINDS = {
  delays: ['E301', 'delay', '1000'],
  guards: ['E302', 'guard', '() => true'],
  actors: ['E303', 'actor logic', 'fromPromise(...)'],
  actions: ['E304', 'action', '() => {}'],
} as const;

/** A name that has no implementation: what to provide, or which name may have been meant. */
export function missing(
  { id, implementations }: ExecutableMachine,
  kind: keyof Implementations,
  name: string,
): Diagnostic {
  const [code, noun, example] = KINDS[kind];
  const message = `${noun} "${name}" has no implementation`;
  const others = Object.keys(implementations[kind]).filter((other) => other !== name);
  const near = didYouMean(name, others);
  return fault(code, id, message, near || `Provide it: ${kind}: { ${name}: ${example} }`);
}

export function throwMissing(
  machine: ExecutableMachine,
  kind: keyof Implementations,
  name: string,
): never {
  throw new ImplementationMissingError(machine.id, [missing(machine, kind, name)]);
}
