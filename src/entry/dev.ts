/** The door to developer tools that have put themselves into the global object of a page. */
import type { Actor } from '../actors/actor.ts';

/** What developer tools offer as `globalThis.__xstate__`. */
export interface XStateDevInterface {
  register: (service: Actor) => void;
  unregister: (service: Actor) => void;
  onRegister: (listener: (service: Actor) => void) => { unsubscribe: () => void };
  services: Set<Actor>;
}

export function getGlobal(): typeof globalThis | undefined {
  return globalThis;
}

/** Shows an actor to the developer tools of the page. Without a page, or without tools, nothing happens. */
export function registerService(service: Actor): void {
  const tools = globalThis as { __xstate__?: XStateDevInterface; window?: unknown };
  if (tools.window !== undefined) tools.__xstate__?.register(service);
}

/** As `registerService`. */
export const devToolsAdapter: (service: Actor) => void = (service) => registerService(service);
