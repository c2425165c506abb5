// The XState v5 part of the document on the invoke pattern, as it is printed.
import { fromCallback, fromPromise, setup } from 'detent';

export const machine = setup({
  actors: {
    fetchService: fromPromise(async ({ input }: { input: { url: string } }) => {
      const res = await fetch(input.url);
      return res.json();
    }),
    wsService: fromCallback(({ sendBack, input }) => {
      const ws = new WebSocket(input.url);
      // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as the document prints it
      ws.onmessage = (msg) => sendBack({ type: 'MESSAGE_RECEIVED', data: msg.data });
      return () => ws.close();
    }),
  },
}).createMachine({/* ... */});
