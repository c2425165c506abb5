import type { AnyActorRef, AnyActorSystem } from '../protocol/actor-ref.ts';
import { RUNNING } from '../protocol/actor-ref.ts';
import type { Effect } from '../protocol/effect.ts';
import type { EventObject } from '../protocol/event.ts';
import type {
  AnyActorLogic,
  AnyActorScope,
  EffectPerformer,
  SpawnOptions,
} from '../protocol/logic.ts';
import type { Logger } from '../protocol/ports.ts';

/** What an actor does at the request of its logic. */
export interface ScopedActor extends AnyActorRef, EffectPerformer {
  readonly options: { readonly input?: unknown };
  readonly _chain: number;
  _defer(task: () => void): void;
  _emit(event: EventObject): void;
  _execute(effect: Effect): void;
  _spawn(logic: AnyActorLogic, options: SpawnOptions): AnyActorRef;
  _stopChild(child: AnyActorRef): void;
}

/**
 * What a live actor shows of itself to its logic.
 *
 * Most logics never touch `defer`, `emit`, `spawn` and `stopChild`, so these are bound when they
 * are read, which also makes them safe to take out: `({ emit }) => ...`.
 */
export class LiveScope implements AnyActorScope {
  readonly self: ScopedActor;
  origin: AnyActorRef | undefined = undefined;
  held: unknown = undefined;

  constructor(self: ScopedActor) {
    this.self = self;
  }

  get id(): string {
    return this.self.id;
  }

  get sessionId(): string {
    return this.self.sessionId;
  }

  get system(): AnyActorSystem {
    return this.self.system;
  }

  get logger(): Logger {
    return this.self.system._logger;
  }

  get input(): unknown {
    return this.self.options.input;
  }

  get originKnown(): boolean {
    return true;
  }

  get chain(): number {
    return this.self._chain;
  }

  get performer(): EffectPerformer | undefined {
    const { self } = this;
    return self._processingStatus === RUNNING && !self.system._inspected ? self : undefined;
  }

  get defer(): (task: () => void) => void {
    return (task) => this.self._defer(task);
  }

  get emit(): (event: EventObject) => void {
    return (event) => this.self._emit(event);
  }

  get spawn(): (logic: AnyActorLogic, options: SpawnOptions) => AnyActorRef {
    return (logic, options) => this.self._spawn(logic, options);
  }

  get stopChild(): (child: AnyActorRef) => void {
    return (child) => this.self._stopChild(child);
  }

  /** A method, because it is called for every effect. */
  actionExecutor(effect: Effect): void {
    this.self._execute(effect);
  }
}
