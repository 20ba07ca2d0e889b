/** Streams put down in a file of a folder, measured on the way. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

export interface Spooled {
  readonly file: string
  readonly size: number
  readonly sha256: string
}

export async function spool(file: string, content: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const handle = await open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const part of content) {
      hash.update(part)
      size += part.length
      await handle.writeFile(part)
    }
  } finally {
    await handle.close()
  }
  return { file, size, sha256: hash.digest('hex') }
}

export const unspool = (file: string): AsyncIterable<Uint8Array> =>
  createReadStream(file, { highWaterMark: 256 * 1024 })
