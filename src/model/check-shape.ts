import { didYouMean, fault, type Diagnostic } from '../errors.ts';
import { isObject } from './is-object.ts';
import { StateNode } from './state-node.ts';

/** Looks at the value of a key, and into it; says what was expected when it does not fit. */
type Rule = (value: any, walk: Walk) => string | undefined;

/** Where the walk through the config is. The path is made text only when there is a fault. */
interface Walk {
  readonly machineId: string;
  readonly path: (string | number)[];
  readonly faults: Diagnostic[];
}

/**
 * Faults in the shape of a config: unknown keys and values of the wrong kind.
 * Names that must exist somewhere else are the business of `validate`.
 */
export function checkShape(config: unknown, machineId: string): Diagnostic[] {
  const walk: Walk = { machineId, path: [], faults: [] };
  checkValue(config, machine, walk);
  return walk.faults;
}

type Keys = Readonly<Record<string, Rule>>;

/** @param keys of a value that is an object */
const rule =
  (expected: string, fits: (value: any) => boolean, keys?: Keys): Rule =>
  (value, walk) => {
    if (!fits(value)) return expected;
    if (keys && isObject(value)) checkKeys(value, keys, walk);
    return undefined;
  };

const object = (keys: Keys, expected = 'an object'): Rule => rule(expected, isObject, keys);

const record =
  (each: Rule): Rule =>
  (value, walk) => {
    if (!isObject(value)) return 'an object';
    for (const key in value) checkAt(key, value[key], each, walk);
    return undefined;
  };

const oneOrMany =
  (each: Rule): Rule =>
  (value, walk) => {
    if (!Array.isArray(value)) {
      const expected = each(value, walk);
      return expected && `${expected}, or a list of these`;
    }
    for (let i = 0; i < value.length; i++) checkAt(i, value[i], each, walk);
    return undefined;
  };

const oneOf = (...values: unknown[]): Rule =>
  rule(values.map((value) => JSON.stringify(value)).join(', '), (value) => values.includes(value));

const isText = (value: unknown) => typeof value === 'string';
const isFunction = (value: unknown) => typeof value === 'function';
const isCount = (value: unknown) => typeof value === 'number' && value >= 0;
const isTextOrObject = (value: unknown) => isText(value) || isObject(value);

const text = rule('a string', isText);
const flag = rule('a boolean', (value) => typeof value === 'boolean');
const anything = rule('anything', () => true);
const count = rule('a number', isCount);
const delay = rule(
  'milliseconds or the name of a delay',
  (value) => isText(value) || (isCount(value) && value < Infinity),
);
const callable = rule(
  'a function, a name or { type, params }',
  (value) => isFunction(value) || isText(value) || (isObject(value) && isText(value['type'])),
);
const callables = oneOrMany(callable);
const targets = oneOrMany(
  rule('a string or a list of strings', (value) => isText(value) || value instanceof StateNode),
);
const ROUTE = {
  guard: callable,
  actions: callables,
  reenter: flag,
  meta: anything,
  description: text,
};
const TRANSITION = { ...ROUTE, target: targets };
const transitions = oneOrMany(
  rule(
    'a target, a transition',
    (value) => value === undefined || value === null || isTextOrObject(value),
    TRANSITION,
  ),
);

const RETRY = {
  maxAttempts: rule(
    'a whole number from 1',
    (value) => value === Infinity || (Number.isInteger(value) && value >= 1),
  ),
  delay,
  backoff: rule(
    '"constant", "linear", "exponential" or a factor',
    (value) => isCount(value) || ['constant', 'linear', 'exponential'].includes(value),
  ),
  maxDelay: count,
  jitter: rule('a share from 0 to 1', (value) => isCount(value) && value <= 1),
  when: rule('a function', isFunction),
};

const INVOKE = {
  src: rule(
    'the name of an actor logic, or the logic itself, such as fromPromise(...)',
    (value) => isText(value) || (isObject(value) && isFunction(value['transition'])),
  ),
  id: text,
  systemId: text,
  description: text,
  onDone: transitions,
  onError: transitions,
  onSnapshot: transitions,
  onTimeout: transitions,
  timeout: delay,
  retry: object(RETRY, 'an object such as { maxAttempts: 3 }'),
  input: anything,
  meta: anything,
  type: anything,
};
const complete = object(INVOKE, 'an object with src');
const invocation: Rule = (value, walk) => {
  const expected = complete(value, walk);
  if (!expected && value.src === undefined) {
    const help = 'Add it; if it is there, an import may be circular';
    walk.faults.push(fault('E101', placeOf(walk), 'has no src', help));
  }
  return expected;
};

const STATE_NODE: Keys = {
  id: text,
  description: text,
  type: oneOf('atomic', 'compound', 'parallel', 'final', 'history'),
  initial: rule('the key of a child state or { target, actions }', isTextOrObject, TRANSITION),
  // Looked up when a config is there, as states hold states.
  states: record((value, walk) => state(value, walk)),
  history: oneOf('shallow', 'deep', true, false),
  target: targets,
  entry: callables,
  exit: callables,
  on: record(transitions),
  after: record(transitions),
  always: transitions,
  onDone: transitions,
  invoke: oneOrMany(invocation),
  tags: oneOrMany(text),
  meta: anything,
  output: anything,
  route: object(ROUTE),
  order: count,
  // Typed by XState, written by editors, of no meaning when the machine runs.
  parent: anything,
  key: anything,
};

const state = object(STATE_NODE, 'a state, at least {}');

const OPTIONS = {
  maxIterations: rule('a number from 1', (value) => isCount(value) && value >= 1),
  strict: flag,
};

const MACHINE = {
  ...STATE_NODE,
  version: text,
  context: anything,
  types: anything,
  schemas: anything,
  options: object(OPTIONS),
  // Left over from XState 4; they change nothing.
  tsTypes: anything,
  schema: anything,
  predictableActionArguments: anything,
  preserveActionOrder: anything,
  strict: anything,
  delimiter: anything,
};
const machine = object(MACHINE);

/** What XState 4 called it. */
const RENAMED: Record<string, string> = {
  cond: 'guard',
  internal: 'reenter',
  onEntry: 'entry',
  onExit: 'exit',
  data: 'output',
  in: 'guard',
  activities: 'invoke',
};

function checkKeys(value: Record<string, unknown>, keys: Keys, walk: Walk): void {
  for (const key in value) {
    if (Object.hasOwn(keys, key)) checkAt(key, value[key], keys[key]!, walk);
    else if (!isAnnotation(key)) {
      const renamed = RENAMED[key]!;
      const near = didYouMean(renamed in keys ? renamed : key, Object.keys(keys));
      const help = near || 'Data of your own belongs into "meta"';
      walk.faults.push(fault('E102', placeOf(walk), `unknown key "${key}"`, help));
    }
  }
}

function checkAt(key: string | number, value: unknown, check: Rule, walk: Walk): void {
  // Keys that are set to undefined count as absent; elements of lists do not.
  if (value === undefined && typeof key === 'string') return;
  walk.path.push(key);
  checkValue(value, check, walk);
  walk.path.pop();
}

function checkValue(value: unknown, check: Rule, walk: Walk): void {
  const expected = check(value, walk);
  if (expected === undefined) return;
  const message = `is ${describe(value)}, expected ${expected}`;
  walk.faults.push(fault('E101', placeOf(walk), message));
}

/** `['states', 'red', 'on', 'TIMER', 0]` -> `light.red on.TIMER[0]` */
function placeOf({ machineId, path }: Walk): string {
  let place = machineId;
  let i = 0;
  for (; path[i] === 'states' && i + 1 < path.length; i += 2) place += `.${path[i + 1]}`;
  path.slice(i).forEach((key, nth) => {
    place += typeof key === 'number' ? `[${key}]` : `${nth ? '.' : ' '}${key}`;
  });
  return place;
}

/** Keys that editors and schemas add: `$schema`, `_position`, `@@id`, `x-layout`. */
function isAnnotation(key: string): boolean {
  return /^([$_@]|x-)/.test(key);
}

function describe(value: unknown): string {
  if (isText(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  if (isFunction(value)) return 'a function';
  return isObject(value) ? 'an object' : String(value);
}
