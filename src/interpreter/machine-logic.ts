import { hideMembersOf } from './logic.ts';
import type { Later, LogicMapsOf } from './logic-of.ts';
import type { LogicMaps } from './roles.ts';

/**
 * What the names of a config stand for: a subclass with methods, or maps.
 *
 * A method is bound by where its name is used in the config: as an action it is called with
 * `(interpreter, context, event, actionDef)`, as a guard with `(context, event, params)`, as a
 * service with `(interpreter, context, event, signal)`.
 */
export class MachineLogic<const TConfig = unknown> implements LogicMaps {
  readonly actions: LogicMapsOf<TConfig>['actions'] | undefined;
  readonly guards: LogicMapsOf<TConfig>['guards'] | undefined;
  readonly services: LogicMapsOf<TConfig>['services'] | undefined;
  readonly delays: LogicMapsOf<TConfig>['delays'] | undefined;

  /** @param maps of a subclass with methods: none */
  constructor(maps?: LogicMapsOf<Later<TConfig>>) {
    const { actions, guards, services, delays }: LogicMaps = maps ?? {};
    this.actions = actions as this['actions'];
    this.guards = guards as this['guards'];
    this.services = services as this['services'];
    this.delays = delays as this['delays'];
  }
}

hideMembersOf(MachineLogic);
