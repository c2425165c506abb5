import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import { messageOf, UsageFailure } from './failure.ts';
import { durationText, pathOf, serviceName } from './print.ts';
import { parseStep, type Step } from './read-events.ts';
import type { RunningService } from './records.ts';

/** What the prompt needs to know of a run. */
export interface PromptedRun {
  readonly status: string;
  readonly states: readonly string[];
  readonly possibleEvents: readonly string[];
  readonly services: readonly RunningService[];
  apply(step: Step): Promise<void>;
  snapshot(): unknown;
}

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether the output is a terminal, whose lines can be written anew. */
  readonly isTerminal: boolean;
}

const COMMANDS = [':snapshot', ':quit'];

/** Asks a person for events, until the machine has come to its end or they want no more. */
export class Prompt {
  readonly #streams: PromptStreams;
  #lines: Interface | undefined = undefined;
  #run: PromptedRun | undefined = undefined;
  /** Set when lines were printed where the prompt was: it is written anew once they all are. */
  #renewal: NodeJS.Immediate | undefined = undefined;

  constructor(streams: PromptStreams) {
    this.#streams = streams;
  }

  /** Prints a line above the one that is being written. */
  readonly print = (text: string): void => {
    const { output, isTerminal } = this.#streams;
    if (this.#lines && !this.#renewal) this.#clearLine();
    output.write(`${text}\n`);
    if (this.#lines && isTerminal) this.#renewal ??= setImmediate(() => this.#ask(true));
  };

  /** Resolves when there is nothing more to ask. */
  async ask(run: PromptedRun): Promise<void> {
    const { input, output, isTerminal } = this.#streams;
    this.#run = run;
    this.print(`Events: ${eventsText(run)}. Also +1000 for time, ${COMMANDS.join(', ')}.`);
    const completer = (line: string) => complete(line, run);
    const lines = createInterface({ input, output, terminal: isTerminal, completer });
    this.#lines = lines;
    // Services take their time: the prompt tells how long.
    const clock = setInterval(() => {
      if (isTerminal && run.services.length > 0) this.#ask(true);
    }, 1000);
    this.#ask(false);
    try {
      for await (const line of lines) {
        if (line.trim() === ':quit') break;
        await this.#answer(line.trim(), run);
        if (run.status !== 'active') break;
        this.#ask(false);
      }
    } finally {
      clearInterval(clock);
      this.close();
    }
  }

  close(): void {
    const lines = this.#lines;
    if (!lines) return;
    if (!this.#renewal) this.#clearLine();
    clearImmediate(this.#renewal);
    this.#renewal = undefined;
    this.#lines = undefined;
    lines.close();
  }

  async #answer(line: string, run: PromptedRun): Promise<void> {
    try {
      if (line === '') this.print(`Events: ${eventsText(run)}`);
      else if (line === ':snapshot') this.print(JSON.stringify(run.snapshot(), undefined, 2));
      else if (line.startsWith(':')) this.print(`There is ${COMMANDS.join(' and ')}, no ${line}`);
      else await run.apply(parseStep(line, { file: 'prompt' }));
    } catch (error) {
      this.print(error instanceof UsageFailure ? error.message : messageOf(error));
    }
  }

  #clearLine(): void {
    const { output, isTerminal } = this.#streams;
    if (!isTerminal) return;
    clearLine(output, 0);
    cursorTo(output, 0);
  }

  #ask(keepsCursor: boolean): void {
    const lines = this.#lines;
    if (!lines || !this.#run) return;
    clearImmediate(this.#renewal);
    this.#renewal = undefined;
    lines.setPrompt(promptText(this.#run));
    lines.prompt(keepsCursor);
  }
}

/** `loader.loading (fetchUser 1.2 s)> ` */
export function promptText({ states, services }: PromptedRun): string {
  const running = services.map(
    (service) => `${serviceName(service)} ${durationText(service.elapsedMs)}`,
  );
  return `${pathOf(states)}${running.length > 0 ? ` (${running.join(', ')})` : ''}> `;
}

/** What a line can be completed to, as `node:readline` wants it. */
export function complete(
  line: string,
  { possibleEvents }: Pick<PromptedRun, 'possibleEvents'>,
): [string[], string] {
  const all = line.startsWith(':') ? COMMANDS : possibleEvents;
  return [all.filter((name) => name.startsWith(line)), line];
}

function eventsText({ possibleEvents }: PromptedRun): string {
  return possibleEvents.join(', ') || 'none without a payload';
}
