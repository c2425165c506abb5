import * as detent from 'detent';
import { initialTransition, transition } from 'detent';
import {
  adjacencyMapToArray,
  createTestModel,
  getAdjacencyMap,
  getPathsFromEvents,
  getShortestPaths,
  getSimplePaths,
  serializeSnapshot,
  type StatePath,
} from 'detent/graph';
import { uncached } from 'detent/tooling';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryMachine, buildMachine } from './arbitrary-machine.ts';
import { outlineOf, type Library } from './samples.ts';

const EVENTS = ['A', 'B', 'C', 'D'].map((type) => ({ type }));

// Simple paths multiply with every state.
const FEW = { states: 3, counts: 2 };
const SOME = { states: 4, counts: 3 };

describe('whatever the machine', () => {
  test('every shortest path replays to its state', () => {
    checkMachines(SOME, (machine) => {
      for (const path of getShortestPaths(machine)) expectReplay(machine, path);
    });
  });

  test('no path is shorter', () => {
    checkMachines(SOME, (machine) => {
      const distances = bruteForceDistances(machine);
      const found = getShortestPaths(machine).map(({ state, weight }): [string, number] => [
        serializeSnapshot(state),
        weight,
      ]);
      expect(new Map(found)).toEqual(distances);
    });
  });

  test('nearer states come first, each once', () => {
    checkMachines(SOME, (machine) => {
      const paths = getShortestPaths(machine);
      const weights = paths.map(({ weight }) => weight);
      expect(weights).toEqual(weights.toSorted((a, b) => a - b));
      expect(new Set(paths.map(({ state }) => state)).size).toBe(paths.length);
    });
  });

  test('simple paths replay and visit no state twice', () => {
    checkMachines(FEW, (machine) => {
      for (const path of getSimplePaths(machine)) {
        expectReplay(machine, path);
        const visited = path.steps.map(({ state }) => serializeSnapshot(state));
        expect(new Set(visited).size).toBe(visited.length);
      }
    });
  });

  test('the simple paths are all that there are', () => {
    checkMachines(FEW, (machine) => {
      const found = getSimplePaths(machine).map(eventsOf);
      expect(new Set(found).size).toBe(found.length);
      expect(new Set(found)).toEqual(bruteForceSimplePaths(machine));
    });
  });

  test('the shortest paths are among the simple ones', () => {
    checkMachines(FEW, (machine) => {
      const simple = new Set(getSimplePaths(machine).map(eventsOf));
      for (const path of getShortestPaths(machine)) expect(simple).toContain(eventsOf(path));
    });
  });

  test('of simple and shortest paths, wanted states only leave out the other paths', () => {
    checkMachines(FEW, (machine) => {
      const toState = ({ context }: any) => context.n === 1;
      const options = { toState, stopWhen: () => false };
      const wanted = (paths: any[]) => outlineOf(paths.filter(({ state }) => toState(state)));
      expect(outlineOf(getSimplePaths(machine, options))).toEqual(wanted(getSimplePaths(machine)));
      expect(outlineOf(getShortestPaths(machine, options))).toEqual(
        wanted(getShortestPaths(machine)),
      );
    });
  });

  test('every state that can be reached is in the adjacency map', () => {
    checkMachines(SOME, (machine) => {
      expect(new Set(Object.keys(getAdjacencyMap(machine)))).toEqual(
        new Set(bruteForceDistances(machine).keys()),
      );
    });
  });

  test('the transitions of the adjacency map are those of the machine', () => {
    checkMachines(SOME, (machine) => {
      for (const { state, event, nextState } of adjacencyMapToArray(getAdjacencyMap(machine))) {
        const [next] = transition(machine, state, event);
        expect(serializeSnapshot(nextState)).toBe(serializeSnapshot(next));
      }
    });
  });

  test('the paths of a test model take every transition that changes the state value', () => {
    checkMachines(SOME, (machine) => {
      const taken = new Set(
        createTestModel(machine)
          .getShortestPaths()
          .flatMap(({ steps }) =>
            steps.slice(1).map(({ state, event }, i) => valueText(steps[i]!.state, event, state)),
          ),
      );
      for (const { state, event, nextState } of adjacencyMapToArray(getAdjacencyMap(machine))) {
        if (JSON.stringify(state.value) === JSON.stringify(nextState.value)) continue;
        expect(taken).toContain(valueText(state, event, nextState));
      }
    });
  });

  test('no path of a test model is the beginning of another one', () => {
    checkMachines(SOME, (machine) => {
      const paths = createTestModel(machine)
        .getShortestPaths()
        .map(({ steps }) => steps.map(({ event }) => event.type).join(' '))
        .toSorted();
      for (const [i, path] of paths.entries()) {
        expect(`${paths[i + 1]} `.startsWith(`${path} `)).toBe(false);
      }
    });
  });

  test('the caches of the engine change nothing', () => {
    checkMachines(SOME, (machine) => {
      expect(outlineOf(getShortestPaths(uncached(machine)))).toEqual(
        outlineOf(getShortestPaths(machine)),
      );
    });
  });
});

function checkMachines(most: typeof FEW, check: (machine: any) => void): void {
  fc.assert(
    fc.property(arbitraryMachine(most), (small) => {
      check(buildMachine(detent as unknown as Library, small));
    }),
  );
}

function expectReplay(machine: any, path: StatePath<any, any>): void {
  const [first] = initialTransition(machine);
  expect(serializeSnapshot(path.steps[0]!.state)).toBe(serializeSnapshot(first as any));
  const events = path.steps.slice(1).map(({ event }) => event);
  expect(outlineOf(getPathsFromEvents(machine, events))).toEqual(outlineOf([path]));
  expect(path.weight).toBe(events.length);
}

/** Distance of each state from the first one: all sequences of events, one more event each time. */
function bruteForceDistances(machine: any): Map<string, number> {
  let frontier = [initialTransition(machine)[0] as any];
  const distances = new Map([[serializeSnapshot(frontier[0]) as string, 0]]);
  for (let distance = 1; frontier.length > 0; distance++) {
    const next = frontier.flatMap((state) =>
      EVENTS.map((event) => transition(machine, state, event)[0] as any),
    );
    frontier = next.filter((state) => {
      const text = serializeSnapshot(state);
      if (distances.has(text)) return false;
      distances.set(text, distance);
      return true;
    });
  }
  return distances;
}

/** All paths without a repeated state, as their events. */
function bruteForceSimplePaths(machine: any): Set<string> {
  const found = new Set<string>();
  const walk = (state: any, visited: readonly string[], events: readonly string[]) => {
    found.add(events.join(' '));
    for (const event of EVENTS) {
      const next: any = transition(machine, state, event)[0];
      const text = serializeSnapshot(next);
      if (!visited.includes(text)) walk(next, [...visited, text], [...events, event.type]);
    }
  };
  const [first] = initialTransition(machine) as any[];
  walk(first, [serializeSnapshot(first)], []);
  return found;
}

function eventsOf({ steps }: StatePath<any, any>): string {
  return steps
    .slice(1)
    .map(({ event }) => event.type)
    .join(' ');
}

function valueText(from: any, event: any, to: any): string {
  return `${JSON.stringify(from.value)} ${event.type} ${serializeSnapshot(to)}`;
}
