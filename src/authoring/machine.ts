import { compile, readActionsLive, type Chart } from '../compile/chart.ts';
import type { StateValue } from '../compile/configuration.ts';
import { initialSnapshot, nextSnapshot } from '../engine/machine-logic.ts';
import { isComplete } from '../engine/is-complete.ts';
import { overlay, type ExecutableMachine, type Implementations } from '../engine/machine.ts';
import { failedSnapshot, persist, restore } from '../engine/persist.ts';
import { resolveValue } from '../engine/resolve-value.ts';
import { selectTransitions } from '../engine/select.ts';
import { MachineSnapshot } from '../engine/snapshot.ts';
import { ImplementationMissingError, InvalidConfigError, StatechartError } from '../errors.ts';
import { checkShape } from '../model/check-shape.ts';
import type { MachineConfig, MachineOptions } from '../model/config.ts';
import { XSTATE_DIALECT, type Dialect } from '../model/dialect.ts';
import { normalize } from '../model/normalize.ts';
import type { StateNode, Transition } from '../model/state-node.ts';
import { findById } from '../model/target.ts';
import { validate } from '../model/validate.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import type { Snapshot, SnapshotStatus } from '../protocol/snapshot.ts';
import { Children } from '../engine/children.ts';
import type { AnyActorRef } from '../protocol/actor-ref.ts';

/** Microsteps that one macrostep may take, unless the config says otherwise. */
const MAX_ITERATIONS = 10_000;

/**
 * A statechart as actor logic: a chart with what its names stand for. Immutable; `provide`
 * gives another machine on the same chart.
 *
 * @throws InvalidConfigError with every fault of the config
 */
export class StateMachine implements ExecutableMachine {
  readonly config: MachineConfig;
  readonly id: string;
  readonly version: string | undefined;
  readonly schemas: unknown;
  readonly options: MachineOptions;
  readonly implementations: Implementations;
  /** @internal */ readonly chart: Chart;
  /** @internal */ readonly initialContext: unknown;
  /** @internal */ readonly maxIterations: number;
  /** @internal */ isChecked = false;
  /** @internal */ untouched: Snapshot<unknown> | undefined = undefined;
  /** @internal */ hasWarned = false;

  constructor(
    config: MachineConfig,
    implementations: Partial<Implementations> = {},
    origin: { chart?: Chart; dialect?: Dialect } = {},
  ) {
    this.config = config;
    this.id = typeof config?.id === 'string' ? config.id : '(machine)';
    this.version = config?.version;
    this.schemas = config?.schemas;
    this.options = config?.options ?? {};
    this.initialContext = config?.context;
    this.maxIterations = this.options.maxIterations ?? MAX_ITERATIONS;
    this.chart = origin.chart ?? this.#compile(origin.dialect ?? XSTATE_DIALECT);
    this.implementations = {
      actions: implementations.actions ?? {},
      guards: implementations.guards ?? {},
      actors: implementations.actors ?? {},
      delays: implementations.delays ?? {},
    };
    // Detached calls are part of the contract of actor logic; the other methods of it ask the
    // snapshot for the machine.
    this.getInitialSnapshot = this.getInitialSnapshot.bind(this);
    this.restoreSnapshot = this.restoreSnapshot.bind(this);
  }

  #compile(dialect: Dialect): Chart {
    const faults = checkShape(this.config, this.id);
    try {
      const model = normalize(this.config, this, dialect);
      faults.push(...validate(model));
      if (faults.length === 0) return compile(model);
    } catch (error) {
      // A config of the wrong shape is looked at as far as that is possible, to list all of its faults.
      if (faults.length === 0) throw error;
    }
    throw new InvalidConfigError(this.id, faults);
  }

  get root(): StateNode {
    return this.chart.root;
  }

  /** @internal */
  _handsOutActions(): void {
    // Absent while the nodes are being made.
    const chart = this.chart as Chart | undefined;
    if (chart) readActionsLive(chart);
  }

  get states(): Record<string, StateNode> {
    return this.root.states;
  }

  /** Descriptors of all events that the machine reacts to. */
  get events(): readonly string[] {
    return this.root.events;
  }

  get idMap(): ReadonlyMap<string, StateNode> {
    return this.chart.ids;
  }

  get definition(): Record<string, unknown> {
    return this.root.definition;
  }

  toJSON(): Record<string, unknown> {
    return this.definition;
  }

  /** The same machine with other implementations, which win over those that are there. */
  provide(implementations: Partial<Implementations>): StateMachine {
    return this._with(overlay(this.implementations, implementations));
  }

  /** @internal */
  _with(implementations: Implementations): StateMachine {
    return new StateMachine(this.config, implementations, { chart: this.chart });
  }

  getInitialSnapshot(scope: AnyActorScope, input?: unknown): MachineSnapshot {
    return initialSnapshot(this, scope, input);
  }

  transition(snapshot: MachineSnapshot, event: EventObject, scope: AnyActorScope): MachineSnapshot {
    return nextSnapshot(snapshot, event, scope);
  }

  /** The snapshots of the microsteps that `event` leads to. */
  microstep(
    snapshot: MachineSnapshot,
    event: EventObject,
    scope: AnyActorScope,
  ): MachineSnapshot[] {
    const steps: MachineSnapshot[] = [];
    nextSnapshot(snapshot, event, scope, (step) => steps.push(step));
    return steps;
  }

  /** The transitions that `event` enables in `snapshot`. */
  getTransitionData(snapshot: MachineSnapshot, event: EventObject): Transition[] {
    return selectTransitions(snapshot, event).enabled.map(({ transition }) => transition);
  }

  /** @throws StatechartError E504 when the snapshot holds what cannot be kept as data */
  getPersistedSnapshot(snapshot: MachineSnapshot, options?: object): Snapshot<unknown> {
    return persist(snapshot, options) as unknown as Snapshot<unknown>;
  }

  /** The running snapshot, or one in error (E501 to E503) when `persisted` does not fit this machine. */
  restoreSnapshot(persisted: Snapshot<unknown>, scope: AnyActorScope): MachineSnapshot {
    try {
      return restore(this, persisted, scope);
    } catch (error) {
      if (error instanceof ImplementationMissingError) throw error;
      return failedSnapshot(this, error);
    }
  }

  /**
   * A snapshot made from its parts; states that `value` leaves open are the initial ones. Where
   * they are final, the machine is done.
   */
  resolveState(state: {
    value: StateValue;
    context?: unknown;
    historyValue?: Record<string, readonly StateNode[]>;
    children?: Record<string, AnyActorRef>;
    status?: SnapshotStatus;
    output?: unknown;
    error?: unknown;
  }): MachineSnapshot {
    const { status = 'active', output, error, historyValue = {}, children = {} } = state;
    const configuration = resolveValue(this.chart, state.value);
    const isDone = isComplete(this.root, (node) => configuration.nodes.includes(node));
    return new MachineSnapshot({
      machine: this,
      status: status === 'active' && isDone ? 'done' : status,
      output,
      error,
      context: state.context ?? {},
      configuration,
      historyValue,
      childMap: Children.of(Object.entries(children)),
    });
  }

  /**
   * @param id `'#id'`, `'id'` or `'id.path'`
   * @throws StatechartError E201 when there is none
   */
  getStateNodeById(id: string): StateNode {
    const node = findById(id, this.chart.ids);
    if (node) return node;
    throw new StatechartError('E201', this.id, `no state has the id "${id}"`);
  }
}

/** A machine from a config, and from what the names in it stand for. */
export function createMachine(
  config: MachineConfig,
  implementations?: Partial<Implementations>,
): StateMachine {
  return new StateMachine(config, implementations);
}
