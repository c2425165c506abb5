import { describe, expect, test } from 'vitest';
import { libraries } from '../../bench/libraries.mjs';
import { scales } from '../../bench/scale/index.mjs';
import { scenarios } from '../../bench/scenarios/index.mjs';

describe.each(scenarios)('the benchmark: $name', ({ libraries: prepared, expected }) => {
  test.each(Object.entries(prepared))(
    'comes to the expected result with %s',
    async (name, prepare) => {
      const load = libraries[name as keyof typeof libraries];
      const subject = await prepare(await load(), 5);
      await subject.run(1);
      await subject.run(2);
      expect(subject.result()).toEqual(expected(3, 5));
    },
  );
});

test.each(scales)('the measurement of $name comes to the right result', async ({ measure }) => {
  const costs = await measure(64);
  expect(Object.values(costs).every(Number.isFinite)).toBe(true);
});
