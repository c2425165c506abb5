import { didYouMean, type Diagnostic } from '../errors.ts';
import { StateNode } from './state-node.ts';

/** What the value of a key must be: the text says it to a person, the test to the machine. */
interface Rule {
  readonly expected: string;
  readonly fits: (value: any) => boolean;
  /** Looks into a value that fits. */
  readonly inside?: (value: any, walk: Walk) => void;
}

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

const text: Rule = { expected: 'a string', fits: (value) => typeof value === 'string' };
const flag: Rule = { expected: 'a boolean', fits: (value) => typeof value === 'boolean' };
const anything: Rule = { expected: 'anything', fits: () => true };
const count: Rule = {
  expected: 'a number',
  fits: (value) => typeof value === 'number' && value >= 0,
};
const delay: Rule = {
  expected: 'milliseconds or the name of a delay',
  fits: (value) => text.fits(value) || (count.fits(value) && value < Infinity),
};
const callable: Rule = {
  expected: 'a function, a name or { type, params }',
  fits: (value) =>
    typeof value === 'function' ||
    typeof value === 'string' ||
    (isObject(value) && typeof value['type'] === 'string'),
};
const target: Rule = {
  expected: 'a string or a list of strings',
  fits: (value) => typeof value === 'string' || value instanceof StateNode,
};

const oneOrMany = (rule: Rule): Rule => ({
  expected: `${rule.expected}, or a list of these`,
  fits: (value) => Array.isArray(value) || rule.fits(value),
  inside(value, walk) {
    if (!Array.isArray(value)) rule.inside?.(value, walk);
    else for (let i = 0; i < value.length; i++) checkAt(i, value[i], rule, walk);
  },
});

const record = (rule: Rule): Rule => ({
  expected: 'an object',
  fits: isObject,
  inside(value, walk) {
    for (const key in value) checkAt(key, value[key], rule, walk);
  },
});

const object = (keys: () => Keys, expected = 'an object'): Rule => ({
  expected,
  fits: isObject,
  inside: (value, walk) => checkKeys(value, keys(), walk),
});

const oneOf = (...values: unknown[]): Rule => ({
  expected: values.map((value) => JSON.stringify(value)).join(', '),
  fits: (value) => values.includes(value),
});

type Keys = ReadonlyMap<string, Rule>;

const keysOf = (keys: Record<string, Rule>): Keys => new Map(Object.entries(keys));

const transitionKeys = {
  guard: callable,
  actions: oneOrMany(callable),
  reenter: flag,
  meta: anything,
  description: text,
};
const TRANSITION = /* @__PURE__ */ keysOf({ ...transitionKeys, target: oneOrMany(target) });
const ROUTE = /* @__PURE__ */ keysOf(transitionKeys);

const isTransition = (value: unknown) =>
  value === undefined || value === null || typeof value === 'string' || isObject(value);

const transitions: Rule = oneOrMany({
  expected: 'a target, a transition',
  fits: isTransition,
  inside(value, walk) {
    // A string target leaves nothing to look into.
    if (isObject(value)) checkKeys(value, TRANSITION, walk);
  },
});

const RETRY = /* @__PURE__ */ keysOf({
  maxAttempts: {
    expected: 'a whole number from 1',
    fits: (value) => value === Infinity || (Number.isInteger(value) && value >= 1),
  },
  delay,
  backoff: {
    expected: '"constant", "linear", "exponential" or a factor',
    fits: (value) => count.fits(value) || ['constant', 'linear', 'exponential'].includes(value),
  },
  maxDelay: count,
  jitter: { expected: 'a share from 0 to 1', fits: (value) => count.fits(value) && value <= 1 },
  when: { expected: 'a function', fits: (value) => typeof value === 'function' },
});

const INVOKE = /* @__PURE__ */ keysOf({
  id: text,
  src: {
    expected: 'the name of an actor logic, or the logic itself, such as fromPromise(...)',
    fits: (value) =>
      typeof value === 'string' || (isObject(value) && typeof value['transition'] === 'function'),
  },
  input: anything,
  systemId: text,
  onDone: transitions,
  onError: transitions,
  onSnapshot: transitions,
  timeout: delay,
  onTimeout: transitions,
  retry: object(() => RETRY, 'an object such as { maxAttempts: 3 }'),
  meta: anything,
  description: text,
  type: anything,
});

const invocation: Rule = {
  ...object(() => INVOKE, 'an object with src'),
  inside(value, walk) {
    checkKeys(value, INVOKE, walk);
    if (value.src === undefined) {
      const help = 'Add it; if it is there, an import may be circular';
      addFault(walk, { code: 'E101', message: 'has no src', help });
    }
  },
};

const stateNodeKeys: Record<string, Rule> = {
  id: text,
  type: oneOf('atomic', 'compound', 'parallel', 'final', 'history'),
  initial: {
    expected: 'the key of a child state or { target, actions }',
    fits: (value) => typeof value === 'string' || isObject(value),
    inside(value, walk) {
      if (isObject(value)) checkKeys(value, TRANSITION, walk);
    },
  },
  states: /* @__PURE__ */ record(object(() => STATE_NODE, 'a state, at least {}')),
  history: oneOf('shallow', 'deep', true, false),
  target: oneOrMany(target),
  entry: oneOrMany(callable),
  exit: oneOrMany(callable),
  on: /* @__PURE__ */ record(transitions),
  always: transitions,
  after: /* @__PURE__ */ record(transitions),
  invoke: oneOrMany(invocation),
  onDone: transitions,
  tags: oneOrMany(text),
  meta: anything,
  output: anything,
  description: text,
  route: object(() => ROUTE),
  order: count,
  // Typed by XState, written by editors, of no meaning when the machine runs.
  parent: anything,
  key: anything,
};
const STATE_NODE: Keys = /* @__PURE__ */ keysOf(stateNodeKeys);

const MACHINE: Keys = /* @__PURE__ */ keysOf({
  ...stateNodeKeys,
  version: text,
  context: anything,
  types: anything,
  schemas: anything,
  options: object(() => OPTIONS),
  // Left over from XState 4; they change nothing.
  tsTypes: anything,
  schema: anything,
  predictableActionArguments: anything,
  preserveActionOrder: anything,
  strict: anything,
  delimiter: anything,
});
const OPTIONS: Keys = /* @__PURE__ */ keysOf({
  maxIterations: { expected: 'a number from 1', fits: (value) => count.fits(value) && value >= 1 },
  strict: flag,
});
const machine: Rule = object(() => MACHINE);

/** What XState 4 called it. */
const RENAMED: Record<string, string> = {
  cond: 'guard',
  internal: 'reenter',
  onEntry: 'entry',
  onExit: 'exit',
  data: 'output',
  in: 'guard',
  services: 'actors',
  activities: 'invoke',
};

function checkKeys(value: Record<string, unknown>, keys: Keys, walk: Walk): void {
  for (const key in value) {
    const rule = keys.get(key);
    if (rule) checkAt(key, value[key], rule, walk);
    else if (!isAnnotation(key)) {
      const renamed = RENAMED[key];
      addFault(walk, {
        code: 'E102',
        message: `unknown key "${key}"`,
        help:
          renamed && keys.has(renamed)
            ? `Did you mean "${renamed}"?`
            : didYouMean(key, keys.keys()) || 'Data of your own belongs into "meta"',
      });
    }
  }
}

function checkAt(key: string | number, value: unknown, rule: Rule, walk: Walk): void {
  // Keys that are set to undefined count as absent; elements of lists do not.
  if (value === undefined && typeof key === 'string') return;
  walk.path.push(key);
  checkValue(value, rule, walk);
  walk.path.pop();
}

function checkValue(value: unknown, rule: Rule, walk: Walk): void {
  if (rule.fits(value)) rule.inside?.(value, walk);
  else {
    const message = `is ${describe(value)}, expected ${rule.expected}`;
    addFault(walk, { code: 'E101', message, help: '' });
  }
}

function addFault({ machineId, path, faults }: Walk, fault: Omit<Diagnostic, 'at'>): void {
  faults.push({ ...fault, at: formatPlace(machineId, path) });
}

/** `['states', 'red', 'on', 'TIMER', 0]` -> `light.red on.TIMER[0]` */
function formatPlace(machineId: string, path: readonly (string | number)[]): string {
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
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  return isObject(value) ? 'an object' : `${String(value)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
