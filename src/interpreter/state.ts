// oxlint-disable typescript/no-empty-object-type -- states without options
import type {
  ActionRef,
  GuardRef,
  InvokeConfig,
  OneOrMany,
  TransitionConfigs,
} from '../model/config.ts';

/** What a state may say; as in a config, with `initial` and `final` as marks. */
export interface StateOptions {
  readonly id?: string;
  /** True: its parent starts here. A key: the child that it starts with itself. */
  readonly initial?:
    | boolean
    | string
    | { readonly target: string; readonly actions?: OneOrMany<ActionRef> };
  readonly final?: boolean;
  readonly type?: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly states?: Readonly<Record<string, State | StateOptions>>;
  readonly on?: Readonly<Record<string, TransitionConfigs>>;
  readonly always?: TransitionConfigs;
  readonly after?: Readonly<Record<string, TransitionConfigs>>;
  readonly invoke?: OneOrMany<InvokeConfig>;
  readonly onDone?: TransitionConfigs;
  readonly entry?: OneOrMany<ActionRef>;
  readonly exit?: OneOrMany<ActionRef>;
  readonly history?: 'shallow' | 'deep' | boolean;
  /** Default target of a history state. */
  readonly target?: string;
  readonly tags?: OneOrMany<string>;
  readonly meta?: unknown;
  readonly output?: unknown;
  readonly description?: string;
}

/** What a transition declared with `.to()` may say. */
export interface TransitionOptions {
  /** The event it waits for; without one it is taken at once, as soon as its guard allows. */
  readonly event?: string;
  readonly guard?: GuardRef;
  readonly actions?: OneOrMany<ActionRef>;
  readonly reenter?: boolean;
  readonly description?: string;
  readonly meta?: unknown;
}

/** A transition that was declared with `.to()` or `.internal()`. */
export class TransitionDeclaration<out TOptions extends TransitionOptions = TransitionOptions> {
  readonly source: State;
  readonly target: State | string | undefined;
  readonly options: TOptions;

  constructor(source: State, target: State | string | undefined, options: TOptions) {
    this.source = source;
    this.target = target;
    this.options = options;
  }
}

/** A state as classes, builders and functions declare it. */
export class State<TOptions extends StateOptions = StateOptions> {
  /** Absent: the name of the field that holds it. */
  readonly key: string | undefined;
  readonly options: TOptions;
  readonly transitions: TransitionDeclaration[] = [];

  constructor(key: string | undefined, options: TOptions) {
    this.key = key;
    this.options = options;
  }

  /** The states inside. */
  get states(): NonNullable<TOptions['states']> {
    return this.options.states ?? {};
  }

  /** A transition from here to another state, given itself or by its key. */
  to<const TOptions extends TransitionOptions = {}>(
    target: State | string,
    options?: TOptions,
  ): TransitionDeclaration<TOptions> {
    return this.#declare(target, options ?? ({} as TOptions));
  }

  /** A transition that runs actions and leaves no state. */
  internal<const TOptions extends Omit<TransitionOptions, 'event'> = {}>(
    event: string,
    options?: TOptions,
  ): TransitionDeclaration<TOptions> {
    return this.#declare(undefined, { ...(options as TOptions), event });
  }

  #declare<TOptions extends TransitionOptions>(
    target: State | string | undefined,
    options: TOptions,
  ): TransitionDeclaration<TOptions> {
    const declaration = new TransitionDeclaration(this, target, options);
    this.transitions.push(declaration);
    return declaration;
  }
}

/** Declares a state: `state({ initial: true })`, or with a key of its own `state('loggedIn', {...})`. */
export function state<const TOptions extends StateOptions = {}>(
  options?: TOptions,
): State<TOptions>;
export function state<const TOptions extends StateOptions = {}>(
  key: string,
  options?: TOptions,
): State<TOptions>;
export function state(keyOrOptions: string | StateOptions = {}, options: StateOptions = {}): State {
  return typeof keyOrOptions === 'string'
    ? new State(keyOrOptions, options)
    : new State(undefined, keyOrOptions);
}
