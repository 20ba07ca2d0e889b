/**
 * Takes out of the evidence store what no record holds any more: files of erased records, and files that were never sent.
 * What waits stands in zs.to_erase since the transaction that let go of it, so a crash in between only delays it. A file that
 * somebody has uploaded again meanwhile stays.
 */
import type { Pool } from 'pg'
import type { EvidenceStore } from '#store/evidence/evidenceStore.ts'
import { lockFile } from '#store/evidence/fileKeys.ts'
import { transaction } from '#store/postgres/pool.ts'

/** Answers how many files are gone now that were there before. */
export async function eraseFiles(ownerPool: Pool, evidence: EvidenceStore): Promise<number> {
  const { rows } = await ownerPool.query<{ digest: string }>('select digest from zs.to_erase limit 1000')
  let erased = 0
  for (const { digest } of rows)
    await transaction(ownerPool, async (client) => {
      await lockFile(client, digest)
      const { rowCount: held } = await client.query('select from zs.file where digest = $1', [digest])
      if (held === 0) {
        await evidence.remove(digest)
        await client.query('delete from zs.file_key where digest = $1', [digest])
        erased += 1
      }
      await client.query('delete from zs.to_erase where digest = $1', [digest])
    })
  // What was deleted in the tables still lies in their pages until somebody cleans up.
  if (rows.length > 0)
    for (const table of ['record_key', 'file_key', 'record', 'file', 'record_file', 'search_text', 'mark'])
      await ownerPool.query(`vacuum zs.${table}`)
  return erased
}
