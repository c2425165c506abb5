// What other libraries publish: the declarations of machines that they export.
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, compilers, limitMs } from './compilers.ts';
import { root, strictOptions, Workspace } from './workspace.ts';

const timeout = { timeout: limitMs };

/** Characters that the declaration of one export may have. */
const limits: Readonly<Record<string, number>> = {
  counter: 700,
  profile: 700,
  pay: 200,
  ticker: 200,
  history: 200,
  orders: 1_000,
  order: 2_500,
  silentOrder: 2_500,
  // Its type holds the types of the machines that it invokes.
  shop: 8_100,
};

/** As it is printed without what depends on the version. */
const counterDeclaration = `
export declare const counter: import("detent").Machine<{
    context: {
        count: number;
    };
    events: import("detent").AnyEventObject;
    states: {
        id: "counter";
    };
    value: {};
    actors: Record<string, any>;
    actions: Record<string, any>;
    guards: Record<string, any>;
    delays: {
        [x: string]: unknown;
    };
    tags: string;
    input: any;
    output: unknown;
    emitted: import("detent").AnyEventObject;
    children: {};
    refs: {
        [id: string]: import("detent").AnyActorRef | undefined;
    };
    meta: import("detent").MetaObject;
    transitionMeta: import("detent").MetaObject;
    system: import("detent").AnyActorSystem;
}>;
`;
const ordersDeclaration = `
export declare const orders: import("detent").SetupOf<import("detent").NamedBag<{
    context: OrderContext;
    events: OrderEvent;
    input: {
        items: Item[];
    };
    output: Receipt;
    emitted: {
        type: "PAID";
        total: number;
    };
    tags: "busy";
    children: {
        history: "history";
    };
}, {
    pay: import("detent").PromiseActorLogic<Receipt, {
        items: Item[];
    }, import("detent").EventObject>;
    ticker: import("detent").CallbackActorLogic<{
        type: "PAUSE";
    }, {
        ms: number;
    }, import("detent").EventObject>;
    history: import("detent").TransitionActorLogic<readonly string[], {
        type: "NOTE";
        line: string;
    }, any, import("detent").EventObject>;
}, {
    note: {
        line: string;
    };
}, {
    isFull: {
        limit: number;
    };
}, "patience">>;
`;

/** What a user of the library writes, right and wrong. */
const consumer = `
import { createActor } from 'detent';
import { counter } from 'library/counter.js';
import { order, type Item } from 'library/order.js';
import { profile } from 'library/schemas.js';
import { shop, snapshotOfShop } from 'library/shop.js';

const count: number = createActor(counter).start().getSnapshot().context.count;

const actor = createActor(order, { input: { items: [] } }).start();
actor.send({ type: 'ADD', item: { sku: 's', amount: count } });
// @ts-expect-error -- an event without its item
actor.send({ type: 'ADD' });
// @ts-expect-error -- the input is missing
createActor(order);
const snapshot = actor.getSnapshot();
const items: Item[] = snapshot.context.items;
snapshot.matches({ paying: 'clock' });
// @ts-expect-error -- there is no such state
snapshot.matches('opne');
snapshot.children.history?.send({ type: 'NOTE', line: String(items.length) });
// @ts-expect-error -- what the child takes has a line
snapshot.children.history?.send({ type: 'NOTE' });
actor.on('PAID', ({ total }) => total.toFixed());

createActor(profile).send({ type: 'RENAME', name: 'n' });
// @ts-expect-error -- the schema asks for a name
createActor(profile).send({ type: 'RENAME' });

createActor(shop).getSnapshot().children.order?.send({ type: 'PAY' });
// @ts-expect-error -- the order takes no such event
snapshotOfShop().children.order?.send({ type: 'OPEN' });
`;

describe.each(compilers)('with TypeScript %s', (_version, tsc) => {
  let workspace: Workspace;
  let emitted: ReadonlyMap<string, string>;
  let faults: readonly string[];

  beforeAll(async () => {
    workspace = new Workspace();
    workspace.write('package.json', { type: 'module' });
    // As pnpm lays packages out: no real path contains `node_modules/detent` at the top.
    const stored = 'node_modules/.pnpm/detent@0.1.0/node_modules/detent';
    workspace.installDetent(stored);
    workspace.link('node_modules/detent', stored);
    copy('library', workspace);
    workspace.write('tsconfig.json', {
      compilerOptions: { ...emitOptions, rootDir: 'library', outDir: 'out' },
      include: ['library'],
    });
    faults = await compile(tsc, workspace.folder, []);
    emitted = exportsIn(join(workspace.folder, 'out'));
  }, limitMs);
  afterAll(() => workspace.remove());

  test('a library of machines compiles with declarations', () => {
    expect(faults).toEqual([]);
  });

  test('exported machines have declarations that say what a person would write', () => {
    expect(emitted.get('counter')).toBe(counterDeclaration.trim());
    expect(emitted.get('orders')).toBe(ordersDeclaration.trim());
    expect(emitted.get('profile')).toContain(
      'events: {\n        type: "RENAME";\n        name: string;\n    };',
    );
  });

  test.each(Object.entries(limits))('the declaration of %s is short: %i', (name, limit) => {
    const text = emitted.get(name);
    expect(text?.length).toBeGreaterThan(50);
    expect(text?.length).toBeLessThanOrEqual(limit);
  });

  test('declarations import the package and nothing else', () => {
    const imported = [...emitted.values()].flatMap((text) =>
      [...text.matchAll(/import\("([^"]+)"\)/g)].map(([, specifier]) => specifier),
    );
    expect(new Set(imported)).toEqual(new Set(['detent', './order.ts']));
  });

  test('all types are there for those who use the library', timeout, async () => {
    workspace.write('node_modules/library/package.json', {
      name: 'library',
      type: 'module',
      exports: { './*.js': { types: './*.d.ts' } },
    });
    cpSync(join(workspace.folder, 'out'), join(workspace.folder, 'node_modules/library'), {
      recursive: true,
    });
    workspace.write('consumer/index.ts', consumer);
    workspace.write('tsconfig.consumer.json', {
      compilerOptions: { ...strictOptions, lib: ['ES2023', 'DOM'], noEmit: true },
      include: ['consumer'],
    });
    expect(await compile(tsc, workspace.folder, ['-p', 'tsconfig.consumer.json'])).toEqual([]);
  });

  test('machines with their types written out pass isolatedDeclarations', timeout, async () => {
    copy('isolated', workspace);
    workspace.write('tsconfig.isolated.json', {
      compilerOptions: {
        ...emitOptions,
        isolatedDeclarations: true,
        rootDir: 'isolated',
        outDir: 'out-isolated',
      },
      include: ['isolated'],
    });
    expect(await compile(tsc, workspace.folder, ['-p', 'tsconfig.isolated.json'])).toEqual([]);
  });
});

const emitOptions = {
  ...strictOptions,
  lib: ['ES2023', 'DOM'],
  declaration: true,
  emitDeclarationOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

function copy(fixture: string, { folder }: Workspace): void {
  rmSync(join(folder, fixture), { recursive: true, force: true });
  cpSync(join(root, 'test/typescript', fixture), join(folder, fixture), { recursive: true });
}

/** Every exported value with its declaration. Compilers quote as they like. */
function exportsIn(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll("'", '"');
    for (const declaration of text.split(/^(?=export )/m)) {
      const name = /^export declare const (\w+)/.exec(declaration)?.[1];
      if (name !== undefined) found.set(name, declaration.trim());
    }
  }
  return found;
}
