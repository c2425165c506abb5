import {
  assign,
  createActor,
  createMachine,
  enqueueActions,
  fromCallback,
  spawnChild,
  stopChild,
} from 'detent';

let received = 0;
const worker = fromCallback(({ receive }) => receive(() => void received++));

const parent = createMachine({
  context: { next: 0 },
  on: {
    SPAWN: {
      actions: [
        spawnChild(worker, { id: ({ context }) => `w${context.next}` }),
        assign({ next: ({ context }) => context.next + 1 }),
      ],
    },
    BROADCAST: {
      actions: enqueueActions(({ enqueue, self }) => {
        for (const child of Object.values(self.getSnapshot().children)) {
          enqueue.sendTo(/** @type {any} */ (child), { type: 'HELLO' });
        }
      }),
    },
    STOP: { actions: stopChild(({ event }) => event.id) },
  },
});

/**
 * Microseconds per child: spawned by an event each, told something by one event, stopped by an
 * event each, and stopped with their parent.
 * @param {number} children
 */
export function costOfChildren(children) {
  const actor = createActor(parent).start();
  const spawn = timed(children, () => {
    for (let i = 0; i < children; i++) actor.send({ type: 'SPAWN' });
  });
  received = 0;
  const broadcast = timed(children, () => actor.send({ type: 'BROADCAST' }));
  if (received !== children) throw new Error(`${received} of ${children} children were told.`);
  const stop = timed(children, () => {
    for (let i = 0; i < children; i++) actor.send({ type: 'STOP', id: `w${i}` });
  });
  const left = Object.keys(actor.getSnapshot().children).length;
  if (left > 0) throw new Error(`${left} of ${children} children were not stopped.`);

  const other = createActor(parent).start();
  for (let i = 0; i < children; i++) other.send({ type: 'SPAWN' });
  const stopParent = timed(children, () => other.stop());
  return { spawn, broadcast, stop, 'stop the parent': stopParent };
}

/**
 * @param {number} children
 * @param {() => unknown} run
 */
function timed(children, run) {
  const startedAt = performance.now();
  run();
  return Number((((performance.now() - startedAt) * 1000) / children).toFixed(2));
}
