// oxlint-disable typescript/no-explicit-any -- that it checks nothing is what is measured
/*
 * What a library would declare that tells functions their context and event, keeps the config, and
 * checks nothing. Names of actions, guards, actors and targets are any strings, parameters, outputs
 * and snapshots are `any`. `npm run bench:types` measures it beside the real ones, to show how much
 * of their time TypeScript takes to read such a config, whatever its types say.
 */
export interface Bag {
  context: any;
  events: { type: string };
}

interface Args<T extends Bag, E> {
  context: T['context'];
  event: E;
}
interface Action<T extends Bag, E> {
  (args: Args<T, E>, params: any): void;
}
// With what saves time in the real types too: no array types, and `undefined` to be compared first.
interface ListOf<V> {
  readonly [index: number]: V;
  readonly length: number;
}
type AnAction<T extends Bag, E> = string | { type: string; params?: any } | Action<T, E>;
type Actions<T extends Bag, E> = AnAction<T, E> | ListOf<AnAction<T, E>>;
type Guard<T extends Bag, E> =
  | string
  | { type: string; params?: any }
  | ((args: Args<T, E>, params: any) => boolean);
interface Transition<T extends Bag, E> {
  readonly target?: string;
  readonly guard?: Guard<T, E> | undefined;
  readonly actions?: Actions<T, E> | undefined;
}
type Transitions<T extends Bag, E> =
  | string
  | Transition<T, E>
  | ListOf<Transition<T, E> | undefined>
  | undefined;
interface Invocation<T extends Bag> {
  readonly src: string;
  readonly id?: string;
  readonly input?: ((args: Args<T, T['events']>) => unknown) | { readonly [key: string]: unknown };
  readonly onDone?: Transitions<T, { type: string; output: any }>;
  readonly onError?: Transitions<T, { type: string; error: unknown }>;
}
interface State<T extends Bag> {
  readonly id?: string;
  readonly type?: 'final' | 'parallel';
  readonly initial?: string;
  readonly tags?: string | readonly string[];
  readonly context?: T['context'] | ((args: { input: any }) => T['context']);
  readonly on?: {
    readonly [K in T['events']['type']]?: Transitions<T, Extract<T['events'], { type: K }>>;
  };
  readonly after?: { readonly [delay: string]: Transitions<T, T['events']> };
  readonly entry?: Actions<T, T['events']>;
  readonly exit?: Actions<T, T['events']>;
  readonly invoke?: Invocation<T> | ListOf<Invocation<T>> | undefined;
  readonly states?: { readonly [key: string]: State<T> };
}

type Inferred<N> = [N] extends [unknown] ? never : InferredFrom<N>;
type InferredFrom<N> = {
  readonly [P in keyof N]: P extends PropertyKey ? never : N[P] & InferredFrom<N[P]>;
};

interface BagOf<D> {
  context: D extends { context: infer C } ? C : any;
  events: D extends { events: infer E extends { type: string } } ? E : any;
}

export declare function setup<D>(implementations: {
  types?: D;
  actors?: { [name: string]: unknown };
  actions?: { [name: string]: Action<BagOf<D>, BagOf<D>['events']> };
  guards?: {
    [name: string]: (args: Args<BagOf<D>, BagOf<D>['events']>, params: any) => boolean;
  };
  delays?: { [name: string]: number | ((args: Args<BagOf<D>, BagOf<D>['events']>) => number) };
}): Setup<BagOf<D>>;
export interface Setup<T extends Bag> {
  createMachine<const N>(config: Inferred<N> | State<T>): Machine<T, N>;
}
export interface Machine<T extends Bag, N> {
  readonly types: T;
  readonly config: N;
}

export declare function assign<T extends Bag, E>(assignment: {
  [K in keyof T['context']]?: T['context'][K] | ((args: Args<T, E>) => T['context'][K]);
}): Action<T, E>;
export declare function fromPromise<TOutput, TInput>(
  creator: (args: { input: TInput }) => Promise<TOutput>,
): { output: TOutput; input: TInput };
export declare function fromCallback<TEvent, TInput>(
  callback: (args: { input: TInput; sendBack: (event: any) => void }) => void,
): { event: TEvent; input: TInput };

export interface Snapshot<T extends Bag> {
  readonly context: T['context'];
  matches(value: any): boolean;
  hasTag(tag: string): boolean;
  can(event: T['events']): boolean;
}
export interface Actor<T extends Bag> {
  subscribe(observer: (snapshot: Snapshot<T>) => void): void;
  start(): void;
  send(event: T['events']): void;
  getSnapshot(): Snapshot<T>;
}
export declare function createActor<T extends Bag, N>(
  machine: Machine<T, N>,
  options?: { input?: any },
): Actor<T>;
