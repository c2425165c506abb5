import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXPLAINED_DIFFERENCES } from './explained-differences.ts';

test.each(EXPLAINED_DIFFERENCES)(
  '$name: has an example of what this library does',
  ({ example }) => {
    expect(existsSync(new URL(`../conformance/${example}`, import.meta.url))).toBe(true);
  },
);
