// What one can do with a running actor, and with the functions around it.
import {
  createActor,
  createEmptyActor,
  createMachine,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  getInitialMicrosteps,
  getMicrosteps,
  getNextTransitions,
  initialTransition,
  mapState,
  matchesState,
  setup,
  toPromise,
  transition,
  waitFor,
  type CallbackActorLogic,
  type EmittedFrom,
  type EventFrom,
  type OutputFrom,
  type PromiseActorLogic,
  type SnapshotFrom,
  type Subscribable,
  type TransitionActorLogic,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

const machine = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'add'; by: number } | { type: 'clear' },
    emitted: {} as { type: 'changed'; count: number } | { type: 'cleared' },
    output: {} as { total: number },
  },
  actions: { greet: (_, params: { name: string }) => params.name, plain: () => {} },
}).createMachine({
  context: { count: 0 },
  initial: 'a',
  output: { total: 0 },
  states: { a: {}, b: { initial: 'c', states: { c: {} } } },
});

const actor = createActor(machine, { clock: { setTimeout, clearTimeout }, logger: console.log });
actor.start().send({ type: 'add', by: 1 });
actor.subscribe((snapshot) => expectType<Equal<typeof snapshot.context.count, number>>());
actor.subscribe({
  next: (snapshot) => snapshot.matches('a'),
  error: (error) => expectType<Equal<typeof error, unknown>>(),
  complete: () => {},
});
actor.on('changed', (event) =>
  expectType<Equal<typeof event, { type: 'changed'; count: number }>>(),
);
actor.on('*', (event) => expectType<Equal<typeof event.type, 'changed' | 'cleared'>>());
expectType<Equal<ReturnType<ReturnType<typeof actor.select<number>>['get']>, number>>();
const selected = actor.select((snapshot) => snapshot.context.count);
expectType<Equal<ReturnType<typeof selected.get>, number>>();

export async function promises() {
  const output = await toPromise(actor);
  expectType<Equal<typeof output, { total: number }>>();
  const snapshot = await waitFor(actor, (current) => current.matches({ b: 'c' }), { timeout: 10 });
  expectType<Equal<typeof snapshot.value, { b: 'c' }>>();
  const whole: SnapshotFrom<typeof machine> = snapshot;
  expectType<Equal<typeof whole.value, SnapshotFrom<typeof machine>['value']>>();
  const any = await waitFor(actor, () => true);
  expectType<Equal<typeof any, SnapshotFrom<typeof machine>>>();
  const done = await waitFor(actor, (current) => current.status === 'done');
  expectType<Equal<typeof done.output, { total: number }>>();
  // @ts-expect-error -- there is no such state
  await waitFor(actor, (current) => current.matches('x'));
  const user = await toPromise(createActor(fromPromise(async () => ({ name: 'x' }))));
  expectType<Equal<typeof user, { name: string }>>();
}

// --- pure functions ------------------------------------------------------------------------

const [first, actions] = initialTransition(machine);
const [next] = transition(machine, first, { type: 'add', by: 1 });
expectType<Equal<typeof next, SnapshotFrom<typeof machine>>>();
for (const action of actions) {
  if (action.type === 'greet') expectType<Equal<typeof action.params, { name: string }>>();
  if (action.type === 'xstate.raise') action.params.delay?.toFixed();
  if (action.type === 'xstate.sendTo') action.params.to.send({ type: 'x' });
  action.exec?.(action.info, action.params);
}
for (const [step, stepActions] of getMicrosteps(machine, first, { type: 'clear' })) {
  step.context.count.toFixed();
  void stepActions;
}
getInitialMicrosteps(machine);
for (const { eventType, source, target } of getNextTransitions(first)) {
  void [eventType, source.id, target?.map((node) => node.key)];
}
const views = mapState(first, {
  map: (snapshot) => snapshot.context.count,
  states: {
    a: { map: () => 1 },
    b: { states: { c: { map: (snapshot) => snapshot.context.count } } },
  },
});
expectType<Equal<(typeof views)[number]['result'], number>>();
matchesState({ b: 'c' }, { b: { c: {} } });

// --- logic creators ------------------------------------------------------------------------

declare function values<T>(...of: T[]): Subscribable<T>;

const promise = fromPromise(async ({ input, system, self, signal, emit }) => {
  void [input.anything, system.get('x'), self.id, signal.aborted, emit];
  return 1;
});
expectType<Equal<OutputFrom<typeof promise>, number>>();
const annotated: PromiseActorLogic<number, { id: string }> = fromPromise<number, { id: string }>(
  async ({ input }) => input.id.length,
);
void annotated;
const emitting = fromPromise<void, void, { type: 'progress'; at: number }>(async ({ emit }) => {
  emit({ type: 'progress', at: 1 });
});
expectType<Equal<EmittedFrom<typeof emitting>, { type: 'progress'; at: number }>>();

const callback: CallbackActorLogic<{ type: 'ping' }, { port: number }> = fromCallback<
  { type: 'ping' },
  { port: number }
>(({ receive, sendBack, input }) => {
  receive((event) => expectType<Equal<typeof event.type, 'ping'>>());
  sendBack({ type: 'anything', port: input.port });
  return () => {};
});
createActor(callback, { input: { port: 1 } }).send({ type: 'ping' });

const observable = fromObservable(() => values(1, 2));
expectType<Equal<SnapshotFrom<typeof observable>['context'], number | undefined>>();
const unannotated = fromObservable(({ input }) => values(String(input.anything)));
expectType<Equal<SnapshotFrom<typeof unannotated>['context'], string | undefined>>();
fromEventObservable(() => values({ type: 'click', x: 1 }));

const reducer = fromTransition(
  (count, event: { type: 'add'; by: number } | { type: 'clear' }) =>
    event.type === 'add' ? count + event.by : 0,
  0,
);
expectType<Equal<SnapshotFrom<typeof reducer>['context'], number>>();
expectType<Equal<EventFrom<TransitionMachine>, never>>();
type TransitionMachine = TransitionActorLogic<number, { type: 'add' }, unknown>['config'];
createActor(reducer).send({ type: 'add', by: 1 });
fromTransition(
  (state: { n: number }) => state,
  ({ input }: { input: { n: number } }) => input,
);
createEmptyActor().send({ type: 'anything' });

// --- refused -------------------------------------------------------------------------------

// @ts-expect-error -- nothing of that kind is emitted
actor.on('removed', () => {});
// @ts-expect-error -- the context has no such property
actor.subscribe((snapshot) => snapshot.context.counts);
// @ts-expect-error -- the event lacks its `by`
transition(machine, first, { type: 'add' });
mapState(first, {
  states: {
    // @ts-expect-error -- there is no such state
    z: { map: () => 1 },
  },
});
// @ts-expect-error -- the callback takes no such event
createActor(callback, { input: { port: 1 } }).send({ type: 'pong' });
// @ts-expect-error -- the port is missing
createActor(callback, { input: {} });
// @ts-expect-error -- the reducer takes no such event
createActor(reducer).send({ type: 'remove' });
// @ts-expect-error -- an actor needs a logic
createActor({});
createActor(createMachine({}), {
  // @ts-expect-error -- there is no such option
  logic: 1,
});
