/**
 * The keys under which files are sealed, one for each content, wrapped under the master key. Erasing the last record that
 * holds a file destroys its key in the transaction of the entry that says so (zs.erase_records); whatever copy lies anywhere
 * is unreadable from then on.
 */
import type { Pool, PoolClient } from 'pg'
import type { Instant } from '#kernel/time.ts'
import { newRecordKey, unwrapFileKey, wrapFileKey } from '../records/personalValues.ts'

/** The row of the key was written to, or the master key is another one. */
export class DamagedKey extends Error {}

export interface FileKeys {
  find(digest: string): Promise<Buffer | undefined>
  /** The same for everybody who asks, whoever made it. */
  getOrMake(digest: string): Promise<Buffer>
}

export function fileKeys(ownerPool: Pool, master: Buffer, now: () => Instant): FileKeys {
  async function find(digest: string): Promise<Buffer | undefined> {
    const { rows } = await ownerPool.query<{ wrapped: Buffer }>({
      name: 'file-key',
      text: 'select wrapped from zs.file_key where digest = $1',
      values: [digest],
    })
    const [row] = rows
    if (row === undefined) return undefined
    try {
      return unwrapFileKey(row.wrapped, master, digest)
    } catch (error) {
      throw new DamagedKey(`The key of the file ${digest} is not what was kept.`, { cause: error })
    }
  }
  return {
    find,
    async getOrMake(digest) {
      await ownerPool.query({
        name: 'file-key-made',
        text: 'insert into zs.file_key (digest, wrapped, made_at) values ($1, $2, $3) on conflict do nothing',
        values: [digest, wrapFileKey(newRecordKey(), master, digest), now()],
      })
      const key = await find(digest)
      if (key === undefined) throw new Error(`The key of the file ${digest} was destroyed while it was made`)
      return key
    },
  }
}

/** Whoever notes that a file is there, and whoever removes one, comes one after the other. */
export const lockFile = (client: PoolClient, digest: string): Promise<unknown> =>
  client.query(`select pg_advisory_xact_lock(hashtextextended('zs.file ' || $1, 0))`, [digest])
