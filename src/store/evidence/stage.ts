import { createHash, createSecretKey, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Staged, StoredFile, TooBig } from './evidenceStore.ts'
import { HEADER, headerOf, newCopyKey, openPiece, PIECE, SEALED_PIECE, sealPiece } from './sealedFile.ts'
import type { Shelf } from './shelf.ts'

/**
 * Writes a stream to a file of its own, hashed and sealed as it goes, and stops as soon as it is too long. Its key is in
 * memory alone until the file is kept: of what an interrupted upload leaves nobody can read anything.
 */
export async function stageOn(
  shelf: Shelf,
  content: AsyncIterable<Uint8Array>,
  { maxBytes }: { readonly maxBytes: number },
  keyOf: (digest: string) => Promise<Buffer>,
): Promise<Staged | TooBig> {
  await mkdir(shelf.incoming, { recursive: true, mode: 0o700 })
  const path = join(shelf.incoming, randomUUID())
  const file = await open(path, 'wx+', 0o600)
  const copyKey = newCopyKey()
  const key = createSecretKey(copyKey)
  const hash = createHash('sha256')
  let size = 0
  let whole = false
  try {
    await file.write(Buffer.alloc(HEADER))
    let rest = Buffer.alloc(0)
    let nth = 0
    for await (const chunk of content) {
      size += chunk.byteLength
      if (size > maxBytes) return { tooBig: { maxBytes } }
      hash.update(chunk)
      rest = Buffer.concat([rest, chunk])
      while (rest.length > PIECE) {
        await file.writeFile(sealPiece(rest.subarray(0, PIECE), key, nth, false))
        nth += 1
        rest = rest.subarray(PIECE)
      }
    }
    await file.writeFile(sealPiece(rest, key, nth, true))
    whole = true
  } finally {
    if (!whole) {
      await file.close()
      await rm(path, { force: true })
    }
  }
  const stored: StoredFile = { digest: hash.digest('hex'), size }
  let isOpen = true
  async function drop(): Promise<void> {
    if (isOpen) await file.close()
    isOpen = false
    await rm(path, { force: true })
  }
  async function bytesAt(position: number, length: number): Promise<Buffer> {
    const end = Math.min(size, position + length)
    const last = Math.max(0, Math.ceil(size / PIECE) - 1)
    const pieces: Buffer[] = []
    for (let nth = Math.floor(position / PIECE); nth * PIECE < end; nth++) {
      const sealed = Buffer.alloc(SEALED_PIECE)
      const { bytesRead } = await file.read(sealed, 0, SEALED_PIECE, HEADER + nth * SEALED_PIECE)
      const plain = openPiece(sealed.subarray(0, bytesRead), key, nth, nth === last)
      pieces.push(plain.subarray(Math.max(0, position - nth * PIECE), end - nth * PIECE))
    }
    return Buffer.concat(pieces)
  }
  return {
    ...stored,
    bytesAt,
    stream: () =>
      Readable.from(
        (async function* () {
          for (let position = 0; position < size; position += PIECE) yield await bytesAt(position, PIECE)
        })(),
      ),
    drop,
    async keep() {
      try {
        await file.write(headerOf(copyKey, await keyOf(stored.digest), stored.digest), 0, HEADER, 0)
        await file.sync()
        await shelf.keep(path, stored.digest)
      } finally {
        await drop()
      }
      return stored
    },
  }
}
