/** What people keep for themselves or their post. Whose it is is said to the database for the transaction. */
import type { Pool, PoolClient } from 'pg'
import { withClient } from '../postgres/pool.ts'

/** `person/<id>` or `post/<unit>/<post>`. */
export type Owner = `person/${string}` | `post/${string}/${string}`

export const asOwners = <T>(pool: Pool, owners: readonly Owner[], work: (client: PoolClient) => Promise<T>) =>
  withClient(pool, async (client) => {
    await client.query('begin')
    try {
      await client.query({
        name: 'owners',
        text: `select set_config('zs.owners', $1, true)`,
        values: [owners.join('\n')],
      })
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
