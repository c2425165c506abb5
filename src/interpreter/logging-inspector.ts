import type { InterpreterApi } from './api.ts';
import { PluginBase, type TakenTransition } from './plugin.ts';

/** Something that takes lines: a function, or an object such as `console`. */
export type LineLogger = ((line: string) => void) | { log(line: string): void };

/** Logs every transition between states, and the context after it. */
export class LoggingInspector extends PluginBase {
  readonly #write: (line: string) => void;

  /** @param logger where the lines go; `console` when absent */
  constructor(logger: LineLogger = console) {
    super();
    this.#write = typeof logger === 'function' ? logger : (line) => logger.log(line);
  }

  override onTransition(
    interpreter: InterpreterApi,
    fromStates: ReadonlySet<string>,
    toStates: ReadonlySet<string>,
    { eventType, target }: TakenTransition,
  ): void {
    // A transition without a target changes no state and is not worth a line.
    if (!target) return;
    this.#log(
      `Transition: ${format(fromStates)} -> ${format(toStates)} on Event '${eventType ?? ''}'`,
    );
    this.#log(`New Context: ${toText(interpreter.context)}`);
  }

  #log(line: string): void {
    this.#write(`🕵️ [INSPECT] ${line}`);
  }
}

/** `['demo.a', 'demo.b']` */
function format(ids: ReadonlySet<string>): string {
  return `[${[...ids]
    .sort()
    .map((id) => `'${id}'`)
    .join(', ')}]`;
}

function toText(context: unknown): string {
  try {
    return JSON.stringify(context);
  } catch {
    return String(context);
  }
}
