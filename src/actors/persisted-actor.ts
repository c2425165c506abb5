import { StatechartError } from '../errors.ts';
import { STOPPED, type AnyActorRef } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import { SNAPSHOT_STATUSES, type Snapshot } from '../protocol/snapshot.ts';
import { schedulerOf, waitOf } from './scheduler.ts';

/** A pending delayed send in a persisted snapshot. */
export interface PersistedTimer {
  readonly id: string;
  readonly event: EventObject;
  /** Milliseconds that were asked for. */
  readonly delay: number;
  /** When it is due, in milliseconds of the system's clock. */
  readonly dueAt: number;
  /** Id of a child, or `#_parent`; absent: the actor itself. */
  readonly target?: string;
}

/** What an actor adds to the persisted snapshot of its logic. */
export interface PersistedActor {
  readonly timers?: readonly PersistedTimer[];
  /** Attempts that have failed, of a supervised actor. */
  readonly attempt?: number;
}

interface TimerHolder extends AnyActorRef {
  _children(): Iterable<AnyActorRef>;
}

const parentTarget = '#_parent';

/** @throws StatechartError E501 when `persisted` is no snapshot of an actor */
export function checkPersisted(
  persisted: Snapshot<unknown> & PersistedActor,
  actor: AnyActorRef,
): void {
  const { status, timers } = persisted;
  if (!SNAPSHOT_STATUSES.includes(status)) throw corrupt(actor, '`status`');
  if (timers !== undefined && !(Array.isArray(timers) && timers.every(isTimer)))
    throw corrupt(actor, '`timers`');
}

function corrupt({ id }: AnyActorRef, part: string): StatechartError {
  return new StatechartError('E501', id, `the snapshot to restore has no valid ${part}`);
}

function isTimer(timer: Partial<PersistedTimer> | null): boolean {
  return (
    typeof timer?.id === 'string' &&
    typeof timer.event?.type === 'string' &&
    typeof timer.delay === 'number' &&
    typeof timer.dueAt === 'number'
  );
}

/** The pending delayed sends of an actor as data. Those to actors elsewhere cannot be, and are left out. */
export function persistTimers(actor: TimerHolder): readonly PersistedTimer[] {
  return actor.system.scheduler
    .pending(actor)
    .flatMap(({ id, event, delay: written, startedAt, target: to }): readonly PersistedTimer[] => {
      const delay = waitOf(written);
      // It is never due, and JSON has no infinity.
      if (delay === Infinity) return [];
      const timer = { id, event, delay, dueAt: startedAt + delay };
      if (to === actor) return [timer];
      if (to === actor._parent) return [{ ...timer, target: parentTarget }];
      // A child that has ended may have a successor of the same id, which it is not meant for.
      const isAlive = to._parent === actor && to._processingStatus !== STOPPED;
      return isAlive ? [{ ...timer, target: to.id }] : [];
    });
}

/** Arms persisted timers for what is left of their time; at once when that is over. */
export function resumeTimers(actor: TimerHolder, timers: readonly PersistedTimer[]): void {
  for (const { id, event, delay, dueAt, target: name } of timers) {
    const target = resolve(actor, name);
    if (!target) continue;
    const startedAt = dueAt - delay;
    schedulerOf(actor.system._clock).resume({ id, event, delay, startedAt, source: actor, target });
  }
}

function resolve(actor: TimerHolder, target: string | undefined): AnyActorRef | undefined {
  if (target === undefined) return actor;
  if (target === parentTarget) return actor._parent;
  for (const child of actor._children()) if (child.id === target) return child;
  return undefined;
}
