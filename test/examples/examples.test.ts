import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { format, stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runScript, type Script } from '../../examples/run-script.ts';

const examples = new URL('../../examples/', import.meta.url);
const script = JSON.parse(read('script.json', examples)) as Script;

describe('the examples', () => {
  const runs: Readonly<Record<string, () => Promise<unknown>>> = {
    auth: () => import('../../examples/auth/run.ts'),
    checkout: () => import('../../examples/checkout/run.ts'),
    fetch: () => import('../../examples/fetch/run.ts'),
    toggle: () => import('../../examples/toggle/run.ts'),
    upload: () => import('../../examples/upload/run.ts'),
  };

  test('are all here', () => {
    const folders = readdirSync(examples, { withFileTypes: true }).filter((it) => it.isDirectory());
    const found = folders.filter(({ name }) => existsSync(new URL(`${name}/run.ts`, examples)));
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(runs));
  });

  test.each(Object.entries(runs))('%s prints what it should', async (name, run) => {
    expect(await printedBy(run)).toBe(read(`expected/${name}.txt`));
  });
});

describe('npm start', () => {
  const start = () => import('../../examples/start.ts');
  const { argv, exitCode } = process;

  beforeEach(() => {
    vi.resetModules();
    process.argv = ['node', 'start.js'];
  });
  afterEach(() => {
    process.argv = argv;
    process.exitCode = exitCode;
  });

  test('plays the script of the payment and the user loader', async () => {
    expect(await printedBy(start)).toBe(read('expected/start.txt'));
    expect(process.exitCode).toBe(exitCode);
  });

  test('plays another script that is named', async () => {
    process.argv.push(new URL('short-script.json', import.meta.url).pathname);
    expect(await printedBy(start)).toBe(read('expected/short-script.txt'));
  });

  test.each([
    ['a file that is not there', 'no-such-script.json', 'no such file'],
    ['a file that is no script', 'expected/start.txt', 'Unexpected token'],
    [
      'an unknown machine',
      'unknown-machine.json',
      'There is no machine "paymnet"; there is payment',
    ],
  ])('refuses %s', async (_fault, file, message) => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    process.argv.push(new URL(file, import.meta.url).pathname);
    await printedBy(start);
    expect(errors.mock.calls.flat()).toEqual([expect.stringContaining(message)]);
    expect(process.exitCode).toBe(1);
  });

  test('says the same in colours', async () => {
    const lines: string[] = [];
    await runScript(script, { print: (line) => lines.push(`${line}\n`), hasColours: true });
    const printed = lines.join('');
    expect(printed).toContain('\u001b[32m✔ chargePayment finished');
    expect(stripVTControlCharacters(printed)).toBe(read('expected/start.txt'));
  });
});

function read(file: string, folder: URL | string = import.meta.url): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

/** What `run` prints with `console.log`. */
async function printedBy(run: () => Promise<unknown>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await run();
  return log.mock.calls.map((values) => `${format(...values)}\n`).join('');
}
