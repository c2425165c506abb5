import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StatechartError, StateMachine, type AnyStateMachine } from '../index.ts';
import {
  createMachine,
  MachineBuilder,
  MachineNode,
  StateMachine as MachineClass,
} from '../interpreter/index.ts';
import type { RunClock } from './clock.ts';
import { failureAt, messageOf, textOf, UsageFailure } from './failure.ts';
import { parseJson } from './parse-json.ts';
import { placeOf } from './place-of.ts';

/** What can be run: a machine for an actor, or one for an interpreter. */
export type Runnable =
  | { readonly kind: 'actor'; readonly machine: AnyStateMachine }
  | { readonly kind: 'interpreter'; readonly machine: MachineNode };

/** What is known of the run when its machine is loaded. */
interface LoadOptions {
  /** The module with the logic of a JSON file. */
  readonly logicFile: string | undefined;
  /** For functions in modules: services that take their time need the time of the run. */
  readonly clock: RunClock;
}

const MODULE_EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

/**
 * Loads a machine from a JSON file or a module.
 * @throws UsageFailure when there is no machine in it
 */
export async function loadMachine(file: string, options: LoadOptions): Promise<Runnable> {
  const extension = extname(file);
  if (extension === '.json') return loadJson(file, options);
  if (!MODULE_EXTENSIONS.includes(extension)) {
    const message = 'this is no kind of file that holds a machine';
    throw failureAt({ file }, { message, fix: 'Name a .json, .ts, .js or .mjs file' });
  }
  if (options.logicFile !== undefined) {
    const message = '--logic is for machines in JSON files';
    throw failureAt({ file }, { message, fix: 'Leave --logic out: the module brings its logic' });
  }
  const exported = await loadModule(file);
  const main = exported['default'] ?? exported['machine'];
  if (isMaker(main)) {
    const made = asRunnable(await make(file, () => main(options)));
    if (made) return made;
    const message = 'the function that is exported gives no machine';
    throw failureAt({ file }, { message, fix: 'Return what createMachine gives' });
  }
  return make(file, () => asRunnable(main) ?? finished(main) ?? onlyMachine(file, exported));
}

function asRunnable(value: unknown): Runnable | undefined {
  if (value instanceof MachineNode) return { kind: 'interpreter', machine: value };
  if (value instanceof StateMachine) return { kind: 'actor', machine: value };
  return undefined;
}

/** A class or a builder is a machine in the making. */
function finished(value: unknown): Runnable | undefined {
  if (isMachineClass(value)) return { kind: 'interpreter', machine: value.createMachine() };
  if (value instanceof MachineBuilder) return { kind: 'interpreter', machine: value.build() };
  return undefined;
}

type Maker = (options: Pick<LoadOptions, 'clock'>) => unknown;

/** A function that makes what is to be exported, from what is known of the run. */
function isMaker(value: unknown): value is Maker {
  return typeof value === 'function' && !isClass(value);
}

function isMachineClass(value: unknown): value is { createMachine(): MachineNode } {
  return isClass(value) && value.prototype instanceof MachineClass;
}

/** A machine under another name, when it is the only one. */
function onlyMachine(file: string, exported: Readonly<Record<string, unknown>>): Runnable {
  const values = Object.values(exported);
  const machines = values.map(asRunnable).filter((it) => it !== undefined);
  const found =
    machines.length > 0 ? machines : values.map(finished).filter((it) => it !== undefined);
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

async function loadJson(file: string, options: LoadOptions): Promise<Runnable> {
  const { logicFile } = options;
  const config = parseJson(readText(file), { file, line: 1 });
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    const message = 'the config of a machine is an object';
    throw failureAt(
      { file },
      { message, fix: 'Write {"id": "name", "initial": ..., "states": ...}' },
    );
  }
  const logic = logicFile === undefined ? undefined : await loadLogic(logicFile, options);
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

/** Classes are made, functions called, everything else is taken as it is. */
async function loadLogic(file: string, options: LoadOptions): Promise<readonly object[]> {
  const exported = await loadModule(file);
  const main = exported['default'] ?? exported['logic'];
  const found = main ?? Object.values(exported).find(isClass) ?? exported;
  const logic = await make(file, () => {
    if (isClass(found)) return new found();
    return isMaker(found) ? found(options) : found;
  });
  if (typeof logic === 'object' && logic !== null) return [logic];
  const message = 'the logic is neither a class nor an object';
  const fix = 'Export a MachineLogic, or { actions, guards, services, delays }, as default';
  throw failureAt({ file }, { message, fix });
}

type Class = (new () => object) & { readonly prototype: object };

function isClass(value: unknown): value is Class {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

/** Calls code of the module, whose faults are the user's. */
async function make<T>(file: string, maker: () => T): Promise<Awaited<T>> {
  try {
    return await maker();
  } catch (error) {
    if (error instanceof UsageFailure) throw error;
    if (error instanceof StatechartError) {
      throw new UsageFailure(`${textOf(placeOf(file, error))}: ${error.message}`);
    }
    throw failureAt(placeOf(file, error), {
      message: `what the module exports could not be made: ${messageOf(error)}`,
      fix: 'Put that right, then run it again',
    });
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
    if (error instanceof StatechartError) {
      throw new UsageFailure(`${textOf(placeOf(file, error))}: ${error.message}`);
    }
    const message = `the module failed when it was loaded: ${messageOf(error)}`;
    throw failureAt(placeOf(file, error), { message, fix: 'Put that right, then run it again' });
  }
}

/** @throws UsageFailure when it cannot be read */
export function readText(file: string): string {
  const fix = 'Check the name of the file and the folder you are in';
  if (!existsSync(file)) throw failureAt({ file }, { message: 'there is no such file', fix });
  try {
    // Some editors begin a file with a mark that is no text.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw failureAt({ file }, { message: messageOf(error), fix });
  }
}
