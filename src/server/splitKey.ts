/**
 * A private key as shares (Shamir over GF(2^8), 32 bytes each plus their place): so many of its holders together bring it
 * back, fewer learn nothing. A share leaves the program only inside a file for its holder, encrypted under the holder's
 * passphrase:
 *
 *   { v: 1, kind: 'zhunsheng share', holder: { person, login, name }, kdf: { name: 'argon2id', memory, passes, salt },
 *     shares: [{ key, generation, threshold, of, nonce, ciphertext }], checksum }
 *
 *   key of the cipher   argon2id(passphrase, salt), 32 bytes, memory in KiB
 *   ciphertext          AES-256-GCM of the share, its tag behind it; aad 'zhunsheng/share/v1' LF key LF generation LF person
 *   checksum            the first 16 hex digits of the SHA-256 of the shares as JSON: a file copied wrongly is known as such
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { combine, split } from 'shamir-secret-sharing'
import { bytesOf } from '#portal/sealing.ts'
import type { CentreKey } from './centreKeys.ts'

export interface ShareHolder {
  readonly person: string
  readonly login: string
  readonly name: string
}

export interface ClosedShare {
  readonly key: string
  readonly generation: number
  readonly threshold: number
  readonly of: number
  readonly nonce: string
  readonly ciphertext: string
}

export interface ShareFile {
  readonly v: 1
  readonly kind: 'zhunsheng share'
  readonly holder: ShareHolder
  readonly kdf: {
    readonly name: 'argon2id'
    readonly memory: number
    readonly passes: number
    readonly salt: string
  }
  readonly shares: readonly ClosedShare[]
  readonly checksum: string
}

export interface OpenShare {
  readonly key: string
  readonly generation: number
  readonly share: Uint8Array
}

/** Half a second on a laptop. */
const MEMORY = 128 * 1024
const PASSES = 3
/** Nobody hands in a file that keeps the machine busy for an hour. */
const MOST_MEMORY = 1024 * 1024
const MOST_PASSES = 20
const TAG = 16

export const commitmentOf = (share: Uint8Array): string =>
  createHash('sha256').update('zhunsheng/share/v1\n').update(share).digest('base64url')

/** Throws a RangeError unless 2 <= threshold <= count. */
export async function sharesOf(
  secret: Uint8Array,
  count: number,
  threshold: number,
): Promise<readonly Uint8Array[]> {
  if (!(threshold >= 2 && threshold <= count && count <= 20))
    throw new RangeError(
      `${String(threshold)} of ${String(count)} is no sharing: 2 to 20 holders, at least 2 to open.`,
    )
  return split(Uint8Array.from(secret), count, threshold)
}

/** The private half of `key`, or nothing when these shares do not bring it back. */
export async function findPrivateHalf(
  key: CentreKey,
  shares: readonly Uint8Array[],
): Promise<Buffer | undefined> {
  const combined = await combine(shares.map((share) => Uint8Array.from(share))).catch(() => undefined)
  if (combined?.length !== 32) return undefined
  const half = Buffer.from(combined)
  combined.fill(0)
  return isHalfOf(key, half) ? half : undefined
}

function isHalfOf({ publicKey }: CentreKey, half: Buffer): boolean {
  const pair = createECDH('prime256v1')
  try {
    pair.setPrivateKey(half)
  } catch {
    return false
  }
  return pair.getPublicKey().equals(bytesOf(publicKey))
}

export interface ShareToClose extends OpenShare {
  readonly threshold: number
  readonly of: number
}

export async function closeShares(
  holder: ShareHolder,
  shares: readonly ShareToClose[],
  passphrase: string,
): Promise<ShareFile> {
  const kdf = {
    name: 'argon2id' as const,
    memory: MEMORY,
    passes: PASSES,
    salt: randomBytes(16).toString('base64url'),
  }
  const under = await keyFrom(passphrase, kdf)
  const closed = shares.map(({ share, ...place }): ClosedShare => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', under, nonce)
    cipher.setAAD(aadOf(place, holder.person))
    const ciphertext = Buffer.concat([cipher.update(share), cipher.final(), cipher.getAuthTag()])
    return { ...place, nonce: nonce.toString('base64url'), ciphertext: ciphertext.toString('base64url') }
  })
  under.fill(0)
  return { v: 1, kind: 'zhunsheng share', holder, kdf, shares: closed, checksum: checksumOf(closed) }
}

export type ShareRefusal = 'no share file' | 'copied wrongly' | 'wrong passphrase'

export async function openShares(
  file: ShareFile,
  passphrase: string,
): Promise<{ readonly shares: readonly OpenShare[] } | { readonly because: ShareRefusal }> {
  if (file.checksum !== checksumOf(file.shares)) return { because: 'copied wrongly' }
  const under = await keyFrom(passphrase, file.kdf)
  try {
    return {
      shares: file.shares.map((closed) => {
        const bytes = Buffer.from(closed.ciphertext, 'base64url')
        const cipher = createDecipheriv('aes-256-gcm', under, Buffer.from(closed.nonce, 'base64url'))
        cipher.setAAD(aadOf(closed, file.holder.person))
        cipher.setAuthTag(bytes.subarray(bytes.length - TAG))
        const share = Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - TAG)), cipher.final()])
        return { key: closed.key, generation: closed.generation, share }
      }),
    }
  } catch {
    return { because: 'wrong passphrase' }
  } finally {
    under.fill(0)
  }
}

/** The file that a text is, if it has the form of one and asks for no more work than we would. */
export function findShareFile(text: string): ShareFile | undefined {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return undefined
  }
  return isShareFile(raw) ? raw : undefined
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 500
const isCount = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= most

const isShareFile = (value: unknown): value is ShareFile =>
  isObject(value) &&
  value['v'] === 1 &&
  value['kind'] === 'zhunsheng share' &&
  isText(value['checksum']) &&
  isObject(value['holder']) &&
  ['person', 'login', 'name'].every((name) => isText((value['holder'] as Record<string, unknown>)[name])) &&
  isObject(value['kdf']) &&
  value['kdf']['name'] === 'argon2id' &&
  isCount(value['kdf']['memory'], MOST_MEMORY) &&
  isCount(value['kdf']['passes'], MOST_PASSES) &&
  isText(value['kdf']['salt']) &&
  Array.isArray(value['shares']) &&
  value['shares'].length > 0 &&
  value['shares'].length <= 100 &&
  value['shares'].every(
    (share) =>
      isObject(share) &&
      [share['key'], share['nonce'], share['ciphertext']].every(isText) &&
      [share['generation'], share['threshold'], share['of']].every((one) => isCount(one, 10_000)),
  )

const checksumOf = (shares: readonly ClosedShare[]): string =>
  createHash('sha256').update(JSON.stringify(shares)).digest('hex').slice(0, 16)

const aadOf = ({ key, generation }: Pick<ClosedShare, 'key' | 'generation'>, person: string): Buffer =>
  Buffer.from(`zhunsheng/share/v1\n${key}\n${String(generation)}\n${person}`)

const keyFrom = (passphrase: string, { memory, passes, salt }: ShareFile['kdf']): Promise<Buffer> =>
  hashRaw(passphrase.normalize('NFKC'), {
    // The package's default algorithm is argon2id.
    memoryCost: memory,
    timeCost: passes,
    parallelism: 1,
    outputLen: 32,
    salt: Buffer.from(salt, 'base64url'),
  })
