// Every statement of the two documents about services and interpreters, by its number.
import { readFileSync } from 'node:fs';
import {
  action,
  createMachine,
  DoneEvent,
  Event,
  guard,
  ImplementationMissingError,
  Interpreter,
  InvalidConfigError,
  LoggingInspector,
  MachineBuilder,
  MachineLogic,
  NotSupportedError,
  PluginBase,
  service,
  SimulatedClock,
  state,
  StateMachine,
  SyncInterpreter,
} from 'detent/interpreter';
import { describe, expect, test, vi } from 'vitest';
import {
  alice,
  PaymentLogic,
  paymentConfig,
  retryConfig,
  UserDataLogic,
  userLoaderConfig,
  UserLogic,
} from './machines.ts';

type Callback = (...args: any[]) => any;

/** idle --GO--> busy, which invokes `work`; done and failed may be left by AGAIN. */
function workConfig(invoke: object = {}): any {
  return {
    id: 'm',
    initial: 'idle',
    context: { seen: null, x: 0 },
    states: {
      idle: { on: { GO: 'busy', OTHER: 'elsewhere' } },
      elsewhere: {},
      busy: {
        invoke: {
          src: 'work',
          onDone: { target: 'done', actions: 'see' },
          onError: { target: 'failed', actions: 'see' },
          ...invoke,
        },
        on: { LEAVE: 'idle' },
      },
      done: { on: { AGAIN: 'busy' } },
      failed: { on: { AGAIN: 'busy' } },
    },
  };
}

const see = (_interpreter: unknown, context: any, event: any) => {
  context.seen = event;
};

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

/** Resolves after `ms` of the clock, unless it is aborted. */
const wait = (clock: SimulatedClock, ms: number) =>
  new Promise<void>((resolve) => void clock.setTimeout(resolve, ms));

const flush = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('services and invoke', () => {
  test('1. Entering a state with invoke calls the service; another transition does not', () => {
    const work = vi.fn<Callback>(() => 1);
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('OTHER');
    expect(work).not.toHaveBeenCalled();
    const other = run(workConfig(), { services: { work }, actions: { see } });
    other.send('GO');
    expect(work).toHaveBeenCalledTimes(1);
  });

  test('2. Re-entering the state later calls the service again', () => {
    const work = vi.fn<Callback>(() => {
      throw new Error('no');
    });
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    interpreter.send('AGAIN');
    expect(work).toHaveBeenCalledTimes(2);
  });

  test('3. The return value is event.data in onDone actions', () => {
    const returned = { id: 1 };
    const interpreter = run(workConfig(), { services: { work: () => returned }, actions: { see } });
    interpreter.send('GO');
    expect(interpreter.context.seen.data).toBe(returned);
  });

  test('4. A thrown exception goes to onError, and send() does not throw', () => {
    const work = () => {
      throw new Error('no');
    };
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    expect(() => interpreter.send('GO')).not.toThrow();
    expect(ids(interpreter)).toEqual(['m.failed']);
  });

  test('5. In onError actions event.data is the exception object', () => {
    const error = new Error('no');
    const work = () => {
      throw error;
    };
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    expect(interpreter.context.seen.data).toBe(error);
  });

  test('6. `src` must name a registered service, else an error names it', () => {
    const create = () => createMachine(workConfig(), { logic: { actions: { see } } });
    expect(create).toThrow(ImplementationMissingError);
    expect(create).toThrow(/"work"/);
  });

  test('7. A given id is used in event names', () => {
    const config = workConfig({ id: 'worker' });
    const interpreter = run(config, { services: { work: () => 1 }, actions: { see } });
    interpreter.send('GO');
    expect(interpreter.context.seen.type).toBe('done.invoke.worker');
  });

  test('8. The default id is the full id of the state', () => {
    let type: string | undefined;
    const storeUser = (_interpreter: unknown, _context: unknown, event: Event) => {
      type = event.type;
    };
    const interpreter = run(userLoaderConfig, {
      services: { fetchUser: () => alice },
      actions: { storeUser, storeError: see },
    });
    interpreter.send('LOAD');
    expect(type).toBe('done.invoke.userLoader.loading');
  });

  test('9. onDone and onError accept target and actions, which run in listed order', () => {
    const log: string[] = [];
    const actions = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, () => log.push(name)]));
    const work = vi.fn<Callback>();
    const onDone = { target: 'done', actions: ['b', 'a', 'c'] };
    const onError = { target: 'failed', actions: ['c', 'b'] };
    const interpreter = run(workConfig({ onDone, onError }), { services: { work }, actions });
    interpreter.send('GO');
    expect(log).toEqual(['b', 'a', 'c']);
    work.mockImplementation(() => {
      throw new Error('no');
    });
    interpreter.send('AGAIN');
    expect(log.slice(3)).toEqual(['c', 'b']);
  });

  test('10. String actions and string targets are accepted everywhere', () => {
    const log: string[] = [];
    const note = (_i: unknown, _c: unknown, event: Event) => log.push(event.type);
    const interpreter = run(
      {
        id: 'm',
        initial: 'a',
        entry: 'note',
        states: {
          a: { exit: 'note', on: { GO: 'b' } },
          b: { entry: 'note', always: 'c' },
          c: { invoke: { src: 'work', onDone: 'd' } },
          d: { on: { X: { actions: 'note' } } },
        },
      },
      { services: { work: () => 1 }, actions: { note } },
    );
    interpreter.sendEvents(['GO', 'X']);
    expect(log).toEqual(['xstate.init', 'GO', 'GO', 'X']);
    expect(ids(interpreter)).toEqual(['m.d']);
  });

  test('11. userLoader: when send("LOAD") returns, the user is there', () => {
    const interpreter = run(userLoaderConfig, new UserLogic());
    interpreter.send('LOAD');
    expect(interpreter.context.user).toEqual(alice);
    expect(ids(interpreter)).toEqual(['userLoader.loaded']);
  });

  test('12. A final state reached by onDone is among the active ids', () => {
    const interpreter = run(userLoaderConfig, new UserLogic());
    interpreter.send('LOAD');
    expect(interpreter.currentStateIds).toEqual(new Set(['userLoader.loaded']));
    expect(interpreter.status).toBe('done');
  });

  test('13. A service is called with the running interpreter, the context and an event', () => {
    const work = vi.fn<Callback>((..._args: unknown[]) => 1);
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    const [first, second, third] = work.mock.calls[0]!;
    expect(first).toBe(interpreter);
    expect(second).toBe(interpreter.context);
    expect(third).toBeInstanceOf(Event);
  });

  test('14. Services do not receive an action definition', async () => {
    const work = vi.fn<Callback>((..._args: unknown[]) => 1);
    run(workConfig(), { services: { work }, actions: { see } }).send('GO');
    expect(work.mock.calls[0]).toHaveLength(3);
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.send('GO');
    expect(work.mock.calls[1]![3]).toBeInstanceOf(AbortSignal);
    expect(work.mock.calls[1]).toHaveLength(4);
  });

  test('15. A service sees what entry actions have just written', () => {
    const config = workConfig();
    config.states.busy.entry = 'write';
    const work = vi.fn<Callback>((_interpreter: unknown, context: any) => context.x);
    const write = (_interpreter: unknown, context: any) => {
      context.x = 7;
    };
    const interpreter = run(config, { services: { work }, actions: { see, write } });
    interpreter.send('GO');
    expect(work).toHaveReturnedWith(7);
  });

  test('16. The event of a service is synthetic and carries the metadata of its invocation', () => {
    const work = vi.fn<Callback>((_interpreter: unknown, _context: unknown, _event: Event) => 1);
    const config = workConfig({ input: { userId: 42 } });
    config.states.b = config.states.busy;
    config.states.idle.on.GO = 'b';
    run(config, { services: { work }, actions: { see } }).send('GO');
    const event = work.mock.calls[0]![2];
    expect(event.type).toBe('invoke.m.b');
    expect(event.payload['input']).toEqual({ userId: 42 });
  });

  test('17. SyncInterpreter refuses asynchronous services, out of send() or start()', () => {
    const asynchronous = { services: { work: async () => 1 }, actions: { see } };
    const thenable = { services: { work: () => Promise.resolve(1) }, actions: { see } };
    for (const logic of [asynchronous, thenable]) {
      const interpreter = run(workConfig(), logic);
      expect(() => interpreter.send('GO')).toThrow(NotSupportedError);
      expect(ids(interpreter)).toEqual(['m.idle']);
      const machine = createMachine({ ...workConfig(), initial: 'busy' }, { logic });
      expect(() => new SyncInterpreter(machine).start()).toThrow(NotSupportedError);
    }
  });

  test('18. That holds with onError too: misuse is no failure of the service', () => {
    const see = vi.fn<Callback>();
    for (const work of [async () => 1, () => Promise.reject(new Error('no'))]) {
      const interpreter = run(workConfig(), { services: { work }, actions: { see } });
      expect(() => interpreter.send('GO')).toThrow(NotSupportedError);
    }
    expect(see).not.toHaveBeenCalled();
  });

  test('19. Interpreter awaits asynchronous services', async () => {
    const work = async () => {
      await flush();
      return 'data';
    };
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.busy']);
    await interpreter.settled();
    expect(ids(interpreter)).toEqual(['m.done']);
    expect(interpreter.context.seen.data).toBe('data');
  });

  test('20. Interpreter accepts synchronous services too', async () => {
    const interpreter = await runAsync(workConfig(), {
      services: { work: () => 'data' },
      actions: { see },
    });
    await interpreter.send('GO');
    await interpreter.settled();
    expect(ids(interpreter)).toEqual(['m.done']);
  });

  test('21. Success is a DoneEvent `done.invoke.<id>` whose src is the id', () => {
    const onEventReceived = vi.fn<Callback>();
    const logic = { services: { work: () => 'data' }, actions: { see } };
    const interpreter = run(workConfig({ id: 'worker' }), logic, {
      plugins: [{ onEventReceived }],
    });
    interpreter.send('GO');
    const [, event] = onEventReceived.mock.lastCall!;
    expect(event).toBeInstanceOf(DoneEvent);
    expect(event).toEqual({ type: 'done.invoke.worker', data: 'data', src: 'worker' });
  });

  test('22. Failure is a DoneEvent `error.platform.<id>`', () => {
    const onEventReceived = vi.fn<Callback>();
    const error = new Error('no');
    const work = () => {
      throw error;
    };
    const interpreter = run(
      workConfig({ id: 'worker' }),
      { services: { work }, actions: { see } },
      { plugins: [{ onEventReceived }] },
    );
    interpreter.send('GO');
    const [, event] = onEventReceived.mock.lastCall!;
    expect(event).toBeInstanceOf(DoneEvent);
    expect(event).toEqual({ type: 'error.platform.worker', data: error, src: 'worker' });
  });

  test('23. Done and error events go through normal processing: `on` matches them', () => {
    const config = workConfig({ id: 'x', onDone: undefined, onError: undefined });
    config.states.busy.on = { 'done.invoke.x': 'done', 'error.platform.x': 'failed' };
    const onEventReceived = vi.fn<Callback>();
    const work = vi.fn<Callback>(() => 1);
    const interpreter = run(config, { services: { work } }, { plugins: [{ onEventReceived }] });
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.done']);
    expect(onEventReceived).toHaveBeenCalledTimes(2);
    work.mockImplementation(() => {
      throw new Error('no');
    });
    interpreter.send('AGAIN');
    expect(ids(interpreter)).toEqual(['m.failed']);
  });

  test('24. onError keeps the type of the exception', () => {
    class ConnectionError extends Error {}
    const work = () => {
      throw new ConnectionError('API server unreachable');
    };
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    const { data } = interpreter.context.seen;
    expect([data.constructor.name, data.message]).toEqual([
      'ConnectionError',
      'API server unreachable',
    ]);
  });

  const twoServices = (first: object = {}, second: object = {}) => ({
    id: 'm',
    initial: 'loading',
    context: { user: null, orders: null, userError: null },
    states: {
      loading: {
        invoke: [
          {
            src: 'fetchUser',
            id: 'userService',
            onDone: { actions: 'storeUser' },
            onError: { actions: 'storeUserError' },
            ...first,
          },
          {
            src: 'fetchOrders',
            id: 'ordersService',
            onDone: { actions: 'storeOrders' },
            onError: { actions: 'storeUserError' },
            ...second,
          },
        ],
      },
    },
  });
  const store = (key: string) => (_interpreter: unknown, context: any, event: any) => {
    context[key] = event.data;
  };
  const stores = {
    storeUser: store('user'),
    storeOrders: store('orders'),
    storeUserError: store('userError'),
  };

  test('25. All services of an array start on entry', () => {
    const fetchUser = vi.fn<Callback>(() => 1);
    const fetchOrders = vi.fn<Callback>(() => 2);
    run(twoServices(), { services: { fetchUser, fetchOrders }, actions: stores });
    expect([fetchUser, fetchOrders].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  });

  test('26. Each result goes to the onDone of its own id', () => {
    const services = { fetchUser: () => 'Alice', fetchOrders: () => ['order'] };
    const { context } = run(twoServices(), { services, actions: stores });
    expect(context).toMatchObject({ user: 'Alice', orders: ['order'] });
  });

  test('27. onDone without a target stays in the state, where the others go on', async () => {
    const clock = new SimulatedClock();
    const fetchUser = () => wait(clock, 10).then(() => 'Alice');
    const fetchOrders = () => wait(clock, 20).then(() => ['order']);
    const services = { fetchUser, fetchOrders };
    const interpreter = await runAsync(twoServices(), { services, actions: stores }, { clock });
    clock.increment(10);
    await flush();
    expect(interpreter.context).toMatchObject({ user: 'Alice', orders: null });
    expect(ids(interpreter)).toEqual(['m.loading']);
    clock.increment(10);
    await interpreter.settled();
    expect(interpreter.context).toMatchObject({ user: 'Alice', orders: ['order'] });
  });

  test('28. When one fails and one succeeds, both handlers run', () => {
    const error = new Error('no');
    const fetchUser = () => {
      throw error;
    };
    const services = { fetchUser, fetchOrders: () => ['order'] };
    const { context } = run(twoServices(), { services, actions: stores });
    expect(context).toMatchObject({ userError: error, orders: ['order'] });
  });

  test('29. A second invoke of a state without an id is refused', () => {
    const config = twoServices({ id: undefined }, { id: undefined });
    const services = { fetchUser: () => 1, fetchOrders: () => 2 };
    const create = () => createMachine(config, { logic: { services, actions: stores } });
    expect(create).toThrow(InvalidConfigError);
    expect(create).toThrow(/m\.loading invoke.*Give each an id of its own/);
  });

  const routed = (role: string) => {
    const config = workConfig({
      onDone: [
        { target: 'done', guard: 'isAdmin', actions: 'see' },
        { target: 'elsewhere', actions: 'see' },
      ],
    });
    const isAdmin = vi.fn<Callback>((_context: unknown, event: any) => event.data.role === 'admin');
    const interpreter = run(config, {
      services: { work: () => ({ role }) },
      actions: { see },
      guards: { isAdmin },
    });
    interpreter.send('GO');
    return { interpreter, isAdmin };
  };

  test('30. In an onDone list the first passing guard wins; guards read event.data', () => {
    const { interpreter } = routed('admin');
    expect(ids(interpreter)).toEqual(['m.done']);
    expect(interpreter.context.seen.data).toEqual({ role: 'admin' });
  });

  test('31. The last entry of the list, without a guard, is the fallback', () => {
    expect(ids(routed('user').interpreter)).toEqual(['m.elsewhere']);
  });

  test('32. A guard gets (context, event)', () => {
    const { interpreter, isAdmin } = routed('admin');
    const [context, event] = isAdmin.mock.calls[0]!;
    expect(context).toBe(interpreter.context);
    expect(event).toBeInstanceOf(DoneEvent);
  });

  const withTimeout = async (serviceMs: number) => {
    const clock = new SimulatedClock();
    const config = workConfig();
    config.states.busy.after = { 5000: { target: 'timeout' } };
    config.states.timeout = {};
    const see = vi.fn<Callback>();
    const work = async () => {
      await wait(clock, serviceMs);
      return 'late';
    };
    const interpreter = await runAsync(config, { services: { work }, actions: { see } }, { clock });
    await interpreter.send('GO');
    return { clock, interpreter, see };
  };

  test('33. invoke and after: when the timer is first, its state is entered', async () => {
    const { clock, interpreter } = await withTimeout(10_000);
    clock.increment(5000);
    expect(ids(interpreter)).toEqual(['m.timeout']);
  });

  test('34. The late result of the service changes nothing', async () => {
    const { clock, interpreter, see } = await withTimeout(10_000);
    clock.increment(10_000);
    await flush();
    expect(ids(interpreter)).toEqual(['m.timeout']);
    expect(see).not.toHaveBeenCalled();
  });

  test('35. invoke and after: when the service is first, the timer is cancelled', async () => {
    const { clock, interpreter } = await withTimeout(1000);
    clock.increment(1000);
    await interpreter.settled();
    expect(ids(interpreter)).toEqual(['m.done']);
    clock.increment(60_000);
    expect(ids(interpreter)).toEqual(['m.done']);
  });

  test('36. A service registered as fetch_user stands for fetchUser, and the other way round', () => {
    const services = { fetch_user: () => alice };
    const interpreter = run(userLoaderConfig, { services });
    interpreter.send('LOAD');
    expect(ids(interpreter)).toEqual(['userLoader.loaded']);
    const config = workConfig({ src: 'do_work' });
    const other = run(config, { services: { doWork: () => 1 }, actions: { see } });
    other.send('GO');
    expect(ids(other)).toEqual(['m.done']);
  });

  test('37. An explicit service name wins over the name of the function', () => {
    class Logic extends MachineLogic {
      @service('loadUserProfile')
      getUser() {
        return alice;
      }

      @action
      see(_interpreter: unknown, context: any, event: any) {
        context.seen = event.data;
      }
    }
    const interpreter = run(workConfig({ src: 'loadUserProfile' }), new Logic());
    interpreter.send('GO');
    expect(interpreter.context.seen).toEqual(alice);
    expect(() => run(workConfig({ src: 'getUser' }), new Logic())).toThrow(
      ImplementationMissingError,
    );
  });

  class UserLoader extends StateMachine {
    static machineId = 'userLoader';
    static initialContext = { user: null, error: null };

    idle = state({ initial: true, on: { LOAD: 'loading' } });
    loading = state({
      invoke: {
        src: 'fetchUser',
        onDone: { target: 'loaded', actions: 'storeUser' },
        onError: { target: 'error', actions: 'storeError' },
      },
    });
    loaded = state({ final: true });
    error = state({ on: { RETRY: 'loading' } });

    @service
    fetchUser(): unknown {
      return alice;
    }

    @action
    storeUser(_interpreter: unknown, context: any, event: any): void {
      context.user = event.data;
    }

    @action
    storeError(_interpreter: unknown, context: any, event: any): void {
      context.error = String(event.data);
    }
  }

  test('38. The class style runs the userLoader flow', () => {
    const interpreter = new SyncInterpreter(UserLoader.createMachine()).start();
    interpreter.send('LOAD');
    expect(interpreter.context.user).toEqual(alice);
    expect(ids(interpreter)).toEqual(['userLoader.loaded']);
  });

  test('39. The builder style runs the same flow', () => {
    const machine = new MachineBuilder('userLoader')
      .context({ user: null, error: null })
      .state('idle', { initial: true, on: { LOAD: 'loading' } })
      .state('loading', {
        invoke: {
          src: 'fetchUser',
          onDone: { target: 'loaded', actions: 'storeUser' },
          onError: { target: 'error' },
        },
      })
      .state('loaded', { final: true })
      .state('error', { on: { RETRY: 'loading' } })
      .service('fetchUser', () => alice)
      .action('storeUser', (_interpreter, context, event) => {
        context.user = event.data;
      })
      .build();
    const interpreter = new SyncInterpreter(machine).start();
    expect(ids(interpreter)).toEqual(['userLoader.idle']);
    interpreter.send('LOAD');
    expect(interpreter.context.user).toEqual(alice);
    expect(ids(interpreter)).toEqual(['userLoader.loaded']);
  });

  test('40. Entry actions are complete before the service is called', () => {
    const log: string[] = [];
    const config = workConfig();
    config.states.busy.entry = 'enter';
    run(config, {
      services: { work: () => log.push('service') },
      actions: { see, enter: () => log.push('entry') },
    }).send('GO');
    expect(log).toEqual(['entry', 'service']);
  });

  test('41. On completion: exit actions, transition actions, entry of the target', () => {
    const log: string[] = [];
    const config = workConfig();
    config.states.busy.exit = 'leave';
    config.states.done.entry = 'enter';
    const note = (name: string) => () => log.push(name);
    run(config, {
      services: { work: note('service') },
      actions: { see: note('transition'), leave: note('exit'), enter: note('entry') },
    }).send('GO');
    expect(log).toEqual(['service', 'exit', 'transition', 'entry']);
  });

  /** A service that never settles, and what became of its signal. */
  const hanging = () => {
    const aborted = vi.fn<Callback>();
    const work = vi.fn<Callback>((_i: unknown, _c: unknown, _e: unknown, signal: AbortSignal) => {
      signal.addEventListener('abort', aborted);
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    });
    return { aborted, work };
  };

  test('42. Leaving a state cancels its running service', async () => {
    const { aborted, work } = hanging();
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.send('GO');
    expect(aborted).not.toHaveBeenCalled();
    await interpreter.send('LEAVE');
    expect(aborted).toHaveBeenCalledTimes(1);
  });

  test('43. A cancelled service triggers neither onDone nor onError', async () => {
    const { work } = hanging();
    const see = vi.fn<Callback>();
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.sendEvents(['GO', 'LEAVE']);
    await flush();
    expect(see).not.toHaveBeenCalled();
    expect(ids(interpreter)).toEqual(['m.idle']);
  });

  test('44. Synchronous services run to completion inside send()', () => {
    const effects: string[] = [];
    const work = () => effects.push('written');
    run(workConfig(), { services: { work }, actions: { see } }).send('GO');
    expect(effects).toEqual(['written']);
  });

  test('45. Leaving a state discards its timers', () => {
    const clock = new SimulatedClock();
    const config = {
      id: 'm',
      initial: 'a',
      states: { a: { after: { 100: 'b' }, on: { GO: 'c' } }, b: {}, c: {} },
    };
    const interpreter = run(config, {}, { clock });
    interpreter.send('GO');
    clock.increment(1000);
    expect(ids(interpreter)).toEqual(['m.c']);
  });

  test('46. Cancellation needs no user code', async () => {
    const work = () => new Promise<never>(() => {});
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.sendEvents(['GO', 'LEAVE']);
    await interpreter.settled();
    expect(ids(interpreter)).toEqual(['m.idle']);
  });

  test('47. SyncInterpreter runs the services of an array one after the other', () => {
    const log: string[] = [];
    const work = (name: string) => () => {
      log.push(`${name} start`);
      log.push(`${name} end`);
    };
    const services = { fetchUser: work('A'), fetchOrders: work('B') };
    run(twoServices(), { services, actions: stores });
    expect(log).toEqual(['A start', 'A end', 'B start', 'B end']);
  });

  test('48. Interpreter runs the services of an array concurrently', async () => {
    const clock = new SimulatedClock();
    const fetch = (data: unknown) => () => wait(clock, 100).then(() => data);
    const services = { fetchUser: fetch('Alice'), fetchOrders: fetch(['order']) };
    const interpreter = await runAsync(twoServices(), { services, actions: stores }, { clock });
    clock.increment(100);
    await interpreter.settled();
    expect(clock.now()).toBe(100);
    expect(interpreter.context).toMatchObject({ user: 'Alice', orders: ['order'] });
  });

  test('49. The retry example prints its lines after one send', () => {
    const logic = new UserDataLogic();
    const interpreter = run(retryConfig, logic);
    interpreter.send('FETCH');
    expect(logic.printed).toEqual([
      'Loading attempt #1...',
      '  Retrying... (Attempt 1: Connection refused)',
      'Loading attempt #2...',
      '  Retrying... (Attempt 2: Connection refused)',
      'Loading attempt #3...',
      'User loaded: Alice',
    ]);
    expect(interpreter.context.user).toEqual({ ...alice, id: 42 });
  });

  test('50. Its entry action runs once per attempt, and its service is called three times', () => {
    const logic = new UserDataLogic();
    run(retryConfig, logic).send('FETCH');
    expect(logic.printed.filter((line) => line.startsWith('Loading attempt'))).toHaveLength(3);
    expect(logic.calls).toBe(3);
  });

  test('51. The entry of its success resets the count', () => {
    const interpreter = run(retryConfig, new UserDataLogic());
    interpreter.send('FETCH');
    expect(interpreter.context).toEqual({
      userId: 42,
      user: { ...alice, id: 42 },
      error: null,
      retryCount: 0,
      maxRetries: 3,
    });
  });

  test('52. When it may not try again, the second candidate of onError is taken', () => {
    const logic = new UserDataLogic(Infinity);
    const interpreter = run(retryConfig, logic);
    interpreter.send('FETCH');
    expect(logic.calls).toBe(3);
    expect(ids(interpreter)).toEqual(['userDataLoader.failed']);
    expect(interpreter.context.error).toBe('Attempt 3: Connection refused');
  });

  test('53. RESET leads from failed to idle, with its action', () => {
    const interpreter = run(retryConfig, new UserDataLogic(Infinity));
    interpreter.sendEvents(['FETCH', 'RESET']);
    expect(ids(interpreter)).toEqual(['userDataLoader.idle']);
    expect(interpreter.context).toMatchObject({ user: null, error: null, retryCount: 0 });
  });

  const pay = (logic: PaymentLogic, amount = 49.99) => {
    const interpreter = run(paymentConfig, logic);
    interpreter.send('START_PAYMENT', { amount, method: 'credit_card', currency: 'USD' });
    return interpreter;
  };

  test('54. The payment chains three services within one send', () => {
    const logic = new PaymentLogic();
    const interpreter = pay(logic);
    expect(ids(interpreter)).toEqual(['paymentProcessor.completed']);
    expect(logic.printed).toEqual([
      'Charging $49.99...',
      'Payment complete! Transaction: TXN-20260323-001, Amount: $49.99',
    ]);
    expect(interpreter.context.transactionId).toBe('TXN-20260323-001');
    expect(interpreter.context.receipt).toEqual({
      receiptId: 'RCP-TXN-20260323-001',
      amount: 49.99,
      currency: 'USD',
      status: 'paid',
    });
  });

  test('55. A payment of nothing fails its validation, and RETRY clears the error', () => {
    const logic = new PaymentLogic();
    const interpreter = pay(logic, 0);
    expect(ids(interpreter)).toEqual(['paymentProcessor.validationFailed']);
    expect(logic.printed).toEqual(['Validation failed: Amount must be positive']);
    interpreter.send('RETRY');
    expect(ids(interpreter)).toEqual(['paymentProcessor.idle']);
    expect(interpreter.context.error).toBeNull();
  });

  test('56. A charge that throws leads to chargeFailed', () => {
    class Declined extends PaymentLogic {
      override chargePayment(): never {
        throw new Error('Card declined');
      }
    }
    const logic = new Declined();
    expect(ids(pay(logic))).toEqual(['paymentProcessor.chargeFailed']);
    expect(logic.printed).toEqual(['Charge failed: Card declined']);
  });

  test('57. A receipt that throws does not keep the payment from completing', () => {
    class NoPaper extends PaymentLogic {
      override generateReceipt(): never {
        throw new Error('No paper');
      }
    }
    const logic = new NoPaper();
    expect(ids(pay(logic))).toEqual(['paymentProcessor.completed']);
    expect(logic.printed[1]).toBe('Receipt generation failed (non-critical): No paper');
  });

  test('58. Transition actions run before the service of the target starts', () => {
    const interpreter = pay(new PaymentLogic());
    expect(interpreter.context).toMatchObject({ amount: 49.99, paymentMethod: 'credit_card' });
    expect(ids(interpreter)).toEqual(['paymentProcessor.completed']);
  });

  test('59. The entry action of a final state runs', () => {
    const logic = new PaymentLogic();
    pay(logic);
    expect(logic.printed.at(-1)).toMatch(/^Payment complete!/);
  });
});

describe('interpreters', () => {
  const lifecycle = {
    id: 'lifecycle',
    initial: 'idle',
    context: {},
    states: {
      idle: { on: { GO: 'running' }, entry: 'onEnterIdle', exit: 'onExitIdle' },
      running: { on: { STOP: 'done' }, entry: 'onEnterRunning' },
      done: { type: 'final', entry: 'onEnterDone' },
    },
  };
  const spies = () => ({
    onEnterIdle: vi.fn<Callback>(),
    onExitIdle: vi.fn<Callback>(),
    onEnterRunning: vi.fn<Callback>(),
    onEnterDone: vi.fn<Callback>(),
  });

  test('60. A created interpreter does not run and has no active states', () => {
    const interpreter = new SyncInterpreter(
      createMachine(lifecycle, { logic: { actions: spies() } }),
    );
    expect(interpreter.isRunning).toBe(false);
    expect(interpreter.activeStateIds).toEqual(new Set());
  });

  test('61. start() enters the initial state and runs entry actions', () => {
    const actions = spies();
    run(lifecycle, { actions });
    expect(actions.onEnterIdle).toHaveBeenCalledTimes(1);
  });

  test('62. start() returns the interpreter', () => {
    const interpreter = new SyncInterpreter(
      createMachine(lifecycle, { logic: { actions: spies() } }),
    );
    expect(interpreter.start()).toBe(interpreter);
  });

  test('63. await start() gives the interpreter', async () => {
    const interpreter = new Interpreter(createMachine(lifecycle, { logic: { actions: spies() } }));
    expect(await interpreter.start()).toBe(interpreter);
  });

  test('64. After start it runs in its initial state', () => {
    const interpreter = run(lifecycle, { actions: spies() });
    expect(interpreter.isRunning).toBe(true);
    expect(ids(interpreter)).toEqual(['lifecycle.idle']);
  });

  const nested = {
    id: 'm',
    exit: 'exitRoot',
    initial: 'a',
    states: { a: { exit: 'exitA', initial: 'b', states: { b: { exit: 'exitB' } } } },
  };

  test('65. stop() runs the exit actions of all active states, innermost first', async () => {
    const log: string[] = [];
    const actions = Object.fromEntries(
      ['exitRoot', 'exitA', 'exitB'].map((name) => [name, () => log.push(name)]),
    );
    const interpreter = run(nested, { actions });
    interpreter.stop();
    expect(log).toEqual(['exitB', 'exitA', 'exitRoot']);
    const other = await runAsync(nested, { actions });
    await other.stop();
    expect(log).toHaveLength(6);
  });

  test('66. After stop it does not run', () => {
    const interpreter = run(lifecycle, { actions: spies() });
    interpreter.stop();
    expect(interpreter.isRunning).toBe(false);
    expect(interpreter.activeStateIds).toEqual(new Set());
  });

  test('67. start() while running does nothing', () => {
    const actions = spies();
    const interpreter = run(lifecycle, { actions });
    interpreter.send('GO');
    interpreter.start();
    expect(actions.onEnterIdle).toHaveBeenCalledTimes(1);
    expect(ids(interpreter)).toEqual(['lifecycle.running']);
  });

  test('68. stop() when stopped does nothing', () => {
    const actions = spies();
    const interpreter = run(lifecycle, { actions });
    interpreter.stop();
    interpreter.stop();
    expect(actions.onExitIdle).toHaveBeenCalledTimes(1);
  });

  test('69. send() after stop is silently ignored', async () => {
    const warn = vi.spyOn(console, 'warn');
    const actions = spies();
    const interpreter = run(lifecycle, { actions });
    interpreter.stop();
    expect(() => interpreter.send('GO')).not.toThrow();
    const other = await runAsync(lifecycle, { actions });
    await other.stop();
    await other.send('GO');
    expect(actions.onEnterRunning).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  const echo = {
    id: 'm',
    initial: 'a',
    context: { events: [] },
    states: { a: { on: { E: { actions: 'note' }, F: { actions: 'note' } } } },
  };
  const note = (_interpreter: unknown, context: any, event: any) => {
    context.events.push(event);
  };
  const echoed = (...sent: [any, any?]) => {
    const interpreter = run(echo, { actions: { note } });
    interpreter.send(...sent);
    return interpreter.context.events[0];
  };

  test('70. An event may be sent as a string', () => {
    expect(echoed('E')).toEqual(new Event('E'));
  });

  test('71. A payload beside the name is found in event.payload', () => {
    expect(echoed('E', { a: 1 }).payload.a).toBe(1);
  });

  test('72. The payload of an object is all but its type', () => {
    expect(echoed({ type: 'E', a: 1 }).payload).toEqual({ a: 1 });
  });

  test('73. An Event may be sent', () => {
    const event = echoed(new Event('E', { a: 1 }));
    expect(event).toBeInstanceOf(Event);
    expect(event.payload).toEqual({ a: 1 });
  });

  test('74. Without a payload it is {}', () => {
    expect(echoed('E').payload).toEqual({});
    expect(echoed({ type: 'E' }).payload).toEqual({});
    expect(echoed(new Event('E')).payload).toEqual({});
  });

  const types = (interpreter: SyncInterpreter<any>) =>
    interpreter.context.events.map((event: Event) => event.type);

  test('75. sendEvents processes in order', () => {
    const interpreter = run(echo, { actions: { note } });
    interpreter.sendEvents(['E', 'F', 'E']);
    expect(types(interpreter)).toEqual(['E', 'F', 'E']);
  });

  const stepwise = {
    id: 'm',
    initial: 'a',
    context: { log: [] },
    states: {
      a: { on: { GO: 'busy' } },
      busy: { invoke: { src: 'work', onDone: 'passing' } },
      passing: { always: { target: 'b', actions: 'note' } },
      b: { on: { NEXT: { target: 'c', actions: 'note' } } },
      c: {},
    },
  };
  const logIds = (interpreter: any, context: any) => {
    context.log.push(ids(interpreter)[0]);
  };

  test('76. Each is fully processed, with always, actions and services, before the next', () => {
    const logic = { services: { work: () => 1 }, actions: { note: logIds } };
    const interpreter = run(stepwise, logic);
    interpreter.sendEvents(['GO', 'NEXT']);
    expect(ids(interpreter)).toEqual(['m.c']);
    expect(interpreter.context.log).toEqual(['m.b', 'm.c']);
  });

  test('77. Formats may be mixed in sendEvents', () => {
    const interpreter = run(echo, { actions: { note } });
    interpreter.sendEvents(['E', { type: 'F', mode: 'advanced' }, new Event('E', { b: 2 })]);
    expect(interpreter.context.events.map((event: Event) => event.payload)).toEqual([
      {},
      { mode: 'advanced' },
      { b: 2 },
    ]);
  });

  test('78. sendEvents equals consecutive sends', () => {
    const batch = run(echo, { actions: { note } });
    batch.sendEvents(['E', { type: 'F', a: 1 }]);
    const single = run(echo, { actions: { note } });
    single.send('E');
    single.send({ type: 'F', a: 1 });
    expect(batch.context).toEqual(single.context);
  });

  test('79. Guards receive the payload too', () => {
    const config = {
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', guard: 'isLarge' } } }, b: {} },
    };
    const isLarge = (_context: unknown, event: any) => event.payload.size > 10;
    const interpreter = run(config, { guards: { isLarge } });
    interpreter.send('GO', { size: 1 });
    expect(ids(interpreter)).toEqual(['m.a']);
    interpreter.send('GO', { size: 11 });
    expect(ids(interpreter)).toEqual(['m.b']);
  });

  test('80. An event that nothing matches is silently ignored', async () => {
    const interpreter = run(lifecycle, { actions: spies() });
    interpreter.send('NONEXISTENT_EVENT');
    expect(ids(interpreter)).toEqual(['lifecycle.idle']);
    const other = await runAsync(lifecycle, { actions: spies() });
    await other.send('NONEXISTENT_EVENT');
    expect(ids(other)).toEqual(['lifecycle.idle']);
  });

  const toggle = {
    id: 'toggleMachine',
    initial: 'inactive',
    context: { toggles: 0 },
    states: {
      inactive: { on: { ACTIVATE: { target: 'active', actions: 'logToggle' } } },
      active: { on: { DEACTIVATE: { target: 'inactive', actions: 'logToggle' } } },
    },
  };
  class ToggleLogic extends MachineLogic {
    readonly printed: string[] = [];

    logToggle(interpreter: any, context: any): void {
      context.toggles += 1;
      this.printed.push(`Toggle #${context.toggles} → ${ids(interpreter)}`);
    }
  }

  test('81. The context is live, and what actions change in place is kept', () => {
    const interpreter = run(toggle, new ToggleLogic());
    const { context } = interpreter;
    interpreter.send('ACTIVATE');
    expect(context.toggles).toBe(1);
    context.toggles = 10;
    interpreter.send('DEACTIVATE');
    expect(interpreter.context.toggles).toBe(11);
    expect(interpreter.context).toBe(context);
  });

  test('82. Each interpreter has a deep copy of the initial context', () => {
    const machine = createMachine(echo, { logic: { actions: { note } } });
    const first = new SyncInterpreter(machine).start();
    const second = new SyncInterpreter(machine).start();
    first.send('E');
    expect((second.context as any).events).toEqual([]);
    expect(echo.context.events).toEqual([]);
  });

  test('83. The toggle example counts its toggles', () => {
    const interpreter = run(toggle, new ToggleLogic());
    interpreter.sendEvents(['ACTIVATE', 'DEACTIVATE']);
    expect(interpreter.context).toEqual({ toggles: 2 });
  });

  test('84. Within a transition action the active ids are those of the target', () => {
    const logic = new ToggleLogic();
    run(toggle, logic).sendEvents(['ACTIVATE', 'DEACTIVATE']);
    expect(logic.printed).toEqual([
      'Toggle #1 → toggleMachine.active',
      'Toggle #2 → toggleMachine.inactive',
    ]);
  });

  test('85. onDone and onError events carry event.data', () => {
    const work = vi.fn<Callback>(() => 1);
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    expect(interpreter.context.seen).toMatchObject({ type: 'done.invoke.m.busy', data: 1 });
    work.mockImplementation(() => {
      throw new Error('no');
    });
    interpreter.send('AGAIN');
    expect(interpreter.context.seen).toMatchObject({
      type: 'error.platform.m.busy',
      data: new Error('no'),
    });
  });

  test('86. It is the return value, or the exception', () => {
    const error = new Error('no');
    const work = vi.fn<Callback>(() => 'value');
    const interpreter = run(workConfig(), { services: { work }, actions: { see } });
    interpreter.send('GO');
    expect(interpreter.context.seen.data).toBe('value');
    work.mockImplementation(() => {
      throw error;
    });
    interpreter.send('AGAIN');
    expect(interpreter.context.seen.data).toBe(error);
  });

  const autoRouter = (role: string) => ({
    id: 'autoRouter',
    initial: 'checking',
    context: { role },
    states: {
      checking: {
        always: [{ target: 'adminPanel', guard: 'isAdmin' }, { target: 'userDashboard' }],
      },
      adminPanel: {},
      userDashboard: {},
    },
  });
  const isAdmin = (context: any) => context.role === 'admin';

  test('87. `always` of the initial state resolves during start()', () => {
    const interpreter = run(autoRouter('admin'), { guards: { isAdmin } });
    expect(ids(interpreter)).toEqual(['autoRouter.adminPanel']);
  });

  test('88. In an `always` list the first passing guard wins, the unguarded one is the fallback', () => {
    const interpreter = run(autoRouter('user'), { guards: { isAdmin } });
    expect(ids(interpreter)).toEqual(['autoRouter.userDashboard']);
  });

  test('89. One send may chain several `always`, and ends in a stable state', () => {
    const config = {
      id: 'm',
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { always: 'c' }, c: { always: 'd' }, d: {} },
    };
    const interpreter = run(config);
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.d']);
  });

  test('90. When send returns, SyncInterpreter has processed the event fully', () => {
    const logic = { services: { work: () => 1 }, actions: { note: logIds } };
    const interpreter = run(stepwise, logic);
    interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.b']);
  });

  test('91. await send() resolves when the macrostep of the event is done', async () => {
    const work = () => flush().then(() => 1);
    const interpreter = await runAsync(workConfig(), { services: { work }, actions: { see } });
    await interpreter.send('GO');
    expect(ids(interpreter)).toEqual(['m.busy']);
    await interpreter.settled();
    expect(ids(interpreter)).toEqual(['m.done']);
  });

  test('92. `after` timers are scheduled in the background by both', async () => {
    const config = { id: 'm', initial: 'a', states: { a: { after: { 100: 'b' } }, b: {} } };
    const clock = new SimulatedClock();
    const sync = run(config, {}, { clock });
    const async = await runAsync(config, {}, { clock });
    expect([ids(sync), ids(async)]).toEqual([['m.a'], ['m.a']]);
    clock.increment(100);
    expect([ids(sync), ids(async)]).toEqual([['m.b'], ['m.b']]);
  });

  test('93. Plugins are attached before start, several in order', () => {
    const log: string[] = [];
    const named = (name: string) => ({ onEventReceived: () => void log.push(name) });
    const interpreter = new SyncInterpreter(
      createMachine(lifecycle, { logic: { actions: spies() } }),
    );
    interpreter.plugins = [named('first'), named('second')];
    interpreter.start().send('GO');
    expect(log).toEqual(['first', 'second']);
  });

  test('94. Plugins observe only: final state and context are the same without them', () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue();
    const print = vi.fn<(line: string) => void>();
    const broken = Object.fromEntries(
      Object.getOwnPropertyNames(PluginBase.prototype).map((hook) => [
        hook,
        () => {
          throw new Error('broken plugin');
        },
      ]),
    );
    const outcomes = [[], [new LoggingInspector(print)], [broken]].map((plugins) => {
      const interpreter = run(retryConfig, new UserDataLogic(), { plugins });
      interpreter.send('FETCH');
      return [ids(interpreter), interpreter.context];
    });
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(print).toHaveBeenCalled();
    expect(reported).toHaveBeenCalledWith('A plugin failed in onTransition:', expect.any(Error));
  });

  test('95. LoggingInspector prints the lines of the demo', () => {
    const demo = {
      id: 'demo',
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'c' } }, c: { type: 'final' } },
    };
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const interpreter = new SyncInterpreter(createMachine(demo));
    interpreter.plugins = [new LoggingInspector()];
    interpreter.start();
    interpreter.sendEvents(['GO', 'GO']);
    interpreter.stop();
    expect(log.mock.calls.flat()).toEqual([
      "🕵️ [INSPECT] Transition: ['demo.a'] -> ['demo.b'] on Event 'GO'",
      '🕵️ [INSPECT] New Context: {}',
      "🕵️ [INSPECT] Transition: ['demo.b'] -> ['demo.c'] on Event 'GO'",
      '🕵️ [INSPECT] New Context: {}',
    ]);
  });

  test('96. onTransition comes per transition, onEventReceived per event, matched or not', () => {
    class Metrics extends PluginBase {
      transitionCount = 0;
      readonly eventsReceived: string[] = [];
      readonly moves: unknown[] = [];

      override onTransition(_interpreter: unknown, from: any, to: any, transition: any): void {
        this.transitionCount += 1;
        this.moves.push([[...from], [...to], transition.eventType]);
      }

      override onEventReceived(_interpreter: unknown, event: any): void {
        this.eventsReceived.push(event.type);
      }
    }
    const metrics = new Metrics();
    run(lifecycle, { actions: spies() }, { plugins: [metrics] }).sendEvents(['GO', 'WHAT']);
    expect(metrics.transitionCount).toBe(1);
    expect(metrics.moves).toEqual([[['lifecycle.idle'], ['lifecycle.running'], 'GO']]);
    expect(metrics.eventsReceived).toEqual(['GO', 'WHAT']);
  });

  class OrderMachine extends StateMachine {
    static machineId = 'order';
    static initialContext = { items: [], total: 0 };

    cart = state({ initial: true });
    checkout = state();
    confirmed = state({ final: true });

    beginCheckout = this.cart.to(this.checkout, { event: 'CHECKOUT', guard: 'hasItems' });
    confirm = this.checkout.to(this.confirmed, { event: 'CONFIRM' });
    backToCart = this.checkout.to(this.cart, { event: 'BACK' });
    add = this.cart.internal('ADD_ITEM', { actions: ['addItem'] });

    @guard
    hasItems(context: any): boolean {
      return context.items.length > 0;
    }

    @action
    addItem(_interpreter: unknown, context: any, event: any): void {
      context.items.push(event.payload.item ?? 'unknown');
    }
  }

  test('97. A machine in class style runs unchanged on both interpreters', async () => {
    const machine = OrderMachine.createMachine();
    const events = [
      'CHECKOUT',
      { type: 'ADD_ITEM', item: 'Widget' },
      { type: 'ADD_ITEM', item: 'Gadget' },
    ];
    const sync = new SyncInterpreter(machine).start();
    const async = await new Interpreter(machine).start();
    sync.sendEvents(events);
    await async.sendEvents(events);
    expect([ids(sync), ids(async)]).toEqual([['order.cart'], ['order.cart']]);
    sync.send('CHECKOUT');
    await async.send('CHECKOUT');
    expect([ids(sync), ids(async)]).toEqual([['order.checkout'], ['order.checkout']]);
    sync.send('CONFIRM');
    expect((sync.context as any).items).toEqual(['Widget', 'Gadget']);
  });

  const risky = {
    id: 'risky',
    initial: 'idle',
    context: { x: 0 },
    states: {
      idle: { on: { GO: { target: 'processing', actions: 'riskyAction' }, FINE: 'processing' } },
      processing: {},
      error: {},
    },
  };
  const riskyAction = (_interpreter: unknown, context: any) => {
    context.x = 1;
    throw new Error('Something went wrong!');
  };

  test('98. What an action throws comes out of send()', () => {
    const interpreter = run(risky, { actions: { riskyAction } });
    expect(() => interpreter.send('GO')).toThrow('Something went wrong!');
  });

  test('99. Afterwards state and context are as before, and it goes on and stops safely', () => {
    const interpreter = run(risky, { actions: { riskyAction } });
    expect(() => interpreter.send('GO')).toThrow('Something went wrong!');
    expect(ids(interpreter)).toEqual(['risky.idle']);
    expect(interpreter.context).toEqual({ x: 0 });
    interpreter.send('FINE');
    expect(ids(interpreter)).toEqual(['risky.processing']);
    expect(() => interpreter.stop()).not.toThrow();
  });

  test('100. The promise of send rejects with it, and the interpreter goes on', async () => {
    const interpreter = await runAsync(risky, { actions: { riskyAction } });
    await expect(interpreter.send('GO')).rejects.toThrow('Something went wrong!');
    await interpreter.send('FINE');
    expect(ids(interpreter)).toEqual(['risky.processing']);
  });

  test('101. Asynchronous guards and actions are refused by both', async () => {
    const config = {
      id: 'm',
      initial: 'a',
      states: { a: { on: { G: { target: 'b', guard: 'g' }, A: { actions: 'act' } } }, b: {} },
    };
    const logic = { guards: { g: async () => true }, actions: { act: async () => {} } };
    const thenable = {
      guards: { g: () => Promise.resolve(false) },
      actions: { act: () => Promise.reject(new Error('late')) },
    };
    for (const each of [logic, thenable]) {
      const sync = run(config, each);
      const async = await runAsync(config, each);
      for (const event of ['G', 'A']) {
        expect(() => sync.send(event)).toThrow(NotSupportedError);
        await expect(async.send(event)).rejects.toThrow(NotSupportedError);
      }
      expect([ids(sync), ids(async)]).toEqual([['m.a'], ['m.a']]);
    }
  });

  test('102. Definition, plugins and property names are the same for both', async () => {
    const machine = createMachine(toggle, { logic: new ToggleLogic() });
    const received: string[] = [];
    const plugins = [{ onEventReceived: (_: unknown, { type }: any) => void received.push(type) }];
    const sync = new SyncInterpreter(machine, { plugins }).start();
    const async = await new Interpreter(machine, { plugins }).start();
    sync.send('ACTIVATE');
    await async.send('ACTIVATE');
    for (const interpreter of [sync, async]) {
      expect(interpreter.isRunning).toBe(true);
      expect(interpreter.context).toEqual({ toggles: 1 });
      expect(ids(interpreter)).toEqual(['toggleMachine.active']);
      expect(interpreter.plugins).toEqual(plugins);
    }
    expect(received).toEqual(['ACTIVATE', 'ACTIVATE']);
  });

  test('103. The six tests of the login example pass', () => {
    // They stand as they are written in login.test.ts; this is their sum.
    const source = readFileSync(new URL('login.test.ts', import.meta.url), 'utf8');
    expect(source.match(/^ {2}test\(/gm)).toHaveLength(6);
  });

  test('104. A machine without logic runs, though it names entry actions', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const interpreter = new SyncInterpreter(createMachine(lifecycle)).start();
    interpreter.sendEvents(['GO', 'STOP']);
    expect(ids(interpreter)).toEqual(['lifecycle.done']);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.lastCall![0]).toMatch(/"onEnterIdle".*"onEnterDone"/);
  });

  test('105. In synchronous use nothing is left to an event loop', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'queueMicrotask'] });
    try {
      const interpreter = run(retryConfig, new UserDataLogic());
      interpreter.send('FETCH');
      interpreter.stop();
      expect(vi.getTimerCount()).toBe(0);
      expect(interpreter.context.user).toEqual({ ...alice, id: 42 });
    } finally {
      vi.useRealTimers();
    }
  });
});

test('every statement from 1 to 105 is a test', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const numbers = [...source.matchAll(/^ {2}test\(['"](\d+)\. /gm)].map(([, number]) =>
    Number(number),
  );
  expect(numbers).toEqual(Array.from({ length: 105 }, (_, i) => i + 1));
});
