/**
 * `a.b` -> `['a', 'b']`; `a\.b` -> `['a.b']`.
 */
export function toStatePath(path: string | readonly string[]): readonly string[] {
  if (typeof path !== 'string') return path;
  // Most targets are a single key.
  if (!path.includes('.') && !path.includes('\\')) return [path];
  const keys: string[] = [];
  let key = '';
  for (let i = 0; i < path.length; i++) {
    const char = path[i]!;
    if (char === '\\') key += path[++i] ?? '';
    else if (char === '.') {
      keys.push(key);
      key = '';
    } else key += char;
  }
  keys.push(key);
  return keys;
}

/** The little that is needed of a node to find another from it. */
interface Locatable<N> {
  readonly parent: N | undefined;
  readonly states: Readonly<Record<string, N>>;
}

/**
 * The node that a target names, seen from `source`.
 *
 *     '#id'  '#id.child'   by id, then down
 *     '.child.grandchild'  down from the source
 *     'sibling.child'      down from the source's parent
 *
 * @param base where a path without a prefix starts
 * @returns undefined when there is no such node
 */
export function findTarget<N extends Locatable<N>>(
  source: N,
  target: string,
  ids: ReadonlyMap<string, N>,
  base: N | undefined = source.parent,
): N | undefined {
  if (target[0] === '#') return findById(target, ids);
  if (target[0] === '.') return below(source, target.slice(1));
  return base && below(base, target);
}

/** By a path; or by the very key, which may have dots of its own. */
function below<N extends Locatable<N>>(from: N, path: string): N | undefined {
  return descend(from, toStatePath(path)) ?? descend(from, [path]);
}

/** @param id with or without `#`, possibly followed by a path: `#id.child` */
export function findById<N extends Locatable<N>>(
  id: string,
  ids: ReadonlyMap<string, N>,
): N | undefined {
  const bare = id[0] === '#' ? id.slice(1) : id;
  const exact = ids.get(bare);
  if (exact) return exact;
  const [first, ...path] = toStatePath(bare);
  const start = ids.get(first!);
  return start && descend(start, path);
}

function descend<N extends Locatable<N>>(from: N, path: readonly string[]): N | undefined {
  let node: N | undefined = from;
  for (const key of path) {
    const child: N | undefined = node.states[key];
    // Says no to what every object has: `constructor` and the like.
    if (child?.parent !== node) return undefined;
    node = child;
  }
  return node;
}
