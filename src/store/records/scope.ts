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
 * Runs reads under a scope, in one read-only transaction. It begins with its settings in one round trip, and whoever asked
 * does not wait for its end: nothing was written, and the connection's next user comes after it.
 */
export const inScope = <T>(
  pool: Pool,
  { keys, conflicts, record }: Scope,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> =>
  withClient(pool, async (client) => {
    const settings = { keys: keys.join('\n'), conflicts: conflicts.join('\n'), record: record ?? '' }
    const set = Object.entries(settings).map(
      ([name, value]) => `set_config('zs.${name}', ${client.escapeLiteral(value)}, true)`,
    )
    await client.query(`begin read only; select ${set.join(', ')}`)
    try {
      const result = await work(client)
      client.query('commit').catch(() => undefined)
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
