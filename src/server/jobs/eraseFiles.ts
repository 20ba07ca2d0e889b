/**
 * Takes the files of erased records out of the evidence store. What waits stands in zs.to_erase since the transaction that
 * erased the record, so a crash in between only delays it. A file that another record holds, or that somebody has uploaded
 * again, stays.
 */
import type { Pool } from 'pg'
import type { EvidenceStore } from '#store/evidence/evidenceStore.ts'

/** Answers how many files are gone now that were there before. */
export async function eraseFiles(ownerPool: Pool, evidence: EvidenceStore): Promise<number> {
  const { rows } = await ownerPool.query<{ digest: string; held: boolean }>(
    `select digest, exists (select from zs.file f where f.digest = e.digest) as held from zs.to_erase e limit 1000`,
  )
  let erased = 0
  for (const { digest, held } of rows) {
    if (!held) {
      await evidence.remove(digest)
      erased += 1
    }
    await ownerPool.query('delete from zs.to_erase where digest = $1', [digest])
  }
  // What was deleted in the tables still lies in their pages until somebody cleans up.
  if (rows.length > 0)
    for (const table of ['record_key', 'record', 'file', 'record_file', 'search_text', 'mark'])
      await ownerPool.query(`vacuum zs.${table}`)
  return erased
}
