// An application as it is written for xstate. It does not know what stands behind that name.
import {
  assign,
  createActor,
  fromPromise,
  sendTo,
  setup,
  toPromise,
  waitFor,
  type ActorRefFrom,
} from 'xstate';

const stock = fromPromise(async ({ input }: { input: { item: string } }) => {
  if (input.item === 'unicorn') throw new Error(`no ${input.item} in stock`);
  return { item: input.item, left: 3 };
});

const courier = setup({
  types: { context: {} as { stops: number }, events: {} as { type: 'DRIVE' } },
}).createMachine({
  id: 'courier',
  context: { stops: 0 },
  on: { DRIVE: { actions: assign({ stops: ({ context }) => context.stops + 1 }) } },
});

const order = setup({
  types: {
    context: {} as {
      item: string;
      left: number;
      error: string | undefined;
      courier: ActorRefFrom<typeof courier> | undefined;
    },
    input: {} as { item: string },
    output: {} as { item: string; stops: number },
    events: {} as { type: 'PAY'; amount: number } | { type: 'PACKED' } | { type: 'RETRY' },
    children: {} as { stock: 'stock'; courier: 'courier' },
  },
  actors: { stock, courier },
  guards: {
    isEnough: (_, params: { price: number; amount: number }) => params.amount >= params.price,
  },
  delays: { printing: 5 },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({ item: input.item, left: 0, error: undefined, courier: undefined }),
  initial: 'checking',
  output: ({ context }) => ({
    item: context.item,
    stops: context.courier?.getSnapshot().context.stops ?? 0,
  }),
  states: {
    checking: {
      invoke: {
        id: 'stock',
        src: 'stock',
        input: ({ context }) => ({ item: context.item }),
        onDone: {
          target: 'preparing',
          actions: assign({ left: ({ event }) => event.output.left - 1 }),
        },
        onError: {
          target: 'refused',
          actions: assign({ error: ({ event }) => (event.error as Error).message }),
        },
      },
    },
    refused: { on: { RETRY: { target: 'checking', actions: assign({ item: 'horse' }) } } },
    preparing: {
      type: 'parallel',
      onDone: 'delivering',
      states: {
        payment: {
          initial: 'due',
          states: {
            due: {
              on: {
                PAY: {
                  guard: {
                    type: 'isEnough',
                    params: ({ event }) => ({ price: 40, amount: event.amount }),
                  },
                  target: 'paid',
                },
              },
            },
            paid: { type: 'final' },
          },
        },
        parcel: {
          initial: 'open',
          states: {
            open: { on: { PACKED: 'labelled' } },
            labelled: { after: { printing: 'ready' } },
            ready: { type: 'final' },
          },
        },
      },
    },
    delivering: {
      entry: [
        assign({ courier: ({ spawn }) => spawn('courier', { id: 'courier' }) }),
        sendTo('courier', { type: 'DRIVE' }),
        sendTo(({ context }) => context.courier!, { type: 'DRIVE' }),
      ],
      after: { 10: 'delivered' },
    },
    delivered: { type: 'final' },
  },
});

const actor = createActor(order, { input: { item: 'unicorn' } });
actor.subscribe((snapshot) => {
  console.log(JSON.stringify(snapshot.value), Object.keys(snapshot.children).join());
});
actor.start();
await waitFor(actor, (snapshot) => snapshot.matches('refused'));
console.log(actor.getSnapshot().context.error);
actor.send({ type: 'RETRY' });
const preparing = await waitFor(actor, (snapshot) => snapshot.matches('preparing'));
console.log(preparing.context.left, preparing.can({ type: 'PAY', amount: 10 }));
actor.send({ type: 'PAY', amount: 10 });
actor.send({ type: 'PAY', amount: 50 });
actor.send({ type: 'PACKED' });
console.log(await toPromise(actor));
console.log(JSON.stringify(actor.getPersistedSnapshot()));
