import { isDeepStrictEqual } from 'node:util';
import { toPlain } from './plain.ts';

/** How one key of the context was, and how it is; a key that is not there is left out. */
export interface Difference {
  readonly key: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Something that was seen of a run. All values are plain JSON. */
export type Seen =
  | (OfMachine & { type: 'start' | 'resume'; states: readonly string[]; context: unknown })
  | (OfMachine & { type: 'event'; event: unknown })
  | { type: 'ignored'; event: unknown }
  | (OfMachine & {
      type: 'transition';
      event: string;
      from: readonly string[];
      to: readonly string[];
      /** States were left and entered again; absent when not. */
      reenter?: true | undefined;
    })
  | (OfMachine & { type: 'context'; changes: readonly Difference[] })
  | { type: 'service.start'; id: string; src: string; input?: unknown }
  | { type: 'service.done'; id: string; src: string; output?: unknown; elapsedMs: number }
  | { type: 'service.error'; id: string; src: string; error: unknown; elapsedMs: number }
  | { type: 'service.stop'; id: string; src: string; elapsedMs: number }
  | {
      type: 'service.retry';
      id: string;
      src: string;
      attempt: number;
      maxAttempts: number;
      delayMs: number;
    }
  | { type: 'log'; values: readonly unknown[] }
  | { type: 'error'; error: unknown }
  | {
      type: 'end';
      status: string;
      states: readonly string[];
      context: unknown;
      output?: unknown;
      error?: unknown;
    };

/** Whom it was seen of: the machine that is run, or a child, by the ids that lead to it: `a/b`. */
interface OfMachine {
  readonly actor?: string | undefined;
}

/** What was seen, and when: milliseconds since the run started. */
export type RunRecord = { readonly atMs: number } & Seen;

/** What tells about each run: prints it, or writes it down. */
export type Teller = (record: RunRecord) => void;

/** A service at work. */
export interface RunningService {
  readonly id: string;
  readonly src: string;
  readonly elapsedMs: number;
}

/** Takes down what happens in a run: it knows the last context and the services at work. */
export class Recorder {
  /** How many transitions were taken. */
  transitions = 0;
  /** How often the logic has thrown something that nothing handles. */
  failures = 0;
  readonly #tell: Teller;
  readonly #nowMs: () => number;
  readonly #startedAtMs: number;
  /** By actor: the last context. */
  readonly #contexts = new Map<string | undefined, unknown>();
  readonly #services = new Map<string, { src: string; sinceMs: number }>();

  constructor(tell: Teller, nowMs: () => number) {
    this.#tell = tell;
    this.#nowMs = nowMs;
    this.#startedAtMs = nowMs();
  }

  get services(): readonly RunningService[] {
    return [...this.#services].map(([id, { src, sinceMs }]) => ({
      id,
      src,
      elapsedMs: this.#sinceMs(sinceMs),
    }));
  }

  begins(
    type: 'start' | 'resume',
    { actor, states, context }: OfMachine & { states: readonly string[]; context: unknown },
  ): void {
    this.#contexts.set(actor, toPlain(context));
    this.#record({ type, actor, states, context: toPlain(context) });
  }

  event(event: unknown, actor?: string): void {
    this.#record({ type: 'event', actor, event: toPlain(event) });
  }

  ignored(event: unknown): void {
    this.#record({ type: 'ignored', event: toPlain(event) });
  }

  transition(
    event: string,
    {
      actor,
      from,
      to,
      reenters,
    }: OfMachine & { from: readonly string[]; to: readonly string[]; reenters: boolean },
  ): void {
    this.transitions++;
    const reenter = reenters || undefined;
    this.#record({ type: 'transition', actor, event, from, to, reenter });
  }

  /** Tells what is new in the context since the last look. */
  context(context: unknown, actor?: string): void {
    const before = asRecord(this.#contexts.get(actor));
    const now = asRecord(toPlain(context));
    this.#contexts.set(actor, now);
    const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
    const changes = [...keys]
      .filter((key) => !isDeepStrictEqual(before[key], now[key]))
      .map((key) => ({ key, from: before[key], to: now[key] }));
    if (changes.length > 0) this.#record({ type: 'context', actor, changes });
  }

  serviceStarted(id: string, src: string, input: unknown): void {
    this.#services.set(id, { src, sinceMs: this.#nowMs() });
    this.#record({ type: 'service.start', id, src, input: toPlain(input) });
  }

  serviceDone(id: string, output: unknown): void {
    const ended = this.#end(id);
    if (ended) this.#record({ type: 'service.done', ...ended, output: toPlain(output) });
  }

  serviceFailed(id: string, error: unknown): void {
    const ended = this.#end(id);
    if (ended) this.#record({ type: 'service.error', ...ended, error: toPlain(error) });
  }

  serviceStopped(id: string): void {
    const ended = this.#end(id);
    if (ended) this.#record({ type: 'service.stop', ...ended });
  }

  /** A further attempt follows. */
  serviceRetried(
    id: string,
    attempt: { src: string; attempt: number; maxAttempts: number; delayMs: number },
  ): void {
    this.#record({ type: 'service.retry', id, ...attempt });
  }

  readonly log = (...values: unknown[]): void => {
    this.#record({ type: 'log', values: values.map((value) => toPlain(value)) });
  };

  /** The logic has thrown something that nothing handles. */
  failed(error: unknown): void {
    this.failures++;
    this.#record({ type: 'error', error: toPlain(error) });
  }

  ends(
    status: string,
    run: { states: readonly string[]; context: unknown; output: unknown; error: unknown },
  ): void {
    const { states, context, output, error } = run;
    const result = { output: toPlain(output), error: toPlain(error) };
    this.#record({ type: 'end', status, states, context: toPlain(context), ...result });
  }

  /** Undefined when no such service is at work: its end is known already. */
  #end(id: string): RunningService | undefined {
    const ended = this.services.find((service) => service.id === id);
    this.#services.delete(id);
    return ended;
  }

  #record(seen: Seen): void {
    this.#tell({ atMs: this.#sinceMs(this.#startedAtMs), ...seen });
  }

  #sinceMs(ms: number): number {
    return Math.round(this.#nowMs() - ms);
  }
}

/** A record as a line of NDJSON. */
export function toLine(record: RunRecord): string {
  return JSON.stringify(record);
}

/** A context that is no object is shown as one with a single key. */
function asRecord(context: unknown): Readonly<Record<string, unknown>> {
  if (context === undefined) return {};
  return typeof context === 'object' && context !== null
    ? (context as Record<string, unknown>)
    : { context };
}
