import { createActor, createMachine, fromPromise, toPromise } from 'detent';
import { describe, expect, test } from 'vitest';
import { macrotask, uncaughtErrors } from './uncaught-errors.ts';

describe('toPromise', () => {
  const machine = createMachine({
    initial: 'a',
    states: {
      a: {
        on: {
          NEXT: 'b',
          BREAK: {
            actions: () => {
              throw new Error('broken');
            },
          },
        },
      },
      b: { type: 'final' },
    },
    output: { answer: 42 },
  });

  test('resolves with the output of an actor when it is done', async () => {
    const actor = createActor(machine).start();
    const promise = toPromise(actor);
    actor.send({ type: 'NEXT' });
    expect(await promise).toEqual({ answer: 42 });
  });

  test('resolves for an actor that is done already', async () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'NEXT' });
    expect(await toPromise(actor)).toEqual({ answer: 42 });
  });

  test('rejects with the error of an actor, which is handled by that', async () => {
    const uncaught = uncaughtErrors();
    const actor = createActor(machine).start();
    const promise = toPromise(actor);
    actor.send({ type: 'BREAK' });
    await expect(promise).rejects.toEqual(new Error('broken'));
    await macrotask();
    expect(uncaught).toEqual([]);
  });

  test('takes an actor of any logic', async () => {
    expect(await toPromise(createActor(fromPromise(async () => 'value')).start())).toBe('value');
    const failing = createActor(fromPromise(() => Promise.reject(new Error('no')))).start();
    await expect(toPromise(failing)).rejects.toEqual(new Error('no'));
  });

  test('works in the loading example of the machine with an output', async () => {
    const parent = createMachine({
      types: {} as { output: number },
      initial: 'asking',
      context: { answer: 0 },
      states: {
        asking: {
          invoke: {
            src: fromPromise(async () => 42),
            onDone: { target: 'done' },
          },
        },
        done: { type: 'final', output: ({ event }: { event: any }) => event.output },
      },
      output: ({ event }: { event: any }) => event.output,
    });
    expect(await toPromise(createActor(parent).start())).toBe(42);
  });
});
