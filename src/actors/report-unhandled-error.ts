/**
 * Rethrows an error that nobody handles in a macrotask, so that it reaches `uncaughtException` or
 * `window.onerror` and never the code that sent the event.
 */
export function reportUnhandledError(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}
