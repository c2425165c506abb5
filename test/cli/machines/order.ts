import { createMachine, MachineLogic } from 'detent/interpreter';

const parcel = createMachine(
  {
    id: 'parcel',
    initial: 'packed',
    context: { stops: 0 },
    states: {
      packed: { after: { 100: 'sent' } },
      sent: { entry: 'count', invoke: { id: 'label', src: 'print', onDone: 'arrived' } },
      arrived: { type: 'final' },
    },
  },
  {
    logic: {
      actions: {
        count: (_interpreter, context) => {
          context.stops++;
        },
      },
      services: { print: async () => 'printed' },
    },
  },
);

/** A machine with a child that is a machine too. */
export default createMachine(
  {
    id: 'order',
    initial: 'open',
    states: {
      open: { on: { PAY: 'delivering' } },
      delivering: { invoke: { id: 'parcel', src: 'parcel', onDone: 'delivered' } },
      delivered: { on: { AGAIN: 'delivered' } },
    },
  },
  { logic: new MachineLogic({ services: { parcel } }) },
);
