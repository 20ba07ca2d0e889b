/**
 * The keys for which reporters are sealed, in `<data>/keys/centre.json`. The newest is used; the others still open what
 * was sealed for them. A key is `simple`, with its private half in the same file (a demo, an office that has not held the
 * ceremony yet), or split: then the private half is nowhere on the disk, and only so many of its holders together can
 * bring it back (src/server/splitKey.ts).
 *
 *   { v: 1, keys: [{ name, publicKey, since, retired?, privateKey? , split?: { threshold, generation, holders: [{ person, login, commitment }] } }] }
 */
import { createHash, randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#kernel/time.ts'
import { base64url, bytesOf, type SealingKey } from '#portal/sealing.ts'

export interface KeyHolder {
  /** Who keeps the share. */
  readonly person: string
  readonly login: string
  /** SHA-256 of the share, base64url: a false share is known before it is used. */
  readonly commitment: string
}

export interface CentreKey extends SealingKey {
  readonly since: Instant
  readonly retired?: Instant
  /** Only of a simple key. 32 bytes, base64url. */
  readonly privateKey?: string
  readonly split?: {
    /** How many holders bring it back. */
    readonly threshold: number
    /** 1 for the first sharing; one more with each time the shares were made anew. */
    readonly generation: number
    readonly holders: readonly KeyHolder[]
  }
}

export interface CentreKeys {
  current(): CentreKey
  find(name: string): CentreKey | undefined
  all(): readonly CentreKey[]
  /** Reads the file again when another process has changed it. */
  follow(): Promise<void>
  /** Writes the file anew; all of it or nothing. */
  write(keys: readonly CentreKey[]): Promise<void>
}

export interface RawPair {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

/** The short name of a public key, kept beside what was sealed for it. */
const keyName = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest().subarray(0, 9).toString('base64url')

export const simpleKey = ({ publicKey, privateKey }: RawPair, since: Instant): CentreKey => ({
  name: keyName(publicKey),
  publicKey: base64url(publicKey),
  privateKey: base64url(privateKey),
  since,
})

export async function openCentreKeys(
  folder: string,
  { makePair, now }: { readonly makePair: () => Promise<RawPair>; readonly now: () => Instant },
): Promise<CentreKeys> {
  const path = join(folder, 'centre.json')
  let known = await read(path)
  if (known === undefined) {
    await makeFirst(folder, path, makePair, now)
    known = await read(path)
  }
  if (known === undefined) throw new Error(`${path} could not be made`)
  let { keys, changed } = known

  const find: CentreKeys['find'] = (name) => keys.find((key) => key.name === name)
  return {
    all: () => keys,
    find,
    current() {
      const key = keys.findLast(({ retired }) => retired === undefined)
      if (key === undefined) throw new Error(`${path} holds no key that is in use`)
      return key
    },
    async follow() {
      const found = await stat(path)
      if (found.mtimeMs === changed) return
      const again = await read(path)
      if (again !== undefined) ({ keys, changed } = again)
    },
    async write(wanted) {
      await replace(path, wanted)
      const again = await read(path)
      if (again !== undefined) ({ keys, changed } = again)
    },
  }
}

async function read(
  path: string,
): Promise<{ readonly keys: readonly CentreKey[]; readonly changed: number } | undefined> {
  try {
    const { mtimeMs } = await stat(path)
    // Only replace() writes it.
    const { keys } = JSON.parse(await readFile(path, 'utf8')) as { readonly keys: readonly CentreKey[] }
    return { keys, changed: mtimeMs }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** An installation of before the ceremony has its pair in `centre.key`: 65 bytes public, 32 bytes private. */
async function makeFirst(
  folder: string,
  path: string,
  makePair: () => Promise<RawPair>,
  now: () => Instant,
): Promise<void> {
  const old = join(folder, 'centre.key')
  const pair = await readFile(old).catch(() => undefined)
  const made =
    pair?.length === 97
      ? { publicKey: pair.subarray(0, 65), privateKey: pair.subarray(65) }
      : await makePair()
  const draft = await writeDraft(path, [simpleKey(made, now())])
  // Two processes that start together end up with the same key: a link is only made where there is none.
  await link(draft, path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  await rm(draft)
  await rm(old, { force: true })
}

async function replace(path: string, keys: readonly CentreKey[]): Promise<void> {
  await rename(await writeDraft(path, keys), path)
}

async function writeDraft(path: string, keys: readonly CentreKey[]): Promise<string> {
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ v: 1, keys }, undefined, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return draft
}

/** The private half of a simple key. */
export const privateHalf = ({ privateKey }: CentreKey): Uint8Array | undefined =>
  privateKey === undefined ? undefined : bytesOf(privateKey)

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
