import type { Pool } from 'pg'
import type { FileRef } from '#kernel/record/field.ts'
import type { Instant } from '#kernel/time.ts'
import { transaction } from '../postgres/pool.ts'
import type { EvidenceStore } from './evidenceStore.ts'
import { lockFile } from './fileKeys.ts'
import { typeOfFile, type TypeRefusal } from './fileType.ts'
import { safeName } from './safeName.ts'

export type UploadRefusal = TypeRefusal | { readonly because: 'too big'; readonly maxBytes: number }

export interface UploadParts {
  /** `types`: those that are taken today, of all that can be told apart (acceptedTypes.json). */
  readonly limits: { readonly maxBytes: number; readonly types: readonly string[] }
  readonly store: EvidenceStore
  /** Under whom the file is noted: who alone may put it into a record. */
  readonly ownerKey: string
  readonly ownerPool: Pool
  readonly now: () => Instant
}

/** Takes a file in, if it is one we accept, and notes who brought it. A refused one leaves nothing behind. */
export async function receiveUpload(
  content: AsyncIterable<Uint8Array>,
  name: string,
  { limits, store, ownerKey, ownerPool, now }: UploadParts,
): Promise<{ readonly file: FileRef } | { readonly refused: UploadRefusal }> {
  const staged = await store.stage(content, limits)
  if ('tooBig' in staged) return { refused: { because: 'too big', ...staged.tooBig } }
  try {
    const known = await typeOfFile(staged)
    if ('refused' in known) return known
    if (!limits.types.includes(known.type))
      return { refused: { because: 'type not accepted', found: known.type } }
    const file = {
      digest: staged.digest,
      size: staged.size,
      type: known.type,
      name: safeName(name, known.type),
    }
    await staged.keep()
    await transaction(ownerPool, async (client) => {
      await lockFile(client, file.digest)
      // The same content may have been erased, or swept, while it came in again.
      if (!(await store.has(file.digest)))
        throw new Error(`The file ${file.digest} was removed while it came in: send it again`)
      await client.query({
        name: 'file-received',
        text: `insert into zs.file (digest, size, type, name, stored_at, by_key) values ($1, $2, $3, $4, $5, $6)
               on conflict (digest, by_key) do update set stored_at = excluded.stored_at`,
        values: [file.digest, file.size, file.type, file.name, now(), ownerKey],
      })
    })
    return { file }
  } finally {
    await staged.drop()
  }
}
