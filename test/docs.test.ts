import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, runProgram, typeErrors, writeWorkspace, type Workspace } from './docs/execute.ts';
import { codeBlocks, programs, type Program } from './docs/markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the documentation', () => {
  const pages = ['README.md', ...pagesOf('docs')];
  const blocks = pages.flatMap((page) => codeBlocks(page, readFileSync(join(root, page), 'utf8')));
  const found = programs(blocks);
  const runnable = found.filter(({ isRun }) => isRun);
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = writeWorkspace(found);
    await compile(workspace);
  });
  afterAll(() => rmSync(workspace.folder, { recursive: true, force: true }));

  test('type-checks', async () => {
    expect(await typeErrors(workspace)).toEqual([]);
  });

  for (const program of runnable) {
    test.concurrent(`runs ${program.page}:${program.line}`, async ({ expect }) => {
      await expectToRun(program, workspace, expect);
    });
  }

  for (const { page, line, code } of blocks.filter(({ language }) => language === 'json')) {
    test(`${page}:${line} is JSON`, () => {
      expect(() => JSON.parse(code)).not.toThrow();
    });
  }

  test('links to files that exist', () => {
    expect(pages.flatMap(brokenLinks)).toEqual([]);
  });
});

describe('the check of the documentation', () => {
  test('finds blocks, their flags and their lines', () => {
    const markdown = 'Text\n\n```ts no-run\nlet a;\n```\n- x\n  ````js\n  ```\n    y\n  ````\n';
    expect(codeBlocks('a.md', markdown)).toEqual([
      { page: 'a.md', line: 3, language: 'ts', flags: ['no-run'], code: 'let a;' },
      { page: 'a.md', line: 7, language: 'js', flags: [], code: '```\n  y' },
    ]);
  });

  test('joins a block to those that continue it, each line where it stands in the page', () => {
    const markdown =
      '```ts\na\n```\n\n```text output\n1\n```\n\n```ts continued\nb\n```\n\n```text output\n2\n```';
    const [program, ...rest] = programs(codeBlocks('a.md', markdown));
    expect(rest).toEqual([]);
    expect(program?.code.split('\n')[1]).toBe('a');
    expect(program?.code.split('\n')[9]).toBe('b');
    expect(program?.output).toBe('1\n2\n');
  });

  test.each([
    ['a fence that is not closed', '```ts\nlet a;', 'a.md:1: the fence is not closed'],
    ['an unknown language', '```typescript\n```', 'a.md:1: unknown language "typescript"'],
    ['a block without a language', '```\n```', 'a.md:1: unknown language ""'],
    ['an unknown flag', '```ts norun\n```', 'a.md:1: "norun" means nothing after ts'],
    ['output of nothing', '```text output\n1\n```', 'a.md:1: there is no block before it'],
    [
      'output of a block that does not run',
      '```ts no-run\n```\n```text output\n1\n```',
      'a.md:3: there is no block before it',
    ],
    ['a continuation of nothing', '```ts continued\n```', 'a.md:1: there is no ts block before it'],
  ])('refuses %s', (_fault, markdown, message) => {
    expect(() => programs(codeBlocks('a.md', markdown))).toThrow(message);
  });

  describe('run on a page with faults', () => {
    const faulty = programs(
      codeBlocks(
        'faulty.md',
        [
          '```ts',
          'const n: number = "one";',
          'console.log(n);',
          '```',
          '```text output',
          'two',
          '```',
          '```ts',
          'throw new Error("thrown");',
          '```',
        ].join('\n'),
      ),
    );
    let workspace: Workspace;
    beforeAll(async () => {
      workspace = writeWorkspace(faulty);
      await compile(workspace);
    });
    afterAll(() => rmSync(workspace.folder, { recursive: true, force: true }));

    test('finds type errors and tells their line in the page', async () => {
      expect(await typeErrors(workspace)).toEqual([
        expect.stringMatching(/^faulty\.md:2: error TS2322/),
      ]);
    });

    test('finds output that is not what the page says', async () => {
      const [program] = faulty;
      expect(await runProgram(workspace, program as Program)).toMatchObject({ stdout: 'one\n' });
      await expect(expectToRun(program as Program, workspace, expect)).rejects.toThrow('two');
    });

    test('finds a program that throws', async () => {
      await expect(expectToRun(faulty[1] as Program, workspace, expect)).rejects.toThrow('thrown');
    });
  });
});

async function expectToRun(program: Program, workspace: Workspace, check: typeof expect) {
  const { exitCode, stdout, stderr } = await runProgram(workspace, program);
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}\n${stderr}`);
  if (program.output !== undefined) check(stdout.trimEnd()).toBe(program.output.trimEnd());
}

function pagesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .toSorted();
}

function brokenLinks(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^( *)(`{3,}).*?^ *\2/gms, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(root, dirname(page), target)))
    .map((target) => `${page} links to ${target}, which is not there`);
}
