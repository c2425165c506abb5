export const SNAPSHOT_STATUSES = ['active', 'done', 'error', 'stopped'] as const;
export type SnapshotStatus = (typeof SNAPSHOT_STATUSES)[number];

/** What every actor's snapshot has, whatever its logic. */
export type Snapshot<TOutput> =
  | { status: 'active'; output: undefined; error: undefined }
  | { status: 'done'; output: TOutput; error: undefined }
  | { status: 'error'; output: undefined; error: unknown }
  | { status: 'stopped'; output: undefined; error: undefined };
