import { assign, createMachine, fromTransition, setup, type SnapshotFrom } from 'detent';
import {
  createShortestPathsGen,
  createTestModel,
  getAdjacencyMap,
  getPathsFromEvents,
  getShortestPaths,
  getSimplePaths,
  getStateNodes,
  joinPaths,
  toDirectedGraph,
  TestModel,
  type AnyStateNode,
  type StatePath,
  type TestPath,
} from 'detent/graph';
import { expectTypeOf, test } from 'vitest';

const machine = setup({
  types: {} as {
    context: { total: number };
    events: { type: 'ADD'; amount: number } | { type: 'PAY' };
    input: { total: number };
  },
}).createMachine({
  context: ({ input }) => ({ total: input.total }),
  initial: 'cart',
  states: {
    cart: {
      on: {
        ADD: { actions: assign({ total: ({ context, event }) => context.total + event.amount }) },
        PAY: 'paid',
      },
    },
    paid: {},
  },
});
type State = SnapshotFrom<typeof machine>;
type Event = { type: 'ADD'; amount: number } | { type: 'PAY' };

test('paths have the snapshots and the events of the machine', () => {
  expectTypeOf(getShortestPaths(machine)).toEqualTypeOf<StatePath<State, Event>[]>();
  expectTypeOf(getSimplePaths(machine)).toEqualTypeOf<StatePath<State, Event>[]>();
  const [path] = getShortestPaths(machine, {
    input: { total: 0 },
    events: (state) => [{ type: 'ADD', amount: state.context.total }],
    filterEvents: (state, event) => event.type === 'PAY' || state.context.total < event.amount,
    stopWhen: (state) => state.context.total > 3,
    toState: (state) => state.matches('paid'),
    serializeState: (state, event, before) =>
      `${state.value}${event?.type}${before?.context.total}`,
    serializeEvent: (event) => event.type,
    limit: 10,
    fromState: getShortestPaths(machine)[0]!.state,
  });
  expectTypeOf(path!.state.context.total).toBeNumber();
  expectTypeOf(path!.weight).toBeNumber();
});

test('events and input are checked', () => {
  // @ts-expect-error -- there is no such event
  getShortestPaths(machine, { events: [{ type: 'SELL' }] });
  // @ts-expect-error -- the input has a number
  getShortestPaths(machine, { input: { total: 'none' } });
  // @ts-expect-error -- there is no such state
  getShortestPaths(machine, { toState: (state) => state.matches('lost') });
  // @ts-expect-error -- an amount is missing
  expectTypeOf(getPathsFromEvents(machine, [{ type: 'ADD' }])).toBeArray();
});

test('events of the library may be given beside those of the machine', () => {
  getShortestPaths(machine, {
    events: [{ type: 'PAY' }, { type: 'xstate.done.actor.bank', output: 1 }],
  });
  const events = [{ type: 'xstate.after.100.cart' } as const, { type: 'PAY' } as const];
  expectTypeOf(getPathsFromEvents(machine, events)).toBeArray();
});

test('the adjacency map has them too', () => {
  for (const { state, transitions } of Object.values(getAdjacencyMap(machine))) {
    expectTypeOf(state).toEqualTypeOf<State>();
    for (const to of Object.values(transitions)) {
      expectTypeOf(to.event).toEqualTypeOf<Event>();
      expectTypeOf(to.state).toEqualTypeOf<State>();
    }
  }
});

test('models type their executors and checks', () => {
  const model = createTestModel(machine, { events: [{ type: 'ADD', amount: 2 }] });
  const paths = model.getShortestPaths({ toState: (state) => state.matches('paid') });
  expectTypeOf(paths).toEqualTypeOf<TestPath<State, Event>[]>();
  void paths[0]!.test({
    states: { paid: (state) => expectTypeOf(state.context.total).toBeNumber() },
    events: {
      ADD: ({ event, state }) => {
        expectTypeOf(event.amount).toBeNumber();
        expectTypeOf(state.context.total).toBeNumber();
      },
      PAY: async () => {},
      'xstate.after.100.cart': ({ event }) => void event['type'],
    },
  });
  // @ts-expect-error -- there is no such event
  void paths[0]!.test({ events: { SELL: () => {} } });
  model.getPaths(createShortestPathsGen(), { allowDuplicatePaths: true });
  joinPaths(paths[0]!, model.getShortestPathsFrom(paths)[0]!);
});

test('other logic is explored by its own types', () => {
  const counter = fromTransition(
    (count: number, event: { type: 'add'; by: number }) => count + event.by,
    0,
  );
  const [path] = getShortestPaths(counter, { events: [{ type: 'add', by: 1 }], limit: 3 });
  expectTypeOf(path!.state.context).toBeNumber();
  const model = new TestModel(counter, { events: [{ type: 'add', by: 1 }] });
  expectTypeOf(model.getShortestPaths()[0]!.state.context).toBeNumber();
});

test('states of machines are nodes', () => {
  const plain = createMachine({ initial: 'a', states: { a: {} } });
  expectTypeOf(getStateNodes(plain)).toEqualTypeOf<AnyStateNode[]>();
  expectTypeOf(getStateNodes(plain.root)).toEqualTypeOf<AnyStateNode[]>();
  expectTypeOf(getStateNodes(machine.states.cart!)).toEqualTypeOf<AnyStateNode[]>();
  expectTypeOf(toDirectedGraph(machine).edges[0]!.transition.eventType).toBeString();
});
