import { onTestFinished } from 'vitest';

/**
 * What is thrown from now on and caught by nobody, until the test is over. The test runner's own
 * handlers are put aside meanwhile.
 */
export function uncaughtErrors(): unknown[] {
  const errors: unknown[] = [];
  const handlers = process.listeners('uncaughtException');
  const handler = (error: unknown) => {
    errors.push(error);
  };
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', handler);
  onTestFinished(() => {
    process.off('uncaughtException', handler);
    for (const listener of handlers) process.on('uncaughtException', listener);
  });
  return errors;
}

/** Waits until everything has happened that was put off to a macrotask. */
export async function macrotask(): Promise<void> {
  // Timers of the same delay fire in the order in which they were set, so those that promises set
  // have fired after the second.
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
}
