/**
 * What a user may write, erased: the shapes are those of a valid config, the
 * types of context and events are not known here. The typed shape lives in
 * authoring; whatever does not fit these shapes is refused by `check-shape`.
 */

/** A function that a user wrote. What it takes and gives, the types of the face know. */
export type UserFunction = (...args: any[]) => any;

/** A context, whose shape the types of the face know. */
export type Context = any;

export type OneOrMany<T> = T | readonly T[];

/** An action as written: a function (the built-in ones carry `type` and `resolve`), a name, or a name with params. */
export type ActionRef = UserFunction | string | { type: string; params?: unknown };

/** A guard as written; `and`, `or`, `not` and `stateIn` give functions that carry `check`. */
export type GuardRef = UserFunction | string | { type: string; params?: unknown };

export interface TransitionConfig {
  target?: OneOrMany<unknown> | undefined;
  guard?: GuardRef | undefined;
  actions?: OneOrMany<ActionRef> | undefined;
  reenter?: boolean | undefined;
  meta?: unknown;
  description?: string | undefined;
}

export type TransitionConfigs = OneOrMany<string | TransitionConfig> | undefined | null;

export interface RetryConfig {
  maxAttempts: number;
  delay?: number | string;
  backoff?: 'constant' | 'linear' | 'exponential' | number;
  maxDelay?: number;
  jitter?: number;
  when?: (failure: { error: unknown; attempt: number }) => boolean;
}

export interface InvokeConfig {
  id?: string;
  src: unknown;
  input?: unknown;
  systemId?: string;
  onDone?: TransitionConfigs;
  onError?: TransitionConfigs;
  onSnapshot?: TransitionConfigs;
  timeout?: number | string;
  onTimeout?: TransitionConfigs;
  retry?: RetryConfig;
}

export interface StateNodeConfig {
  id?: string;
  type?: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  initial?:
    | string
    | { target: string; actions?: OneOrMany<ActionRef>; meta?: unknown; description?: string };
  states?: Record<string, StateNodeConfig>;
  history?: 'shallow' | 'deep' | boolean;
  /** Default target of a history state. */
  target?: OneOrMany<unknown>;
  entry?: OneOrMany<ActionRef>;
  exit?: OneOrMany<ActionRef>;
  on?: Record<string, TransitionConfigs>;
  always?: TransitionConfigs;
  after?: Record<string, TransitionConfigs>;
  invoke?: OneOrMany<InvokeConfig>;
  onDone?: TransitionConfigs;
  tags?: OneOrMany<string>;
  meta?: unknown;
  output?: unknown;
  description?: string;
  route?: Omit<TransitionConfig, 'target'>;
}

export interface MachineOptions {
  /** Microsteps that one macrostep may take; 10,000 unless set. */
  maxIterations?: number;
  /** Whether an actor is refused when any name has no implementation, actions included. */
  strict?: boolean;
}

export interface MachineConfig extends StateNodeConfig {
  version?: string;
  context?: unknown;
  types?: unknown;
  schemas?: unknown;
  options?: MachineOptions;
}
