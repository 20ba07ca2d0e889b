/**
 * The secrets of the installation, as files in `<data>/keys`, readable by nobody else: the master key that wraps
 * the keys of records, the key under which query codes and marks are hashed, the centre's keys for which
 * reporters are sealed (centreKeys.ts). They are made at first use and belong into the backup apart from the database.
 */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#kernel/time.ts'
import { openCentreKeys, type CentreKeys, type RawPair } from './centreKeys.ts'

export interface KeyRing {
  readonly folder: string
  /** Wraps the keys of records. 32 bytes. */
  readonly master: Buffer
  /** HMAC-SHA-256 of a text under a purpose: equal texts give equal marks, and nothing else can be told. */
  mark(purpose: string, text: string): Buffer
  readonly centre: CentreKeys
}

export async function openKeyRing(
  data: string,
  making: { readonly makePair: () => Promise<RawPair>; readonly now: () => Instant },
): Promise<KeyRing> {
  const folder = join(data, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const master = await loadOrMake(join(folder, 'master.key'), () => randomBytes(32))
  // Prepared once: from plain bytes each mark would take six times as long, and a report has a dozen.
  const marks = createSecretKey(await loadOrMake(join(folder, 'marks.key'), () => randomBytes(32)))
  return {
    folder,
    master,
    mark: (purpose, text) => createHmac('sha256', marks).update(`${purpose}\n${text}`).digest(),
    centre: await openCentreKeys(folder, making),
  }
}

/** Written once and for all: two processes that start together end up with the same key. */
async function loadOrMake(path: string, make: () => Buffer | Promise<Buffer>): Promise<Buffer> {
  const known = await readFile(path).catch(() => undefined)
  if (known !== undefined && known.length > 0) return known
  const made = await make()
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (isThere(error)) return undefined
    throw error
  })
  if (file === undefined) return readFile(path)
  await file.writeFile(made)
  await file.sync()
  await file.close()
  await chmod(path, 0o600)
  return made
}

const isThere = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'
