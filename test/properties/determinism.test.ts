import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { WHOLE_VOCABULARY, arbitraryScenario } from '../differential/arbitrary-machine.ts';
import { subject } from '../differential/libraries.ts';
import { TIMEOUT_MS, runs } from '../differential/runs.ts';
import type { Step } from '../differential/trace.ts';
import { traceLive, tracePure } from '../differential/trace.ts';
import { deepFreeze } from './deep-freeze.ts';

describe('a random machine', () => {
  test(
    'does the same whenever the same happens to it',
    () => {
      silence();
      fc.assert(
        fc.property(arbitraryScenario(), (scenario) => {
          expect(traceLive(subject, scenario)).toEqual(traceLive(subject, scenario));
        }),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'does the same with a frozen config, so that no config is ever written to',
    () => {
      silence();
      fc.assert(
        fc.property(arbitraryScenario(), (scenario) => {
          expect(traceLive(subject, scenario, { config: deepFreeze })).toEqual(
            traceLive(subject, scenario),
          );
          expect(tracePure(subject, scenario, { config: deepFreeze })).toEqual(
            tracePure(subject, scenario),
          );
        }),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'does the same through transition() as in a live actor',
    () => {
      silence();
      fc.assert(
        fc.property(
          // What comes from mailbox, clock and children is up to whoever performs the effects.
          arbitraryScenario({
            ...WHOLE_VOCABULARY,
            actors: false,
            timers: false,
            mailbox: false,
            faults: false,
          }),
          (scenario) => {
            const live = untilTheEnd(traceLive(subject, scenario));
            const pure = tracePure(subject, scenario);
            expect(pure.map(withoutHost)).toEqual(live.map(withoutHost));
          },
        ),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'gives no other result through transition() when the same snapshot is used twice',
    () => {
      silence();
      fc.assert(
        fc.property(arbitraryScenario({ ...WHOLE_VOCABULARY, faults: false }), (scenario) => {
          const once = tracePure(subject, scenario);
          const twice = tracePure(subject, scenario, { again: true });
          expect(twice).toEqual(once);
        }),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );
});

function silence(): void {
  vi.spyOn(console, 'warn').mockReturnValue();
}

/** The trace of the pure functions ends with the machine. */
function untilTheEnd(steps: Step[]): Step[] {
  const end = steps.findIndex(({ status }) => status !== 'active');
  return end < 0 ? steps : steps.slice(0, end + 1);
}

/** A step without what only a host does: notify, persist. */
function withoutHost({ log, ...step }: Step): unknown {
  const isEmission = (line: string) => line.startsWith('emitted');
  const isOfHost = (line: string) => line.startsWith('observed') || line.startsWith('effect');
  return {
    ...step,
    persisted: undefined,
    log: log.filter((line) => !isOfHost(line) && !isEmission(line)),
    emitted: log.filter(isEmission),
  };
}
