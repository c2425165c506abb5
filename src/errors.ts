/**
 * Every error of the library has a code. The table with causes and fixes is
 * docs/reference/errors.md; a test keeps the two equal.
 */
export const ERROR_CODES = {
  E101: 'a value has the wrong shape',
  E102: 'unknown key',
  E103: 'a compound state has no initial state',
  E104: 'initial names a state that does not exist',
  E105: 'two states have the same id',
  E106: 'a final or history state has child states',
  E107: 'a parallel state has no regions',
  E108: 'a routable state has no id of its own',
  E201: 'a target names a state that does not exist',
  E202: 'a history state has a default target outside of its parent',
  E203: 'two targets of one transition exclude each other',
  E204: 'eventless transitions form a cycle without a guard',
  E205: 'two invocations of one state have the same id',
  E206: 'a delay is neither a time nor a name',
  E301: 'a delay has no implementation',
  E302: 'a guard has no implementation',
  E303: 'an actor logic has no implementation',
  E304: 'an action has no implementation',
  E305: 'a name fits several implementations',
  E306: 'one method is used in several roles',
  E401: 'an event is not an object with a string type',
  E402: 'a macrostep does not end',
  E403: 'an event is sent to an actor that does not exist',
  E404: 'a systemId is taken',
  E406: 'an actor that is no root was stopped from outside',
  E407: 'an action was called instead of being given to the machine',
  E408: 'an event is of another type than expected',
  E409: 'an interpreter was started after it had been stopped',
  E410: 'asynchronous code stands where it is not supported',
  E411: 'a service is nothing that can be run',
  E412: 'an event does not fit its schema',
  E413: 'a value does not fit its schema',
  E501: 'a persisted snapshot is corrupt',
  E502: 'a persisted snapshot belongs to another machine',
  E503: 'a persisted snapshot names a state that the machine has not',
  E504: 'a value cannot be persisted',
  E601: 'an invocation exceeded its time limit',
  E701: 'an exploration exceeds its limit',
  E702: 'two paths do not join',
  E703: 'a state or an event cannot be written as text',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault of a config: what is wrong, where, and what to write instead. */
export interface Diagnostic {
  readonly code: ErrorCode;
  /** The place: id of the state, then the path within its config: `light.red on.TIMER[0].target`. */
  readonly at: string;
  /** What is there, and what was expected. */
  readonly message: string;
  /** What to write instead; empty when the message says it all. */
  readonly help: string;
}

/** A fault, from the same four parts as an error. */
export function fault(code: ErrorCode, at: string, message: string, help = ''): Diagnostic {
  return { code, at, message, help };
}

/** The root of all errors that the library throws on purpose. */
export class StatechartError extends Error {
  override name = 'StatechartError';
  readonly code: ErrorCode;
  readonly at: string;
  readonly help: string;

  constructor(code: ErrorCode, at: string, message: string, help = '', options?: ErrorOptions) {
    super(formatDiagnostic(fault(code, at, message, help)), options);
    this.code = code;
    this.at = at;
    this.help = help;
  }
}

/** Faults that were found together: the error has code and place of the first one. */
class FaultsError extends StatechartError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(machineId: string, diagnostics: readonly Diagnostic[]) {
    const { code, at, message, help } = diagnostics[0]!;
    super(code, at, message, help);
    this.diagnostics = diagnostics;
    if (diagnostics.length > 1) {
      const lines = diagnostics.map(formatDiagnostic).join('\n  ');
      this.message = `machine "${machineId}" has ${diagnostics.length} faults:\n  ${lines}`;
    }
  }
}

/** A config was refused. `diagnostics` lists every fault of it. */
export class InvalidConfigError extends FaultsError {
  override name = 'InvalidConfigError';
}

/** Names in the config have no implementation. `diagnostics` lists every one that is known to be missing. */
export class ImplementationMissingError extends FaultsError {
  override name = 'ImplementationMissingError';
}

/** A state was asked for that the machine does not have. */
export class StateNotFoundError extends StatechartError {
  override name = 'StateNotFoundError';
}

/** What was registered as a service is no function, no machine and no actor logic. */
export class ActorSpawningError extends StatechartError {
  override name = 'ActorSpawningError';
}

/** A value does not fit its schema. `issues` has what the schema says of it, `value` is the value. */
export class SchemaMismatchError extends StatechartError {
  override name = 'SchemaMismatchError';
  readonly issues: readonly SchemaIssue[];
  readonly value: unknown;

  /** @param what names the value in the message */
  constructor(
    code: 'E412' | 'E413',
    at: string,
    what: string,
    { value, issues, help }: { value: unknown; issues: readonly SchemaIssue[]; help?: string },
  ) {
    super(code, at, `${what} does not fit its schema: ${formatIssues(issues)}`, help);
    this.issues = issues;
    this.value = value;
  }
}

/** One fault of a value. */
export interface SchemaIssue {
  readonly message: string;
  /** Keys from the value to the place of the fault. */
  readonly path: readonly PropertyKey[];
}

/** Asynchronous code where only synchronous code is supported. */
export class NotSupportedError extends StatechartError {
  override name = 'NotSupportedError';
}

/** An invocation took longer than its `timeout`; the actor failed with this error. */
export class TimeoutError extends StatechartError {
  override name = 'TimeoutError';

  constructor(actorId: string, timeoutMs: number) {
    super(
      'E601',
      actorId,
      `no result after ${timeoutMs} ms`,
      'Raise its timeout, or handle this in onError',
    );
  }
}

/** @throws StatechartError E401 when `event` is not an object with a string `type` */
export function checkEvent(event: unknown, at: string): void {
  if (typeof (event as { type?: unknown } | null | undefined)?.type !== 'string')
    throw notAnEvent(event, at);
}

function notAnEvent(event: unknown, at: string): StatechartError {
  const isString = typeof event === 'string';
  return new StatechartError(
    'E401',
    at,
    `an event is an object with a string \`type\`, and this is ${isString ? `"${event}"` : event === null ? 'null' : typeof event}`,
    `Write { type: '${isString ? event : 'NAME'}' }`,
  );
}

/** A value from outside may have any number of faults; a message shows the first few. */
const SHOWN_ISSUES = 3;

function formatIssues(issues: readonly SchemaIssue[]): string {
  const shown = issues
    .slice(0, SHOWN_ISSUES)
    .map(({ message, path }) =>
      path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
    );
  const more = issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

export function formatDiagnostic({ code, at, message, help }: Diagnostic): string {
  return `${code}${at && ` ${at}`}: ${message}${help && `. ${help}`}`;
}

/**
 * `Did you mean "x"?` for the name nearest to `wrong`, or nothing when none is near.
 */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  let best = '';
  let bestDistance = Math.max(2, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best && `Did you mean "${best}"?`;
}

/** What to write instead of `wrong`, which is none of `names`. */
export function suggest(wrong: string, names: readonly string[]): string {
  return didYouMean(wrong, names) || `There is ${names.join(', ') || 'none'}`;
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

// Declared here because the core knows no host: browsers have no `process`, and bundlers replace
// `process.env.NODE_ENV` by a string.
declare const process: { readonly env: { readonly NODE_ENV?: string } } | undefined;

/** Whether warnings for developers are wanted. Not for hot paths: Node looks the variable up each time. */
export function isDevelopment(): boolean {
  return typeof process === 'undefined' || process.env.NODE_ENV !== 'production';
}
