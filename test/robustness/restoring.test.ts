import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
  setup,
  SimulatedClock,
  spawnChild,
  stopChild,
  toPromise,
  type AnyActorLogic,
} from 'detent';
import { of } from 'rxjs';
import { describe, expect, test } from 'vitest';

const withCode = (code: string) => expect.objectContaining({ code });

const child = createMachine({ id: 'child', initial: 'idle', states: { idle: {} } });

const orders = setup({
  types: { context: {} as { count: number } },
  actors: { child },
  delays: { soon: 100 },
}).createMachine({
  id: 'orders',
  context: { count: 0 },
  initial: 'open',
  states: {
    open: {
      invoke: { id: 'child', src: 'child' },
      on: {
        ADD: { actions: assign({ count: ({ context }) => context.count + 1 }) },
        NEXT: 'packed',
      },
    },
    packed: {
      initial: 'boxed',
      states: { boxed: { on: { SEAL: 'sealed' } }, sealed: {}, last: { type: 'history' } },
      after: { soon: 'sent' },
      on: { NEXT: 'sent' },
    },
    sent: { on: { BACK: 'packed.last' } },
  },
});

/** What the machine gives after some events, as it comes back from a store. */
function persistedAfter(...types: string[]): any {
  const actor = createActor(orders, { clock: new SimulatedClock() }).start();
  for (const type of types) actor.send({ type } as never);
  return JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
}

/** Starts an actor from something, and says with what errors that ended. */
function restored(snapshot: unknown, logic: AnyActorLogic = orders) {
  const errors: unknown[] = [];
  const actor = createActor(logic, { snapshot: snapshot as never, clock: new SimulatedClock() });
  actor.subscribe({ error: (error) => errors.push(error) });
  actor.start();
  return { actor, errors };
}

describe('a snapshot that is intact', () => {
  test.each([
    [[], 'open'],
    [['ADD', 'ADD'], 'open'],
    [['NEXT', 'SEAL'], { packed: 'sealed' }],
    [['NEXT', 'SEAL', 'NEXT'], 'sent'],
  ])('is restored after %j', (types, value) => {
    const persisted = persistedAfter(...types);
    const { actor, errors } = restored(persisted);
    expect(errors).toEqual([]);
    expect(actor.getSnapshot().value).toEqual(value);
    expect(JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))).toEqual(persisted);
  });

  test('leads back by its history', () => {
    const { actor } = restored(persistedAfter('NEXT', 'SEAL', 'NEXT'));
    actor.send({ type: 'BACK' });
    expect(actor.getSnapshot().value).toEqual({ packed: 'sealed' });
  });
});

/** A change to an intact snapshot, and the code of the error that it leads to. */
type Damage = readonly [string, string, (snapshot: any) => unknown];

const damages: readonly Damage[] = [
  ['a string', 'E501', () => 'open'],
  ['a number', 'E501', () => 42],
  ['a list', 'E501', () => []],
  ['an empty object', 'E501', () => ({})],
  ['no status', 'E501', (whole) => ({ ...whole, status: undefined })],
  ['a status that there is not', 'E501', (whole) => ({ ...whole, status: 'odd' })],
  ['no value', 'E501', (whole) => ({ ...whole, value: undefined })],
  ['a value of null', 'E501', (whole) => ({ ...whole, value: null })],
  ['a number as value', 'E501', (whole) => ({ ...whole, value: 42 })],
  ['a list as value', 'E501', (whole) => ({ ...whole, value: ['open'] })],
  ['two active states', 'E501', (whole) => ({ ...whole, value: { open: {}, sent: {} } })],
  ['a state that is gone', 'E503', (whole) => ({ ...whole, value: 'closed' })],
  ['a state below that is gone', 'E503', (whole) => ({ ...whole, value: { packed: 'wrapped' } })],
  ['a state below a state without any', 'E503', (whole) => ({ ...whole, value: { open: 'x' } })],
  ['a state without a name', 'E503', (whole) => ({ ...whole, value: '' })],
  ['one below a state without any', 'E503', (whole) => ({ ...whole, value: { open: '' } })],
  ['a history that is no record', 'E501', (whole) => ({ ...whole, historyValue: 42 })],
  [
    'a history without lists',
    'E501',
    (whole) => ({ ...whole, historyValue: { 'orders.packed.last': 'boxed' } }),
  ],
  [
    'a history without ids',
    'E501',
    (whole) => ({ ...whole, historyValue: { 'orders.packed.last': [null] } }),
  ],
  [
    'a history with a state that is gone',
    'E503',
    (whole) => ({ ...whole, historyValue: { 'orders.packed.last': [{ id: 'orders.gone' }] } }),
  ],
  [
    'a history of nothing',
    'E501',
    (whole) => ({ ...whole, historyValue: { 'orders.packed.last': [] } }),
  ],
  [
    'a history with a state from elsewhere',
    'E503',
    (whole) => ({ ...whole, historyValue: { 'orders.packed.last': [{ id: 'orders.sent' }] } }),
  ],
  [
    'a history with a history',
    'E503',
    (whole) => ({
      ...whole,
      historyValue: { 'orders.packed.last': [{ id: 'orders.packed.last' }] },
    }),
  ],
  ['children that are no record', 'E501', (whole) => ({ ...whole, children: 42 })],
  ['a child that is nothing', 'E501', (whole) => ({ ...whole, children: { child: null } })],
  [
    'a child without a snapshot',
    'E501',
    (whole) => ({ ...whole, children: { child: { src: 'child' } } }),
  ],
  [
    'a child that is corrupt itself',
    'E501',
    (whole) => ({ ...whole, children: { child: { src: 'child', snapshot: { status: 'odd' } } } }),
  ],
  ['timers that are no list', 'E501', (whole) => ({ ...whole, timers: 42 })],
  ['a timer that is nothing', 'E501', (whole) => ({ ...whole, timers: [null] })],
  ['a timer without an event', 'E501', (whole) => ({ ...whole, timers: [{ id: 'x', dueAt: 1 }] })],
  [
    'the mark of another machine',
    'E502',
    (whole) => ({ ...whole, machine: { id: 'invoices', version: '1' } }),
  ],
];

describe.each(damages)('a snapshot with %s', (_, code, damage) => {
  test('ends the actor in an error, which its observers see', () => {
    const { actor, errors } = restored(damage(persistedAfter()));
    expect(errors).toEqual([withCode(code)]);
    expect(actor.getSnapshot().status).toBe('error');
    expect(actor.getSnapshot().error).toEqual(withCode(code));
  });

  test('leaves nothing running', () => {
    const started: unknown[] = [];
    const clock = new SimulatedClock();
    const watched = orders.provide({
      actors: { child: fromCallback(() => void started.push('child')) as never },
    });
    const actor = createActor(watched, { snapshot: damage(persistedAfter()) as never, clock });
    actor.subscribe({ error: () => undefined });
    actor.start();
    expect(started).toEqual([]);
    expect(() => actor.getPersistedSnapshot()).not.toThrow();
    expect(() => clock.increment(1000)).not.toThrow();
    expect(actor.getSnapshot().status).toBe('error');
  });
});

describe('restoring', () => {
  test('leaves its input as it was', () => {
    const deepFrozen = freeze(persistedAfter('NEXT', 'SEAL', 'NEXT'));
    const copy = structuredClone(deepFrozen);
    const { actor, errors } = restored(deepFrozen);
    expect(errors).toEqual([]);
    actor.send({ type: 'BACK' });
    expect(deepFrozen).toEqual(copy);
  });

  test('gives two actors that share nothing', () => {
    const persisted = persistedAfter();
    const [one, other] = [restored(persisted).actor, restored(persisted).actor];
    one.send({ type: 'ADD' });
    one.send({ type: 'NEXT' });
    expect(other.getSnapshot().value).toBe('open');
    expect(other.getSnapshot().context).toEqual({ count: 0 });
  });

  test('takes null for no snapshot', () => {
    const { actor } = restored(null);
    expect(actor.getSnapshot().value).toBe('open');
  });

  test('refuses the snapshot of a machine with another id, where machines have versions', () => {
    const versioned = (id: string) =>
      createMachine({ id, version: '1', initial: 'a', states: { a: {}, b: {} } });
    const snapshot = createActor(versioned('one')).start().getPersistedSnapshot();
    const { errors } = restored(snapshot, versioned('two'));
    expect(errors).toEqual([withCode('E502')]);
    expect(restored(snapshot, versioned('one')).errors).toEqual([]);
  });

  test('refuses the snapshot of a machine that has lost the state, and says which', () => {
    const before = createMachine({ id: 'm', initial: 'green', states: { green: {}, red: {} } });
    const after = createMachine({ id: 'm', initial: 'red', states: { red: {}, greens: {} } });
    const { errors } = restored(createActor(before).start().getPersistedSnapshot(), after);
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'E503',
        message: expect.stringContaining('Did you mean "greens"?'),
      }),
    ]);
  });

  test('needs the logic of every child, without which there is no actor', () => {
    const snapshot = persistedAfter();
    snapshot.children.child.src = 'gone';
    expect(() => createActor(orders, { snapshot })).toThrow(
      expect.objectContaining({ code: 'E303', message: expect.stringContaining('"gone"') }),
    );
  });

  test.each([
    ['promise', fromPromise(async () => 1)],
    ['callback', fromCallback(() => undefined)],
    ['observable', fromObservable(() => of(1))],
    ['transition', fromTransition((state: number) => state, 0)],
  ])('refuses what is no snapshot of a %s', (_, logic) => {
    for (const bad of [42, 'x', [], {}, { status: 'odd' }]) {
      expect(restored(bad, logic).errors).toEqual([withCode('E501')]);
    }
  });
});

describe('persisting', () => {
  interface Node {
    next: Node | undefined;
  }
  const cyclic = setup({ types: { context: {} as { node: Node | undefined } } }).createMachine({
    id: 'm',
    context: { node: undefined },
    on: {
      TIE: {
        actions: assign(() => {
          const node: Node = { next: undefined };
          node.next = { next: node };
          return { node };
        }),
      },
      CUT: { actions: assign({ node: undefined }) },
    },
  });

  test('refuses a context with a cycle, and the actor goes on', () => {
    const actor = createActor(cyclic).start();
    actor.send({ type: 'TIE' });
    expect(() => actor.getPersistedSnapshot()).toThrow(withCode('E504') as never);
    expect(actor.getSnapshot().status).toBe('active');
    actor.send({ type: 'CUT' });
    expect(actor.getPersistedSnapshot()).toMatchObject({ status: 'active', context: {} });
  });

  test('refuses a list that holds itself', () => {
    const list: unknown[] = [];
    list.push([list]);
    const actor = createActor(createMachine({ context: { list } })).start();
    expect(() => actor.getPersistedSnapshot()).toThrow(withCode('E504') as never);
  });

  test('accepts an object that is there twice and holds no cycle', () => {
    const shared = { n: 1 };
    const actor = createActor(createMachine({ context: { a: shared, b: [shared] } })).start();
    const persisted = actor.getPersistedSnapshot() as unknown as { context: unknown };
    expect(persisted.context).toEqual({ a: { n: 1 }, b: [{ n: 1 }] });
  });

  test('accepts a context of great depth', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 2000; i++) deep = { deep };
    const actor = createActor(createMachine({ context: { deep } })).start();
    expect(() => actor.getPersistedSnapshot()).not.toThrow();
  });

  test('refuses a child whose logic has no name, and the actor goes on', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { entry: [], on: { NEXT: 'b' } }, b: {} },
      context: ({ spawn }) => ({
        ref: spawn(
          fromCallback(() => undefined),
          { id: 'nameless' },
        ),
      }),
    });
    const actor = createActor(machine).start();
    expect(() => actor.getPersistedSnapshot()).toThrow(withCode('E504') as never);
    actor.send({ type: 'NEXT' });
    expect(actor.getSnapshot().value).toBe('b');
  });
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

test.each([
  ['never', Infinity, ['a', 'a']],
  ['now', Number.NaN, ['a', 'b']],
  ['now', -5, ['a', 'b']],
])('a delay that means %s survives JSON: %s', (_, delay, values) => {
  const machine = createMachine(
    { initial: 'a', states: { a: { after: { wait: 'b' } }, b: {} } },
    { delays: { wait: () => delay } },
  );
  const actor = createActor(machine, { clock: new SimulatedClock() }).start();
  const snapshot = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
  const clock = new SimulatedClock();
  const again = createActor(machine, { clock, snapshot }).start();
  const before = again.getSnapshot().value;
  clock.increment(1_000);
  expect([before, again.getSnapshot().value]).toEqual(values);
});

describe('a child that has ended', () => {
  const quick = fromTransition((count: number) => count + 1, 0);
  const machine = setup({
    actors: { ended: createMachine({ type: 'final', output: 5 }), quick },
  }).createMachine({
    invoke: { id: 'ended', src: 'ended', systemId: 'name' },
    on: { AGAIN: { actions: spawnChild('quick', { id: 'next', systemId: 'name' }) } },
  });

  test('has ended after a restart, too', async () => {
    const snapshot = JSON.parse(
      JSON.stringify(createActor(machine).start().getPersistedSnapshot()),
    );
    const { actor, errors } = restored(snapshot, machine);
    const child = actor.getSnapshot().children['ended'];
    expect(child.getSnapshot().status).toBe('done');
    expect(await toPromise(child)).toBe(5);
    expect(actor.system.get('name')).toBeUndefined();
    actor.send({ type: 'AGAIN' });
    expect({ errors, id: (actor.system.get('name') as any).id }).toEqual({
      errors: [],
      id: 'next',
    });
  });
});

test.each(['text', null, [null], {}])('supervised, timers that are %j are corrupt', (timers) => {
  const kid = fromPromise(() => new Promise(() => {}));
  const machine = setup({ actors: { kid } }).createMachine({
    invoke: { id: 'kid', src: 'kid', timeout: 100, retry: { maxAttempts: 2 } },
  });
  const snapshot: any = createActor(machine).start().getPersistedSnapshot();
  const { kid: persisted } = snapshot.children;
  const children = { kid: { ...persisted, snapshot: { ...persisted.snapshot, timers } } };
  expect(restored({ ...snapshot, children }, machine).errors).toEqual([withCode('E501')]);
});

test('an event that waits for a child which is there no more does not go to its successor', () => {
  const seen: string[] = [];
  const kid = fromTransition((_, { type }: { type: string }) => void seen.push(type), undefined);
  const machine = setup({ actors: { kid } }).createMachine({
    entry: [spawnChild('kid', { id: 'kid' }), sendTo('kid', { type: 'OLD' }, { delay: 10 })],
    on: {
      REPLACE: {
        actions: [
          stopChild('kid'),
          spawnChild('kid', { id: 'kid' }),
          sendTo('kid', { type: 'NEW' }, { delay: 10 }),
        ],
      },
    },
  });
  const actor = createActor(machine, { clock: new SimulatedClock() }).start();
  actor.send({ type: 'REPLACE' });
  const snapshot = JSON.parse(JSON.stringify(actor.getPersistedSnapshot()));
  actor.stop();
  seen.length = 0;
  const clock = new SimulatedClock();
  createActor(machine, { clock, snapshot }).start();
  clock.increment(10);
  expect(seen).toEqual(['NEW']);
});
