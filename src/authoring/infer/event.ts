import type { EventObject } from '../../protocol/event.ts';

/** Everything that may stand as a key of `on`: event types, `'a.*'` for events named `a.…`, `'*'`. */
export type EventDescriptor<TEvent extends EventObject> =
  | TEvent['type']
  | PartialDescriptor<TEvent['type']>
  | '*';

type PartialDescriptor<TType extends string> = TType extends `${infer Head}.${infer Tail}`
  ? `${Head}.*` | `${Head}.${PartialDescriptor<Tail>}`
  : never;

/** The events of the union that a descriptor stands for. */
export type ExtractEvent<TEvent extends EventObject, TDescriptor> = TDescriptor extends '*'
  ? TEvent
  : string extends TEvent['type']
    ? TEvent
    : TDescriptor extends `${infer Head}.*`
      ? EventOfType<TEvent, `${Head}.${string}`>
      : EventOfType<TEvent, TDescriptor>;

/** The events by the descriptors of `on`. */
export type EventsByDescriptor<TEvent extends EventObject> = EventsBy<
  TEvent,
  TEvent['type'],
  EventsByType<TEvent>
>;
type EventsBy<TEvent extends EventObject, TType, M extends Record<string, EventObject>> = {
  readonly [K in EventDescriptor<TEvent>]: K extends TType ? M[K] : ExtractEvent<TEvent, K>;
};
// By their types: what most descriptors ask for, worked out once.
type EventsByType<TEvent extends EventObject> = string extends TEvent['type']
  ? Record<string, TEvent>
  : { [E in TEvent as E['type']]: E };

// An event whose type is a union of names belongs to each of these names.
type EventOfType<TEvent extends EventObject, TType> = TEvent extends unknown
  ? [Extract<TEvent['type'], TType>] extends [never]
    ? never
    : TEvent
  : never;

/** The union with one member for each event type, also when a member names several. */
export type InferEvent<TEvent extends EventObject> = {
  [T in TEvent['type']]: { type: T } & Extract<TEvent, { type: T }>;
}[TEvent['type']];
