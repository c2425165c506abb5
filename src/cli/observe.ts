import type { InspectionEvent } from '../index.ts';
import type { Plugin } from '../interpreter/index.ts';
import { MachineSnapshot } from '../tooling.ts';
import type { Recorder } from './records.ts';

/** Ids of the active states that have no active state inside. */
export function leafIds(snapshot: unknown): readonly string[] {
  if (!(snapshot instanceof MachineSnapshot)) return [];
  return snapshot._nodes.filter(({ children }) => children.length === 0).map(({ id }) => id);
}

/** Takes down what an actor and all below it do. */
export function actorInspector(recorder: Recorder): (record: InspectionEvent) => void {
  const system = new SystemObserver(recorder);
  return (record) => system.observe(record);
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
    onTransition({ context }, from, to, { eventType, reenter }) {
      // The initial transition is the start, which is taken down already.
      if (eventType === null) return;
      recorder.transition(eventType, { from: [...from], to: [...to], reenters: reenter });
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
  const system = new SystemObserver(recorder);
  return (record) => {
    const actor: Actor = record.actorRef;
    if (actor.sessionId === record.rootId) return;
    const isService = !(actor.getSnapshot() instanceof MachineSnapshot);
    const isOfRoot = actor._parent?.sessionId === record.rootId;
    if (record.type !== '@xstate.event' || !isService || !isOfRoot) system.observe(record);
  };
}

/** What is read of an actor beside what every inspector may know. */
type Actor = InspectionEvent['actorRef'] & {
  readonly src?: unknown;
  readonly _parent?: Actor | undefined;
};

/** Follows all machines and services of a system by its inspection records. */
class SystemObserver {
  readonly #recorder: Recorder;
  /** By session id: the active states of each machine, as they were last. */
  readonly #states = new Map<string, readonly string[]>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  observe(record: InspectionEvent): void {
    const actor: Actor = record.actorRef;
    switch (record.type) {
      case '@xstate.event':
        this.#event(actor, record);
        break;
      case '@xstate.microstep':
        this.#step(actor, record);
        break;
      case '@xstate.snapshot':
        this.#look(actor, record.snapshot);
        if (record.snapshot.status === 'stopped') this.#recorder.serviceStopped(pathOf(actor));
        break;
      case '@detent.retry':
        this.#retry(actor, record);
        break;
      default:
    }
  }

  #event(actor: Actor, { event, sourceRef }: RecordOf<'@xstate.event'>): void {
    const snapshot: unknown = actor.getSnapshot();
    const { type } = event;
    if (type === 'xstate.init' || type === 'xstate.retry') {
      if (actor._parent) this.#started(actor, dataOf(event).input);
      this.#look(actor, snapshot);
    } else if (snapshot instanceof MachineSnapshot && !this.#isResult(event, sourceRef)) {
      this.#recorder.event(event, nameOf(actor));
    }
  }

  #step(actor: Actor, { event, snapshot, _transitions }: RecordOf<'@xstate.microstep'>): void {
    const from = this.#states.get(actor.sessionId);
    const isEntered = _transitions.length > 0 && event.type !== 'xstate.init';
    if (from && isEntered) {
      const to = leafIds(snapshot);
      this.#states.set(actor.sessionId, to);
      const reenters = (_transitions as readonly Transition[]).some(({ reenter }) => reenter);
      this.#recorder.transition(event.type, { actor: nameOf(actor), from, to, reenters });
    }
    this.#look(actor, snapshot);
  }

  /** Takes down how a machine looks; a child for the first time, once it has been entered. */
  #look(actor: Actor, snapshot: unknown): void {
    if (!(snapshot instanceof MachineSnapshot)) return;
    const states = leafIds(snapshot);
    const name = nameOf(actor);
    const isKnown = this.#states.has(actor.sessionId);
    if (states.length > 0) this.#states.set(actor.sessionId, states);
    const { context } = snapshot;
    if (isKnown || name === undefined) this.#recorder.context(context, name);
    else if (states.length > 0) this.#recorder.begins('start', { actor: name, states, context });
  }

  #started(actor: Actor, input: unknown): void {
    const { id, src } = actor;
    this.#recorder.serviceStarted(pathOf(actor), typeof src === 'string' ? src : id, input);
  }

  #retry(actor: Actor, { attempt, maxAttempts, error, delayMs }: RecordOf<'@detent.retry'>): void {
    const id = pathOf(actor);
    const src = typeof actor.src === 'string' ? actor.src : actor.id;
    this.#recorder.serviceFailed(id, error);
    if (delayMs === undefined) return;
    this.#recorder.serviceRetried(id, { src, attempt: attempt + 1, maxAttempts, delayMs });
  }

  /** Whether the event is the result of a child. */
  #isResult(event: { readonly type: string }, source: Actor | undefined): boolean {
    if (source === undefined) return false;
    const { output, error } = dataOf(event);
    if (event.type === `xstate.done.actor.${source.id}`) {
      this.#recorder.serviceDone(pathOf(source), output);
    } else if (event.type === `xstate.error.actor.${source.id}`) {
      this.#recorder.serviceFailed(pathOf(source), error);
    } else return false;
    return true;
  }
}

/** What is read of the transitions that a microstep took. */
interface Transition {
  readonly reenter: boolean;
}

type RecordOf<TType extends InspectionEvent['type']> = Extract<InspectionEvent, { type: TType }>;

/** The name of a child; the root has none. */
function nameOf(actor: Actor): string | undefined {
  return actor._parent && pathOf(actor);
}

/** The ids that lead from the root to an actor: `checkout/payment`. */
function pathOf({ id, _parent }: Actor): string {
  return _parent?._parent ? `${pathOf(_parent)}/${id}` : id;
}

/** What the events of the library carry. */
function dataOf(event: object): { input?: unknown; output?: unknown; error?: unknown } {
  return event;
}
