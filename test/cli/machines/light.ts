import { assign, createMachine } from 'detent';

interface LightContext {
  readonly turns: number;
}

const turn = assign({ turns: ({ context }: { context: LightContext }) => context.turns + 1 });

export const machine = createMachine({
  id: 'light',
  context: { turns: 0 },
  initial: 'red',
  states: {
    red: { after: { 1000: { target: 'green', actions: turn } } },
    green: { after: { 2000: { target: 'red', actions: turn } }, on: { BREAK: 'broken' } },
    broken: { on: { CHECK: { actions: 'explode' }, END: 'off' } },
    off: { type: 'final' },
  },
}).provide({
  actions: {
    explode: () => {
      throw new Error('It exploded');
    },
  },
});
