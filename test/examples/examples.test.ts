import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { format } from 'node:util';
import { describe, expect, test, vi } from 'vitest';

const examples = new URL('../../examples/', import.meta.url);

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

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** What `run` prints with `console.log`. */
async function printedBy(run: () => Promise<unknown>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await run();
  return log.mock.calls.map((values) => `${format(...values)}\n`).join('');
}
