import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A project of somebody else, in a temporary folder. */
export class Workspace {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'detent-typescript-'));

  write(file: string, content: string | object): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** Puts the package there as it is published. */
  installDetent(folder = 'node_modules/detent'): void {
    cpSync(join(root, 'package.json'), join(this.folder, folder, 'package.json'));
    cpSync(inject('builtPackage'), join(this.folder, folder, 'dist'), { recursive: true });
  }

  /** @param target relative to the project */
  link(file: string, target: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(this.folder, target), path, 'dir');
  }

  /** Links a development dependency of this repository. */
  linkPackage(name: string): void {
    const path = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), path, 'dir');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Options that applications are compiled with, the strict ones. */
export const strictOptions = {
  target: 'es2022',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  types: [] as readonly string[],
} as const;
