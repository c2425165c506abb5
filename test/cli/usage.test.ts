import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InstalledCommand } from './command.ts';

let command: InstalledCommand;
beforeAll(() => {
  command = new InstalledCommand();
  const files = {
    'comma.json': '{\n  "id": "a",\n  "initial": "b",\n}\n',
    'cut.json': '{ "id": "a",\n',
    'list.json': '[]',
    'target.json': '{ "id": "a", "initial": "c", "states": { "b": {} } }',
    'empty.ts': 'export {};',
    'numbers.ts': 'export const one = 1;\nexport const two: number = 2;\n',
    'throws.ts': 'export const one = 1;\nthrow new Error("not today");\n',
    'throws.mjs': 'export const one = 1;\nthrow new Error("not today");\n',
    'syntax.mjs': 'export const one = 1;\n\nexport const two = = 2;\n',
    'a folder/syntax.mjs': 'export const two = = 2;\n',
    'imports-syntax.mjs': 'export const one = 1;\nimport "./syntax.mjs";\n',
    'imports-throws.mjs': 'export const one = 1;\nimport "./throws.mjs";\n',
    'nothing.mjs': 'throw null;',
    'refused.ts':
      "import { createMachine } from 'detent';\n\nexport default createMachine({ id: 'a', initial: 'c', states: { b: {} } } as never);\n",
    'no-machine.mjs': 'export default () => 3;',
    'no-logic.mjs': 'export default () => { throw new Error("no bank"); };',
    'function.mjs':
      "import { createMachine } from 'detent/interpreter';\nexport default createMachine({ id: 'a', context: { f() {} } });\n",
    'marked.json': '\uFEFF{ "id": "a",\n}',
    'simulated.snapshot':
      '{ "format": "detent.run", "version": 1, "kind": "actor", "machine": "light", "nowMs": 0, "isSimulated": true, "snapshot": {} }',
    'syntax.ts': 'export const machine: number = 1;\nexport const other = = 2;\n',
    'machine.txt': '',
    'foreign.mjs': 'export default { config: {}, transition() {} };',
    'logic.mjs': 'export default 3;',
    'bad.ndjson': 'BREAK\n\n{"type": BREAK}\n',
    'typeless.ndjson': '# one\n{"name": "BREAK"}\n',
    'other.snapshot': '{ "hello": 1 }',
    'torn.snapshot': '{ "format": \n',
  };
  for (const [name, text] of Object.entries(files)) command.write(name, text);
});
afterAll(() => command.remove());

const JSON_FIX = 'Write JSON: names and texts in double quotes, no comma at the end, no comments';
const EVENT_FIX = 'Write NAME, {"type": "NAME"}, NAME {"key": "value"} or +1000';
const HELP = '`detent run --help` tells what there is';
const NAME_FIX = 'Check the name of the file and the folder you are in';

describe('detent run, used in a wrong way, says what is wrong in one line and ends with 2', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'no command is named. Write: detent run MACHINE'],
    ['walk', 'there is no command "walk". Write: detent run MACHINE'],
    ['run', 'no machine is named. Write: detent run MACHINE, a .json, .ts, .js or .mjs file'],
    ['run light.ts more.ts', `more.ts is one argument too many. ${HELP}`],
    ['run light.ts --evnt GO', `there is no option --evnt. ${HELP}`],
    ['run light.ts --event', `the option --event <event> needs a value. ${HELP}`],
    [
      'run light.ts --clock fast',
      '--clock fast: there is only "simulated". Leave it out for real time',
    ],
    ['run light.ts --events a --events b', '--events is given 2 times. Give it once'],
    ['run none.json', `none.json: there is no such file. ${NAME_FIX}`],
    ['run none.ts', `none.ts: there is no such file. ${NAME_FIX}`],
    [
      'run machine.txt',
      'machine.txt: this is no kind of file that holds a machine. Name a .json, .ts, .js or .mjs file',
    ],
    [
      'run comma.json',
      `comma.json:4: this is no JSON: a name in double quotes should stand here, and \`}\` does. ${JSON_FIX}`,
    ],
    [
      'run cut.json',
      `cut.json:2: this is no JSON: a name in double quotes should stand here, and the end does. ${JSON_FIX}`,
    ],
    [
      'run list.json',
      'list.json: the config of a machine is an object. Write {"id": "name", "initial": ..., "states": ...}',
    ],
    ['run target.json', 'target.json: E104 a initial: no child state "c". Did you mean "b"?'],
    [
      'run user-loader.json',
      'user-loader.json: E303 userLoader.loading invoke: service "fetchUser" has no implementation. Name the module with the logic: --logic FILE',
    ],
    ['run user-loader.json --logic none.ts', `none.ts: there is no such file. ${NAME_FIX}`],
    [
      'run user-loader.json --logic logic.mjs',
      'logic.mjs: the logic is neither a class nor an object. Export a MachineLogic, or { actions, guards, services, delays }, as default',
    ],
    [
      'run light.ts --logic user-logic.ts',
      'light.ts: --logic is for machines in JSON files. Leave --logic out: the module brings its logic',
    ],
    [
      'run light.ts --sync',
      'light.ts: --sync is for machines of detent/interpreter, and this is one of detent. Leave it out',
    ],
    ['run empty.ts', 'empty.ts: nothing is exported. Export a machine as default or as `machine`'],
    [
      'run numbers.ts',
      'numbers.ts: no machine is exported, only one, two. Export a machine as default or as `machine`',
    ],
    [
      'run foreign.mjs',
      'foreign.mjs: the machine was made by another copy of detent, or by another library. Import createMachine from the detent that this command belongs to',
    ],
    [
      'run throws.ts',
      'throws.ts:2: the module failed when it was loaded: not today. Put that right, then run it again',
    ],
    [
      'run throws.mjs',
      'throws.mjs:2: the module failed when it was loaded: not today. Put that right, then run it again',
    ],
    [
      'run syntax.mjs',
      "syntax.mjs:3: the module failed when it was loaded: Unexpected token '='. Put that right, then run it again",
    ],
    [
      'run a%20folder/syntax.mjs',
      "a folder/syntax.mjs:1: the module failed when it was loaded: Unexpected token '='. Put that right, then run it again",
    ],
    [
      'run imports-syntax.mjs',
      "syntax.mjs:3: the module failed when it was loaded: Unexpected token '='. Put that right, then run it again",
    ],
    [
      'run imports-throws.mjs',
      'throws.mjs:2: the module failed when it was loaded: not today. Put that right, then run it again',
    ],
    [
      'run nothing.mjs',
      'nothing.mjs: the module failed when it was loaded: null. Put that right, then run it again',
    ],
    ['run refused.ts', 'refused.ts:3: E104 a initial: no child state "c". Did you mean "b"?'],
    [
      'run function.mjs',
      'function.mjs: E101 a context: holds what cannot be copied: f() {} could not be cloned. Give a function that makes it: context: () => ({ ... })',
    ],
    [
      'run no-machine.mjs',
      'no-machine.mjs: the function that is exported gives no machine. Return what createMachine gives',
    ],
    [
      'run user-loader.json --logic no-logic.mjs',
      'no-logic.mjs:1: what the module exports could not be made: no bank. Put that right, then run it again',
    ],
    [
      'run marked.json',
      `marked.json:2: this is no JSON: a name in double quotes should stand here, and \`}\` does. ${JSON_FIX}`,
    ],
    ['run light.ts --event GO --event', `the option --event needs a value. ${HELP}`],
    ['run light.ts --json=yes', `the option --json takes no value. ${HELP}`],
    [
      'run light.ts --events none.txt',
      'none.txt: there is no such file. Name a file of events, one on each line, or -',
    ],
    [
      'run light.ts --snapshot none/a.snapshot',
      'none/a.snapshot: there is no such folder. Name a file in a folder that is there, and that you may write to',
    ],
    [
      'run light.ts --snapshot simulated.snapshot',
      'simulated.snapshot: the run was saved with --clock simulated. Give that option again',
    ],
    ['run light.ts --event {}', '--event 1: this event has no type. Add "type": "NAME" to it'],
    [
      'run light.ts --event GO --event {"advance":-1}',
      '--event 2: "advance" is a number of milliseconds, and this is -1. Write {"advance": 1000}',
    ],
    [
      'run light.ts --event {"type":GO}',
      `--event 1: this is no JSON: a value should stand here, and \`GO\` does. ${JSON_FIX}`,
    ],
    ['run light.ts --event +fast', `--event 1: this is no event: +fast. ${EVENT_FIX}`],
    ['run light.ts --event [1]', `--event 1: an event is an object, and this is [1]. ${EVENT_FIX}`],
    [
      'run light.ts --events bad.ndjson',
      `bad.ndjson:3: this is no JSON: a value should stand here, and \`BREAK\` does. ${JSON_FIX}`,
    ],
    [
      'run light.ts --events typeless.ndjson',
      'typeless.ndjson:2: this event has no type. Add "type": "NAME" to it',
    ],
    [
      'run light.ts --snapshot other.snapshot',
      'other.snapshot: this is no saved run. Name another file, or remove this one to start anew',
    ],
    [
      'run light.ts --snapshot torn.snapshot',
      `torn.snapshot:2: this is no JSON: a value should stand here, and the end does. ${JSON_FIX}`,
    ],
  ];
  test.concurrent.each(cases)('%s', async (args, line) => {
    const words = args.split(' ').map((word) => word.replace('%20', ' '));
    const outcome = await command.run(args === '' ? [] : words);
    expect(outcome).toEqual({ exitCode: 2, stdout: '', stderr: `detent: ${line}\n` });
  });

  test('a file that cannot be compiled, with its line', async () => {
    const { exitCode, stderr } = await command.run(['run', 'syntax.ts']);
    expect(stderr).toMatch(/^detent: syntax\.ts:2: the module failed when it was loaded: .*\n$/);
    expect(exitCode).toBe(2);
  });

  test('a bad line of standard input, after what came before it', async () => {
    const args = ['run', 'light.ts', '--clock=simulated', '--events', '-'];
    const { exitCode, stdout, stderr } = await command.run(args, '+1000\n{oops}\n');
    expect(stdout).toContain('light.red → light.green');
    expect(stderr).toBe(
      `detent: standard input:2: this is no JSON: a name in double quotes should stand here, and \`oops\` does. ${JSON_FIX}\n`,
    );
    expect(exitCode).toBe(2);
  });

  test('the snapshot of another machine', async () => {
    const snapshot = ['--clock=simulated', '--snapshot=light.snapshot'];
    await command.run(['run', 'light.ts', ...snapshot]);
    const { exitCode, stderr } = await command.run([
      'run',
      'examples/payment/machine.ts',
      ...snapshot,
    ]);
    expect(stderr).toBe(
      'detent: light.snapshot: the saved run is one of machine "light", not of "paymentProcessor". Name another file, or remove this one to start anew\n',
    );
    expect(exitCode).toBe(2);
  });

  test('a snapshot with a state that the machine has not', async () => {
    const actor = { status: 'active', value: 'blue', context: {}, historyValue: {}, children: {} };
    const saved = { format: 'detent.run', version: 1, kind: 'actor', machine: 'light', nowMs: 0 };
    command.write('blue.snapshot', JSON.stringify({ ...saved, snapshot: actor }));
    const { exitCode, stderr } = await command.run(['run', 'light.ts', '--snapshot=blue.snapshot']);
    expect(stderr).toMatch(/^detent: blue\.snapshot: E503 [^\n]*blue[^\n]*\n$/);
    expect(exitCode).toBe(2);
  });
});

test('detent run --help names every option and ends with 0', async () => {
  const { exitCode, stdout } = await command.run(['run', '--help']);
  const options = [...stdout.matchAll(/^ {2}(?:-h, )?(--\w+)/gm)].map(([, name]) => name);
  expect(options).toEqual([
    '--logic',
    '--event',
    '--events',
    '--sync',
    '--clock',
    '--json',
    '--snapshot',
    '--help',
  ]);
  expect(exitCode).toBe(0);
});
