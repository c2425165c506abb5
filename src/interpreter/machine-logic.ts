import { hideMembersOf } from './logic.ts';
import type { LogicMaps } from './roles.ts';

/**
 * What the names of a config stand for: a subclass with methods, or maps.
 *
 * A method is bound by where its name is used in the config: as an action it is called with
 * `(interpreter, context, event, actionDef)`, as a guard with `(context, event, params)`, as a
 * service with `(interpreter, context, event, signal)`.
 */
export class MachineLogic implements LogicMaps {
  readonly actions: LogicMaps['actions'];
  readonly guards: LogicMaps['guards'];
  readonly services: LogicMaps['services'];
  readonly delays: LogicMaps['delays'];

  constructor({ actions, guards, services, delays }: LogicMaps = {}) {
    this.actions = actions;
    this.guards = guards;
    this.services = services;
    this.delays = delays;
  }
}

hideMembersOf(MachineLogic);
