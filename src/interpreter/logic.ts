import {
  ImplementationMissingError,
  InvalidConfigError,
  didYouMean,
  isDevelopment,
} from '../errors.ts';
import type { Diagnostic, ErrorCode } from '../errors.ts';
import type { LogicUses } from './engine-config.ts';
import { State } from './state.ts';
import { MAP_OF_ROLE, markOf, type LogicMaps, type Role } from './roles.ts';

/** Where `createMachine` finds what the names of a config stand for. */
export interface LogicSources {
  /** A `MachineLogic`, or maps. It wins over what is discovered. */
  readonly logic?: object | undefined;
  /** Module namespaces (`import * as logic from './logic.ts'`): their exported functions. */
  readonly logicModules?: readonly object[] | undefined;
  /** Objects with methods. */
  readonly logicProviders?: readonly object[] | undefined;
}

/** Stands for actions that have no implementation. */
export const missingAction = (): void => {};

/** Implementations by role, under the names that the config uses. */
export type FoundLogic = Readonly<Record<Role, Readonly<Record<string, unknown>>>>;

/** Something that may stand for a name. */
interface Offer {
  readonly name: string;
  /** undefined: whatever the name is used as. */
  readonly role: Role | undefined;
  readonly value: unknown;
}

/**
 * Finds an implementation for every name that a config uses.
 * @throws ImplementationMissingError naming each guard, service and delay that has none
 * @throws InvalidConfigError E305 when a name fits several, E306 when one method has two roles
 */
export function findLogic(
  { id, strict }: { id: string; strict: boolean },
  uses: LogicUses,
  sources: LogicSources,
): FoundLogic {
  const { logic, logicModules = [], logicProviders = [] } = sources;
  for (const source of [logic ?? {}, ...logicModules, ...logicProviders]) checkSource(id, source);
  const groups = [
    logic ? offersOf(logic) : [],
    [...logicModules, ...logicProviders].flatMap(offersOf),
  ];
  const search = new Search(id, groups);
  for (const [role, names] of Object.entries(uses) as [Role, LogicUses[Role]][]) {
    for (const [name, place] of names) search.find(role, name, place);
  }
  return search.finish(strict);
}

function checkSource(machineId: string, source: unknown): void {
  if (typeof source === 'object' && source !== null) return;
  const isClass = typeof source === 'function';
  const what = isClass ? `the class or function ${source.name}` : `${String(source)}`;
  const message = `is ${what}, expected an object`;
  const help = isClass ? `Make one of it: new ${source.name}()` : 'Give a MachineLogic, or maps';
  throw new InvalidConfigError(machineId, [
    { code: 'E101', at: `${machineId} logic`, message, help },
  ]);
}

class Search {
  readonly #machineId: string;
  readonly #groups: readonly (readonly Offer[])[];
  readonly #found: Record<Role, Record<string, unknown>> = {
    action: {},
    guard: {},
    service: {},
    delay: {},
  };
  readonly #missing: { role: Role; name: string; place: string }[] = [];
  readonly #faults: Diagnostic[] = [];
  /** In which role an offer without a role of its own is used. */
  readonly #roles = new Map<Offer, Role>();

  constructor(machineId: string, groups: readonly (readonly Offer[])[]) {
    this.#machineId = machineId;
    this.#groups = groups;
  }

  find(role: Role, name: string, place: string): void {
    for (const offers of this.#groups) {
      const fitting = offers.filter(
        (offer) => (offer.role ?? role) === role && canStandFor(role, offer.value),
      );
      const exact = fitting.filter((offer) => offer.name === name);
      const near = fitting.filter((offer) => canonical(offer.name) === canonical(name));
      const [first, ...others] = exact.length > 0 ? exact : near;
      if (!first) continue;
      const rival = others.find(({ value }) => value !== first.value);
      if (rival) this.#ambiguous(role, { name, place, fits: [first, ...others] });
      else this.#take(role, { name, place, offer: first });
      return;
    }
    this.#missing.push({ role, name, place });
  }

  /** @param strict whether actions must be there too */
  finish(strict: boolean): FoundLogic {
    if (this.#faults.length > 0) throw new InvalidConfigError(this.#machineId, this.#faults);
    const missing = this.#missing.filter(({ role }) => strict || role !== 'action');
    if (missing.length > 0) throw this.#missingError(missing);
    const actions = this.#missing.map(({ name }) => `"${name}"`);
    for (const { name } of this.#missing) this.#found.action[name] = missingAction;
    if (actions.length > 0 && isDevelopment()) {
      console.warn(
        `Machine "${this.#machineId}" runs without the actions ${actions.join(', ')}: they have no implementation.`,
      );
    }
    return this.#found;
  }

  #take(role: Role, { name, place, offer }: { name: string; place: string; offer: Offer }): void {
    this.#found[role][name] = offer.value;
    if (offer.role) return;
    const other = this.#roles.get(offer);
    this.#roles.set(offer, role);
    if (!other || other === role) return;
    this.#faults.push({
      code: 'E306',
      at: place,
      message: `"${offer.name}" is used as ${other} and as ${role}, and is one method`,
      help: `Decorate it with @${role}, or give each a method of its own`,
    });
  }

  #ambiguous(
    role: Role,
    { name, place, fits }: { name: string; place: string; fits: readonly Offer[] },
  ): void {
    const names = fits.map((offer) => `"${offer.name}"`).join(', ');
    this.#faults.push({
      code: 'E305',
      at: place,
      message: `${role} "${name}" fits several implementations: ${names}`,
      help: `Keep one of them, or name it "${name}" exactly`,
    });
  }

  #missingError(
    missing: readonly { role: Role; name: string; place: string }[],
  ): ImplementationMissingError {
    const offered = this.#groups.flat().map(({ name }) => name);
    const diagnostics = missing.map(({ role, name, place }): Diagnostic => {
      const message = `${role} "${name}" has no implementation`;
      const help =
        didYouMean(name, offered) ||
        `Give the logic a ${role} of that name, as a method or in ${MAP_OF_ROLE[role]}`;
      return { code: CODE_OF_ROLE[role], at: place, message, help };
    });
    return new ImplementationMissingError(this.#machineId, diagnostics);
  }
}

const CODE_OF_ROLE: Readonly<Record<Role, ErrorCode>> = {
  action: 'E304',
  guard: 'E302',
  service: 'E303',
  delay: 'E301',
};

/** What an object offers: entries of its maps, and its methods. */
function offersOf(source: object): Offer[] {
  return [...mapOffers(source), ...memberOffers(source)];
}

function mapOffers(source: LogicMaps): Offer[] {
  return (Object.keys(MAP_OF_ROLE) as Role[]).flatMap((role) => {
    const map = source[MAP_OF_ROLE[role]];
    if (typeof map !== 'object' || map === null) return [];
    return Object.entries(map)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({ name, role, value }));
  });
}

/** Own and inherited members, up to the classes of the library. */
function memberOffers(source: object): Offer[] {
  const members = new Map<string, unknown>();
  for (
    let owner: object | null = source;
    owner && owner !== Object.prototype && !isOfLibrary(owner);
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name === 'constructor' || name.startsWith('_') || members.has(name)) continue;
      if (value !== undefined && !(value instanceof State)) members.set(name, value);
    }
  }
  return [...members].map(([name, value]) => {
    const mark = markOf(value);
    return {
      name: mark?.name ?? name,
      role: mark?.role,
      value: isUserFunction(value) ? (value.bind(source) as unknown) : value,
    };
  });
}

const libraryPrototypes = new WeakSet<object>();

/** Members of this class and of those above are no logic of the user. */
export function hideMembersOf(libraryClass: { prototype: object }): void {
  libraryPrototypes.add(libraryClass.prototype);
}

const isOfLibrary = (owner: object) => libraryPrototypes.has(owner);

/** Functions that the library made carry more than their code and must stay what they are. */
function isUserFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function' && !('resolve' in value) && !('check' in value);
}

function canStandFor(role: Role, value: unknown): boolean {
  switch (role) {
    case 'delay':
      return typeof value === 'number' || typeof value === 'function';
    case 'service':
      return typeof value !== 'number' && typeof value !== 'string';
    default:
      return typeof value === 'function' || typeof value === 'string' || isTyped(value);
  }
}

const isTyped = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { type?: unknown }).type === 'string';

/** `fetchUser`, `fetch_user` -> `fetch_user`; `loadURL` -> `load_url`. */
function canonical(name: string): string {
  return name
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
