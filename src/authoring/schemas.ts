import {
  didYouMean,
  NotSupportedError,
  SchemaMismatchError,
  StatechartError,
  type SchemaIssue,
} from '../errors.ts';
import {
  AFTER,
  DONE_ACTOR,
  DONE_STATE,
  ERROR_ACTOR,
  INIT,
  isOfLibrary,
  ROUTE,
  SNAPSHOT_ACTOR,
  STOP,
  type EventObject,
} from '../protocol/event.ts';
import type { StandardSchemaV1 } from '../protocol/standard-schema.ts';

/** Throws when `value` does not fit. `at` is the id of the actor or the machine. */
export type Check<T = unknown> = (value: T, at: string) => void;

/** What is held to a schema; nothing stands where anything is let pass. */
export interface EdgeChecks {
  readonly event?: Check<EventObject>;
  readonly emitted?: Check<EventObject>;
  readonly input?: Check;
  readonly context?: Check;
  readonly output?: Check;
}

/**
 * The checks that `setup({ schemas, validate })` asks for.
 * @throws StatechartError E101 when there are no schemas to check by
 */
export function edgeChecks(schemas: unknown, validate: unknown): EdgeChecks {
  if (validate !== 'events' && validate !== 'all') {
    throw misused('validate', `is ${show(validate)}, expected 'events' or 'all'`);
  }
  const given = isRecord(schemas) ? schemas : {};
  const event = eventCheck(given, 'events');
  if (validate === 'events') {
    if (event === undefined) throw misused('validate', 'there is no schema of the events');
    return { event };
  }
  const checks: EdgeChecks = defined({
    event,
    emitted: eventCheck(given, 'emitted'),
    input: valueCheck(given, 'input'),
    context: valueCheck(given, 'context'),
    output: valueCheck(given, 'output'),
  });
  if (Object.keys(checks).length === 0) throw misused('validate', 'there are no schemas');
  return checks;
}

function valueCheck(
  schemas: Readonly<Record<string, unknown>>,
  name: 'input' | 'context' | 'output',
): Check | undefined {
  const schema = schemas[name];
  if (schema === undefined) return undefined;
  if (!isSchema(schema)) throw misused(`schemas.${name}`, `is ${show(schema)}, expected a schema`);
  return (value, at) => {
    const issues = issuesOf(schema, value, at);
    if (issues) throw new SchemaMismatchError('E413', at, `the ${name}`, { value, issues });
  };
}

function eventCheck(
  schemas: Readonly<Record<string, unknown>>,
  name: 'events' | 'emitted',
): Check<EventObject> | undefined {
  const given = schemas[name];
  if (given === undefined) return undefined;
  const refuse = (
    event: EventObject,
    at: string,
    issues: readonly SchemaIssue[],
    help?: string,
  ) => {
    const isSent = name === 'events';
    const what = `the ${isSent ? 'event' : 'emitted event'} "${event.type}"`;
    const details = { value: event, issues, ...(help && { help }) };
    throw new SchemaMismatchError(isSent ? 'E412' : 'E413', at, what, details);
  };
  if (isSchema(given)) {
    return (event, at) => {
      const issues = issuesOf(given, event, at);
      if (issues) refuse(event, at, issues);
    };
  }
  const byType = schemasByType(given, `schemas.${name}`);
  return (event, at) => {
    const { type, ...payload } = event;
    const schema = byType.get(type);
    if (schema === undefined) {
      refuse(
        event,
        at,
        [{ message: 'no event has this type', path: [] }],
        didYouMean(type, byType.keys()),
      );
    } else {
      const issues = issuesOf(schema, payload, at);
      if (issues) refuse(event, at, issues);
    }
  };
}

function schemasByType(given: unknown, at: string): ReadonlyMap<string, StandardSchemaV1> {
  if (!isRecord(given)) {
    throw misused(at, `is ${show(given)}, expected a schema, or schemas by the types of events`);
  }
  const byType = new Map<string, StandardSchemaV1>();
  for (const [type, schema] of Object.entries(given)) {
    if (!isSchema(schema)) throw misused(`${at}.${type}`, `is ${show(schema)}, expected a schema`);
    byType.set(type, schema);
  }
  return byType;
}

/** @throws NotSupportedError E410 when the schema is asynchronous */
function issuesOf(
  { '~standard': { validate, vendor } }: StandardSchemaV1,
  value: unknown,
  at: string,
): readonly SchemaIssue[] | undefined {
  const result = validate(value);
  if (!(result instanceof Promise)) {
    return result.issues?.map(({ message, path = [] }) => ({
      message,
      // Some libraries have a class of their own for paths.
      path: Array.from(path, (part) => (typeof part === 'object' ? part.key : part)),
    }));
  }
  // Its outcome comes too late to matter, and must not end the process.
  result.catch(() => {});
  throw new NotSupportedError(
    'E410',
    at,
    `a ${vendor} schema is asynchronous`,
    'Check such values in an invoked actor',
  );
}

const OWN_TYPES: readonly string[] = [INIT, STOP, ROUTE];
const OWN_PREFIXES: readonly string[] = [
  DONE_ACTOR,
  ERROR_ACTOR,
  SNAPSHOT_ACTOR,
  DONE_STATE,
  AFTER,
];

/** Whether the event is one of those that the library itself sends. */
export function isOwnEvent({ type }: EventObject): boolean {
  if (!isOfLibrary(type)) return false;
  return OWN_TYPES.includes(type) || OWN_PREFIXES.some((prefix) => type.startsWith(prefix));
}

function isSchema(value: unknown): value is StandardSchemaV1 {
  // Schemas of arktype are functions.
  if (!isRecord(value) && typeof value !== 'function') return false;
  const standard: unknown = (value as Partial<StandardSchemaV1>)['~standard'];
  return isRecord(standard) && typeof standard['validate'] === 'function';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function defined<T extends object>(record: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

function misused(at: string, message: string): StatechartError {
  return new StatechartError('E101', `setup ${at}`, message);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
