// That a value of another kind is refused where it is written, in every place of a config.
import { createMachine, fromPromise, setup } from 'detent';

const { createMachine: create, createStateConfig } = setup({
  actors: { load: fromPromise(async () => 1) },
});

// Each in a line of its own: an error stands in the line of the mistake.
// @ts-expect-error
create({ states: 'b' });
// @ts-expect-error
create({ states: 5 });
// @ts-expect-error
create({ states: null });
// @ts-expect-error
create({ states: [] });
// @ts-expect-error
create({ states: ['a'] });
// @ts-expect-error
create({ states: () => 1 });
// @ts-expect-error
create({ states: { a: 'b' } });
// @ts-expect-error
create({ states: { a: 5 } });
// @ts-expect-error
create({ states: { a: null } });
// @ts-expect-error
create({ states: { a: undefined } });
// @ts-expect-error
create({ states: { a: [] } });
// @ts-expect-error
create({ states: { a: () => 1 } });
// @ts-expect-error
create({ states: { a: { states: 'b' } } });
// @ts-expect-error
create({ invoke: 'load' });
// @ts-expect-error
create({ invoke: 5 });
// @ts-expect-error
create({ invoke: ['load'] });
// @ts-expect-error
create({ states: { a: { invoke: 'load' } } });
// @ts-expect-error
create({ states: { a: { invoke: [5] } } });
// @ts-expect-error
create({ on: 'a' });
// @ts-expect-error
create({ on: ['a'] });
// @ts-expect-error
create({ on: { GO: 5 } });
// @ts-expect-error
create({ on: { GO: [5] } });
// @ts-expect-error
create({ on: { GO: { target: 5 } } });
// @ts-expect-error
create({ on: { GO: { guard: 5 } } });
// @ts-expect-error
create({ on: { GO: { actions: 5 } } });
// @ts-expect-error
create({ on: { GO: { actions: [5] } } });
// @ts-expect-error
create({ after: 'a' });
// @ts-expect-error
create({ after: ['a'] });
// @ts-expect-error
create({ after: 5 });
// @ts-expect-error
create({ always: 5 });
// @ts-expect-error
create({ onDone: 5 });
// @ts-expect-error
create({ entry: 5 });
// @ts-expect-error
create({ exit: [5] });
// @ts-expect-error
create({ initial: 5 });
// @ts-expect-error
create({ tags: 5 });
// @ts-expect-error
create({ id: 5 });
// @ts-expect-error
create({ type: 'other' });
// @ts-expect-error
create({ history: 'none' });
// @ts-expect-error
create({ description: 5 });
// @ts-expect-error
create('a');
// @ts-expect-error
create(5);
// @ts-expect-error
create(null);
// @ts-expect-error
create([]);
// @ts-expect-error
create(() => 1);
// @ts-expect-error
createMachine({ states: 'b' });
// @ts-expect-error
createMachine({ states: 5 });
// @ts-expect-error
createMachine({ states: null });
// @ts-expect-error
createMachine({ states: [] });
// @ts-expect-error
createMachine({ states: ['a'] });
// @ts-expect-error
createMachine({ states: () => 1 });
// @ts-expect-error
createMachine({ states: { a: 'b' } });
// @ts-expect-error
createMachine({ states: { a: 5 } });
// @ts-expect-error
createMachine({ states: { a: null } });
// @ts-expect-error
createMachine({ states: { a: undefined } });
// @ts-expect-error
createMachine({ states: { a: [] } });
// @ts-expect-error
createMachine({ states: { a: () => 1 } });
// @ts-expect-error
createMachine({ states: { a: { states: 'b' } } });
// @ts-expect-error
createMachine({ invoke: 'load' });
// @ts-expect-error
createMachine({ invoke: 5 });
// @ts-expect-error
createMachine({ invoke: ['load'] });
// @ts-expect-error
createMachine({ states: { a: { invoke: 'load' } } });
// @ts-expect-error
createMachine({ states: { a: { invoke: [5] } } });
// @ts-expect-error
createMachine({ on: 'a' });
// @ts-expect-error
createMachine({ on: ['a'] });
// @ts-expect-error
createMachine({ on: { GO: 5 } });
// @ts-expect-error
createMachine({ on: { GO: [5] } });
// @ts-expect-error
createMachine({ on: { GO: { target: 5 } } });
// @ts-expect-error
createMachine({ on: { GO: { guard: 5 } } });
// @ts-expect-error
createMachine({ on: { GO: { actions: 5 } } });
// @ts-expect-error
createMachine({ on: { GO: { actions: [5] } } });
// @ts-expect-error
createMachine({ after: 'a' });
// @ts-expect-error
createMachine({ after: ['a'] });
// @ts-expect-error
createMachine({ after: 5 });
// @ts-expect-error
createMachine({ always: 5 });
// @ts-expect-error
createMachine({ onDone: 5 });
// @ts-expect-error
createMachine({ entry: 5 });
// @ts-expect-error
createMachine({ exit: [5] });
// @ts-expect-error
createMachine({ initial: 5 });
// @ts-expect-error
createMachine({ tags: 5 });
// @ts-expect-error
createMachine({ id: 5 });
// @ts-expect-error
createMachine({ type: 'other' });
// @ts-expect-error
createMachine({ history: 'none' });
// @ts-expect-error
createMachine({ description: 5 });
// @ts-expect-error
createMachine('a');
// @ts-expect-error
createMachine(5);
// @ts-expect-error
createMachine(null);
// @ts-expect-error
createMachine([]);
// @ts-expect-error
createMachine(() => 1);
// @ts-expect-error
createStateConfig({ states: 'b' });
// @ts-expect-error
createStateConfig({ states: 5 });
// @ts-expect-error
createStateConfig({ states: null });
// @ts-expect-error
createStateConfig({ states: [] });
// @ts-expect-error
createStateConfig({ states: ['a'] });
// @ts-expect-error
createStateConfig({ states: () => 1 });
// @ts-expect-error
createStateConfig({ states: { a: 'b' } });
// @ts-expect-error
createStateConfig({ states: { a: 5 } });
// @ts-expect-error
createStateConfig({ states: { a: null } });
// @ts-expect-error
createStateConfig({ states: { a: undefined } });
// @ts-expect-error
createStateConfig({ states: { a: [] } });
// @ts-expect-error
createStateConfig({ states: { a: () => 1 } });
// @ts-expect-error
createStateConfig({ states: { a: { states: 'b' } } });
// @ts-expect-error
createStateConfig({ invoke: 'load' });
// @ts-expect-error
createStateConfig({ invoke: 5 });
// @ts-expect-error
createStateConfig({ invoke: ['load'] });
// @ts-expect-error
createStateConfig({ states: { a: { invoke: 'load' } } });
// @ts-expect-error
createStateConfig({ states: { a: { invoke: [5] } } });
// @ts-expect-error
createStateConfig({ on: 'a' });
// @ts-expect-error
createStateConfig({ on: ['a'] });
// @ts-expect-error
createStateConfig({ on: { GO: 5 } });
// @ts-expect-error
createStateConfig({ on: { GO: [5] } });
// @ts-expect-error
createStateConfig({ on: { GO: { target: 5 } } });
// @ts-expect-error
createStateConfig({ on: { GO: { guard: 5 } } });
// @ts-expect-error
createStateConfig({ on: { GO: { actions: 5 } } });
// @ts-expect-error
createStateConfig({ on: { GO: { actions: [5] } } });
// @ts-expect-error
createStateConfig({ after: 'a' });
// @ts-expect-error
createStateConfig({ after: ['a'] });
// @ts-expect-error
createStateConfig({ after: 5 });
// @ts-expect-error
createStateConfig({ always: 5 });
// @ts-expect-error
createStateConfig({ onDone: 5 });
// @ts-expect-error
createStateConfig({ entry: 5 });
// @ts-expect-error
createStateConfig({ exit: [5] });
// @ts-expect-error
createStateConfig({ initial: 5 });
// @ts-expect-error
createStateConfig({ tags: 5 });
// @ts-expect-error
createStateConfig({ id: 5 });
// @ts-expect-error
createStateConfig({ type: 'other' });
// @ts-expect-error
createStateConfig({ history: 'none' });
// @ts-expect-error
createStateConfig({ description: 5 });
// @ts-expect-error
createStateConfig('a');
// @ts-expect-error
createStateConfig(5);
// @ts-expect-error
createStateConfig(null);
// @ts-expect-error
createStateConfig([]);
// @ts-expect-error
createStateConfig(() => 1);
