import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { failureAt, messageOf, UsageFailure, type Place } from './failure.ts';
import { parseJson } from './parse-json.ts';

export interface SentEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What happens to a machine from outside: an event is sent, or time goes by. */
export type Step = { readonly event: SentEvent } | { readonly advanceMs: number };

const FIX = 'Write NAME, {"type": "NAME"}, NAME {"key": "value"} or +1000';

/**
 * One step: `GO`, `GO {"by": 1}`, `{"type": "GO", "by": 1}`, `+1000` or `{"advance": 1000}`.
 * @throws UsageFailure when it is none of them
 */
export function parseStep(text: string, place: Place): Step {
  const line = text.trim();
  if (/^\+\d+(?:\.\d+)?$/.test(line)) return { advanceMs: Number(line.slice(1)) };
  if (!/^["{[]/.test(line)) {
    const [, type = '', payload = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
    if (type === '' || type.startsWith('+') || (payload !== '' && !payload.startsWith('{'))) {
      throw failureAt(place, { message: `this is no event: ${line}`, fix: FIX });
    }
    return { event: { ...(payload && (parseJson(payload, place) as object)), type } };
  }
  const value = parseJson(line, place);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw failureAt(place, { message: `an event is an object, and this is ${line}`, fix: FIX });
  }
  if ('advance' in value) {
    const { advance } = value;
    if (typeof advance === 'number' && advance >= 0) return { advanceMs: advance };
    const message = `"advance" is a number of milliseconds, and this is ${JSON.stringify(advance)}`;
    throw failureAt(place, { message, fix: 'Write {"advance": 1000}' });
  }
  if (!('type' in value) || typeof value.type !== 'string' || value.type === '') {
    const message = 'this event has no type';
    throw failureAt(place, { message, fix: 'Add "type": "NAME" to it' });
  }
  return { event: value as SentEvent };
}

/**
 * The steps in a file, one on each line; lines that are empty or start with `#` are left out.
 * @param file `-` is the standard input, whose lines are given as they come
 */
export async function* readSteps(file: string, input: NodeJS.ReadableStream): AsyncGenerator<Step> {
  const name = file === '-' ? 'standard input' : file;
  const fix = 'Name a file of events, one on each line, or -';
  if (file !== '-' && !existsSync(file)) {
    throw failureAt({ file }, { message: 'there is no such file', fix });
  }
  const lines = createInterface({ input: file === '-' ? input : createReadStream(file) });
  let line = 0;
  try {
    for await (const text of lines) {
      line++;
      const isComment = text.trim() === '' || text.trimStart().startsWith('#');
      if (!isComment) yield parseStep(text, { file: name, line });
    }
  } catch (error) {
    if (error instanceof UsageFailure) throw error;
    throw failureAt({ file: name }, { message: messageOf(error), fix });
  }
}
