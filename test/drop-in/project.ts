import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));

const programs = [
  new URL('./application/shop.ts', import.meta.url),
  new URL('./application/subpaths.ts', import.meta.url),
];

/** The application in a folder of its own, with something installed under the name xstate. */
export class Project {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'detent-drop-in-'));

  /** @param skipLibCheck the declarations of the published xstate have errors of their own */
  constructor({ skipLibCheck }: { skipLibCheck: boolean }) {
    for (const { pathname } of programs) {
      cpSync(pathname, join(this.folder, 'src', basename(pathname)));
    }
    const options = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      rootDir: 'src',
      outDir: 'out',
    };
    this.write('tsconfig.json', { compilerOptions: options, include: ['src'] });
    this.write('package.json', { name: 'shop', private: true, type: 'module' });
  }

  write(file: string, content: object): void {
    writeFileSync(join(this.folder, file), JSON.stringify(content));
  }

  /** Installs the package of this repository as `"xstate": "npm:detent"` would, from its tarball. */
  installDetent(): void {
    const tarball = packInto(this.folder);
    const dependencies = { xstate: `file:${tarball}` };
    // Whether npm has kept what it once downloaded is no matter of ours: it is installed here already.
    const overrides = Object.fromEntries(
      Object.keys(packageJson.dependencies).map((name) => [
        name,
        `file:${join(root, 'node_modules', name)}`,
      ]),
    );
    const manifest = { name: 'shop', private: true, type: 'module', dependencies, overrides };
    this.write('package.json', manifest);
    npm(this.folder, ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts']);
  }

  /** The published xstate. */
  linkXstate(): void {
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules/xstate'), join(this.folder, 'node_modules/xstate'), 'dir');
  }

  /** Compiles the application; @returns what the compiler has to say */
  compile(): string[] {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    try {
      execFileSync(process.execPath, [tsc, '-p', '.'], { cwd: this.folder, encoding: 'utf8' });
      return [];
    } catch (error) {
      return (error as { stdout: string }).stdout.trim().split('\n');
    }
  }

  /** @returns what a program of the application prints */
  async run(program: string): Promise<string> {
    const file = join('out', `${program}.js`);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], {
      cwd: this.folder,
    });
    return stdout + stderr;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns the name of the tarball */
function packInto(folder: string): string {
  const staged = mkdtempSync(join(tmpdir(), 'detent-pack-'));
  try {
    for (const file of ['package.json', 'README.md', 'LICENSE', 'src']) {
      cpSync(join(root, file), join(staged, file), { recursive: true });
    }
    cpSync(inject('builtPackage'), join(staged, 'dist'), { recursive: true });
    const output = npm(staged, [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      folder,
    ]);
    const [packed] = JSON.parse(output) as [{ filename: string }];
    return packed.filename;
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
}
