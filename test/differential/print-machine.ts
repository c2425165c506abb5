import type {
  ActionSpec,
  GuardSpec,
  Scenario,
  StateSpec,
  TargetSpec,
  TransitionSpec,
} from './machine-spec.ts';

/** A scenario as an outline, for reading: what a failing property prints. */
export function printScenario({ spec, stimuli }: Scenario): string {
  return [
    `fuel ${spec.fuel}${spec.quiet ? ', quiet' : ''}`,
    ...lines(spec.root, 0),
    `stimuli: ${stimuli.map((stimulus) => Object.values(stimulus)[0]).join(', ')}`,
  ].join('\n');
}

function lines(state: StateSpec, depth: number): string[] {
  const { id, kind, initial, defaults = [], route, tags, meta, output } = state;
  const heading = [
    state.path.at(-1) ?? 'm',
    kind,
    id && `#${id}`,
    initial && `initial ${initial.key}${actionList(initial.actions)}`,
    defaults.length > 0 && `default ${defaults.map(target).join(' ')}`,
    tags.length > 0 && `tags ${tags.join(' ')}`,
    route && `route${route.guard ? ` [${guard(route.guard)}]` : ''}`,
    meta && 'meta',
    kind === 'final' && output && 'output',
  ];
  const own = [
    ...block('entry', state.entry),
    ...block('exit', state.exit),
    ...state.on.map((each) => transition(each.on, each)),
    ...state.always.map((each) => transition('always', each)),
    ...state.onDone.map((each) => transition('onDone', each)),
    ...state.after.map(({ delay, transition: each }) => transition(`after ${delay}`, each)),
    ...state.invoke.flatMap(({ id, child, form, onDone, onError, onSnapshot }) => [
      `invoke ${child} ${form}${id ? ` id ${id}` : ''}`,
      ...onDone.map((each) => `  ${transition('onDone', each)}`),
      ...onError.map((each) => `  ${transition('onError', each)}`),
      ...onSnapshot.map((each) => `  ${transition('onSnapshot', each)}`),
    ]),
  ];
  const indent = '  '.repeat(depth);
  return [
    indent + heading.filter(Boolean).join(' '),
    ...own.map((line) => `${indent}  | ${line}`),
    ...state.states.flatMap((child) => lines(child, depth + 1)),
  ];
}

function block(place: string, actions: readonly ActionSpec[]): string[] {
  return actions.length > 0 ? [place + actionList(actions)] : [];
}

function transition(on: string, spec: TransitionSpec): string {
  if (spec.forbidden) return `${on}: forbidden`;
  return [
    `${on}:`,
    spec.targets.map(target).join(' '),
    spec.guard && `[${guard(spec.guard)}]`,
    spec.reenter && 'reenter',
    spec.costsFuel && '$',
    actionList(spec.actions),
  ]
    .filter(Boolean)
    .join(' ');
}

function target({ path, spelled }: TargetSpec): string {
  return `${path.join('.') || 'm'}${spelled === 'id' ? '' : ` (${spelled})`}`;
}

function guard(spec: GuardSpec): string {
  switch (spec.is) {
    case 'less':
      return `${spec.counter} < ${spec.than}${spec.form === 'computed' ? '+n%2' : ''}`;
    case 'event':
      return `event ${spec.type}`;
    case 'in':
      return `in ${spec.path.join('.')} by ${spec.form}`;
    case 'and':
    case 'or':
      return `${spec.is}(${spec.guards.map(guard).join(', ')})`;
    case 'not':
      return `not(${guard(spec.guard)})`;
  }
}

function actionList(actions: readonly ActionSpec[]): string {
  return actions.length > 0 ? ` / ${actions.map(action).join('; ')}` : '';
}

function action(spec: ActionSpec): string {
  if (spec.do === 'enqueue') {
    const then = spec.then.map(action).join('; ');
    const otherwise = spec.otherwise.map(action).join('; ');
    return `if ${guard(spec.guard)} {${then}} else {${otherwise}}`;
  }
  return Object.values(spec)
    .filter((value) => value !== null && value !== undefined)
    .join(' ');
}
