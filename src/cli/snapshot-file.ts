import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { failureAt, messageOf } from './failure.ts';
import { readText } from './load-machine.ts';
import { parseJson } from './parse-json.ts';

const FORMAT = 'detent.run';
const VERSION = 1;

const FOLDER_FIX = 'Name a file in a folder that is there, and that you may write to';

/** A run that goes on later. */
export interface SavedRun {
  readonly kind: 'actor' | 'interpreter';
  /** Id of the machine. */
  readonly machine: string;
  /** What the clock said when it was saved. */
  readonly nowMs: number;
  /** Whether that was simulated time. */
  readonly isSimulated: boolean;
  readonly snapshot: unknown;
}

/**
 * The run that was saved in a file; undefined when there is no such file.
 * @throws UsageFailure when it is no saved run, or one of another machine
 */
export function readSavedRun(
  file: string,
  { kind, machine, isSimulated }: Pick<SavedRun, 'kind' | 'machine' | 'isSimulated'>,
): SavedRun | undefined {
  if (!existsSync(file)) {
    checkFolder(file);
    return undefined;
  }
  const saved = parseJson(readText(file), { file, line: 1 }) as Partial<
    SavedRun & { format: string }
  > & {
    readonly version?: unknown;
  };
  const fix = 'Name another file, or remove this one to start anew';
  const refuse = (message: string) => failureAt({ file }, { message, fix });
  const isSaved =
    saved?.format === FORMAT &&
    typeof saved.nowMs === 'number' &&
    typeof saved.snapshot === 'object' &&
    saved.snapshot !== null;
  if (!isSaved) throw refuse('this is no saved run');
  if (saved.version !== VERSION) {
    throw refuse(`the saved run has version ${String(saved.version)}, not ${VERSION}`);
  }
  if (saved.machine !== machine || saved.kind !== kind) {
    throw refuse(`the saved run is one of machine "${saved.machine}", not of "${machine}"`);
  }
  // Its delays are due in a year of which real time knows nothing.
  if (saved.isSimulated === true && !isSimulated) {
    const message = 'the run was saved with --clock simulated';
    throw failureAt({ file }, { message, fix: 'Give that option again' });
  }
  return saved as SavedRun;
}

/** A run that cannot be saved at its end had better not begin. */
function checkFolder(file: string): void {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) {
    throw failureAt({ file }, { message: 'there is no such folder', fix: FOLDER_FIX });
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw failureAt({ file }, { message: messageOf(error), fix: FOLDER_FIX });
  }
}

/** @throws UsageFailure when the file cannot be written */
export function writeSavedRun(file: string, run: SavedRun): void {
  const text = `${JSON.stringify({ format: FORMAT, version: VERSION, ...run }, undefined, 2)}\n`;
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw failureAt({ file }, { message: messageOf(error), fix: FOLDER_FIX });
  }
}
