// Exports with their types written out, as `isolatedDeclarations` demands.
import {
  createMachine,
  fromPromise,
  setup,
  type AnyStateMachine,
  type DefaultBag,
  type EventObject,
  type Machine,
  type PromiseActorLogic,
} from 'detent';

export type ToggleEvent = { type: 'TOGGLE' } | { type: 'SET'; on: boolean };

export interface ToggleTypes extends DefaultBag {
  context: { times: number };
  events: ToggleEvent;
  input: { times: number };
  value: 'off' | 'on';
}

export const toggle: Machine<ToggleTypes> = setup({
  types: {
    context: {} as ToggleTypes['context'],
    events: {} as ToggleEvent,
    input: {} as { times: number },
  },
}).createMachine({
  context: ({ input }) => ({ times: input.times }),
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});

export const load: PromiseActorLogic<string, { id: string }, EventObject> = fromPromise(
  async ({ input }: { input: { id: string } }) => input.id,
);

export const anything: AnyStateMachine = createMachine({ initial: 'a', states: { a: {} } });

/** A function may hold what a constant cannot say. */
export function makeToggle(): Machine<ToggleTypes> {
  return toggle.provide({});
}
