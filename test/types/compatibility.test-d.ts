// The names that users write by hand: with their positional parameters, and wide enough.
import {
  createActor,
  createMachine,
  fromCallback,
  fromPromise,
  fromTransition,
  setup,
  type ActionArgs,
  type Actor,
  type ActorLogic,
  type ActorLogicFrom,
  type ActorRef,
  type ActorRefFrom,
  type AnyActor,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type CallbackActorRef,
  type ContextFrom,
  type EmittedFrom,
  type EventFrom,
  type EventObject,
  type GuardPredicate,
  type InputFrom,
  type InterpreterFrom,
  type MachineSnapshot,
  type OutputFrom,
  type PromiseActorLogic,
  type PromiseActorRef,
  type Snapshot,
  type SnapshotFrom,
  type Spawner,
  type StateFrom,
  type StateMachine,
  type StateSchema,
  type StateValue,
  type UnknownActorRef,
} from 'detent';
import { expectType, type Equal } from './assertions.test-d.ts';

interface Context {
  count: number;
}
type Event = { type: 'add'; by: number } | { type: 'clear' };

const machine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { start: number },
    output: {} as { total: number },
    emitted: {} as { type: 'changed' },
    tags: {} as 'busy',
  },
  actors: { load: fromPromise(async () => 1) },
  actions: { greet: (_, params: { name: string }) => params.name },
  guards: { isBig: () => true },
  delays: { soon: 1 },
}).createMachine({
  context: { count: 0 },
  initial: 'a',
  states: { a: { invoke: { id: 'load', src: 'load' } }, b: {} },
});
const actor = createActor(machine, { input: { start: 1 } });
const snapshot = actor.getSnapshot();
const bare = createMachine({});
const promise = fromPromise(async () => 1);

// --- the names that accept everything ------------------------------------------------------

declare function anyMachine(machine: AnyStateMachine): void;
anyMachine(machine);
anyMachine(bare);
declare function anyLogic(logic: AnyActorLogic): void;
anyLogic(machine);
anyLogic(bare);
anyLogic(promise);
anyLogic(fromCallback(() => {}));
anyLogic(fromTransition((count: number) => count, 0));
declare function anyRef(ref: AnyActorRef): void;
anyRef(actor);
anyRef(createActor(bare));
anyRef(createActor(promise));
declare function anyActor(ref: AnyActor): void;
anyActor(actor);
anyActor(createActor(bare));
declare function anySnapshot(snapshot: AnyMachineSnapshot): void;
anySnapshot(snapshot);
anySnapshot(createActor(bare).getSnapshot());
declare function someSnapshot(snapshot: Snapshot<unknown>): void;
someSnapshot(snapshot);
someSnapshot(createActor(promise).getSnapshot());
export const machines: AnyStateMachine[] = [machine, bare];
export const byName: Record<string, AnyActorLogic> = { machine, bare, promise };

export function generic<TLogic extends AnyActorLogic>(logic: TLogic): ActorRefFrom<TLogic> {
  return createActor(logic as AnyActorLogic) as never;
}
expectType<Equal<ReturnType<typeof generic<typeof machine>>, ActorRefFrom<typeof machine>>>();
export function genericMachine<TMachine extends AnyStateMachine>(given: TMachine) {
  return createActor(given as AnyStateMachine).getSnapshot() as SnapshotFrom<TMachine>;
}

// --- by position ---------------------------------------------------------------------------

declare function machineOf(
  machine: StateMachine<Context, Event, any, any, any, any, any, any, any, any, any, any, any, any>,
): void;
machineOf(machine);
declare function everyMachine(
  machine: StateMachine<any, any, any, any, any, any, any, any, any, any, any, any, any, any, any>,
): void;
everyMachine(machine);
everyMachine(bare);
declare function snapshotOf(
  snapshot: MachineSnapshot<Context, Event, any, any, any, any, any, any>,
): void;
snapshotOf(snapshot);
declare function wideSnapshot(
  snapshot: MachineSnapshot<
    Context,
    Event,
    Record<string, AnyActorRef | undefined>,
    StateValue,
    string,
    unknown,
    any,
    StateSchema
  >,
): void;
wideSnapshot(snapshot);
declare function logicOf(logic: ActorLogic<any, Event, any, any, any>): void;
logicOf(machine);
declare function promiseOf(logic: PromiseActorLogic<number>): void;
promiseOf(fromPromise<number, unknown>(async () => 1));
declare function refOf(ref: ActorRef<Snapshot<unknown>, Event>): void;
refOf(actor);
declare function refOfLess(ref: ActorRef<any, { type: 'clear' }>): void;
refOfLess(actor);
declare function unknownRef(ref: ActorRef<Snapshot<unknown>, never>): void;
unknownRef(actor);
export const promised: PromiseActorRef<number> = createActor(promise);
export const called: CallbackActorRef<{ type: 'ping' }> = createActor(
  fromCallback<{ type: 'ping' }, unknown>(() => {}),
);
export const open: UnknownActorRef = createActor(fromTransition((count: number) => count, 0));
export const action = ({ context, event, self }: ActionArgs<Context, { type: 'clear' }, Event>) => {
  self.send({ type: 'add', by: context.count + event.type.length });
};
export const guard: GuardPredicate<Context, Event, undefined, never> = ({ context, event }) =>
  context.count > 1 && event.type === 'add';
export function withSpawner(
  spawn: Spawner<{ src: 'load'; logic: PromiseActorLogic<number, { id: string }>; id: 'x' }>,
) {
  const ref = spawn('load', { input: { id: 'x' }, id: 'x' });
  expectType<Equal<typeof ref, ActorRefFrom<PromiseActorLogic<number, { id: string }>>>>();
  // @ts-expect-error -- there is no such actor
  spawn('missing');
}

// --- from one type to another --------------------------------------------------------------

expectType<Equal<ContextFrom<typeof machine>, Context>>();
expectType<Equal<ContextFrom<typeof actor>, Context>>();
expectType<Equal<ContextFrom<typeof snapshot>, Context>>();
expectType<Equal<EventFrom<typeof machine>, Event>>();
expectType<Equal<EventFrom<typeof actor>, Event>>();
expectType<Equal<EventFrom<typeof snapshot>, Event>>();
expectType<Equal<EventFrom<typeof machine, 'add'>, { type: 'add'; by: number }>>();
expectType<Equal<InputFrom<typeof machine>, { start: number }>>();
expectType<Equal<OutputFrom<typeof machine>, { total: number }>>();
expectType<Equal<OutputFrom<typeof actor>, { total: number }>>();
expectType<Equal<OutputFrom<typeof promise>, number>>();
expectType<Equal<EmittedFrom<typeof machine>, { type: 'changed' }>>();
expectType<Equal<StateFrom<typeof machine>, typeof snapshot>>();
expectType<Equal<SnapshotFrom<typeof actor>, typeof snapshot>>();
expectType<Equal<SnapshotFrom<() => typeof machine>, typeof snapshot>>();
expectType<Equal<ReturnType<ActorRefFrom<typeof machine>['getSnapshot']>, typeof snapshot>>();
expectType<Equal<Parameters<ActorRefFrom<typeof machine>['send']>[0], Event>>();
expectType<Equal<ActorRefFrom<Promise<number>>, ActorRefFrom<PromiseActorLogic<number>>>>();
expectType<Equal<ActorLogicFrom<typeof machine>, typeof machine>>();
expectType<Equal<InterpreterFrom<typeof machine>, typeof actor>>();
expectType<Equal<Actor<typeof machine>, typeof actor>>();
expectType<Equal<EventFrom<typeof bare>, AnyEventObject>>();

// Machines that know each other only by their types.
interface ParentContext {
  child: ActorRefFrom<typeof childMachine> | undefined;
}
const childMachine = setup({
  types: {
    context: {} as { parent: ActorRef<Snapshot<unknown>, { type: 'child.done' }> },
    input: {} as { parent: ActorRef<Snapshot<unknown>, { type: 'child.done' }> },
  },
}).createMachine({ context: ({ input }) => ({ parent: input.parent }) });
export const parentMachine = setup({
  types: {
    context: {} as ParentContext,
    events: {} as { type: 'child.done' } | { type: 'other' },
  },
  actors: { childMachine },
}).createMachine({
  context: ({ spawn, self }) => ({ child: spawn('childMachine', { input: { parent: self } }) }),
});

// --- refused -------------------------------------------------------------------------------

declare function otherContext(
  machine: StateMachine<
    { other: string },
    Event,
    any,
    any,
    any,
    any,
    any,
    any,
    any,
    any,
    any,
    any,
    any,
    any
  >,
): void;
// @ts-expect-error -- the context is another
otherContext(machine);
declare function otherEvent(ref: ActorRef<any, { type: 'missing' }>): void;
// @ts-expect-error -- the actor takes no such event
otherEvent(actor);
declare function everyEvent(ref: ActorRef<any, EventObject>): void;
// @ts-expect-error -- the actor does not take every event
everyEvent(actor);
// @ts-expect-error -- a promise is no machine
anyMachine(promise);
