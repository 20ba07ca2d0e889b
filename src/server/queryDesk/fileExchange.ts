/**
 * The file-exchange connector: a folder for each institution, which any transport may carry (SFTP, a gateway, a disc).
 *
 *   <exchange>/22-bank/desk.vkey              the desk's public key, for the institution
 *                      out/<id>.request       signed requests, for the institution to take
 *                      in/<anything>.reply    signed replies; the files they name beside them, each named by its SHA-256
 *                      done/                  what was taken, each once
 *                      aside/                 what was refused, each with <name>.why.json
 *
 * Files are written aside and renamed, so that nobody reads half of one; whoever writes into `in` does the same (names that
 * begin with a dot or end in .part are not looked at). Steps may be cut off anywhere and are done again.
 */
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createHash } from 'node:crypto'
import { createFile, replaceFile } from '#store/log/durableFile.ts'
import type { Arrival, Connector } from './connector.ts'

/** A reply names its files; it is never large itself. */
export const MOST_REPLY_BYTES = 256 * 1024
const DIGEST_NAME = /^[\da-f]{64}$/

const PARTS = ['out', 'in', 'done', 'aside'] as const

export const exchangeFolder = (exchange: string, institution: string): string =>
  join(exchange, institution.replace(':', '-'))

export async function openFileExchange(
  exchange: string,
  institution: string,
  deskKey: string,
): Promise<Connector> {
  const folder = exchangeFolder(exchange, institution)
  for (const part of PARTS) await mkdir(join(folder, part), { recursive: true, mode: 0o770 })
  createFile(join(folder, 'desk.vkey'), `${deskKey}\n`, 0o660)
  return {
    send(request, note) {
      replaceFile(join(folder, 'out', `${request}.request`), note, 0o660)
      return Promise.resolve()
    },
    async arrivals() {
      const names = (await readdir(join(folder, 'in'))).toSorted()
      return names
        .filter((name) => !name.startsWith('.') && !name.endsWith('.part') && !DIGEST_NAME.test(name))
        .map((name) => arrival(folder, name))
    },
  }
}

/** How many files lie in each part of an institution's folder: for doctor. */
export async function countExchange(folder: string): Promise<Readonly<Record<string, number>>> {
  const counts = await Promise.all(
    PARTS.map(async (part) => {
      const names = await readdir(join(folder, part)).catch((): string[] => [])
      return [part, names.filter((name) => !name.endsWith('.why.json')).length] as const
    }),
  )
  return Object.fromEntries(counts)
}

function arrival(folder: string, name: string): Arrival {
  const path = join(folder, 'in', name)
  return {
    name,
    async read() {
      if (!name.endsWith('.reply')) return { refused: 'unexpectedName' }
      // A link, a pipe or a folder is never opened: it may lead anywhere, or never end.
      const found = await lstat(path)
      if (!found.isFile()) return { refused: 'notAFile' }
      if (found.size > MOST_REPLY_BYTES) return { refused: 'tooLarge' }
      const bytes = await readWhole(path, MOST_REPLY_BYTES)
      if (bytes === undefined) return { refused: 'tooLarge' }
      try {
        return { note: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
      } catch {
        return { refused: 'garbage' }
      }
    },
    file: (digest, size) => findBeside(folder, digest, size),
    wasSettled: async (digest) => exists(join(folder, 'done', `${digest}.reply`)),
    async settle(digest, files) {
      for (const file of files) await moveIfThere(join(folder, 'in', file), join(folder, 'done', file))
      await rename(path, join(folder, 'done', `${digest}.reply`))
    },
    async putAside(because) {
      const kept = await nameAside(path, name)
      // The reason first: cut off here, the next look finds the file still in and does it again.
      replaceFile(join(folder, 'aside', `${kept}.why.json`), `${JSON.stringify({ name, because })}\n`, 0o660)
      await rename(path, join(folder, 'aside', kept))
    },
  }
}

/** Beside the reply, or with what was taken before: two replies may name one file. */
async function findBeside(folder: string, digest: string, size: number): Promise<Readable | undefined> {
  for (const part of ['in', 'done'] as const) {
    const path = join(folder, part, digest)
    const found = await lstat(path).catch(() => undefined)
    if (found?.isFile() !== true || found.size !== size) continue
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    return file.createReadStream({ end: Math.max(0, size - 1) })
  }
  return undefined
}

async function readWhole(path: string, most: number): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    // It may grow after it was measured.
    const buffer = Buffer.alloc(most + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
      length += bytesRead
      if (bytesRead === 0 || length > most) break
    }
    return length > most ? undefined : buffer.subarray(0, length)
  } finally {
    await file.close()
  }
}

/** Two things of one name, refused one after the other, are both kept: by name and what they hold. */
async function nameAside(path: string, name: string): Promise<string> {
  const { ino, size, mtimeMs } = await lstat(path)
  const mark = createHash('sha256').update(`${name}\n${ino} ${size} ${mtimeMs}`).digest('hex').slice(0, 12)
  return `${mark}-${name}`.slice(0, 200)
}

const exists = async (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

async function moveIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: unknown) => {
    // Moved before the last step was cut off, or by another reply that names it too.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  })
}
