/** What people keep for themselves or their post. Whose it is is said to the database for the transaction. */
import type { Pool, PoolClient } from 'pg'
import { transaction } from '../postgres/pool.ts'

/** `person/<id>` or `post/<unit>/<post>`. */
export type Owner = `person/${string}` | `post/${string}/${string}`

export const asOwners = <T>(pool: Pool, owners: readonly Owner[], work: (client: PoolClient) => Promise<T>) =>
  transaction(pool, async (client) => {
    await client.query({
      name: 'owners',
      text: `select set_config('zs.owners', $1, true)`,
      values: [owners.join('\n')],
    })
    return work(client)
  })
