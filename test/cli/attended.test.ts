import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run, type RunHost, type RunOptions } from '../../src/cli/run.ts';

let folder: string;
let machine: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'detent-attended-'));
  machine = join(folder, 'door.json');
  const states = {
    open: { on: { SHUT: 'shut' } },
    shut: { on: { OPEN: 'open', LOCK: 'locked' }, after: { 5000: 'open' } },
    locked: { type: 'final' },
  };
  writeFileSync(machine, JSON.stringify({ id: 'door', initial: 'open', states }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A run with a person before it, who types a line each time that the prompt asks. */
function attended(options: Partial<RunOptions>, lines: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let [printed, readTo, typed] = ['', 0, 0];
  const redirected: string[] = [];
  let print: (text: string) => void = () => {};
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += stripVTControlCharacters(text);
    if (typed === lines.length || !printed.slice(readTo).endsWith('> ')) return;
    readTo = printed.length;
    const line = lines[typed++];
    // A person types once all is printed.
    setImmediate(() => input.write(`${line}\r`));
  });
  const host: RunHost = {
    input,
    output,
    errorOutput: output,
    isInteractive: true,
    hasColours: false,
    redirectConsole(methods, printed) {
      redirected.push(...methods);
      print = printed;
    },
    // Without a prompt there is nothing to wait for.
    onIdle: (callback) => void (options.isJson && setImmediate(callback)),
    onUncaught: () => {},
  };
  const noOptions: RunOptions = {
    machine,
    logic: undefined,
    steps: [],
    eventsFile: undefined,
    isSync: false,
    isSimulated: true,
    isJson: false,
    snapshotFile: undefined,
  };
  const ended = run({ ...noOptions, ...options }, host);
  const log = (text: string): void => print(text);
  return { input, ended, redirected, log, printed: () => printed };
}

describe('at a terminal', () => {
  test('events are asked for until the machine is done', async () => {
    const { ended, printed } = attended({}, ['SHUT', '+5000', 'SHUT', 'LOCK']);
    expect(await ended).toBe(true);
    expect(printed()).toContain('Events: SHUT. Also +1000 for time, :snapshot, :quit.\n');
    expect(printed()).toContain('5000 ms  ◂ after.5000.door.shut\n');
    expect(printed()).toMatch(/■ done in door\.locked\n$/);
  });

  test('events that are given come first, then the prompt stays open', async () => {
    const steps = [{ event: { type: 'SHUT' } }];
    const { ended, printed } = attended({ steps }, ['', ':quit']);
    expect(await ended).toBe(true);
    expect(printed()).toContain('door.open → door.shut\nEvents: OPEN, LOCK. Also');
    expect(printed()).toContain('door.shut> ');
    expect(printed()).toMatch(/■ waits in door\.shut\n$/);
  });

  test('nobody is asked when the events have led to the end', async () => {
    const steps = [{ event: { type: 'SHUT' } }, { event: { type: 'LOCK' } }];
    const { ended, printed } = attended({ steps }, []);
    expect(await ended).toBe(true);
    expect(printed()).not.toContain('> ');
  });

  test('nobody is asked for records', async () => {
    const { ended, printed } = attended({ isJson: true }, []);
    expect(await ended).toBe(true);
    expect(printed()).toMatch(/^\{.*"type":"start".*\}\n\{.*"type":"end".*\}\n$/);
  });

  test('what the logic prints does not disturb the line that is typed', async () => {
    const { input, ended, redirected, log, printed } = attended({}, []);
    await vi.waitUntil(() => printed().endsWith('door.open> '));
    expect(redirected).toEqual(['log', 'info', 'debug', 'warn', 'error']);
    input.write(':qu');
    await vi.waitUntil(() => printed().endsWith('door.open> :qu'));
    log('from the logic');
    await vi.waitUntil(() => printed().endsWith('from the logic\ndoor.open> :qu'));
    input.write('it\r');
    expect(await ended).toBe(true);
    expect(printed()).toMatch(/■ waits in door\.open\n$/);
  });
});
