import type { AnyActorRef } from '../protocol/actor-ref.ts';
import { NOT_STARTED } from '../protocol/actor-ref.ts';
import type { BuiltinEffect, Effect, StopChildEffect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';

/** What effects ask of the actor that performs them, beside what every actor offers. */
export interface Performer extends AnyActorRef {
  _emit(event: EventObject): void;
  _startChild(child: AnyActorRef): void;
  _stopChild(child: AnyActorRef): void;
}

/** Whether an effect happens at once, before the next guard is evaluated. All others wait until the
 * snapshot is updated, so that a receiver who looks back sees the new state. */
export function isImmediate({ type, exec, params }: Effect): boolean {
  if (exec || type === 'xstate.log') return true;
  // A child that is stopped by the macrostep that spawned it is never started.
  return (
    type === 'xstate.stopChild' &&
    (params as StopChildEffect['params'])?._processingStatus === NOT_STARTED
  );
}

/** Does what a machine wants done. Throws what the user's code throws. */
export function perform(actor: Performer, effect: Effect): void {
  if (effect.exec !== undefined) {
    effect.exec(effect.info, effect.params);
    return;
  }
  const builtin = effect as BuiltinEffect;
  const { system } = actor;
  switch (builtin.type) {
    case 'xstate.raise': {
      const { event, delay, id } = builtin.params;
      // A raise without a delay was for the macrostep itself, and is only shown to inspectors.
      if (delay !== undefined) system.scheduler.schedule(actor, actor, event, delay, id);
      break;
    }
    case 'xstate.sendTo': {
      const { to, event, delay, id } = builtin.params;
      if (delay === undefined) system._relay(actor, to, event);
      else system.scheduler.schedule(actor, to, event, delay, id);
      break;
    }
    case 'xstate.cancel':
      system.scheduler.cancel(actor, builtin.params.sendId);
      break;
    case 'xstate.spawnChild': {
      const { actorRef } = builtin.params;
      // It may have been stopped by the very macrostep that spawned it.
      if (actorRef._processingStatus === NOT_STARTED) actor._startChild(actorRef);
      break;
    }
    case 'xstate.stopChild':
      if (builtin.params) actor._stopChild(builtin.params);
      break;
    case 'xstate.emit':
      actor._emit(builtin.params.event);
      break;
    case 'xstate.log': {
      const { label, value } = builtin.params;
      if (label === undefined) system._logger(value);
      else system._logger(label, value);
      break;
    }
    default:
      // A name without an implementation; the machine has warned about it.
      builtin satisfies never;
  }
}
