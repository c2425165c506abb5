import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Project } from './project.ts';

const programs = ['shop', 'subpaths'];

let withDetent: Project;
let withXstate: Project;
/** What the compiler says of the application. */
let faults: Record<'detent' | 'xstate', string[]>;

beforeAll(() => {
  withDetent = new Project({ skipLibCheck: false });
  withXstate = new Project({ skipLibCheck: true });
  withDetent.installDetent();
  withXstate.linkXstate();
  faults = { detent: withDetent.compile(), xstate: withXstate.compile() };
});

afterAll(() => {
  withDetent?.remove();
  withXstate?.remove();
});

describe('an application written for xstate, with "xstate": "npm:detent"', () => {
  test('has this package under that name', () => {
    const manifest = join(withDetent.folder, 'node_modules/xstate/package.json');
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toMatchObject({ name: 'detent' });
    expect(existsSync(join(withDetent.folder, 'node_modules/detent'))).toBe(false);
  });

  test('type-checks', () => {
    expect(faults).toEqual({ detent: [], xstate: [] });
  });

  test.each(programs)('prints the same: %s', async (program) => {
    const expected = await withXstate.run(program);
    expect(expected.split('\n').length).toBeGreaterThan(5);
    expect(await withDetent.run(program)).toBe(expected);
  });

  test('prints what it should', async () => {
    expect((await withDetent.run('shop')).split('\n')).toEqual([
      '"checking" stock',
      '"refused" ',
      'no unicorn in stock',
      '"checking" stock',
      '{"preparing":{"payment":"due","parcel":"open"}} ',
      '2 false',
      '{"preparing":{"payment":"due","parcel":"open"}} ',
      '{"preparing":{"payment":"paid","parcel":"open"}} ',
      '{"preparing":{"payment":"paid","parcel":"labelled"}} ',
      '"delivering" courier',
      '"delivered" courier',
      "{ item: 'horse', stops: 2 }",
      expect.stringContaining('"status":"done"'),
      '',
    ]);
  });
});
