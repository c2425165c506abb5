import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkArchitecture, type SourceTree } from './architecture/check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the house', () => {
  const tree = readSources();

  test('has sources', () => {
    expect(tree.size).toBeGreaterThan(10);
    expect([...tree.keys()]).toContain('src/index.ts');
  });

  test('keeps to its plan', () => {
    expect(checkArchitecture(tree)).toEqual([]);
  });
});

describe('the checker', () => {
  test.each<[rule: string, files: Record<string, string>, violation: string]>([
    [
      'an import that the table does not allow',
      {
        'engine/select.ts': `import { box } from '../actors/mailbox.ts';`,
        'actors/mailbox.ts': '',
      },
      'src/engine/select.ts:1 imports src/actors/mailbox.ts, but engine may import compile, model, protocol, errors',
    ],
    [
      'a type import',
      { 'protocol/event.ts': `\nimport type { E } from '../errors.ts';`, 'errors.ts': '' },
      'src/protocol/event.ts:2 imports src/errors.ts, but protocol may import nothing',
    ],
    [
      'a re-export',
      {
        'model/a.ts': `export type { P } from '../compile/plan.ts'; let x;`,
        'compile/plan.ts': '',
      },
      'src/model/a.ts:1 imports src/compile/plan.ts, but model may import protocol, errors',
    ],
    [
      'a star re-export',
      { 'model/a.ts': `export * from '../compile/plan.ts'; let x;`, 'compile/plan.ts': '' },
      'src/model/a.ts:1 imports src/compile/plan.ts, but model may import protocol, errors',
    ],
    [
      'an import inside a type',
      { 'actors/a.ts': `let m: import('../model/m.ts').M;`, 'model/m.ts': '' },
      'src/actors/a.ts:1 imports src/model/m.ts, but actors may import protocol, errors',
    ],
    [
      'a typeof import',
      { 'actors/a.ts': `type M = typeof import('../model/m.ts');`, 'model/m.ts': '' },
      'src/actors/a.ts:1 imports src/model/m.ts, but actors may import protocol, errors',
    ],
    [
      'a dynamic import',
      { 'actors/a.ts': `await import('../model/m.ts');`, 'model/m.ts': '' },
      'src/actors/a.ts:1 imports src/model/m.ts, but actors may import protocol, errors',
    ],
    [
      'a ring folder that looks behind the faces',
      { 'graph/index.ts': `import '../engine/step.ts';`, 'engine/step.ts': '' },
      'src/graph/index.ts:1 imports src/engine/step.ts, but graph may import index, tooling',
    ],
    [
      'a ring folder that imports another',
      { 'check/index.ts': `import '../graph/index.ts';`, 'graph/index.ts': '' },
      'src/check/index.ts:1 imports src/graph/index.ts, but check may import index, tooling',
    ],
    [
      'the core importing a face',
      { 'authoring/a.ts': `import '../index.ts';`, 'index.ts': '' },
      'src/authoring/a.ts:1 imports src/index.ts, but authoring may import engine, compile, model, actors, protocol, errors',
    ],
    [
      'an import of a file that is not there',
      { 'model/a.ts': `import './gone.ts';` },
      'src/model/a.ts:1 imports ./gone.ts, and there is no src/model/gone.ts',
    ],
    [
      'a product file that imports a test',
      { 'model/a.ts': `import './a.test.ts';`, 'model/a.test.ts': '' },
      'src/model/a.ts:1 imports ./a.test.ts, and there is no src/model/a.test.ts',
    ],
    [
      'a folder that the plan does not know',
      { 'misc/a.ts': '' },
      'src/misc/a.ts: the plan of the house has no "misc" in src',
    ],
    [
      'a top-level file that the plan does not know',
      { 'constants.ts': '' },
      'src/constants.ts: the plan of the house has no "constants" in src',
    ],
    [
      'Node in the core',
      { 'actors/a.ts': `import { readFile } from 'node:fs';` },
      'src/actors/a.ts:1 imports node:fs, but actors may not use Node',
    ],
    [
      'Node without its prefix',
      { 'graph/index.ts': `import 'fs';` },
      'src/graph/index.ts:1 imports fs, but graph may not use Node',
    ],
    [
      "Node's globals in the core",
      { 'actors/a.ts': `if (process.env.X) {}` },
      'src/actors/a.ts:1 uses process, but actors may not use Node',
    ],
    [
      'a package in the core',
      { 'authoring/a.ts': `import type { Observable } from 'rxjs';` },
      'src/authoring/a.ts:1 imports rxjs, but authoring may not depend on packages',
    ],
    [
      'the package importing itself by name',
      { 'graph/index.ts': `import 'detent';` },
      'src/graph/index.ts:1 imports detent: inside src, import the file',
    ],
    [
      'the DOM in the core',
      { 'actors/a.ts': `\n\ndocument.body.focus();` },
      'src/actors/a.ts:3 uses document, but actors may not use the DOM',
    ],
    [
      'the DOM reached through globalThis',
      { 'actors/a.ts': `const w = globalThis.window;` },
      'src/actors/a.ts:1 uses window, but actors may not use the DOM',
    ],
    [
      'the DOM reached through typeof',
      { 'actors/a.ts': `if (typeof window === 'object') {}` },
      'src/actors/a.ts:1 uses window, but actors may not use the DOM',
    ],
    [
      'a name without meaning',
      { 'model/utils.ts': '' },
      'src/model/utils.ts: "utils" does not say what is inside',
    ],
    [
      'a name without meaning as a part',
      { 'actors/actor-manager.ts': '' },
      'src/actors/actor-manager.ts: "actor-manager" does not say what is inside',
    ],
    [
      'a folder without meaning',
      { 'model/helpers/target.ts': '' },
      'src/model/helpers/target.ts: "helpers" does not say what is inside',
    ],
    [
      'types.ts',
      { 'model/types.ts': '' },
      'src/model/types.ts: "types" does not say what is inside',
    ],
    [
      'a name in camel case',
      { 'model/stateNode.ts': '' },
      'src/model/stateNode.ts: "stateNode" is not kebab-case',
    ],
    [
      'a barrel',
      { 'model/all.ts': `export * from './a.ts';`, 'model/a.ts': '' },
      'src/model/all.ts only re-exports: there are no barrels but the faces',
    ],
    [
      'an index in the core',
      { 'model/index.ts': `export { a } from './a.ts';`, 'model/a.ts': '' },
      'src/model/index.ts only re-exports: there are no barrels but the faces',
    ],
    [
      'a file that imports itself',
      { 'model/a.ts': `import './a.ts';` },
      'import cycle: src/model/a.ts -> src/model/a.ts',
    ],
    [
      'a cycle of type imports within a folder',
      {
        'model/a.ts': `import type { B } from './b.ts';`,
        'model/b.ts': `import './c.ts';`,
        'model/c.ts': `let a: import('./a.ts').A;`,
      },
      'import cycle: src/model/a.ts -> src/model/b.ts -> src/model/c.ts -> src/model/a.ts',
    ],
  ])('finds %s', (_rule, files, violation) => {
    expect(checkArchitecture(treeOf(files))).toEqual([violation]);
  });

  test('refuses a file that does not parse', () => {
    expect(() => checkArchitecture(treeOf({ 'model/a.ts': 'let = ;' }))).toThrow('src/model/a.ts');
  });

  test('refuses an import that is not written out', () => {
    const tree = treeOf({ 'model/a.ts': 'const name = ""; await import(name);' });
    expect(() => checkArchitecture(tree)).toThrow('src/model/a.ts:1');
  });

  test('has nothing to say of a tree that keeps every rule', () => {
    const tree = treeOf({
      'errors.ts': 'export class StatechartError extends Error {}',
      'protocol/event.ts': 'export interface EventObject { readonly type: string }',
      'model/state-node.ts': `import type { EventObject } from '../protocol/event.ts';
        export interface StateNode { document: { window: EventObject } }`,
      'model/state-node.test.ts': `import { test } from 'vitest'; document.title;`,
      'engine/step.ts': `import type { StateNode } from '../model/state-node.ts';
        import { StatechartError } from '../errors.ts';
        export const step = (window: StateNode) => window.document;
        export const run = ({ process }: { process: number }) => process;`,
      'authoring/machine.ts': `import { step } from '../engine/step.ts';`,
      'index.ts': `export * from './authoring/machine.ts';`,
      'tooling.ts': `export { step } from './engine/step.ts';`,
      'entry/actions.ts': `export { step } from '../engine/step.ts';`,
      'graph/index.ts': `import { step } from '../tooling.ts'; import './walk.ts';`,
      'graph/walk.ts': `export type { Machine } from '../index.ts'; export const walk = 1;`,
      'react/index.ts': `import { useState } from 'react'; document.title;`,
      'inspect/server.ts': `import { createServer } from 'node:http'; process.exit();`,
      'cli/main.ts': `import '../graph/index.ts'; import '../interpreter/index.ts'; process.exit();`,
      'interpreter/index.ts': `export * from '../authoring/machine.ts';`,
    });
    expect(checkArchitecture(tree)).toEqual([]);
  });
});

/** @param files path within `src` -> source text */
function treeOf(files: Record<string, string>): SourceTree {
  return new Map(Object.entries(files).map(([file, text]) => [`src/${file}`, text]));
}

function readSources(): SourceTree {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `src/${file.replaceAll('\\', '/')}`);
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}
