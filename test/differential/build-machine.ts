import type { Library } from './library.ts';
import type {
  ActionSpec,
  ChildKind,
  DelaySpec,
  GuardSpec,
  InvokeSpec,
  MachineSpec,
  Path,
  StateSpec,
  TargetSpec,
  TransitionSpec,
} from './machine-spec.ts';
import {
  CHILD_KINDS,
  ECHO_EVENT,
  MACHINE_ID,
  SPAWN_IDS,
  defaultId,
  everyState,
  idOf,
  isCostly,
  isHistory,
} from './machine-spec.ts';

/** Where a machine's actions write what they do. */
export type Note = (line: string) => void;

/** Makes a machine of `spec` in one of the libraries. */
export function buildMachine(
  library: Library,
  spec: MachineSpec,
  note: Note,
  prepareConfig: (config: any) => any = (config) => config,
): any {
  const build: Build = {
    library,
    note,
    fuel: spec.fuel,
    quiet: spec.quiet,
    ids: new Map(everyState(spec.root).map((state) => [defaultId(state.path), idOf(state)])),
    saltOf: salts(spec),
    children: buildChildren(library, note),
  };
  const config = {
    id: MACHINE_ID,
    context: { n: 0, m: 0, fuel: spec.fuel },
    ...stateConfig(spec.root, build),
    output: ({ context, event }: Args) => ({ n: context.n, m: context.m, by: event.type }),
  };
  return library.createMachine(prepareConfig(config), implementations(build));
}

interface Build {
  readonly library: Library;
  readonly note: Note;
  readonly fuel: number;
  readonly quiet: boolean;
  /** Id of the state with a given default id. */
  readonly ids: ReadonlyMap<string, string>;
  /** A small number for each child id, so that no two children have timers due at one instant. */
  saltOf(childId: string): number;
  readonly children: Readonly<Record<ChildKind, any>>;
}

interface Context {
  n: number;
  m: number;
  fuel: number;
}

interface Args {
  context: Context;
  event: { type: string; output?: unknown };
}

function stateConfig(state: StateSpec, build: Build): any {
  if (isHistory(state)) {
    const targets = (state.defaults ?? []).map((target) => spell(target, state.path, build));
    return {
      ...ownIdOf(state),
      type: 'history',
      history: state.kind,
      ...(targets.length > 0 && { target: targets.length === 1 ? targets[0] : targets }),
    };
  }
  return {
    ...ownIdOf(state),
    ...((state.kind === 'parallel' || state.kind === 'final') && { type: state.kind }),
    ...(state.initial && {
      initial:
        state.initial.actions.length > 0
          ? { target: state.initial.key, actions: fuelled(state.initial.actions, build) }
          : state.initial.key,
    }),
    ...(state.states.length > 0 && {
      states: Object.fromEntries(
        state.states.map((child) => [child.path.at(-1)!, stateConfig(child, build)]),
      ),
    }),
    entry: [...watch('+', state, build), ...fuelled(state.entry, build)],
    exit: [...watch('-', state, build), ...fuelled(state.exit, build)],
    ...(state.on.length > 0 && { on: byDescriptor(state.on, state.path, build) }),
    ...some('always', state.always, state.path, build),
    ...some('onDone', state.onDone, state.path, build),
    ...(state.after.length > 0 && { after: byDelay(state, build) }),
    ...(state.invoke.length > 0 && {
      invoke: state.invoke.map((invoke, index) => invokeConfig(invoke, index, state, build)),
    }),
    ...(state.route && {
      route: state.route.guard ? { guard: guardOf(state.route.guard, build) } : {},
    }),
    ...(state.tags.length > 0 && { tags: [...state.tags] }),
    ...(state.meta && { meta: { of: defaultId(state.path) } }),
    ...(state.kind === 'final' &&
      state.output && {
        output: ({ context, event }: Args) => ({
          final: defaultId(state.path),
          n: context.n,
          by: event.type,
        }),
      }),
  };
}

function ownIdOf({ id }: StateSpec): { id?: string } {
  return id === undefined ? {} : { id };
}

function watch(sign: '+' | '-', { path }: StateSpec, { note, quiet }: Build): any[] {
  if (quiet) return [];
  const line = sign + defaultId(path);
  return [({ context, event }: Args) => note(`${line} ${seen(context, event)}`)];
}

/** What an action saw: it tells whether assigns before it had been applied, and those after not. */
function seen({ n, m, fuel }: Context, event: Args['event']): string {
  return `n${n} m${m} f${fuel} ${event.type}${'output' in event ? JSON.stringify(event.output) : ''}`;
}

// --- transitions -----------------------------------------------------------------------------

function byDescriptor(list: readonly TransitionSpec[], source: Path, build: Build): any {
  const on: Record<string, any> = {};
  for (const transition of list) {
    if (transition.forbidden) on[transition.on] = undefined;
    else (on[transition.on] ??= []).push(transitionConfig(transition, source, build));
  }
  return on;
}

function byDelay({ after, path }: StateSpec, build: Build): any {
  const config: Record<string, any[]> = {};
  for (const { delay, transition } of after) {
    (config[delay] ??= []).push(transitionConfig(transition, path, build));
  }
  return config;
}

function some(key: string, list: readonly TransitionSpec[], source: Path, build: Build): any {
  const configs = list.map((transition) => transitionConfig(transition, source, build));
  return configs.length > 0 ? { [key]: configs.length === 1 ? configs[0] : configs } : {};
}

function transitionConfig(transition: TransitionSpec, source: Path, build: Build): any {
  const { targets, guard, actions, reenter, costsFuel } = transition;
  const spelled = targets.map((target) => spell(target, source, build));
  const guards = [
    ...(costsFuel ? [hasFuel(transition)] : []),
    ...(guard ? [guardOf(guard, build)] : []),
  ];
  return {
    ...(spelled.length > 0 && { target: spelled.length === 1 ? spelled[0] : spelled }),
    ...(guards.length > 0 && {
      guard: guards.length === 1 ? guards[0] : build.library.and(guards),
    }),
    actions: [
      ...(costsFuel ? [transition.on === '' ? burnFuel(build) : fillOrBurnFuel(build)] : []),
      ...actions.flatMap((action) => actionOf(action, build)),
    ],
    ...(reenter && { reenter }),
  };
}

function spell({ path, spelled }: TargetSpec, source: Path, { ids }: Build): string {
  switch (spelled) {
    case 'id':
      return `#${ids.get(defaultId(path))!}`;
    case 'below':
      return `#${ids.get(defaultId(path.slice(0, -1)))!}.${path.at(-1)!}`;
    case 'sibling':
      return path.slice(source.length - 1).join('.');
    case 'child':
      return `.${path.slice(source.length).join('.')}`;
  }
}

function hasFuel({ on }: TransitionSpec): any {
  return ({ context, event }: Args) => context.fuel > 0 || (on !== '' && isFromOutside(event));
}

function burnFuel({ library }: Build): any {
  return library.assign({ fuel: ({ context }: Args) => context.fuel - 1 });
}

/** Eventless transitions see the event that led to them, so only `on` may fill the tank. */
function fillOrBurnFuel({ library, fuel }: Build): any {
  return library.assign({
    fuel: ({ context, event }: Args) => (isFromOutside(event) ? fuel : context.fuel - 1),
  });
}

function isFromOutside(event: object): boolean {
  return 'outside' in event;
}

// --- guards ----------------------------------------------------------------------------------

function guardOf(guard: GuardSpec, build: Build): any {
  const { library } = build;
  switch (guard.is) {
    case 'less': {
      const { counter, than } = guard;
      if (guard.form === 'inline') return ({ context }: Args) => context[counter] < than;
      if (guard.form === 'named') return { type: 'less', params: { counter, than } };
      return {
        type: 'less',
        params: ({ context }: Args) => ({ counter, than: than + (context.n % 2) }),
      };
    }
    case 'event':
      return ({ event }: Args) => event.type === guard.type;
    case 'in':
      return library.stateIn(
        guard.form === 'id' || guard.path.length === 0
          ? `#${build.ids.get(defaultId(guard.path))!}`
          : stateValue(guard.path),
      );
    case 'and':
    case 'or':
      return library[guard.is](guard.guards.map((inner) => guardOf(inner, build)));
    case 'not':
      return library.not(guardOf(guard.guard, build));
  }
}

function stateValue([key, ...rest]: Path): any {
  return rest.length === 0 ? key : { [key!]: stateValue(rest) };
}

// --- actions ---------------------------------------------------------------------------------

/** Actions of a place that is not a transition: each that makes events asks for fuel itself. */
function fuelled(actions: readonly ActionSpec[], build: Build): any[] {
  return actions.flatMap((action) => {
    if (!isCostly(action)) return actionOf(action, build);
    return build.library.enqueueActions(({ context, enqueue }: any) => {
      if (context.fuel <= 0) return;
      enqueue(burnFuel(build));
      for (const each of actionOf(action, build)) enqueue(each);
    });
  });
}

function actionOf(action: ActionSpec, build: Build): any[] {
  const { library, note } = build;
  switch (action.do) {
    case 'note':
      if (action.form === 'named') return [{ type: 'note', params: { name: action.name } }];
      return [({ context, event }: Args) => note(`${action.name} ${seen(context, event)}`)];
    case 'add': {
      const { counter, by } = action;
      if (action.form === 'named') return [{ type: 'add', params: { counter, by } }];
      if (action.form === 'property') {
        return [library.assign({ [counter]: ({ context }: Args) => (context[counter] + by) % 5 })];
      }
      return [library.assign(({ context }: Args) => ({ [counter]: (context[counter] + by) % 5 }))];
    }
    case 'raise':
      return [library.raise(eventOf(action))];
    case 'later': {
      const options = {
        delay: delayOf(action.delay),
        ...(action.id !== undefined && { id: action.id }),
      };
      const send =
        action.by === 'raise'
          ? library.raise({ type: action.type }, options)
          : library.sendTo(({ self }: any) => self, { type: action.type }, options);
      // At most one pending send per id: see the explained difference "cancel reaches all".
      return action.id === undefined ? [send] : [library.cancel(action.id), send];
    }
    case 'cancel':
      return [library.cancel(action.id)];
    case 'sendSelf':
      return [library.sendTo(({ self }: any) => self, { type: action.type })];
    case 'emit':
      return [library.emit(eventOf(action))];
    case 'log':
      return [library.log(({ context, event }: Args) => `log ${seen(context, event)}`)];
    case 'spawn':
      return [
        library.stopChild(action.id),
        action.by === 'spawnChild'
          ? library.spawnChild(action.child, { id: action.id, input: inputOf(action.id, build) })
          : library.assign({
              [`ref_${action.id}`]: ({ spawn }: any) =>
                spawn(action.child, { id: action.id, input: inputOf(action.id, build) }),
            }),
        ...(action.greeting ? [library.sendTo(action.id, { type: action.greeting })] : []),
      ];
    case 'stopChild':
      return [library.stopChild(action.id)];
    case 'sendChild':
      return [library.sendTo(childNamed(action.to), { type: action.type })];
    case 'forward':
      return [library.forwardTo(childNamed(action.to))];
    case 'enqueue':
      return [
        library.enqueueActions(({ enqueue, check }: any) => {
          const chosen = check(started(guardOf(action.guard, build), build))
            ? action.then
            : action.otherwise;
          for (const each of chosen) for (const built of actionOf(each, build)) enqueue(built);
        }),
      ];
  }
}

/** See the explained difference "stateIn before the first configuration". */
function started(guard: any, { library }: Build): any {
  return library.and([({ event }: Args) => event.type !== 'xstate.init', guard]);
}

function inputOf(id: string, { saltOf }: Build): any {
  return { from: id, salt: saltOf(id) };
}

/** Spawned children are known by the reference that an assign kept; without one: oneself. */
function childNamed(id: string): any {
  if (!(SPAWN_IDS as readonly string[]).includes(id)) return id;
  return ({ context, self }: any) => context[`ref_${id}`] ?? self;
}

function eventOf({ type, form }: { type: string; form: 'event' | 'computed' }): any {
  return form === 'event' ? { type } : ({ context }: Args) => ({ type, n: context.n });
}

function delayOf(delay: DelaySpec): any {
  return delay === 'computed' ? ({ context }: Args) => 4 + context.m : delay;
}

function implementations({ library, note, children }: Build): any {
  return {
    actions: {
      note: ({ context, event }: Args, { name }: { name: string }) =>
        note(`${name} ${seen(context, event)}`),
      add: library.assign(
        ({ context }: Args, { counter, by }: { counter: 'n' | 'm'; by: number }) => ({
          [counter]: (context[counter] + by) % 5,
        }),
      ),
    },
    guards: {
      less: ({ context }: Args, { counter, than }: { counter: 'n' | 'm'; than: number }) =>
        context[counter] < than,
    },
    delays: { short: 7, byCount: ({ context }: Args) => 5 + context.n },
    actors: children,
  };
}

// --- children --------------------------------------------------------------------------------

function invokeConfig(invoke: InvokeSpec, index: number, state: StateSpec, build: Build): any {
  const source = state.path;
  const salt = build.saltOf(invokedId(invoke, index, state));
  return {
    ...(invoke.id !== undefined && { id: invoke.id }),
    src: invoke.form === 'named' ? invoke.child : build.children[invoke.child],
    input: ({ context, event }: Args) => ({ from: `${context.n} ${event.type}`, salt }),
    ...some('onDone', invoke.onDone, source, build),
    ...some('onError', invoke.onError, source, build),
    ...some('onSnapshot', invoke.onSnapshot, source, build),
  };
}

function invokedId({ id }: InvokeSpec, index: number, state: StateSpec): string {
  return id ?? `${index}.${idOf(state)}`;
}

function salts({ root }: MachineSpec): (childId: string) => number {
  const invoked = everyState(root).flatMap((state) =>
    state.invoke.map((invoke, index) => invokedId(invoke, index, state)),
  );
  const ids = [...SPAWN_IDS, ...invoked];
  return (childId) => (ids.indexOf(childId) + 1) / 256;
}

/** Children that say in `note` what happens to them; none needs more than the clock. */
function buildChildren(library: Library, note: Note): Record<ChildKind, any> {
  const says =
    (line: string) =>
    ({ event, self }: any) =>
      note(`[${self.id}] ${line} ${event.type}`);
  const fromInput = ({ input }: any) => ({ ...input, seen: 0 });
  const fails = () => {
    throw new Error('a child that fails');
  };

  const machines: Partial<Record<ChildKind, any>> = {
    doneAtOnce: library.createMachine({
      context: fromInput,
      entry: says('entry'),
      initial: 'end',
      states: { end: { type: 'final' } },
      output: ({ context }: any) => context.from,
    }),
    doneOnGo: library.createMachine({
      context: fromInput,
      initial: 'waiting',
      entry: says('entry'),
      exit: says('exit'),
      on: { BOOM: { actions: fails } },
      states: {
        waiting: { on: { STEP: 'stepped', GO: 'end' } },
        stepped: { entry: says('stepped'), on: { GO: 'end' } },
        end: { type: 'final', output: { went: true } },
      },
      output: ({ event, context }: any) => ({ from: context.from, end: event.output }),
    }),
    timed: library.createMachine(
      {
        context: fromInput,
        initial: 'waiting',
        exit: says('exit'),
        states: {
          waiting: { entry: says('waiting'), after: { wait: 'late' }, on: { GO: 'end' } },
          late: { entry: says('late'), after: { wait: 'end' } },
          end: { type: 'final' },
        },
      },
      { delays: { wait: ({ context }: any) => 8 + context.salt } },
    ),
  };
  const all: Record<string, any> = {
    ...machines,
    counter: library.fromTransition((state: any, event: any, { self }: any) => {
      note(`[${self.id}] counts ${event.type}`);
      if (event.type === 'BOOM') fails();
      return { ...state, seen: state.seen + 1 };
    }, fromInput),
    echo: library.fromCallback(({ sendBack, receive, self, input }: any) => {
      note(`[${self.id}] starts with ${input.from}`);
      sendBack({ type: ECHO_EVENT });
      receive((event: any) => {
        note(`[${self.id}] hears ${event.type}`);
        sendBack({ type: ECHO_EVENT });
      });
      return () => note(`[${self.id}] is stopped`);
    }),
    faulty: library.fromCallback(fails),
  };
  return Object.fromEntries(CHILD_KINDS.map((kind) => [kind, all[kind]])) as Record<ChildKind, any>;
}
