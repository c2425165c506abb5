// What the types know of the logic that a config asks for: its names, and what it is called with.
import { and } from 'detent';
import {
  action,
  createMachine,
  MachineLogic,
  state,
  StateMachine,
  type ActionDefinition,
  type ActionOf,
  type DoneEvent,
  type Event,
  type GuardOf,
  type InterpreterApi,
  type LogicEvent,
  type LogicMethods,
  type MachineConfig,
  type Payload,
  type ServiceOf,
} from 'detent/interpreter';
import { expectTypeOf } from 'vitest';
import light from './light.json' with { type: 'json' };

interface Item {
  readonly sku: string;
  readonly amount: number;
}

interface ShopContext {
  items: Item[];
  receipt: string | null;
}

const shop = {
  id: 'shop',
  initial: 'cart',
  types: {} as {
    context: ShopContext;
    events: { type: 'ADD'; item: Item } | { type: 'PAY' } | { type: 'cart.CLEAR'; why: string };
    services: { charge: { receipt: string } };
  },
  context: { items: [], receipt: null },
  states: {
    cart: {
      entry: 'greet',
      on: {
        ADD: { guard: { type: 'isRoom', params: { limit: 3 } }, actions: 'addItem' },
        'cart.*': { actions: ['clear'] },
        PAY: { target: 'paying', guard: 'isFull' },
      },
      after: { patience: { target: 'left', actions: 'wave' } },
    },
    paying: {
      invoke: {
        src: 'charge',
        input: { currency: 'EUR' },
        timeout: 'chargeLimit',
        onDone: { target: 'left', guard: 'isFull', actions: ['keepReceipt', 'wave'] },
        onError: { target: 'cart', actions: { type: 'show_error' } },
      },
    },
    left: { type: 'final' },
  },
} as const satisfies MachineConfig;

const services = { charge: () => ({ receipt: 'r' }) };
const delays = { patience: 1000, chargeLimit: (context: ShopContext) => context.items.length };
const guards = { isRoom: () => true, isFull: () => true };
const actions = {
  greet: () => {},
  addItem: () => {},
  clear: () => {},
  wave: () => {},
  keepReceipt: () => {},
  show_error: () => {},
};

// Every function knows the context, and the event by the places that its name stands in.
void new MachineLogic<typeof shop>({
  actions: {
    greet: (interpreter, context, event, definition) => {
      expectTypeOf(interpreter).toEqualTypeOf<InterpreterApi<ShopContext>>();
      expectTypeOf(context).toEqualTypeOf<ShopContext>();
      // Any event may lead here.
      expectTypeOf(event.data).toEqualTypeOf<unknown>();
      if (event.type === 'ADD') expectTypeOf(event.payload.item).toEqualTypeOf<Item>();
      expectTypeOf(definition).toEqualTypeOf<ActionDefinition>();
    },
    addItem: (_interpreter, context, event) => {
      expectTypeOf(event.type).toEqualTypeOf<'ADD'>();
      context.items.push(event.payload.item);
      // @ts-expect-error the event has no such field
      void event.payload.itme;
    },
    clear: (_interpreter, _context, event) => {
      expectTypeOf(event.type).toEqualTypeOf<'cart.CLEAR'>();
      expectTypeOf(event.payload.why).toEqualTypeOf<string>();
    },
    // After a while, or when the service is done.
    wave: (_interpreter, _context, event) => {
      expectTypeOf(event.data).toEqualTypeOf<{ receipt: string } | undefined>();
    },
    keepReceipt: (_interpreter, context, event) => {
      expectTypeOf(event).toEqualTypeOf<DoneEvent<{ receipt: string }>>();
      context.receipt = event.data.receipt;
    },
    show_error: (_interpreter, _context, event) => {
      expectTypeOf(event).toEqualTypeOf<DoneEvent>();
      // @ts-expect-error anything may have been thrown
      void event.data.message;
    },
  },
  guards: {
    isRoom: (context, event, params) => {
      expectTypeOf(context).toEqualTypeOf<ShopContext>();
      expectTypeOf(event.payload.item).toEqualTypeOf<Item>();
      expectTypeOf(params).toEqualTypeOf<unknown>();
      return true;
    },
    isFull: (_context, event) => {
      expectTypeOf(event.type).toEqualTypeOf<string>();
      return event.type === 'PAY' || event.data !== undefined;
    },
  },
  services: {
    charge: (interpreter, context, event, signal) => {
      expectTypeOf(interpreter).toEqualTypeOf<InterpreterApi<ShopContext>>();
      expectTypeOf(event.payload.input).toEqualTypeOf<{ currency: string }>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal | undefined>();
      return Promise.resolve({ receipt: String(context.items.length) });
    },
  },
  delays: { patience: (context) => context.items.length, chargeLimit: 1000 },
});

// Parameters may be annotated with what is known otherwise.
void new MachineLogic<typeof shop>({
  actions: {
    ...actions,
    greet: (_interpreter, _context, _event, { params }: ActionDefinition<Item>) => void params.sku,
    show_error: (_interpreter, _context, event: DoneEvent<Error>) => void event.data.message,
  },
  guards: { ...guards, isRoom: (_context, _event, params: { limit: number }) => params.limit > 1 },
  services: {
    charge: async (_interpreter, _context, _event, signal: AbortSignal) => charge(signal),
  },
  delays,
});
declare function charge(signal: AbortSignal): { receipt: string };
void new MachineLogic<typeof shop>({
  // @ts-expect-error the receipt of a done event has no such field
  actions: { ...actions, keepReceipt: (_interpreter, _context, event: DoneEvent<Item>) => event },
  guards,
  services,
  delays,
});

// Missing names.
// @ts-expect-error the action addItem
void new MachineLogic<typeof shop>({ actions: omit(actions, 'addItem'), guards, services, delays });
// @ts-expect-error the guard isRoom
void new MachineLogic<typeof shop>({ actions, guards: { isFull: () => true }, services, delays });
// @ts-expect-error the service charge
void new MachineLogic<typeof shop>({ actions, guards, services: {}, delays });
// @ts-expect-error all services
void new MachineLogic<typeof shop>({ actions, guards, delays });
// @ts-expect-error the delay chargeLimit
void new MachineLogic<typeof shop>({ actions, guards, services, delays: { patience: 1 } });
declare function omit<T, K extends keyof T>(from: T, key: K): Omit<T, K>;

// Names that the config does not have.
void new MachineLogic<typeof shop>({
  actions,
  // @ts-expect-error no guard is called isEmpty
  guards: { ...guards, isEmpty: () => true },
  services,
  delays,
});
void new MachineLogic<{ readonly id: 'm' }>({
  // @ts-expect-error the config names no action at all
  actions: { greet: () => {} },
});

// What a function gives.
void new MachineLogic<typeof shop>({
  actions,
  // @ts-expect-error a guard gives a boolean
  guards: { ...guards, isFull: () => 1 },
  services,
  delays,
});
// @ts-expect-error the service gives a receipt, as `types.services` says
void new MachineLogic<typeof shop>({ actions, guards, services: { charge: () => 'r' }, delays });

// The other case style.
const snakes = {
  actions: {
    greet: () => {},
    add_item: () => {},
    clear: () => {},
    wave: () => {},
    keep_receipt: () => {},
    show_error: () => {},
  },
  guards: { is_room: () => true, is_full: () => true },
  services,
  delays: { patience: 1, charge_limit: 1 },
};
void new MachineLogic<typeof shop>(snakes);
createMachine(shop, { logic: snakes });
createMachine(shop, { logic: new MachineLogic<typeof shop>(snakes) });
void new MachineLogic<typeof shop>({
  ...snakes,
  actions: {
    ...snakes.actions,
    keep_receipt: (_interpreter, context, event) => {
      context.receipt = event.data.receipt;
    },
  },
});
createMachine(
  {
    id: 'm',
    invoke: [
      { id: 'a', src: 'loadURL' },
      { id: 'b', src: 'load_user' },
    ],
  },
  { logic: { services: { load_url: () => 1, loadUser: () => 2 } } },
);

// createMachine asks for the same, of maps ...
const machine = createMachine(shop, {
  logic: {
    actions: {
      ...actions,
      addItem: (_interpreter, context, event) => {
        expectTypeOf(event.type).toEqualTypeOf<'ADD'>();
        context.items.push(event.payload.item);
      },
      keepReceipt: (_interpreter, context, event) => {
        context.receipt = event.data.receipt;
      },
    },
    guards: { ...guards, isRoom: (context) => context.items.length < 3 },
    services: { charge: async (_interpreter, context) => ({ receipt: `${context.items.length}` }) },
    delays: { patience: (context) => context.items.length, chargeLimit: 1 },
  },
});
expectTypeOf(machine['~types'].context).toEqualTypeOf<ShopContext>();
// @ts-expect-error the action addItem is missing
createMachine(shop, { logic: { actions: omit(actions, 'addItem'), guards, services, delays } });
// @ts-expect-error all guards are missing
createMachine(shop, { logic: { actions, services, delays } });
createMachine(shop, {
  // @ts-expect-error no guard is called isEmpty
  logic: { actions, guards: { ...guards, isEmpty: () => true }, services, delays },
});
// @ts-expect-error the logic is missing
createMachine(shop, {});
// @ts-expect-error the logic is missing, and this config needs some
createMachine(shop);
// Actions may be missing altogether: such a machine is for looking at.
createMachine({ id: 'm', initial: 'a', states: { a: { entry: 'greet' } } });
// What modules and providers bring is looked for when the machine is created.
createMachine(shop, { logic: { actions, guards }, logicProviders: [{ ...services, ...delays }] });
createMachine(shop, { logicModules: [import.meta] });

// ... and of classes.
class ShopLogic extends MachineLogic<typeof shop> implements LogicMethods<typeof shop> {
  patience = 1000;
  chargeLimit = 1000;

  greet(_interpreter: InterpreterApi<ShopContext>): void {}

  addItem(_interpreter: unknown, context: ShopContext, event: Event<'ADD', { item: Item }>): void {
    context.items.push(event.payload.item);
  }

  // A field is told its parameters by the config.
  clear: ActionOf<typeof shop, 'clear'> = (_interpreter, context, event) => {
    expectTypeOf(event.payload.why).toEqualTypeOf<string>();
    context.items = [];
  };

  wave(): void {}

  keepReceipt(_interpreter: unknown, context: ShopContext, event: DoneEvent<{ receipt: string }>) {
    context.receipt = event.data.receipt;
  }

  show_error(_interpreter: unknown, _context: unknown, event: DoneEvent<Error>): void {
    this.#print(event.data.message);
  }

  isRoom(context: ShopContext, _event: unknown, params: { limit: number }): boolean {
    return context.items.length < params.limit;
  }

  isFull(context: ShopContext): boolean {
    return context.items.length > 0;
  }

  async charge(): Promise<{ receipt: string }> {
    return { receipt: 'r' };
  }

  /** What the config does not name is the class's own affair. */
  helper(): void {}

  #print(_line: string): void {}
}
createMachine(shop, { logic: new ShopLogic() });

class SnakeLogic extends MachineLogic<typeof shop> {
  greet(): void {}
  add_item(): void {}
  clear(): void {}
  wave(): void {}
  keep_receipt(): void {}
  show_error(): void {}
  is_room = () => true;
  is_full = () => true;
  charge = () => ({ receipt: 'r' });
  patience = 1;
  charge_limit = 1;
}
createMachine(shop, { logic: new SnakeLogic() });

class Incomplete extends MachineLogic<typeof shop> {
  isRoom(): boolean {
    return true;
  }
}
// @ts-expect-error nearly everything is missing
createMachine(shop, { logic: new Incomplete() });
createMachine(shop, { logicProviders: [new Incomplete(), { ...actions, ...services, ...delays }] });

// @ts-expect-error `implements` says at the class what is missing
class Unfinished extends MachineLogic<typeof shop> implements LogicMethods<typeof shop> {}
void Unfinished;

/** Without the config, the class is checked where it meets it. */
class Untyped extends MachineLogic {
  isEven(context: { n: number }): boolean {
    return context.n % 2 === 0;
  }
}
const even = { id: 'm', context: { n: 0 }, on: { GO: { guard: 'isEven' } } } as const;
const odd = { id: 'm', context: { n: 0 }, on: { GO: { guard: 'isOdd' } } } as const;
const text = { id: 'm', context: { n: '' }, on: { GO: { guard: 'isEven' } } } as const;
createMachine(even, { logic: new Untyped() });
// @ts-expect-error there is no isOdd
createMachine(odd, { logic: new Untyped() });
// @ts-expect-error its context is another
createMachine(text, { logic: new Untyped() });
// @ts-expect-error what was made for another config lacks a name of this one
createMachine(odd, { logic: new MachineLogic<typeof even>({ guards: { isEven: () => true } }) });
createMachine(odd, { logic: new MachineLogic({ guards: { whatever: () => true } }) });

// Maps in a class stand for names too.
class WithMaps extends MachineLogic {
  override guards = { isOdd: () => true };
  note(): void {}
}
createMachine(odd, { logic: new WithMaps() });

// Types of single functions.
const addItem: ActionOf<typeof shop, 'addItem'> = (_interpreter, context, event) => {
  context.items.push(event.payload.item);
};
const isRoom: GuardOf<typeof shop, 'isRoom'> = (context) => context.items.length < 3;
const charging: ServiceOf<typeof shop, 'charge'> = (_interpreter, _context, event) => ({
  receipt: event.payload.input.currency,
});
createMachine(shop, {
  logic: {
    actions: { ...actions, addItem },
    guards: { ...guards, isRoom },
    services: { charge: charging },
    delays,
  },
});
// @ts-expect-error the config has no such action
type NoAction = ActionOf<typeof shop, 'addItme'>;
expectTypeOf<NoAction>();

// Without `types`, the payload is unknown.
createMachine(
  { id: 'm', context: { text: '' }, on: { SAY: { actions: 'say' } } },
  {
    logic: {
      actions: {
        say: (_interpreter, context, event) => {
          expectTypeOf(event).toEqualTypeOf<LogicEvent<string, Payload, undefined>>();
          expectTypeOf(event.payload['text']).toEqualTypeOf<unknown>();
          // @ts-expect-error the payload may hold anything
          context.text = event.payload['text'];
        },
      },
    },
  },
);
createMachine(
  { id: 'm', context: { text: '' }, on: { SAY: { actions: 'say' } } },
  {
    logic: {
      actions: {
        say: (_interpreter, context, event: Event<'SAY', { text: string }>) => {
          context.text = event.payload.text;
        },
      },
    },
  },
);

// A JSON file is known widely only: any names will do, its context is known.
createMachine(light, {
  logic: {
    actions: {
      count: (_interpreter, context, event) => {
        context.changes++;
        expectTypeOf(event).toEqualTypeOf<LogicEvent>();
        // @ts-expect-error the context has no such key
        context.change++;
      },
    },
    guards: { isDay: (context) => context.changes < 3 },
    services: { countCars: async () => 7 },
    delays: { patience: 1000 },
  },
});
// @ts-expect-error keys are known, so that the delay is missing
createMachine(light, { logic: { guards: { isDay: () => true } } });
createMachine(light, {
  logic: new MachineLogic<typeof light>({
    services: { countCars: (_interpreter, context) => context.changes },
    delays: { patience: 1000 },
  }),
});
class LightLogic extends MachineLogic<typeof light> implements LogicMethods<typeof light> {
  patience = 1000;

  isDay(context: { changes: number }): boolean {
    return context.changes < 3;
  }
}
createMachine(light, { logic: new LightLogic() });
function fromText(config: object): void {
  createMachine(config, { logic: { guards: { any: () => true } } });
  createMachine(config);
}
void fromText;
createMachine(JSON.parse('{}'), { logic: { guards: { any: () => true } } });

// A guard that was put together may ask for any name.
createMachine(
  { id: 'm', on: { GO: { guard: and(['isEven', 'isSmall']) } } },
  { logic: { guards: { isEven: () => true, isSmall: () => true } } },
);
const both = { id: 'm', on: { GO: { guard: and(['isEven', 'isSmall']) } } } as const;
createMachine(both, { logic: { guards: { isEven: () => true, isSmall: () => true } } });
// @ts-expect-error isSmall is missing
createMachine(both, { logic: { guards: { isEven: () => true } } });

// A class with states: guards, services and delays that they name are demanded, ...
class Waiting extends StateMachine {
  static machineId = 'waiting';

  a = state({ initial: true, after: { patience: 'a' } });
}
// @ts-expect-error no member is called patience
Waiting.createMachine();
Waiting.createMachine({ logicProviders: [{ patience: 1000 }] });

class Outer extends StateMachine {
  static machineId = 'outer';

  outer = state({ initial: true, states: { inner: state({ invoke: { src: 'work' } }) } });
}
// @ts-expect-error no member is called work
Outer.createMachine();

class Going extends StateMachine {
  static machineId = 'going';

  a = state({ initial: true });
  go = this.a.to(this.a, { event: 'GO', guard: 'isRead' });

  isReady(): boolean {
    return true;
  }
}
// @ts-expect-error no member is called isRead
Going.createMachine();

// ... and members must be what they are named as.
class Counting extends StateMachine {
  static machineId = 'counting';
  static initialContext = { n: 0 };

  a = state({ initial: true, entry: 'count_up' });
  go = this.a.internal('GO', { guard: 'isSmall', actions: 'countUp' });

  countUp(_interpreter: unknown, context: { n: number }, event: Event<string, { by: number }>) {
    context.n += event.payload.by;
  }

  isSmall(context: { n: number }): boolean {
    return context.n < 10;
  }
}
Counting.createMachine();

/** A context that holds more will do. */
class LargerContext extends Counting {
  static override initialContext = { n: 0, m: '' };
}
LargerContext.createMachine();

class OtherContext extends StateMachine {
  static machineId = 'other';
  static initialContext = { m: 0 };

  a = state({ initial: true, always: { guard: 'isSmall', target: 'a' } });

  isSmall(context: { n: number }): boolean {
    return context.n < 10;
  }
}
// @ts-expect-error the context has no n
OtherContext.createMachine();

class NoGuard extends StateMachine {
  static machineId = 'noGuard';

  a = state({ initial: true });
  go = this.a.to('a', { guard: 'size' });

  size(): number {
    return 1;
  }
}
// @ts-expect-error a guard gives a boolean
NoGuard.createMachine();

// A decorated function says of which type its parameters are.
action('greet')((_interpreter, context: ShopContext) => void context.items);
action((_interpreter, context) => {
  // @ts-expect-error nothing is known of the context
  void context.items;
});
