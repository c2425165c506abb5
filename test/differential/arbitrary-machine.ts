import fc from 'fast-check';
import type {
  ActionSpec,
  ChildKind,
  DelaySpec,
  GuardSpec,
  InvokeSpec,
  Path,
  Scenario,
  StateSpec,
  Stimulus,
  TargetSpec,
  TransitionSpec,
} from './machine-spec.ts';
import {
  CHILD_EVENTS,
  CHILD_KINDS,
  ECHO_EVENT,
  EXTERNAL_EVENTS,
  SPAWN_IDS,
  defaultId,
  everyState,
  idOf,
  isCostly,
  isHistory,
} from './machine-spec.ts';
import { printScenario } from './print-machine.ts';

/** Which parts of the vocabulary the generated machines use. */
export interface Vocabulary {
  /** Invoked and spawned children, and messages to them. */
  readonly actors: boolean;
  /** `after`, delayed sends, and a clock that advances. */
  readonly timers: boolean;
  /** Events to oneself through the mailbox, and children that answer. */
  readonly mailbox: boolean;
  /** Children and sends that end in an error. */
  readonly faults: boolean;
  /** Children that a restored parent cannot take up where they were: callbacks and inline logic. */
  readonly unpersistable: boolean;
  /** Final states that are regions of a parallel state. */
  readonly finalRegions: boolean;
  /** Entries of `on` for the completion of the state itself, which has onDone. */
  readonly onBesideOnDone: boolean;
  /** Transitions to a history from within its parent, so that it may lead to what is active. */
  readonly historyFromInside: boolean;
  /** Initial actions of states that are entered through another region, or through a history. */
  readonly indirectInitialActions: boolean;
  /** Children in the first macrostep. */
  readonly childrenAtStart: boolean;
  /** Children that are spawned by an assign. */
  readonly spawnInAssign: boolean;
  /** Transitions from below the root to the root itself. */
  readonly rootFromInside: boolean;
  /** A history as the initial state of a parent that has another history without a default. */
  readonly initialHistoryAsDefault: boolean;
  /** Machines whose entries and exits are not watched. */
  readonly quiet: boolean;
  readonly parallel: boolean;
  /** Several microsteps in a macrostep: eventless transitions, raised events, done events. */
  readonly microsteps: boolean;
}

export const WHOLE_VOCABULARY: Vocabulary = {
  actors: true,
  timers: true,
  mailbox: true,
  faults: true,
  unpersistable: true,
  finalRegions: true,
  onBesideOnDone: true,
  historyFromInside: true,
  indirectInitialActions: true,
  childrenAtStart: true,
  spawnInAssign: true,
  rootFromInside: true,
  initialHistoryAsDefault: true,
  quiet: true,
  parallel: true,
  microsteps: true,
};

/**
 * Random machines, each with a sequence of stimuli.
 *
 * The tree is drawn first, with every reference (target, state of a guard, child id) as a bare
 * number; `resolve` turns the numbers into names of what the tree has. So every drawn machine is
 * legal, and shrinking a machine keeps it legal.
 */
export function arbitraryScenario(
  vocabulary: Vocabulary = WHOLE_VOCABULARY,
): fc.Arbitrary<Scenario> {
  // Unbiased: small numbers, which a bias would prefer, are no likelier to find a fault here.
  return fc
    .noBias(
      fc.record({
        root: arbitraryRoot(vocabulary),
        fuel: fc.integer({ min: 2, max: 8 }),
        quiet: vocabulary.quiet ? sometimes(fc.constant(true), 5).map(Boolean) : fc.constant(false),
        stimuli: fc.array(arbitraryStimulus(vocabulary), {
          minLength: 1,
          maxLength: 12,
          size: 'max',
        }),
      }),
    )
    .map(({ root, fuel, quiet, stimuli }) => {
      const isLate = vocabulary.actors && !vocabulary.childrenAtStart;
      const resolved = resolve(isLate ? behindTheStart(root) : root, vocabulary);
      const routes = everyState(resolved)
        .filter((state) => state.route)
        .map(idOf);
      const scenario = {
        spec: { root: resolved, fuel, quiet },
        stimuli: resolveStimuli(stimuli, routes),
      };
      return Object.defineProperty(scenario, fc.toStringMethod, {
        value: () => `\n${printScenario(scenario)}\n`,
      });
    });
}

// --- what is drawn ---------------------------------------------------------------------------

/** A number that `resolve` maps onto as many choices as there are; shrinks to the first. */
type Pick = number;

interface RawState {
  kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'shallow' | 'deep';
  states: RawState[];
  hasOwnId: boolean;
  initial: Pick;
  initialActions: RawAction[];
  defaults: RawTarget[];
  entry: RawAction[];
  exit: RawAction[];
  on: RawTransition[];
  always: RawTransition[];
  onDone: RawTransition[];
  after: { delay: DelaySpec; transition: RawTransition }[];
  invoke: RawInvoke[];
  route: { guard: RawGuard | null } | null;
  tags: string[];
  meta: boolean;
  output: boolean;
}

interface RawTarget {
  state: Pick;
  spelled: Pick;
}

interface RawTransition {
  on: RawDescriptor;
  forbidden: boolean;
  targets: RawTarget[];
  guard: RawGuard | null;
  actions: RawAction[];
  reenter: boolean;
}

type RawDescriptor = string | { doneOf: Pick };

type RawGuard =
  | Exclude<GuardSpec, { is: 'in' | 'and' | 'or' | 'not' }>
  | { is: 'in'; state: Pick; form: 'id' | 'value' }
  | { is: 'and' | 'or'; guards: RawGuard[] }
  | { is: 'not'; guard: RawGuard };

type RawAction =
  | Exclude<ActionSpec, { do: 'note' | 'enqueue' | 'sendChild' | 'forward' }>
  | { do: 'note'; form: 'named' | 'inline' }
  | { do: 'sendChild' | 'forward'; child: Pick; type: string }
  | { do: 'enqueue'; guard: RawGuard; then: RawAction[]; otherwise: RawAction[] };

interface RawInvoke {
  hasOwnId: boolean;
  child: ChildKind;
  form: 'named' | 'inline';
  onDone: RawTransition[];
  onError: RawTransition[];
  onSnapshot: RawTransition[];
}

type RawStimulus = { send: string } | { advanceMs: number } | { route: Pick };

const MAX_DEPTH = 3;

function arbitraryRoot(vocabulary: Vocabulary): fc.Arbitrary<RawState> {
  return fc.oneof(
    { weight: 3, arbitrary: arbitraryState('compound', 0, vocabulary) },
    ...(vocabulary.parallel
      ? [{ weight: 2, arbitrary: arbitraryState('parallel', 0, vocabulary) }]
      : []),
  );
}

function arbitraryChild(
  parent: RawState['kind'],
  depth: number,
  vocabulary: Vocabulary,
): fc.Arbitrary<RawState> {
  const isRegion = parent === 'parallel';
  const mayBeFinal = vocabulary.microsteps && (vocabulary.finalRegions || !isRegion);
  const weights: [RawState['kind'], number][] = [
    ['atomic', isRegion ? 1 : 8],
    // At the top a final state ends the machine.
    ['final', mayBeFinal ? (isRegion || depth < 2 ? 1 : 3) : 0],
    ['shallow', 1],
    ['deep', 1],
    ['compound', depth > MAX_DEPTH ? 0 : isRegion ? 12 : 4],
    ['parallel', !vocabulary.parallel || depth >= MAX_DEPTH ? 0 : isRegion ? 3 : 4],
  ];
  return fc.oneof(
    ...weights
      .filter(([, weight]) => weight > 0)
      .map(([kind, weight]) => ({ weight, arbitrary: arbitraryState(kind, depth, vocabulary) })),
  );
}

function arbitraryState(
  kind: RawState['kind'],
  depth: number,
  vocabulary: Vocabulary,
): fc.Arbitrary<RawState> {
  const nothing = fc.constant([]);
  const isLeaf = kind === 'atomic' || kind === 'final';
  const isPseudo = kind === 'shallow' || kind === 'deep';
  const hasBehaviour = kind === 'atomic' || kind === 'compound' || kind === 'parallel';
  const children =
    isLeaf || isPseudo
      ? nothing
      : fc.array(arbitraryChild(kind, depth + 1, vocabulary), {
          minLength: depth < 2 ? 2 : 1,
          maxLength: kind === 'compound' && depth < 2 ? 4 : 3,
          size: 'max',
        });
  const actions = isPseudo ? nothing : arbitraryActions(vocabulary, 2);
  return fc.record({
    kind: fc.constant(kind),
    states: children,
    hasOwnId: seldom(),
    initial: pick(),
    initialActions: arbitraryActions(vocabulary, 1),
    defaults: isPseudo ? fc.array(arbitraryTarget(), { maxLength: 2 }) : nothing,
    entry: actions,
    exit: actions,
    on: hasBehaviour
      ? fc.array(arbitraryTransition(vocabulary), {
          maxLength: kind === 'atomic' ? 4 : 3,
          size: 'max',
        })
      : nothing,
    always:
      hasBehaviour && vocabulary.microsteps
        ? seldomSome(arbitraryTransition(vocabulary, 8), 7)
        : nothing,
    onDone: isLeaf || isPseudo ? nothing : seldomSome(arbitraryTransition(vocabulary)),
    after:
      hasBehaviour && vocabulary.timers
        ? seldomSome(
            fc.record({ delay: arbitraryDelay(), transition: arbitraryTransition(vocabulary) }),
          )
        : nothing,
    invoke: hasBehaviour && vocabulary.actors ? seldomSome(arbitraryInvoke(vocabulary)) : nothing,
    route:
      hasBehaviour && depth > 0
        ? sometimes(fc.record({ guard: sometimes(arbitraryGuard(1), 3) }), 4)
        : fc.constant(null),
    tags: fc.subarray(['red', 'green']),
    meta: seldom(),
    output: fc.boolean(),
  }) as fc.Arbitrary<RawState>;
}

function arbitraryTransition(vocabulary: Vocabulary, guarded = 4): fc.Arbitrary<RawTransition> {
  return fc.record({
    on: arbitraryDescriptor(vocabulary),
    forbidden: sometimes(fc.constant(true), 20).map(Boolean),
    targets: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 6, arbitrary: fc.tuple(arbitraryTarget()) },
      { weight: 2, arbitrary: fc.array(arbitraryTarget(), { minLength: 2, maxLength: 3 }) },
    ),
    guard: fc.oneof(
      { weight: guarded, arbitrary: arbitraryGuard(2) as fc.Arbitrary<RawGuard | null> },
      { weight: 10 - guarded, arbitrary: fc.constant(null) },
    ),
    actions: arbitraryActions(vocabulary, 2),
    reenter: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  }) as fc.Arbitrary<RawTransition>;
}

function arbitraryDescriptor(vocabulary: Vocabulary): fc.Arbitrary<RawDescriptor> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom<RawDescriptor>(...EXTERNAL_EVENTS) },
    { weight: 3, arbitrary: fc.constantFrom<RawDescriptor>('x.*', 'x.y.*', '*') },
    { weight: 1, arbitrary: fc.constant<RawDescriptor>('xstate.done.*') },
    { weight: 1, arbitrary: pick().map((doneOf): RawDescriptor => ({ doneOf })) },
    ...(vocabulary.actors
      ? [{ weight: 1, arbitrary: fc.constant<RawDescriptor>(ECHO_EVENT) }]
      : []),
  );
}

function arbitraryTarget(): fc.Arbitrary<RawTarget> {
  return fc.record({ state: pick(), spelled: pick() });
}

function arbitraryGuard(depth: number): fc.Arbitrary<RawGuard> {
  const counter = fc.constantFrom('n', 'm');
  const simple = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('less'),
        counter,
        than: fc.integer({ min: 1, max: 4 }),
        form: fc.constantFrom('named', 'inline', 'computed'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('event'), type: arbitraryEventType() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constant('in'),
        state: pick(),
        form: fc.constantFrom('id', 'value'),
      }),
    },
  ) as fc.Arbitrary<RawGuard>;
  if (depth === 0) return simple;
  const inner = arbitraryGuard(depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('not'), guard: inner }) },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constantFrom('and', 'or'),
        guards: fc.array(inner, { minLength: 1, maxLength: 2 }),
      }),
    },
  ) as fc.Arbitrary<RawGuard>;
}

function arbitraryActions(vocabulary: Vocabulary, maxLength: number): fc.Arbitrary<RawAction[]> {
  return fc.array(arbitraryAction(vocabulary), { maxLength });
}

function arbitraryAction(vocabulary: Vocabulary, nested = false): fc.Arbitrary<RawAction> {
  const type = arbitraryEventType();
  const choices: [number, fc.Arbitrary<unknown>][] = [
    [3, fc.record({ do: fc.constant('note'), form: fc.constantFrom('named', 'inline') })],
    [
      5,
      fc.record({
        do: fc.constant('add'),
        counter: fc.constantFrom('n', 'm'),
        by: fc.integer({ min: 1, max: 3 }),
        form: fc.constantFrom('property', 'function', 'named'),
      }),
    ],
    [
      1,
      fc.record({
        do: fc.constant('emit'),
        type: fc.constantFrom('beep', 'boop'),
        form: fc.constantFrom('event', 'computed'),
      }),
    ],
    [1, fc.constant({ do: 'log' })],
  ];
  if (vocabulary.microsteps) {
    choices.push([
      3,
      fc.record({ do: fc.constant('raise'), type, form: fc.constantFrom('event', 'computed') }),
    ]);
  }
  if (vocabulary.mailbox) choices.push([1, fc.record({ do: fc.constant('sendSelf'), type })]);
  if (vocabulary.timers) {
    choices.push(
      [
        1,
        fc.record({
          do: fc.constant('later'),
          type,
          delay: arbitraryDelay(),
          id: fc.constantFrom(undefined, 'later1', 'later2'),
          by: fc.constantFrom('raise', 'sendTo'),
        }),
      ],
      [1, fc.record({ do: fc.constant('cancel'), id: fc.constantFrom('later1', 'later2') })],
    );
  }
  if (vocabulary.actors) {
    const id = fc.constantFrom(...SPAWN_IDS);
    // A message to a child that was stopped is a fault.
    const stoppable = fc.constantFrom(...SPAWN_IDS, ...(vocabulary.faults ? ['i0', 'i1'] : []));
    choices.push(
      [
        1,
        fc.record({
          do: fc.constant('spawn'),
          id,
          child: arbitraryChildKind(vocabulary),
          // A reference to a child that has stopped does not survive in a persisted context.
          by: fc.constantFrom(
            'spawnChild',
            ...(vocabulary.unpersistable && vocabulary.spawnInAssign ? ['assign'] : []),
          ),
          greeting: sometimes(arbitraryChildEvent(vocabulary), 2),
        }),
      ],
      [1, fc.record({ do: fc.constant('stopChild'), id: stoppable })],
      [
        2,
        fc.record({
          do: fc.constantFrom('sendChild', 'forward'),
          child: pick(),
          type: arbitraryChildEvent(vocabulary),
        }),
      ],
    );
  }
  if (!nested) {
    const inner = fc.array(arbitraryAction(vocabulary, true), { maxLength: 2 });
    choices.push([
      2,
      fc.record({
        do: fc.constant('enqueue'),
        guard: arbitraryGuard(1),
        then: inner,
        otherwise: inner,
      }),
    ]);
  }
  return fc.oneof(
    ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })),
  ) as fc.Arbitrary<RawAction>;
}

function arbitraryInvoke(vocabulary: Vocabulary): fc.Arbitrary<RawInvoke> {
  const transitions = seldomSome(arbitraryTransition(vocabulary), 2);
  return fc.record({
    hasOwnId: fc.boolean(),
    child: arbitraryChildKind(vocabulary),
    form: vocabulary.unpersistable
      ? fc.constantFrom('named', 'inline')
      : fc.constant('named' as const),
    onDone: transitions,
    onError: transitions,
    // A restored child tells its snapshot once more.
    onSnapshot: vocabulary.unpersistable
      ? seldomSome(arbitraryTransition(vocabulary), 6)
      : fc.constant([]),
  });
}

function arbitraryChildKind({
  faults,
  mailbox,
  timers,
  unpersistable,
}: Vocabulary): fc.Arbitrary<ChildKind> {
  const harmless = CHILD_KINDS.filter(
    (kind) =>
      kind !== 'faulty' &&
      ((mailbox && unpersistable) || kind !== 'echo') &&
      (timers || kind !== 'timed'),
  );
  return fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom(...harmless) },
    ...(faults && unpersistable
      ? [{ weight: 1, arbitrary: fc.constant<ChildKind>('faulty') }]
      : []),
  );
}

function arbitraryChildEvent({ faults }: Vocabulary): fc.Arbitrary<string> {
  return fc.constantFrom(...CHILD_EVENTS.filter((type) => faults || type !== 'BOOM'));
}

function arbitraryDelay(): fc.Arbitrary<DelaySpec> {
  return fc.constantFrom<DelaySpec>(5, 10, 20, 'short', 'byCount', 'computed');
}

function arbitraryEventType(): fc.Arbitrary<string> {
  return fc.constantFrom(...EXTERNAL_EVENTS);
}

function arbitraryStimulus(vocabulary: Vocabulary): fc.Arbitrary<RawStimulus> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ send: arbitraryEventType() }) },
    { weight: 1, arbitrary: fc.record({ route: pick() }) },
    ...(vocabulary.timers
      ? [{ weight: 3, arbitrary: fc.record({ advanceMs: fc.constantFrom(3, 7, 10, 25) }) }]
      : []),
  );
}

function pick(): fc.Arbitrary<Pick> {
  return fc.nat(1_000);
}

/** `null` all but once in `n` times. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, n: number): fc.Arbitrary<T | null> {
  return fc.oneof(
    { weight: n - 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<T | null> },
  );
}

function seldom(): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true));
}

/** Mostly empty. */
function seldomSome<T>(arbitrary: fc.Arbitrary<T>, n = 5): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: n - 1, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: 2 }) },
  );
}

/** A machine that waits for its first event, and only then enters what was its root. */
function behindTheStart(root: RawState): RawState {
  const nothing = { entry: [], exit: [], on: [], always: [], onDone: [], after: [], invoke: [] };
  const rest = { defaults: [], initial: 0, initialActions: [], hasOwnId: false, route: null };
  const plain = { ...nothing, ...rest, states: [], tags: [], meta: false, output: false };
  const to = (state: Pick): RawTransition => ({
    on: '*',
    forbidden: false,
    targets: [{ state, spelled: 0 }],
    guard: null,
    actions: [],
    reenter: false,
  });
  // A target is chosen among the near states first: here the three children of the new root.
  const waiting: RawState = { ...plain, kind: 'atomic', on: [to(1)] };
  const ended: RawState = { ...plain, kind: 'final', output: true };
  const running: RawState = { ...root, onDone: [...root.onDone, to(2)] };
  return { ...plain, kind: 'compound', states: [waiting, running, ended] };
}

// --- from numbers to names -------------------------------------------------------------------

/** A state that has its name and its place, and whose references are still numbers. */
interface Place {
  readonly raw: RawState;
  readonly kind: StateSpec['kind'];
  readonly path: Path;
  readonly parent: Place | undefined;
  readonly states: Place[];
}

interface Naming {
  readonly vocabulary: Vocabulary;
  readonly places: readonly Place[];
  /** Unique in the machine, whether chosen or by default. */
  invokeId(place: Place, index: number): string;
}

function resolve(root: RawState, vocabulary: Vocabulary): StateSpec {
  const place = placeOf(root, [], undefined);
  const places = subtree(place);
  const naming: Naming = {
    vocabulary,
    places,
    invokeId({ raw, path }, index) {
      if (!raw.invoke[index]!.hasOwnId) return `${index}.${idAt(raw, path)}`;
      const earlier = places.slice(
        0,
        places.findIndex((other) => other.path === path),
      );
      return `i${earlier.reduce((sum, { raw }) => sum + raw.invoke.length, index)}`;
    },
  };
  return resolveState(place, naming);
}

function placeOf(raw: RawState, path: Path, parent: Place | undefined): Place {
  const place: Place = { raw, kind: raw.kind, path, parent, states: [] };
  const onlyHistories = raw.states.every((state) => isHistory(state));
  raw.states.forEach((child, index) => {
    const kind = onlyHistories && index === 0 ? 'atomic' : child.kind;
    const key = (isHistory({ kind }) ? 'h' : '') + 'abcd'[index]!;
    place.states.push(placeOf({ ...child, kind }, [...path, key], place));
  });
  return place;
}

function subtree(place: Place): Place[] {
  return [place, ...place.states.flatMap(subtree)];
}

function resolveState(place: Place, naming: Naming): StateSpec {
  const { raw, kind, path } = place;
  const where = defaultId(path);
  const transitions = (list: RawTransition[], slot: string): TransitionSpec[] =>
    list.map((transition, index) =>
      resolveTransition(transition, `${where} ${slot}${index}`, { place, naming, slot }),
    );
  const actions = (list: RawAction[], slot: string): ActionSpec[] =>
    list.map((action, index) => resolveAction(action, `${where} ${slot}${index}`, naming, []));

  return {
    path,
    kind,
    ...(raw.hasOwnId && path.length > 0 && { id: ownId(path) }),
    states: place.states.map((child) => resolveState(child, naming)),
    ...(kind === 'compound' && {
      initial: {
        key: initialKey(place, naming),
        actions:
          naming.vocabulary.indirectInitialActions || !mayBeEnteredIndirectly(place, naming)
            ? actions(raw.initialActions, 'initial')
            : [],
      },
    }),
    ...(isHistory(place) && { defaults: defaultTargets(place, naming) }),
    entry: actions(raw.entry, 'entry'),
    exit: actions(raw.exit, 'exit'),
    on: transitions(raw.on, 'on'),
    always: transitions(raw.always, 'always'),
    onDone: transitions(raw.onDone, 'onDone'),
    after: raw.after.map(({ delay, transition }, index) => ({
      delay: delay === 'computed' ? 'byCount' : delay,
      transition: resolveTransition(transition, `${where} after${index}`, {
        place,
        naming,
        slot: 'after',
      }),
    })),
    invoke: raw.invoke.map((invoke, index): InvokeSpec => ({
      id: invoke.hasOwnId ? naming.invokeId(place, index) : undefined,
      child: invoke.child,
      form: invoke.form,
      onDone: transitions(invoke.onDone, `invoke${index}.onDone`),
      onError: transitions(invoke.onError, `invoke${index}.onError`),
      onSnapshot: transitions(invoke.onSnapshot, `invoke${index}.onSnapshot`),
    })),
    // A route needs an id of its own.
    ...(raw.route &&
      raw.hasOwnId &&
      path.length > 0 && {
        route: raw.route.guard ? { guard: resolveGuard(raw.route.guard, naming) } : {},
      }),
    tags: raw.tags,
    meta: raw.meta,
    output: raw.output,
  };
}

function ownId(path: Path): string {
  return `id_${path.join('_')}`;
}

function idAt(raw: RawState, path: Path): string {
  return raw.hasOwnId && path.length > 0 ? ownId(path) : defaultId(path);
}

/** A history may be the initial state when it says itself where it leads. */
function initialKey(place: Place, naming: Naming): string {
  const hasDefault = (child: Place) => defaultTargets(child, naming).length > 0;
  const histories = place.states.filter(isHistory);
  const mayBeHistory =
    naming.vocabulary.initialHistoryAsDefault || histories.every((child) => hasDefault(child));
  const eligible = place.states.filter(
    (child) => !isHistory(child) || (mayBeHistory && hasDefault(child)),
  );
  return choose(place.raw.initial, eligible).path.at(-1)!;
}

function mayBeEnteredIndirectly({ path, parent }: Place, naming: Naming): boolean {
  return (
    parent?.kind === 'parallel' ||
    parent?.states.some(isHistory) === true ||
    naming.places.some(
      (place) =>
        isHistory(place) && defaultTargets(place, naming).some((target) => target.path === path),
    )
  );
}

function defaultTargets(history: Place, { places }: Naming): TargetSpec[] {
  const eligible = places.filter((place) => !isHistory(place) && isInside(place, history.parent!));
  return orthogonal(
    history.raw.defaults.map(({ state, spelled }) => ({
      place: choose(state, eligible),
      spelled: spelled % 2 ? ('id' as const) : ('sibling' as const),
    })),
  );
}

interface Origin {
  readonly place: Place;
  readonly naming: Naming;
  /** Where the transition is written: `on`, `always`, `after`, ... */
  readonly slot: string;
}

function resolveTransition(raw: RawTransition, name: string, origin: Origin): TransitionSpec {
  const { place, naming, slot } = origin;
  const on = slot !== 'on' ? '' : typeof raw.on === 'string' ? raw.on : doneEvent(raw.on, origin);
  if (slot === 'on' && raw.forbidden) {
    return { on, forbidden: true, targets: [], actions: [], reenter: false, costsFuel: false };
  }
  const reenter = raw.reenter;
  const { rootFromInside, historyFromInside } = naming.vocabulary;
  const eligible = naming.places.filter(
    (target) =>
      (rootFromInside || target.parent || !place.parent) &&
      (historyFromInside || !isHistory(target) || leadsOut(place, target, reenter)),
  );
  const near = eligible.filter(
    ({ parent }) => parent && (parent === place || parent === place.parent),
  );
  const targets = orthogonal(
    raw.targets.map(({ state, spelled }) => {
      const target = choose(state, [...near, ...near, ...eligible]);
      return { place: target, spelled: choose(spelled, spellings(place, target)) };
    }),
  );
  const actions = raw.actions.map((action, index) =>
    resolveAction(action, `${name}.${index}`, naming, reachableChildren(origin)),
  );
  const isAskedFor =
    slot === 'after' || (slot === 'on' && (EXTERNAL_EVENTS as readonly string[]).includes(on));
  return {
    on,
    targets,
    ...(raw.guard && { guard: resolveGuard(raw.guard, naming) }),
    actions,
    reenter,
    costsFuel: !isAskedFor || actions.some(isCostly),
  };
}

/** Whether all that a history can restore is left by the transition that targets it. */
function leadsOut(source: Place, history: Place, reenter: boolean): boolean {
  const parent = history.parent!;
  if (source === parent) return reenter || parent.kind !== 'parallel';
  return !isInside(source, parent);
}

function doneEvent({ doneOf }: { doneOf: Pick }, { place, naming }: Origin): string {
  const { onBesideOnDone } = naming.vocabulary;
  const eligible = naming.places.filter(
    (candidate) =>
      (candidate.kind === 'compound' || candidate.kind === 'parallel') &&
      (onBesideOnDone || candidate !== place || place.raw.onDone.length === 0),
  );
  if (eligible.length === 0) return 'xstate.done.*';
  const { raw, path } = choose(doneOf, eligible);
  return `xstate.done.state.${idAt(raw, path)}`;
}

function spellings(source: Place, target: Place): TargetSpec['spelled'][] {
  const spellings: TargetSpec['spelled'][] = ['id'];
  if (target.parent) spellings.push('below');
  if (source.parent && isInside(target, source.parent)) spellings.push('sibling');
  if (isInside(target, source)) spellings.push('child');
  return spellings;
}

/** The longest prefix-respecting choice of targets that can all be active at once. */
function orthogonal(targets: { place: Place; spelled: TargetSpec['spelled'] }[]): TargetSpec[] {
  const kept: typeof targets = [];
  for (const target of targets) {
    if (kept.every((other) => areOrthogonal(target.place, other.place))) kept.push(target);
  }
  return kept.map(({ place, spelled }) => ({ path: place.path, spelled }));
}

function areOrthogonal(a: Place, b: Place): boolean {
  if (isInsideOrSame(a, b) || isInsideOrSame(b, a)) return false;
  const common = ancestors(a).find((ancestor) => isInside(b, ancestor))!;
  if (common.kind !== 'parallel') return false;
  // The history of the common parallel state stands for all of its regions.
  return ![a, b].some((place) => isHistory(place) && place.parent === common);
}

/** Ids of the invocations that run while a transition of this origin is taken. */
function reachableChildren({ place, naming, slot }: Origin): string[] {
  if (slot !== 'on' && slot !== 'after') return [];
  return [place, ...ancestors(place)].flatMap((state) =>
    state.raw.invoke.flatMap(({ child }, index) =>
      naming.vocabulary.faults || child === 'counter' || child === 'echo'
        ? [naming.invokeId(state, index)]
        : [],
    ),
  );
}

function resolveAction(
  raw: RawAction,
  name: string,
  naming: Naming,
  children: readonly string[],
): ActionSpec {
  switch (raw.do) {
    case 'note':
      return { ...raw, name };
    case 'sendChild':
      return {
        do: 'sendChild',
        to: choose(raw.child, [...children, ...SPAWN_IDS]),
        type: raw.type,
      };
    case 'forward':
      return children.length > 0
        ? { do: 'forward', to: choose(raw.child, children) }
        : { do: 'log' };
    case 'enqueue':
      return {
        ...raw,
        guard: resolveGuard(raw.guard, naming),
        then: raw.then.map((action, index) =>
          resolveAction(action, `${name}.then${index}`, naming, children),
        ),
        otherwise: raw.otherwise.map((action, index) =>
          resolveAction(action, `${name}.else${index}`, naming, children),
        ),
      };
    default:
      return raw;
  }
}

function resolveGuard(raw: RawGuard, naming: Naming): GuardSpec {
  switch (raw.is) {
    case 'in': {
      const eligible = naming.places.filter((place) => !isHistory(place));
      return { is: 'in', path: choose(raw.state, eligible).path, form: raw.form };
    }
    case 'and':
    case 'or':
      return { is: raw.is, guards: raw.guards.map((guard) => resolveGuard(guard, naming)) };
    case 'not':
      return { is: 'not', guard: resolveGuard(raw.guard, naming) };
    default:
      return raw;
  }
}

function resolveStimuli(stimuli: readonly RawStimulus[], routes: readonly string[]): Stimulus[] {
  return stimuli.flatMap((stimulus): Stimulus[] => {
    if (!('route' in stimulus)) return [stimulus];
    return routes.length > 0 ? [{ routeTo: `#${choose(stimulus.route, routes)}` }] : [];
  });
}

function choose<T>(pick: Pick, choices: readonly T[]): T {
  return choices[pick % choices.length]!;
}

function ancestors({ parent }: Place): Place[] {
  return parent ? [parent, ...ancestors(parent)] : [];
}

function isInside(place: Place, ancestor: Place): boolean {
  return ancestors(place).includes(ancestor);
}

function isInsideOrSame(place: Place, ancestor: Place): boolean {
  return place === ancestor || isInside(place, ancestor);
}
