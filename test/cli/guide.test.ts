import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks, type CodeBlock } from '../docs/markdown.ts';
import { InstalledCommand } from './command.ts';

const page = new URL('../../docs/guide/command-line.md', import.meta.url);
const blocks = codeBlocks('command-line.md', readFileSync(page, 'utf8'));

let command: InstalledCommand;
beforeAll(() => {
  command = new InstalledCommand();
  command.write('loader.json', first('json').code);
  const [logic, deep] = blocks.filter(({ language }) => language === 'ts');
  command.write('loader-logic.ts', logic!.code);
  command.write('deep.ts', deep!.code);
});
afterAll(() => command.remove());

const runs = blocks.flatMap((block, index): [string, CodeBlock][] => {
  const next = blocks[index + 1];
  return block.language === 'sh' && next?.language === 'text' ? [[block.code, next]] : [];
});

test('the guide shows runs', () => {
  expect(runs).toHaveLength(5);
});

test.each(runs)('%s prints what the guide says', async (commands, { code }) => {
  let printed = '';
  for (const line of commands.split('\n')) {
    // oxlint-disable-next-line no-await-in-loop -- one goes on where the other has ended
    const { stdout, stderr } = await command.run(line.replace(/^npx detent /, '').split(' '));
    printed += stdout + stderr;
  }
  expect(printed.trimEnd()).toBe(code);
});

function first(language: string): CodeBlock {
  return blocks.find((block) => block.language === language)!;
}
