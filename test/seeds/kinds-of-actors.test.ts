import {
  createActor,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  sendTo,
  setup,
  spawnChild,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
} from 'detent';
import { Observable } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { settled } from './printed.ts';

/** What the logic of each kind does as far as it can: it tells here what it gets. */
interface Diary {
  readonly inputs: unknown[];
  readonly received: AnyEventObject[];
}

interface Given {
  readonly parent: AnyActorRef;
}

interface Kind {
  readonly kind: string;
  readonly receivesEvents: boolean;
  readonly sendsEvents: boolean;
  readonly spawnsActors: boolean;
  readonly takesInput: boolean;
  readonly givesOutput: boolean;
  /**
   * Logic that notes its input, sends `{ type: 'SENT' }` to its parent, notes what it receives, and
   * comes to its end by itself where it can.
   */
  readonly logic: (diary: Diary) => AnyActorLogic;
}

const sent = { type: 'SENT' };

const kinds: readonly Kind[] = [
  {
    kind: 'createMachine()',
    receivesEvents: true,
    sendsEvents: true,
    spawnsActors: true,
    takesInput: true,
    givesOutput: true,
    logic: ({ inputs, received }) =>
      setup({ types: { input: {} as Given, context: {} as Given } }).createMachine({
        context: ({ input }) => {
          inputs.push(input);
          return input;
        },
        entry: [
          sendTo(({ context }) => context.parent, sent),
          spawnChild(
            fromCallback(() => undefined),
            { id: 'grandchild' },
          ),
        ],
        initial: 'working',
        states: {
          working: {
            on: {
              PING: { actions: ({ event }) => received.push(event), target: 'done' },
            },
          },
          done: { type: 'final' },
        },
        output: 'output',
      }),
  },
  {
    kind: 'fromPromise()',
    receivesEvents: false,
    sendsEvents: true,
    spawnsActors: false,
    takesInput: true,
    givesOutput: true,
    logic: ({ inputs }) =>
      fromPromise(async ({ input }: { input: Given }) => {
        inputs.push(input);
        input.parent.send(sent);
        return 'output';
      }),
  },
  {
    kind: 'fromCallback()',
    receivesEvents: true,
    sendsEvents: true,
    spawnsActors: false,
    takesInput: true,
    givesOutput: false,
    logic: ({ inputs, received }) =>
      fromCallback(({ input, sendBack, receive }) => {
        inputs.push(input);
        sendBack(sent);
        receive((event) => received.push(event));
      }),
  },
  {
    kind: 'fromObservable()',
    receivesEvents: false,
    sendsEvents: true,
    spawnsActors: false,
    takesInput: true,
    givesOutput: false,
    logic: ({ inputs }) =>
      fromObservable(({ input }: { input: Given }) => {
        inputs.push(input);
        return new Observable<string>((observer) => {
          input.parent.send(sent);
          observer.next('value');
          queueMicrotask(() => observer.complete());
        });
      }),
  },
  {
    kind: 'fromEventObservable()',
    receivesEvents: false,
    sendsEvents: true,
    spawnsActors: false,
    takesInput: true,
    givesOutput: false,
    logic: ({ inputs }) =>
      fromEventObservable(({ input }) => {
        inputs.push(input);
        return new Observable<AnyEventObject>((observer) => {
          observer.next(sent);
          queueMicrotask(() => observer.complete());
        });
      }),
  },
  {
    kind: 'fromTransition()',
    receivesEvents: true,
    sendsEvents: true,
    spawnsActors: false,
    takesInput: true,
    givesOutput: false,
    logic: ({ inputs, received }) =>
      fromTransition(
        (state: Given, event: AnyEventObject) => {
          received.push(event);
          state.parent.send(sent);
          return state;
        },
        ({ input }: { input: Given }) => {
          inputs.push(input);
          return input;
        },
      ),
  },
];

/** Invokes an actor, sends it PING, and says what was seen of it. */
async function observe({ logic }: Kind) {
  const diary: Diary = { inputs: [], received: [] };
  const heard: AnyEventObject[] = [];
  const spawned: string[] = [];
  const machine = createMachine({
    invoke: { id: 'child', src: logic(diary), input: ({ self }) => ({ parent: self }) },
    on: {
      GO: { actions: sendTo('child', { type: 'PING' }) },
      '*': { actions: ({ event }) => heard.push(event) },
    },
  });
  const actor = createActor(machine, {
    inspect: (inspected) => {
      if (inspected.type === '@xstate.actor') spawned.push(inspected.actorRef.id);
    },
  }).start();
  actor.send({ type: 'GO' });
  await settled();
  return { ...diary, heard, spawned, actor };
}

describe.each(kinds)('an actor of $kind', (kind) => {
  test(`${kind.receivesEvents ? 'receives' : 'does not receive'} events`, async () => {
    const { received } = await observe(kind);
    expect(received).toEqual(kind.receivesEvents ? [{ type: 'PING' }] : []);
  });

  test('sends events', async () => {
    const { heard } = await observe(kind);
    expect(heard.filter((event) => event.type === 'SENT')).toEqual(kind.sendsEvents ? [sent] : []);
  });

  test(`${kind.spawnsActors ? 'spawns' : 'does not spawn'} actors`, async () => {
    const { spawned, actor } = await observe(kind);
    expect(spawned.includes('grandchild')).toBe(kind.spawnsActors);
    const child = actor.getSnapshot().children['child']!;
    expect('children' in child.getSnapshot()).toBe(kind.spawnsActors);
  });

  test('takes an input', async () => {
    const { inputs, actor } = await observe(kind);
    expect(inputs).toEqual(kind.takesInput ? [{ parent: actor }] : []);
  });

  test(`gives ${kind.givesOutput ? 'an' : 'no'} output`, async () => {
    const { heard } = await observe(kind);
    const outputs = heard
      .filter((event) => event.type === 'xstate.done.actor.child')
      .map((event) => event['output'])
      .filter((output) => output !== undefined);
    expect(outputs).toEqual(kind.givesOutput ? ['output'] : []);
  });
});
