import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { DamagedKey } from '../evidence/fileKeys.ts'
import { DamagedFile } from '../evidence/sealedFile.ts'
import type { EvidenceStore } from './expected.ts'
import { finding, type Finding } from './finding.ts'
import { streamRows } from './streamRows.ts'

interface FileRow {
  readonly digest: string
  readonly record: string
  readonly size: number | null
  readonly hasKey: boolean
}

export interface CheckedFiles {
  readonly findings: readonly Finding[]
  readonly files: number
  /** Uploaded and held by no record: no harm, but worth knowing. */
  readonly orphans: number
}

/** Every file that a record holds is there, is what its digest says, and is as long as zs.file says. */
export async function checkFiles(client: PoolClient, evidence: EvidenceStore): Promise<CheckedFiles> {
  const findings: Finding[] = []
  let files = 0
  const batches = streamRows<FileRow>(
    client,
    `select h.digest, min(h.record::text) as record, min(f.size) as size,
       exists (select from zs.file_key k where k.digest = h.digest) as "hasKey"
     from zs.record_file h left join zs.file f using (digest) group by h.digest order by h.digest`,
    500,
  )
  for await (const rows of batches) {
    for (const { digest, record, size, hasKey } of rows) {
      files++
      const held = hasKey ? await measure(evidence, digest) : 'no key'
      if (held === 'no key')
        findings.push(finding('rowMissing', { table: 'zs.file_key', record, row: digest }))
      else if (held === 'damaged key') {
        findings.push(finding('rowEdited', { table: 'zs.file_key', column: 'wrapped', record, row: digest }))
      } else if (held === undefined) findings.push(finding('fileMissing', { digest, record }))
      else if (held.digest !== digest) {
        findings.push(finding('fileSwapped', { digest, record, found: held.digest }))
      }
      if (size === null) findings.push(finding('rowMissing', { table: 'zs.file', record, row: digest }))
      else if (typeof held === 'object' && held.digest === digest && held.size !== size) {
        const [expected, found] = [`${held.size}`, `${size}`]
        findings.push(
          finding('rowEdited', { table: 'zs.file', column: 'size', record, row: digest, expected, found }),
        )
      }
    }
  }
  const { rows } = await client.query<{ orphans: number }>(
    `select count(*) as orphans from zs.file f
     where not exists (select from zs.record_file h where h.digest = f.digest)`,
  )
  return { findings, files, orphans: rows[0]?.orphans ?? 0 }
}

/** Undefined if the store does not have it, or cannot give it: a file that cannot be read is as good as gone. */
async function measure(
  evidence: EvidenceStore,
  asked: string,
): Promise<{ digest: string; size: number } | 'damaged key' | undefined> {
  const hash = createHash('sha256')
  let size = 0
  try {
    const bytes = await evidence.open(asked)
    if (bytes === undefined) return undefined
    for await (const part of bytes) {
      hash.update(part)
      size += part.length
    }
  } catch (error) {
    if (error instanceof DamagedKey) return 'damaged key'
    if (error instanceof DamagedFile) return { digest: 'unreadable', size }
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return { digest: hash.digest('hex'), size }
}
