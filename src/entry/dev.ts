/** The door to developer tools that have put themselves into the global object of a page. */
import type { AnyActor, DevToolsAdapter } from '../authoring/infer.ts';

/** What developer tools offer as `globalThis.__xstate__`. */
export interface XStateDevInterface {
  register: (service: AnyActor) => void;
  unregister: (service: AnyActor) => void;
  onRegister: (listener: (service: AnyActor) => void) => { unsubscribe: () => void };
  services: Set<AnyActor>;
}

export function getGlobal(): typeof globalThis | undefined {
  return globalThis;
}

/** Shows an actor to the developer tools of the page. Without a page, or without tools, nothing happens. */
export function registerService(service: AnyActor): void {
  const tools = globalThis as { __xstate__?: XStateDevInterface; window?: unknown };
  if (tools.window !== undefined) tools.__xstate__?.register(service);
}

/** As `registerService`. */
export const devToolsAdapter: DevToolsAdapter = (service) => registerService(service);
