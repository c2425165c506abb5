import {
  assign,
  createActor,
  emit,
  fromCallback,
  getMicrosteps,
  initialTransition,
  NotSupportedError,
  raise,
  SchemaMismatchError,
  sendTo,
  setup,
  SimulatedClock,
  type StatechartError,
  transition,
  type AnyActorRef,
  type AnyStateMachine,
  type StandardSchemaV1,
} from 'detent';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { libraries, type Described } from './libraries.ts';

describe.each(libraries)('schemas of %s', (_library, described) => {
  test('let events pass that fit', () => {
    const actor = createActor(counter(described, 'events'), { input: { start: 1 } }).start();
    actor.send({ type: 'ADD', by: 2 });
    expect(actor.getSnapshot().context).toEqual({ count: 3 });
    actor.send({ type: 'CLEAR' });
    expect(actor.getSnapshot().context).toEqual({ count: 0 });
  });

  test('refuse an event that does not fit, and the machine is as it was', () => {
    const actor = createActor(counter(described, 'events'), {
      id: 'counter',
      input: { start: 1 },
    }).start();
    const seen = vi.fn<(snapshot: unknown) => void>();
    actor.subscribe(seen);
    const before = actor.getSnapshot();

    const error = thrownBy(() => actor.send({ type: 'ADD', by: 'two' } as never));
    expect(error).toBeInstanceOf(SchemaMismatchError);
    expect(error).toMatchObject({
      code: 'E412',
      at: 'counter',
      value: { type: 'ADD', by: 'two' },
      issues: [{ path: ['by'] }],
    });
    expect(error.message).toMatch(/^E412 counter: the event "ADD" does not fit its schema: by: ./);
    expect(actor.getSnapshot()).toBe(before);
    expect(seen).not.toHaveBeenCalled();

    actor.send({ type: 'ADD', by: 1 });
    expect(actor.getSnapshot().context).toEqual({ count: 2 });
  });

  test('refuse an event in transition()', () => {
    const machine = counter(described, 'events');
    const [snapshot] = initialTransition(machine, { start: 1 });
    const wrong = { type: 'ADD', by: 'two' } as never;
    expect(thrownBy(() => transition(machine, snapshot, wrong))).toMatchObject({ code: 'E412' });
    const [next] = transition(machine, snapshot, { type: 'ADD', by: 2 });
    expect(next.context).toEqual({ count: 3 });
  });

  test('by type of event describe what the event has beside its type', () => {
    const machine = setup({
      schemas: { events: { ADD: described.add, CLEAR: described.clear } },
      validate: 'events',
    }).createMachine({ context: { by: 0 }, on: { ADD: { actions: assign(addedBy) }, CLEAR: {} } });
    const actor = createActor(machine, { id: 'adder' }).start();
    actor.send({ type: 'ADD', by: 2 });
    actor.send({ type: 'CLEAR' });
    expect(actor.getSnapshot().context).toEqual({ by: 2 });
    expect(thrownBy(() => actor.send({ type: 'CLEAR', now: true } as never)).message).toMatch(
      /^E412 adder: the event "CLEAR" does not fit its schema: /,
    );
    expect(thrownBy(() => actor.send({ type: 'AD', by: 2 } as never)).message).toBe(
      'E412 adder: the event "AD" does not fit its schema: no event has this type. Did you mean "ADD"?',
    );
  });

  test('refuse an input with which the actor then fails', () => {
    const machine = counter(described, 'all');
    const [snapshot] = initialTransition(machine, { start: 'one' } as never);
    expect(snapshot).toMatchObject({ status: 'error', error: { code: 'E413' } });
    expect(snapshot.error).toMatchObject({
      message: expect.stringContaining('the input does not fit its schema: start: '),
    });
  });

  test('make an actor fail whose context no longer fits', () => {
    const actor = createActor(counter(described, 'all'), { input: { start: 1 } });
    const failed = vi.fn<(error: unknown) => void>();
    actor.subscribe({ error: failed });
    actor.start();
    actor.send({ type: 'ADD', by: -1 });
    expect(actor.getSnapshot().context).toEqual({ count: 1 });
    expect(failed).toHaveBeenCalledExactlyOnceWith(expect.any(SchemaMismatchError));
    expect(failed.mock.calls[0]![0]).toMatchObject({ code: 'E413', issues: [{ path: ['count'] }] });
  });

  test('make an actor fail whose output does not fit', () => {
    const machine = setup({
      schemas: { output: described.output },
      validate: 'all',
    }).createMachine({
      initial: 'on',
      states: { on: { on: { OFF: 'off' } }, off: { type: 'final' } },
      output: { total: 'much' } as never,
    });
    const [on] = initialTransition(machine);
    expect(thrownBy(() => transition(machine, on, { type: 'OFF' })).message).toMatch(
      /the output does not fit its schema: total: /,
    );
  });

  test('make an actor fail that emits what does not fit', () => {
    const machine = setup({
      schemas: { emitted: described.emitted },
      validate: 'all',
    }).createMachine({
      on: { SET: { actions: emit(({ event }) => ({ type: 'CHANGED', to: event['to'] })) } },
    });
    const actor = createActor(machine).start();
    const heard = vi.fn<(event: unknown) => void>();
    const failed = vi.fn<(error: unknown) => void>();
    actor.on('CHANGED', heard);
    actor.subscribe({ error: failed });
    actor.send({ type: 'SET', to: 1 });
    actor.send({ type: 'SET', to: 'one' });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ type: 'CHANGED', to: 1 });
    expect(failed.mock.calls[0]![0]).toMatchObject({ code: 'E413' });
  });
});

describe('validation', () => {
  test('does not hide that a delay has no implementation', () => {
    const machine = setup({
      schemas: { context: z.object({ n: z.number() }) },
      validate: 'all',
    }).createMachine({ context: { n: 1 }, after: { missing: {} } } as never);
    expect(() => createActor(machine)).toThrow(/E301.*missing/);
  });

  const described = libraries[0]![1];
  const events = { ADD: described.add };

  test('changes no value', () => {
    const machine = setup({
      schemas: {
        context: z.object({ n: z.number().default(7) }),
        events: { SET: z.object({ n: z.number().transform(String) }) },
      },
      validate: 'all',
    }).createMachine({
      context: {},
      on: { SET: { actions: assign({ n: ({ event }) => event.n }) } },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot().context).toEqual({});
    const event = { type: 'SET', n: 1, more: true } as const;
    actor.send(event);
    expect(actor.getSnapshot().context).toEqual({ n: 1 });
  });

  test('is not done unless it is asked for', () => {
    const validate = vi.fn<() => { value: {} }>(() => ({ value: {} }));
    const schema: StandardSchemaV1<{}> = { '~standard': { version: 1, vendor: 'test', validate } };
    const machine = setup({ schemas: { context: schema, input: schema } }).createMachine({
      context: {},
    });
    createActor(machine, { input: 1 }).start().send({ type: 'ADD' });
    expect(validate).not.toHaveBeenCalled();
    expect(machine.schemas).toEqual({ context: schema, input: schema });
  });

  test('of events alone leaves everything else', () => {
    const actor = createActor(counter(described, 'events'), {
      input: { start: 'one' } as never,
    }).start();
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', context: { count: 'one' } });
  });

  test('holds for machines with other implementations, and for extended setups', () => {
    const extended = setup({ schemas: { events }, validate: 'events' }).extend({
      actions: { note: () => {} },
    });
    const machine = extended.createMachine({ entry: 'note' }).provide({ actions: { note() {} } });
    expectRefusal(machine);
  });

  test('refuses events that were sent before the start, when they are sent', () => {
    const actor = createActor(setup({ schemas: { events }, validate: 'events' }).createMachine({}));
    expect(thrownBy(() => actor.send({ type: 'ADD', by: 'x' } as never)).code).toBe('E412');
    actor.start();
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('refuses before the microsteps of an event', () => {
    const machine = setup({ schemas: { events }, validate: 'events' }).createMachine({});
    const [snapshot] = initialTransition(machine);
    const wrong = { type: 'ADD', by: 'x' } as never;
    expect(thrownBy(() => machine.microstep(snapshot, wrong, {} as never)).code).toBe('E412');
    expect(getMicrosteps(machine, snapshot, { type: 'ADD', by: 1 })).toHaveLength(1);
  });

  test('knows the events of the library itself', () => {
    const clock = new SimulatedClock();
    const child = setup({}).createMachine({ initial: 'end', states: { end: { type: 'final' } } });
    const machine = setup({
      schemas: { events },
      validate: 'events',
      actors: { child },
    }).createMachine({
      initial: 'a',
      states: {
        a: { invoke: { src: 'child', onDone: 'b' } },
        b: { after: { 10: 'c' } },
        c: { id: 'c' },
        d: { id: 'd', route: {} },
      },
    });
    const actor = createActor(machine, { clock }).start();
    expect(actor.getSnapshot().value).toBe('b');
    clock.increment(10);
    expect(actor.getSnapshot().value).toBe('c');
    actor.send({ type: 'xstate.route', to: '#d' });
    expect(actor.getSnapshot().value).toBe('d');
    expect(thrownBy(() => actor.send({ type: 'xstate.other' } as never)).code).toBe('E412');
    actor.stop();
    expect(actor.getSnapshot().status).toBe('stopped');
  });

  test('lets a machine raise what it likes', () => {
    const machine = setup({ schemas: { events }, validate: 'events' }).createMachine({
      initial: 'a',
      states: { a: { entry: raise({ type: 'OWN' } as never), on: { '*': 'b' } }, b: {} },
    });
    expect(createActor(machine).start().getSnapshot().value).toBe('b');
  });

  test('refuses what an actor sends to an invoked machine, and the sender fails', () => {
    const receiver = setup({ schemas: { events }, validate: 'events' }).createMachine({});
    const sender = setup({ actors: { receiver } }).createMachine({
      invoke: { src: 'receiver', id: 'receiver' },
      on: { GO: { actions: sendTo('receiver', { type: 'ADD', by: 'x' } as never) } },
    });
    const actor = createActor(sender);
    const failed = vi.fn<(error: unknown) => void>();
    actor.subscribe({ error: failed });
    actor.start();
    const child = actor.getSnapshot().children['receiver'] as AnyActorRef;
    const before = child.getSnapshot();
    actor.send({ type: 'GO' });
    expect(failed.mock.calls[0]![0]).toMatchObject({ code: 'E412', at: 'receiver' });
    // It stops with its parent, and has taken no step.
    expect(child.getSnapshot()).toEqual({ ...before, status: 'stopped' });
  });

  test('tells a callback that sends back what does not fit', () => {
    const errors: unknown[] = [];
    const caller = fromCallback(({ sendBack }) => {
      errors.push(thrownBy(() => sendBack({ type: 'ADD', by: 'x' })));
    });
    const machine = setup({
      schemas: { events },
      validate: 'events',
      actors: { caller },
    }).createMachine({ invoke: { src: 'caller' } });
    const actor = createActor(machine).start();
    expect(errors).toMatchObject([{ code: 'E412' }]);
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('of the input makes the parent take onError', () => {
    const child = setup({ schemas: { input: described.input }, validate: 'all' }).createMachine({});
    const parent = setup({ actors: { child } }).createMachine({
      initial: 'working',
      states: {
        working: { invoke: { src: 'child', input: { start: 'x' } as never, onError: 'failed' } },
        failed: {},
      },
    });
    expect(createActor(parent).start().getSnapshot().value).toBe('failed');
  });

  test('of the context includes the first one and a restored one', () => {
    const machine = setup({ schemas: { context: described.context }, validate: 'all' });
    const wrong = machine.createMachine({ context: { count: 'one' } as never });
    expect(initialTransition(wrong)[0]).toMatchObject({ status: 'error', error: { code: 'E413' } });

    const right = machine.createMachine({ context: { count: 1 } });
    const stored = createActor(right).start().getPersistedSnapshot();
    const changed = { ...stored, context: { count: 'one' } } as never;
    const { status, error } = createActor(right, { snapshot: changed }).getSnapshot();
    expect(status).toBe('error');
    expect(error).toMatchObject({ code: 'E413', value: { count: 'one' } });
    expect(createActor(right, { snapshot: stored }).start().getSnapshot().context.count).toBe(1);
  });

  test('of the context looks only at one that has changed', () => {
    const validate = vi.fn<(value: unknown) => { value: { n: number } }>((value) => ({
      value: value as { n: number },
    }));
    const schema: StandardSchemaV1<{ n: number }> = {
      '~standard': { version: 1, vendor: 'test', validate },
    };
    const machine = setup({ schemas: { context: schema }, validate: 'all' }).createMachine({
      context: { n: 0 },
      on: { SAME: { actions: () => {} }, OTHER: { actions: assign({ n: 1 }) } },
    });
    const actor = createActor(machine).start();
    actor.send({ type: 'SAME' });
    expect(validate).toHaveBeenCalledTimes(1);
    actor.send({ type: 'OTHER' });
    expect(validate).toHaveBeenLastCalledWith({ n: 1 });
    expect(validate).toHaveBeenCalledTimes(2);
  });

  test('refuses asynchronous schemas, and the machine is as it was', () => {
    const isFree = (name: string) => Promise.resolve(name !== '');
    const offline = () => Promise.reject(new Error('offline'));
    const failing: StandardSchemaV1<{}> = {
      '~standard': { version: 1, vendor: 'test', validate: offline },
    };
    const machine = setup({
      schemas: {
        events: {
          ADD: z.object({ name: z.string().refine(isFree) }),
          FAIL: failing,
        },
      },
      validate: 'events',
    }).createMachine({});
    const actor = createActor(machine, { id: 'adder' }).start();
    const error = thrownBy(() => actor.send({ type: 'ADD', name: 'x' }));
    expect(error).toBeInstanceOf(NotSupportedError);
    expect(error.message).toBe(
      'E410 adder: a zod schema is asynchronous. Check such values in an invoked actor',
    );
    expect(thrownBy(() => actor.send({ type: 'FAIL' })).code).toBe('E410');
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('names a few of many faults', () => {
    const machine = setup({
      schemas: { events: { ADD: z.object({ list: z.array(z.number()) }) } },
      validate: 'events',
    }).createMachine({});
    const actor = createActor(machine).start();
    const list = Array.from({ length: 10 }, () => 'x') as never;
    const error = thrownBy(() => actor.send({ type: 'ADD', list })) as SchemaMismatchError;
    expect(error.issues).toHaveLength(10);
    expect(error.message).toMatch(/: list\.0: .*; list\.1: .*; list\.2: .*; and 7 more$/);
  });

  test.each<[string, object, string]>([
    ['without schemas', { validate: 'all' }, 'E101 setup validate: there are no schemas'],
    [
      'without a schema of the events',
      { schemas: { context: z.object({}) }, validate: 'events' },
      'E101 setup validate: there is no schema of the events',
    ],
    [
      'of something else',
      { schemas: { events }, validate: 'input' },
      `E101 setup validate: is "input", expected 'events' or 'all'`,
    ],
    [
      'by what is no schema',
      { schemas: { input: 5 }, validate: 'all' },
      'E101 setup schemas.input: is 5, expected a schema',
    ],
    [
      'of events by what is no schema',
      { schemas: { events: { ADD: 'number' } }, validate: 'events' },
      'E101 setup schemas.events.ADD: is "number", expected a schema',
    ],
    [
      'of events by neither a schema nor schemas',
      { schemas: { events: 'any' }, validate: 'events' },
      'E101 setup schemas.events: is "any", expected a schema, or schemas by the types of events',
    ],
  ])('%s is refused at once', (_what, config, message) => {
    expect(thrownBy(() => setup(config)).message).toBe(message);
  });
});

/** Counts. A negative number spoils the context. */
function counter({ context, events, input }: Described, validate: 'events' | 'all') {
  return setup({ schemas: { context, events, input }, validate }).createMachine({
    context: ({ input: { start } }) => ({ count: start }),
    on: {
      ADD: [
        {
          guard: ({ event }) => event.by < 0,
          actions: assign({ count: 'spoilt' as never }),
        },
        { actions: assign({ count: ({ context: { count }, event }) => count + event.by }) },
      ],
      CLEAR: { actions: assign({ count: 0 }) },
    },
  });
}

const addedBy = ({ event }: { event: { type: 'ADD'; by: number } }) => ({ by: event.by });

function expectRefusal(machine: AnyStateMachine): void {
  const actor = createActor(machine).start();
  expect(thrownBy(() => actor.send({ type: 'ADD', by: 'x' })).code).toBe('E412');
  expect(actor.getSnapshot().status).toBe('active');
}

function thrownBy(act: () => unknown): StatechartError {
  try {
    act();
  } catch (error) {
    return error as StatechartError;
  }
  throw new Error('nothing was thrown');
}
