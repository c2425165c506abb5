import type { EventObject } from '../../protocol/event.ts';
import type {
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  ToActorMap,
  ToParamsMap,
  TypeBag,
  Types,
} from './bag.ts';
import type { Literal } from './literal.ts';
import type { ImplementationsOf, Machine } from './machine.ts';
import type { ContextFactoryOf, RootDemands } from './state-config.ts';
import type { Shape, ToStateValue } from './state-value.ts';
import type { MetaObject } from './type-functions.ts';

/** The config of a machine, from which `N` is inferred. */
export type MachineLiteral<T extends TypeBag, N> = Literal<T, 'root', N> &
  RootDemands<T['context']>;

/** The machine with the types `S` that a config `N` describes. */
export type ConfiguredMachine<S, N> = Machine<
  Types<{
    [K in keyof S | 'states' | 'value']: K extends 'states'
      ? Shape<N>
      : K extends 'value'
        ? ToStateValue<Shape<N>>
        : K extends keyof S
          ? S[K]
          : never;
  }>
>;

/** What `types` in the config of `createMachine` may describe; its values are never looked at. */
export interface ConfigTypes {
  context?: MachineContext;
  events?: EventObject;
  actors?: ProvidedActor;
  actions?: ParameterizedObject;
  guards?: ParameterizedObject;
  delays?: string;
  tags?: string;
  input?: unknown;
  output?: unknown;
  emitted?: EventObject;
  meta?: MetaObject;
  transitionMeta?: MetaObject;
}

// What `types` says, in the words of the bag; `C` is the context as the config itself has it.
// While TypeScript still infers, a type that is not known yet is `never`.
type Described<D, C> = [D] extends [never] ? DescribedBy<{}, C> : DescribedBy<D, C>;
type DescribedBy<D, C> = {
  [K in keyof D | 'context']: K extends 'context'
    ? D extends { context: infer DC }
      ? DC
      : Widen<C>
    : K extends 'actors'
      ? ToActorMap<Extract<Get<D, K>, ProvidedActor>>
      : K extends 'actions' | 'guards'
        ? ToParamsMap<Extract<Get<D, K>, ParameterizedObject>>
        : Get<D, K>;
};
type DescribedContext<D, C> = D extends { context: infer DC } ? DC : C;
type Get<D, K> = K extends keyof D ? D[K] : never;

/** A literal as the type of a variable: `0` as `number`, and everything in it may be written to. */
export type Widen<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends bigint
        ? bigint
        : T extends readonly unknown[]
          ? number extends T['length']
            ? T
            : Widen<T[number]>[]
          : T extends (...args: never) => unknown
            ? T
            : IsLiteral<T> extends true
              ? { -readonly [K in keyof T]: Widen<T[K]> }
              : T;

// Only what was written in place has nothing but readonly properties.
type IsLiteral<T> =
  (<U>() => U extends { [K in keyof T]: T[K] } ? 1 : 2) extends <U>() => U extends {
    readonly [K in keyof T]: T[K];
  }
    ? 1
    : 2
    ? T extends object
      ? true
      : false
    : false;

/** Creates a machine; its types come from `types` and from the config itself. */
export interface CreateMachine {
  <D extends ConfigTypes = {}, const C extends MachineContext = MachineContext, const N = {}>(
    config: {
      types?: D;
      context?: DescribedContext<D, C> | ContextFactoryOf<Types<Described<D, C>>>;
    } & Literal<Types<Described<D, C>>, 'open', N>,
    /** @deprecated Use `setup` or `provide`. */
    implementations?: ImplementationsOf<Types<Described<D, C>>>,
  ): ConfiguredMachine<Described<D, C>, N>;
}
