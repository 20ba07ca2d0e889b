/**
 * Plain tar (POSIX ustar), written and read as a stream:
 *
 *   entry   = header (512 bytes) · content · zeros up to the next multiple of 512
 *   archive = entry … · two blocks of zeros
 *   header  = name 0–99, mode 100, uid 108, gid 116, size 124, mtime 136, checksum 148, type 156, magic 257 "ustar\0" "00",
 *             prefix 345–499; numbers are octal text, a size of 8 GiB and more is base 256 with the first bit set
 *
 * Names are up to 255 bytes (prefix "/" name). Only ordinary files: nothing here can make a link or leave a folder.
 */

/** Something to put into the archive; `size` bytes must come out of `content`, neither more nor less. */
export interface TarFile {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Uint8Array>
}

const BLOCK = 512
const LARGEST_OCTAL = 8 ** 11 - 1

export async function* writeTar(files: AsyncIterable<TarFile>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { name, size, content } of files) {
    yield headerOf(name, size)
    let written = 0
    for await (const part of content) {
      written += part.length
      yield part
    }
    if (written !== size) throw new Error(`${name} has ${written} bytes, ${size} were announced`)
    if (size % BLOCK !== 0) yield Buffer.alloc(BLOCK - (size % BLOCK))
  }
  yield Buffer.alloc(2 * BLOCK)
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  const { prefix, rest } = splitName(name)
  header.write(rest, 0, 'utf8')
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  if (size <= LARGEST_OCTAL) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  else {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(size), 128)
  }
  // Nobody's time: the same content gives the same archive.
  header.write('00000000000\0', 136)
  header.write('0', 156)
  header.write('ustar\u{0}00', 257, 'latin1')
  header.write(prefix, 345, 'utf8')
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function splitName(name: string): { readonly prefix: string; readonly rest: string } {
  const length = (text: string) => Buffer.byteLength(text)
  if (!isSafe(name)) throw new Error(`A file in an archive cannot be named ${JSON.stringify(name)}`)
  if (length(name) <= 100) return { prefix: '', rest: name }
  for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)]
    if (length(rest) <= 100 && length(prefix) <= 155) return { prefix, rest }
  }
  throw new Error(`The name ${name} is too long for an archive`)
}

/** Relative, and without a step upwards. */
const isSafe = (name: string): boolean =>
  name !== '' &&
  !name.startsWith('/') &&
  !name.includes('\0') &&
  !name.includes('\\') &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** The sum of the header's bytes, its own eight taken as blanks. */
function checksumOf(header: Uint8Array): number {
  let sum = 0
  for (const [at, byte] of header.subarray(0, BLOCK).entries()) sum += at >= 148 && at < 156 ? 0x20 : byte
  return sum
}

export interface TarEntry {
  readonly name: string
  readonly size: number
  /** To be read to its end before the next entry is asked for; what is left of it is skipped. */
  readonly content: AsyncIterable<Uint8Array>
}

/** Throws with a sentence where the archive is damaged, ends early or holds anything but files. */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, undefined> {
  const source = readerOf(bytes)
  for (;;) {
    const header = await source.exactly(BLOCK)
    if (header === undefined) throw new Error('The archive ends without its closing blocks: it was cut off')
    if (header.every((byte) => byte === 0)) return
    const { name, size } = readHeader(header)
    let left = size
    const content = (async function* () {
      while (left > 0) {
        const part = await source.some(left)
        if (part === undefined) throw new Error(`The archive ends within ${name}: it was cut off`)
        left -= part.length
        yield part
      }
    })()
    yield { name, size, content }
    while (left > 0)
      left -= (await source.some(left))?.length ?? fail(`The archive ends within ${name}: it was cut off`)
    const filling = (BLOCK - (size % BLOCK)) % BLOCK
    if (filling > 0 && (await source.exactly(filling)) === undefined)
      throw new Error(`The archive ends after ${name}: it was cut off`)
  }
}

function readHeader(header: Buffer): { readonly name: string; readonly size: number } {
  const text = (from: number, to: number) => {
    const part = header.subarray(from, to)
    const end = part.indexOf(0)
    return part.subarray(0, end === -1 ? part.length : end).toString('utf8')
  }
  if (Number.parseInt(text(148, 156), 8) !== checksumOf(header))
    throw new Error('A header of the archive does not fit its checksum: the file is damaged or no archive')
  const prefix = text(345, 500)
  const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`
  const type = header[156] ?? 0
  if (type !== 0x30 && type !== 0) throw new Error(`${name} in the archive is no ordinary file`)
  if (!isSafe(name))
    throw new Error(`The archive names a file ${JSON.stringify(name)}, outside of its folder`)
  const size =
    ((header[124] ?? 0) & 0x80) === 0
      ? Number.parseInt(text(124, 136).trim(), 8)
      : Number(header.readBigUInt64BE(128))
  if (!Number.isSafeInteger(size) || size < 0) throw new Error(`The archive gives no size for ${name}`)
  return { name, size }
}

function fail(says: string): never {
  throw new Error(says)
}

/** Hands out bytes in the amounts asked for, whatever the pieces they come in. */
function readerOf(bytes: AsyncIterable<Uint8Array>) {
  const pieces = bytes[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const some = async (most: number): Promise<Buffer | undefined> => {
    while (held.length === 0) {
      const next = await pieces.next()
      if (next.done === true) return undefined
      held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    }
    const part = held.subarray(0, most)
    held = held.subarray(part.length)
    return part
  }
  return {
    some,
    /** Undefined when the source ends before. */
    async exactly(count: number): Promise<Buffer | undefined> {
      const parts: Buffer[] = []
      let left = count
      while (left > 0) {
        const part = await some(left)
        if (part === undefined) return undefined
        parts.push(part)
        left -= part.length
      }
      return Buffer.concat(parts)
    },
  }
}
