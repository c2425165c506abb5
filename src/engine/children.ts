import type { AnyActorRef } from '../protocol/actor-ref.ts';

/** Changes after which the map is copied, so that an old version never holds more than these, or three times its size. */
const LOG_LENGTH = 64;

/**
 * The children of an actor, as a value: `with` and `without` give another version and leave
 * this one as it was, each in O(1) amortised.
 *
 * One map serves many versions. The newest owns it; every older one keeps the change that
 * leads back to it from the next:
 *
 *     v1 ──set a──▶ v2 ──delete b──▶ v3 (owns the map)
 *
 * Reading an old version undoes the changes from its owner on a copy. Nobody reads old
 * versions often, and the newest is read where it is.
 */
export class Children {
  #map: Map<string, AnyActorRef> | undefined;
  #newer: Children | undefined = undefined;
  #changedId = '';
  #previous: AnyActorRef | undefined = undefined;
  /** Changes made to the map since it was copied. */
  #age: number;
  #record: Record<string, AnyActorRef> | undefined = undefined;

  constructor(map: Map<string, AnyActorRef>, age = 0) {
    this.#map = map;
    this.#age = age;
  }

  static of(children: readonly (readonly [string, AnyActorRef])[]): Children {
    return children.length === 0 ? NO_CHILDREN : new Children(new Map(children));
  }

  get(id: string): AnyActorRef | undefined {
    return (this.#map ?? this.#restored()).get(id);
  }

  values(): Iterable<AnyActorRef> {
    return (this.#map ?? this.#restored()).values();
  }

  get size(): number {
    return (this.#map ?? this.#restored()).size;
  }

  with(id: string, child: AnyActorRef): Children {
    return this.#changed(id, child, this.get(id));
  }

  /** Without `child`, if it is what has this id. */
  without(id: string, child: AnyActorRef): Children {
    return this.get(id) === child ? this.#changed(id, undefined, child) : this;
  }

  /** As a plain object, made at the first call. */
  toRecord(): Record<string, AnyActorRef> {
    return (this.#record ??= Object.fromEntries(this.#map ?? this.#restored()));
  }

  #changed(
    id: string,
    child: AnyActorRef | undefined,
    previous: AnyActorRef | undefined,
  ): Children {
    const age = this.#age + 1;
    const own = this.#map;
    if (!own || age > Math.max(LOG_LENGTH, 2 * own.size)) {
      return new Children(changed(new Map(own ?? this.#restored()), id, child));
    }
    // The map is handed on, with what leads back from it.
    this.#changedId = id;
    this.#previous = previous;
    this.#map = undefined;
    return (this.#newer = new Children(changed(own, id, child), age));
  }

  /** The map as it was at this version, by undoing what came after. */
  #restored(): Map<string, AnyActorRef> {
    const undone: Children[] = [this];
    let owner = this.#newer!;
    for (; !owner.#map; owner = owner.#newer!) undone.push(owner);
    const map = new Map(owner.#map);
    for (const each of undone.toReversed()) changed(map, each.#changedId, each.#previous);
    return map;
  }
}

function changed(
  map: Map<string, AnyActorRef>,
  id: string,
  child: AnyActorRef | undefined,
): Map<string, AnyActorRef> {
  if (child) map.set(id, child);
  else map.delete(id);
  return map;
}

export const NO_CHILDREN: Children = /* @__PURE__ */ new Children(
  /* @__PURE__ */ new Map(),
  // Shared by all actors, so it must never hand its map on.
  Infinity,
);
