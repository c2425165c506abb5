// oxlint-disable typescript/no-explicit-any, typescript/no-empty-object-type -- what a config leaves open is not checked
// What a config says at type level. A config that TypeScript knows only widely, such as an
// imported JSON file, gives wide types: any name, any event.
import type { DoneEvent, Event, Payload } from './event.ts';
import type { MachineNode, MachineTypes } from './machine-node.ts';
import type { StatesOf } from './uses.ts';
import type { VariableOf } from './variable-of.ts';

/** What is known of a machine with this config. */
export interface TypesOf<TConfig> extends MachineTypes {
  context: ContextOf<TConfig>;
  event: EventOf<TConfig>;
}

/** The context: as `types.context` says, else as the initial value looks like. */
export type ContextOf<TConfig> = TConfig extends { types: { context: infer TContext } }
  ? TContext
  : TConfig extends { context: infer TInitial }
    ? TInitial extends (...args: never) => infer TMade
      ? TMade
      : VariableOf<TInitial>
    : unknown extends TConfig
      ? unknown
      : Record<string, unknown>;

/** Events: as `types.events` says, else any; the names that `on` uses are offered. */
export type EventOf<TConfig> = TConfig extends { types: { events: infer TEvents } }
  ? Declared<TEvents>
  : { type: OnKeys<StatesOf<TConfig>> | (string & {}); payload: Payload };

type Declared<TEvent> = TEvent extends { type: infer TType extends string }
  ? { type: TType; payload: Omit<TEvent, 'type'> }
  : never;

type OnKeys<TState> = TState extends { on: infer TOn } ? keyof TOn & string : never;

/** What `send` may be called with. */
export type SendArgs<TEvent extends MachineTypes['event']> =
  | NamedArgs<TEvent>
  | [event: EventInput<TEvent>];

type NamedArgs<TEvent extends MachineTypes['event']> = TEvent extends unknown
  ? {} extends TEvent['payload']
    ? [type: TEvent['type'], payload?: TEvent['payload']]
    : [type: TEvent['type'], payload: TEvent['payload']]
  : never;

/** An event that stands alone: an object, an `Event`, or a name when nothing must come with it. */
export type EventInput<TEvent extends MachineTypes['event']> = TEvent extends unknown
  ?
      | ({ readonly type: TEvent['type'] } & TEvent['payload'])
      | Event<TEvent['type'], TEvent['payload']>
      | ({} extends TEvent['payload'] ? TEvent['type'] : never)
  : never;

/** The config again, with every target that is no state marked. */
export type CheckedConfig<TConfig> = CheckedState<TConfig, never>;

type CheckedState<TState, TSibling> = {
  [K in keyof TState]: K extends 'states'
    ? { [S in keyof TState[K]]: CheckedState<TState[K][S], keyof TState[K] & string> }
    : K extends 'on' | 'after'
      ? { [E in keyof TState[K]]: CheckedTransitions<TState[K][E], TSibling> }
      : K extends 'always' | 'onDone'
        ? CheckedTransitions<TState[K], TSibling>
        : K extends 'invoke'
          ? CheckedInvokes<TState[K], TSibling>
          : K extends 'initial'
            ? CheckedInitial<TState, TState[K]>
            : TState[K];
};

type CheckedInitial<TState, TInitial> = TInitial extends string
  ? string extends TInitial
    ? TInitial
    : TState extends { states: infer TStates }
      ? TInitial extends (keyof TStates & string) | `${string}.${string}` | `#${string}`
        ? TInitial
        : // A config with typed actions in it may be known only in part.
          [keyof TStates] extends [never]
          ? TInitial
          : NoSuchState<keyof TStates>
      : TInitial
  : TInitial;

/** Shown where a target stands that is no state. Not a string: that would make the whole config `never`. */
interface NoSuchState<TThereIs> {
  readonly noSuchState: { readonly thereIs: TThereIs };
}

type CheckedInvokes<TInvoke, TSibling> = TInvoke extends readonly unknown[]
  ? { [I in keyof TInvoke]: CheckedInvoke<TInvoke[I], TSibling> }
  : CheckedInvoke<TInvoke, TSibling>;

type CheckedInvoke<TInvoke, TSibling> = {
  [K in keyof TInvoke]: K extends 'onDone' | 'onError'
    ? CheckedTransitions<TInvoke[K], TSibling>
    : TInvoke[K];
};

type CheckedTransitions<T, TSibling> = T extends string
  ? CheckedTarget<T, TSibling>
  : T extends readonly unknown[]
    ? { [I in keyof T]: CheckedTransitions<T[I], TSibling> }
    : T extends object
      ? { [K in keyof T]: K extends 'target' ? CheckedTarget<T[K], TSibling> : T[K] }
      : T;

type CheckedTarget<T, TSibling> = T extends string
  ? string extends T
    ? T
    : T extends TSibling | `#${string}` | `.${string}` | `${string}.${string}`
      ? T
      : [TSibling] extends [never]
        ? T
        : NoSuchState<TSibling>
  : T;

/** The event of an `onDone` action. */
export type ResultOf<TService extends (...args: any[]) => unknown> = DoneEvent<
  Awaited<ReturnType<TService>>
>;

/** What is known of a machine that was not written as one literal. */
export interface LooseTypes<TContext> extends MachineTypes {
  context: TContext;
  event: { type: string; payload: Payload };
}

/** A machine of which nothing is known. */
export type AnyMachine = MachineNode<LooseTypes<unknown>>;
