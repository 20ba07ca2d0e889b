/** Forms that somebody began. Row-level security lets through nobody else's (kept lists do the same). */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import { asOwners } from './asOwners.ts'

/** Nobody has so many forms open; it also bounds what somebody can store. */
const MOST_DRAFTS = 100
/** After the last change. Whoever comes back from a month away begins anew. */
const KEPT_DAYS = 30

/** Whose it is, and which form. The store holds neither what the form is about nor what stands in it readable. */
export interface DraftPlace {
  readonly person: PersonId
  readonly key: Buffer
}
interface StoredDraft {
  readonly body: Buffer
  readonly at: Instant
}

export const findDraft = (pool: Pool, { person, key }: DraftPlace): Promise<StoredDraft | undefined> =>
  asOwners(pool, [`person/${person}`], async (client) => {
    const { rows } = await client.query<StoredDraft>({
      name: 'draft',
      text: 'select body, at from zs.draft where owner = $1 and key = $2',
      values: [`person/${person}`, key],
    })
    return rows[0]
  })

/** In place of the one before. False when it would be one more than somebody can have. */
export const keepDraft = (
  pool: Pool,
  { person, key }: DraftPlace,
  { body, at }: StoredDraft,
): Promise<boolean> =>
  asOwners(pool, [`person/${person}`], async (client) => {
    const { rowCount } = await client.query({
      name: 'keep-draft',
      text: `insert into zs.draft (owner, key, body, at) select $1, $2, $3, $4
        where (select count(*) from zs.draft where owner = $1 and key <> $2) < $5
        on conflict (owner, key) do update set body = excluded.body, at = excluded.at`,
      values: [`person/${person}`, key, body, at, MOST_DRAFTS],
    })
    return rowCount === 1
  })

export const dropDraft = (pool: Pool, { person, key }: DraftPlace): Promise<void> =>
  asOwners(pool, [`person/${person}`], async (client) => {
    await client.query('delete from zs.draft where owner = $1 and key = $2', [`person/${person}`, key])
  })

/** As the owner of the database: everybody's, when nobody came back to them. */
export async function forgetOldDrafts(ownerPool: Pool, now: Instant): Promise<void> {
  await ownerPool.query('delete from zs.draft where at < $1', [addMillis(now, -KEPT_DAYS * 24 * HOUR)])
}
