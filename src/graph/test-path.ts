import type {
  AnyActorRef,
  MachineContext,
  MachineSnapshot as MachineSnapshotOfUser,
  EventObject,
  MetaObject,
  Snapshot,
  StateSchema,
  StateValue,
} from '../index.ts';
import { INIT, MachineSnapshot, type StateNode } from '../tooling.ts';
import { extendMessage } from './extend-message.ts';
import type { LibraryEvent } from './logic.ts';
import type { StatePath, Step } from './path.ts';
import { isEmpty, serializeState, toText } from './serialize.ts';

type SnapshotWith<TContext extends MachineContext> = MachineSnapshotOfUser<
  TContext,
  EventObject,
  Record<string, AnyActorRef | undefined>,
  StateValue,
  string,
  unknown,
  MetaObject,
  StateSchema
>;

/** What a state of a machine may say about its test in `meta`. */
export interface TestMeta<T, TContext extends MachineContext> {
  test?: (testContext: T, state: SnapshotWith<TContext>) => Promise<void> | void;
  /** The name of the state in descriptions of paths. */
  description?: string | ((state: SnapshotWith<TContext>) => string);
  skip?: boolean;
}

/**
 * Makes an event happen in what is tested; a promise is waited for. `step` has the event and the
 * state that it should lead to.
 */
export type EventExecutor<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> = (
  step: Step<TSnapshot, TEvent>,
) => unknown;

/** How to drive what is tested, and how to look at it. */
export interface TestParam<TSnapshot extends Snapshot<unknown>, TEvent extends EventObject> {
  /**
   * Checks by state: a state value (`red`, `red.walk`), an id (`#light.red`), or `*` for states
   * without a check of their own. All that match are run, and waited for.
   */
  states?: { [key: string]: (state: TSnapshot) => unknown };
  /** Executors by event type. */
  events?: {
    [TType in TEvent['type']]?: EventExecutor<TSnapshot, Extract<TEvent, { type: TType }>>;
  } & { [TType in LibraryEvent['type']]?: EventExecutor<TSnapshot, LibraryEvent> };
}

interface TestStateResult {
  error: null | Error;
}

export interface TestStepResult {
  step: Step<Snapshot<unknown>, EventObject>;
  state: TestStateResult;
  event: { error: null | Error };
}

/** What was tested. A test that fails throws, so there is never an error in it. */
export interface TestPathResult {
  steps: TestStepResult[];
  state: TestStateResult;
}

/** A path that can be walked in what is tested. */
export interface TestPath<
  TSnapshot extends Snapshot<unknown>,
  TEvent extends EventObject,
> extends StatePath<TSnapshot, TEvent> {
  /** Which state the path reaches, and by which events. */
  description: string;
  /**
   * Executes the event of each step and checks the state after it.
   * @throws what an executor or a check threw, its message extended by where on the path that was
   */
  test: (params: TestParam<TSnapshot, TEvent>) => Promise<TestPathResult>;
}

/** `Reaches state "paid": xstate.init → PAY ({"amount":1})` */
export function describePath(path: StatePath<Snapshot<unknown>, EventObject>): string {
  const events = path.steps.map(({ event }) => describeEvent(event));
  return `Reaches ${describeState(path.state)}: ${events.join(' → ')}`;
}

/**
 * What went wrong on the way, with the place: the same error where its message can be extended.
 *
 *     <message>
 *
 *     The event PAY failed in state "cart". The path so far:
 *       1. xstate.init → state "cart"
 *       2. PAY → state "paid"  (failed)
 */
export function failureAt(
  path: StatePath<Snapshot<unknown>, EventObject>,
  failed: { readonly step: number; readonly isEvent: boolean },
  thrown: unknown,
): Error {
  const { event, state } = path.steps[failed.step]!;
  const before = path.steps[failed.step - 1]?.state;
  const where = before ? `in ${describeState(before)}` : 'at the start';
  const what = failed.isEvent
    ? `The event ${describeEvent(event)} failed ${where}`
    : `The check of ${describeState(state)} failed`;
  const steps = path.steps
    .slice(0, failed.step + 1)
    .map((step, i) => `  ${i + 1}. ${describeEvent(step.event)} → ${describeState(step.state)}`);
  return extendMessage(thrown, `${what}. The path so far:\n${steps.join('\n')}  (failed)`);
}

/** `state "paid"({"amount":1})`; of a machine with regions `states "a", "b"`. */
function describeState(snapshot: Snapshot<unknown>): string {
  if (!(snapshot instanceof MachineSnapshot)) return `state ${serializeState(snapshot)}`;
  const { _nodes: nodes, context } = snapshot;
  const names = nodes
    .filter((node) => node.children.length === 0)
    .map((node) => describeNode(node, snapshot));
  const suffix = isEmpty(context) ? '' : `(${toText(context, 'serializeState')})`;
  return `${names.length === 1 ? 'state' : 'states'} ${names.join(', ')}${suffix}`;
}

function describeNode(node: StateNode, snapshot: MachineSnapshot): string {
  const { description } = (node.meta ?? {}) as TestMeta<unknown, MachineContext>;
  if (typeof description === 'function') return description(snapshot as never);
  return `"${description ?? node.path.join('.')}"`;
}

function describeEvent({ type, ...payload }: EventObject): string {
  const written = type === INIT ? '{}' : toText(payload, 'serializeEvent');
  return written === '{}' ? type : `${type} (${written})`;
}
