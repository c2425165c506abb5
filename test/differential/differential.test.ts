import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Vocabulary } from './arbitrary-machine.ts';
import { WHOLE_VOCABULARY, arbitraryScenario } from './arbitrary-machine.ts';
import {
  WITHOUT_EXPLAINED_DIFFERENCES,
  WITHOUT_REORDERED_REGIONS,
  inspectOracle,
  withoutChildrenOfFailure,
  intoDocumentOrder,
} from './explained-differences.ts';
import { oracle, subject } from './libraries.ts';
import { TIMEOUT_MS, runs } from './runs.ts';
import { traceLive, tracePure } from './trace.ts';

const bare = { actors: false, timers: false, mailbox: false, faults: false };

const live: [name: string, share: number, vocabulary: Partial<Vocabulary>][] = [
  ['states and transitions', 0.45, bare],
  ['and timers', 0.15, { ...bare, timers: true, mailbox: true }],
  ['and children', 0.3, { faults: false }],
  ['and faults', 0.1, {}],
];

const pure = WITHOUT_REORDERED_REGIONS.flatMap(
  (order): [name: string, share: number, vocabulary: Partial<Vocabulary>][] => [
    [`states and transitions, ${JSON.stringify(order)}`, 0.35, { ...bare, ...order }],
    [`effects as data, ${JSON.stringify(order)}`, 0.15, { faults: false, ...order }],
  ],
);

const comparable = (vocabulary: Partial<Vocabulary>) =>
  arbitraryScenario({
    ...WHOLE_VOCABULARY,
    ...vocabulary,
    ...WITHOUT_EXPLAINED_DIFFERENCES,
  });

describe('a random machine does the same here and in xstate', () => {
  test.each(live)(
    'as a live actor: %s',
    (_, share, vocabulary) => {
      vi.spyOn(console, 'warn').mockReturnValue();
      fc.assert(
        fc.property(comparable(vocabulary), (scenario) => {
          const watch = inspectOracle();
          const expected = traceLive(oracle, scenario, { actor: { inspect: watch.inspect } });
          fc.pre(!watch.tookLateEvent);
          expect(withoutChildrenOfFailure(traceLive(subject, scenario))).toEqual(
            withoutChildrenOfFailure(expected),
          );
        }),
        runs(share),
      );
    },
    TIMEOUT_MS,
  );

  test.each(pure)(
    'through the pure functions: %s',
    (_, share, vocabulary) => {
      vi.spyOn(console, 'warn').mockReturnValue();
      fc.assert(
        fc.property(comparable(vocabulary), (scenario) => {
          expect(tracePure(subject, scenario)).toEqual(
            tracePure(oracle, scenario, { snapshot: intoDocumentOrder }),
          );
        }),
        runs(share),
      );
    },
    TIMEOUT_MS,
  );
});
