import { uncached } from 'detent/tooling';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { arbitraryScenario } from '../differential/arbitrary-machine.ts';
import { subject } from '../differential/libraries.ts';
import { TIMEOUT_MS, runs } from '../differential/runs.ts';
import { traceLive, tracePure } from '../differential/trace.ts';

describe('a random machine that keeps nothing in caches', () => {
  test.each([
    ['as a live actor', traceLive],
    ['through the pure functions', tracePure],
  ])(
    'does the same as one that does, %s',
    (_, trace) => {
      vi.spyOn(console, 'warn').mockReturnValue();
      fc.assert(
        fc.property(arbitraryScenario(), (scenario) => {
          expect(trace(subject, scenario, { machine: uncached })).toEqual(trace(subject, scenario));
        }),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );
});
