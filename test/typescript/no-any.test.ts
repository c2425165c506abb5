// That nobody who uses the library reads an `any` where a type could stand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findReadAnys } from './any-positions.ts';
import { root, Workspace } from './workspace.ts';

/** Where `any` is right: by why, the declarations, and members where not all are meant. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'its name says so, and xstate has the type of this name': [
    'AnyActor',
    'AnyActorLogic',
    'AnyActorRef',
    'AnyActorScope',
    'AnyActorSystem',
    'AnyEventObject',
    'AnyFunction',
    'AnyInvokeConfig',
    'AnyMachineSnapshot',
    'AnyStateConfig',
    'AnyStateMachine',
    'AnyStateNode',
    'AnyStateNodeConfig',
    'AnyStateNodeDefinition',
    'AnyTransitionConfig',
    'AnyTransitionDefinition',
    'TODO',
  ],
  'any fields, as xstate has it: an interface fits a record of `any` and no other': [
    'MachineContext',
    'MetaObject',
  ],
  'the same for the events that the library sends': ['LibraryEvent'],
  'an inspector hears of actors of any kind, and reads `getSnapshot().value` with xstate too': [
    'InspectedActorRef.getSnapshot',
  ],
  'only who makes the ids of a clock knows what they are, and host timers take them': [
    'Clock.clearTimeout',
  ],
  'a logger takes what `console.log` takes': ['Logger'],
  'of `any` one gets `any`, and not the `never` that conditional types would make of it': [
    'ContextFrom',
    'EventOf',
    'InputOf',
    'LogicEmitted',
    'LogicEvent',
    'LogicInput',
    'LogicOutput',
    'LogicSnapshot',
    'Names',
    'ResolvedEvent',
    'ToActorMap',
  ],
  'an argument without an annotation is not checked: `fromPromise(({ input }) => ...)`': [
    'FromCallback',
    'FromEventObservable',
    'FromObservable',
    'FromPromise',
    'FromTransition',
    'FromTransition.input',
  ],
  'members of the bag that nobody has described; those of xstate are `any` too': [
    'ConfigBag',
    'DeclaredBag.input',
    'DefaultBag.actions',
    'DefaultBag.actors',
    'DefaultBag.guards',
    'DefaultBag.input',
    'DefaultBag.meta',
    'DefaultBag.refs',
    'DefaultBag.states',
    'DefaultBag.transitionMeta',
    'DescribedBag',
    'ToParamsMap',
  ],
  'logic that nobody has described: its output is `any` in xstate too': ['LogicOf'],
  'a bag stands where it is compared only, so that everything fits it': [
    'ActionBag',
    'AnyBag',
    'CollectingBag.actions',
    'CollectingBag.delays',
    'CollectingBag.guards',
    'ContextFactory',
    'EnqueueActionsAction',
    'MachineConfig',
    'Needed',
  ],
  'an action that was written for few events fits a machine with more': ['Self'],
  'a config, erased: what functions take and give is not known there': ['UserFunction'],
  'what a question to the compiler leaves out': ['Unasked'],
  'a snapshot, erased: for tools, which know no context': ['Context'],
  'what begins as `null` or `[]` may become anything, and the context of an interpreter is live': [
    'VariableOf',
  ],
  'for `implements`: a method says what its payload or its input is': [
    'Annotatable',
    'LogicMethods',
  ],
};

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const entries = Object.values(manifest.exports).flatMap((target) =>
  typeof target === 'string' ? [] : [target.types.replace('./dist/', '')],
);

test('nobody reads an `any`, but where there is a reason for it', () => {
  const found = findReadAnys(inject('builtPackage'), entries);
  const names = new Set(Object.values(allowed).flat());
  const faults = found.filter(({ name }) => !names.has(name));
  expect(faults.map(({ name, place }) => `${name}, ${place}`)).toEqual([]);
  const needed = new Set(found.map(({ name }) => name));
  expect([...names].filter((name) => !needed.has(name))).toEqual([]);
});

describe('what counts as read', () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = new Workspace();
  });
  afterAll(() => workspace.remove());

  test.each([
    ['export declare const value: any;', ['value']],
    ['export declare function make(): any;', ['make']],
    ['export declare function take(value: any): void;', []],
    ['export declare function call(back: (value: any) => void): void;', ['call']],
    ['export declare function ask(back: () => any): void;', []],
    ['export interface Shape { readonly a: { readonly b: any } }', ['Shape.a.b']],
    ['export declare class Box { get(): any; private hidden: any; }', ['Box.get']],
    ['export declare function limit<T extends (...args: any[]) => void>(value: T): T;', []],
    ['export declare function lazy<T = any>(): T;', ['lazy']],
    ['export type Pick<T> = T extends Promise<any> ? any : never;', ['Pick']],
    ['interface Inner { a: any } export declare const outer: Inner;', ['Inner.a']],
    ['interface Inner { a: any } export declare function take(inner: Inner): void;', []],
    ['export declare const list: Promise<readonly any[]>;', ['list']],
    ['interface In<T> { take(value: T): void } export declare const sink: In<any>;', []],
    ['interface Out<T> { give(): T } export declare const source: Out<any>;', ['source']],
    [
      'type Two<T> = (back: (value: T) => void) => void; export declare const two: Two<any>;',
      ['two'],
    ],
    ['interface List<T> { next: List<T>; } export declare const endless: List<any>;', []],
    ['declare const a: { b: any }; export declare const c: typeof a;', ['a.b']],
    ['export type Keys<T> = { [K in keyof T & keyof any]: string };', []],
  ])('%s', (source, names) => {
    const file = 'sample.d.ts';
    // Without it everything in a declaration file is exported.
    workspace.write(file, `${source} export {};`);
    expect(findReadAnys(workspace.folder, [file]).map(({ name }) => name)).toEqual(names);
  });
});
