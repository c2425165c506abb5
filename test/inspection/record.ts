/** A statechart library: this one or the published xstate. */
export type Library = any;

/** What happens to an actor while it is inspected. */
export interface Scenario {
  readonly name: string;
  readonly logic: (library: Library) => any;
  readonly options?: object | ((library: Library) => object);
  /** What happens before the start. */
  readonly before?: (actor: any) => unknown;
  readonly events?: readonly { type: string; [key: string]: unknown }[];
  /** What happens after the events; the clock is one that is moved by hand. */
  readonly then?: (actor: any, clock: any) => unknown;
  readonly exception?: Exception;
}

/** Where this library does not do what xstate does. */
export interface Exception {
  readonly why: string;
  /** What is to be seen here, made from what is seen in xstate. */
  readonly change: (lines: readonly string[]) => readonly string[];
}

/** Runs a scenario, and writes down what its inspector sees: a line for each record. */
export async function record(library: Library, scenario: Scenario): Promise<string[]> {
  const lines: string[] = [];
  const names = new Names();
  const clock = new library.SimulatedClock();
  const { options } = scenario;
  const actor = library.createActor(scenario.logic(library), {
    ...(typeof options === 'function' ? options(library) : options),
    clock,
    id: 'root',
    logger: () => undefined,
    inspect: (inspected: any) => lines.push(lineOf(inspected, names)),
  });
  actor.subscribe({ error: () => undefined });
  scenario.before?.(actor);
  lines.push('> start');
  actor.start();
  for (const event of scenario.events ?? []) {
    lines.push(`> ${event.type}`);
    actor.send(event);
  }
  if (scenario.then) {
    lines.push('> then');
    await scenario.then(actor, clock);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return lines;
}

/** Session ids by the order in which they are seen, because they are never the same twice. */
class Names {
  readonly #seen = new Map<string, string>();

  of(sessionId: string): string {
    const name = this.#seen.get(sessionId) ?? `#${this.#seen.size}`;
    this.#seen.set(sessionId, name);
    return name;
  }

  ofActor(ref: { id: string; sessionId: string } | undefined): string {
    if (ref === undefined) return 'undefined';
    const name = this.of(ref.sessionId);
    return ref.id === ref.sessionId ? name : `${ref.id}${name}`;
  }
}

function lineOf({ type, actorRef, ...rest }: any, names: Names): string {
  const name = names.ofActor(actorRef);
  const fields = Object.keys(rest)
    .toSorted()
    .map((key) => `${key}=${fieldOf(key, rest[key], names)}`);
  return [type, name, ...fields].join(' ');
}

function fieldOf(key: string, value: any, names: Names): string {
  switch (key) {
    case 'rootId':
      return names.of(value);
    case 'sourceRef':
      return names.ofActor(value);
    case 'snapshot': {
      const { status, value: state, context, output, error } = value;
      return print({ status, value: state, context, output, error }, names);
    }
    case '_transitions':
      return `[${value.map(transitionOf).join('; ')}]`;
    default:
      return print(value, names);
  }
}

function transitionOf({ eventType, source, target, actions, reenter }: any): string {
  const targets = target?.map(({ id }: any) => id).join() ?? '';
  return `${eventType}: ${source.id} -> ${targets}, ${actions.length} actions, ${reenter}`;
}

/** As JSON, with functions by their names, logic as such, and session ids by their order. */
function print(value: unknown, names: Names): string {
  const text = JSON.stringify(value, (_, inner) => {
    if (typeof inner === 'function') return `function ${inner.name}`;
    if (typeof inner?.transition === 'function') return 'logic';
    if (inner instanceof Error) return `${inner.name}: ${inner.message}`;
    return inner;
  });
  return (text ?? 'undefined').replaceAll(/x:\d+/g, (sessionId) => names.of(sessionId));
}
