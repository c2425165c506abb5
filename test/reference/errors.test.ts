import { readFileSync } from 'node:fs';
import {
  assertEvent,
  assign,
  createActor,
  createMachine,
  fromPromise,
  raise,
  sendTo,
  setup,
  SimulatedClock,
  spawnChild,
  StatechartError,
  type StandardSchemaV1,
} from 'detent';
import { getShortestPaths, joinPaths } from 'detent/graph';
import * as interpreter from 'detent/interpreter';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../src/errors.ts';

const codes = Object.entries(ERROR_CODES);
const page = readFileSync(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');

test('the table has every code with its meaning, in order, and no other', () => {
  const rows = page.split('\n').filter((line) => /^\| E\d{3} /.test(line));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.map(([, code, meaning]) => [code, meaning])).toEqual(codes);
  const incomplete = cells.filter((row) => row.length !== 7 || row.slice(1, 6).includes(''));
  expect(incomplete).toEqual([]);
});

const wantsNumber: StandardSchemaV1 = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof value === 'number' ? { value } : { issues: [{ message: 'a number, please' }] },
  },
};

interface Fault {
  readonly code: ErrorCode;
  /** Name of the class. */
  readonly name: string;
  readonly at: string;
  /** What the message names. */
  readonly says: string;
  /** What to write instead; empty where the message says what was expected. */
  readonly help: string;
  /** Throws, or gives an actor that failed. */
  readonly provoke: () => unknown;
}

const never = fromPromise(() => new Promise<never>(() => {}));

const faultsOfConfigs: readonly (Omit<Fault, 'name' | 'provoke'> & { config: object })[] = [
  {
    code: 'E101',
    config: { initial: 'a', states: { a: { tags: 5 } } },
    at: 'm.a tags',
    says: 'is 5, expected a string, or a list of these',
    help: '',
  },
  {
    code: 'E102',
    config: { initial: 'a', states: { a: { on: { GO: { taget: 'a' } } } } },
    at: 'm.a on.GO',
    says: 'unknown key "taget"',
    help: 'Did you mean "target"?',
  },
  {
    code: 'E103',
    config: { states: { a: {}, b: {} } },
    at: 'm initial',
    says: 'no initial state',
    help: 'Add initial: "a"',
  },
  {
    code: 'E104',
    config: { initial: 'idel', states: { idle: {} } },
    at: 'm initial',
    says: 'no child state "idel"',
    help: 'Did you mean "idle"?',
  },
  {
    code: 'E105',
    config: { initial: 'a', states: { a: { id: 'x' }, b: { id: 'x' } } },
    at: 'm.b',
    says: 'id "x" is taken by m.a',
    help: 'Give each state an id of its own',
  },
  {
    code: 'E106',
    config: { initial: 'a', states: { a: { type: 'final', states: { b: {} } } } },
    at: 'm.a states',
    says: 'a final state cannot have child states',
    help: 'Remove them or the type',
  },
  {
    code: 'E107',
    config: { initial: 'a', states: { a: { type: 'parallel' } } },
    at: 'm.a states',
    says: 'a parallel state needs regions',
    help: '',
  },
  {
    code: 'E108',
    config: { initial: 'a', states: { a: { route: {} } } },
    at: 'm.a route',
    says: 'has no id',
    help: 'Add an id: it is what `to` names',
  },
  {
    code: 'E201',
    config: { initial: 'red', states: { red: { on: { TIMER: 'grean' } }, green: {} } },
    at: 'm.red on.TIMER',
    says: 'unknown target "grean"',
    help: 'Did you mean "green"?',
  },
  {
    code: 'E202',
    config: {
      initial: 'a',
      states: {
        a: { initial: 'b', states: { b: {}, h: { type: 'history', target: '#m.c' } } },
        c: {},
      },
    },
    at: 'm.a.h target',
    says: '"m.c" is no state inside of m.a',
    help: 'The default must lie in the parent of the history state',
  },
  {
    code: 'E203',
    config: { initial: 'a', states: { a: { on: { GO: { target: ['b', 'c'] } } }, b: {}, c: {} } },
    at: 'm.a GO',
    says: 'targets "m.b" and "m.c" exclude each other',
    help: 'Several targets must lie in different regions of a parallel state',
  },
  {
    code: 'E204',
    config: { initial: 'a', states: { a: { always: 'b' }, b: { always: 'a' } } },
    at: 'm.a always',
    says: 'm.a -> m.b -> m.a never ends',
    help: 'Give one of them a guard',
  },
  {
    code: 'E205',
    config: {
      invoke: [
        { id: 'x', src: never },
        { id: 'x', src: never },
      ],
    },
    at: 'm invoke',
    says: 'two invocations have the id "x"',
    help: 'Give each an id of its own',
  },
  {
    code: 'E206',
    config: { after: { '-5': {} } },
    at: 'm after.-5',
    says: '"-5" is neither milliseconds nor the name of a delay',
    help: 'Write 0 or more',
  },
];

const faultsOfActors: readonly Fault[] = [
  {
    code: 'E301',
    name: 'ImplementationMissingError',
    at: 'm',
    says: 'delay "patience" has no implementation',
    help: 'Did you mean "patence"?',
    provoke: () => run({ after: { patience: {} } }, { delays: { patence: 5 } }),
  },
  {
    code: 'E302',
    name: 'ImplementationMissingError',
    at: 'm',
    says: 'guard "isReady" has no implementation',
    help: 'Provide it: guards: { isReady: () => true }',
    provoke: () => run({ on: { GO: { guard: 'isReady' } } }),
  },
  {
    code: 'E303',
    name: 'ImplementationMissingError',
    at: 'm',
    says: 'actor logic "fetchUser" has no implementation',
    help: 'Did you mean "fetchUsers"?',
    provoke: () => run({ invoke: { src: 'fetchUser' } }, { actors: { fetchUsers: never } }),
  },
  {
    code: 'E304',
    name: 'ImplementationMissingError',
    at: 'm',
    says: 'action "greet" has no implementation',
    help: 'Provide it: actions: { greet: () => {} }',
    provoke: () => run({ options: { strict: true }, entry: 'greet' }),
  },
  {
    code: 'E401',
    name: 'StatechartError',
    at: 'car',
    says: 'an event is an object with a string `type`, and this is "GO"',
    help: "Write { type: 'GO' }",
    provoke: () =>
      createActor(createMachine({}), { id: 'car' })
        .start()
        .send('GO' as never),
  },
  {
    code: 'E402',
    name: 'StatechartError',
    at: 'm',
    says: 'more than 10 microsteps on "GO"',
    help: 'Give the cycle a guard that ends it, or raise options.maxIterations',
    provoke: () =>
      run({ options: { maxIterations: 10 }, on: { GO: { actions: raise({ type: 'GO' }) } } }),
  },
  {
    code: 'E403',
    name: 'StatechartError',
    at: 'm',
    says: 'there is no actor "logger" to send "LOG" to',
    help: 'Send to the id of a running child, or to a reference',
    provoke: () => run({ on: { GO: { actions: sendTo('logger', { type: 'LOG' }) } } }),
  },
  {
    code: 'E404',
    name: 'StatechartError',
    at: 'b',
    says: 'the systemId "s" belongs to the actor "a"',
    help: 'Choose another, or stop that actor first',
    provoke: () =>
      run({
        invoke: [
          { id: 'a', src: never, systemId: 's' },
          { id: 'b', src: never, systemId: 's' },
        ],
      }),
  },
  {
    code: 'E406',
    name: 'StatechartError',
    at: 'child',
    says: 'only its parent can stop this actor',
    help: 'Use stopChild() in the parent, or stop the root',
    provoke: () =>
      run({ invoke: { id: 'child', src: never } })
        .getSnapshot()
        .children.child.stop(),
  },
  {
    code: 'E407',
    name: 'StatechartError',
    at: 'xstate.assign',
    says: 'is an action, calling it does nothing',
    help: 'Put it where actions are listed',
    provoke: () => (assign({}) as () => void)(),
  },
  {
    code: 'E408',
    name: 'StatechartError',
    at: 'assertEvent',
    says: 'got "STOP", expected "GO"',
    help: '',
    provoke: () => assertEvent({ type: 'STOP' } as { type: 'STOP' } | { type: 'GO' }, 'GO'),
  },
  {
    code: 'E501',
    name: 'StatechartError',
    at: 'm',
    says: 'the snapshot has no value',
    help: 'Restore what getPersistedSnapshot() gave',
    provoke: () => restore({}, { status: 'active' }),
  },
  {
    code: 'E502',
    name: 'StatechartError',
    at: 'm',
    says: 'the snapshot belongs to machine "other"',
    help: 'Restore it with that machine',
    provoke: () => {
      const other = createActor(createMachine({ id: 'other', version: '1' })).start();
      return restore({}, other.getPersistedSnapshot());
    },
  },
  {
    code: 'E503',
    name: 'StatechartError',
    at: 'm',
    says: 'has no state "askin"',
    help: 'Did you mean "asking"?',
    provoke: () =>
      restore({ initial: 'asking', states: { asking: {} } }, { status: 'active', value: 'askin' }),
  },
  {
    code: 'E504',
    name: 'StatechartError',
    at: 'm',
    says: 'child "worker" has logic without a name',
    help: 'Give its logic a name: setup({ actors: { ... } })',
    provoke: () => run({ entry: spawnChild(never, { id: 'worker' }) }).getPersistedSnapshot(),
  },
  {
    code: 'E601',
    name: 'TimeoutError',
    at: 'slow',
    says: 'no result after 10 ms',
    help: 'Raise its timeout, or handle this in onError',
    provoke: () => {
      const clock = new SimulatedClock();
      const actor = run({ invoke: { id: 'slow', src: never, timeout: 10 } }, {}, clock);
      clock.increment(10);
      return actor;
    },
  },
];

const faultsOfInterpreters: readonly Fault[] = [
  {
    code: 'E305',
    name: 'InvalidConfigError',
    at: 'm.a entry',
    says: 'action "sayHello" fits several implementations: "say_hello", "SayHello"',
    help: 'Keep one of them, or name it "sayHello" exactly',
    provoke: () => interpret({ entry: 'sayHello' }, { actions: { say_hello() {}, SayHello() {} } }),
  },
  {
    code: 'E306',
    name: 'InvalidConfigError',
    at: 'm.a on.GO',
    says: '"check" is used as action and as guard',
    help: 'Decorate it with @guard, or give each a method of its own',
    provoke: () => {
      class Logic extends interpreter.MachineLogic {
        check() {}
      }
      return interpret({ on: { GO: { guard: 'check', actions: 'check' } } }, new Logic());
    },
  },
  {
    code: 'E409',
    name: 'StatechartError',
    at: 'm',
    says: 'the interpreter was stopped',
    help: 'Make another interpreter, or go on from a snapshot',
    provoke: () => {
      const stopped = interpret({});
      stopped.stop();
      stopped.start();
    },
  },
  {
    code: 'E410',
    name: 'NotSupportedError',
    at: 'fetcher',
    says: 'service "fetchUser" is asynchronous',
    help: 'Run the machine with Interpreter, or make the service synchronous',
    provoke: () =>
      interpret(
        { invoke: { id: 'fetcher', src: 'fetchUser' } },
        { services: { fetchUser: async () => 'user' } },
      ),
  },
  {
    code: 'E411',
    name: 'ActorSpawningError',
    at: 'm',
    says: 'service "fetchUser" is neither a function nor a machine',
    help: 'Give a function (interpreter, context, event), a machine, or actor logic',
    provoke: () => interpret({ invoke: { src: 'fetchUser' } }, { services: { fetchUser: {} } }),
  },
  {
    code: 'E412',
    name: 'SchemaMismatchError',
    at: 'cart',
    says: 'the event "AD" does not fit its schema: no event has this type',
    help: 'Did you mean "ADD"?',
    provoke: () =>
      createActor(
        setup({ schemas: { events: { ADD: wantsNumber } }, validate: 'events' }).createMachine({}),
        { id: 'cart' },
      )
        .start()
        .send({ type: 'AD' } as never),
  },
  {
    code: 'E413',
    name: 'SchemaMismatchError',
    at: 'cart',
    says: 'the input does not fit its schema: a number, please',
    help: '',
    provoke: () =>
      createActor(setup({ schemas: { input: wantsNumber }, validate: 'all' }).createMachine({}), {
        id: 'cart',
        input: 'one',
      }),
  },
];

const faultsOfPaths: readonly Fault[] = [
  {
    code: 'E701',
    name: 'StatechartError',
    at: 'm',
    says: 'more than 10 transitions',
    help: 'Leave out of serializeState what tells no states apart, bound the states by filterEvents or stopWhen, or raise limit',
    provoke: () => {
      const count = assign(({ context }) => ({ count: context.count + 1 }));
      const counter = machineOf({ context: { count: 0 }, on: { ADD: { actions: count } } });
      return getShortestPaths(counter, { limit: 10 });
    },
  },
  {
    code: 'E702',
    name: 'StatechartError',
    at: 'joinPaths',
    says: 'the first path ends in {"value":"b"}, the second starts in {"value":"a"}',
    help: 'Give the end of the first one as fromState of the second',
    provoke: () => {
      const machine = machineOf({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });
      const toB = getShortestPaths(machine)[1]!;
      return joinPaths(toB, toB);
    },
  },
  {
    code: 'E703',
    name: 'StatechartError',
    at: 'serializeState',
    says: 'Maximum call stack size exceeded',
    help: 'Give the option serializeState',
    provoke: () => {
      const context: Record<string, unknown> = {};
      context['self'] = context;
      return getShortestPaths(machineOf({ context }));
    },
  },
];

const faults: readonly Fault[] = [
  ...faultsOfConfigs.map(({ config, ...fault }) => ({
    ...fault,
    name: 'InvalidConfigError',
    provoke: () => machineOf(config),
  })),
  ...faultsOfActors,
  ...faultsOfInterpreters,
  ...faultsOfPaths,
];

describe('each code is the code of one fault', () => {
  test.each(faults)('$code $says', async ({ provoke, ...fault }) => {
    const error = await errorOf(provoke);
    expect(error).toBeInstanceOf(StatechartError);
    expect(error).toMatchObject({ code: fault.code, name: fault.name, at: fault.at });
    expect(error.message).toContain(fault.says);
    expect(error.help).toBe(fault.help);
    expect(error.message).toContain(fault.help);
  });

  test('and none is left out', () => {
    expect(faults.map(({ code }) => code).toSorted()).toEqual(codes.map(([code]) => code));
  });
});

test('a config with many faults is told all of them at once', async () => {
  const error = await errorOf(() =>
    createMachine({
      id: 'light',
      initial: 'gren',
      contxt: {},
      states: {
        green: { on: { TIMER: 'yelow' } },
        yellow: { after: { 1000: { taget: 'red' } } },
        red: {
          entry: 7,
          initial: 'walk',
          states: { wait: { always: { target: '#lihgt.green', guard: () => true } } },
        },
        off: { type: 'final', states: { dark: {} } },
      },
    } as never),
  );
  expect(error.message.split('\n')).toEqual([
    'machine "light" has 8 faults:',
    '  E102 light: unknown key "contxt". Did you mean "context"?',
    '  E102 light.yellow after.1000: unknown key "taget". Did you mean "target"?',
    '  E101 light.red entry: is 7, expected a function, a name or { type, params }, or a list of these',
    '  E201 light.green on.TIMER: unknown target "yelow". Did you mean "yellow"?',
    '  E201 light.red.wait always: unknown target "#lihgt.green". Did you mean "#light.green"?',
    '  E104 light initial: no child state "gren". Did you mean "green"?',
    '  E104 light.red initial: no child state "walk". Did you mean "wait"?',
    '  E106 light.off states: a final state cannot have child states. Remove them or the type',
  ]);
});

test('strict machines are told all missing implementations at once', async () => {
  const error = await errorOf(() =>
    run({
      options: { strict: true },
      entry: 'greet',
      after: { patience: {} },
      invoke: { src: 'fetchUser' },
      on: { GO: { guard: 'isReady' } },
    }),
  );
  expect((error as { diagnostics?: readonly { code: string }[] }).diagnostics).toMatchObject([
    { code: 'E301' },
    { code: 'E302' },
    { code: 'E303' },
    { code: 'E304' },
  ]);
});

function machineOf(config: object, implementations?: object) {
  return createMachine({ id: 'm', ...config } as any, implementations as never) as any;
}

/** Starts an actor and sends it `GO`. */
function run(config: object, implementations?: object, clock?: SimulatedClock) {
  return started(createActor(machineOf(config, implementations), { clock } as never));
}

function restore(config: object, snapshot: unknown) {
  return started(createActor(machineOf({ version: '1', ...config }), { snapshot } as never));
}

function started(actor: any) {
  actor.subscribe({ error: () => {} });
  actor.start();
  if (actor.getSnapshot().status === 'active') actor.send({ type: 'GO' });
  return actor;
}

/** Runs a machine of one state `a`. */
function interpret(state: object, logic: object = {}) {
  const config = { id: 'm', initial: 'a', states: { a: state } };
  const methods =
    logic instanceof interpreter.MachineLogic ? logic : new interpreter.MachineLogic(logic);
  const machine = interpreter.createMachine(config as any, { logic: methods });
  return new interpreter.SyncInterpreter(machine).start();
}

/** What `provoke` throws, or what the actor that it gives has failed with. */
async function errorOf(provoke: () => unknown): Promise<StatechartError> {
  try {
    const actor = (await provoke()) as { getSnapshot(): { error: StatechartError } };
    return actor.getSnapshot().error;
  } catch (error) {
    return error as StatechartError;
  }
}
