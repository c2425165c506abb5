import type { InspectionEvent } from '../index.ts';
import type { Plugin } from '../interpreter/index.ts';
import { MachineSnapshot } from '../tooling.ts';
import type { Recorder } from './records.ts';

/** Ids of the active states that have no active state inside. */
export function leafIds(snapshot: unknown): readonly string[] {
  if (!(snapshot instanceof MachineSnapshot)) return [];
  return snapshot._nodes.filter(({ children }) => children.length === 0).map(({ id }) => id);
}

/** Takes down what the root actor and its children do. */
export function actorInspector(recorder: Recorder): (record: InspectionEvent) => void {
  let states: readonly string[] = [];
  return (record) => {
    const { actorRef } = record;
    if (actorRef.sessionId !== record.rootId) {
      observeChild(record, recorder);
      return;
    }
    switch (record.type) {
      case '@xstate.event': {
        const { type } = record.event;
        if (type === 'xstate.init') states = leafIds(actorRef.getSnapshot());
        else if (!tellsOfService(record, recorder)) recorder.event(record.event);
        break;
      }
      case '@xstate.microstep': {
        const from = states;
        states = leafIds(record.snapshot);
        if (record._transitions.length > 0 && record.event.type !== 'xstate.init') {
          recorder.transition(record.event.type, from, states);
        }
        recorder.context((record.snapshot as { context?: unknown }).context);
        break;
      }
      case '@xstate.snapshot':
        recorder.context((record.snapshot as { context?: unknown }).context);
        break;
      default:
    }
  };
}

/** Takes down what an interpreter does. */
export function interpreterPlugin(recorder: Recorder): Plugin {
  return {
    onEventReceived(_interpreter, event) {
      const { type, payload } = event;
      const isResult = type.startsWith('done.invoke.') || type.startsWith('error.platform.');
      if (isResult && 'src' in event) {
        // Of a service this is known already, and then it is ignored.
        if (type.startsWith('done')) recorder.serviceDone(event.src, event.data);
        else recorder.serviceFailed(event.src, event.data);
      } else recorder.event({ ...payload, type });
    },
    onTransition({ context }, from, to, { eventType }) {
      // The initial transition is the start, which is taken down already.
      if (eventType === null) return;
      recorder.transition(eventType, [...from], [...to]);
      recorder.context(context);
    },
    onEventProcessed({ context }) {
      recorder.context(context);
    },
    onServiceStart(_interpreter, { id, src, input }) {
      recorder.serviceStarted(id, src, input);
    },
    onServiceDone(_interpreter, { id }, result) {
      recorder.serviceDone(id, result);
    },
    onServiceError(_interpreter, { id }, error) {
      recorder.serviceFailed(id, error);
    },
  };
}

/** Takes down what plugins are not told of: services that are cancelled, and child machines. */
export function interpreterInspector(recorder: Recorder): (record: InspectionEvent) => void {
  return (record) => {
    if (record.actorRef.sessionId === record.rootId) return;
    const isMachine = record.actorRef.getSnapshot() instanceof MachineSnapshot;
    if (record.type !== '@xstate.event' || isMachine) observeChild(record, recorder);
  };
}

function observeChild(record: InspectionEvent, recorder: Recorder): void {
  const { actorRef } = record;
  const { id, src } = actorRef as { id: string; src?: unknown };
  if (record.type === '@xstate.event' && record.event.type === 'xstate.init') {
    recorder.serviceStarted(id, typeof src === 'string' ? src : id, dataOf(record.event).input);
  } else if (record.type === '@xstate.snapshot' && record.snapshot.status === 'stopped') {
    recorder.serviceStopped(id);
  }
}

/** Whether the event is the result of a child. */
function tellsOfService(
  { event, sourceRef }: Extract<InspectionEvent, { type: '@xstate.event' }>,
  recorder: Recorder,
): boolean {
  if (sourceRef === undefined) return false;
  const { id } = sourceRef;
  if (event.type === `xstate.done.actor.${id}`) recorder.serviceDone(id, dataOf(event).output);
  else if (event.type === `xstate.error.actor.${id}`)
    recorder.serviceFailed(id, dataOf(event).error);
  else return false;
  return true;
}

/** What the events of the library carry. */
function dataOf(event: object): { input?: unknown; output?: unknown; error?: unknown } {
  return event;
}
