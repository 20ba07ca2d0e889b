/**
 * Who is asking. Every read as the application runs in a transaction that carries the asker's keys, and
 * row-level security lets through what they open (migrations/0002-journal.sql, zs.reaches).
 */
import type { Pool, PoolClient } from 'pg'
import { withClient } from '../postgres/pool.ts'

export interface Scope {
  /** What opens records (kernel/access/reach.ts, keysOf). */
  readonly keys: readonly string[]
  /** What keeps the asker out (Directory.conflictKeysOf). */
  readonly conflicts: readonly string[]
  /** The one record that a query code opens. */
  readonly record?: string
}

export const nobody: Scope = { keys: [], conflicts: [] }

/**
 * Runs reads under a scope, in one read-only transaction. Its beginning and its settings go out with the first read, in one
 * round trip (pool.ts, pipeline): were they refused, that read would see nothing, and what it found is not handed on. Nobody
 * waits for its end: nothing was written, and the connection's next user comes after it.
 */
export const inScope = <T>(
  pool: Pool,
  { keys, conflicts, record }: Scope,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> =>
  withClient(pool, async (client) => {
    const begun = Promise.all([
      client.query('begin read only'),
      client.query({
        name: 'scope',
        text: `select set_config('zs.keys', $1, true), set_config('zs.conflicts', $2, true), set_config('zs.record', $3, true)`,
        values: [keys.join('\n'), conflicts.join('\n'), record ?? ''],
      }),
    ])
    // It is waited for below; until then nobody else would hear of it.
    begun.catch(() => undefined)
    try {
      const result = await work(client)
      await begun
      client.query('commit').catch(() => undefined)
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
