// oxlint-disable typescript/no-explicit-any -- what is not described by a type is not checked
import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { MachineEvent, Sendable } from './event.ts';

/** What logic functions and plugins see of the interpreter that calls them. */
export interface InterpreterApi<TContext = any> {
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

/** An action as a name in the config stands for it. */
export type ActionFunction<TContext = any, TEvent = any> = (
  interpreter: InterpreterApi<TContext>,
  context: TContext,
  event: TEvent,
  actionDef: any,
) => void;

export type GuardFunction<TContext = any, TEvent = any> = (
  context: TContext,
  event: TEvent,
  params?: any,
) => boolean;

/** @param signal aborted when the state is left; only `Interpreter` gives one */
export type ServiceFunction<TContext = any, TEvent = any> = (
  interpreter: InterpreterApi<TContext>,
  context: TContext,
  event: TEvent,
  signal?: any,
) => unknown;

/** Milliseconds, or a function that gives them. */
export type Delay<TContext = any> = number | ((context: TContext, event: MachineEvent) => number);
