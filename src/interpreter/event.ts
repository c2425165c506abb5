import { isOfLibrary, type EventObject } from '../protocol/event.ts';

/** What an event carries besides its type. */
export type Payload = Readonly<Record<string, unknown>>;

const NO_PAYLOAD: Payload = Object.freeze({});

/** An event that was sent to a machine; without a payload, `payload` is `{}`. */
export class Event<TType extends string = string, TPayload = Payload> implements EventObject {
  readonly type: TType;
  readonly payload: TPayload;

  constructor(type: TType, payload: TPayload = NO_PAYLOAD as TPayload) {
    this.type = type;
    this.payload = payload;
  }
}

/**
 * A service or a state has come to its end.
 *
 * `done.invoke.<id>` and `done.state.<id>` carry the result in `data`, `error.platform.<id>`
 * carries what was thrown; `src` is the id.
 */
export class DoneEvent<TData = unknown, TType extends string = string> implements EventObject {
  readonly type: TType;
  readonly data: TData;
  readonly src: string;

  constructor(type: TType, data: TData, src: string) {
    this.type = type;
    this.data = data;
    this.src = src;
  }

  /** Always empty: the result is in `data`. */
  get payload(): Payload {
    return NO_PAYLOAD;
  }
}

/** The time of a delayed transition has come: `after.<ms>.<stateId>`. */
export class AfterEvent<TType extends string = string> implements EventObject {
  readonly type: TType;

  constructor(type: TType) {
    this.type = type;
  }

  get payload(): Payload {
    return NO_PAYLOAD;
  }
}

/** What actions, guards and services are called with. */
export type MachineEvent = Event | DoneEvent | AfterEvent;

/** An event as it may be sent: its name, an object with a `type`, or an `Event`. */
export type Sendable = string | Event | (EventObject & Record<string, unknown>);

export const DONE_INVOKE = 'done.invoke.';
export const ERROR_PLATFORM = 'error.platform.';
export const DONE_STATE = 'done.state.';
const AFTER = 'after.';

export function isMachineEvent(event: EventObject): event is MachineEvent {
  return event instanceof Event || event instanceof DoneEvent || event instanceof AfterEvent;
}

/** Whether only the machine itself sends events of this name. */
export function isReserved(type: string): boolean {
  // Asked for every event, and the first letter answers for nearly all of them.
  switch (type[0]) {
    case 'a':
      return isAfter(type);
    case 'd':
      return type.startsWith(DONE_INVOKE) || type.startsWith(DONE_STATE);
    case 'e':
      return type.startsWith(ERROR_PLATFORM);
    case 'x':
      return isOfLibrary(type);
    default:
      return false;
  }
}

/** `after.<delay>.<stateId>`: at least two names follow. */
export function isAfter(type: string): boolean {
  return type.startsWith(AFTER) && type.indexOf('.', AFTER.length) > 0;
}

/** An event as it was sent; `payload` stands beside a name and is merged over an object's own. */
export function toEvent(sent: Sendable, payload?: object): Event {
  if (typeof sent === 'string') return new Event(sent, payload as Payload | undefined);
  if (sent instanceof Event) {
    return new Event(sent.type, payload ? { ...sent.payload, ...payload } : sent.payload);
  }
  const { type, ...rest } = sent;
  return new Event(type, payload ? { ...rest, ...payload } : rest);
}

/** An event of the engine in the form that logic functions see. */
export function toMachineEvent(event: EventObject): MachineEvent {
  if (isMachineEvent(event)) return event;
  if (isAfter(event.type)) return new AfterEvent(event.type);
  return toEvent(event as Sendable);
}
