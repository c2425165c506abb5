import type { DoneStateEvent, EventObject } from '../../protocol/event.ts';
import type { TypeBag } from './bag.ts';
import type { EventDescriptor, ExtractEvent } from './event.ts';
import type { InvokeDemands, InvokePropsOf } from './invoke.ts';
import type { RootPropsOf, StatePropsOf } from './state-config.ts';
import type { InitialTransitionConfigOf, TransitionConfigOf, TransitionsOf } from './transition.ts';

/*
 * How a config literal is understood.
 *
 * `Literal<T, 'root', N>` is a mapped type over the keys of `N`. TypeScript infers `N` from the
 * literal by reading this type backwards, before it looks into functions that wait for the types
 * of their parameters; it then knows every key, every `src` and every `id` of the whole tree, and
 * can type those functions by their neighbours: `event.output` of an inline logic in its `onDone`,
 * `initial` by the keys of `states`. At the end it checks the literal property by property, so
 * that a mistake is reported where it is made.
 *
 * Rules that keep the backward reading sound:
 * - The value type `V` of a property is reached by exactly one mapped type (`Literal`) and one
 *   naked place (`V & ...`). Two different mapped types over `V` would both be inferred from.
 * - While it reads backwards the compiler puts 0 for the key of the level above, therefore every
 *   level has an entry for 0.
 */
export type Literal<T extends TypeBag, TLevel, N> = {
  readonly [P in keyof N]: PropertyOf<T, TLevel, P, N[P], N>;
};

type PropertyOf<T extends TypeBag, TLevel, P, V, N> = P extends keyof Levels[TLevel & Level]
  ? Literal<T, Levels[TLevel & Level][P], V> & DemandsOf<T, Levels[TLevel & Level][P], V>
  : P extends 'src' | 'id' | 'type'
    ? V extends LeafOf<T, TLevel, P, N>
      ? V
      : LeafOf<T, TLevel, P, N>
    : LeafOf<T, TLevel, P, N>;

/** Which properties of a level lead to another level. */
interface Levels {
  root: StateLevels;
  /** A root whose context is inferred, and not checked, by somebody else. */
  open: StateLevels;
  state: StateLevels;
  states: { [key: string]: 'state' };
  invoke: { [index: number]: 'invoke'; [index: `${number}`]: 'invoke' };
  on: { 0: 'on' };
  after: { 0: 'after' };
}
interface StateLevels {
  states: 'states';
  invoke: 'invoke';
  on: 'on';
  after: 'after';
  0: 'state';
}
type Level = keyof Levels;

type LeafOf<T extends TypeBag, TLevel, P, N> = TLevel extends 'on'
  ? OnLeaf<T, P, Get<N, P>>
  : TLevel extends 'after'
    ? AfterLeaf<T, P, Get<N, P>>
    : TLevel extends 'invoke'
      ? Known<InvokePropsOf<T, Get<N, 'src'>>, P, 'an invocation'>
      : P extends 'initial'
        ? InitialOf<T, N>
        : P extends 'always'
          ? TransitionsLike<T, T['events'], Get<N, P>>
          : P extends 'onDone'
            ? TransitionsLike<T, DoneStateEvent<any>, Get<N, P>>
            : TLevel extends 'root' | 'open'
              ? RootLeaf<T, TLevel, P>
              : Known<StatePropsOf<T>, P, 'a state'>;

type RootLeaf<T extends TypeBag, TLevel, P> = P extends keyof RootPropsOf<T>
  ? [TLevel, P] extends ['open', 'context']
    ? unknown
    : RootPropsOf<T>[P]
  : Known<StatePropsOf<T>, P, 'a machine'>;

type OnLeaf<T extends TypeBag, P, V> =
  P extends EventDescriptor<T['events']>
    ? TransitionsLike<T, ExtractEvent<T['events'], P>, V>
    : `the machine has no such event: ${P & string}`;

type AfterLeaf<T extends TypeBag, P, V> = P extends number | `${number}` | T['delays']
  ? TransitionsLike<T, T['events'], V>
  : `the machine has no such delay: ${P & string}`;

/** Of the forms that transitions may take the one that was written, so that errors are near. */
type TransitionsLike<T extends TypeBag, E extends EventObject, V> = V extends string
  ? string
  : V extends readonly unknown[]
    ? Extract<TransitionsOf<T, E>, readonly unknown[]>
    : unknown extends V
      ? TransitionsOf<T, E>
      : TransitionConfigOf<T, E> | undefined;

type Known<TProps, P, TOwner extends string> = P extends keyof TProps
  ? TProps[P]
  : `${TOwner} has no such property: ${P & string}`;

type Get<N, K> = K extends keyof N ? N[K] : unknown;

type InitialOf<T extends TypeBag, N> =
  | ChildKey<Get<N, 'states'>>
  | InitialTransitionConfigOf<T, ChildKey<Get<N, 'states'>>>
  | undefined;

type ChildKey<C> = unknown extends C ? string : keyof C & string;

type DemandsOf<T extends TypeBag, TLevel, V> = TLevel extends 'invoke'
  ? V extends readonly unknown[]
    ? unknown
    : InvokeDemands<T, Get<V, 'src'>>
  : unknown;
