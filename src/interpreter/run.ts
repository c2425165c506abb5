import type { Candidate } from '../compile/configuration.ts';
import { Configuration } from '../compile/configuration.ts';
import { reportUnhandledError } from '../actors/report-unhandled-error.ts';
import type { StateMachine } from '../authoring/machine.ts';
import { NO_CHILDREN } from '../engine/children.ts';
import { initialSnapshot, nextSnapshot } from '../engine/machine-logic.ts';
import { persist, restore } from '../engine/persist.ts';
import { MachineSnapshot } from '../engine/snapshot.ts';
import { NotSupportedError } from '../errors.ts';
import type { StateNode } from '../model/state-node.ts';
import { NOT_STARTED, type AnyActorRef, type AnyActorSystem } from '../protocol/actor-ref.ts';
import type { CustomEffect, Effect } from '../protocol/effect.ts';
import { isOfLibrary, STOP, type EventObject } from '../protocol/event.ts';
import type { ActorLogic, AnyActorLogic, AnyActorScope, SpawnOptions } from '../protocol/logic.ts';
import type { Logger } from '../protocol/ports.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { InterpreterApi } from './api.ts';
import { setAtWork, type RunAtWork } from './at-work.ts';
import { ContextBackup } from './context-backup.ts';
import { Event, toMachineEvent, type MachineEvent } from './event.ts';
import { missingAction } from './logic.ts';
import { tellPlugins, type Plugin, type ServiceInvocation } from './plugin.ts';
import { ServiceLogic, hostOf, setHost, type ServiceHost } from './service.ts';
import { abandon, isAsyncFunction, isThenable } from './thenable.ts';

/** The event with which a run enters its machine; known by identity. */
export const BEGIN: EventObject = Object.freeze({ type: 'detent.begin' });

/** Before a machine is entered. */
const NOTHING = new Configuration([], false);

/** The interpreter as its run knows it. */
export interface RunFace extends InterpreterApi {
  plugins: readonly Plugin[];
  /** @internal The machine has come to its end. */
  _ended(last: MachineSnapshot): void;
}

/** One call of `send` that waits until its event is processed. */
export interface Letter {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A machine at work for one actor: the machine's logic, with what the interpreters add to it.
 *
 * A macrostep that throws leaves no trace: states and context are as before, effects that wait
 * for its end are dropped, actors that it has created are let go. The error goes to whoever sent
 * the event.
 */
export class Run
  implements ActorLogic<MachineSnapshot & Snapshot<unknown>, EventObject>, RunAtWork, ServiceHost
{
  readonly machine: StateMachine;
  readonly isSync: boolean;
  readonly interpreter: RunFace;
  /** Errors that the call at hand will throw. */
  errors: unknown[] = [];
  /** Calls of the interpreter that are on the stack. */
  calls = 0;
  /** By event: who waits for it. */
  letters: Map<EventObject, Letter> | undefined = undefined;
  readonly #isRoot: boolean;
  #scope: RunScope | undefined = undefined;
  #isStopping = false;
  #context: unknown;
  #configuration: Configuration = NOTHING;
  #effects: Effect[] = [];
  #backup: ContextBackup | undefined = undefined;
  /** Of the macrostep at hand: the events that plugins were told of, first and last. */
  #firstReceived: EventObject | undefined = undefined;
  #lastReceived: EventObject | undefined = undefined;

  constructor(
    interpreter: RunFace,
    {
      machine,
      context,
      isSync,
      isRoot,
    }: { machine: StateMachine; context: unknown; isSync: boolean; isRoot: boolean },
  ) {
    this.interpreter = interpreter;
    this.machine = machine;
    this.isSync = isSync;
    this.#isRoot = isRoot;
    this.#context = context;
  }

  /** The context: during a macrostep the one that its actions see. */
  get context(): unknown {
    return this.#context;
  }

  /** The active states: during a microstep, once its exits are done, those that it leads to. */
  get configuration(): Configuration {
    return this.#configuration;
  }

  getInitialSnapshot = (scope: AnyActorScope): MachineSnapshot & Snapshot<unknown> => {
    this.#connect(scope);
    return dormant(this.machine, this.#context) as MachineSnapshot & Snapshot<unknown>;
  };

  start = (snapshot: MachineSnapshot, { self }: AnyActorScope): void => {
    if (isDormant(snapshot)) self._send(BEGIN, self);
  };

  transition = (
    snapshot: MachineSnapshot & Snapshot<unknown>,
    event: EventObject,
    live: AnyActorScope,
  ): MachineSnapshot & Snapshot<unknown> => {
    const scope = this.#scope!;
    scope.origin = live.origin;
    const before = setAtWork(this);
    this.#isStopping = event.type === STOP;
    try {
      const next = this.#step(snapshot, event, scope);
      const hasEffects = this.#effects.length > 0;
      if (hasEffects && this.isSync) this.#callServices();
      this.#leave(next, before);
      if (hasEffects) this.#release(live);
      this.#backup = undefined;
      if (this.#isFollowed()) this.#processed(event);
      if (next.status !== 'active') this.interpreter._ended(next);
      return next as MachineSnapshot & Snapshot<unknown>;
    } catch (error) {
      this.#undo(live);
      this.#leave(snapshot, before);
      const isAnswered = this.#processed(event, { error });
      // The parent of a child that fails handles that; misuse is nothing to be handled.
      if (!this.#isRoot && !(error instanceof NotSupportedError)) throw error;
      if (!isAnswered) this.#blame(error);
      return snapshot;
    }
  };

  getPersistedSnapshot = (snapshot: MachineSnapshot, options?: unknown): Snapshot<unknown> =>
    persist(snapshot, options as object) as unknown as Snapshot<unknown>;

  restoreSnapshot = (
    persisted: Snapshot<unknown>,
    scope: AnyActorScope,
  ): MachineSnapshot & Snapshot<unknown> => {
    this.#connect(scope);
    const snapshot = restore(this.machine, persisted, scope);
    this.#context = snapshot.context;
    this.#configuration = snapshot.configuration;
    return snapshot as MachineSnapshot & Snapshot<unknown>;
  };

  /** Asks something of the machine that may evaluate its guards. */
  ask<T>(question: () => T): T {
    const before = setAtWork(this);
    try {
      return question();
    } finally {
      setAtWork(before);
    }
  }

  /** Takes a custom action or another effect of the macrostep. */
  take(effect: Effect, live: AnyActorScope): void {
    this.#context = effect.info.context;
    if (effect.exec === missingAction) return;
    if (effect.exec !== undefined) this.#perform(effect);
    else if (effect.type === 'xstate.log') live.actionExecutor(effect);
    else this.#effects.push(effect);
  }

  received(event: EventObject): void {
    this.#firstReceived ??= event;
    this.#lastReceived = event;
    const { plugins } = this.interpreter;
    if (plugins.length > 0) {
      tellPlugins(plugins, 'onEventReceived', this.interpreter, toMachineEvent(event));
    }
  }

  planned(next: { readonly nodes: readonly StateNode[] }): void {
    this.#configuration = next as Configuration;
  }

  guardEvaluated(name: string, event: MachineEvent, result: boolean): void {
    const { plugins } = this.interpreter;
    if (plugins.length > 0) {
      tellPlugins(plugins, 'onGuardEvaluated', this.interpreter, name, event, result);
    }
  }

  serviceStarted(invocation: ServiceInvocation): void {
    const { plugins } = this.interpreter;
    tellPlugins(plugins, 'onServiceStart', this.interpreter, invocation);
  }

  serviceDone(invocation: ServiceInvocation, result: unknown): void {
    const { plugins } = this.interpreter;
    tellPlugins(plugins, 'onServiceDone', this.interpreter, invocation, result);
  }

  serviceFailed(invocation: ServiceInvocation, error: unknown): void {
    const { plugins } = this.interpreter;
    tellPlugins(plugins, 'onServiceError', this.interpreter, invocation, error);
  }

  misused(error: unknown): void {
    this.#blame(error);
  }

  #connect(scope: AnyActorScope): void {
    this.#scope = new RunScope(this, scope);
    setHost(scope.self, this);
  }

  #step(snapshot: MachineSnapshot, event: EventObject, scope: RunScope): MachineSnapshot {
    const { plugins } = this.interpreter;
    const listener = plugins.length > 0 || scope.system._inspected ? this.#listener() : undefined;
    if (event === BEGIN) {
      const entered = initialSnapshot(this.machine, scope, this.interpreter.input, listener);
      if (entered.status === 'error') throw entered.error;
      return entered;
    }
    const isSent = event instanceof Event;
    if (!isSent && isOfLibrary(event.type)) {
      return nextSnapshot(snapshot, event, scope, listener);
    }
    const seen = isSent ? event : toMachineEvent(event);
    if (plugins.length > 0) this.received(seen);
    return nextSnapshot(snapshot, seen, scope, listener);
  }

  /** Tells plugins and inspectors of every microstep. */
  #listener(): (
    snapshot: MachineSnapshot,
    event: EventObject,
    enabled: readonly Candidate[],
  ) => void {
    let from = leafIds(this.#configuration);
    return (snapshot, event, enabled) => {
      const { self, system } = this.#scope!;
      if (system._inspected) {
        const _transitions = enabled.map(({ transition }) => transition);
        const type = '@xstate.microstep';
        system._sendInspectionEvent({
          type,
          actorRef: self,
          event,
          snapshot: snapshot as never,
          _transitions,
        });
      }
      this.#context = snapshot.context;
      this.#configuration = snapshot.configuration;
      const to = leafIds(snapshot.configuration);
      const { plugins } = this.interpreter;
      // Raised events come to light here.
      if (enabled.length > 0 && event !== this.#lastReceived && event.type !== 'xstate.init') {
        this.received(event);
      }
      for (const { transition } of enabled) {
        tellPlugins(plugins, 'onTransition', this.interpreter, from, to, transition);
      }
      from = to;
    };
  }

  #perform({ type, info, params, exec }: CustomEffect): void {
    this.#backup ??= new ContextBackup(this.#context);
    const { interpreter } = this;
    const { plugins } = interpreter;
    const definition = { type, params };
    if (plugins.length > 0) tellPlugins(plugins, 'onActionExecute', interpreter, definition);
    const { self, system } = this.#scope!;
    if (system._inspected) {
      const record = { type: '@xstate.action', actorRef: self, action: definition } as const;
      system._sendInspectionEvent(record);
    }
    const call = exec as unknown as (...args: unknown[]) => unknown;
    try {
      if (isAsyncFunction(call)) throw asynchronous(this.machine.id, type);
      const result = call(interpreter, info.context, toMachineEvent(info.event), definition);
      if (isThenable(result)) {
        abandon(result);
        throw asynchronous(this.machine.id, type);
      }
    } catch (error) {
      tellPlugins(plugins, 'onActionError', interpreter, definition, error);
      if (!this.#isStopping) throw error;
      // On the way out every exit action gets its turn.
      this.#blame(error);
    }
  }

  /** Calls the services that the macrostep invokes, one after the other. */
  #callServices(): void {
    const stopped = new Set(
      this.#effects.map(({ type, params }) => (type === 'xstate.stopChild' ? params : undefined)),
    );
    for (const effect of this.#effects) {
      if (effect.type !== 'xstate.spawnChild') continue;
      const { actorRef, input } = effect.params as { actorRef: AnyActorRef; input: unknown };
      const { logic } = actorRef as unknown as { logic: AnyActorLogic };
      if (!(logic instanceof ServiceLogic) || stopped.has(actorRef)) continue;
      this.#backup ??= new ContextBackup(this.#context);
      logic.callAhead(this, actorRef, input);
    }
  }

  /** Hands on what waited for the end of the macrostep. */
  #release(live: AnyActorScope): void {
    const effects = this.#effects;
    this.#effects = [];
    for (const effect of effects) {
      const { id, delay } = (effect.params ?? {}) as { id?: string; delay?: number };
      // A send id that is used again replaces the earlier send.
      if (id !== undefined && delay !== undefined) {
        live.defer(() => live.system.scheduler.cancel(live.self, id));
      }
      live.actionExecutor(effect);
    }
  }

  #undo(live: AnyActorScope): void {
    this.#backup?.restore();
    this.#backup = undefined;
    const effects = this.#effects;
    this.#effects = [];
    for (const effect of effects) {
      if (effect.type !== 'xstate.spawnChild') continue;
      const { actorRef } = effect.params as { actorRef: AnyActorRef };
      if (actorRef._processingStatus === NOT_STARTED) live.stopChild(actorRef);
    }
  }

  #leave({ context, configuration }: MachineSnapshot, before: RunAtWork | undefined): void {
    this.#context = context;
    this.#configuration = configuration;
    setAtWork(before);
  }

  /** Whether somebody waits for events to be processed, or looks on. */
  #isFollowed(): boolean {
    return this.letters !== undefined || this.interpreter.plugins.length > 0;
  }

  /** @returns whether somebody waited for this event */
  #processed(event: EventObject, failure?: { readonly error: unknown }): boolean {
    const { plugins } = this.interpreter;
    if (plugins.length > 0 && this.#firstReceived) {
      const seen = toMachineEvent(this.#firstReceived);
      this.#firstReceived = undefined;
      tellPlugins(plugins, 'onEventProcessed', this.interpreter, seen, failure?.error);
    }
    const letter = this.letters?.get(event);
    if (!letter) return false;
    this.letters!.delete(event);
    if (failure) letter.reject(failure.error);
    else letter.resolve();
    return true;
  }

  /** Gives an error to the call of the interpreter that led to it, or to the host. */
  #blame(error: unknown): void {
    const parent = this.#isRoot ? undefined : hostOf(this.#scope!.self._parent);
    if (parent) parent.misused(error);
    else if (this.calls > 0) this.errors.push(error);
    else reportUnhandledError(error);
  }
}

/** What the engine sees of a live actor: its effects pass through the run. */
class RunScope implements AnyActorScope {
  readonly self: AnyActorRef;
  readonly system: AnyActorSystem;
  readonly id: string;
  readonly sessionId: string;
  readonly logger: Logger;
  readonly originKnown = true;
  readonly performer = undefined;
  held: unknown = undefined;
  readonly defer: (task: () => void) => void;
  readonly emit: (event: EventObject) => void;
  readonly stopChild: (child: AnyActorRef) => void;
  readonly spawn: (logic: AnyActorLogic, options: SpawnOptions) => AnyActorRef;
  readonly actionExecutor: (effect: Effect) => void;
  origin: AnyActorRef | undefined = undefined;
  readonly #live: AnyActorScope;

  constructor(run: Run, live: AnyActorScope) {
    this.#live = live;
    this.self = live.self;
    this.system = live.system;
    this.id = live.id;
    this.sessionId = live.sessionId;
    this.logger = live.logger;
    this.defer = live.defer;
    this.emit = live.emit;
    this.stopChild = live.stopChild;
    this.spawn = live.spawn;
    this.actionExecutor = (effect) => run.take(effect, live);
  }

  get chain(): number {
    return this.#live.chain;
  }
}

/** Ids of the active states that have no active state inside. */
export function leafIds({ nodes }: { readonly nodes: readonly StateNode[] }): Set<string> {
  return new Set(nodes.filter((node) => node.children.length === 0).map(({ id }) => id));
}

/** The snapshot of a machine that has not been entered. */
function dormant(machine: StateMachine, context: unknown): MachineSnapshot {
  return new MachineSnapshot({
    machine,
    status: 'active',
    output: undefined,
    error: undefined,
    context,
    configuration: NOTHING,
    historyValue: {},
    childMap: NO_CHILDREN,
  });
}

export function isDormant({ status, configuration }: MachineSnapshot): boolean {
  return status === 'active' && configuration === NOTHING;
}

function asynchronous(machineId: string, action: string): NotSupportedError {
  return new NotSupportedError(
    'E410',
    machineId,
    `action "${action}" is asynchronous`,
    'Make it a service: invoke can wait, actions cannot',
  );
}
