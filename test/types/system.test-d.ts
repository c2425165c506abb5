// `types.system` says who runs under which `systemId`.
import {
  assign,
  createActor,
  createMachine,
  enqueueActions,
  fromCallback,
  fromPromise,
  fromTransition,
  sendTo,
  setup,
  spawnChild,
  type ActorRefFrom,
  type ActorSystem,
  type AnyActorSystem,
  type AnyStateMachine,
  type SystemFrom,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const logger = fromTransition(
  (lines: readonly string[], event: { type: 'LOG'; line: string }) => [...lines, event.line],
  [],
);
const clock = fromCallback<{ type: 'PAUSE' }>(() => {});
type Logger = ActorRefFrom<typeof logger>;

const app = setup({
  types: {
    context: {} as { lines: number; extra: Logger | undefined },
    // By the name of its logic, or by its reference where the logic has no name here.
    system: {} as { logger: 'logger'; clock: ActorRefFrom<typeof clock> },
  },
  actors: { logger, other: fromPromise(async () => 1) },
  actions: {
    note: ({ system }, params: { line: string }) => {
      const found = system.get('logger');
      expectType<Equal<typeof found, Logger | undefined>>();
      found?.send({ type: 'LOG', line: params.line });
      // @ts-expect-error -- a logger takes no such event
      found?.send({ type: 'PAUSE' });
      // @ts-expect-error -- nobody runs under this id
      system.get('loger');
      expectType<Equal<ReturnType<typeof system.getAll>['logger'], Logger | undefined>>();
    },
    count: assign({
      lines: ({ system }) => system.get('logger')?.getSnapshot().context.length ?? 0,
    }),
    send: sendTo(({ system }) => system.get('logger'), { type: 'LOG', line: 'x' }),
    // @ts-expect-error -- a logger takes no such event
    sendWrong: sendTo(({ system }) => system.get('logger'), { type: 'PAUSE' }),
    choose: enqueueActions(({ system, enqueue }) => {
      if (system.get('clock')?.getSnapshot().status === 'active') enqueue('count');
      enqueue.sendTo(({ system: same }) => same.get('clock'), { type: 'PAUSE' });
      // @ts-expect-error -- a clock takes no such event
      enqueue.sendTo(({ system: same }) => same.get('clock'), { type: 'LOG', line: '' });
      enqueue.spawnChild('logger', { systemId: 'logger' });
      // @ts-expect-error -- a logger is no clock
      enqueue.spawnChild('logger', { systemId: 'clock' });
    }),
  },
  delays: { pause: ({ system }) => (system.get('logger') ? 1 : 2) },
});

const machine = app.createMachine({
  context: ({ spawn }) => ({ lines: 0, extra: spawn('logger', { systemId: 'logger' }) }),
  entry: [
    ({ system }) =>
      expectType<Equal<ReturnType<typeof system.get<'logger'>>, Logger | undefined>>(),
    sendTo(
      ({ system }) => system.get('logger'),
      ({ context }) => ({
        type: 'LOG',
        line: String(context.lines),
      }),
    ),
    spawnChild('logger', { systemId: 'logger' }),
    spawnChild(clock, { systemId: 'clock' }),
    assign({ extra: ({ spawn }) => spawn('logger', { systemId: 'logger' }) }),
  ],
  initial: 'on',
  invoke: [
    { src: 'logger', systemId: 'logger' },
    { src: clock, systemId: 'clock' },
  ],
  states: {
    on: {
      invoke: { src: 'logger', systemId: 'logger' },
      on: { GO: { actions: ({ system }) => system.get('clock')?.send({ type: 'PAUSE' }) } },
    },
  },
});

const actor = createActor(machine);
expectType<Equal<ReturnType<typeof actor.system.get<'logger'>>, Logger | undefined>>();
actor.system.get('logger')?.send({ type: 'LOG', line: 'x' });
expectType<Equal<SystemFrom<typeof machine>, typeof actor.system>>();

// Logic of any kind says by an annotation in what system it runs.
type App = SystemFrom<typeof machine>;
setup({
  actors: {
    job: fromPromise(async ({ system }: { system: App }) => {
      system.get('logger')?.send({ type: 'LOG', line: 'x' });
      // @ts-expect-error -- nobody runs under this id
      return system.get('loger');
    }),
    small: fromCallback(({ system }: { system: ActorSystem<{ actors: { logger: Logger } }> }) => {
      system.get('logger')?.send({ type: 'LOG', line: 'x' });
    }),
  },
});

// Whoever runs in a system is not known by those who made it.
const anySystem: AnyActorSystem = actor.system;
const anyMachine: AnyStateMachine = machine;
setup({ actors: { machine } }).createMachine({ invoke: { src: 'machine', id: 'app' } });
machine.provide({ actions: { note: ({ system }) => system.get('logger') } });
void [anySystem, anyMachine];

// The same system may be described once, for all machines that run in it.
interface Shared {
  readonly logger: Logger;
}
const worker = setup({ types: { system: {} as Shared } }).createMachine({
  entry: sendTo(({ system }) => system.get('logger'), { type: 'LOG', line: 'started' }),
});
const viaConfig = createMachine({
  types: {} as { system: { logger: Logger } },
  entry: sendTo(({ system }) => system.get('logger'), { type: 'LOG', line: 'started' }),
  invoke: [
    { src: logger, systemId: 'logger' },
    { src: worker, id: 'worker' },
  ],
});
expectType<Equal<SystemFrom<typeof viaConfig>, ActorSystem<{ actors: { logger: Logger } }>>>();

// More names keep the system.
app.extend({ actions: { more: ({ system }) => system.get('logger')?.id } }).createMachine({
  context: { lines: 0, extra: undefined },
  entry: ({ system }) => system.get('clock')?.send({ type: 'PAUSE' }),
});
app.sendTo(({ system }) => system.get('logger'), { type: 'LOG', line: 'x' });

// --- nothing is declared --------------------------------------------------------------------

const open = setup({ actors: { logger } }).createMachine({
  entry: [
    ({ system }) => {
      expectType<Equal<typeof system, AnyActorSystem>>();
      system.get('whoever').send({ type: 'ANYTHING' });
    },
    sendTo(({ system }) => system.get('whoever'), { type: 'ANYTHING' }),
    spawnChild('logger', { systemId: 'any id' }),
  ],
  invoke: { src: 'logger', systemId: 'another id' },
});
expectType<Equal<SystemFrom<typeof open>, AnyActorSystem>>();
createActor(open).system.get('whoever').send({ type: 'ANYTHING' });

// --- refused -------------------------------------------------------------------------------

app.createMachine({
  context: { lines: 0, extra: undefined },
  entry: [
    // @ts-expect-error -- a logger takes no such event
    sendTo(({ system }) => system.get('logger'), { type: 'PAUSE' }),
    sendTo(
      // @ts-expect-error -- nobody runs under this id
      ({ system }) => system.get('nobody'),
      { type: 'LOG', line: '' },
    ),
    spawnChild('other', {
      // @ts-expect-error -- a promise is no logger
      systemId: 'logger',
    }),
    assign({
      extra: ({ spawn }) =>
        // @ts-expect-error -- nobody runs under this id
        spawn('logger', { systemId: 'nobody' }),
    }),
  ],
  invoke: {
    src: 'logger',
    // @ts-expect-error -- a logger is no clock
    systemId: 'clock',
  },
  initial: 'on',
  states: {
    on: {
      invoke: {
        src: 'other',
        // @ts-expect-error -- a promise is no logger
        systemId: 'logger',
      },
    },
    off: {
      on: {
        GO: {
          // @ts-expect-error -- a clock takes no such event
          actions: ({ system }) => system.get('clock')?.send({ type: 'LOG', line: '' }),
        },
      },
    },
  },
});
// @ts-expect-error -- there is no such logic
setup({ types: { system: {} as { logger: 'loger' } }, actors: { logger } });
// @ts-expect-error -- there are no actors
setup({ types: { system: {} as { logger: 'logger' } } });
