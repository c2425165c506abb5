import { createActor } from 'detent';
import { describe, expect, test } from 'vitest';
import { countOperations } from './count-operations.ts';
import { parent } from './parent-of-many.ts';

describe('the work for children', () => {
  const spawnEach = (count: number) => {
    const actor = createActor(parent).start();
    for (let i = 0; i < count; i++) actor.send({ type: 'SPAWN' });
    return actor;
  };

  /** What is counted, after a preparation that is not. */
  const works: readonly [string, (count: number) => () => void][] = [
    ['spawn one by one', (count) => () => void spawnEach(count)],
    [
      'spawn by one event',
      (count) => () => createActor(parent).start().send({ type: 'SPAWN_ALL', count }),
    ],
    [
      'broadcast',
      (count) => {
        const actor = spawnEach(count);
        return () => actor.send({ type: 'BROADCAST' });
      },
    ],
    [
      'stop one by one',
      (count) => {
        const actor = spawnEach(count);
        return () => {
          for (let i = 0; i < count; i++) actor.send({ type: 'STOP', id: `w${i}` });
        };
      },
    ],
    [
      'stop the last first',
      (count) => {
        const actor = spawnEach(count);
        return () => {
          for (let i = count - 1; i >= 0; i--) actor.send({ type: 'STOP', id: `w${i}` });
        };
      },
    ],
    [
      'stop with their parent',
      (count) => {
        const actor = spawnEach(count);
        return () => void actor.stop();
      },
    ],
  ];

  test.each(works)('grows as their number does: %s', async (_, work) => {
    work(10)();
    const few = await countOperations(work(500));
    const more = await countOperations(work(4000));
    expect(more / few).toBeLessThan(8 * 1.2);
    expect(more / few).toBeGreaterThan(8 * 0.8);
  });
});
