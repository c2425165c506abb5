/**
 * A machine as plain data: what the generator makes, a failing run prints, and `buildMachine`
 * turns into a config of either library.
 */
export interface MachineSpec {
  readonly root: StateSpec;
  /** How many transitions may be taken after an event that no event from outside asked for. */
  readonly fuel: number;
  /** Entries and exits write nothing, so that transitions without any action occur. */
  readonly quiet: boolean;
}

/** Keys from the root down; the root itself is `[]`. */
export type Path = readonly string[];

export interface StateSpec {
  readonly path: Path;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'shallow' | 'deep';
  /** An id other than the default one. */
  readonly id?: string;
  readonly states: readonly StateSpec[];
  /** Key of a child; compound only. */
  readonly initial?: { readonly key: string; readonly actions: readonly ActionSpec[] };
  /** Where a history leads that has recorded nothing. */
  readonly defaults?: readonly TargetSpec[];
  readonly entry: readonly ActionSpec[];
  readonly exit: readonly ActionSpec[];
  readonly on: readonly TransitionSpec[];
  readonly always: readonly TransitionSpec[];
  readonly onDone: readonly TransitionSpec[];
  readonly after: readonly { readonly delay: DelaySpec; readonly transition: TransitionSpec }[];
  readonly invoke: readonly InvokeSpec[];
  readonly route?: { readonly guard?: GuardSpec };
  readonly tags: readonly string[];
  readonly meta: boolean;
  /** The final state has an `output`. */
  readonly output: boolean;
}

export interface TransitionSpec {
  /** The event descriptor; empty where the place says it (`always`, `after`, `onDone`). */
  readonly on: string;
  /** Explicitly nothing: the event is forbidden here. */
  readonly forbidden?: boolean;
  readonly targets: readonly TargetSpec[];
  readonly guard?: GuardSpec;
  readonly actions: readonly ActionSpec[];
  readonly reenter: boolean;
  /**
   * The transition may be part of an endless loop, so it is guarded by fuel and burns it.
   * Events from outside fill the tank.
   */
  readonly costsFuel: boolean;
}

export interface TargetSpec {
  readonly path: Path;
  /** `below`: the id of the parent and a key. */
  readonly spelled: 'id' | 'below' | 'sibling' | 'child';
}

export type Counter = 'n' | 'm';

export type GuardSpec =
  | {
      readonly is: 'less';
      readonly counter: Counter;
      readonly than: number;
      readonly form: 'named' | 'inline' | 'computed';
    }
  | { readonly is: 'event'; readonly type: string }
  | { readonly is: 'in'; readonly path: Path; readonly form: 'id' | 'value' }
  | { readonly is: 'and' | 'or'; readonly guards: readonly GuardSpec[] }
  | { readonly is: 'not'; readonly guard: GuardSpec };

export type ActionSpec =
  | { readonly do: 'note'; readonly name: string; readonly form: 'named' | 'inline' }
  | {
      readonly do: 'add';
      readonly counter: Counter;
      readonly by: number;
      readonly form: 'property' | 'function' | 'named';
    }
  | { readonly do: 'raise'; readonly type: string; readonly form: 'event' | 'computed' }
  | {
      readonly do: 'later';
      readonly type: string;
      readonly delay: DelaySpec;
      readonly id: string | undefined;
      readonly by: 'raise' | 'sendTo';
    }
  | { readonly do: 'cancel'; readonly id: string }
  | { readonly do: 'sendSelf'; readonly type: string }
  | { readonly do: 'emit'; readonly type: string; readonly form: 'event' | 'computed' }
  | { readonly do: 'log' }
  | {
      readonly do: 'spawn';
      readonly id: string;
      readonly child: ChildKind;
      readonly by: SpawnForm;
      /** An event sent to the child as soon as it exists. */
      readonly greeting: string | null;
    }
  | { readonly do: 'stopChild'; readonly id: string }
  | { readonly do: 'sendChild'; readonly to: string; readonly type: string }
  | { readonly do: 'forward'; readonly to: string }
  | {
      readonly do: 'enqueue';
      readonly guard: GuardSpec;
      readonly then: readonly ActionSpec[];
      readonly otherwise: readonly ActionSpec[];
    };

export type SpawnForm = 'spawnChild' | 'assign';

export interface InvokeSpec {
  /** Undefined: the default one. */
  readonly id: string | undefined;
  readonly child: ChildKind;
  readonly form: 'named' | 'inline';
  readonly onDone: readonly TransitionSpec[];
  readonly onError: readonly TransitionSpec[];
  readonly onSnapshot: readonly TransitionSpec[];
}

/** Small synchronous actors; see `buildChildren`. */
export type ChildKind = 'doneAtOnce' | 'doneOnGo' | 'timed' | 'counter' | 'echo' | 'faulty';

export const CHILD_KINDS: readonly ChildKind[] = [
  'counter',
  'doneOnGo',
  'doneAtOnce',
  'timed',
  'echo',
  'faulty',
];

/** Milliseconds, a name of `delays`, or a function of the context. */
export type DelaySpec = number | 'short' | 'byCount' | 'computed';

export const EXTERNAL_EVENTS = ['A', 'B', 'C', 'x.y', 'x.z', 'x.y.z'] as const;
/** What echoing children send to their parent. */
export const ECHO_EVENT = 'back';
export const SPAWN_IDS = ['s0', 's1'] as const;
export const CHILD_EVENTS = ['GO', 'STEP', 'BOOM'] as const;

/** One thing that happens to a running machine. */
export type Stimulus =
  | { readonly send: string }
  | { readonly advanceMs: number }
  | { readonly routeTo: string };

export interface Scenario {
  readonly spec: MachineSpec;
  readonly stimuli: readonly Stimulus[];
}

export const MACHINE_ID = 'm';

/** The id that a node has when it is given none: its path below the machine's id. */
export function defaultId(path: Path): string {
  return [MACHINE_ID, ...path].join('.');
}

export function idOf(state: StateSpec): string {
  return state.id ?? defaultId(state.path);
}

/** All states in document order. */
export function everyState(state: StateSpec): StateSpec[] {
  return [state, ...state.states.flatMap(everyState)];
}

export function isHistory({ kind }: Pick<StateSpec, 'kind'>): boolean {
  return kind === 'shallow' || kind === 'deep';
}

/**
 * Whether an action makes further events. Each run of such an action outside a transition that
 * costs fuel costs fuel itself, so that every macrostep ends.
 */
export function isCostly(action: ActionSpec): boolean {
  switch (action.do) {
    case 'raise':
    case 'sendSelf':
    case 'spawn':
    case 'sendChild':
    case 'forward':
      return true;
    case 'enqueue':
      return [...action.then, ...action.otherwise].some(isCostly);
    default:
      return false;
  }
}
