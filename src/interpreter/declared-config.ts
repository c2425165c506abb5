import { InvalidConfigError } from '../errors.ts';
import type {
  MachineConfig,
  StateNodeConfig,
  TransitionConfig,
  TransitionConfigs,
} from '../model/config.ts';
import { State, type StateOptions, type TransitionDeclaration } from './state.ts';

/** A machine as it was declared. */
export interface DeclaredMachine {
  readonly id: string;
  readonly context?: unknown;
  /** Further keys of the config: `on`, `entry`, `type`, `types`, `description`, ... */
  readonly root?: object | undefined;
  readonly states: Readonly<Record<string, State | StateOptions>>;
}

/**
 * The config that a declaration stands for, the same that one would write as JSON.
 * @throws InvalidConfigError E201 when a transition leads to a state of another machine
 */
export function toConfig({ id, context, root = {}, states }: DeclaredMachine): MachineConfig {
  const places = new Map<State, readonly string[]>();
  const draft: Draft = { id, places };
  placeStates(draft, states, []);
  return {
    id,
    ...(context !== undefined && { context }),
    ...root,
    ...childrenConfig(draft, states),
  };
}

interface Draft {
  readonly id: string;
  /** Where each declared state stands. */
  readonly places: Map<State, readonly string[]>;
}

function placeStates(
  draft: Draft,
  states: Readonly<Record<string, State | StateOptions>>,
  path: readonly string[],
): void {
  for (const [name, declared] of Object.entries(states)) {
    const here = [...path, keyOf(name, declared)];
    if (declared instanceof State) draft.places.set(declared, here);
    placeStates(draft, optionsOf(declared).states ?? {}, here);
  }
}

function childrenConfig(
  draft: Draft,
  states: Readonly<Record<string, State | StateOptions>>,
): Pick<StateNodeConfig, 'initial' | 'states'> {
  const children = Object.entries(states);
  if (children.length === 0) return {};
  const first = children.find(([, declared]) => optionsOf(declared).initial === true);
  return {
    ...(first && { initial: keyOf(first[0], first[1]) }),
    states: Object.fromEntries(
      children.map(([name, declared]) => [keyOf(name, declared), stateConfig(draft, declared)]),
    ),
  };
}

function stateConfig(draft: Draft, declared: State | StateOptions): StateNodeConfig {
  const { initial, final, states = {}, ...rest } = optionsOf(declared);
  const config = {
    ...rest,
    ...(typeof initial !== 'boolean' && initial !== undefined && { initial }),
    ...(final && { type: 'final' as const }),
    ...childrenConfig(draft, states),
  } as StateNodeConfig;
  if (declared instanceof State) {
    for (const transition of declared.transitions) addTransition(draft, config, transition);
  }
  return config;
}

function addTransition(
  draft: Draft,
  config: StateNodeConfig,
  declaration: TransitionDeclaration,
): void {
  const { event, ...rest } = declaration.options;
  const target = targetOf(draft, declaration);
  const isBare = Object.keys(rest).length === 0;
  const written: string | TransitionConfig =
    isBare && target !== undefined
      ? target
      : ({ ...(target !== undefined && { target }), ...rest } as TransitionConfig);
  if (event === undefined) config.always = append(config.always, written);
  else config.on = { ...config.on, [event]: append(config.on?.[event], written) };
}

function append(there: TransitionConfigs, added: string | TransitionConfig): TransitionConfigs {
  if (there === undefined || there === null) return added;
  return [...(Array.isArray(there) ? there : [there]), added] as TransitionConfigs;
}

/** A sibling is named by its key, any other state by its full id. */
function targetOf(
  { id, places }: Draft,
  { source, target }: TransitionDeclaration,
): string | undefined {
  if (!(target instanceof State)) return target;
  const path = places.get(target);
  const from = places.get(source)!;
  if (!path) {
    const at = [id, ...from].join('.');
    const message = `a transition leads to state "${target.key ?? '(unnamed)'}", which is no state of this machine`;
    const help = 'Declare it as a field, or in `states`';
    throw new InvalidConfigError(id, [{ code: 'E201', at, message, help }]);
  }
  const isSibling =
    path.length === from.length && path.slice(0, -1).every((key, i) => key === from[i]);
  return isSibling ? path.at(-1)! : `#${target.options.id ?? [id, ...path].join('.')}`;
}

function optionsOf(declared: State | StateOptions): StateOptions {
  return declared instanceof State ? declared.options : declared;
}

function keyOf(name: string, declared: State | StateOptions): string {
  return (declared instanceof State && declared.key) || name;
}
