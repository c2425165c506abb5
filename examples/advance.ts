import type { SimulatedClock } from 'detent';

/**
 * Moves a simulated clock on, millisecond by millisecond, because promises settle between two
 * of them.
 */
export async function advance(clock: SimulatedClock, ms: number): Promise<void> {
  const endMs = clock.now() + ms;
  for (await settled(); clock.now() < endMs; await settled()) clock.increment(1);
}

/** Resolves once all promises that could settle by now have done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
