import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { durationText, readableTeller } from '../../src/cli/print.ts';
import { toPlain } from '../../src/cli/plain.ts';
import type { RunRecord } from '../../src/cli/records.ts';

const service = { id: '0.a.b', src: 'work', elapsedMs: 1500 };

test.each<[RunRecord, string, string]>([
  [{ atMs: 1, type: 'start', states: ['a.b', 'a.c'], context: {} }, '1', '● starts in a.b | a.c'],
  [{ atMs: 2, type: 'service.done', ...service, output: 7 }, '32', '✔ work finished after 1.5 s 7'],
  [
    { atMs: 2, type: 'service.error', ...service, error: 'no' },
    '31',
    "✘ work failed after 1.5 s: 'no'",
  ],
  [{ atMs: 3, type: 'service.stop', ...service }, '33', '■ work stopped after 1.5 s'],
  [{ atMs: 4, type: 'log', values: ['n', 1] }, '35', 'n 1'],
])('prints %o, in colour when it is wanted', (record, code, text) => {
  const [plain, coloured]: [string[], string[]] = [[], []];
  readableTeller((line) => plain.push(line), false)(record);
  readableTeller((line) => coloured.push(line), true)(record);
  expect(plain).toHaveLength(1);
  expect(plain[0]).toContain(text);
  expect(coloured.map(stripVTControlCharacters)).toEqual(plain);
  expect(coloured[0]).toContain(`\u001B[${code}m${text}\u001B`);
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1200, '1.2 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('everything can be written as JSON', () => {
  const circular: Record<string, unknown> = { list: [1n, Symbol('s'), new Date(0), new Date('?')] };
  circular['self'] = circular;
  const value = {
    circular,
    error: new TypeError('wrong'),
    actor: { sessionId: 'x:0', id: 'child' },
    set: new Set([1]),
    map: new Map([['a', 1]]),
    named: function named() {},
  };
  expect(toPlain(value)).toEqual({
    circular: { list: ['1n', 'Symbol(s)', '1970-01-01T00:00:00.000Z', null], self: '[circular]' },
    error: { name: 'TypeError', message: 'wrong' },
    actor: '<child>',
    set: [1],
    map: [['a', 1]],
    named: '[function named]',
  });
});
