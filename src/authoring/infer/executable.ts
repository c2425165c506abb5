import type { AnyActorRef } from '../../protocol/actor-ref.ts';
import type { BuiltinEffect } from '../../protocol/effect.ts';
import type { EventObject } from '../../protocol/event.ts';
import type { ActionArgs } from './action.ts';
import type { MachineContext, ParameterizedObject, TypeBag } from './bag.ts';

/** An action that is to be executed: `exec(info, params)`, when there is an `exec`. */
export interface ExecutableActionObject {
  type: string;
  info: ActionArgs<MachineContext, EventObject, EventObject>;
  params: unknown;
  exec: ((info: any, params: any) => void) | undefined;
}

/** A built-in action with its parameters. */
interface ExecutableBuiltin<TType extends string, TParams> extends ExecutableActionObject {
  type: TType;
  params: TParams;
}

/** The actions of the library itself, by their `type`. */
export type SpecialExecutableAction = ExecutableEffect<BuiltinEffect>;
type ExecutableEffect<E> = E extends BuiltinEffect
  ? ExecutableBuiltin<E['type'], E['params']>
  : never;

export type ExecutableSpawnAction = ExecutableBuiltin<
  'xstate.spawnChild',
  { id: string; actorRef: AnyActorRef; src: unknown }
>;

/** An action that the machine has under a name. */
export interface ToExecutableAction<T extends ParameterizedObject> extends ExecutableActionObject {
  type: T['type'];
  params: T['params'];
}

/** What `transition` returns beside the snapshot: what the machine wants done. */
export type ExecutableActionsFrom<L> =
  | SpecialExecutableAction
  | (L extends { '~types'?: infer T extends TypeBag } ? NamedActions<T['actions']> : never);

type NamedActions<X> = string extends keyof X
  ? never
  : { [K in keyof X & string]: ExecutableBuiltin<K, X[K]> }[keyof X & string];
