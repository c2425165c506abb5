import { createMachine } from 'detent';
import { getStateNodes, toDirectedGraph } from 'detent/graph';
import { describe, expect, test } from 'vitest';

const machine = createMachine({
  id: 'm',
  initial: 'a',
  on: { RESET: '.a' },
  states: {
    a: {
      on: {
        GO: [{ guard: () => false, target: 'b' }, { target: 'c' }],
        NOTE: { actions: () => {} },
      },
      after: { 10: 'c' },
      always: [
        { guard: () => false, target: 'b' },
        { guard: () => false, target: 'c' },
      ],
    },
    b: {
      type: 'parallel',
      onDone: 'c',
      states: {
        x: { initial: 'x1', states: { x1: {}, x2: {} } },
        y: { initial: 'y1', states: { y1: {}, y2: {} } },
      },
      on: { BOTH: { target: ['.x.x2', '.y.y2'] } },
    },
    c: { initial: 'd', states: { d: {}, back: { type: 'history' } } },
  },
});

describe('toDirectedGraph', () => {
  const graph = toDirectedGraph(machine);
  const edgesOf = (id: string): string[] =>
    find(graph, id).edges.map((edge) => `${edge.id} ${edge.label.text} -> ${edge.target.id}`);

  test('has every state below its parent', () => {
    expect(graph.id).toBe('m');
    expect(graph.stateNode).toBe(machine.root);
    expect(graph.children.map(({ id }) => id)).toEqual(['m.a', 'm.b', 'm.c']);
    expect(find(graph, 'm.c').children.map(({ id }) => id)).toEqual(['m.c.d', 'm.c.back']);
  });

  test('has an edge for each target, and a loop where there is none', () => {
    expect(edgesOf('m')).toEqual(['m:0:0 RESET -> m.a']);
    expect(edgesOf('m.b')).toEqual([
      'm.b:0:0 BOTH -> m.b.x.x2',
      'm.b:0:1 BOTH -> m.b.y.y2',
      'm.b:1:0 xstate.done.state.m.b -> m.c',
    ]);
  });

  test('has eventless transitions, without a label, after the others', () => {
    expect(edgesOf('m.a')).toEqual([
      'm.a:0:0 GO -> m.b',
      'm.a:1:0 GO -> m.c',
      'm.a:2:0 NOTE -> m.a',
      'm.a:3:0 xstate.after.10.m.a -> m.c',
      'm.a:4:0  -> m.b',
      'm.a:5:0  -> m.c',
    ]);
  });

  test('leads to the transitions of the machine', () => {
    const [edge] = find(graph, 'm.a').edges;
    const a = machine.states['a']!;
    expect(edge!.transition).toBe(a.on['GO']![0]);
    expect(edge!.source).toBe(a);
    expect(edge!.target).toBe(machine.states['b']);
  });

  test('is written as JSON by ids', () => {
    expect(JSON.parse(JSON.stringify(toDirectedGraph(machine.states['c']!)))).toEqual({
      id: 'm.c',
      children: [
        { id: 'm.c.d', children: [], edges: [] },
        { id: 'm.c.back', children: [], edges: [] },
      ],
      edges: [],
    });
    expect(JSON.parse(JSON.stringify(graph)).edges).toEqual([
      { source: 'm', target: 'm.a', label: { text: 'RESET' } },
    ]);
  });
});

test('getStateNodes gives all states below, in document order', () => {
  const ids = ['m.a', 'm.b', 'm.b.x', 'm.b.x.x1', 'm.b.x.x2', 'm.b.y', 'm.b.y.y1', 'm.b.y.y2'];
  expect(getStateNodes(machine).map(({ id }) => id)).toEqual([...ids, 'm.c', 'm.c.d', 'm.c.back']);
  expect(getStateNodes(machine.states['b']!).map(({ id }) => id)).toEqual(ids.slice(2));
  expect(getStateNodes(machine.states['a']!)).toEqual([]);
});

function find(graph: ReturnType<typeof toDirectedGraph>, id: string): typeof graph {
  const all = (node: typeof graph): (typeof graph)[] => [node, ...node.children.flatMap(all)];
  return all(graph).find((node) => node.id === id)!;
}
