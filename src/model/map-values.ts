import { setOwn } from './set-own.ts';

/** A record with the same keys. */
export function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Record<string, U> {
  const mapped: Record<string, U> = {};
  for (const key of Object.keys(record)) setOwn(mapped, key, map(record[key]!, key));
  return mapped;
}
