import {
  assign,
  createActor,
  createMachine,
  fromCallback,
  fromObservable,
  type AnyActorLogic,
} from 'detent';
import {
  createMachine as createInterpreted,
  Interpreter,
  SyncInterpreter,
  type MachineNode,
} from 'detent/interpreter';
import { describe, expect, test } from 'vitest';

/** More answers in a row than any machine may get. */
const MANY = 10_000;

const endlessIn = (...states: string[]) =>
  expect.objectContaining({
    code: 'E402',
    message: expect.stringContaining(`round and round in ${states.join(', ')}.`),
  });

/** Children that have said all they have to say when they are started. */
const answeringAtOnce: readonly [string, AnyActorLogic, object][] = [
  ['a machine that is done', createMachine({ type: 'final' } as never) as AnyActorLogic, {}],
  [
    'a callback that sends',
    fromCallback(({ sendBack }) => sendBack({ type: 'NEXT' })) as AnyActorLogic,
    {},
  ],
  [
    'a callback that throws',
    fromCallback(() => {
      throw new Error('at once');
    }) as AnyActorLogic,
    {},
  ],
  ['an observable that completes', fromObservable(() => completed()) as AnyActorLogic, {}],
];

function completed(): any {
  return { subscribe: ({ complete }: { complete(): void }) => (complete(), { unsubscribe() {} }) };
}

describe('children that answer at once, each started by the answer of the one before,', () => {
  test.each(answeringAtOnce)('end in an error: %s', (_, child) => {
    const next = (target: string) => ({
      invoke: { src: 'child', onDone: target, onError: target },
      on: { NEXT: target },
    });
    const machine = createMachine({
      id: 'm',
      initial: 'idle',
      states: { idle: { on: { GO: 'a' } }, a: next('b'), b: next('a') },
    } as never) as any;
    const actor = createActor(machine.provide({ actors: { child } })) as any;
    const errors: unknown[] = [];
    actor.subscribe({ error: (error: unknown) => errors.push(error) });
    actor.start().send({ type: 'GO' });
    expect(errors).toEqual([endlessIn('m.a', 'm.b')]);
    expect(actor.getSnapshot().status).toBe('error');
  });

  test('end in an error at the start, too', () => {
    const child = createMachine({ initial: 'end', states: { end: { type: 'final' } } });
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { invoke: { src: child, onDone: { target: 'a', reenter: true } } } },
    } as never) as any;
    const errors: unknown[] = [];
    const actor = createActor(machine);
    actor.subscribe({ error: (error) => errors.push(error) });
    actor.start();
    expect(errors).toEqual([endlessIn('m.a')]);
  });

  test('may be as many as a guard allows, below the limit', () => {
    const child = fromCallback(({ sendBack }) => sendBack({ type: 'NEXT' }));
    const machine = createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          invoke: { src: child },
          on: {
            NEXT: [
              {
                guard: ({ context }) => context.n < MANY - 1,
                target: 'a',
                reenter: true,
                actions: assign({ n: ({ context }) => context.n + 1 }),
              },
              { target: 'end' },
            ],
          },
        },
        end: {},
      },
    });
    const actor = createActor(machine).start();
    expect(actor.getSnapshot()).toMatchObject({ value: 'end', context: { n: MANY - 1 } });
  });

  test('may be more when a macrostep may take more steps', () => {
    const child = fromCallback(({ sendBack }) => sendBack({ type: 'NEXT' }));
    const enough = ({ context }: { context: { n: number } }) => context.n > MANY + 5;
    const machine = createMachine({
      context: { n: 0 },
      options: { maxIterations: MANY + 10 },
      initial: 'a',
      states: {
        a: {
          entry: assign({ n: ({ context }) => context.n + 1 }),
          invoke: { src: child },
          on: {
            NEXT: [
              { guard: enough, target: 'end' },
              { target: 'a', reenter: true },
            ],
          },
        },
        end: {},
      },
    } as never) as any;
    expect(createActor(machine).start().getSnapshot()).toMatchObject({ value: 'end' });
  });
});

test('any number of children may answer the one event that started them all', () => {
  const child = fromCallback(({ sendBack }) => sendBack({ type: 'READY' }));
  let ready = 0;
  const machine = createMachine({
    on: {
      GO: {
        actions: Array.from({ length: MANY + 10 }, () =>
          assign(({ spawn }: any) => void spawn(child)),
        ),
      },
      READY: { actions: () => void ready++ },
    },
  } as never) as any;
  createActor(machine).start().send({ type: 'GO' });
  expect(ready).toBe(MANY + 10);
});

test('a long talk between two actors is no such chain', () => {
  const echo = fromCallback(({ receive, sendBack }) => receive(() => sendBack({ type: 'PONG' })));
  const machine = createMachine({
    context: { n: 0 },
    invoke: { id: 'echo', src: echo },
    on: {
      GO: { actions: ({ self }: any) => self.getSnapshot().children.echo.send({ type: 'PING' }) },
      PONG: {
        guard: ({ context }: any) => context.n < 2 * MANY,
        actions: [
          assign({ n: ({ context }: any) => context.n + 1 }),
          ({ self }: any) => self.getSnapshot().children.echo.send({ type: 'PING' }),
        ],
      },
    },
  } as never) as any;
  const actor = createActor(machine).start();
  actor.send({ type: 'GO' });
  expect(actor.getSnapshot()).toMatchObject({ status: 'active', context: { n: 2 * MANY } });
});

describe('services of an interpreter that go round without a guard', () => {
  const roundAndRound = () =>
    createInterpreted(
      {
        id: 'm',
        initial: 'idle',
        context: { calls: 0 },
        states: {
          idle: { on: { GO: 'a' } },
          a: { invoke: { src: 'work', onDone: 'b' }, on: { RESET: 'idle' } },
          b: { invoke: { src: 'work', onDone: 'a' }, on: { RESET: 'idle' } },
        },
      },
      { logic: { services: { work: (_interpreter: unknown, context: any) => ++context.calls } } },
    ) as MachineNode;

  test('make send() of SyncInterpreter throw, and it goes on', () => {
    const interpreter = new SyncInterpreter(roundAndRound()).start();
    expect(() => interpreter.send('GO')).toThrow(endlessIn('m.a', 'm.b') as never);
    expect((interpreter.context as { calls: number }).calls).toBeGreaterThanOrEqual(MANY);
    expect(interpreter.status).toBe('active');
    interpreter.send('RESET');
    expect([...interpreter.activeStateIds]).toEqual(['m.idle']);
    interpreter.stop();
  });

  test('make start() throw', () => {
    const machine = createInterpreted(
      {
        id: 'm',
        initial: 'a',
        states: { a: { invoke: { src: 'work', onDone: 'a' } } },
      },
      { logic: { services: { work: () => 1 } } },
    );
    expect(() => new SyncInterpreter(machine).start()).toThrow(endlessIn('m.a') as never);
  });

  test('make the promise of send() of Interpreter reject', async () => {
    const interpreter = await new Interpreter(roundAndRound()).start();
    await expect(interpreter.send('GO')).rejects.toEqual(endlessIn('m.a', 'm.b'));
    await interpreter.send('RESET');
    expect([...interpreter.activeStateIds]).toEqual(['m.idle']);
  });

  test('let a child machine fail, which its parent handles', () => {
    const parent = createInterpreted(
      {
        id: 'parent',
        initial: 'work',
        context: { error: '' },
        states: {
          work: { invoke: { src: 'child', onError: { target: 'failed', actions: 'note' } } },
          failed: {},
        },
      },
      {
        logic: {
          services: {
            child: createInterpreted(
              { id: 'm', initial: 'a', states: { a: { invoke: { src: 'work', onDone: 'a' } } } },
              { logic: { services: { work: () => 1 } } },
            ),
          },
          actions: {
            note: (_interpreter: unknown, context: any, event: any) => {
              context.error = event.data.code;
            },
          },
        },
      },
    );
    const interpreter = new SyncInterpreter(parent as MachineNode).start();
    expect([...interpreter.activeStateIds]).toEqual(['parent.failed']);
    expect(interpreter.context).toEqual({ error: 'E402' });
  });

  test('are no chain when they wait for their results', async () => {
    let calls = 0;
    let enough = (): void => {};
    const called = new Promise<void>((resolve) => (enough = resolve));
    const work = async () => void (++calls > MANY && enough());
    const machine = createInterpreted(
      { id: 'm', initial: 'a', states: { a: { invoke: { src: 'work', onDone: 'a' } } } },
      { logic: { services: { work } } },
    );
    const interpreter = await new Interpreter(machine as MachineNode).start();
    await called;
    await interpreter.stop();
    expect(interpreter.error).toBeUndefined();
  });
});
