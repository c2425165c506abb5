import { createMachine, sendTo } from 'detent';

/** Answers a code with a token, a second later, to whoever sent it. */
export const authServerMachine = createMachine({
  id: 'server',
  initial: 'waitingForCode',
  states: {
    waitingForCode: {
      on: {
        CODE: {
          actions: sendTo(({ event }) => event.sender, { type: 'TOKEN' }, { delay: 1000 }),
        },
      },
    },
  },
});

/** Invokes the server while it authorizes, and gives it a reference to itself to answer to. */
export const authClientMachine = createMachine({
  id: 'client',
  initial: 'idle',
  states: {
    idle: {
      on: {
        AUTH: { target: 'authorizing' },
      },
    },
    authorizing: {
      invoke: {
        id: 'auth-server',
        src: authServerMachine,
      },
      entry: sendTo('auth-server', ({ self }) => ({ type: 'CODE', sender: self })),
      on: {
        TOKEN: { target: 'authorized' },
      },
    },
    authorized: {
      type: 'final',
    },
  },
});
