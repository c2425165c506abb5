import type { EventObject, Snapshot } from '../index.ts';
import { createDefaultEvents } from './default-events.ts';
import type { LibraryEvent } from './logic.ts';
import { serializeEvent, serializeState } from './serialize.ts';

/** How states and events are told apart: equal text, equal state or event. */
export interface SerializationConfig<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
> {
  /** @param event what led to `state`, with `prevState` before it; undefined for the first state */
  serializeState: (state: TSnapshot, event: TEvent | undefined, prevState?: TSnapshot) => string;
  serializeEvent: (event: TEvent) => string;
}

/** Events to send in every state, or those to send in the state given. */
export type EventSource<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> =
  | readonly (TEvent | LibraryEvent)[]
  | ((state: TSnapshot) => readonly (TEvent | LibraryEvent)[]);

/** What an exploration goes by, every default filled in. */
export interface TraversalConfig<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
> extends SerializationConfig<TSnapshot, TEvent> {
  events: EventSource<TSnapshot, TEvent>;
  /** Events that it refuses are not sent in this state. */
  filterEvents: ((snapshot: TSnapshot, event: TEvent) => boolean) | undefined;
  /**
   * Transitions to take at most; one more is an error.
   * @default 1_000_000
   */
  limit: number;
  /** Where to start; the initial state when undefined. */
  fromState: TSnapshot | undefined;
  /** States for which it is true are reached and not left. */
  stopWhen: ((state: TSnapshot) => boolean) | undefined;
  /** Only paths that end in such a state are wanted; unless `stopWhen` is given, they are not left. */
  toState: ((state: TSnapshot) => boolean) | undefined;
}

/** What an exploration may be told. */
export type TraversalOptions<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
> = {
  /** Input of the logic. */
  input?: TInput | undefined;
} & {
  [K in keyof TraversalConfig<TSnapshot, TEvent>]?:
    | TraversalConfig<TSnapshot, TEvent>[K]
    | undefined;
};

/** Far more states than paths are any use for, and less than memory holds. */
export const DEFAULT_LIMIT = 1_000_000;

/** The options that say something. */
export function definedOptions<TOptions extends object>(options: TOptions | undefined): TOptions {
  const entries = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as TOptions;
}

/** Fills in what the options leave open. */
export function resolveOptions<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
  TInput,
>(options: TraversalOptions<TSnapshot, TEvent, TInput> = {}): TraversalConfig<TSnapshot, TEvent> {
  const toText = options.serializeEvent ?? serializeEvent;
  return {
    serializeState: options.serializeState ?? serializeState,
    // Events are few unless a function makes them anew for each state.
    serializeEvent: typeof options.events === 'function' ? toText : remembering(toText),
    events: options.events ?? (createDefaultEvents() as EventSource<TSnapshot, TEvent> & Function),
    filterEvents: options.filterEvents,
    limit: options.limit ?? DEFAULT_LIMIT,
    fromState: options.fromState,
    stopWhen: options.stopWhen ?? options.toState,
    toState: options.toState,
  };
}

/** Asks once for each event. */
function remembering<TEvent extends EventObject>(
  toText: (event: TEvent) => string,
): (event: TEvent) => string {
  const texts = new Map<TEvent, string>();
  return (event) => {
    let text = texts.get(event);
    if (text === undefined) {
      text = toText(event);
      texts.set(event, text);
    }
    return text;
  };
}
