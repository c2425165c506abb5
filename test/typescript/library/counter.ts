// The least that a library may export: a machine whose types come from the config alone.
import { assign, createMachine } from 'detent';

export const counter = createMachine({
  id: 'counter',
  context: { count: 0 },
  on: { ADD: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
});
