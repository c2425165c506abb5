/** The plan of the house: which folder of `src` may import which. */

const core = ['errors', 'protocol', 'model', 'compile', 'engine', 'actors', 'authoring'] as const;
const faces = ['index', 'tooling'] as const;
const bindings = ['react', 'vue', 'svelte', 'solid'] as const;
const ring = [
  'graph',
  'check',
  'formats',
  'durable',
  'restate',
  'inspect',
  'testing',
  ...bindings,
] as const;

/**
 * Area of `src` -> the areas it may import besides its own files; `import type` counts.
 * An area is a top-level folder, or a top-level file without its extension.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  protocol: [],
  model: ['protocol', 'errors'],
  compile: ['model', 'protocol', 'errors'],
  engine: ['compile', 'model', 'protocol', 'errors'],
  actors: ['protocol', 'errors'],
  authoring: ['engine', 'compile', 'model', 'actors', 'protocol', 'errors'],
  interpreter: core,
  index: [...core, 'interpreter'],
  tooling: [...core, 'interpreter'],
  entry: [...core, 'interpreter'],
  ...Object.fromEntries(ring.map((area) => [area, faces])),
  cli: [...ring, ...faces, 'interpreter'],
};

/** Areas that may import packages from npm. All others, the core first, depend on nothing. */
export const mayUsePackages: ReadonlySet<string> = new Set([...ring, 'cli']);

/** Files that load modules which the user names: their imports need not be written out. */
export const mayLoadAnyModule: ReadonlySet<string> = new Set(['src/cli/load-machine.ts']);

/** Areas that may import `node:*` and use Node's globals. */
export const mayUseNode: ReadonlySet<string> = new Set(['cli', 'durable', 'inspect']);

/** Areas that may use the DOM. */
export const mayUseDom: ReadonlySet<string> = new Set(['inspect', ...bindings]);

export const domGlobals: ReadonlySet<string> = new Set(['document', 'window']);

export const nodeGlobals: ReadonlySet<string> = new Set([
  'process',
  'Buffer',
  'require',
  '__dirname',
  '__filename',
]);

/** Words that say nothing about what a file holds. */
export const emptyWords: ReadonlySet<string> = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'managers',
]);

/** Files that exist to re-export: the faces and the subpath entries. */
export function isFace(file: string): boolean {
  return (
    file === 'src/index.ts' ||
    file === 'src/tooling.ts' ||
    file.startsWith('src/entry/') ||
    (/^src\/[^/]+\/(?:.+\/)?index\.tsx?$/.test(file) &&
      (file.startsWith('src/interpreter/') || mayUsePackages.has(file.split('/')[1] ?? '')))
  );
}
