import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

interface Bundle {
  readonly code: string;
  /** Sources that something is left of, below `src/`. */
  readonly sources: readonly string[];
}

const kindsOfActors = ['promise', 'callback', 'observable', 'transition', 'empty'];

describe('a bundle of createMachine and createActor', () => {
  const bundled = bundle('createMachine', 'createActor');

  test('holds the engine and the actor', async () => {
    const { code, sources } = await bundled;
    expect(sources).toContain('actors/actor.ts');
    expect(sources).toContain('engine/macrostep.ts');
    expect(code).toContain('xstate.init');
  });

  test.each(kindsOfActors)('holds no actors of the kind "%s"', async (kind) => {
    const { sources } = await bundled;
    expect(sources).not.toContain(`actors/logic/${kind}.ts`);
  });

  test.each([
    'actors/simulated-clock.ts',
    'actors/to-promise.ts',
    'actors/wait-for.ts',
    'authoring/schemas.ts',
    'authoring/setup.ts',
    'authoring/validated-machine.ts',
    'engine/microsteps.ts',
    'engine/potential.ts',
    'engine/pure.ts',
  ])('holds nothing of %s', async (source) => {
    const { sources } = await bundled;
    expect(sources).not.toContain(source);
  });

  test.each([
    ['and', 'xstate.and'],
    ['or', 'xstate.or'],
    ['not', 'xstate.not'],
    ['stateIn', 'xstate.stateIn'],
  ])('holds no guard %s', (name, type) => expectOnlyWhenImported(name, type));

  test.each([
    ['assign', 'xstate.assign'],
    ['enqueueActions', 'xstate.enqueueActions'],
  ])('holds no action %s', (name, type) => expectOnlyWhenImported(name, type));

  /** Looks for it where it must be as well: a search that never finds anything proves nothing. */
  async function expectOnlyWhenImported(name: string, type: string) {
    const quoted = new RegExp(`["'\`]${type.replace('.', '\\.')}["'\`]`);
    expect((await bundled).code).not.toMatch(quoted);
    const { code } = await bundle('createMachine', 'createActor', name);
    expect(code).toMatch(quoted);
  }
});

test.each([
  ['fromPromise', 'promise'],
  ['fromCallback', 'callback'],
  ['fromObservable', 'observable'],
  ['fromTransition', 'transition'],
  ['createEmptyActor', 'empty'],
])('%s brings its own kind of actors only', async (creator, kind) => {
  const { sources } = await bundle('createMachine', 'createActor', creator);
  const kinds = kindsOfActors.filter((each) => sources.includes(`actors/logic/${each}.ts`));
  // An empty actor is one of a reducer that never changes anything.
  expect(kinds).toEqual(kind === 'empty' ? ['transition', 'empty'] : [kind]);
});

async function bundle(...names: readonly string[]): Promise<Bundle> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from './src/index.ts';`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outfile: 'bundle.js',
    format: 'esm',
    target: 'es2022',
  });
  const inputs = Object.entries(metafile.outputs['bundle.js']!.inputs);
  return {
    code: outputFiles[0]!.text,
    sources: inputs
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path.replace(/^src\//, '')),
  };
}
