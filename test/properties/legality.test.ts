import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_VOCABULARY, arbitraryScenario } from '../differential/arbitrary-machine.ts';
import { subject } from '../differential/libraries.ts';
import { defaultId, everyState, isHistory } from '../differential/machine-spec.ts';
import { TIMEOUT_MS, runs } from '../differential/runs.ts';
import type { Step } from '../differential/trace.ts';
import { traceLive } from '../differential/trace.ts';
import { configurationOf } from './configuration.ts';

const scenarios = arbitraryScenario({ ...WHOLE_VOCABULARY, faults: false, quiet: false });

describe('whatever a machine does', () => {
  test(
    'its configuration is legal: one child of each compound state, all regions of a parallel one',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          for (const { value } of soundSteps(traceLive(subject, scenario))) {
            expect(() => configurationOf(scenario.spec.root, value)).not.toThrow();
          }
        }),
        runs(0.3),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'only inactive states are entered, only active ones are left, and the value tells which are active',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const active = new Set<string>();
          for (const step of soundSteps(traceLive(subject, scenario))) {
            for (const { sign, id } of crossings(step)) {
              expect(active.has(id), `${sign}${id} after ${step.after}`).toBe(sign === '-');
              if (sign === '+') active.add(id);
              else active.delete(id);
            }
            const expected =
              step.status === 'active' ? configurationOf(scenario.spec.root, step.value) : [];
            expect([...active].sort()).toEqual(expected.sort());
          }
        }),
        runs(0.3),
      );
    },
    TIMEOUT_MS,
  );

  test(
    'states are entered in document order and left in reverse document order',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const order = new Map(
            everyState(scenario.spec.root)
              .filter((state) => !isHistory(state))
              .map((state, index) => [defaultId(state.path), index]),
          );
          for (const step of soundSteps(traceLive(subject, scenario))) {
            for (const { sign, ids } of blocks(step)) {
              const inOrder = ids.toSorted((a, b) => order.get(a)! - order.get(b)!);
              expect(ids).toEqual(sign === '+' ? inOrder : inOrder.toReversed());
            }
          }
        }),
        runs(0.3),
      );
    },
    TIMEOUT_MS,
  );
});

/** The steps before something failed: a failed macrostep leaves the snapshot as it was, but not the log. */
function soundSteps(steps: Step[]): Step[] {
  const fault = steps.findIndex(({ status }) => status === 'error');
  return fault < 0 ? steps : steps.slice(0, fault);
}

interface Crossing {
  readonly sign: '+' | '-';
  readonly id: string;
}

/** Entries and exits, in the order in which they happened. */
function crossings({ log }: Step): Crossing[] {
  return log.flatMap((line) => {
    const [, sign, id] = /^([+-])(m\S*) /.exec(line) ?? [];
    return sign && id ? [{ sign: sign as '+' | '-', id }] : [];
  });
}

/** Entries, and exits, of one microstep: all exits come before all entries. */
function blocks(step: Step): { sign: '+' | '-'; ids: string[] }[] {
  const blocks: { sign: '+' | '-'; ids: string[] }[] = [];
  for (const { sign, id } of crossings(step)) {
    const last = blocks.at(-1);
    if (last?.sign === sign) last.ids.push(id);
    else blocks.push({ sign, ids: [id] });
  }
  return blocks;
}
