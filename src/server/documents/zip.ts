/**
 * A ZIP file written as it is read, one file after another, so that a large one never stands in memory. Its last file,
 * SHA256SUMS, has the digest of every other: `sha256sum -c SHA256SUMS` checks the folder it was unpacked into.
 *
 *   local file header   PK 03 04, flags 0x0808 (sizes follow, names in UTF-8), deflate, no time
 *   data descriptor     PK 07 08, CRC-32, packed size, size
 *   central directory   PK 01 02 for each file, then PK 05 06
 *
 * Plain ZIP, no ZIP64: it throws beyond 65,534 files or 4 GiB, of which the caller keeps clear.
 */
import { createHash } from 'node:crypto'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'

export interface ZipFile {
  readonly name: string
  readonly bytes: Uint8Array | Readable
}

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const FLAGS = 0x0808
const DEFLATE = 8
/** 1 January 1980, 0:00: the beginning of time in DOS. */
const NO_TIME = 0x00210000
const VERSION = 20
const MOST_BYTES = 0xffffffff
const MOST_FILES = 0xfffe

interface Written {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

export async function* zipOf(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  const sums: string[] = []
  let at = 0

  async function* add({ name, bytes }: ZipFile): AsyncGenerator<Uint8Array> {
    const start = at
    const spelled = Buffer.from(name)
    const head = localHeader(spelled)
    yield head
    let crc = 0
    let size = 0
    let packed = 0
    const digest = createHash('sha256')
    const source = bytes instanceof Uint8Array ? Readable.from([bytes]) : bytes
    const measured = source.map((chunk: Buffer) => {
      crc = crc32(chunk, crc)
      size += chunk.length
      digest.update(chunk)
      return chunk
    })
    // What deflate gives out are buffers.
    for await (const chunk of measured.pipe(createDeflateRaw({ level: 6 })) as AsyncIterable<Buffer>) {
      packed += chunk.length
      yield chunk
    }
    yield descriptor({ crc, packed, size })
    at = start + head.length + packed + 16
    if (at > MOST_BYTES || written.length >= MOST_FILES) throw new Error('more than a plain ZIP file holds')
    written.push({ name: spelled, at: start, crc, packed, size })
    sums.push(`${digest.digest('hex')}  ${name}\n`)
  }

  for await (const file of files) yield* add(file)
  yield* add({ name: 'SHA256SUMS', bytes: Buffer.from(sums.join('')) })
  const directory = written.map(centralHeader)
  yield Buffer.concat(directory)
  yield endOf(directory, at)
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(LOCAL, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATE, 8)
  head.writeUInt32LE(NO_TIME, 10)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function descriptor({ crc, packed, size }: Pick<Written, 'crc' | 'packed' | 'size'>): Buffer {
  const after = Buffer.alloc(16)
  after.writeUInt32LE(DESCRIPTOR, 0)
  after.writeUInt32LE(crc, 4)
  after.writeUInt32LE(packed, 8)
  after.writeUInt32LE(size, 12)
  return after
}

function centralHeader({ name, at, crc, packed, size }: Written): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(CENTRAL, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(VERSION, 6)
  head.writeUInt16LE(FLAGS, 8)
  head.writeUInt16LE(DEFLATE, 10)
  head.writeUInt32LE(NO_TIME, 12)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packed, 20)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(at, 42)
  return Buffer.concat([head, name])
}

function endOf(directory: readonly Buffer[], at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return end
}
