import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { habits, shapes, written } from '../interpreter/editor-exports.ts';
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
    expect(sync).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('■ done') });
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

  test('tells what child machines do, and their services', async () => {
    const events = ['--event=PAY', '--event=+100', '--event=AGAIN'];
    const { stdout } = await command.run(['run', 'order.ts', '--clock=simulated', ...events]);
    expect(stdout).toBe(`\
      0 ms  ● starts in order.open
      0 ms  ◂ PAY
             order.open → order.delivering
      0 ms  ▶ parcel started
      0 ms  ● parcel: starts in parcel.packed
    100 ms  ◂ parcel: after.100.parcel.packed
             parcel: parcel.packed → parcel.sent
               parcel: stops: 0 → 1
    100 ms  ▶ parcel/label (print) started
    100 ms  ✔ parcel/label (print) finished after 0 ms 'printed'
             parcel: parcel.sent → parcel.arrived
    100 ms  ✔ parcel finished after 100 ms
             order.delivering → order.delivered
    100 ms  ◂ AGAIN
             enters order.delivered again
    100 ms  ■ waits in order.delivered
`);
  });

  test('names the child machine in records', async () => {
    const args = ['run', 'order.ts', '--clock=simulated', '--json', '--event=PAY', '--event=+100'];
    const { stdout } = await command.run(args);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { actor?: string });
    const [packed, sent] = [['parcel.packed'], ['parcel.sent']];
    const event = 'after.100.parcel.packed';
    expect(records.filter(({ actor }) => actor === 'parcel').slice(0, 4)).toEqual([
      { atMs: 0, type: 'start', actor: 'parcel', states: packed, context: { stops: 0 } },
      { atMs: 100, type: 'event', actor: 'parcel', event: { type: event } },
      { atMs: 100, type: 'transition', actor: 'parcel', event, from: packed, to: sent },
      {
        atMs: 100,
        type: 'context',
        actor: 'parcel',
        changes: [{ key: 'stops', from: 0, to: 1 }],
      },
    ]);
  });

  test('tells of attempts that failed, and that another follows', async () => {
    command.write(
      'retry.mjs',
      `import { createMachine } from 'detent/interpreter';
      let calls = 0;
      const work = async () => { if (++calls < 3) throw new Error('No ' + calls); return 'yes'; };
      const retry = { maxAttempts: 3, delay: 200, backoff: 'exponential' };
      export default createMachine(
        { id: 'm', initial: 'a', states: { a: { invoke: { src: 'work', retry, onDone: 'b' } }, b: {} } },
        { logic: { services: { work } } },
      );`,
    );
    const { stdout } = await command.run(['run', 'retry.mjs', '--clock=simulated', '--event=+600']);
    expect(stdout).toBe(`\
      0 ms  ● starts in m.a
      0 ms  ▶ work started
      0 ms  ✘ work failed after 0 ms: No 1
      0 ms  ↻ work again in 200 ms, attempt 2 of 3
    200 ms  ▶ work started
    200 ms  ✘ work failed after 0 ms: No 2
    200 ms  ↻ work again in 400 ms, attempt 3 of 3
    600 ms  ▶ work started
    600 ms  ✔ work finished after 0 ms 'yes'
             m.a → m.b
    600 ms  ■ waits in m.b
`);
  });

  test.each([
    [
      'a class with decorators',
      `import { guard, service, StateMachine, state } from 'detent/interpreter';
      export class Door extends StateMachine {
        static machineId: string = 'door';
        open = state({ initial: true });
        closing = state({ invoke: { src: 'close', onDone: 'shut' } });
        shut = state();
        go = this.open.to(this.closing, { event: 'GO', guard: 'isFree' });
        @guard isFree() { return true; }
        @service('close') async closeDoor(): Promise<void> {}
      }`,
    ],
    [
      'a builder',
      `import { MachineBuilder } from 'detent/interpreter';
      export default new MachineBuilder('door')
        .state('open', { initial: true }).state('shut').transition('open', 'GO', 'shut');`,
    ],
    [
      'a function that is given the clock',
      `import { createMachine } from 'detent/interpreter';
      export default async ({ clock }) => {
        const wait = () => new Promise((resolve) => clock.setTimeout(resolve, 50));
        return createMachine(
          { id: 'door', initial: 'open', states: {
            open: { on: { GO: 'closing' } }, closing: { invoke: { src: 'wait', onDone: 'shut' } }, shut: {},
          } },
          { logic: { services: { wait } } },
        );
      };`,
    ],
  ])('runs %s', async (_what, code) => {
    command.write('door.ts', code);
    const args = ['run', 'door.ts', '--clock=simulated', '--event=GO', '--event=+50'];
    const { stdout, stderr } = await command.run(args);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/■ waits in door\.shut\n$/);
  });

  test('runs logic that a function makes, which is given the clock', async () => {
    command.write(
      'clock-logic.mjs',
      `export default ({ clock }) => ({
        actions: { storeUser: (interpreter, context, { data }) => { context.user = data; }, storeError: () => {} },
        services: { fetchUser: () => new Promise((resolve) => clock.setTimeout(() => resolve('Ann'), 30)) },
      });`,
    );
    const args = ['run', 'user-loader.json', '--logic=clock-logic.mjs', '--clock=simulated'];
    const { stdout } = await command.run([...args, '--event=LOAD', '--event=+40']);
    expect(stdout).toContain('     30 ms  ✔ fetchUser finished after 30 ms');
  });

  test.each([[['--sync']], [[]]])(
    'tells of a machine that has failed once, without a stack: %j',
    async (sync) => {
      command.write('boom.mjs', `export const fetchUser = () => { throw new Error('Boom'); };`);
      command.write(
        'boom.json',
        '{ "id": "m", "initial": "a", "states": { "a": { "on": { "GO": "b" } }, "b": { "invoke": { "src": "fetchUser" } } } }',
      );
      const args = ['run', 'boom.json', '--logic=boom.mjs', '--clock=simulated', '--event=GO'];
      const { exitCode, stdout, stderr } = await command.run([...args, ...sync]);
      expect(stderr).toBe('');
      expect(stdout.match(/^.*Boom.*$/gm)).toEqual([
        '      0 ms  ✘ fetchUser failed after 0 ms: Boom',
        '      0 ms  ■ failed: Boom',
      ]);
      expect(exitCode).toBe(1);
    },
  );

  test('tells of an endless chain of services in one record', async () => {
    command.write(
      'round.json',
      '{ "id": "m", "initial": "a", "states": { "a": { "invoke": { "src": "work", "onDone": "b" } }, "b": { "invoke": { "src": "work", "onDone": "a" } } } }',
    );
    command.write('round.mjs', 'export const work = () => 1;');
    const args = ['run', 'round.json', '--logic=round.mjs', '--json', '--sync'];
    const { exitCode, stdout, stderr } = await command.run(args);
    expect(stderr).toBe('');
    expect(stdout.match(/^.*E402.*$/gm)).toEqual([
      expect.stringMatching(/"type":"error".* round and round in m\.\w, m\.\w\./),
    ]);
    expect(exitCode).toBe(1);
  });

  const exported = shapes.filter(({ name }) => ['history', 'delays', 'services'].includes(name));
  test.each(exported)('runs what an editor exports: $name', async ({ config, events, leaves }) => {
    const habitual = written(config, ...Object.values(habits));
    command.write('exported.json', JSON.stringify(habitual, undefined, 2));
    command.write(
      'exported-logic.mjs',
      `const nothing = () => {};
      export default {
        actions: { note: nothing, 'Show a message': nothing, 'inline:m#entry[0]': nothing },
        guards: { ever: () => true, never: () => false },
        services: { load: () => 'loaded', fail: () => { throw new Error('not this time'); } },
        delays: { short: 100 },
      };`,
    );
    const args = ['run', 'exported.json', '--logic=exported-logic.mjs', '--clock=simulated'];
    const { stdout, stderr } = await command.run([
      ...args,
      ...events.map((event) => `--event=${event}`),
    ]);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().endsWith(` in ${leaves.join(' | ')}`)).toBe(true);
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
