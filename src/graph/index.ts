/** Paths through actor logic, and tests made from them. */
export type { AnyStateNode } from '../index.ts';
export {
  adjacencyMapToArray,
  getAdjacencyMap,
  type AdjacencyMap,
  type AdjacencyValue,
} from './adjacency.ts';
export {
  getStateNodes,
  toDirectedGraph,
  type DirectedGraphEdge,
  type DirectedGraphNode,
} from './directed-graph.ts';
export type { LibraryEvent } from './logic.ts';
export type { SerializationConfig, TraversalConfig, TraversalOptions } from './options.ts';
export {
  joinPaths,
  type PathGenerator,
  type StatePath,
  type StatePlanMap,
  type Step,
  type Steps,
  type VisitedContext,
} from './path.ts';
export { getPathsFromEvents } from './paths-from-events.ts';
export { serializeSnapshot, type SerializedEvent, type SerializedSnapshot } from './serialize.ts';
export { createShortestPathsGen, getShortestPaths } from './shortest-paths.ts';
export { createSimplePathsGen, getSimplePaths } from './simple-paths.ts';
export { TestModel, createTestModel, type TestModelOptions } from './test-model.ts';
export type {
  EventExecutor,
  TestMeta,
  TestParam,
  TestPath,
  TestPathResult,
  TestStepResult,
} from './test-path.ts';
