import { vi } from 'vitest';

/** What examples print from now on: the first argument of each call. Nothing reaches the terminal. */
export function printed(method: 'log' | 'error' = 'log'): unknown[] {
  const values: unknown[] = [];
  vi.spyOn(console, method).mockImplementation((value: unknown) => {
    values.push(value);
  });
  return values;
}

/** Lets promises that are settled be heard. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
