/**
 * Rules and people may be changed by another process: a command, or a second server. Every few seconds the realm is
 * asked whether its records are still those that were read.
 */
import type { Pool } from 'pg'
import { REALM_TYPES, type Realm } from '../realm.ts'

/** To be called again and again; reads the realm anew when its records have changed since the call before. */
export function realmFollower({ ownerPool, realm }: { readonly ownerPool: Pool; readonly realm: Realm }) {
  let known: string | undefined
  return async (): Promise<void> => {
    const { rows } = await ownerPool.query<{ mark: string }>({
      name: 'mark-of-realm',
      text: `select count(*)::text || '/' || coalesce(sum(version), 0) as mark from zs.record where type = any ($1)`,
      values: [REALM_TYPES],
    })
    const mark = rows[0]?.mark
    if (known !== mark && known !== undefined) await realm.reload()
    known = mark
  }
}
