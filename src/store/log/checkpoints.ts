import type { Instant } from '#kernel/time.ts'
import type { LogName, Queryable } from './logName.ts'

export interface StoredCheckpoint {
  readonly size: number
  /** When it was signed, by our clock. */
  readonly at: Instant
  /** The signed note, with the cosignatures collected so far. */
  readonly note: string
}

/** Empty until the first entry is in the log. */
export async function latestCheckpoint(db: Queryable, log: LogName): Promise<StoredCheckpoint | undefined> {
  const { rows } = await db.query<StoredCheckpoint>({
    name: 'latest-checkpoint',
    text: 'select size, at, note from zs.checkpoint where log = $1 order by size desc limit 1',
    values: [log],
  })
  return rows[0]
}

/**
 * The checkpoint to prove something with that stands before leaf `atLeast`: of the last hundred the one with the most
 * cosignatures, the newest of those. Witnesses need a moment, and a proof with them is worth more than a newer one.
 */
export async function findBestCheckpoint(
  db: Queryable,
  log: LogName,
  atLeast: number,
): Promise<StoredCheckpoint | undefined> {
  const { rows } = await db.query<StoredCheckpoint>({
    name: 'best-checkpoint',
    text: `
      select size, at, note from (
        select size, at, note from zs.checkpoint where log = $1 and size >= $2 order by size desc limit 100) newest
      order by length(note) - length(replace(note, '—', '')) desc, size desc limit 1`,
    values: [log, atLeast],
  })
  return rows[0]
}
