import { hideMembersOf } from './logic.ts';
import type { LogicMapsOf } from './infer.ts';
import type { LogicMaps } from './roles.ts';

/**
 * What the names of a config stand for: a subclass with methods, or maps.
 *
 * A method is bound by where its name is used in the config: as an action it is called with
 * `(interpreter, context, event, actionDef)`, as a guard with `(context, event, params)`, as a
 * service with `(interpreter, context, event, signal)`.
 */
export class MachineLogic<const TConfig = unknown> implements LogicMaps {
  readonly actions: LogicMapsOf<TConfig>['actions'];
  readonly guards: LogicMapsOf<TConfig>['guards'];
  readonly services: LogicMapsOf<TConfig>['services'];
  readonly delays: LogicMapsOf<TConfig>['delays'];

  constructor({ actions, guards, services, delays }: LogicMapsOf<TConfig> = {}) {
    this.actions = actions;
    this.guards = guards;
    this.services = services;
    this.delays = delays;
  }
}

hideMembersOf(MachineLogic);
