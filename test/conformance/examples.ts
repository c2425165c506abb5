import { expect, test, vi } from 'vitest';
import { oracle, subject } from '../differential/libraries.ts';
import type { Library } from '../differential/library.ts';

/**
 * A small machine, what happens to it, and what it does: one line per event, the first for the
 * start. `+a` the state a is entered, `-a` it is left, other words are written by actions; after
 * `=` come the value, and what the machine has ended in.
 */
export interface Example {
  /** What the example shows, to be read after the rule. */
  readonly shows: string;
  readonly machine: (write: Writing) => any;
  readonly events?: readonly (string | { type: string; [key: string]: unknown })[];
  readonly does: readonly string[];
  /** Where the published xstate does something else: what that is. */
  readonly xstateDoes?: readonly string[];
}

/** What the machine of an example is written with. */
export interface Writing extends Library {
  /** An action that writes a word. */
  did(word: string | ((args: any) => string)): any;
  /** An actor that says when it starts and stops, and which answers nothing. */
  child(name: string): any;
  clock: any;
}

/**
 * Runs a table of examples of one rule, each on this library and on xstate: where both are to do
 * the same, that checks the expectation; where xstate is to do something else, that checks the
 * claim.
 */
export function examplesOf(rule: string, examples: readonly Example[]): void {
  const named = examples.map((example) => [example.shows, example] as const);
  test.each(named)(`${rule}: %s`, (_, example) => {
    vi.spyOn(console, 'warn').mockReturnValue();
    expect(run(subject, example)).toEqual(example.does);
    agreesWithXstate(example);
  });
}

function agreesWithXstate(example: Example): void {
  expect(run(oracle, example), 'in xstate').toEqual(example.xstateDoes ?? example.does);
}

/** Runs an example; `{ advance: ms }` as event type `after` moves the clock. */
export function run(library: Library, { machine, events = [] }: Example): string[] {
  const words: string[] = [];
  const clock = new library.SimulatedClock();
  const config = machine(writing(library, words, clock));
  const actor = library.createActor(library.createMachine(watch('m', config, words)), { clock });
  actor.subscribe({ error: (error: any) => words.push(`error:${error.message ?? error}`) });
  actor.on('*', (emitted: any) => words.push(`emitted:${emitted.type}`));
  const line = () => {
    const { status, value, output } = actor.getSnapshot();
    const done = words.splice(0).join(' ');
    const end = output === undefined ? [] : [`output:${JSON.stringify(output)}`];
    return [done, `=${print(value)}`, ...(status === 'active' ? [] : [status]), ...end]
      .filter(Boolean)
      .join(' ');
  };
  actor.start();
  return [
    line(),
    ...events.map((event) => {
      const type = typeof event === 'string' ? event : event.type;
      const wait = /^after (\d+)$/.exec(type);
      if (wait) clock.increment(Number(wait[1]));
      else actor.send(typeof event === 'string' ? { type } : event);
      return line();
    }),
  ];
}

/** A state value in few characters: `a`, `P(A(a1) B(b1))`. Keys in alphabetical order. */
function print(value: any): string {
  if (typeof value === 'string') return value;
  return Object.keys(value)
    .sort()
    .map((key) => {
      const inner = print(value[key]);
      return inner ? `${key}(${inner})` : key;
    })
    .join(' ');
}

function writing(library: Library, words: string[], clock: any): Writing {
  return {
    ...library,
    clock,
    did: (word) => (args: any) => {
      words.push(typeof word === 'string' ? word : word(args));
    },
    child: (name) =>
      library.fromCallback(() => {
        words.push(`start:${name}`);
        return () => words.push(`stop:${name}`);
      }),
  };
}

/** Lets every state say when it is entered and left, before its own actions. */
function watch(key: string, config: any, words: string[]): any {
  if (config.type === 'history') return config;
  const say = (word: string) => () => {
    words.push(word);
  };
  return {
    ...config,
    entry: [say(`+${key}`), ...[config.entry ?? []].flat()],
    exit: [say(`-${key}`), ...[config.exit ?? []].flat()],
    ...(config.states && {
      states: Object.fromEntries(
        Object.entries(config.states).map(([child, inner]) => [child, watch(child, inner, words)]),
      ),
    }),
  };
}
