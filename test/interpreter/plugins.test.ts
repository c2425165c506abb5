import { trace } from '@opentelemetry/api';
import {
  createMachine,
  Interpreter,
  LoggingInspector,
  MetricsPlugin,
  OpenTelemetryPlugin,
  PluginBase,
  SimulatedClock,
  SyncInterpreter,
  type Plugin,
  type Tracer,
} from 'detent/interpreter';
import { raise } from 'detent';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';

const config = {
  id: 'm',
  initial: 'a',
  context: { n: 0 },
  states: {
    a: { exit: 'leave', on: { GO: { target: 'b', guard: 'may', actions: 'count' } } },
    b: {
      entry: 'enter',
      invoke: { src: 'work', id: 'worker', input: 7, onDone: 'c', onError: 'a' },
    },
    c: { on: { SAY: { actions: raise({ type: 'HEARD' }) }, HEARD: 'a' } },
  },
} as const;

const logic = (work: () => unknown = () => 'result') => ({
  actions: {
    leave: () => {},
    enter: () => {},
    count: (_interpreter: unknown, context: { n: number }) => void context.n++,
  },
  guards: { may: () => true },
  services: { work },
});

/** Notes every hook that is called, with what it is told. */
function recorder() {
  const log: unknown[][] = [];
  const hooks = Object.getOwnPropertyNames(PluginBase.prototype).filter((n) => n !== 'constructor');
  const plugin = Object.fromEntries(
    hooks.map((hook) => [
      hook,
      (_interpreter: unknown, ...args: any[]) => void log.push([hook, ...args.map(brief)]),
    ]),
  ) as Plugin;
  return { log, plugin };
}

/** What is told, as far as it is worth comparing. */
function brief(value: any): unknown {
  if (value instanceof Set) return [...value].join();
  if (value instanceof Error) return value.message;
  return value?.source ? 'transition' : (value?.type ?? value?.id ?? value);
}

describe('plugins', () => {
  test('are told of everything, in order', () => {
    const { log, plugin } = recorder();
    const machine = createMachine(config, { logic: logic() });
    const interpreter = new SyncInterpreter(machine, { plugins: [plugin] }).start();
    interpreter.send('GO');
    interpreter.stop();
    expect(log).toEqual([
      ['onInterpreterStart'],
      ['onEventReceived', 'GO'],
      ['onGuardEvaluated', 'may', 'GO', true],
      ['onActionExecute', 'leave'],
      ['onActionExecute', 'count'],
      ['onActionExecute', 'enter'],
      ['onTransition', 'm.a', 'm.b', 'transition'],
      ['onServiceStart', 'worker'],
      ['onEventProcessed', 'GO', undefined],
      ['onServiceDone', 'worker', 'result'],
      ['onEventReceived', 'done.invoke.worker'],
      ['onTransition', 'm.b', 'm.c', 'transition'],
      ['onEventProcessed', 'done.invoke.worker', undefined],
      ['onInterpreterStop'],
    ]);
  });

  test('are told of raised events too', () => {
    const { log, plugin } = recorder();
    const machine = createMachine(config, { logic: logic() });
    const interpreter = new SyncInterpreter(machine, { plugins: [plugin] }).start();
    interpreter.sendEvents(['GO', 'SAY']);
    expect(log.slice(-5)).toEqual([
      ['onEventReceived', 'SAY'],
      ['onTransition', 'm.c', 'm.c', 'transition'],
      ['onEventReceived', 'HEARD'],
      ['onTransition', 'm.c', 'm.a', 'transition'],
      ['onEventProcessed', 'SAY', undefined],
    ]);
  });

  test('are told what failed', () => {
    const { log, plugin } = recorder();
    const work = () => {
      throw new Error('no work');
    };
    const machine = createMachine(config, {
      logic: {
        ...logic(work),
        actions: {
          ...logic().actions,
          count: () => {
            throw new Error('no count');
          },
        },
      },
    });
    const interpreter = new SyncInterpreter(machine, { plugins: [plugin] }).start();
    expect(() => interpreter.send('GO')).toThrow('no count');
    expect(log).toContainEqual(['onActionError', 'count', 'no count']);
    expect(log.at(-1)).toEqual(['onEventProcessed', 'GO', 'no count']);
    const failing = createMachine(config, { logic: logic(work) });
    new SyncInterpreter(failing, { plugins: [plugin] }).start().send('GO');
    expect(log).toContainEqual(['onServiceError', 'worker', 'no work']);
  });

  test('that throw are reported, and disturb nobody', () => {
    const shown = vi.spyOn(console, 'error').mockReturnValue();
    const { log, plugin } = recorder();
    const broken = {
      onEventReceived() {
        throw new Error('broken');
      },
    };
    const machine = createMachine(config, { logic: logic() });
    new SyncInterpreter(machine, { plugins: [broken, plugin] }).start().send('GO');
    expect(shown.mock.calls[0]![0]).toMatch('onEventReceived');
    expect(log).toContainEqual(['onEventReceived', 'GO']);
  });
});

test('LoggingInspector writes to an injected logger, and is silent about inner transitions', () => {
  const lines: string[] = [];
  const object = { log: (line: string) => void lines.push(line) };
  const machine = createMachine(
    {
      id: 'm',
      initial: 'a',
      context: { items: [] as string[] },
      states: {
        a: { on: { ADD: { actions: 'add' }, GO: 'b' } },
        b: { type: 'parallel', states: { x: {}, y: {} } },
      },
    },
    { logic: { actions: { add: (_interpreter, context) => void context.items.push('one') } } },
  );
  for (const logger of [object, (line: string) => void lines.push(line)]) {
    const plugins = [new LoggingInspector(logger)];
    new SyncInterpreter(machine, { plugins }).start().sendEvents(['ADD', 'GO']);
  }
  const expected = [
    "🕵️ [INSPECT] Transition: ['m.a'] -> ['m.b.x', 'm.b.y'] on Event 'GO'",
    '🕵️ [INSPECT] New Context: {"items":["one"]}',
  ];
  expect(lines).toEqual([...expected, ...expected]);
});

test('MetricsPlugin counts, and measures services', async () => {
  const clock = new SimulatedClock();
  const metrics = new MetricsPlugin({ now: () => clock.now() });
  const work = () => new Promise<void>((resolve) => void clock.setTimeout(resolve, 250));
  const machine = createMachine(config, { logic: logic(work) });
  const interpreter = await new Interpreter(machine, { clock, plugins: [metrics] }).start();
  await interpreter.send('GO');
  clock.increment(250);
  await interpreter.settled();
  expect(metrics.transitionCount).toBe(2);
  expect(metrics.actionCount).toBe(3);
  expect(metrics.eventsReceived).toEqual(['GO', 'done.invoke.worker']);
  expect(metrics.serviceDurationsMs).toEqual({ worker: [250] });
});

describe('OpenTelemetryPlugin', () => {
  function telemetry() {
    const spans: any[] = [];
    const tracer: Tracer = {
      startSpan(name, options) {
        const span = {
          name,
          attributes: { ...options?.attributes },
          ended: 0,
          errors: [] as string[],
          status: 0,
        };
        spans.push(span);
        return {
          setAttribute: (key, value) => void (span.attributes[key] = value),
          recordException: (error) => void span.errors.push(String(error)),
          setStatus: ({ code }) => void (span.status = code),
          end: () => void span.ended++,
        };
      },
    };
    return { spans, plugin: new OpenTelemetryPlugin({ tracer }) };
  }

  test('exports a span per event and per service', () => {
    const { spans, plugin } = telemetry();
    const machine = createMachine(config, { logic: logic() });
    new SyncInterpreter(machine, { plugins: [plugin] }).start().send('GO');
    expect(spans.map(({ name }) => name)).toEqual([
      'm GO',
      'm invoke work',
      'm done.invoke.worker',
    ]);
    expect(spans[0].attributes).toEqual({
      'statechart.machine': 'm',
      'statechart.event': 'GO',
      'statechart.state.from': 'm.a',
      'statechart.state.to': 'm.b',
    });
    expect(spans[1].attributes).toEqual({
      'statechart.machine': 'm',
      'statechart.service.id': 'worker',
      'statechart.service.src': 'work',
    });
    expect(spans.map(({ ended }) => ended)).toEqual([1, 1, 1]);
  });

  test('marks what failed', () => {
    const { spans, plugin } = telemetry();
    const machine = createMachine(config, {
      logic: logic(() => {
        throw new Error('no work');
      }),
    });
    new SyncInterpreter(machine, { plugins: [plugin] }).start().send('GO');
    const [, service] = spans;
    expect([service.status, service.errors, service.ended]).toEqual([2, ['Error: no work'], 1]);
  });

  test('ends the spans of services that were cancelled', async () => {
    const { spans, plugin } = telemetry();
    const machine = createMachine(config, { logic: logic(() => new Promise(() => {})) });
    const interpreter = await new Interpreter(machine, { plugins: [plugin] }).start();
    await interpreter.send('GO');
    await interpreter.stop();
    expect(spans.map(({ ended }) => ended)).toEqual([1, 1]);
  });

  test('takes a tracer of @opentelemetry/api', () => {
    const tracer = trace.getTracer('test');
    expectTypeOf(tracer).toExtend<Tracer>();
    const machine = createMachine(config, { logic: logic() });
    const plugins = [new OpenTelemetryPlugin({ tracer })];
    const interpreter = new SyncInterpreter(machine, { plugins }).start();
    interpreter.send('GO');
    expect(interpreter.activeStateIds).toEqual(new Set(['m.c']));
  });
});
