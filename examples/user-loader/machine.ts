import { assign, fromPromise, log, setup, TimeoutError } from 'detent';

export interface User {
  id: number;
  name: string;
  email: string;
}

interface UserLoaderContext {
  userId: number;
  user: User | null;
  error: string | null;
  retryCount: number;
  maxRetries: number;
}

/**
 * Loads a user, up to three times, each time with patience for two seconds.
 *
 * The attempts are counted by the machine itself, so that its states and its context show them;
 * `retry` of an invocation, as the payment has it, does the same out of sight.
 */
export const userLoaderMachine = setup({
  types: {
    context: {} as UserLoaderContext,
    events: {} as { type: 'FETCH'; userId?: number } | { type: 'CANCEL' } | { type: 'RESET' },
  },
  actors: {
    fetchUserData: fromPromise<User, { userId: number }>(async ({ input, signal }) => {
      const response = await fetch(`https://example.com/users/${input.userId}`, { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return (await response.json()) as User;
    }),
  },
  actions: {
    incrementRetry: assign({ retryCount: ({ context }) => context.retryCount + 1 }),
    logAttempt: log(({ context }) => `Loading attempt #${context.retryCount}...`),
    logRetry: log((_, { error }: { error: unknown }) => `Retrying... (${messageOf(error)})`),
    storeFinalError: assign({ error: (_, { error }: { error: unknown }) => messageOf(error) }),
    resetRetryCount: assign({ retryCount: 0 }),
    resetAll: assign({ user: null, error: null, retryCount: 0 }),
  },
  guards: {
    canRetry: ({ context }) => context.retryCount < context.maxRetries,
  },
}).createMachine({
  id: 'userDataLoader',
  initial: 'idle',
  context: { userId: 42, user: null, error: null, retryCount: 0, maxRetries: 3 },
  states: {
    idle: {
      on: {
        FETCH: {
          target: 'loading',
          actions: assign({ userId: ({ context, event }) => event.userId ?? context.userId }),
        },
      },
    },
    loading: {
      entry: ['incrementRetry', 'logAttempt'],
      on: { CANCEL: { target: 'idle', actions: 'resetRetryCount' } },
      invoke: {
        id: 'fetchUserData',
        src: 'fetchUserData',
        input: ({ context }) => ({ userId: context.userId }),
        timeout: 2000,
        onDone: {
          target: 'success',
          actions: assign({ user: ({ event }) => event.output, error: null }),
        },
        onError: [
          {
            // Without `reenter` the state would stay as it is, and nothing would be fetched again.
            target: 'loading',
            reenter: true,
            guard: 'canRetry',
            actions: { type: 'logRetry', params: ({ event }) => ({ error: event.error }) },
          },
          {
            target: 'failed',
            actions: { type: 'storeFinalError', params: ({ event }) => ({ error: event.error }) },
          },
        ],
      },
    },
    success: {
      entry: 'resetRetryCount',
      type: 'final',
    },
    failed: {
      on: {
        RESET: { target: 'idle', actions: 'resetAll' },
      },
    },
  },
});

function messageOf(error: unknown): string {
  if (error instanceof TimeoutError) return 'No answer in time';
  return error instanceof Error ? error.message : String(error);
}
