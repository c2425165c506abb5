import {
  createActor,
  createMachine,
  emit,
  forwardTo,
  fromCallback,
  fromEventObservable,
  fromPromise,
  fromTransition,
  raise,
  sendTo,
  StatechartError,
  transition,
  type AnyEventObject,
} from 'detent';
import { Subject } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';

/** Things that somebody may take for an event. */
const notEvents: readonly [string, unknown][] = [
  ['a string', 'TOGGLE'],
  ['undefined', undefined],
  ['null', null],
  ['a number', 42],
  ['an empty object', {}],
  ['an object with a type that is no string', { type: 1 }],
  ['a list', ['TOGGLE']],
  ['a function', () => ({ type: 'TOGGLE' })],
  ['a symbol', Symbol('TOGGLE')],
  ['an object without a prototype', Object.create(null)],
];

const toggle = createMachine({
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});

/** An error with this code, whatever else it says. */
const withCode = (code: string) => expect.objectContaining({ code });

function errorOf(call: () => void): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe.each(notEvents)('%s instead of an event', (_, bad) => {
  test('is refused by a machine, which goes on', () => {
    const actor = createActor(toggle).start();
    const before = actor.getSnapshot();
    const error = errorOf(() => actor.send(bad as AnyEventObject));
    expect(error).toBeInstanceOf(StatechartError);
    expect(error).toEqual(withCode('E401'));
    expect(actor.getSnapshot()).toBe(before);
    actor.send({ type: 'TOGGLE' });
    expect(actor.getSnapshot().value).toBe('on');
  });

  test('is refused before the start, and not kept for it', () => {
    const actor = createActor(toggle);
    expect(errorOf(() => actor.send(bad as AnyEventObject))).toEqual(withCode('E401'));
    actor.start();
    expect(actor.getSnapshot().value).toBe('off');
  });

  test('is refused by an actor that has stopped', () => {
    const actor = createActor(toggle).start().stop();
    expect(errorOf(() => actor.send(bad as AnyEventObject))).toEqual(withCode('E401'));
  });

  test.each([
    ['promise', fromPromise(() => new Promise(() => {}))],
    ['callback', fromCallback(() => undefined)],
    ['transition', fromTransition((state) => state, 0)],
  ])('is refused by an actor of a %s', (_kind, logic) => {
    const actor = createActor(logic as ReturnType<typeof fromCallback>).start();
    expect(errorOf(() => actor.send(bad as AnyEventObject))).toEqual(withCode('E401'));
    expect(actor.getSnapshot().status).toBe('active');
  });

  test('is refused by transition()', () => {
    const [before] = transition(toggle, createActor(toggle).getSnapshot(), { type: 'TOGGLE' });
    const error = errorOf(() => transition(toggle, before, bad as AnyEventObject));
    expect(error).toEqual(withCode('E401'));
  });

  test.each([
    ['raise', raise((() => bad) as () => AnyEventObject)],
    ['emit', emit((() => bad) as () => AnyEventObject)],
    ['sendTo', sendTo(({ self }) => self, (() => bad) as () => AnyEventObject)],
    ['delayed raise', raise((() => bad) as () => AnyEventObject, { delay: 10 })],
  ])('made by %s ends the machine in an error that says so', (_name, action) => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', actions: action as never } } }, b: {} },
    });
    const actor = createActor(machine);
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start().send({ type: 'GO' });
    expect(errors).toEqual([withCode('E401')]);
    expect(actor.getSnapshot().value).toBe('a');
  });

  test('is refused by sendBack of a callback, whose parent goes on', () => {
    let sendBack!: (event: AnyEventObject) => void;
    const machine = createMachine({
      invoke: { src: fromCallback((args) => void (sendBack = args.sendBack)) },
      initial: 'a',
      states: { a: { on: { NEXT: 'b' } }, b: {} },
    });
    const actor = createActor(machine).start();
    expect(errorOf(() => sendBack(bad as AnyEventObject))).toEqual(withCode('E401'));
    sendBack({ type: 'NEXT' });
    expect(actor.getSnapshot().value).toBe('b');
  });

  test('ends an event observable in an error, which its parent can handle', () => {
    const events = new Subject<any>();
    const errors: unknown[] = [];
    const machine = createMachine({
      invoke: {
        src: fromEventObservable(() => events),
        onError: { actions: ({ event }) => errors.push(event.error) },
      },
      initial: 'a',
      states: { a: { on: { NEXT: 'b' } }, b: {} },
    });
    const actor = createActor(machine).start();
    events.next({ type: 'NEXT' });
    events.next(bad);
    expect(errors).toEqual([withCode('E401')]);
    expect(events.observed).toBe(false);
    expect(actor.getSnapshot().value).toBe('b');
    expect(actor.getSnapshot().status).toBe('active');
  });
});

test('the error of a string names the actor, what was sent, and what to write', () => {
  const actor = createActor(toggle, { id: 'lamp' }).start();
  expect(() => actor.send('TOGGLE' as never)).toThrow(/E401 lamp: .*string.*\{ type: 'TOGGLE' \}/);
});

describe('an event for an actor that has stopped', () => {
  test('is ignored, with one warning that names event and actor', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const actor = createActor(toggle, { id: 'lamp' }).start().stop();
    const before = actor.getSnapshot();
    actor.send({ type: 'TOGGLE' });
    expect(actor.getSnapshot()).toBe(before);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(/"TOGGLE".*"lamp".*stopped/);
  });

  test('is ignored without a warning in production', () => {
    vi.stubEnv('NODE_ENV', 'production');
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const actor = createActor(toggle).start().stop();
    actor.send({ type: 'TOGGLE' });
    vi.unstubAllEnvs();
    expect(warn).not.toHaveBeenCalled();
  });

  test('may hold what cannot be printed', () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const circular: AnyEventObject = { type: 'TOGGLE', big: 10n };
    circular['self'] = circular;
    const actor = createActor(toggle).start().stop();
    expect(() => actor.send(circular)).not.toThrow();
  });

  test('is ignored when a machine sends it to a child of old', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const child = createMachine({ on: { PING: {} } });
    const machine = createMachine({
      initial: 'a',
      context: { ref: undefined as any },
      states: {
        a: {
          invoke: { id: 'child', src: child },
          on: { LEAVE: 'b' },
        },
        b: { on: { PING: { actions: sendTo(({ event }) => event.to, { type: 'PING' }) } } },
      },
    });
    const actor = createActor(machine).start();
    const to = actor.getSnapshot().children['child'];
    actor.send({ type: 'LEAVE' });
    actor.send({ type: 'PING', to });
    expect(actor.getSnapshot().status).toBe('active');
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe('an event for an actor that never was', () => {
  test.each([
    ['sendTo', sendTo('nobody', { type: 'PING' })],
    ['forwardTo', forwardTo('nobody')],
    ['sendTo of an expression', sendTo((() => undefined) as any, { type: 'PING' })],
    ['sendTo of what a context does not hold', sendTo((() => null) as any, { type: 'PING' })],
  ])('by %s ends the machine in an error, at the state before', (_, action) => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', actions: action as never } } }, b: {} },
    });
    const actor = createActor(machine);
    const errors: unknown[] = [];
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start().send({ type: 'GO' });
    expect(errors).toEqual([withCode('E403')]);
    expect(actor.getSnapshot().value).toBe('a');
  });
});

test('events that were sent before the start are processed at the start, in order', () => {
  const heard: string[] = [];
  const machine = createMachine({
    on: { '*': { actions: ({ event }) => heard.push(event.type) } },
  });
  const actor = createActor(machine);
  actor.send({ type: 'A' });
  actor.send({ type: 'B' });
  expect(heard).toEqual([]);
  actor.start();
  expect(heard).toEqual(['A', 'B']);
});
