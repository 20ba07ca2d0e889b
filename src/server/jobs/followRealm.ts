/**
 * Rules and people may be changed by another process: a command, or a second server. Every few seconds the realm is
 * asked whether its records are still those that were read, and whether it is still the day they were read for: places
 * begin and end, and wordings come into force, on a day.
 */
import type { Pool } from 'pg'
import type { PlainDate } from '#kernel/time.ts'
import { REALM_TYPES, type Realm } from '../realm.ts'

/** To be called again and again; reads the realm anew when its records have changed since the call before. */
export function realmFollower({
  ownerPool,
  realm,
  today,
}: {
  readonly ownerPool: Pool
  readonly realm: Realm
  readonly today: () => PlainDate
}) {
  let known: string | undefined
  return async (): Promise<void> => {
    const { rows } = await ownerPool.query<{ mark: string }>({
      name: 'mark-of-realm',
      text: `select count(*)::text || '/' || coalesce(sum(version), 0) as mark from zs.record where type = any ($1)`,
      values: [REALM_TYPES],
    })
    const mark = `${rows[0]?.mark ?? ''} on ${today()}`
    if (known !== mark && known !== undefined) await realm.reload()
    known = mark
  }
}
