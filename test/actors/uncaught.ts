import { vi } from 'vitest';

/** Everything thrown to the host by timers until now. Needs fake timers. */
export function uncaught(): unknown[] {
  const errors: unknown[] = [];
  while (vi.getTimerCount() > 0) {
    try {
      vi.advanceTimersToNextTimer();
    } catch (error) {
      errors.push(error);
    }
  }
  return errors;
}

/** Fails the test at hand when something was thrown to the host that it did not ask for. */
export function expectNothingUncaught(): void {
  const errors = uncaught();
  if (errors.length > 0) throw new AggregateError(errors, 'nobody caught these');
}
