import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { InstalledCommand } from '../cli/command.ts';

const play = fileURLToPath(new URL('../../scripts/play.mjs', import.meta.url));

let command: InstalledCommand;
beforeAll(() => {
  command = new InstalledCommand();
});
afterAll(() => command.remove());

describe('npm start', () => {
  test('plays the user loader and the payment by the command, and ends', async () => {
    const { exitCode, stdout, stderr } = await command.node([play, command.main]);
    expect(stderr).toBe('');
    expect(stdout).toBe(readFileSync(new URL('expected/start.txt', import.meta.url), 'utf8'));
    expect(exitCode).toBe(0);
  });

  test('hands what stands behind -- to the command, and ends as it does', async () => {
    const args = ['--clock', 'simulated', '--event', 'START_PAYMENT {"amount": 0}'];
    const right = await command.node([play, command.main, ...args]);
    expect(right.stdout).toContain('→ paymentProcessor.validationFailed\n');
    expect(right.exitCode).toBe(0);
    const wrong = await command.node([play, command.main, '--evnt', 'GO']);
    expect(wrong.stderr).toContain('there is no option --evnt');
    expect(wrong.exitCode).toBe(2);
  });

  // Where there is nothing to make a terminal with, the tests of the prompt have to do.
  for (const script of inPath('script')) {
    test('leaves the prompt of the payment open at a terminal', async () => {
      const program = [process.execPath, play, command.main].map((word) => `'${word}'`).join(' ');
      const child = spawn(script, ['--quiet', '--return', '--command', program, '/dev/null'], {
        cwd: command.folder,
        env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '', TERM: 'xterm' },
      });
      onTestFinished(() => void child.kill());
      /** What is typed once that was printed. */
      const answers = [
        ['paymentProcessor.idle> ', 'START_PAYMENT {"amount": -1}\r'],
        ['paymentProcessor.validationFailed> ', 'RE'],
        ['RE', '\t'],
        ['TRY', '\r'],
        ['→ paymentProcessor.idle', ':quit\r'],
      ] as const;
      let [printed, answered, readTo] = ['', 0, 0];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += stripVTControlCharacters(text);
        const [awaited, answer] = answers[answered] ?? [];
        const isPrompted = printed.includes('# And now you');
        if (awaited === undefined || !isPrompted || !printed.includes(awaited, readTo)) return;
        readTo = printed.length;
        answered++;
        child.stdin.write(answer);
      });
      const exitCode = await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      });
      expect(answered).toBe(answers.length);
      expect(printed).toContain('■ waits in paymentProcessor.idle');
      expect(exitCode).toBe(0);
    });
  }
});

/** The program of this name, if there is one that understands the options of util-linux. */
function inPath(name: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .map((folder) => join(folder, name))
    .filter((file) => existsSync(file))
    .slice(0, 1);
}
