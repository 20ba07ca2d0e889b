/** Which institutions exchange files with the desk, and the keys their replies are known by: records of type institutionKey. */
import type { Pool } from 'pg'
import { parseVkey, type VerifierKey } from '#kernel/journal/note.ts'
import { sha256 } from '#store/log/sha256.ts'

/** The keys in use, by institution. A text that is no key counts as none: its replies are refused by name. */
export async function keysInUse(ownerPool: Pool): Promise<ReadonlyMap<string, readonly VerifierKey[]>> {
  const { rows } = await ownerPool.query<{ institution: string; vkey: string }>(
    `select fields ->> 'institution' as institution, fields ->> 'publicKey' as vkey
     from zs.record where type = 'institutionKey' and state = 'inUse' order by opened_at`,
  )
  const keys = new Map<string, VerifierKey[]>()
  for (const { institution, vkey } of rows) {
    const key = parseVkey(vkey, sha256)
    const known = keys.get(institution) ?? []
    keys.set(institution, 'malformed' in key ? known : [...known, key])
  }
  return keys
}
