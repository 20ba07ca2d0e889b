/**
 * Lists kept under a name. Whose they are is said to the database for the transaction, and row-level security lets
 * through nobody else's.
 */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { asOwners, type Owner } from './asOwners.ts'

export interface SavedView {
  readonly id: string
  readonly owner: Owner
  readonly type: string
  readonly name: string
  readonly search: Readonly<Record<string, string>>
}

/** Beyond this a list of lists is no help; it also bounds what somebody can store. */
const MOST_OF_AN_OWNER = 50

export const savedViewsOf = (pool: Pool, owners: readonly Owner[]): Promise<readonly SavedView[]> =>
  asOwners(pool, owners, async (client) => {
    const { rows } = await client.query<SavedView>(
      'select id, owner, type, name, search from zs.saved_view order by name, id',
    )
    return rows
  })

/** Under the same name the later one stands. False when the owner has as many as one can have. */
export const saveView = (
  pool: Pool,
  view: SavedView,
  { by, at }: { readonly by: PersonId; readonly at: Instant },
): Promise<boolean> =>
  asOwners(pool, [view.owner], async (client) => {
    await client.query('delete from zs.saved_view where owner = $1 and type = $2 and name = $3', [
      view.owner,
      view.type,
      view.name,
    ])
    const { rowCount } = await client.query(
      `insert into zs.saved_view (id, owner, type, name, search, by, at)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from zs.saved_view where owner = $2) < $8
       on conflict (owner, type, name) do nothing`,
      [view.id, view.owner, view.type, view.name, view.search, by, at, MOST_OF_AN_OWNER],
    )
    return rowCount === 1
  })

/** Whether there was one of these owners. */
export const removeView = (pool: Pool, owners: readonly Owner[], id: string): Promise<boolean> =>
  asOwners(pool, owners, async (client) => {
    const { rowCount } = await client.query('delete from zs.saved_view where id = $1', [id])
    return rowCount === 1
  })
