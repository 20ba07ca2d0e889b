import type { PoolClient } from 'pg'
import { entryCommitment, SALT_BYTES } from '#kernel/journal/commitment.ts'
import type { LogName } from '../log/logName.ts'
import { sha256 } from '../log/sha256.ts'
import type { UnmatchedEntry } from './matchLeaves.ts'
import type { SaltKeeper } from './saltKeeper.ts'
import { streamRows } from './streamRows.ts'

export interface Pending {
  readonly count: number
  /** `at` of the oldest. */
  readonly since?: string
}

const sources = {
  journal: { table: 'zs.entry', record: 'e.record', seq: 'e.seq' },
  looks: { table: 'zs.look', record: 'e.id', seq: '0' },
} as const

interface UnleavedRow {
  readonly record: string
  readonly seq: number
  readonly at: string
  readonly bytes: Buffer
  readonly salt: Buffer
  readonly waits: boolean
}

/**
 * Entries without a leaf. Those behind the cursor are waiting for the integrator; one before it was passed over, which the
 * integrator never does, so it was put there afterwards.
 */
export async function findUnleaved(
  client: PoolClient,
  log: LogName,
  salts: SaltKeeper,
  heard?: (bytes: Uint8Array) => void,
): Promise<{
  readonly pending: Pending
  readonly skipped: readonly UnmatchedEntry[]
  readonly forged: readonly Pick<UnmatchedEntry, 'record' | 'seq'>[]
}> {
  const { table, record, seq } = sources[log]
  const skipped: UnmatchedEntry[] = []
  const forged: { readonly record: string; readonly seq: number }[] = []
  let [count, since]: [number, string | undefined] = [0, undefined]
  const waits = `case when e.position <= l.floor then e.position > l.refilled
                      else (e.xid, e.position) > (l.xid, l.position) end`
  const batches = streamRows<UnleavedRow>(
    client,
    `select ${record} as record, ${seq} as seq, e.at, ${waits} or l.cluster <> c.system_identifier::text as waits, e.bytes, e.salt
     from ${table} e join zs.log l on l.name = '${log}' cross join pg_control_system() c
     where not exists (select from zs.log_leaf f where f.log = '${log}' and f.record = ${record} and f.seq = ${seq})
     order by e.position`,
  )
  for await (const rows of batches) {
    for (const row of rows) {
      if (row.waits) {
        count++
        if (salts.isOurs(row.bytes, row.salt)) heard?.(row.bytes)
        else forged.push({ record: row.record, seq: row.seq })
        if (since === undefined || row.at < since) since = row.at
      } else {
        const { bytes, salt } = row
        const commitment =
          salt.length !== SALT_BYTES ? '' : Buffer.from(entryCommitment(salt, bytes, sha256)).toString('hex')
        skipped.push({ record: row.record, seq: row.seq, commitment })
      }
    }
  }
  return { pending: { count, ...(since === undefined ? {} : { since }) }, skipped, forged }
}
