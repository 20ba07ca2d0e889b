/** Which notices somebody has read. Row-level security lets through nobody else's (kept lists do the same). */
import type { Pool } from 'pg'
import type { PersonId } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { asOwners } from './asOwners.ts'

/** Of these, those that were read. Ids are 32 bytes as base64url. */
export const readNotices = (
  pool: Pool,
  person: PersonId,
  ids: readonly string[],
): Promise<ReadonlySet<string>> =>
  ids.length === 0
    ? Promise.resolve(new Set())
    : asOwners(pool, [`person/${person}`], async (client) => {
        const { rows } = await client.query<{ notice: Buffer }>({
          name: 'notices-read',
          text: 'select notice from zs.notice_read where owner = $1 and notice = any ($2)',
          values: [`person/${person}`, ids.map((id) => Buffer.from(id, 'base64url'))],
        })
        return new Set(rows.map(({ notice }) => notice.toString('base64url')))
      })

export const markRead = (pool: Pool, person: PersonId, ids: readonly string[], at: Instant): Promise<void> =>
  asOwners(pool, [`person/${person}`], async (client) => {
    await client.query(
      `insert into zs.notice_read (owner, notice, at) select $1, notice, $3 from unnest($2::bytea[]) notice
       on conflict do nothing`,
      [`person/${person}`, ids.map((id) => Buffer.from(id, 'base64url')), at],
    )
  })

export const markUnread = (pool: Pool, person: PersonId, ids: readonly string[]): Promise<void> =>
  asOwners(pool, [`person/${person}`], async (client) => {
    await client.query('delete from zs.notice_read where owner = $1 and notice = any ($2)', [
      `person/${person}`,
      ids.map((id) => Buffer.from(id, 'base64url')),
    ])
  })
