import { assign, fromPromise, setup } from 'detent';

interface SearchContext {
  query: string;
  results: readonly string[];
  error: string | null;
}

/**
 * Search as you type: every further letter gives up the request on its way and makes a new one,
 * so an old answer can never overtake a newer one.
 */
export const searchMachine = setup({
  types: {
    context: {} as SearchContext,
    events: {} as { type: 'TYPE'; query: string } | { type: 'CLEAR' },
  },
  actors: {
    search: fromPromise<readonly string[], { query: string }>(async ({ input, signal }) => {
      const url = `https://example.com/search?q=${encodeURIComponent(input.query)}`;
      const response = await fetch(url, { signal });
      return (await response.json()) as readonly string[];
    }),
  },
}).createMachine({
  id: 'search',
  initial: 'idle',
  context: { query: '', results: [], error: null },
  on: {
    TYPE: {
      // When the machine is searching already, that state is left and entered again.
      target: '.searching',
      actions: assign({ query: ({ event }) => event.query, error: null }),
    },
    CLEAR: { target: '.idle', actions: assign({ query: '', results: [] }) },
  },
  states: {
    idle: {},
    searching: {
      invoke: {
        id: 'search',
        src: 'search',
        input: ({ context }) => ({ query: context.query }),
        onDone: { target: 'idle', actions: assign({ results: ({ event }) => event.output }) },
        onError: { target: 'idle', actions: assign({ error: ({ event }) => String(event.error) }) },
      },
    },
  },
});
