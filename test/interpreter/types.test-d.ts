// What the types of `detent/interpreter` know, and what they refuse.
import {
  action,
  buildMachine,
  createMachine,
  Event,
  guard,
  Interpreter,
  MachineBuilder,
  MachineLogic,
  service,
  state,
  StateMachine,
  SyncInterpreter,
  type ActionDefinition,
  type DoneEvent,
  type InterpreterApi,
  type LogicMethods,
} from 'detent/interpreter';
import { expectTypeOf } from 'vitest';

interface User {
  readonly name: string;
}

const config = {
  id: 'userLoader',
  initial: 'idle',
  types: {} as {
    context: { user: User | null; tries: number };
    events: { type: 'LOAD'; userId: number } | { type: 'RESET' };
  },
  context: { user: null, tries: 0 },
  states: {
    idle: { on: { LOAD: { target: 'loading', guard: 'mayTry', actions: 'count' } } },
    loading: {
      invoke: {
        src: 'fetchUser',
        onDone: { target: 'loaded', actions: ['storeUser'] },
        onError: [{ target: 'idle', guard: { type: 'mayTry' } }],
      },
      after: { timeout: 'idle', 1000: 'idle' },
    },
    loaded: { entry: { type: 'celebrate' }, on: { RESET: 'idle' } },
  },
} as const;

// The context: as `types` says.
const machine = createMachine(config, {
  logic: {
    actions: {
      count: (interpreter, context, event, definition) => {
        expectTypeOf(interpreter).toEqualTypeOf<
          InterpreterApi<{ user: User | null; tries: number }>
        >();
        expectTypeOf(context.tries).toEqualTypeOf<number>();
        expectTypeOf(event.type).toEqualTypeOf<'LOAD'>();
        expectTypeOf(event.payload.userId).toEqualTypeOf<number>();
        expectTypeOf(definition).toEqualTypeOf<ActionDefinition>();
        // @ts-expect-error the context has no such key
        context.trials += 1;
      },
      storeUser: (_interpreter, context, event) => {
        context.user = event.data as User;
      },
      celebrate: () => {},
    },
    guards: {
      mayTry: (context) => context.tries < 3,
    },
    services: { fetchUser: async (_interpreter, context) => ({ name: `${context.tries}` }) },
    delays: { timeout: (context) => context.tries * 1000 },
  },
});

const actions = { count: () => {}, storeUser: () => {}, celebrate: () => {} };
createMachine(config, {
  logic: {
    actions,
    // @ts-expect-error a guard gives a boolean
    guards: { mayTry: (context) => context.tries },
    services: { fetchUser: () => 1 },
    delays: { timeout: 1 },
  },
});

const sync = new SyncInterpreter(machine);
expectTypeOf(sync.context).toEqualTypeOf<{ user: User | null; tries: number }>();
// @ts-expect-error the context has no such key
void sync.context.usr;

// Payloads: as `types` says.
sync.send('LOAD', { userId: 1 });
sync.send({ type: 'LOAD', userId: 1 });
sync.send('RESET');
sync.send(new Event('LOAD', { userId: 1 }));
sync.sendEvents(['RESET', { type: 'LOAD', userId: 2 }]);
// @ts-expect-error LOAD needs a payload
sync.send('LOAD');
// @ts-expect-error of another type
sync.send('LOAD', { userId: 'one' });
// @ts-expect-error no such event
sync.send('LAOD', { userId: 1 });
// @ts-expect-error LOAD cannot come without its payload
sync.sendEvents(['LOAD']);

const async = new Interpreter(machine);
expectTypeOf(async.start()).toEqualTypeOf<Promise<Interpreter<typeof machine>>>();
expectTypeOf(async.send('RESET')).toEqualTypeOf<Promise<void>>();
// @ts-expect-error no such event
void async.send('NOPE');

// Without `types`, the context looks like its first value, and any event may be sent.
const plain = new SyncInterpreter(
  createMachine({
    id: 'plain',
    initial: 'a',
    context: {
      n: 0,
      name: 'x',
      list: [],
      nothing: null,
      deep: { flag: true },
      since: new Date(),
      large: 1n,
    },
    states: { a: { on: { GO: 'b' } }, b: {} },
  }),
);
expectTypeOf(plain.context.n).toEqualTypeOf<number>();
expectTypeOf(plain.context.name).toEqualTypeOf<string>();
expectTypeOf(plain.context.list).toEqualTypeOf<any[]>();
expectTypeOf(plain.context.nothing).toBeAny();
expectTypeOf(plain.context.deep).toEqualTypeOf<{ flag: boolean }>();
expectTypeOf(plain.context.since).toEqualTypeOf<Date>();
expectTypeOf(plain.context.large).toEqualTypeOf<bigint>();
plain.send('GO');
plain.send('ANYTHING', { at: 'all' });
// @ts-expect-error the context has no such key
void plain.context.m;

// Targets.
createMachine({
  id: 'm',
  initial: 'a',
  states: {
    a: {
      on: { ONE: 'b', TWO: '.inner', THREE: '#m.b', FOUR: { target: 'b.c' } },
      initial: 'inner',
      states: { inner: {} },
    },
    b: {},
  },
});
createMachine({
  id: 'm',
  initial: 'a',
  states: {
    // @ts-expect-error there is no state c
    a: { on: { GO: 'c' } },
    b: {},
  },
});
createMachine({
  id: 'm',
  initial: 'a',
  states: {
    // @ts-expect-error there is no state c
    a: { invoke: { src: 'work', onDone: { target: 'c' } } },
  },
});
createMachine({
  id: 'm',
  // @ts-expect-error there is no state c
  initial: 'c',
  states: { a: {} },
});

// A JSON file is known widely only, and accepted.
const imported = { id: 'm', initial: 'a', states: { a: { on: { GO: { target: 'b' } } }, b: {} } };
createMachine(imported);

// Logic classes.
class UserLogic extends MachineLogic<typeof config> implements LogicMethods<typeof config> {
  fetchUser(): User {
    return { name: 'Alice' };
  }

  storeUser(
    _interpreter: InterpreterApi,
    context: { user: User | null },
    event: DoneEvent<User>,
  ): void {
    context.user = event.data;
  }

  mayTry(context: { tries: number }): boolean {
    return context.tries < 3;
  }

  count(): void {}

  celebrate(): void {}

  timeout(): number {
    return 1000;
  }
}
createMachine(config, { logic: new UserLogic() });

class WrongLogic extends MachineLogic<typeof config> {
  fetchUser = () => ({ name: 'Alice' });
  storeUser(): void {}
  count(): void {}
  celebrate(): void {}
  timeout = 1000;

  mayTry(context: { trials: number }): boolean {
    return context.trials < 3;
  }
}
// @ts-expect-error the context has no `trials`
createMachine(config, { logic: new WrongLogic() });

void new MachineLogic<typeof config>({
  actions: {
    ...actions,
    count: (_interpreter, context) => {
      context.tries++;
      // @ts-expect-error the context has no such key
      context.trials++;
    },
  },
  guards: { mayTry: (context) => context.user === null },
  services: { fetchUser: () => ({ name: 'Alice' }) },
  delays: { timeout: 1000 },
});

// Classes.
class Loader extends StateMachine {
  static machineId = 'loader';
  static initialContext = { user: null as User | null, items: [], n: 0 };

  idle = state({ initial: true, on: { LOAD: 'loading' } });
  loading = state({
    invoke: { src: 'fetchUser', onDone: [{ target: 'idle', guard: 'is_fine', actions: 'store' }] },
  });

  back = this.loading.to(this.idle, { event: 'BACK' });

  @service
  fetchUser(_interpreter: InterpreterApi, context: typeof Loader.initialContext): number {
    return context.n;
  }

  @guard
  isFine(context: typeof Loader.initialContext): boolean {
    return context.user === null;
  }

  @action('store')
  storeIt(_interpreter: InterpreterApi, context: typeof Loader.initialContext): void {
    context.n++;
  }
}
const loader = new SyncInterpreter(Loader.createMachine());
expectTypeOf(loader.context.n).toEqualTypeOf<number>();
expectTypeOf(loader.context.items).toEqualTypeOf<any[]>();
// `null` alone may become anything; beside a type it stays what it is.
expectTypeOf(loader.context.user).toEqualTypeOf<{ name: string } | null>();
// @ts-expect-error the context has no such key
void loader.context.m;

class Misspelled extends StateMachine {
  static machineId = 'misspelled';

  loading = state({ initial: true, invoke: { src: 'fetchUsr' } });

  fetchUser(): number {
    return 1;
  }
}
// @ts-expect-error no member is called fetchUsr; further logic would have to bring it
Misspelled.createMachine();
Misspelled.createMachine({ logicProviders: [{ fetchUsr: () => 1 }] });

class Nameless extends StateMachine {
  a = state({ initial: true });

  // @ts-expect-error there is no field b
  go = this.a.to(this.b, { event: 'GO' });
}
// @ts-expect-error a machine has a machineId
Nameless.createMachine();

class WrongDecorator {
  // @ts-expect-error a guard gives a boolean
  @guard
  isFine(): number {
    return 1;
  }
}
void WrongDecorator;

// The builder.
const builder = new MachineBuilder('m').context({ n: 0 }).state('a', { initial: true }).state('b');
builder.transition('a', 'GO', 'b').action('add', (_interpreter, context) => {
  context.n++;
  // @ts-expect-error the context has no such key
  context.m++;
});
// @ts-expect-error there is no state c
builder.transition('a', 'GO', 'c');
// @ts-expect-error there is no state c
builder.transition('c', 'GO', 'a');
expectTypeOf(new SyncInterpreter(builder.build()).context).toEqualTypeOf<{ n: number }>();

// Functions.
const built = buildMachine({
  id: 'm',
  context: { n: 0 },
  states: { a: state({ initial: true, on: { GO: { actions: 'add' } } }) },
  actions: {
    add: (_interpreter, context) => {
      context.n++;
      // @ts-expect-error the context has no such key
      context.m++;
    },
  },
});
expectTypeOf(new SyncInterpreter(built).context).toEqualTypeOf<{ n: number }>();

// Any interpreter.
function useAny(some: SyncInterpreter): void {
  some.send('ANYTHING', { a: 1 });
  some.send({ type: 'ANYTHING', a: 1 });
  some.sendEvents(['ONE', { type: 'TWO', b: 2 }]);
}
useAny(sync);
useAny(plain);
useAny(loader);
