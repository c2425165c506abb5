import { inspect, styleText } from 'node:util';
import {
  isMachineSnapshot,
  TimeoutError,
  type AnyEventObject,
  type InspectionEvent,
  type StateValue,
} from 'detent';

interface Output {
  readonly print: (line: string) => void;
  /** Milliseconds; stands before everything that reaches a machine from outside. */
  readonly now: () => number;
  readonly hasColours: boolean;
}

/** What can be seen of a machine. */
interface View {
  readonly value: StateValue;
  readonly context: Readonly<Record<string, unknown>>;
}

type Actor = InspectionEvent['actorRef'];
type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'magenta' | 'red' | 'yellow';

/**
 * Prints what happens in an actor system, as it happens: events, transitions, changes of
 * context, and how the services fare. It only looks on, through the inspection API:
 *
 *     const printer = new RunPrinter({ print: console.log, now: Date.now, hasColours: false });
 *     createActor(machine, { inspect: printer.inspect, logger: printer.log }).start();
 */
export class RunPrinter {
  readonly #output: Output;
  /** How each machine looked last, by session id. */
  readonly #views = new Map<string, View>();
  /** What actions have logged during a microstep, to be printed below its transition. */
  #logged: string[] = [];

  constructor(output: Output) {
    this.#output = output;
  }

  readonly inspect = (record: InspectionEvent): void => {
    const { actorRef } = record;
    const name = actorRef.sessionId === record.rootId ? '' : `${actorRef.id}: `;
    switch (record.type) {
      case '@xstate.event':
        this.#event(actorRef, record.event, { name, sender: record.sourceRef?.id });
        break;
      case '@xstate.microstep': {
        const transitions = record._transitions as readonly { readonly target?: unknown }[];
        const hasMoved = transitions.some(({ target }) => target !== undefined);
        this.#look(actorRef, record.snapshot, { name, hasMoved });
        break;
      }
      case '@xstate.snapshot':
        this.#look(actorRef, record.snapshot, { name, hasMoved: false });
        // The root stops at the end of everything, which needs no line.
        if (record.snapshot.status === 'stopped' && name) {
          this.#at('■', 'yellow', `${actorRef.id} stopped`);
        }
        break;
      case '@detent.retry': {
        const { attempt, maxAttempts, error, delayMs } = record;
        const then = delayMs === undefined ? 'no further attempt' : `again in ${delayMs} ms`;
        const text = `${actorRef.id} failed, attempt ${attempt} of ${maxAttempts}: ${messageOf(error)} (${then})`;
        this.#at('↻', 'yellow', text);
      }
    }
  };

  /** For the `logger` of an actor. */
  readonly log = (...values: unknown[]): void => {
    this.#logged.push(values.map(String).join(' '));
  };

  /** A line of somebody else, such as a service that tells what it does. */
  readonly note = (text: string): void => this.#at('·', 'magenta', text);

  #event(
    actor: Actor,
    event: AnyEventObject,
    { name, sender }: { name: string; sender?: string | undefined },
  ): void {
    const { type, ...payload } = event;
    const snapshot: unknown = actor.getSnapshot();
    const isService = !isMachineSnapshot(snapshot);
    if (type === 'xstate.init') {
      if (isService) this.#at('▶', 'cyan', `${actor.id} started${dataOf(event['input'])}`);
      else {
        this.#at('●', 'bold', `${name}starts in ${pathOf(snapshot.value)}`);
        this.#views.set(actor.sessionId, snapshot);
      }
    } else if (type === 'xstate.retry') this.#at('▶', 'cyan', `${actor.id} started again`);
    else if (type === `xstate.done.actor.${sender}`) {
      this.#at('✔', 'green', `${sender} finished${dataOf(event['output'])}`);
    } else if (type === `xstate.error.actor.${sender}`) {
      this.#at('✘', 'red', `${sender} failed: ${messageOf(event['error'])}`);
    } else if (!isService && !type.startsWith('xstate.')) {
      const from = sender === undefined ? '' : ` from ${sender}`;
      this.#at('◂', 'bold', `${name}${type}${from}${dataOf(payload)}`);
    }
  }

  /** Prints what is new about a machine since the last look. */
  #look(
    actor: Actor,
    snapshot: unknown,
    { name, hasMoved }: { name: string; hasMoved: boolean },
  ): void {
    if (!isMachineSnapshot(snapshot)) return;
    const { value, context }: View = snapshot;
    const before = this.#views.get(actor.sessionId) ?? snapshot;
    this.#views.set(actor.sessionId, snapshot);
    if (hasMoved) this.#below(`${name}${pathOf(before.value)} → ${pathOf(value)}`, 'bold');
    for (const key of Object.keys(context)) {
      const was = before.context[key];
      if (context[key] !== was)
        this.#below(`  ${key}: ${show(was)} → ${show(context[key])}`, 'dim');
    }
    for (const text of this.#logged.splice(0)) this.#below(`  “${text}”`, 'magenta');
  }

  #at(symbol: string, style: Style, text: string): void {
    const time = `${this.#output.now()} ms`.padStart(9);
    this.#output.print(`${this.#styled('dim', time)}  ${this.#styled(style, `${symbol} ${text}`)}`);
  }

  #below(text: string, style: Style): void {
    this.#output.print(`${' '.repeat(13)}${this.#styled(style, text)}`);
  }

  #styled(style: Style, text: string): string {
    return this.#output.hasColours ? styleText(style, text, { validateStream: false }) : text;
  }
}

/** `{ player: { audio: 'on', video: 'off' } }` -> `player.(audio.on | video.off)` */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const paths = Object.entries(value).map(([key, inner]) => {
    const path = pathOf(inner ?? {});
    return path === '' ? key : `${key}.${path}`;
  });
  return paths.length > 1 ? `(${paths.join(' | ')})` : (paths[0] ?? '');
}

function dataOf(data: unknown): string {
  const text = data === undefined ? '' : show(data);
  return text === '' || text === '{}' ? '' : ` ${text}`;
}

function show(value: unknown): string {
  return inspect(withActorNames(value), { breakLength: Infinity, depth: 3 });
}

/** An actor holds all that it knows, which is more than anybody wants to read. */
function withActorNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('sessionId' in value && 'id' in value) return { [inspect.custom]: () => `<${value.id}>` };
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withActorNames(v)]));
}

function messageOf(error: unknown): string {
  if (error instanceof TimeoutError) return 'it ran out of time';
  return error instanceof Error ? error.message : show(error);
}
