import type { AnyActorRef, AnyActorSystem } from './actor-ref.ts';
import type { EventObject } from './event.ts';

/** The first argument of an action: the machine as it was at that point. */
export interface EffectInfo {
  context: unknown;
  event: EventObject;
  self: AnyActorRef;
  system: AnyActorSystem;
}

interface EffectRecord<TType extends string, TParams> {
  type: TType;
  info: EffectInfo;
  params: TParams;
  exec: undefined;
}

/** A user's action: call `exec(info, params)`. Any type that is none of the built-in ones.
 * Without `exec` it is a name that has no implementation. */
export interface CustomEffect {
  type: string;
  info: EffectInfo;
  params: unknown;
  exec: ((info: EffectInfo, params: unknown) => void) | undefined;
}

/**
 * An event to oneself: a `raise`, or an `after` that was armed. Without a delay there is nothing
 * left to do: the event was processed within the macrostep.
 */
export type RaiseEffect = EffectRecord<
  'xstate.raise',
  { event: EventObject; id: string | undefined; delay: number | undefined }
>;

export type SendToEffect = EffectRecord<
  'xstate.sendTo',
  {
    to: AnyActorRef;
    targetId: string | undefined;
    event: EventObject;
    id: string | undefined;
    /** Milliseconds; undefined: deliver once the snapshot is updated. */
    delay: number | undefined;
  }
>;

/** Cancels all delayed events of this actor with the id `sendId`. */
export type CancelEffect = EffectRecord<'xstate.cancel', { sendId: string }>;

/** Starts `actorRef`, which the engine created with `scope.spawn`. */
export type SpawnEffect = EffectRecord<
  'xstate.spawnChild',
  {
    id: string;
    systemId: string | undefined;
    actorRef: AnyActorRef;
    src: unknown;
    input: unknown;
  }
>;

/** Stops the child `params`; undefined: there was none with the id given. */
export type StopChildEffect = EffectRecord<'xstate.stopChild', AnyActorRef | undefined>;
export type EmitEffect = EffectRecord<'xstate.emit', { event: EventObject }>;
export type LogEffect = EffectRecord<'xstate.log', { value: unknown; label: string | undefined }>;

export type BuiltinEffect =
  | RaiseEffect
  | SendToEffect
  | CancelEffect
  | SpawnEffect
  | StopChildEffect
  | EmitEffect
  | LogEffect;

/** What a machine wants done in the world, as data. */
export type Effect = CustomEffect | BuiltinEffect;
