import { createActor, createMachine, fromCallback, spawnChild, stopChild } from 'detent';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Children } from '../../src/engine/children.ts';

/** A change to one of the versions that there are, the newest or an older one. */
const change = fc.record({
  kind: fc.constantFrom('with', 'without'),
  id: fc.nat({ max: 12 }).map((n) => `c${n}`),
  /** Which version: mostly the newest. */
  back: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(200) }),
  /** A version that is read meanwhile, if any. */
  reads: fc.option(fc.nat(200), { freq: 3 }),
});

describe('the children of a snapshot', () => {
  test('are values: every version stays what it was, as copies would', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
        const versions = [Children.of([])];
        const copies: ReadonlyMap<string, unknown>[] = [new Map()];
        for (const [n, { kind, id, back, reads }] of changes.entries()) {
          const at = Math.max(0, versions.length - 1 - back);
          const copy = new Map(copies[at]);
          const child = { n } as never;
          const before = versions[at]!;
          // Another child of the same id is not what is to go.
          const goes = n % 5 === 0 ? child : (copy.get(id) as never);
          if (kind === 'with') copy.set(id, child);
          else if (goes === copy.get(id)) copy.delete(id);
          versions.push(kind === 'with' ? before.with(id, child) : before.without(id, goes));
          copies.push(copy);
          if (reads !== null) expectSame(versions, copies, reads % versions.length);
        }
        for (const i of versions.keys()) expectSame(versions, copies, i);
      }),
      { numRuns: 300 },
    );
  });

  function expectSame(
    versions: readonly Children[],
    copies: readonly ReadonlyMap<string, unknown>[],
    i: number,
  ) {
    const [version, copy] = [versions[i]!, copies[i]!];
    expect(version.size).toBe(copy.size);
    expect(new Set(version.values())).toEqual(new Set(copy.values()));
    expect(version.toRecord()).toEqual(Object.fromEntries(copy));
    for (let n = 0; n <= 12; n++) expect(version.get(`c${n}`)).toBe(copy.get(`c${n}`));
  }

  const machine = createMachine({
    on: {
      ADD: {
        actions: spawnChild(
          fromCallback(() => undefined),
          { id: ({ event }) => event.id },
        ),
      },
      REMOVE: { actions: stopChild(({ event }) => event.id) },
    },
  });

  const command = fc.record({
    type: fc.constantFrom('ADD', 'REMOVE'),
    id: fc.nat({ max: 150 }).map((n) => `c${n}`),
  });

  test('are those of its time, whenever they are read', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 250 }), fc.boolean(), (commands, reversed) => {
        const actor = createActor(machine).start();
        const alive = new Set<string>();
        const moments: [any, string[]][] = [];
        for (const event of commands) {
          if (event.type === 'ADD' && alive.has(event.id)) continue;
          actor.send(event);
          if (event.type === 'ADD') alive.add(event.id);
          else alive.delete(event.id);
          moments.push([actor.getSnapshot(), [...alive]]);
        }
        for (const [snapshot, ids] of reversed ? moments.toReversed() : moments) {
          expect(Object.keys(snapshot.children).toSorted()).toEqual(ids.toSorted());
        }
        expect(Object.keys(actor.getSnapshot().children)).toEqual([...alive]);
        actor.stop();
      }),
      { numRuns: 50 },
    );
  });

  test('do not change when a later snapshot of the same actor has others', () => {
    const actor = createActor(machine).start();
    actor.send({ type: 'ADD', id: 'one' });
    const one = actor.getSnapshot();
    actor.send({ type: 'ADD', id: 'two' });
    const both = actor.getSnapshot();
    actor.send({ type: 'REMOVE', id: 'one' });
    const two = actor.getSnapshot();
    expect(Object.keys(two.children)).toEqual(['two']);
    expect(Object.keys(one.children)).toEqual(['one']);
    expect(Object.keys(both.children).toSorted()).toEqual(['one', 'two']);
    expect(both.children['one']).toBe(one.children['one']);
  });
});
