import { ImplementationMissingError, didYouMean, type Diagnostic } from '../errors.ts';
import type { ExecutableMachine, Implementations } from './machine.ts';

const KINDS = {
  delays: { code: 'E301', noun: 'delay', example: '1000' },
  guards: { code: 'E302', noun: 'guard', example: '() => true' },
  actors: { code: 'E303', noun: 'actor logic', example: 'fromPromise(...)' },
  actions: { code: 'E304', noun: 'action', example: '() => {}' },
} as const;

/** A name that has no implementation: what to provide, or which name may have been meant. */
export function missing(
  { id, implementations }: ExecutableMachine,
  kind: keyof Implementations,
  name: string,
): Diagnostic {
  const { code, noun, example } = KINDS[kind];
  const message = `${noun} "${name}" has no implementation`;
  const others = Object.keys(implementations[kind]).filter((other) => other !== name);
  const near = didYouMean(name, others);
  return { code, at: id, message, help: near || `Provide it: ${kind}: { ${name}: ${example} }` };
}

export function throwMissing(
  machine: ExecutableMachine,
  kind: keyof Implementations,
  name: string,
): never {
  throw new ImplementationMissingError(machine.id, [missing(machine, kind, name)]);
}
