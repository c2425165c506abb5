import { Subject } from 'rxjs';
import { expectTypeOf } from 'vitest';
import { createActor } from '../../src/actors/actor.ts';
import { fromCallback } from '../../src/actors/logic/callback.ts';
import { fromObservable } from '../../src/actors/logic/observable.ts';
import { fromPromise } from '../../src/actors/logic/promise.ts';
import { fromTransition } from '../../src/actors/logic/transition.ts';
import { toPromise } from '../../src/actors/to-promise.ts';

// What is not annotated is not checked.
fromPromise(({ input }) => fetch(input.userId));
const named = fromPromise(async ({ input }) => `${input.name}`);
expectTypeOf(createActor(named).getSnapshot().output).toEqualTypeOf<string | undefined>();

// What is annotated is.
const doubled = fromPromise(async ({ input }: { input: { n: number } }) => input.n * 2);
createActor(doubled, { input: { n: 1 } });
// @ts-expect-error the input of this logic has a number `n`
createActor(doubled, { input: { n: '1' } });
expectTypeOf(toPromise(createActor(doubled))).resolves.toEqualTypeOf<number | undefined>();

const keys = fromCallback<{ type: 'PRESS' }>(({ receive, sendBack, input }) => {
  receive((event) => expectTypeOf(event.type).toEqualTypeOf<'PRESS'>());
  sendBack({ type: 'ANYTHING', of: input.kind });
});
createActor(keys).send({ type: 'PRESS' });
// @ts-expect-error it gets no such event
createActor(keys).send({ type: 'RELEASE' });

const ticks = fromObservable(() => new Subject<number>());
expectTypeOf(createActor(ticks).getSnapshot().context).toEqualTypeOf<number | undefined>();

const sum = fromTransition(
  (total: number, event: { type: 'ADD'; n: number }) => total + event.n,
  0,
);
createActor(sum).send({ type: 'ADD', n: 1 });
expectTypeOf(createActor(sum).getSnapshot().context).toEqualTypeOf<number>();
fromTransition((state, _event, { input }) => state ?? input, { n: 0 });
