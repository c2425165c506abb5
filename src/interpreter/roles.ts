import type { ActionFunction, Delay, GuardFunction, ServiceFunction } from './api.ts';

/** What a name in a config can stand for. */
export type Role = 'action' | 'guard' | 'service' | 'delay';

/** Implementations by role and name. */
export interface LogicMaps {
  readonly actions?: Readonly<Record<string, unknown>> | undefined;
  readonly guards?: Readonly<Record<string, unknown>> | undefined;
  readonly services?: Readonly<Record<string, unknown>> | undefined;
  readonly delays?: Readonly<Record<string, unknown>> | undefined;
}

export const MAP_OF_ROLE: Readonly<Record<Role, keyof LogicMaps>> = {
  action: 'actions',
  guard: 'guards',
  service: 'services',
  delay: 'delays',
};

/** What a decorator says about a function. */
interface Mark {
  readonly role: Role;
  /** The name in the config, when it is another than that of the function. */
  readonly name: string | undefined;
}

const marks = new WeakMap<object, Mark>();

export function markOf(fn: unknown): Mark | undefined {
  return typeof fn === 'function' ? marks.get(fn) : undefined;
}

/** Marks a function or, as `@action`, a method. */
interface Decorator<TFunction> {
  <T extends TFunction>(fn: T, context?: ClassMethodDecoratorContext): T;
  /** With the name that the config uses. */
  (name: string): <T extends TFunction>(fn: T, context?: ClassMethodDecoratorContext) => T;
}

/** Says that a method or function is an action: `@action`, `@action('name')`. */
export const action: Decorator<ActionFunction> = decorator('action');
/** Says that a method or function is a guard: `@guard`, `@guard('name')`. */
export const guard: Decorator<GuardFunction> = decorator('guard');
/** Says that a method or function is a service: `@service`, `@service('name')`. */
export const service: Decorator<ServiceFunction> = decorator('service');
/** Says that a method or function gives a delay: `@delay`, `@delay('name')`. */
export const delay: Decorator<Exclude<Delay, number>> = decorator('delay');

function decorator<TFunction>(role: Role): Decorator<TFunction> {
  const mark =
    (name: string | undefined) =>
    (first: object, context?: unknown): unknown => {
      // Loaders that know decorators only as they were before the standard give a prototype and a
      // key. What they give besides is not always the descriptor.
      const isOld = typeof context === 'string' || typeof context === 'symbol';
      const descriptor = isOld ? Object.getOwnPropertyDescriptor(first, context) : undefined;
      marks.set(descriptor ? (descriptor.value as object) : first, { role, name });
      return descriptor ?? first;
    };
  return ((first: string | object, context?: unknown) =>
    typeof first === 'string'
      ? mark(first)
      : mark(undefined)(first, context)) as Decorator<TFunction>;
}
