import * as xstate from 'xstate';
import { Actor, createActor } from '../../src/actors/actor.ts';
import { fromCallback } from '../../src/actors/logic/callback.ts';
import { createEmptyActor } from '../../src/actors/logic/empty.ts';
import { fromEventObservable, fromObservable } from '../../src/actors/logic/observable.ts';
import { fromPromise } from '../../src/actors/logic/promise.ts';
import { fromTransition } from '../../src/actors/logic/transition.ts';
import { toObserver } from '../../src/actors/to-observer.ts';
import { toPromise } from '../../src/actors/to-promise.ts';
import { waitFor } from '../../src/actors/wait-for.ts';

/** What the actors of both libraries offer, without their types. */
export type Library = Record<keyof typeof ours, any>;

const ours = {
  Actor,
  createActor,
  createEmptyActor,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  toObserver,
  toPromise,
  waitFor,
};

/** Says what happened. Plain data, errors and actors can be told. */
export type Log = (what: string, ...details: unknown[]) => void;
export type Scenario = (library: Library, log: Log) => void | Promise<void>;

/** What a scenario says on each library, in the same words for the same things. */
export async function runOnBoth(
  scenario: Scenario,
): Promise<{ published: readonly string[]; detent: readonly string[] }> {
  return { published: await run(xstate, scenario), detent: await run(ours, scenario) };
}

async function run(library: object, scenario: Scenario): Promise<readonly string[]> {
  const lines: string[] = [];
  const names = new Map<string, string>();
  // Session ids count all actors there ever were; here they count from the first one mentioned.
  const rename = (text: string) =>
    text.replace(/x:\d+/g, (id) => {
      if (!names.has(id)) names.set(id, `x#${names.size}`);
      return names.get(id)!;
    });
  await scenario(library as Library, (what, ...details) => {
    lines.push(rename([what, ...details.map(print)].join(' ')));
  });
  return lines;
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Error) return `Error: ${inner.message}`;
    if (inner === undefined) return 'undefined';
    if (typeof inner === 'function') return 'function';
    return inner;
  });
}

/** Logs all that an actor tells its observers. */
export function observe(actor: any, log: Log, name = 'observer'): void {
  actor.subscribe({
    next: (snapshot: any) =>
      log(`${name} next`, snapshot.status, snapshot.context ?? snapshot.count),
    error: (error: unknown) => log(`${name} error`, error),
    complete: () => log(`${name} complete`),
  });
}

/** An inspector that logs names, fields and their order. */
export function inspector(log: Log): (event: any) => void {
  return ({ type, actorRef, rootId, ...rest }) => {
    const told = Object.entries(rest).map(([field, value]: [string, any]) => {
      if (field === 'sourceRef') return `from=${value?.id ?? 'outside'}`;
      if (field === 'snapshot') return `snapshot=${value.status}`;
      return `${field}=${print(value)}`;
    });
    log(`${type} ${actorRef.id}/${actorRef._processingStatus}/${rootId}`, ...told);
  };
}
