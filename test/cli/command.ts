import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a user has it: a project with machines, and the built package in it. */
export class InstalledCommand {
  readonly folder: string;

  constructor() {
    // Inside the repository, where the dependencies of the command are found.
    mkdirSync(join(root, '.docs-check'), { recursive: true });
    this.folder = mkdtempSync(join(root, '.docs-check', 'command-'));
    const installed = join(this.folder, 'node_modules/detent');
    mkdirSync(installed, { recursive: true });
    cpSync(inject('builtPackage'), join(installed, 'dist'), { recursive: true });
    copyFileSync(join(root, 'package.json'), join(installed, 'package.json'));
    cpSync(join(root, 'test/cli/machines'), this.folder, { recursive: true });
    cpSync(join(root, 'examples'), join(this.folder, 'examples'), { recursive: true });
    this.write('package.json', '{ "type": "module" }');
  }

  /** The file that is the command. */
  get main(): string {
    return join(this.folder, 'node_modules/detent/dist/cli/main.js');
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** @param interruptsAt Ctrl+C is pressed once this was printed */
  run(args: readonly string[], input = '', interruptsAt?: string): Promise<Outcome> {
    return this.node([this.main, ...args], input, interruptsAt);
  }

  /** Runs a program in the folder. */
  node(args: readonly string[], input = '', interruptsAt?: string): Promise<Outcome> {
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '' },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    let isInterrupted = false;
    child.stdout.on('data', () => {
      if (isInterrupted || interruptsAt === undefined || !stdout.includes(interruptsAt)) return;
      isInterrupted = true;
      child.kill('SIGINT');
    });
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
