import { inspect } from 'node:util';
import pc from 'picocolors';
import type { RunRecord, Teller } from './records.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Prints records for a person to read. */
export function readableTeller(print: (text: string) => void, hasColours: boolean): Teller {
  const colours = pc.createColors(hasColours);
  return (record) => {
    for (const line of linesOf(record, colours)) print(line);
  };
}

const INDENT = ' '.repeat(13);

function linesOf(record: RunRecord, c: Colours): readonly string[] {
  const at = (text: string) => `${c.dim(`${record.atMs} ms`.padStart(10))}  ${text}`;
  switch (record.type) {
    case 'start':
      return [at(c.bold(`● ${ofActor(record)}starts in ${pathOf(record.states)}`))];
    case 'resume':
      return [at(c.bold(`● ${ofActor(record)}goes on in ${pathOf(record.states)}`))];
    case 'event':
      return [at(c.bold(`◂ ${ofActor(record)}${eventText(record.event)}`))];
    case 'ignored':
      return [`${INDENT}${c.yellow('nothing reacts to it')}`];
    case 'transition': {
      const [from, to] = [pathOf(record.from), pathOf(record.to)];
      if (from === to && record.event === '') return [];
      const same = record.reenter ? `enters ${to} again` : `stays in ${to}`;
      const text = from === to ? same : `${from} → ${to}`;
      return [`${INDENT}${c.bold(`${ofActor(record)}${text}`)}`];
    }
    case 'context':
      return record.changes.map(({ key, from, to }) =>
        c.dim(`${INDENT}  ${ofActor(record)}${key}: ${show(from)} → ${show(to)}`),
      );
    case 'service.start':
      return [at(c.cyan(`▶ ${serviceName(record)} started${dataText(record.input)}`))];
    case 'service.done': {
      const { output, elapsedMs } = record;
      return [
        at(
          c.green(
            `✔ ${serviceName(record)} finished after ${durationText(elapsedMs)}${dataText(output)}`,
          ),
        ),
      ];
    }
    case 'service.error': {
      const { error, elapsedMs } = record;
      return [
        at(
          c.red(
            `✘ ${serviceName(record)} failed after ${durationText(elapsedMs)}: ${errorText(error)}`,
          ),
        ),
      ];
    }
    case 'service.stop':
      return [
        at(c.yellow(`■ ${serviceName(record)} stopped after ${durationText(record.elapsedMs)}`)),
      ];
    case 'service.retry': {
      const { attempt, maxAttempts, delayMs } = record;
      const which = `attempt ${attempt} of ${maxAttempts}`;
      return [at(c.yellow(`↻ ${serviceName(record)} again in ${durationText(delayMs)}, ${which}`))];
    }
    case 'log':
      return [`${INDENT}${c.magenta(record.values.map(logText).join(' '))}`];
    case 'error':
      return [at(c.red(`✘ ${errorText(record.error)}`))];
    case 'end': {
      const { status, states, output, error } = record;
      const place = pathOf(states);
      if (status === 'done') return [at(c.green(`■ done in ${place}${dataText(output)}`))];
      if (status === 'error') return [at(c.red(`■ failed: ${errorText(error)}`))];
      return [at(c.bold(`■ waits in ${place}`))];
    }
  }
}

/** Children are named, the machine that is run is not. */
function ofActor({ actor }: { readonly actor?: string | undefined }): string {
  return actor === undefined ? '' : `${actor}: `;
}

/** `400 ms`, `1.2 s`, `2 min 5 s` */
export function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

/** Several states are active in a parallel state. */
export function pathOf(states: readonly string[]): string {
  return states.join(' | ');
}

/** An id that was not given is made of the id of the state, which is said already. */
export function serviceName({ id, src }: { id: string; src: string }): string {
  return id === src || id.includes('.') ? src : `${id} (${src})`;
}

function eventText(event: unknown): string {
  const { type, ...payload } = event as { type: string };
  return `${type}${dataText(payload)}`;
}

function dataText(data: unknown): string {
  const text = data === undefined || data === null ? '' : show(data);
  return text === '' || text === '{}' ? '' : ` ${text}`;
}

function errorText(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : show(error);
}

function logText(value: unknown): string {
  return typeof value === 'string' ? value : show(value);
}

function show(value: unknown): string {
  return inspect(value, { breakLength: Infinity, depth: 3 });
}
