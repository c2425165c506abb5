/**
 * How many random machines a test runs, and from which seed.
 *
 * `npm test` runs the same machines every time. With DETENT_LONG=1 the number is tenfold and the
 * seed new; DETENT_RUNS and DETENT_SEED choose them. A failing property prints its seed.
 */
export function runs(share = 1): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil(TOTAL * share), seed: SEED };
}

/** For tests that need more than the usual time in a long run. */
export const TIMEOUT_MS = 60_000 + 100 * totalRuns();

const TOTAL = totalRuns();
const SEED = chosen('DETENT_SEED') ?? (process.env['DETENT_LONG'] ? Date.now() % 2 ** 31 : 1_701);

if (process.env['DETENT_LONG']) console.info(`random machines: ${TOTAL} from seed ${SEED}`);

function totalRuns(): number {
  return chosen('DETENT_RUNS') ?? (process.env['DETENT_LONG'] ? 10_000 : 1_000);
}

function chosen(variable: string): number | undefined {
  const value = process.env[variable];
  return value === undefined ? undefined : Number(value);
}
