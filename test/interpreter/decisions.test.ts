// What the two documents leave open, and what is done here.
import {
  action,
  ActorSpawningError,
  AfterEvent,
  createMachine,
  DoneEvent,
  Event,
  guard,
  ImplementationMissingError,
  Interpreter,
  InvalidConfigError,
  MachineBuilder,
  MachineLogic,
  NotSupportedError,
  SimulatedClock,
  StatechartError,
  StateNotFoundError,
  SyncInterpreter,
} from 'detent/interpreter';
import {
  assign,
  cancel,
  createMachine as createDetentMachine,
  emit,
  raise,
  sendParent,
  sendTo,
} from 'detent';
import { describe, expect, test, vi } from 'vitest';

type Callback = (...args: any[]) => any;

function run(config: any, logic: object = {}, options: object = {}): SyncInterpreter<any> {
  return new SyncInterpreter(createMachine(config, { logic }), options).start();
}

async function runAsync(
  config: any,
  logic: object = {},
  options: object = {},
): Promise<Interpreter<any>> {
  return new Interpreter(createMachine(config, { logic }), options).start();
}

const ids = (interpreter: { activeStateIds: Set<string> }) => [...interpreter.activeStateIds];
const flush = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Notes the type of each event that an action is run for. */
function recorder() {
  const log: any[] = [];
  const note = (_interpreter: unknown, _context: unknown, event: any) => void log.push(event);
  return { log, note };
}

describe('event names', () => {
  test('a completed state sends done.state.<id> with its output as data', () => {
    const { log, note } = recorder();
    const config = {
      id: 'm',
      initial: 'a',
      states: {
        a: {
          initial: 'x',
          states: { x: { on: { GO: 'y' } }, y: { type: 'final', output: { n: 1 } } },
          onDone: { target: 'b', actions: 'note' },
        },
        b: {},
      },
    };
    const interpreter = run(config, { actions: { note } });
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.b']);
    expect(log[0]).toBeInstanceOf(DoneEvent);
    expect(log[0]).toEqual({ type: 'done.state.m.a', data: { n: 1 }, src: 'm.a' });
  });

  test('a delayed transition is taken for after.<ms>.<stateId>', () => {
    const { log, note } = recorder();
    const clock = new SimulatedClock();
    const config = {
      id: 'm',
      initial: 'a',
      states: { a: { after: { 100: { target: 'b', actions: 'note' } } }, b: {} },
    };
    run(config, { actions: { note } }, { clock });
    clock.increment(100);
    expect(log[0]).toBeInstanceOf(AfterEvent);
    expect(log[0].type).toBe('after.100.m.a');
    expect(log[0].payload).toEqual({});
  });

  test('`on` matches after and done.state events by name', () => {
    const clock = new SimulatedClock();
    const config = {
      id: 'm',
      initial: 'a',
      states: {
        a: { after: { 10: [] }, on: { 'after.10.m.a': 'b' } },
        b: { initial: 'x', states: { x: { type: 'final' } }, on: { 'done.state.m.b': 'c' } },
        c: {},
      },
    };
    const interpreter = run(config, {}, { clock });
    clock.increment(10);
    expect(ids(interpreter)).toEqual(['m.c']);
  });

  test('a wildcard matches what users send, and no done, error or after events', () => {
    const clock = new SimulatedClock();
    const { log, note } = recorder();
    const config = {
      id: 'm',
      initial: 'a',
      on: { '*': { actions: 'note' } },
      states: {
        a: { invoke: [{ src: 'ok' }], after: { 10: { target: 'b' } }, on: { HALT: {} } },
        b: { initial: 'x', states: { x: { type: 'final' } } },
      },
    };
    const interpreter = run(config, { actions: { note }, services: { ok: () => 1 } }, { clock });
    clock.increment(10);
    expect(ids(interpreter)).toEqual(['m.b.x']);
    expect(log).toEqual([]);
    interpreter.send('ANYTHING');
    expect(log).toEqual([new Event('ANYTHING')]);
  });

  test('a wildcard does not handle the error of a service', () => {
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const { log, note } = recorder();
    const fail = () => {
      throw new Error('no');
    };
    const config = { id: 'm', invoke: { src: 'fail' }, on: { '*': { actions: 'note' } } };
    const interpreter = run(config, { actions: { note }, services: { fail } });
    expect(log).toEqual([]);
    expect(interpreter.status).toBe('error');
    expect(shown).toHaveBeenCalledTimes(1);
  });

  test('events in the name of the machine that come from outside change nothing', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const config = {
      id: 'm',
      initial: 'a',
      states: {
        a: { invoke: { src: 'work', onDone: 'b', onError: 'b' }, after: { 9: 'b' } },
        b: {},
      },
    };
    const interpreter = new Interpreter(
      createMachine(config, { logic: { services: { work: () => new Promise(() => {}) } } }),
    );
    void interpreter.start();
    for (const type of ['done.invoke.m.a', 'error.platform.m.a', 'after.9.m.a', 'xstate.stop']) {
      void interpreter.send(type);
    }
    expect(ids(interpreter)).toEqual(['m.a']);
    expect(interpreter.isRunning).toBe(true);
    expect(warn).toHaveBeenCalledTimes(4);
    void interpreter.stop();
  });
});

describe('a transition whose target is the current state', () => {
  const config = {
    id: 'm',
    initial: 'a',
    context: { log: [] },
    states: {
      a: {
        entry: 'enter',
        exit: 'leave',
        invoke: { src: 'work' },
        after: { 100: 'late' },
        on: { AGAIN: 'a', DOTTED: '#m.a', STAY: { actions: 'stay' } },
      },
      late: {},
    },
  };
  const note = (name: string) => (_interpreter: unknown, context: any) => {
    context.log.push(name);
  };
  const actions = { enter: note('enter'), leave: note('leave'), stay: note('stay') };

  test('leaves and enters it, and starts its services again', () => {
    const work = vi.fn<Callback>();
    const interpreter = run(config, { actions, services: { work } });
    interpreter.sendEvents(['AGAIN', 'DOTTED']);
    expect(interpreter.context.log).toEqual(['enter', 'leave', 'enter', 'leave', 'enter']);
    expect(work).toHaveBeenCalledTimes(3);
  });

  test('starts its timers again', () => {
    const clock = new SimulatedClock();
    const interpreter = run(config, { actions, services: { work: () => {} } }, { clock });
    clock.increment(60);
    interpreter.send('AGAIN');
    clock.increment(60);
    expect(ids(interpreter)).toEqual(['m.a']);
    clock.increment(40);
    expect(ids(interpreter)).toEqual(['m.late']);
  });

  test('without a target it stays', () => {
    const work = vi.fn<Callback>();
    const interpreter = run(config, { actions, services: { work } });
    interpreter.send('STAY');
    expect(interpreter.context.log).toEqual(['enter', 'stay']);
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe('start, stop and send', () => {
  const config = {
    id: 'm',
    initial: 'a',
    context: { log: [] },
    states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'a' } } },
  };

  test('what is sent before start() is processed then', async () => {
    const sync = new SyncInterpreter(createMachine(config));
    sync.send('GO');
    expect(sync.activeStateIds).toEqual(new Set());
    expect(ids(sync.start())).toEqual(['m.b']);
    const async = new Interpreter(createMachine(config));
    const sent = async.send('GO');
    await async.start();
    await sent;
    expect(ids(async)).toEqual(['m.b']);
  });

  test('start() after stop() is a clear error', async () => {
    const sync = run(config);
    sync.stop();
    expect(() => sync.start()).toThrow(StatechartError);
    expect(() => sync.start()).toThrow(/E409 m: the interpreter was stopped/);
    const async = await runAsync(config);
    await async.stop();
    await expect(async.start()).rejects.toThrow(/E409/);
  });

  test('stop() before start() does nothing', () => {
    const interpreter = new SyncInterpreter(createMachine(config));
    interpreter.stop();
    expect(ids(interpreter.start())).toEqual(['m.a']);
  });

  test('an action may stop the interpreter: the macrostep at hand is finished', () => {
    const stopping = {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: { target: 'b', actions: 'halt' } } },
        b: { entry: 'enter', exit: 'leave' },
      },
    };
    const enter = vi.fn<Callback>();
    const leave = vi.fn<Callback>();
    const halt = (interpreter: any) => interpreter.stop();
    const interpreter = run(stopping, { actions: { halt, enter, leave } });
    interpreter.send('GO');
    expect([enter.mock.calls.length, leave.mock.calls.length]).toEqual([1, 1]);
    expect(interpreter.isRunning).toBe(false);
  });

  test('an exit action that throws keeps neither the others nor stop() from their work', () => {
    const nested = {
      id: 'm',
      initial: 'a',
      states: { a: { exit: 'outer', initial: 'b', states: { b: { exit: 'inner' } } } },
    };
    const outer = vi.fn<Callback>();
    const inner = () => {
      throw new Error('inner');
    };
    const interpreter = run(nested, { actions: { inner, outer } });
    expect(() => interpreter.stop()).toThrow('inner');
    expect(outer).toHaveBeenCalledTimes(1);
    expect(interpreter.isRunning).toBe(false);
  });

  test('sends from within actions are queued; raised events go before them', () => {
    const { log, note } = recorder();
    const queueing = {
      id: 'm',
      on: {
        GO: { actions: ['sendOutside', raise({ type: 'RAISED' }), 'note'] },
        RAISED: { actions: 'note' },
        OUTSIDE: { actions: 'note' },
      },
    };
    const sendOutside = (interpreter: any) => interpreter.send('OUTSIDE');
    run(queueing, { actions: { note, sendOutside } }).send('GO');
    expect(log.map(({ type }) => type)).toEqual(['GO', 'RAISED', 'OUTSIDE']);
  });

  test('`send` of something else than an event says so', () => {
    const interpreter = run(config);
    expect(() => interpreter.send(undefined as never)).toThrow(/E401/);
    expect(() => interpreter.send({} as never)).toThrow(/E401/);
  });

  test('a service that never settles does not keep stop() waiting', async () => {
    const waiting = { id: 'm', invoke: { src: 'work' } };
    const aborted = vi.fn<Callback>();
    const work = (_i: unknown, _c: unknown, _e: unknown, signal: AbortSignal) => {
      signal.addEventListener('abort', aborted);
      return new Promise(() => {});
    };
    const interpreter = await runAsync(waiting, { services: { work } });
    await interpreter.stop();
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(interpreter.isRunning).toBe(false);
  });
});

describe('an action or a guard that throws', () => {
  const config = (extra: object = {}) => ({
    id: 'm',
    initial: 'a',
    context: { n: 0, list: [{ deep: 1 }], when: new Map([['k', 1]]), seen: new Set([1]) },
    states: {
      a: { on: { GO: { target: 'b', actions: ['change', 'fail'] }, NEXT: 'c', ...extra } },
      b: {},
      c: {},
    },
  });
  const change = (_interpreter: unknown, context: any) => {
    context.n = 1;
    context.added = true;
    context.list[0].deep = 2;
    context.list.push('more');
    context.when.set('k', 2);
    context.seen.clear();
  };
  const fail = () => {
    throw new Error('fail');
  };

  test('leaves state and context as they were, in the same objects', () => {
    const interpreter = run(config(), { actions: { change, fail } });
    const { context } = interpreter;
    const [inner] = context.list;
    expect(() => interpreter.send('GO')).toThrow('fail');
    expect(interpreter.context).toBe(context);
    expect(context.list[0]).toBe(inner);
    expect(context).toEqual(config().context);
    expect(ids(interpreter)).toEqual(['m.a']);
  });

  test('leaves what is frozen in the context alone', () => {
    const interpreter = run(config({ KEEP: { actions: 'keep' } }), {
      actions: {
        change: (_interpreter: unknown, context: any) => void context.n++,
        fail,
        keep: (_interpreter: unknown, context: any) => {
          context.list = Object.freeze([Object.freeze({ deep: 1 })]);
        },
      },
    });
    interpreter.send('KEEP');
    expect(() => interpreter.send('GO')).toThrow('fail');
    expect(interpreter.context).toEqual(config().context);
    expect({ ids: ids(interpreter), isRunning: interpreter.isRunning }).toEqual({
      ids: ['m.a'],
      isRunning: true,
    });
  });

  test('undoes `assign` too', () => {
    const logic = { actions: { fail, change: assign({ n: 5 }) } };
    const interpreter = run(config(), logic);
    expect(() => interpreter.send('GO')).toThrow('fail');
    expect(interpreter.context.n).toBe(0);
  });

  test('undoes what earlier microsteps of the same macrostep did', () => {
    const chained = {
      id: 'm',
      initial: 'a',
      context: { n: 0 },
      states: {
        a: { on: { GO: { target: 'b', actions: 'count' } } },
        b: { always: { target: 'c', actions: 'count' } },
        c: { always: { target: 'a', actions: 'fail' } },
      },
    };
    const count = (_interpreter: unknown, context: any) => void context.n++;
    const interpreter = run(chained, { actions: { count, fail } });
    expect(() => interpreter.send('GO')).toThrow('fail');
    expect(interpreter.context).toEqual({ n: 0 });
    expect(ids(interpreter)).toEqual(['m.a']);
  });

  test('starts no service, arms no timer and emits nothing', () => {
    const clock = new SimulatedClock();
    const work = vi.fn<Callback>();
    const heard = vi.fn<Callback>();
    const leaving = {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: { target: 'b', actions: emit({ type: 'NEWS' }) } }, after: { 50: 'kept' } },
        b: {
          invoke: { src: 'work' },
          after: { 10: 'never' },
          initial: 'x',
          states: { x: { entry: 'fail' } },
        },
        never: {},
        kept: {},
      },
    };
    const interpreter = run(leaving, { actions: { fail }, services: { work } }, { clock });
    interpreter.on('NEWS', heard);
    expect(() => interpreter.send('GO')).toThrow('fail');
    clock.increment(50);
    // The timer of the state that was not left after all goes on.
    expect(ids(interpreter)).toEqual(['m.kept']);
    expect(work).not.toHaveBeenCalled();
    expect(heard).not.toHaveBeenCalled();
  });

  test('a guard that throws is never silently false', () => {
    const interpreter = run(config({ IF: { target: 'b', guard: 'broken' } }), {
      actions: { change, fail },
      guards: {
        broken: () => {
          throw new Error('broken');
        },
      },
    });
    expect(() => interpreter.send('IF')).toThrow('broken');
    expect(ids(interpreter)).toEqual(['m.a']);
  });

  test('does not keep the remaining queued events from being processed', async () => {
    const queueing = {
      id: 'm',
      initial: 'a',
      on: { GO: { actions: ['queue', 'fail'] }, NEXT: '.b' },
      states: { a: {}, b: {} },
    };
    const queue = (interpreter: any) => void interpreter.send('NEXT');
    const sync = run(queueing, { actions: { queue, fail } });
    expect(() => sync.send('GO')).toThrow('fail');
    expect(ids(sync)).toEqual(['m.b']);
    const async = await runAsync(queueing, { actions: { queue, fail } });
    await expect(async.send('GO')).rejects.toThrow('fail');
    expect(ids(async)).toEqual(['m.b']);
  });

  test('several errors of one send come out together', () => {
    const twice = { id: 'm', on: { GO: { actions: ['queue', 'fail'] }, BAD: { actions: 'fail' } } };
    const queue = (interpreter: any) => interpreter.send('BAD');
    const interpreter = run(twice, { actions: { queue, fail } });
    const errors = [new Error('fail'), new Error('fail')];
    expect(() => interpreter.send('GO')).toThrow(
      new AggregateError(errors, '2 events failed: Error: fail; Error: fail'),
    );
  });

  test('of several sends each promise has its own outcome', async () => {
    const interpreter = await runAsync(config(), { actions: { change, fail } });
    const outcomes = await Promise.allSettled([interpreter.send('GO'), interpreter.send('NEXT')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(ids(interpreter)).toEqual(['m.c']);
  });

  test('rejects the promise also when what is thrown is undefined', async () => {
    const throwNothing = () => {
      throw undefined;
    };
    const interpreter = await runAsync(config(), { actions: { change, fail: throwNothing } });
    const [outcome] = await Promise.allSettled([interpreter.send('GO')]);
    expect(outcome).toEqual({ status: 'rejected', reason: undefined });
  });

  test('an action on the result of a synchronous service is part of the send', async () => {
    const invoking = {
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: 'b' } },
        b: { invoke: { src: 'work', onDone: { actions: 'fail' } } },
      },
    };
    const logic = { actions: { fail }, services: { work: () => 1 } };
    const sync = run(invoking, logic);
    expect(() => sync.send('GO')).toThrow('fail');
    expect(ids(sync)).toEqual(['m.b']);
    const async = await runAsync(invoking, logic);
    await expect(async.send('GO')).rejects.toThrow('fail');
  });

  test('in start() it leaves the interpreter as it was before', async () => {
    const starting = { id: 'm', context: { n: 0 }, entry: ['count', 'fail'] };
    let isBroken = true;
    const logic = {
      actions: {
        count: (_interpreter: unknown, context: any) => void context.n++,
        fail: () => {
          if (isBroken) throw new Error('fail');
        },
      },
    };
    const interpreter = new SyncInterpreter<any>(createMachine(starting, { logic }));
    expect(() => interpreter.start()).toThrow('fail');
    expect([interpreter.isRunning, interpreter.status]).toEqual([false, 'notStarted']);
    expect(interpreter.context).toEqual({ n: 0 });
    await expect(new Interpreter(createMachine(starting, { logic })).start()).rejects.toThrow(
      'fail',
    );
    isBroken = false;
    expect(interpreter.start().isRunning).toBe(true);
    expect(interpreter.context).toEqual({ n: 1 });
  });

  test('a macrostep that does not end is an error that names the cycle', () => {
    const endless = {
      id: 'm',
      initial: 'a',
      context: { n: 0 },
      states: {
        a: { on: { GO: 'b' } },
        b: { always: { target: 'c', guard: 'yes' } },
        c: { always: { target: 'b', guard: 'yes', actions: 'count' } },
      },
    };
    const count = (_interpreter: unknown, context: any) => void context.n++;
    const interpreter = run(endless, { guards: { yes: () => true }, actions: { count } });
    expect(() => interpreter.send('GO')).toThrow(/E402 m: more than 1000 microsteps.*m\.b/);
    expect(interpreter.context).toEqual({ n: 0 });
    expect(ids(interpreter)).toEqual(['m.a']);
  });

  test('a service function that awaits its own send does not block', async () => {
    const progressing = {
      id: 'm',
      initial: 'a',
      context: { n: 0 },
      states: {
        a: { invoke: { src: 'work', onDone: 'b' }, on: { PROGRESS: { actions: 'count' } } },
        b: {},
      },
    };
    const work = async (interpreter: any) => {
      await interpreter.send('PROGRESS');
      await flush();
      await interpreter.send('PROGRESS');
    };
    const count = (_interpreter: unknown, context: any) => void context.n++;
    const interpreter = await runAsync(progressing, { services: { work }, actions: { count } });
    await interpreter.settled();
    expect([ids(interpreter), interpreter.context.n]).toEqual([['m.b'], 2]);
  });
});

describe('logic', () => {
  const config = {
    id: 'm',
    initial: 'a',
    context: { n: 0 },
    states: {
      a: {
        entry: 'countUp',
        on: { GO: { target: 'b', guard: { type: 'isMore', params: { than: 0 } } } },
        after: { shortWhile: 'b' },
      },
      b: { invoke: { src: 'doWork', onDone: 'c' } },
      c: {},
    },
  };

  class Logic extends MachineLogic {
    #step = 1;

    countUp(_interpreter: unknown, context: any): void {
      context.n += this.#step;
    }

    isMore(context: any, _event: unknown, params: any): boolean {
      return this.#step === 1 && context.n > params.than;
    }

    doWork(): number {
      return this.#step;
    }

    shortWhile(): number {
      return this.#step * 100;
    }
  }

  test('a method is bound by the place where its name is used', () => {
    const clock = new SimulatedClock();
    const interpreter = run(config, new Logic(), { clock });
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.c']);
    const other = run(config, new Logic(), { clock });
    clock.increment(100);
    expect(ids(other)).toEqual(['m.c']);
  });

  test('an object action is called with its definition', () => {
    const act = vi.fn<Callback>((..._args: unknown[]) => {});
    const entry = [{ type: 'act', params: { a: 1 } }, 'act'];
    run({ id: 'm', entry }, { actions: { act } });
    expect(act.mock.calls.map(([, , , definition]) => definition)).toEqual([
      { type: 'act', params: { a: 1 } },
      { type: 'act', params: undefined },
    ]);
  });

  test('everything that is missing is named at once, with its place', () => {
    // @ts-expect-error the types see as much of it as they know
    const create = () => createMachine(config);
    expect(create).toThrow(ImplementationMissingError);
    for (const part of [
      /guard "isMore"/,
      /delay "shortWhile"/,
      /service "doWork"/,
      /m\.a on\.GO/,
    ]) {
      expect(create).toThrow(part);
    }
    expect(create).not.toThrow(/countUp/);
  });

  test('a name that is nearly right is suggested', () => {
    const services: object = { doWrok: () => 1 };
    expect(() =>
      createMachine({ id: 'm', invoke: { src: 'doWork' } }, { logic: { services } }),
    ).toThrow('Did you mean "doWrok"?');
  });

  test('the exact name wins over one that only fits', () => {
    const doWork = vi.fn<Callback>();
    const do_work = vi.fn<Callback>();
    run({ id: 'm', invoke: { src: 'doWork' } }, { services: { do_work, doWork } });
    expect([doWork.mock.calls.length, do_work.mock.calls.length]).toEqual([1, 0]);
  });

  test('several names that fit equally are an error', () => {
    const services = { do_work: () => 1, do_Work: () => 2 };
    const create = () =>
      createMachine({ id: 'm', invoke: { src: 'doWork' } }, { logic: { services } });
    expect(create).toThrow(InvalidConfigError);
    expect(create).toThrow(/service "doWork" fits several implementations: "do_work", "do_Work"/);
  });

  test.each(['loadURL', 'load_url', 'loadUrl'])('load_url and %s are one name', (name) => {
    const interpreter = run(
      { id: 'm', initial: 'a', states: { a: { invoke: { src: name, onDone: 'b' } }, b: {} } },
      { services: { load_url: () => 1 } },
    );
    expect(ids(interpreter)).toEqual(['m.b']);
  });

  const bothRoles = {
    id: 'm',
    initial: 'a',
    states: { a: { entry: 'check', on: { GO: { target: 'b', guard: 'check' } } }, b: {} },
  };

  test('one method in two roles is an error', () => {
    class Both extends MachineLogic {
      check() {
        return true;
      }
    }
    const create = () => createMachine(bothRoles, { logic: new Both() });
    expect(create).toThrow(InvalidConfigError);
    expect(create).toThrow(/"check" is used as action and as guard/);
  });

  test('decorated methods may share a name', () => {
    const entered = vi.fn<Callback>();
    class Both extends MachineLogic {
      @action('check')
      onCheck() {
        entered();
      }

      @guard('check')
      isChecked() {
        return true;
      }
    }
    const interpreter = run(bothRoles, new Both());
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.b']);
    expect(entered).toHaveBeenCalledTimes(1);
  });

  test('modules and providers are searched for what is used', () => {
    const module = {
      do_work: vi.fn<Callback>(),
      unused: () => {},
      CONSTANT: 'text',
      enter: action('countUp')((_interpreter, context: { n: number }) => void context.n++),
    };
    const provider = new (class {
      isMore = () => true;

      shortWhile() {
        return 5;
      }
    })();
    const machine = createMachine(config, { logicModules: [module], logicProviders: [provider] });
    const interpreter = new SyncInterpreter<any>(machine).start();
    interpreter.send('GO');
    expect(interpreter.context.n).toBe(1);
    expect(module.do_work).toHaveBeenCalledTimes(1);
  });

  test('explicit logic wins over what is discovered; two discoveries of a name are an error', () => {
    const own = vi.fn<Callback>();
    const services = { doWork: own };
    const work = { id: 'm', invoke: { src: 'doWork' } };
    const logicModules = [{ doWork: () => 1 }, { doWork: () => 2 }];
    new SyncInterpreter(createMachine(work, { logic: { services }, logicModules })).start();
    expect(own).toHaveBeenCalledTimes(1);
    expect(() => createMachine(work, { logicModules })).toThrow(/fits several/);
  });

  test('a service that cannot be run is an error', () => {
    const services: object = { work: { url: 'https://example.com' } };
    expect(() =>
      createMachine({ id: 'm', invoke: { src: 'work' } }, { logic: { services } }),
    ).toThrow(ActorSpawningError);
  });

  test('inline functions are called like named ones', () => {
    const act = vi.fn<Callback>((..._args: unknown[]) => {});
    const ask = vi.fn<Callback>((..._args: unknown[]) => true);
    const work = vi.fn<Callback>((..._args: unknown[]) => 1);
    const interpreter = run({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { GO: { target: 'b', guard: ask, actions: act } } },
        b: { invoke: { src: work } },
      },
    });
    interpreter.send('GO');
    expect(act.mock.calls[0]!.slice(0, 2)).toEqual([interpreter, interpreter.context]);
    expect(ask.mock.calls[0]!.slice(0, 2)).toEqual([interpreter.context, new Event('GO')]);
    expect(work.mock.calls[0]![0]).toBe(interpreter);
  });

  test('`assign` and the other action creators work, also by name', () => {
    const interpreter = run(
      {
        id: 'm',
        context: { n: 0 },
        on: { ADD: { actions: ['add', assign({ last: ({ event }: any) => event.payload.by })] } },
      },
      {
        actions: {
          add: assign(({ context, event }: any) => ({ n: context.n + event.payload.by })),
        },
      },
    );
    interpreter.send('ADD', { by: 5 });
    expect(interpreter.context).toEqual({ n: 5, last: 5 });
  });
});

describe('the interpreter at a glance', () => {
  const config = {
    id: 'm',
    initial: 'a',
    states: {
      a: { tags: 'waiting', on: { GO: { target: 'b', guard: 'may' } } },
      b: { initial: 'x', states: { x: { type: 'final' } }, onDone: 'c' },
      c: { type: 'final' },
    },
    output: { result: 1 },
  };
  const guards = { may: (_context: unknown, event: any) => event.payload.ok === true };

  test('matches, can, hasTag, status and output', () => {
    const interpreter = run(config, { guards });
    expect(interpreter.matches('a')).toBe(true);
    expect(interpreter.matches('m.a')).toBe(true);
    expect(interpreter.matches('b')).toBe(false);
    expect(interpreter.hasTag('waiting')).toBe(true);
    expect(interpreter.can('GO')).toBe(false);
    expect(interpreter.can('GO', { ok: true })).toBe(true);
    expect(interpreter.status).toBe('active');
    interpreter.send('GO', { ok: true });
    expect(interpreter.status).toBe('done');
    expect(interpreter.output).toEqual({ result: 1 });
    interpreter.stop();
    expect(interpreter.matches('c')).toBe(false);
  });

  test('subscribers get copies, point by point', () => {
    const counting = { id: 'm', context: { n: 0 }, on: { ADD: { actions: 'add' } } };
    const add = (_interpreter: unknown, context: any) => void context.n++;
    const interpreter = run(counting, { actions: { add } });
    const seen: unknown[] = [];
    const subscription = interpreter.subscribe(({ context }) => void seen.push(context));
    interpreter.sendEvents(['ADD', 'ADD']);
    subscription.unsubscribe();
    interpreter.send('ADD');
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('subscribers see nothing of the time before the machine was entered', () => {
    const interpreter = new SyncInterpreter(
      createMachine({ id: 'm', initial: 'a', states: { a: {} } }),
    );
    const seen: string[][] = [];
    interpreter.subscribe(({ activeStateIds }) => void seen.push([...activeStateIds]));
    interpreter.start();
    expect(seen).toEqual([['m.a']]);
  });

  test('`on` hears what is emitted', () => {
    const heard = vi.fn<Callback>();
    const interpreter = run({
      id: 'm',
      on: { GO: { actions: emit({ type: 'NEWS', n: 1 } as never) } },
    });
    interpreter.on('NEWS', heard);
    interpreter.send('GO');
    expect(heard).toHaveBeenCalledExactlyOnceWith({ type: 'NEWS', n: 1 });
  });

  test('input is given to a context function and to entry actions', () => {
    const entered = vi.fn<Callback>();
    const machine = createMachine(
      { id: 'm', context: ({ input }: any) => ({ n: input.n }), entry: 'enter' },
      {
        logic: {
          actions: { enter: (_i: unknown, _c: unknown, event: any) => entered(event.payload) },
        },
      },
    );
    const interpreter = new SyncInterpreter<any>(machine, { input: { n: 5 } }).start();
    expect(interpreter.context).toEqual({ n: 5 });
    expect(interpreter.input).toEqual({ n: 5 });
    expect(entered).toHaveBeenCalledExactlyOnceWith({ input: { n: 5 } });
  });

  test('`use` adds a plugin', () => {
    const onEventReceived = vi.fn<Callback>();
    run(config, { guards }).use({ onEventReceived }).send('GO');
    expect(onEventReceived).toHaveBeenCalledTimes(1);
  });

  test('a state may be asked for by its id', () => {
    const machine = createMachine(config, { logic: { guards } });
    expect(machine.getStateById('m.b.x').type).toBe('final');
    expect(() => machine.getStateById('m.x')).toThrow(StateNotFoundError);
  });

  test('delayed sends and `cancel` follow the clock', () => {
    const clock = new SimulatedClock();
    const { log, note } = recorder();
    const delayed = {
      id: 'm',
      entry: [
        raise({ type: 'ONE' }, { id: 'one', delay: 10 }),
        raise({ type: 'TWO' }, { id: 'two', delay: 10 }),
      ],
      on: {
        DROP: { actions: cancel('two') },
        ONE: { actions: 'note' },
        TWO: { actions: 'note' },
      },
    };
    const interpreter = run(delayed, { actions: { note } }, { clock });
    interpreter.send('DROP');
    clock.increment(10);
    expect(log).toEqual([new Event('ONE')]);
  });
});

describe('invoked machines', () => {
  const child = {
    id: 'child',
    initial: 'a',
    context: { n: 0 },
    states: { a: { entry: 'enter', exit: 'leave', on: { END: 'z' } }, z: { type: 'final' } },
    output: { sum: 3 },
  };
  const parent = {
    id: 'parent',
    initial: 'busy',
    states: {
      busy: {
        invoke: {
          src: 'child',
          id: 'kid',
          onDone: { target: 'done', actions: 'see' },
          onError: 'failed',
        },
        on: { PASS: { actions: sendTo('kid', { type: 'END' }) }, LEAVE: 'idle' },
      },
      idle: {},
      done: {},
      failed: {},
    },
  };

  const withChild = (actions: object = {}) => {
    const machine = createMachine(child, {
      logic: { actions: { enter() {}, leave() {}, ...actions } },
    });
    const see = vi.fn<Callback>();
    return { see, logic: { services: { child: machine }, actions: { see } } };
  };

  test('there is no early onDone; its output is the data of the real one', async () => {
    for (const start of [run, runAsync]) {
      const { see, logic } = withChild();
      const interpreter = await start(parent, logic);
      expect(ids(interpreter)).toEqual(['parent.busy']);
      await interpreter.send('PASS');
      expect(ids(interpreter)).toEqual(['parent.done']);
      expect(see.mock.calls[0]![2]).toEqual({
        type: 'done.invoke.kid',
        data: { sum: 3 },
        src: 'kid',
      });
    }
  });

  test('it is stopped with its state, and runs its exit actions', () => {
    const leave = vi.fn<Callback>();
    const { logic } = withChild({ leave });
    run(parent, logic).send('LEAVE');
    expect(leave).toHaveBeenCalledTimes(1);
  });

  test('when it fails, onError follows', () => {
    const { logic } = withChild({
      enter: () => {
        throw new Error('no');
      },
    });
    expect(ids(run(parent, logic))).toEqual(['parent.failed']);
  });

  test('its logic sees an interpreter of its own', () => {
    const enter = vi.fn<Callback>((interpreter: any, context: any) => {
      context.n = [...interpreter.activeStateIds];
    });
    const { logic } = withChild({ enter });
    const interpreter = run(parent, logic);
    const [own, context] = enter.mock.calls[0]!;
    expect(own).not.toBe(interpreter);
    expect(own.context).toBe(context);
    expect(context.n).toEqual(['child.a']);
  });
});

describe('invoked machines, further', () => {
  test('an asynchronous service of a child is refused out of send(), whatever onError says', () => {
    const child = createMachine(
      { id: 'child', initial: 'a', states: { a: { invoke: { src: 'work' } } } },
      { logic: { services: { work: async () => 1 } } },
    );
    const interpreter = run(
      {
        id: 'parent',
        initial: 'idle',
        states: {
          idle: { on: { GO: 'busy' } },
          busy: { invoke: { src: 'child', onError: 'failed' } },
          failed: {},
        },
      },
      { services: { child } },
    );
    expect(() => interpreter.send('GO')).toThrow(NotSupportedError);
    expect(ids(interpreter)).toEqual(['parent.busy']);
  });

  test('a child sends to its parent', () => {
    const child = createMachine({
      id: 'child',
      initial: 'a',
      states: { a: { entry: sendParent({ type: 'HELLO' } as never) } },
    });
    const interpreter = run(
      {
        id: 'parent',
        initial: 'busy',
        states: { busy: { invoke: { src: 'child' }, on: { HELLO: 'greeted' } }, greeted: {} },
      },
      { services: { child } },
    );
    expect(ids(interpreter)).toEqual(['parent.greeted']);
  });
});

describe('services, further', () => {
  test('the queued result of a service whose state was left meanwhile is dropped', () => {
    const late = vi.fn<Callback>();
    const interpreter = run(
      {
        id: 'm',
        initial: 'a',
        states: {
          a: {
            invoke: [
              { id: 'first', src: 'work', onDone: 'b' },
              { id: 'second', src: 'work', onDone: { target: 'c', actions: 'late' } },
            ],
          },
          b: { on: { 'done.invoke.second': 'c' } },
          c: {},
        },
      },
      { services: { work: () => 1 }, actions: { late } },
    );
    expect(ids(interpreter)).toEqual(['m.b']);
    expect(late).not.toHaveBeenCalled();
  });

  test('`retry` and `timeout` of an invocation work here too', async () => {
    const clock = new SimulatedClock();
    const work = vi
      .fn<Callback>()
      .mockRejectedValueOnce(new Error('first'))
      .mockImplementation(() => new Promise(() => {}));
    const interpreter = await runAsync(
      {
        id: 'm',
        initial: 'a',
        states: {
          a: {
            invoke: {
              src: 'work',
              retry: { maxAttempts: 2, delay: 10 },
              timeout: 100,
              onTimeout: 'late',
              onError: 'failed',
            },
          },
          late: {},
          failed: {},
        },
      },
      { services: { work } },
      { clock },
    );
    await flush();
    clock.increment(10);
    expect(work).toHaveBeenCalledTimes(2);
    clock.increment(90);
    expect(ids(interpreter)).toEqual(['m.late']);
  });
});

test('an error that no call led to reaches the host as an uncaught one', () => {
  vi.useFakeTimers();
  try {
    const clock = new SimulatedClock();
    const fail = () => {
      throw new Error('fail');
    };
    const interpreter = run(
      {
        id: 'm',
        initial: 'a',
        states: { a: { after: { 10: { target: 'b', actions: 'fail' } } }, b: {} },
      },
      { actions: { fail } },
      { clock },
    );
    clock.increment(10);
    expect(() => vi.runAllTimers()).toThrow('fail');
    expect(ids(interpreter)).toEqual(['m.a']);
    expect(interpreter.isRunning).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('a context that cannot be copied is refused, with a way out', () => {
  const machine = createMachine({ id: 'm', context: { now: () => 1 } });
  expect(() => new SyncInterpreter(machine)).toThrow(/E101 m context: .*context: \(\) => /);
});

test('inspectors see custom actions, events and microsteps', () => {
  const seen: string[] = [];
  const inspect = (record: { type: string }) => void seen.push(record.type);
  const interpreter = run(
    {
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', actions: 'act' } } }, b: {} },
    },
    { actions: { act: () => {} } },
    { inspect },
  );
  seen.length = 0;
  interpreter.send('GO');
  expect(seen).toEqual([
    '@xstate.event',
    '@xstate.action',
    '@xstate.microstep',
    '@xstate.snapshot',
  ]);
});

test('the builder builds again, and what it built stays as it was', () => {
  const builder = new MachineBuilder('m').state('a', { initial: true }).state('b');
  const first = builder.build();
  builder.transition('a', 'GO', 'b');
  const second = builder.build();
  const third = builder.build();
  expect(first.config).toEqual({ id: 'm', initial: 'a', states: { a: {}, b: {} } });
  expect(second.config).toEqual({
    id: 'm',
    initial: 'a',
    states: { a: { on: { GO: 'b' } }, b: {} },
  });
  expect(third.config).toEqual(second.config);
  expect(third).not.toBe(second);
  expect(() => builder.transition('x' as never, 'GO', 'b')).toThrow(/"x", which is no state/);
});

describe('decorators as they were before the standard', () => {
  test.each([
    ['bare', guard, 'isReady'],
    ['with a name', guard('ready'), 'ready'],
  ])('%s, mark the method', (_how, decorate, name) => {
    class Logic extends MachineLogic {
      isReady() {
        return true;
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(Logic.prototype, 'isReady')!;
    const old = decorate as unknown as (...args: unknown[]) => unknown;
    expect(old(Logic.prototype, 'isReady', {})).toEqual(descriptor);
    const states = { a: { on: { GO: { target: 'b', guard: name } } }, b: {} };
    const interpreter = run({ id: 'm', initial: 'a', states }, new Logic());
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.b']);
  });
});

describe('what is given by mistake', () => {
  const machine = createMachine({ id: 'm', initial: 'a', states: { a: {} } });

  test.each([
    ['no config', undefined, 'E101 machine: is undefined, expected the config of a machine.'],
    ['a text for a config', 'm', 'E101 machine: is m, expected the config of a machine.'],
  ])('%s', (_what, config, message) => {
    expect(() => createMachine(config as never)).toThrow(message);
  });

  test.each([
    [
      'a number for logic',
      3,
      'E101 m logic: is 3, expected an object. Give a MachineLogic, or maps',
    ],
    [
      'a logic class that is not made',
      class UserLogic extends MachineLogic {},
      'E101 m logic: is the class or function UserLogic, expected an object. Make one of it: new UserLogic()',
    ],
  ])('%s', (_what, logic, message) => {
    expect(() => createMachine({ id: 'm' }, { logic: logic as never })).toThrow(message);
  });

  test.each([
    ['nothing for a machine', undefined, 'is of type undefined, expected a machine.'],
    ['a config for a machine', { id: 'm' }, 'is of type object, expected a machine.'],
    [
      'a machine of detent',
      createDetentMachine({}),
      'the machine was not made by detent/interpreter',
    ],
  ])('%s', (_what, given, message) => {
    for (const Host of [SyncInterpreter, Interpreter]) {
      expect(() => new Host(given as never)).toThrow(message);
    }
  });

  test('a payload that is no object', async () => {
    const message =
      'E401 m: the payload of an event is an object, and this is 5. Name it: { value: ... }';
    expect(() => new SyncInterpreter(machine).start().send('X', 5 as never)).toThrow(message);
    const interpreter = await new Interpreter(machine).start();
    await expect(interpreter.send('X', 5 as never)).rejects.toThrow(message);
  });
});

describe('a machine that fails', () => {
  const failing = () =>
    createMachine(
      { id: 'm', initial: 'a', states: { a: { on: { GO: 'b' } }, b: { invoke: { src: 'boom' } } } },
      {
        logic: {
          services: {
            boom: () => {
              throw new Error('Boom');
            },
          },
        },
      },
    );

  test('is shown on the console when nobody listens', () => {
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const interpreter = new SyncInterpreter(failing()).start();
    interpreter.subscribe({ error: () => {} }).unsubscribe();
    interpreter.subscribe(() => {});
    interpreter.send('GO');
    expect(shown.mock.calls).toEqual([
      ['"m" has failed, because nothing handles this error:', new Error('Boom')],
    ]);
  });

  test('is told to whoever listens, and shown to nobody else', () => {
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const interpreter = new SyncInterpreter(failing()).start();
    const errors: unknown[] = [];
    interpreter.subscribe({ error: (error) => errors.push(error) });
    interpreter.send('GO');
    expect(errors).toEqual([new Error('Boom')]);
    expect(shown).not.toHaveBeenCalled();
  });
});
