import { assign, createMachine, enqueueActions, fromCallback, spawnChild, stopChild } from 'detent';

/** What all children did. */
export const tally = { started: 0, received: 0, stopped: 0 };

const worker = fromCallback(({ receive }) => {
  tally.started += 1;
  receive(() => void (tally.received += 1));
  return () => void (tally.stopped += 1);
});

/** Spawns by one event or by many, tells all children something, and stops them one by one. */
export const parent = createMachine({
  context: { next: 0 },
  on: {
    SPAWN: {
      actions: [
        spawnChild(worker, { id: ({ context }) => `w${context.next}` }),
        assign({ next: ({ context }) => context.next + 1 }),
      ],
    },
    SPAWN_ALL: {
      actions: enqueueActions(({ enqueue, event }) => {
        for (let i = 0; i < event.count; i++) enqueue.spawnChild(worker, { id: `w${i}` });
      }),
    },
    BROADCAST: {
      actions: enqueueActions(({ enqueue, self }) => {
        for (const child of Object.values(self.getSnapshot().children)) {
          enqueue.sendTo(child as any, { type: 'HELLO' });
        }
      }),
    },
    STOP: { actions: stopChild(({ event }) => event.id) },
  },
});
