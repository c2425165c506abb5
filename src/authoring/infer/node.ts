import type { AnyEventObject, EventObject } from '../../protocol/event.ts';
import type { AnyActorLogic } from '../../protocol/logic.ts';
import type { MachineContext } from './bag.ts';
import type { MetaObject, NonReducibleUnknown } from './type-functions.ts';

/** An action as it stands in a node: a name, a name with parameters, or a function. */
export type UnknownAction =
  | string
  | { type: string; params?: unknown }
  | ((args: never, params: never) => void);

export type UnknownGuard =
  | string
  | { type: string; params?: unknown }
  | ((args: never, params: never) => boolean);

export type StateNodeType = 'atomic' | 'compound' | 'parallel' | 'final' | 'history';

export interface MachineOptions {
  /** Microsteps in one macrostep after which the machine reports a cycle. */
  maxIterations?: number;
  /** Whether an actor is refused when any name has no implementation, actions included. */
  strict?: boolean;
}

/** A state of a machine, with every default of its config filled in. */
export interface MachineNode<
  out TContext extends MachineContext = MachineContext,
  out TEvent extends EventObject = EventObject,
  out TMeta extends MetaObject = MetaObject,
  out TTransitionMeta extends MetaObject = TMeta,
> {
  readonly id: string;
  readonly key: string;
  readonly type: StateNodeType;
  /** Keys from the root to this node; empty for the root. */
  readonly path: string[];
  readonly parent: MachineNode<TContext, TEvent, TMeta, TTransitionMeta> | undefined;
  readonly machine: NodeOwner<TContext, TEvent, TMeta, TTransitionMeta>;
  readonly states: StateNodesConfig<TContext, TEvent, TMeta, TTransitionMeta>;
  /** Position in document order. */
  readonly order: number;
  readonly history: false | 'shallow' | 'deep';
  /** Read when the state is entered: what is pushed here later runs too. */
  entry: UnknownAction[];
  exit: UnknownAction[];
  readonly meta?: TMeta | undefined;
  readonly output?: NonReducibleUnknown;
  readonly tags: string[];
  readonly description?: string | undefined;
  readonly transitions: Map<string, TransitionDefinition<TContext, TEvent, TTransitionMeta>[]>;
  readonly always?: TransitionDefinition<TContext, TEvent, TTransitionMeta>[] | undefined;
  readonly on: TransitionDefinitionMap<TContext, TEvent, TTransitionMeta>;
  readonly after: DelayedTransitionDefinition<TContext, TEvent, TTransitionMeta>[];
  readonly invoke: InvokeDefinition[];
  readonly initial: InitialTransitionDefinition<TContext, TEvent, TTransitionMeta>;
  /** Every event type that this state or one below it accepts. */
  readonly events: string[];
  /** Every event type for which this state itself has a transition. */
  readonly ownEvents: string[];
  readonly definition: StateNodeDefinition<TContext, TEvent, TMeta, TTransitionMeta>;
  /** What the user wrote. */
  readonly config: RawStateConfig;
}

/** The class `StateNode`, as a type. */
export type StateNode<
  TContext extends MachineContext = MachineContext,
  TEvent extends EventObject = EventObject,
  TMeta extends MetaObject = MetaObject,
  TTransitionMeta extends MetaObject = TMeta,
> = MachineNode<TContext, TEvent, TMeta, TTransitionMeta>;
export type AnyStateNode = MachineNode<any, any, any, any>;

/** A written config, when its types are gone. */
export interface RawStateConfig {
  readonly id?: string | undefined;
  readonly [key: string]: unknown;
}

/** What a node knows of its machine. */
export interface NodeOwner<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TMeta extends MetaObject,
  out TTransitionMeta extends MetaObject,
> {
  readonly id: string;
  readonly version?: string | undefined;
  readonly root: MachineNode<TContext, TEvent, TMeta, TTransitionMeta>;
  readonly states: StateNodesConfig<TContext, TEvent, TMeta, TTransitionMeta>;
  readonly events: string[];
  readonly schemas: unknown;
  readonly options: MachineOptions;
  readonly definition: StateMachineDefinition<TContext, TEvent, TMeta, TTransitionMeta>;
  /** @param stateId `'#id'`, `'id'` or `'id.path'`; throws when there is no such state */
  getStateNodeById(stateId: string): MachineNode<TContext, TEvent, TMeta, TTransitionMeta>;
  toJSON(): StateMachineDefinition<TContext, TEvent, TMeta, TTransitionMeta>;
}

export interface TransitionDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TTransitionMeta extends MetaObject = MetaObject,
> {
  target: readonly MachineNode<TContext, TEvent, MetaObject, TTransitionMeta>[] | undefined;
  source: MachineNode<TContext, TEvent, MetaObject, TTransitionMeta>;
  actions: readonly UnknownAction[];
  reenter: boolean;
  guard?: UnknownGuard | undefined;
  eventType: string;
  meta?: TTransitionMeta | undefined;
  description?: string | undefined;
  toJSON: () => {
    target: string[] | undefined;
    source: string;
    actions: readonly UnknownAction[];
    guard?: UnknownGuard | undefined;
    eventType: string;
    meta?: TTransitionMeta | undefined;
  };
}

export type AnyTransitionDefinition = TransitionDefinition<any, any, any>;

export interface InitialTransitionDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TTransitionMeta extends MetaObject = MetaObject,
> extends TransitionDefinition<TContext, TEvent, TTransitionMeta> {
  target: readonly MachineNode<TContext, TEvent, MetaObject, TTransitionMeta>[];
  guard?: never;
}

export interface DelayedTransitionDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TTransitionMeta extends MetaObject = MetaObject,
> extends TransitionDefinition<TContext, TEvent, TTransitionMeta> {
  delay: number | string | ((args: never, params: never) => number);
}

export type TransitionDefinitionMap<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TTransitionMeta extends MetaObject = MetaObject,
> = {
  [descriptor: string]: TransitionDefinition<TContext, TEvent, TTransitionMeta>[];
};

export type Transitions<
  TContext extends MachineContext,
  TEvent extends EventObject,
> = TransitionDefinition<TContext, TEvent, MetaObject>[];

/** An invocation with its defaults filled in. */
export interface InvokeDefinition<
  _TContext extends MachineContext = MachineContext,
  _TEvent extends EventObject = EventObject,
  _TActor = unknown,
  _TAction = unknown,
  _TGuard = unknown,
  _TDelay = unknown,
  _TEmitted = unknown,
  _TTransitionMeta extends MetaObject = MetaObject,
> {
  id: string;
  systemId: string | undefined;
  src: AnyActorLogic | string;
  input?: NonReducibleUnknown;
  onDone?: unknown;
  onError?: unknown;
  onSnapshot?: unknown;
  toJSON: () => object;
}

export interface StateNodeDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TMeta extends MetaObject = MetaObject,
  out TTransitionMeta extends MetaObject = TMeta,
> {
  id: string;
  version?: string | undefined;
  key: string;
  type: StateNodeType;
  initial: InitialTransitionDefinition<TContext, TEvent, TTransitionMeta> | undefined;
  history: boolean | 'shallow' | 'deep' | undefined;
  states: StatesDefinition<TContext, TEvent, TMeta, TTransitionMeta>;
  on: TransitionDefinitionMap<TContext, TEvent, TTransitionMeta>;
  transitions: TransitionDefinition<TContext, TEvent, TTransitionMeta>[];
  entry: UnknownAction[];
  exit: UnknownAction[];
  meta: TMeta | undefined;
  order: number;
  output?: NonReducibleUnknown;
  invoke: InvokeDefinition[];
  description?: string | undefined;
  tags: string[];
}

export type AnyStateNodeDefinition = StateNodeDefinition<any, any, any, any>;

/** A machine as data: what `machine.definition` and `JSON.stringify(machine)` show. */
export interface StateMachineDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TMeta extends MetaObject = MetaObject,
  out TTransitionMeta extends MetaObject = TMeta,
> extends StateNodeDefinition<TContext, TEvent, TMeta, TTransitionMeta> {}

export interface StatesDefinition<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TMeta extends MetaObject = MetaObject,
  out TTransitionMeta extends MetaObject = TMeta,
> {
  [key: string]: StateNodeDefinition<TContext, TEvent, TMeta, TTransitionMeta>;
}

/** The child nodes of a node by key. */
export interface StateNodesConfig<
  out TContext extends MachineContext,
  out TEvent extends EventObject,
  out TMeta extends MetaObject = MetaObject,
  out TTransitionMeta extends MetaObject = TMeta,
> {
  [key: string]: MachineNode<TContext, TEvent, TMeta, TTransitionMeta>;
}

export interface HistoryStateNode<TContext extends MachineContext> extends MachineNode<
  TContext,
  EventObject,
  MetaObject,
  MetaObject
> {
  readonly history: 'shallow' | 'deep';
  readonly target: string | undefined;
}

/** Which nodes each history state remembers. */
export type HistoryValue<TContext extends MachineContext, TEvent extends EventObject> = Record<
  string,
  MachineNode<TContext, TEvent, MetaObject, MetaObject>[]
>;
export type AnyHistoryValue = HistoryValue<any, any>;
export type PersistedHistoryValue = Record<string, { id: string }[]>;

export interface StateLike<TContext extends MachineContext> {
  value: unknown;
  context: TContext;
  event: AnyEventObject;
}
