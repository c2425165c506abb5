// What an application takes from the other entries of xstate.
import { createActor, createMachine, not } from 'xstate';
import { assign, raise } from 'xstate/actions';
import { fromCallback, fromTransition } from 'xstate/actors';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { and, stateIn } from 'xstate/guards';

const door = createMachine({
  id: 'door',
  context: { count: 0 },
  initial: 'closed',
  states: {
    closed: { on: { OPEN: { target: 'open', actions: raise({ type: 'COUNT' }) }, LOCK: 'locked' } },
    open: { on: { CLOSE: 'closed' } },
    locked: { on: { UNLOCK: 'closed' } },
  },
  on: {
    COUNT: {
      guard: and([stateIn('open'), not(stateIn('#door.locked'))]),
      actions: assign({ count: ({ context }) => context.count + 1 }),
    },
  },
});

const actor = createActor(door).start();
for (const type of ['OPEN', 'CLOSE', 'LOCK', 'COUNT', 'UNLOCK', 'OPEN'] as const) {
  actor.send({ type });
}
console.log(actor.getSnapshot().value, actor.getSnapshot().context);

const sum = createActor(
  fromTransition((total: number, event: { type: 'add'; n: number }) => total + event.n, 0),
).start();
sum.send({ type: 'add', n: 2 });
sum.send({ type: 'add', n: 40 });
console.log(sum.getSnapshot().context);

const echo = createActor(
  fromCallback<{ type: string }>(({ receive }) => receive((event) => console.log(event.type))),
).start();
echo.send({ type: 'hello' });

const events = [{ type: 'OPEN' }, { type: 'CLOSE' }, { type: 'LOCK' }, { type: 'UNLOCK' }] as const;
const lamp = createMachine({
  initial: 'off',
  states: { off: { on: { OPEN: 'on', LOCK: 'broken' } }, on: { on: { CLOSE: 'off' } }, broken: {} },
});
for (const paths of [getShortestPaths(lamp, { events }), getSimplePaths(lamp, { events })]) {
  for (const { state, steps } of paths) {
    console.log(JSON.stringify(state.value), steps.map(({ event }) => event.type).join(' '));
  }
}
