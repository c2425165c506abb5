import { createActor, createMachine } from 'detent';
import * as dev from 'detent/dev';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as xstateDev from 'xstate/dev';

const actor = createActor(createMachine({}));

afterEach(() => vi.unstubAllGlobals());

/** The tools that a page may have, and what they were told of. */
function stubTools(global: { window: boolean; tools: boolean }): unknown[] {
  const registered: unknown[] = [];
  if (global.window) vi.stubGlobal('window', globalThis);
  if (global.tools) {
    vi.stubGlobal('__xstate__', { register: (service: unknown) => registered.push(service) });
  }
  return registered;
}

test('offers what xstate/dev offers', () => {
  expect(Object.keys(dev).sort()).toEqual(Object.keys(xstateDev).sort());
  expect(dev.getGlobal()).toBe(globalThis);
});

describe.each([
  ['registerService', dev.registerService, xstateDev.registerService],
  ['devToolsAdapter', dev.devToolsAdapter, xstateDev.devToolsAdapter],
] as const)('%s', (_, ours, theirs) => {
  test.each([
    ['in a page with tools shows the actor to them', true, true, 1],
    ['in a page without tools does nothing', true, false, 0],
    ['outside of a page does nothing', false, true, 0],
  ])('%s', (_, window, tools, shown) => {
    const registered = stubTools({ window, tools });
    ours(actor);
    expect(registered).toEqual(shown === 1 ? [actor] : []);
    theirs(actor as never);
    expect(registered).toHaveLength(2 * shown);
  });
});
