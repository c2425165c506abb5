import type { Actor } from '../actors/actor.ts';
import { matchesState } from '../engine/matches-state.ts';
import { MachineSnapshot } from '../engine/snapshot.ts';
import { StatechartError, checkEvent, isDevelopment } from '../errors.ts';
import { NOT_STARTED, STOPPED } from '../protocol/actor-ref.ts';
import type { EventObject } from '../protocol/event.ts';
import type { Observer, Subscription } from '../protocol/observer.ts';
import type { SnapshotStatus } from '../protocol/snapshot.ts';
import type { InterpreterStatus } from './api.ts';
import { isReserved, toEvent, type Event, type Sendable } from './event.ts';
import type { MachineNode } from './machine-node.ts';
import { tellPlugins, type Plugin } from './plugin.ts';
import { BEGIN, Run, isDormant, leafIds, type Letter, type RunFace } from './run.ts';
import { toText } from './snapshot-text.ts';

/** An interpreter at a point in time. */
export interface InterpreterSnapshot<TContext = unknown> {
  readonly status: SnapshotStatus;
  readonly activeStateIds: ReadonlySet<string>;
  readonly value: unknown;
  /** A copy: later changes do not show in it. */
  readonly context: TContext;
  readonly output: unknown;
  readonly error: unknown;
}

type ContextOf<TMachine extends MachineNode> = TMachine['~types']['context'];

/** What both interpreters and the interpreter of a child machine have in common. */
export abstract class InterpreterBase<
  TMachine extends MachineNode = MachineNode,
> implements RunFace {
  readonly machine: TMachine;
  readonly input: unknown;
  /** Observers of this run, in order. Set them before `start()`. */
  plugins: Plugin[];
  protected readonly run: Run;
  protected phase: 'created' | 'running' | 'stopped' = 'created';
  /** Events that were sent before the start. */
  #early: { event: Event; letter: Letter | undefined }[] = [];
  /** Who wants to hear of a failure. */
  readonly #errorObservers = new Set<object>();

  constructor(
    machine: TMachine,
    {
      input,
      plugins = [],
      ...kind
    }: {
      input: unknown;
      plugins: readonly Plugin[] | undefined;
      context: unknown;
      isSync: boolean;
      isRoot: boolean;
    },
  ) {
    this.machine = machine;
    this.input = input;
    this.plugins = [...plugins];
    this.run = new Run(this, { machine: machine.engine, ...kind });
  }

  protected abstract readonly actor: Actor<Run>;

  get id(): string {
    return this.machine.id;
  }

  get context(): ContextOf<TMachine> {
    return this.run.context as ContextOf<TMachine>;
  }

  get activeStateIds(): Set<string> {
    return this.phase === 'stopped' ? new Set() : leafIds(this.run.configuration);
  }

  get currentStateIds(): Set<string> {
    return this.activeStateIds;
  }

  /** True from `start()` to `stop()`, and false once the machine has failed. */
  get isRunning(): boolean {
    return this.phase === 'running' && this.snapshot.status !== 'error';
  }

  get status(): InterpreterStatus {
    const { snapshot } = this;
    return isDormant(snapshot) ? 'notStarted' : snapshot.status;
  }

  /** What the machine has come to, once it is done. */
  get output(): unknown {
    return this.snapshot.output;
  }

  /** Why the machine has failed, if it has. */
  get error(): unknown {
    return this.snapshot.error;
  }

  protected get snapshot(): MachineSnapshot {
    return this.actor._snapshot;
  }

  /** @param stateValue keys of active states such as `{ a: 'b' }`, or the full id of an active state */
  matches(stateValue: string | object): boolean {
    if (this.phase === 'stopped') return false;
    const { nodes, value } = this.run.configuration;
    if (typeof stateValue === 'string') {
      const id = stateValue.startsWith('#') ? stateValue.slice(1) : stateValue;
      if (nodes.some((node) => node.id === id)) return true;
    }
    return matchesState(stateValue as string, value);
  }

  /** Whether the event would cause a transition now. */
  can(event: Sendable, payload?: object): boolean {
    if (this.status !== 'active') return false;
    return this.run.ask(() => this.snapshot.can(toEvent(event, payload)));
  }

  hasTag(tag: string): boolean {
    return this.phase !== 'stopped' && this.run.configuration.tags.has(tag);
  }

  /** Adds a plugin. */
  use(plugin: Plugin): this {
    this.plugins.push(plugin);
    return this;
  }

  /** Calls back after each event that was processed, with the error, and at the end. */
  subscribe(
    nextOrObserver:
      | ((snapshot: InterpreterSnapshot<ContextOf<TMachine>>) => void)
      | Observer<InterpreterSnapshot<ContextOf<TMachine>>>,
  ): Subscription {
    const observer: Observer<InterpreterSnapshot<ContextOf<TMachine>>> =
      typeof nextOrObserver === 'function' ? { next: nextOrObserver } : nextOrObserver;
    if (observer.error) this.#errorObservers.add(observer);
    const { unsubscribe } = this.actor.subscribe({
      // The actor shows a snapshot before it enters the machine.
      next: (snapshot) => {
        if (!isDormant(snapshot)) observer.next?.(this.#look());
      },
      error: (error) => observer.error?.(error),
      complete: () => observer.complete?.(),
    });
    return {
      unsubscribe: () => {
        this.#errorObservers.delete(observer);
        unsubscribe();
      },
    };
  }

  /** Calls back with each event of this type that the machine emits; `'*'` stands for all. */
  on(type: string, handler: (event: EventObject) => void): Subscription {
    return this.actor.on(type, handler);
  }

  /**
   * The whole run as JSON text: states, context, history, children and pending timers.
   * @throws StatechartError E504 when something in it cannot be written as JSON
   */
  getSnapshot(): string {
    return toText(this.actor, this.machine.engine);
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- what may be sent, subclasses say
  abstract send(...args: any[]): unknown;
  // oxlint-disable-next-line typescript/no-explicit-any
  abstract sendEvents(events: readonly any[]): unknown;
  abstract stop(): unknown;

  /** @internal */
  _ended({ status, error }: MachineSnapshot): void {
    if (status === 'stopped') this.#stopped();
    else if (status === 'error') this.#failed(error);
    this.#dropLetters();
  }

  /** Enters the machine, then processes what was sent before. */
  protected begin(): void {
    if (this.phase === 'running') return;
    if (this.phase === 'stopped') {
      const help = 'Make another interpreter, or go on from a snapshot';
      throw new StatechartError('E409', this.id, 'the interpreter was stopped', help);
    }
    this.phase = 'running';
    if (this.plugins.length > 0) tellPlugins(this.plugins, 'onInterpreterStart', this);
    const { actor, run } = this;
    run.calls++;
    try {
      if (actor._processingStatus === NOT_STARTED) actor.start();
      else actor._send(BEGIN, actor);
    } finally {
      run.calls--;
    }
    if (isDormant(actor._snapshot)) {
      this.phase = 'created';
      return;
    }
    const early = this.#early;
    this.#early = [];
    for (const { event, letter } of early) this.deliver(event, letter);
  }

  /** @throws StatechartError when the snapshot that this interpreter was made with does not fit */
  protected checkRestored(): void {
    const { snapshot } = this;
    if (!(snapshot instanceof MachineSnapshot)) throw (snapshot as { error: unknown }).error;
  }

  /** Checks an event that was sent; undefined when it is to be ignored. */
  protected accept(sent: Sendable, payload: object | undefined): Event | undefined {
    if (typeof sent !== 'string') checkEvent(sent, this.id);
    if (payload !== undefined && (typeof payload !== 'object' || payload === null)) {
      const message = `the payload of an event is an object, and this is ${String(payload)}`;
      throw new StatechartError('E401', this.id, message, 'Name it: { value: ... }');
    }
    const event = toEvent(sent, payload);
    if (!isReserved(event.type)) return event;
    if (isDevelopment()) {
      console.warn(
        `"${event.type}" was sent to "${this.id}" and is ignored: only the machine itself sends events of this name.`,
      );
    }
    return undefined;
  }

  /** Has an event processed, now or after those before it. */
  protected deliver(event: Event, letter?: Letter): void {
    const { actor, run } = this;
    if (this.phase === 'created') {
      this.#early.push({ event, letter });
      return;
    }
    if (actor._processingStatus === STOPPED) {
      letter?.resolve();
      return;
    }
    if (letter) (run.letters ??= new Map()).set(event, letter);
    run.calls++;
    try {
      if (actor.system._inspected) actor.send(event);
      else actor._send(event, undefined);
    } finally {
      run.calls--;
    }
  }

  /** Leaves all states; once the macrostep at hand is done, when there is one. */
  protected end(): void {
    if (this.phase !== 'running') return;
    const { actor, run } = this;
    if (actor._processingStatus === STOPPED) {
      this.#stopped();
      return;
    }
    run.calls++;
    try {
      actor.stop();
    } finally {
      run.calls--;
    }
  }

  /** The errors of the call that is about to return, as one; undefined when there is none. */
  protected takeError(): { readonly error: unknown } | undefined {
    const { run } = this;
    if (run.calls > 0 || run.errors.length === 0) return undefined;
    const { errors } = run;
    run.errors = [];
    if (errors.length === 1) return { error: errors[0] };
    const message = `${errors.length} events failed: ${errors.map(String).join('; ')}`;
    return { error: new AggregateError(errors, message) };
  }

  #stopped(): void {
    this.phase = 'stopped';
    if (this.plugins.length > 0) tellPlugins(this.plugins, 'onInterpreterStop', this);
  }

  /** A failure is not thrown at anybody, so it is shown at least, unless somebody listens. */
  #failed(error: unknown): void {
    this.actor.subscribe({ error: () => {} });
    if (isDevelopment() && this.#errorObservers.size === 0) {
      console.error(`"${this.id}" has failed, because nothing handles this error:`, error);
    }
  }

  /** What is still queued when a machine has come to its end is ignored. */
  #dropLetters(): void {
    for (const letter of this.run.letters?.values() ?? []) letter.resolve();
    this.run.letters?.clear();
  }

  #look(): InterpreterSnapshot<ContextOf<TMachine>> {
    const { activeStateIds, output, error, snapshot } = this;
    const { status, value, context } = snapshot;
    return { status, activeStateIds, value, context: copy(context), output, error };
  }
}

function copy<T>(context: T): T {
  try {
    return structuredClone(context);
  } catch {
    // Functions and actors cannot be cloned.
    return { ...context };
  }
}
