import type { AnyActorSystem } from '../../protocol/actor-ref.ts';
import type { DoneStateEvent, EventObject } from '../../protocol/event.ts';
import type { MapperOf } from './action.ts';
import type {
  DeclaredBag,
  MachineContext,
  ParameterizedObject,
  ProvidedActor,
  ToActorMap,
  ToParamsMap,
  TypeBag,
} from './bag.ts';
import type { ChildrenOf } from './children.ts';
import type { Verbatim } from './creators.ts';
import type { Checks, Inferred, OpenChecksOf } from './literal.ts';
import type { ImplementationsOf, Machine } from './machine.ts';
import type { FactoryArgsOf } from './state-config.ts';
import type { RoutableStateId, Shape, ToStateValue } from './state-value.ts';
import type { SystemOf } from './system.ts';
import type { MetaObject } from './type-functions.ts';

/** The config of a machine, from which `N` is inferred, and its output `O`. */
export type MachineLiteral<T extends TypeBag, N, O, F extends Checks<T, N>> =
  | Inferred<N, OutputAs<O>>
  | F['config'];
interface OutputAs<O> {
  readonly output?: O | ((args: never) => O);
}

/** The output of the machine, or how it is computed when the machine is done. */
interface OutputOf<T extends TypeBag, O> {
  readonly output?: MapperOf<T, DoneStateEvent, O> | O | undefined;
}

/** The machine with the types `T` that a config `N` describes. */
export type ConfiguredMachine<T extends TypeBag, N, O, I = T['input']> = MachineWith<
  T,
  Shape<N>,
  N,
  unknown extends T['output'] ? Widen<O> : T['output'],
  I
>;
// While TypeScript still infers, states that are not known yet are `never`, and so is their machine.
type MachineWith<T extends TypeBag, S, N, O, I> = S extends unknown
  ? Machine<Configured<T, S, N, O, I>>
  : never;

/**
 * The bag `T` with what a config `N` adds: its states `S`, its children and its output `O`.
 * Spelled as a conditional type so that it prints as one flat object.
 */
export type Configured<T extends TypeBag, S, N, O, I = T['input']> = S extends unknown
  ? {
      context: T['context'];
      events: T['events'] | RouteEvent<N>;
      states: S;
      value: ToStateValue<N>;
      actors: T['actors'];
      actions: T['actions'];
      guards: T['guards'];
      delays: T['delays'];
      tags: T['tags'];
      input: I;
      output: O;
      emitted: T['emitted'];
      children: T['children'];
      refs: ChildrenOf<T, N>;
      meta: T['meta'];
      transitionMeta: T['transitionMeta'];
      system: T['system'];
    }
  : never;

type RouteEvent<N> = [RoutableStateId<N>] extends [never]
  ? never
  : { type: 'xstate.route'; to: RoutableStateId<N> };

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
  /** `systemId` of an actor to its reference: `{} as { log: ActorRefFrom<typeof log> }`. */
  system?: object;
}

// The bag of what `types` says. While TypeScript still infers, a type that is not known yet is `never`.
type Described<D, C extends MachineContext> = [D] extends [never]
  ? DescribedBag<{}, C>
  : DescribedBag<D, C>;
interface DescribedBag<D, C extends MachineContext> extends DeclaredBag<
  D,
  Widen<C>,
  D extends { actors: infer A extends ProvidedActor } ? ToActorMap<A> : Record<string, any>,
  D extends { actions: infer X extends ParameterizedObject } ? ToParamsMap<X> : Record<string, any>,
  D extends { guards: infer G extends ParameterizedObject } ? ToParamsMap<G> : Record<string, any>,
  D extends { delays: infer L extends string } ? L : string
> {
  system: D extends { system: infer V } ? SystemOf<V, {}> : AnyActorSystem;
}
type DescribedOutput<D> = D extends { output: infer O } ? O : unknown;
type DescribedContext<D> = D extends { context: infer C extends MachineContext }
  ? C
  : MachineContext;

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
  <
    D extends ConfigTypes = {},
    const C extends DescribedContext<D> = DescribedContext<D>,
    const N = {},
    O extends DescribedOutput<D> = DescribedOutput<D>,
    const H extends Verbatim = never,
    B extends TypeBag = never,
    F extends Checks<OpenBag<D, C, B>, N> = OpenChecksOf<OpenBag<D, C, B>, N>,
    I = unknown,
  >(
    config: {
      types?: D | undefined;
      context?:
        | C
        | ((args: FactoryArgsOf<OpenBag<D, C, B>> & { input: I }) => C | NoInfer<H>)
        | undefined;
      '~types'?: B | undefined;
    } & OutputOf<OpenBag<D, C, B>, O> &
      (Inferred<N> | F['config']),
    /** @deprecated Use `setup` or `provide`. */
    implementations?: ImplementationsOf<OpenBag<D, C, B>>,
  ): ConfiguredMachine<OpenBag<D, C, B>, N, O, InputOf<OpenBag<D, C, B>, I>>;
}

// The input that `types` describes, else that of a context factory with an annotated parameter.
type InputOf<T extends TypeBag, I> = unknown extends T['input']
  ? unknown extends I
    ? T['input']
    : I
  : T['input'];

// A config from elsewhere brings its bag `B` with it. Nothing else does: not an action, whose bag may
// be anyone's.
type OpenBag<D, C extends MachineContext, B extends TypeBag> = [B] extends [never]
  ? Described<D, C>
  : NoInfer<B>;
