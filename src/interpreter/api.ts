import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { MachineEvent, Sendable } from './event.ts';

/** What logic functions and plugins see of the interpreter that calls them. */
export interface InterpreterApi<TContext = unknown> {
  readonly id: string;
  /** The live context; actions change it in place. */
  readonly context: TContext;
  /** Full ids of the active leaf states; within a transition action, those that it leads to. */
  readonly activeStateIds: Set<string>;
  /** The same as `activeStateIds`. */
  readonly currentStateIds: Set<string>;
  readonly isRunning: boolean;
  readonly status: InterpreterStatus;
  readonly output: unknown;
  readonly error: unknown;
  readonly input: unknown;
  matches(stateValue: unknown): boolean;
  can(event: Sendable, payload?: object): boolean;
  hasTag(tag: string): boolean;
  /** Queued while an event is being processed, as it is when a logic function calls this. */
  send(event: Sendable, payload?: object): unknown;
  sendEvents(events: readonly Sendable[]): unknown;
  stop(): unknown;
  getSnapshot(): string;
}

export type InterpreterStatus = 'notStarted' | SnapshotStatus;

/** An action as it is written in the config. */
export interface ActionDefinition<TParams = unknown> {
  readonly type: string;
  readonly params: TParams;
}

// Spelled as methods, whose parameters may be annotated with less than what is known here to be
// true: an event with the payload that its sender gives, an action with its params.
interface Functions<TContext, TEvent, TResult> {
  action(
    interpreter: InterpreterApi<TContext>,
    context: TContext,
    event: TEvent,
    actionDef: ActionDefinition,
  ): void;
  guard(context: TContext, event: TEvent, params?: unknown): boolean;
  service(
    interpreter: InterpreterApi<TContext>,
    context: TContext,
    event: TEvent,
    signal?: AbortSignal,
  ): TResult;
  delay(context: TContext, event: TEvent): number;
}

/** An action as a name in the config stands for it. */
export type ActionFunction<TContext = unknown, TEvent = unknown> = Functions<
  TContext,
  TEvent,
  void
>['action'];

export type GuardFunction<TContext = unknown, TEvent = unknown> = Functions<
  TContext,
  TEvent,
  void
>['guard'];

/** Its last argument, a signal that is aborted when the state is left, only `Interpreter` gives. */
export type ServiceFunction<TContext = unknown, TEvent = unknown, TResult = unknown> = Functions<
  TContext,
  TEvent,
  TResult
>['service'];

/** Milliseconds, or a function that gives them. */
export type Delay<TContext = unknown> = number | Functions<TContext, MachineEvent, void>['delay'];
