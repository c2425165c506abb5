import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { complete, Prompt, promptText } from '../../src/cli/prompt.ts';
import type { Step } from '../../src/cli/read-events.ts';

/** A prompt on streams, and a run that takes down what it is told. */
function prompted({ endsWith = '' } = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const steps: Step[] = [];
  let text = '';
  output.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const prompt = new Prompt({ input, output, isTerminal: false });
  const run = {
    status: 'active',
    states: ['light.red'],
    possibleEvents: ['GO', 'BREAK'],
    services: [],
    apply(step: Step): Promise<void> {
      steps.push(step);
      if ('event' in step) prompt.print(`sent ${step.event.type}`);
      if ('event' in step && step.event.type === endsWith) run.status = 'done';
      return Promise.resolve();
    },
    snapshot: () => ({ value: 'red' }),
  };
  const asked = prompt.ask(run);
  return { input, steps, asked, printed: () => stripVTControlCharacters(text) };
}

describe('the prompt', () => {
  test('sends what is typed, and ends at :quit', async () => {
    const { input, steps, asked, printed } = prompted();
    input.write('GO\n{"type":"BREAK","by":1}\n+500\n:quit\nGO\n');
    await asked;
    expect(steps).toEqual([
      { event: { type: 'GO' } },
      { event: { type: 'BREAK', by: 1 } },
      { advanceMs: 500 },
    ]);
    expect(printed()).toBe(
      'Events: GO, BREAK. Also +1000 for time, :snapshot, :quit.\n' +
        'light.red> sent GO\nlight.red> sent BREAK\nlight.red> light.red> ',
    );
  });

  test('ends when the machine has come to its end', async () => {
    const { input, steps, asked } = prompted({ endsWith: 'BREAK' });
    input.write('GO\nBREAK\nGO\n');
    await asked;
    expect(steps).toEqual([{ event: { type: 'GO' } }, { event: { type: 'BREAK' } }]);
  });

  test('ends with its input', async () => {
    const { input, steps, asked } = prompted();
    input.end('GO\n');
    await asked;
    expect(steps).toEqual([{ event: { type: 'GO' } }]);
  });

  test.each([
    ['', 'Events: GO, BREAK\n'],
    [':snapshot', '{\n  "value": "red"\n}\n'],
    [':nothing', 'There is :snapshot and :quit, no :nothing\n'],
    ['{"type":', 'prompt: this is no JSON: a value should stand here, and the end does.'],
  ])('answers %j and asks again', async (line, answer) => {
    const { input, steps, asked, printed } = prompted();
    input.write(`${line}\nGO\n:quit\n`);
    await asked;
    expect(printed()).toContain(`light.red> ${answer}`);
    expect(steps).toEqual([{ event: { type: 'GO' } }]);
  });

  test('tells where the machine is, what is at work, and for how long', () => {
    const { states, possibleEvents } = { states: ['a.b', 'a.c'], possibleEvents: [] };
    const services = [
      { id: '0.a.b', src: 'fetchUser', elapsedMs: 1234 },
      { id: 'job', src: 'work', elapsedMs: 90 },
    ];
    const run = { status: 'active', states, possibleEvents, services };
    const rest = { apply: () => Promise.resolve(), snapshot: () => ({}) };
    expect(promptText({ ...run, ...rest })).toBe('a.b | a.c (fetchUser 1.2 s, job (work) 90 ms)> ');
  });

  test.each([
    ['', ['GO', 'GIVE', 'BREAK']],
    ['G', ['GO', 'GIVE']],
    [':', [':snapshot', ':quit']],
    [':q', [':quit']],
    ['X', []],
  ])('completes %j', (line, completions) => {
    const possibleEvents = ['GO', 'GIVE', 'BREAK'];
    expect(complete(line, { possibleEvents })).toEqual([completions, line]);
  });
});
