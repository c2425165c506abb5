import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StatechartError, StateMachine, type AnyStateMachine } from '../index.ts';
import { createMachine, MachineNode } from '../interpreter/index.ts';
import { failureAt, messageOf, UsageFailure } from './failure.ts';
import { parseJson } from './parse-json.ts';

/** What can be run: a machine for an actor, or one for an interpreter. */
export type Runnable =
  | { readonly kind: 'actor'; readonly machine: AnyStateMachine }
  | { readonly kind: 'interpreter'; readonly machine: MachineNode };

const MODULE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

/**
 * Loads a machine from a JSON file or a module.
 * @param logicFile the module with the logic of a JSON file
 * @throws UsageFailure when there is no machine in it
 */
export async function loadMachine(file: string, logicFile: string | undefined): Promise<Runnable> {
  const extension = extname(file);
  if (extension === '.json') return loadJson(file, logicFile);
  if (!MODULE_EXTENSIONS.includes(extension)) {
    const message = 'this is no kind of file that holds a machine';
    throw failureAt({ file }, { message, fix: 'Name a .json, .ts, .js or .mjs file' });
  }
  if (logicFile !== undefined) {
    const message = '--logic is for machines in JSON files';
    throw failureAt({ file }, { message, fix: 'Leave --logic out: the module brings its logic' });
  }
  const exported = await loadModule(file);
  return (
    asRunnable(exported['default']) ??
    asRunnable(exported['machine']) ??
    onlyMachine(file, exported)
  );
}

function asRunnable(value: unknown): Runnable | undefined {
  if (value instanceof MachineNode) return { kind: 'interpreter', machine: value };
  if (value instanceof StateMachine) return { kind: 'actor', machine: value };
  return undefined;
}

/** A machine under another name, when it is the only one. */
function onlyMachine(file: string, exported: Readonly<Record<string, unknown>>): Runnable {
  const found = Object.values(exported)
    .map(asRunnable)
    .filter((it) => it !== undefined);
  if (found.length === 1) return found[0]!;
  const machine = exported['default'] ?? exported['machine'];
  if (typeof machine === 'object' && machine !== null && 'config' in machine) {
    const message = 'the machine was made by another copy of detent, or by another library';
    const fix = 'Import createMachine from the detent that this command belongs to';
    throw failureAt({ file }, { message, fix });
  }
  const names = Object.keys(exported).join(', ') || 'nothing';
  const message =
    found.length > 1
      ? `several machines are exported: ${names}`
      : names === 'nothing'
        ? 'nothing is exported'
        : `no machine is exported, only ${names}`;
  const fix = 'Export a machine as default or as `machine`';
  throw failureAt({ file }, { message, fix });
}

async function loadJson(file: string, logicFile: string | undefined): Promise<Runnable> {
  const config = parseJson(readText(file), { file, line: 1 });
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    const message = 'the config of a machine is an object';
    throw failureAt(
      { file },
      { message, fix: 'Write {"id": "name", "initial": ..., "states": ...}' },
    );
  }
  const logic = logicFile === undefined ? undefined : await loadLogic(logicFile);
  try {
    const machine = createMachine(config, { logicProviders: logic });
    return { kind: 'interpreter', machine: machine as MachineNode };
  } catch (error) {
    if (!(error instanceof StatechartError)) throw error;
    const hint = logicFile === undefined && error.code.startsWith('E3');
    const fix = hint ? '. Name the module with the logic: --logic FILE' : '';
    throw new UsageFailure(`${file}: ${hint ? missing(error.message) : error.message}${fix}`);
  }
}

/** Without the help on where to put logic, when there is none at all. */
function missing(message: string): string {
  return message.replaceAll(/\. Give the logic [^\n]*/g, '');
}

/** Classes are made, everything else is taken as it is. */
async function loadLogic(file: string): Promise<readonly object[]> {
  const exported = await loadModule(file);
  const main = exported['default'] ?? exported['logic'];
  const found = [main ?? Object.values(exported).find(isClass) ?? exported];
  return found.map((logic) => {
    if (isClass(logic)) return make(file, logic);
    if (typeof logic === 'object' && logic !== null) return logic;
    const message = 'the logic is neither a class nor an object';
    const fix = 'Export a MachineLogic, or { actions, guards, services, delays }, as default';
    throw failureAt({ file }, { message, fix });
  });
}

type LogicClass = new () => object;

function isClass(value: unknown): value is LogicClass {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function make(file: string, logic: LogicClass): object {
  try {
    return new logic();
  } catch (error) {
    const message = `${logic.name} could not be made: ${messageOf(error)}`;
    throw failureAt({ file }, { message, fix: 'Its constructor must need no arguments' });
  }
}

async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  readText(file);
  const path = resolve(file);
  try {
    if (!/\.m?ts$/.test(file)) {
      return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
    }
    const { createJiti } = await import('jiti');
    // Without interoperability: it would make a default export of a module that has none.
    const jiti = createJiti(import.meta.url, { fsCache: false, interopDefault: false });
    return await jiti.import<Record<string, unknown>>(path);
  } catch (error) {
    const line = lineIn(path, error);
    const place = line === undefined ? { file } : { file, line };
    const message = `the module failed when it was loaded: ${messageOf(error)}`;
    throw failureAt(place, { message, fix: 'Put that right, then run it again' });
  }
}

/** The first line of this file that the error names. */
function lineIn(path: string, error: unknown): number | undefined {
  const text = error instanceof Error ? `${error.stack}\n${error.message}` : '';
  const at = text.indexOf(`${path}:`);
  const line = at < 0 ? undefined : /^\d+/.exec(text.slice(at + path.length + 1))?.[0];
  return line === undefined ? undefined : Number(line);
}

/** @throws UsageFailure when it cannot be read */
export function readText(file: string): string {
  const fix = 'Check the name of the file and the folder you are in';
  if (!existsSync(file)) throw failureAt({ file }, { message: 'there is no such file', fix });
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw failureAt({ file }, { message: messageOf(error), fix });
  }
}
