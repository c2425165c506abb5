/** The command was used in a wrong way: the message is one line for the user, without a stack. */
export class UsageFailure extends Error {
  override name = 'UsageFailure';
}

/** Where something in a file is wrong. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** A failure that tells the file, the line, what is wrong there, and how to put it right. */
export function failureAt(
  place: Place,
  { message, fix }: { message: string; fix: string },
): UsageFailure {
  return new UsageFailure(`${textOf(place)}: ${message}. ${fix}`);
}

/** `machine.ts:12` */
export function textOf({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** The first line of what was thrown, whatever it is. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
  return text.split('\n', 1)[0]!.replace(/\.$/, '');
}
