// What the compiler says of a name that is not there: the names that are, before the message is cut off.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, compilers, limitMs } from './compilers.ts';
import { strictOptions, Workspace } from './workspace.ts';

const program = `
import { and, createActor, enqueueActions, fromPromise, not, raise, setup } from 'detent';
const app = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'GO'; by: number } | { type: 'STOP' },
    tags: {} as 'busy' | 'idle',
  },
  actors: { load: fromPromise(async () => 1), save: fromPromise(async () => 2) },
  actions: { beep: () => {}, clear: () => {}, note: (_, params: { text: string }) => {} },
  guards: { isBig: () => true, isSmall: () => true, isBelow: (_, params: { limit: number }) => true },
  delays: { later: 100, soon: 10 },
});
const context = { count: 0 };
const actor = createActor(app.createMachine({ context, initial: 'a', states: { a: {}, b: {} } }));
`;

/** A mistake, and how the message of it begins. */
const mistakes: readonly (readonly [mistake: string, message: string])[] = [
  [
    "app.createMachine({ context, entry: 'nope' });",
    `Type '"nope"' is not assignable to type '"beep" | "clear" | `,
  ],
  [
    "app.createMachine({ context, entry: ['beep', 'nope'] });",
    `Type '"nope"' is not assignable to type '"beep" | "clear" | `,
  ],
  [
    "app.createMachine({ context, on: { GO: { guard: 'nope' } } });",
    `Type '"nope"' is not assignable to type '"isBig" | "isSmall" | `,
  ],
  [
    "app.createMachine({ context, on: { GO: { guard: and(['isBig', 'nope']) } } });",
    `Type '"nope"' is not assignable to type '"isBig" | "isSmall" | `,
  ],
  [
    "app.createMachine({ context, on: { GO: { guard: not('nope') } } });",
    `Argument of type '"nope"' is not assignable to parameter of type '"isBig" | "isSmall" | `,
  ],
  [
    "app.createMachine({ context, entry: enqueueActions(({ enqueue }) => enqueue('nope')) });",
    `Argument of type '"nope"' is not assignable to parameter of type '"beep" | "clear" | `,
  ],
  [
    "app.createMachine({ context, initial: 'c', states: { a: {}, b: {} } });",
    `Type '"c"' is not assignable to type '("a" | "b") & `,
  ],
  [
    "app.createMachine({ context, states: { a: { on: { GO: 'c' } }, b: {} } });",
    `Type '"c"' is not assignable to type '("a" | "b")`,
  ],
  [
    "app.createMachine({ context, states: { a: { tags: ['nope'] } } });",
    `Type '"nope"' is not assignable to type '"busy" | "idle"'.`,
  ],
  [
    "app.createMachine({ context, entry: raise({ type: 'STOP' }, { delay: 'nope' }) });",
    `Type '"nope"' is not assignable to type 'number | "later" | "soon" | `,
  ],
  ["actor.send({ type: 'NOPE' });", `Type '"NOPE"' is not assignable to type '"GO" | "STOP"'.`],
  [
    "actor.getSnapshot().matches('nope');",
    `Argument of type '"nope"' is not assignable to parameter of type '"a" | "b"'.`,
  ],
  [
    "actor.getSnapshot().hasTag('nope');",
    `Argument of type '"nope"' is not assignable to parameter of type '"busy" | "idle"'.`,
  ],
];

const workspace = new Workspace();
beforeAll(() => {
  workspace.installDetent();
  workspace.write('package.json', { type: 'module' });
  workspace.write('program.ts', program + mistakes.map(([mistake]) => `${mistake}\n`).join(''));
  workspace.write('tsconfig.json', {
    compilerOptions: { ...strictOptions, lib: ['ES2023', 'DOM'], noEmit: true, skipLibCheck: true },
    files: ['program.ts'],
  });
});
afterAll(() => workspace.remove());

describe.each(compilers)('TypeScript %s', (_version, tsc) => {
  test('names what there is instead', { timeout: limitMs }, async () => {
    const lines = await compile(tsc, workspace.folder, ['-p', 'tsconfig.json']);
    const messages = new Map(
      lines.flatMap((line) => {
        const [, at, message] = /^program\.ts\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
        return at === undefined ? [] : [[Number(at), String(message)] as const];
      }),
    );
    const first = program.split('\n').length;
    const found = mistakes.map(([mistake, start], i) => [
      mistake,
      messages.get(first + i)?.slice(0, start.length),
    ]);
    expect(found).toEqual(mistakes);
    expect(messages.size).toBe(mistakes.length);
  });
});
