import { describe, expect, test } from 'vitest';
import { tableOfScale, tableOfScenarios } from '../../bench/report/tables.mjs';
import { areMet, geometricMean, isFlat, judge } from '../../bench/report/verdict.mjs';
import type { Goal, Scenario } from '../../bench/scenarios/scenario.mjs';

const scenario = (goals: readonly Goal[]): Scenario => ({
  name: 'toggle',
  goals,
  expected: () => 0,
  libraries: {},
});

describe('the verdict on a scenario', () => {
  test('is the median of the ratios within each round, not the ratio of medians', () => {
    const rounds = { detent: [10, 100, 20], xstate: [1000, 1000, 1000] };
    const verdict = judge(scenario([]), rounds);
    expect(verdict.costs).toEqual({ detent: 20, xstate: 1000 });
    expect(verdict.timesAsXstate).toBe(50);
    expect(judge(scenario([]), { detent: [10, 20], xstate: [400, 400] }).timesAsXstate).toBe(30);
  });

  test.each<[goal: Goal, isMet: boolean]>([
    [{ over: 'xstate', times: 50 }, true],
    [{ over: 'xstate', times: 51 }, false],
    [{ over: 'jssm', times: 1 }, true],
    [{ over: 'jssm', times: 1.5 }, false],
    [{ over: 'robot3', times: 1 }, false],
    [{ atMost: 20 }, true],
    [{ atMost: 19 }, false],
  ])('on %o: met is %s', (goal, isMet) => {
    const rounds = { detent: [20], xstate: [1000], jssm: [25] };
    expect(areMet([judge(scenario([goal]), rounds)])).toBe(isMet);
  });

  test('shows a goal that is missed, and the mean of those against xstate', () => {
    const against = (times: number) =>
      judge(scenario([{ over: 'xstate', times }]), { detent: [10], xstate: [10 * times] });
    const without = judge(scenario([{ atMost: 5 }]), { detent: [10], 'by hand': [2] });
    const verdicts = [against(40), against(250), without];
    expect(geometricMean(verdicts).reached).toBeCloseTo(100);
    expect(tableOfScenarios(verdicts).split('\n')).toEqual([
      '| scenario       | detent |   xstate | times |           goal | met | by hand | others |',
      '| -------------- | -----: | -------: | ----: | -------------: | --: | ------: | ------ |',
      '| toggle         |  10 ns |   400 ns |   x40 |            x40 | yes |         |        |',
      '| toggle         |  10 ns | 2,500 ns |  x250 |           x250 | yes |         |        |',
      '| toggle         |  10 ns |          |       | at most 5.0 ns |  NO |  2.0 ns |        |',
      '| geometric mean |        |          |  x100 |            x80 | yes |         |        |',
    ]);
  });
});

describe('the verdict on a growing number', () => {
  const growth = { name: 'Actors', of: 'actors', sizes: [10, 1000], limit: 3 };

  test('is that a cost is flat up to its limit', () => {
    const costs = [
      { bytes: 500, send: 20 },
      { bytes: 500, send: 60 },
    ];
    expect(isFlat({ ...growth, costs })).toBe(true);
  });

  test('shows each cost that grows', () => {
    const costs = [
      { bytes: 500, send: 20 },
      { bytes: 500, send: 80 },
    ];
    expect(isFlat({ ...growth, costs })).toBe(false);
    expect(
      tableOfScale({ ...growth, costs })
        .split('\n')
        .at(-1),
    ).toMatch(/x1\.0 +\| +x4\.0 NO/);
  });
});
