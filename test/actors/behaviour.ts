import { vi, type Mock } from 'vitest';
import type { Snapshot } from '../../src/protocol/snapshot.ts';

export const active: Snapshot<unknown> = { status: 'active', output: undefined, error: undefined };

/** What to do with an event; nothing returned means that the snapshot stays. */
export type Reactions = Record<string, (snapshot: any, event: any, scope: any) => unknown>;

/**
 * A logic that reacts to events by their type. Its snapshot has a `count` of what it got.
 * It says so when it stops, as machines do, unless `reactions` has an answer of its own.
 */
export function behaviour(reactions: Reactions = {}, rest: object = {}): any {
  return {
    getInitialSnapshot: (_: unknown, input: unknown) => ({ ...active, count: 0, input }),
    transition: (snapshot: any, event: any, scope: any) => {
      const reaction = reactions[event.type];
      if (reaction === undefined && event.type === 'xstate.stop') {
        return { ...snapshot, status: 'stopped' };
      }
      return reaction?.(snapshot, event, scope) ?? { ...snapshot, count: snapshot.count + 1 };
    },
    getPersistedSnapshot: (snapshot: unknown) => snapshot,
    restoreSnapshot: (snapshot: unknown) => snapshot,
    ...rest,
  };
}

export const finish = (output?: unknown) => (snapshot: object) => ({
  ...snapshot,
  status: 'done',
  output,
});

export const fail = (error: unknown) => () => {
  throw error;
};

/** A function that keeps its calls, and does `implementation`. */
export const spy = (implementation?: (...args: any[]) => any): Mock<(...args: any[]) => any> =>
  vi.fn<(...args: any[]) => any>(implementation);
