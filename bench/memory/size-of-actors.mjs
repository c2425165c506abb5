import * as detent from 'detent';
import * as xstate from 'xstate';
import { heapAfterGc } from './heap.mjs';

const liveActors = 10_000;

/**
 * Bytes that one actor of a small machine takes, the machine itself not counted.
 * @returns {Promise<Record<string, Record<string, number>>>}
 */
export async function bytesPerActor() {
  return {
    'created, not started': await ofBoth(({ createActor }, machine) => createActor(machine)),
    started: await ofBoth(({ createActor }, machine) => createActor(machine).start()),
    'started, after an event': await ofBoth(({ createActor }, machine) => {
      const actor = createActor(machine).start();
      actor.send({ type: 'TOGGLE' });
      return actor;
    }),
  };
}

/** @param {(library: any, machine: any) => unknown} make */
async function ofBoth(make) {
  return { detent: await measure(detent, make), xstate: await measure(xstate, make) };
}

/**
 * @param {any} library
 * @param {(library: any, machine: any) => unknown} make
 */
async function measure(library, make) {
  const machine = library.createMachine({
    initial: 'off',
    context: { count: 0 },
    states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
  });
  make(library, machine);
  /** @type {unknown[]} */
  const actors = Array.from({ length: liveActors }, () => undefined);
  const before = await heapAfterGc();
  for (let i = 0; i < liveActors; i++) actors[i] = make(library, machine);
  const after = await heapAfterGc();
  // Read afterwards, so that they are alive when the heap is measured.
  return actors.length > 0 ? Math.round((after - before) / liveActors) : 0;
}
