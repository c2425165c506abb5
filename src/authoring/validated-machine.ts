import type { Chart } from '../compile/chart.ts';
import { initialSnapshot } from '../engine/machine-logic.ts';
import type { Implementations } from '../engine/machine.ts';
import { failedSnapshot } from '../engine/persist.ts';
import type { MachineSnapshot } from '../engine/snapshot.ts';
import { ImplementationMissingError } from '../errors.ts';
import type { MachineConfig } from '../model/config.ts';
import type { Effect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type { AnyActorScope } from '../protocol/logic.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import { StateMachine } from './machine.ts';
import { isOwnEvent, type Check, type EdgeChecks } from './schemas.ts';

/**
 * A machine that holds what crosses its edges to schemas.
 *
 *     input ──▶ ┌─────────┐ ──▶ emitted
 *     event ──▶ │ context │ ──▶ output
 *               └─────────┘
 *
 * An event that does not fit is refused: the sender is told, the machine stays as it was. All
 * else that does not fit is a fault of the machine or of its maker, and the actor fails.
 */
export class ValidatedMachine extends StateMachine {
  readonly #checks: EdgeChecks;
  readonly #scopes = new WeakMap<AnyActorScope, AnyActorScope>();

  constructor(
    config: MachineConfig,
    implementations: Partial<Implementations>,
    checks: EdgeChecks,
    origin: { chart?: Chart } = {},
  ) {
    super(config, implementations, origin);
    this.#checks = checks;
    this.transition = this.transition.bind(this);
  }

  override _with(implementations: Implementations): StateMachine {
    return new ValidatedMachine(this.config, implementations, this.#checks, { chart: this.chart });
  }

  /** @throws SchemaMismatchError E412 */
  checkEvent(event: EventObject, at: string): void {
    if (!isOwnEvent(event)) this.#checks.event?.(event, at);
  }

  override getInitialSnapshot(scope: AnyActorScope, input?: unknown): MachineSnapshot {
    try {
      this.#checks.input?.(input, scope.id);
      return this.#checked(initialSnapshot(this, this.#watched(scope), input), undefined, scope);
    } catch (error) {
      if (error instanceof ImplementationMissingError) throw error;
      return failedSnapshot(this, error);
    }
  }

  /**
   * @throws SchemaMismatchError E412 for the event; E413 for the context, the output or an emitted
   *   event
   */
  override transition(
    snapshot: MachineSnapshot,
    event: EventObject,
    scope: AnyActorScope,
  ): MachineSnapshot {
    this.#checkUnseen(event, scope);
    const next = super.transition(snapshot, event, this.#watched(scope));
    return this.#checked(next, snapshot, scope);
  }

  override microstep(
    snapshot: MachineSnapshot,
    event: EventObject,
    scope: AnyActorScope,
  ): MachineSnapshot[] {
    this.#checkUnseen(event, scope);
    return super.microstep(snapshot, event, this.#watched(scope));
  }

  override restoreSnapshot(persisted: Snapshot<unknown>, scope: AnyActorScope): MachineSnapshot {
    const restored = super.restoreSnapshot(persisted, scope);
    try {
      return this.#checked(restored, undefined, scope);
    } catch (error) {
      return failedSnapshot(this, error);
    }
  }

  /** A live actor has checked its events when they were sent. */
  #checkUnseen(event: EventObject, scope: AnyActorScope): void {
    if (!scope.originKnown) this.checkEvent(event, this.id);
  }

  #checked(
    next: MachineSnapshot,
    before: MachineSnapshot | undefined,
    { id }: AnyActorScope,
  ): MachineSnapshot {
    if (next === before || next.status === 'error') return next;
    const { context, output } = this.#checks;
    if (next.context !== before?.context) context?.(next.context, id);
    if (next.status === 'done') output?.(next.output, id);
    return next;
  }

  /** The scope, but for what is emitted in it. */
  #watched(scope: AnyActorScope): AnyActorScope {
    const { emitted } = this.#checks;
    if (emitted === undefined) return scope;
    const known = this.#scopes.get(scope);
    if (known !== undefined) return known;
    const watched = watch(scope, emitted);
    this.#scopes.set(scope, watched);
    return watched;
  }
}

function watch(scope: AnyActorScope, check: Check<EventObject>): AnyActorScope {
  const actionExecutor = (effect: Effect) => {
    if (effect.type === 'xstate.emit') {
      check((effect as Extract<Effect, { type: 'xstate.emit' }>).params.event, scope.id);
    }
    scope.actionExecutor(effect);
  };
  // All else is looked up in the scope as it is then: the origin changes with every event.
  return Object.create(scope, {
    actionExecutor: { value: actionExecutor },
    performer: { value: undefined },
  }) as AnyActorScope;
}
