import {
  createMachine,
  Interpreter,
  SimulatedClock,
  StatechartError,
  SyncInterpreter,
} from 'detent/interpreter';
import { describe, expect, test, vi } from 'vitest';

const ids = ({ activeStateIds }: { activeStateIds: Set<string> }) => [...activeStateIds].sort();

const config = {
  id: 'm',
  initial: 'a',
  context: { n: 0, nested: { list: [1] } },
  states: {
    a: { entry: 'enter', after: { 1000: 'late' }, on: { NEXT: 'b', ADD: { actions: 'add' } } },
    b: {
      initial: 'x',
      on: { OUT: 'off' },
      states: { x: { on: { NEXT: 'y' } }, y: {}, h: { type: 'history' } },
    },
    off: { on: { BACK: 'b.h' } },
    late: {},
  },
};

const setup = () => {
  const enter = vi.fn<() => void>();
  const add = (_interpreter: unknown, context: any) => void context.n++;
  return { enter, machine: createMachine(config, { logic: { actions: { enter, add } } }) };
};

describe('a snapshot', () => {
  test('restores states and context without running entry actions again', () => {
    const { enter, machine } = setup();
    const first = new SyncInterpreter(machine).start();
    first.send('ADD');
    const text = first.getSnapshot();
    first.stop();
    const second = SyncInterpreter.fromSnapshot(text, machine);
    expect(ids(second)).toEqual(['m.a']);
    expect(second.isRunning).toBe(false);
    second.start();
    second.send('ADD');
    expect(second.context).toEqual({ n: 2, nested: { list: [1] } });
    expect(enter).toHaveBeenCalledTimes(1);
    second.send('NEXT');
    expect(ids(second)).toEqual(['m.b.x']);
    second.stop();
  });

  test('is a copy of a point in time', () => {
    const { machine } = setup();
    const interpreter = new SyncInterpreter(machine).start();
    const text = interpreter.getSnapshot();
    interpreter.send('ADD');
    expect(SyncInterpreter.fromSnapshot(text, machine).context).toMatchObject({ n: 0 });
    interpreter.stop();
  });

  test('survives a further round unchanged', () => {
    const { machine } = setup();
    const clock = new SimulatedClock();
    const interpreter = new SyncInterpreter(machine, { clock }).start();
    const text = interpreter.getSnapshot();
    expect(SyncInterpreter.fromSnapshot(text, machine, { clock }).getSnapshot()).toBe(text);
  });

  test('keeps history', () => {
    const { machine } = setup();
    const first = new SyncInterpreter(machine).start();
    first.sendEvents(['NEXT', 'NEXT', 'OUT']);
    const second = SyncInterpreter.fromSnapshot(first.getSnapshot(), machine).start();
    second.send('BACK');
    expect(ids(second)).toEqual(['m.b.y']);
  });

  test('keeps timers, with the time that is left to them', () => {
    const { machine } = setup();
    const clock = new SimulatedClock();
    clock.increment(70);
    const first = new SyncInterpreter(machine, { clock }).start();
    clock.increment(600);
    const text = first.getSnapshot();
    // Another host, another clock.
    const later = new SimulatedClock();
    later.increment(12_345);
    const second = SyncInterpreter.fromSnapshot(text, machine, { clock: later }).start();
    later.increment(399);
    expect(ids(second)).toEqual(['m.a']);
    later.increment(1);
    expect(ids(second)).toEqual(['m.late']);
  });

  test('starts services again, with their input', async () => {
    const work = vi.fn<(...args: any[]) => Promise<string>>(() => new Promise(() => {}));
    const machine = createMachine(
      {
        id: 'm',
        initial: 'a',
        states: { a: { invoke: { src: 'work', input: { id: 7 }, onDone: 'b' } }, b: {} },
      },
      { logic: { services: { work } } },
    );
    const first = await new Interpreter(machine).start();
    const text = first.getSnapshot();
    await first.stop();
    work.mockImplementation(async () => 'done');
    const second = await Interpreter.fromSnapshot(text, machine).start();
    expect(work.mock.calls[1]![2].payload).toEqual({ input: { id: 7 } });
    await second.settled();
    expect(ids(second)).toEqual(['m.b']);
  });

  test('keeps child machines where they are', () => {
    const entered = vi.fn<() => void>();
    const counts: number[] = [];
    const child = createMachine(
      {
        id: 'child',
        initial: 'one',
        context: { n: 0 },
        states: {
          one: { entry: 'entered', after: { 10: { target: 'two', actions: 'count' } } },
          two: { after: { 10: 'end' } },
          end: { type: 'final' },
        },
      },
      {
        logic: {
          actions: { entered, count: (_interpreter, context) => void counts.push(++context.n) },
        },
      },
    );
    const machine = createMachine(
      {
        id: 'parent',
        initial: 'a',
        states: { a: { invoke: { src: 'child', id: 'kid', onDone: 'b' } }, b: {} },
      },
      { logic: { services: { child } } },
    );
    const clock = new SimulatedClock();
    const first = new SyncInterpreter(machine, { clock }).start();
    clock.increment(10);
    clock.increment(5);
    const second = SyncInterpreter.fromSnapshot(first.getSnapshot(), machine, { clock }).start();
    first.stop();
    clock.increment(4);
    expect(ids(second)).toEqual(['parent.a']);
    clock.increment(1);
    expect(ids(second)).toEqual(['parent.b']);
    expect(entered).toHaveBeenCalledTimes(1);
    expect(counts).toEqual([1]);
  });

  test('of a finished machine stays finished', () => {
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: 'z' } }, z: { type: 'final' } },
      output: 3,
    });
    const first = new SyncInterpreter(machine).start();
    first.send('GO');
    const second = SyncInterpreter.fromSnapshot(first.getSnapshot(), machine).start();
    expect([second.status, second.output, ids(second)]).toEqual(['done', 3, ['m.z']]);
  });

  test('can be taken on one interpreter and gone on with on the other', async () => {
    const { machine } = setup();
    const first = new SyncInterpreter(machine).start();
    first.send('NEXT');
    const second = await Interpreter.fromSnapshot(first.getSnapshot(), machine).start();
    await second.send('NEXT');
    expect(ids(second)).toEqual(['m.b.y']);
  });
});

describe('a snapshot that does not fit is refused', () => {
  const { machine } = setup();
  const text = new SyncInterpreter(machine).start().getSnapshot();
  const other = createMachine({ ...config, id: 'other' });

  const withChildren = (json: string) => text.replace('"children":{}', `"children":${json}`);
  const withTimers = (json: string) => text.replace(/"timers":\[[^\]]*\]/, `"timers":${json}`);

  test.each([
    ['is no JSON', '{"format":', machine, /E501.*no JSON text/],
    ['is something else', '{"a":1}', machine, /E501.*no snapshot of an interpreter/],
    ['is null', 'null', machine, /E501.*no snapshot of an interpreter/],
    [
      'has a newer version',
      text.replace('"version":1', '"version":99'),
      machine,
      /E501.*version 99/,
    ],
    ['is of another machine', text, other, /E502.*belongs to machine "m"/],
    [
      'names an unknown state',
      text.replace('"value":"a"', '"value":"gone"'),
      machine,
      /E503.*gone/,
    ],
    ['has no value', text.replace('"value":"a",', ''), machine, /E501/],
    ['has children that are none', withChildren('5'), machine, /E501.*children/],
    ['has a child that is none', withChildren('{"k":null}'), machine, /E501.*"k"/],
    [
      'has a child without logic',
      withChildren('{"k":{"src":5,"snapshot":{"status":"active"}}}'),
      machine,
      /E411 k/,
    ],
    ['has a child without snapshot', withChildren('{"k":{"src":"kid"}}'), machine, /E501.*"k"/],
    ['has timers that are none', withTimers('5'), machine, /E501.*timers/],
    ['has a timer that is none', withTimers('[null]'), machine, /E501.*timers/],
  ])('when it %s', (_fault, broken, of, message) => {
    expect(() => SyncInterpreter.fromSnapshot(broken, of)).toThrow(StatechartError);
    expect(() => SyncInterpreter.fromSnapshot(broken, of)).toThrow(message);
    expect(() => Interpreter.fromSnapshot(broken, of)).toThrow(message);
  });

  test('when it was taken after stop()', () => {
    const interpreter = new SyncInterpreter(machine).start();
    interpreter.stop();
    expect(() => SyncInterpreter.fromSnapshot(interpreter.getSnapshot(), machine)).toThrow(
      /after the interpreter had been stopped/,
    );
  });

  test.each([
    ['a Map', new Map()],
    ['a RegExp', /x/],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['-Infinity', -Infinity],
  ])(
    'a context that holds %s, which JSON cannot, is refused when the snapshot is taken',
    (what, value) => {
      const holding = createMachine({ id: 'm', context: { what: value } });
      const interpreter = new SyncInterpreter(holding).start();
      expect(() => interpreter.getSnapshot()).toThrow(`E504 m: "what" is ${what}`);
    },
  );
});
