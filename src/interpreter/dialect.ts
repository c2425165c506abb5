import type { Dialect } from '../model/dialect.ts';
import { DONE_ACTOR, ERROR_ACTOR, type EventObject } from '../protocol/event.ts';
import { XSTATE_DIALECT } from '../model/dialect.ts';
import { runAtWork } from './at-work.ts';
import { DONE_INVOKE, DONE_STATE, DoneEvent, ERROR_PLATFORM, isReserved } from './event.ts';

/** How machines of `detent/interpreter` speak and behave. */
export const INTERPRETER_DIALECT: Dialect = {
  ...XSTATE_DIALECT,
  donePrefix: DONE_INVOKE,
  errorPrefix: ERROR_PLATFORM,
  doneStatePrefix: DONE_STATE,
  after: (delay, stateId) => `after.${delay}.${stateId}`,
  invocationId: (_index, stateId) => stateId,
  selfTargetReenters: true,
  wildcardMatches: (eventType) => !isReserved(eventType),
  exitOnStop: true,
  receive(event) {
    const received = translate(event);
    runAtWork()?.received(received);
    return received;
  },
  doneStateEvent: (stateId, output) => new DoneEvent(DONE_STATE + stateId, output, stateId),
  errorOf: (event) => (event as DoneEvent).data,
  onPlan: (next) => runAtWork()?.planned(next),
};

/** The result of an actor; the actor layer has found its sender genuine. */
function translate(event: EventObject): EventObject {
  const { type } = event;
  if (type.startsWith(DONE_ACTOR)) {
    const id = type.slice(DONE_ACTOR.length);
    return new DoneEvent(DONE_INVOKE + id, (event as { output?: unknown }).output, id);
  }
  if (type.startsWith(ERROR_ACTOR)) {
    const id = type.slice(ERROR_ACTOR.length);
    return new DoneEvent(ERROR_PLATFORM + id, (event as { error?: unknown }).error, id);
  }
  return event;
}
