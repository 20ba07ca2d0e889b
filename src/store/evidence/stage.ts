import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Staged, StoredFile, TooBig } from './evidenceStore.ts'

/** Writes a stream to a file of its own, hashing as it goes, and stops as soon as it is too long. */
export async function stageIn(
  folder: string,
  content: AsyncIterable<Uint8Array>,
  { maxBytes }: { readonly maxBytes: number },
  keep: (path: string, file: StoredFile) => Promise<void>,
): Promise<Staged | TooBig> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  let whole = false
  try {
    for await (const chunk of content) {
      size += chunk.byteLength
      if (size > maxBytes) return { tooBig: { maxBytes } }
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    whole = true
  } finally {
    await file.close()
    if (!whole) await rm(path, { force: true })
  }
  const stored = { digest: hash.digest('hex'), size }
  const drop = () => rm(path, { force: true })
  return {
    ...stored,
    path,
    drop,
    async keep() {
      try {
        await keep(path, stored)
      } finally {
        await drop()
      }
      return stored
    },
  }
}
