import { buildMachine } from './build-machine.ts';
import type { Library } from './library.ts';
import type { Scenario, Stimulus } from './machine-spec.ts';
import { ECHO_EVENT, EXTERNAL_EVENTS } from './machine-spec.ts';

/** All that can be seen of a machine after one stimulus, as JSON. */
export interface Step {
  readonly after: string;
  /** What actions, children and listeners did meanwhile, in order. */
  readonly log: readonly string[];
  readonly status: string;
  readonly value: unknown;
  readonly context: unknown;
  readonly output: unknown;
  readonly tags: readonly string[];
  readonly history: Readonly<Record<string, readonly string[]>>;
  readonly meta: unknown;
  /** The events that would be taken now. */
  readonly can: readonly string[];
  readonly children: Readonly<Record<string, string>>;
  readonly persisted: unknown;
}

export interface TraceOptions {
  /** Passed to `createActor` beside the clock and the logger. */
  readonly actor?: Record<string, unknown>;
  /** What is done to a config before, and to a machine after it is created. */
  readonly config?: (config: any) => any;
  readonly machine?: (machine: any) => any;
  /** What is done to each snapshot before it is given to `transition`. */
  readonly snapshot?: (snapshot: any) => any;
  /** Calls each pure function twice, and goes on with the second result. */
  readonly again?: boolean;
  /** Where the clock of a live actor stands at the beginning. */
  readonly nowMs?: number;
}

/** A live actor of a scenario's machine, not yet started, and what belongs to it. */
export interface LiveRun {
  readonly actor: any;
  readonly clock: any;
  /** Empties the log into a step. */
  look(after: string): Step;
}

/** Runs a scenario on a live actor whose clock moves by hand. */
export function traceLive(
  library: Library,
  scenario: Scenario,
  options: TraceOptions = {},
): Step[] {
  const run = createRun(library, scenario, options);
  run.actor.start();
  return [run.look('start'), ...continueRun(run, scenario.stimuli)];
}

export function createRun(
  library: Library,
  { spec }: Scenario,
  { config, machine: prepare, actor: actorOptions, nowMs = 0 }: TraceOptions = {},
): LiveRun {
  const log: string[] = [];
  const machine = buildMachine(library, spec, (line) => log.push(line), config);
  const clock = new library.SimulatedClock();
  if (nowMs > 0) clock.set(nowMs);
  const actor = library.createActor(prepare ? prepare(machine) : machine, {
    clock,
    logger: (...values: unknown[]) => log.push(values.join(' ')),
    ...actorOptions,
  });
  listen(actor, log);
  return {
    actor,
    clock,
    look: (after) =>
      step(
        after,
        log.splice(0),
        actor.getSnapshot(),
        actor.getPersistedSnapshot({ __unsafeAllowInlineActors: true }),
      ),
  };
}

export function continueRun({ actor, clock, look }: LiveRun, stimuli: readonly Stimulus[]): Step[] {
  return stimuli.map((stimulus) => {
    if ('advanceMs' in stimulus) clock.increment(stimulus.advanceMs);
    else actor.send(eventOf(stimulus));
    return look(JSON.stringify(stimulus));
  });
}

function listen(actor: any, log: string[]): void {
  actor.on('*', (emitted: unknown) => log.push(`emitted ${JSON.stringify(emitted)}`));
  actor.subscribe({
    next: (snapshot: any) => log.push(`observed ${print(snapshot.value)}`),
    error: () => log.push('observed an error'),
    complete: () => log.push('observed the end'),
  });
}

/** JSON with sorted keys. */
function print(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}: ${print(inner)}`).join(', ')}}`;
}

function eventOf(stimulus: Stimulus): any {
  if ('send' in stimulus) return { type: stimulus.send, outside: true };
  if ('routeTo' in stimulus) return { type: 'xstate.route', to: stimulus.routeTo };
  return undefined;
}

/**
 * Runs a scenario by the pure functions alone. Actions of the machine are executed as they come,
 * so that they write into the log; the other effects are written down and not performed.
 */
export function tracePure(
  library: Library,
  { spec, stimuli }: Scenario,
  { config, machine: prepare, snapshot: repair, again }: TraceOptions = {},
): Step[] {
  const log: string[] = [];
  const built = buildMachine(library, spec, (line) => log.push(line), config);
  const machine = prepare ? prepare(built) : built;
  const look = (after: string, [snapshot, effects]: [any, any[]]): Step => {
    for (const effect of effects) perform(effect, log);
    return step(after, log.splice(0), snapshot, undefined);
  };
  const twice = <T>(call: () => T): T => (again ? (call(), call()) : call());
  const steps: Step[] = [];
  try {
    let result = twice(() => library.initialTransition(machine));
    steps.push(look('start', result));
    for (const stimulus of stimuli) {
      const event = eventOf(stimulus);
      if (!event) continue;
      // See the explained difference "events after the end".
      if (result[0].status !== 'active') break;
      const before = repair ? repair(result[0]) : result[0];
      result = twice(() => library.transition(machine, before, event));
      steps.push(look(JSON.stringify(stimulus), result));
    }
  } catch {
    steps.push({ after: 'a fault was thrown' } as Step);
  }
  return steps;
}

function perform(effect: any, log: string[]): void {
  const { type, params } = effect;
  if (type === 'xstate.log') log.push(String(params.value));
  else if (type === 'xstate.emit') log.push(`emitted ${JSON.stringify(params.event)}`);
  else if (type.startsWith('xstate.')) log.push(`effect ${JSON.stringify(nameOf(effect))}`);
  else effect.exec?.(effect.info, params);
}

/** An effect without what differs by chance: references, generated ids. */
function nameOf({ type, params }: any): unknown {
  switch (type) {
    case 'xstate.raise':
      return { type, event: params.event, delay: params.delay };
    case 'xstate.sendTo':
      return { type, event: params.event, delay: params.delay, to: params.targetId };
    case 'xstate.spawnChild':
      return { type, id: params.id, input: params.input };
    case 'xstate.stopChild':
      return { type, id: params?.id };
    default:
      return { type, ...params };
  }
}

function step(after: string, log: string[], snapshot: any, persisted: any): Step {
  const can = [...EXTERNAL_EVENTS, ECHO_EVENT].filter((type) => snapshot.can({ type }));
  return {
    after,
    log,
    status: snapshot.status,
    value: snapshot.value,
    context: JSON.parse(JSON.stringify(snapshot.context)),
    output: snapshot.output,
    tags: [...snapshot.tags].sort(),
    history: mapValues(snapshot.historyValue, (nodes: any[]) => nodes.map(({ id }) => id).sort()),
    meta: snapshot.getMeta(),
    // See the explained difference "events after the end".
    can: snapshot.status === 'active' ? can : [],
    children: mapValues(
      snapshot.children,
      (child: any) => `${child.id} ${child.getSnapshot().status}`,
    ),
    persisted: persisted && persistedShape(persisted),
  };
}

/** What both libraries persist; see the explained difference "persisted timers". */
function persistedShape({ status, output, value, historyValue, context, children }: any): unknown {
  const shape = {
    status,
    output,
    value,
    historyValue,
    context,
    children:
      children &&
      mapValues(children, ({ snapshot, systemId, syncSnapshot }: any) => ({
        snapshot: persistedShape(snapshot),
        systemId,
        syncSnapshot,
      })),
  };
  return JSON.parse(JSON.stringify(shape));
}

function mapValues<T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, map(value)]),
  );
}
