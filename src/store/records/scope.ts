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

/** Runs reads under a scope, in one read-only transaction. */
export const inScope = <T>(pool: Pool, scope: Scope, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  withClient(pool, async (client) => {
    await client.query('begin read only')
    try {
      await client.query({
        name: 'scope',
        text: `select set_config('zs.keys', $1, true), set_config('zs.conflicts', $2, true), set_config('zs.record', $3, true)`,
        values: [scope.keys.join('\n'), scope.conflicts.join('\n'), scope.record ?? ''],
      })
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
