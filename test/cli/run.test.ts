import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledCommand } from './command.ts';

let command: InstalledCommand;
beforeAll(() => {
  command = new InstalledCommand();
});
afterAll(() => command.remove());

const loader = ['run', 'user-loader.json', '--logic', 'user-logic.ts', '--clock', 'simulated'];

describe('detent run', () => {
  test('runs a JSON machine with its logic, and tells all that happens', async () => {
    const { exitCode, stdout, stderr } = await command.run([
      ...loader,
      '--sync',
      '--event',
      'LOAD',
      '--event',
      '{"type":"RETRY","by":"hand"}',
    ]);
    expect(stderr).toBe('');
    expect(stdout).toBe(`\
      0 ms  ● starts in userLoader.idle
      0 ms  ◂ LOAD
             userLoader.idle → userLoader.loading
      0 ms  ▶ fetchUser started
Call 1
      0 ms  ✘ fetchUser failed after 0 ms: Connection refused
             userLoader.loading → userLoader.error
               error: null → 'Connection refused'
      0 ms  ◂ RETRY { by: 'hand' }
             userLoader.error → userLoader.loading
      0 ms  ▶ fetchUser started
Call 2
      0 ms  ✔ fetchUser finished after 0 ms { id: 1, name: 'Alice' }
             userLoader.loading → userLoader.loaded
               user: null → { id: 1, name: 'Alice' }
               error: 'Connection refused' → null
      0 ms  ■ done in userLoader.loaded
`);
    expect(exitCode).toBe(0);
  });

  test('runs the same with the asynchronous interpreter', async () => {
    const events = ['--event', 'LOAD', '--event', 'RETRY'];
    const [sync, async] = await Promise.all([
      command.run([...loader, '--sync', ...events]),
      command.run([...loader, ...events]),
    ]);
    expect(async).toEqual(sync);
  });

  test('runs the machine of a TypeScript module, with its log', async () => {
    const event = '{"type":"START_PAYMENT","amount":0,"currency":"USD","method":"card"}';
    const args = ['run', 'examples/payment/machine.ts', '--clock', 'simulated', '--event', event];
    const { exitCode, stdout } = await command.run(args);
    expect(stdout).toBe(`\
      0 ms  ● starts in paymentProcessor.idle
      0 ms  ◂ START_PAYMENT { amount: 0, currency: 'USD', method: 'card' }
             paymentProcessor.idle → paymentProcessor.validating
               method: null → 'card'
      0 ms  ▶ validatePayment started { amount: 0, currency: 'USD', method: 'card' }
      0 ms  ✘ validatePayment failed after 0 ms: Amount must be positive
             Validation failed: Amount must be positive
             paymentProcessor.validating → paymentProcessor.validationFailed
               error: null → 'Amount must be positive'
      0 ms  ■ waits in paymentProcessor.validationFailed
`);
    expect(exitCode).toBe(0);
  });

  test('lets simulated time go by, from one timer to the next', async () => {
    const { stdout } = await command.run(['run', 'light.ts', '--clock=simulated', '--event=+3500']);
    expect(stdout).toBe(`\
      0 ms  ● starts in light.red
   1000 ms  ◂ xstate.after.1000.light.red
             light.red → light.green
               turns: 0 → 1
   3000 ms  ◂ xstate.after.2000.light.green
             light.green → light.red
               turns: 1 → 2
   3500 ms  ■ waits in light.red
`);
  });

  test('waits in real time for what is on its way', async () => {
    command.write(
      'slow.mjs',
      `import { createMachine, MachineLogic } from 'detent/interpreter';
      const services = { work: () => new Promise((resolve) => setTimeout(resolve, 20, 'result')) };
      export default createMachine(
        { id: 'slow', initial: 'a', states: {
          a: { invoke: { src: 'work', onDone: 'b' } },
          b: { after: { 10: 'c' } },
          c: { type: 'final' },
        } },
        { logic: new MachineLogic({ services }) },
      );`,
    );
    const { exitCode, stdout } = await command.run(['run', 'slow.mjs']);
    expect(stdout).toContain('✔ work finished after');
    expect(stdout).toContain('■ done in slow.c');
    expect(exitCode).toBe(0);
  });

  test('writes records with --json, and what the logic prints to standard error', async () => {
    const { stdout, stderr } = await command.run([
      ...loader,
      '--json',
      '--event=LOAD',
      '--event=+5000',
      '--event=NOPE',
    ]);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const service = { id: 'userLoader.loading', src: 'fetchUser' };
    const [idle, loading, error] = [
      ['userLoader.idle'],
      ['userLoader.loading'],
      ['userLoader.error'],
    ];
    const failed = { user: null, error: 'Connection refused' };
    const refused = { name: 'Error', message: 'Connection refused' };
    expect(records).toEqual([
      { atMs: 0, type: 'start', states: idle, context: { user: null, error: null } },
      { atMs: 0, type: 'event', event: { type: 'LOAD' } },
      { atMs: 0, type: 'transition', event: 'LOAD', from: idle, to: loading },
      { atMs: 0, type: 'service.start', ...service },
      { atMs: 0, type: 'service.error', ...service, elapsedMs: 0, error: refused },
      {
        atMs: 0,
        type: 'transition',
        event: 'error.platform.userLoader.loading',
        from: loading,
        to: error,
      },
      {
        atMs: 0,
        type: 'context',
        changes: [{ key: 'error', from: null, to: 'Connection refused' }],
      },
      { atMs: 5000, type: 'event', event: { type: 'after.5000.userLoader.error' } },
      {
        atMs: 5000,
        type: 'transition',
        event: 'after.5000.userLoader.error',
        from: error,
        to: idle,
      },
      { atMs: 5000, type: 'event', event: { type: 'NOPE' } },
      { atMs: 5000, type: 'ignored', event: { type: 'NOPE' } },
      { atMs: 5000, type: 'end', status: 'active', states: idle, context: failed },
    ]);
    expect(stderr).toBe('Call 1\n');
  });

  test.each(['-', 'events.ndjson'])('takes events from %s', async (file) => {
    const events = '# to green\n{"advance": 1000}\n\nBREAK\n  {"type": "END"}\n';
    command.write('events.ndjson', events);
    const args = ['run', 'light.ts', '--clock', 'simulated', '--events', file];
    const { exitCode, stdout } = await command.run(args, file === '-' ? events : '');
    expect(stdout).toContain('   1000 ms  ■ done in light.off\n');
    expect(exitCode).toBe(0);
  });

  test('tells that a service was cancelled when its state was left', async () => {
    command.write(
      'cancelled.mjs',
      `import { createMachine } from 'detent/interpreter';
      export const machine = createMachine(
        { id: 'm', initial: 'a', states: {
          a: { invoke: { id: 'job', src: 'work' }, on: { LEAVE: 'b' } },
          b: {},
        } },
        { logic: { services: { work: () => new Promise(() => {}) } } },
      );`,
    );
    const args = ['run', 'cancelled.mjs', '--clock=simulated', '--event=+20', '--event=LEAVE'];
    const { stdout } = await command.run(args);
    expect(stdout).toContain('      0 ms  ▶ job (work) started\n');
    expect(stdout).toContain('     20 ms  ■ job (work) stopped after 20 ms\n');
  });

  test('stops at Ctrl+C: exit actions run, and the run is told to its end', async () => {
    command.write(
      'endless.mjs',
      `import { createMachine } from 'detent/interpreter';
      export default createMachine(
        { id: 'endless', initial: 'a', states: { a: { exit: 'leave', after: { 3600000: 'a' } } } },
        { logic: { actions: { leave: () => console.log('left') } } },
      );`,
    );
    const { exitCode, stdout } = await command.run(['run', 'endless.mjs'], '', 'starts in');
    expect(stdout).toMatch(/ms {2}● starts in endless\.a\nleft\n.* ms {2}■ waits in endless\.a\n$/);
    expect(exitCode).toBe(0);
  });

  test('ends with 1 when the machine failed', async () => {
    const args = ['run', 'light.ts', '--clock=simulated', '--event=+1000'];
    const { exitCode, stdout } = await command.run([...args, '--event=BREAK', '--event=CHECK']);
    expect(stdout).toContain('   1000 ms  ■ failed: It exploded\n');
    expect(exitCode).toBe(1);
  });

  test('goes on after an event that failed in an interpreter, and ends with 1', async () => {
    command.write(
      'throws.mjs',
      `import { createMachine } from 'detent/interpreter';
      const explode = () => { throw new Error('It exploded'); };
      export default createMachine(
        { id: 'm', initial: 'a', states: { a: { on: { BAD: { actions: 'explode' }, GO: 'b' } }, b: {} } },
        { logic: { actions: { explode } } },
      );`,
    );
    const args = ['run', 'throws.mjs', '--clock=simulated', '--event=BAD', '--event=GO'];
    const { exitCode, stdout } = await command.run(args);
    expect(stdout).toContain('      0 ms  ✘ It exploded\n');
    expect(stdout).toContain('      0 ms  ■ waits in m.b\n');
    expect(exitCode).toBe(1);
  });
});

describe('--snapshot', () => {
  test('saves an actor with its timers, and goes on from there', async () => {
    const light = ['run', 'light.ts', '--clock=simulated', '--snapshot=light.snapshot'];
    const first = await command.run([...light, '--event=+600']);
    expect(first.stdout).toContain('■ waits in light.red');
    const second = await command.run([...light, '--event=+500', '--event=BREAK', '--event=END']);
    expect(second.stdout).toBe(`\
      0 ms  ● goes on in light.red
    400 ms  ◂ xstate.after.1000.light.red
             light.red → light.green
               turns: 0 → 1
    500 ms  ◂ BREAK
             light.green → light.broken
    500 ms  ◂ END
             light.broken → light.off
    500 ms  ■ done in light.off
`);
    const third = await command.run([...light, '--event=BREAK']);
    expect(third.stdout).toBe(`\
      0 ms  ● goes on in light.off
      0 ms  ■ done in light.off
`);
    expect(third.exitCode).toBe(0);
  });

  test.each([[['--sync']], [[]]])('saves an interpreter, run with %j', async (sync) => {
    const file = `loader${sync.length}.snapshot`;
    const args = [...loader, ...sync, `--snapshot=${file}`];
    await command.run([...args, '--event=LOAD', '--event=+2000']);
    const saved = readFileSync(join(command.folder, file), 'utf8');
    expect(JSON.parse(saved)).toMatchObject({ format: 'detent.run', machine: 'userLoader' });
    const { stdout } = await command.run([...args, '--event=+3000']);
    expect(stdout).toBe(`\
      0 ms  ● goes on in userLoader.error
   3000 ms  ◂ after.5000.userLoader.error
             userLoader.error → userLoader.idle
   3000 ms  ■ waits in userLoader.idle
`);
  });
});
