export const SNAPSHOT_STATUSES = ['active', 'done', 'error', 'stopped'] as const;
export type SnapshotStatus = (typeof SNAPSHOT_STATUSES)[number];

/** What every actor's snapshot has, whatever its logic. */
export type Snapshot<TOutput> =
  | ActiveSnapshot
  | DoneSnapshot<TOutput>
  | ErrorSnapshot
  | StoppedSnapshot;

// Interfaces: the compiler sees at once that there is nothing to be filled in.
interface ActiveSnapshot {
  status: 'active';
  output: undefined;
  error: undefined;
}
interface DoneSnapshot<TOutput> {
  status: 'done';
  output: TOutput;
  error: undefined;
}
interface ErrorSnapshot {
  status: 'error';
  output: undefined;
  error: unknown;
}
interface StoppedSnapshot {
  status: 'stopped';
  output: undefined;
  error: undefined;
}
