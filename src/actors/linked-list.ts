/** What is in a list: its neighbours. */
export interface Linked<TEntry> {
  before: TEntry | undefined;
  after: TEntry | undefined;
}

/** The ends of a list whose entries are linked both ways, so that each is taken out at once. */
export interface LinkedList<TEntry extends Linked<TEntry>> {
  first: TEntry | undefined;
  last: TEntry | undefined;
}

export function append<TEntry extends Linked<TEntry>>(
  list: LinkedList<TEntry>,
  entry: TEntry,
): void {
  const { last } = list;
  entry.before = last;
  if (last) last.after = entry;
  else list.first = entry;
  list.last = entry;
}

/** Takes out what is in the list. The entry keeps its links: a walk that stands there goes on by them. */
export function remove<TEntry extends Linked<TEntry>>(
  list: LinkedList<TEntry>,
  { before, after }: TEntry,
): void {
  if (before) before.after = after;
  else list.first = after;
  if (after) after.before = before;
  else list.last = before;
}
