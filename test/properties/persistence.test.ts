import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { WHOLE_VOCABULARY, arbitraryScenario } from '../differential/arbitrary-machine.ts';
import { subject } from '../differential/libraries.ts';
import type { Scenario } from '../differential/machine-spec.ts';
import { TIMEOUT_MS, runs } from '../differential/runs.ts';
import type { Step } from '../differential/trace.ts';
import { continueRun, createRun } from '../differential/trace.ts';

const scenarios = arbitraryScenario({ ...WHOLE_VOCABULARY, unpersistable: false });

describe('an actor that is restored from its persisted snapshot', () => {
  test(
    'goes on as if nothing had happened, at any point, timers and children included',
    () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      fc.assert(
        fc.property(scenarios, fc.nat(), (scenario, at) => {
          const { persisted, nowMs, rest, suffix } = interrupt(scenario, at);
          const restored = createRun(subject, scenario, {
            nowMs,
            actor: { snapshot: JSON.parse(JSON.stringify(persisted)) },
          });
          restored.actor.start();
          restored.look('the restart');
          expect(continueRun(restored, rest).map(comparable)).toEqual(suffix.map(comparable));
        }),
        runs(0.4),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'persists the same again',
    () => {
      vi.spyOn(console, 'warn').mockReturnValue();
      fc.assert(
        fc.property(scenarios, fc.nat(), (scenario, at) => {
          const { persisted, nowMs } = interrupt(scenario, at);
          const before = JSON.stringify(persisted);
          const { actor } = createRun(subject, scenario, {
            nowMs,
            actor: { snapshot: JSON.parse(before) },
          });
          actor.start();
          expect(JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))).toEqual(
            JSON.parse(before),
          );
        }),
        runs(0.2),
      );
    },
    TIMEOUT_MS,
  );
});

/** Runs a scenario, and persists the actor after the first `at` stimuli. */
function interrupt(scenario: Scenario, at: number) {
  const run = createRun(subject, scenario);
  const cut = at % (scenario.stimuli.length + 1);
  const rest = scenario.stimuli.slice(cut);
  run.actor.start();
  run.look('start');
  continueRun(run, scenario.stimuli.slice(0, cut));
  const persisted = run.actor.getPersistedSnapshot();
  const nowMs: number = run.clock.now();
  return { persisted, nowMs, rest, suffix: continueRun(run, rest) };
}

/** A stopped child is no longer there to be asked. */
function comparable(step: Step): unknown {
  return { ...step, children: undefined };
}
