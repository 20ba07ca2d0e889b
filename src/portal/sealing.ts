/**
 * How who reports is sealed, the same in a browser and on the server: HPKE (RFC 9180; DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-128-GCM) for the centre's public key.
 *
 *   plain   JSON of {@link IdentityPart}s, filled with blanks to a multiple of 512 bytes: its length tells nothing
 *   info    'zhunsheng/reporter/v1'
 *   aad     'zhunsheng/reporter/v2' LF bound; bound is the base64url SHA-256 of the report's retry token, so that what was
 *           sealed for one report cannot be put into another
 *
 * Pure but for WebCrypto, which both sides have.
 */
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { toBase64 } from '#kernel/journal/base64.ts'
import type { Sealed } from '#kernel/record/field.ts'
import { ANONYMOUS_CODE } from './anonymousCode.ts'

export const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})

/** How long each part may be, in UTF-16 units. */
export const IDENTITY_LENGTHS = {
  name: 50,
  phone: 32,
  idNumber: 32,
  otherContact: 200,
  contactTime: 100,
  anonymousCode: ANONYMOUS_CODE.longest,
} as const
export type IdentityPart = keyof typeof IDENTITY_LENGTHS
// The keys of the object above.
export const identityParts = Object.keys(IDENTITY_LENGTHS) as readonly IdentityPart[]

/** The public key a browser seals for: 65 bytes (SEC 1, uncompressed), base64url, and its short name. */
export interface SealingKey {
  readonly name: string
  readonly publicKey: string
}

/** A value sealed in this form, where it was sealed and for which report. */
export type BoundSealed = Sealed & {
  readonly sealed: 'hpke-p256-v2'
  readonly bound: string
  readonly by: 'browser' | 'server'
}

/** What a browser sends instead of who reports: which parts it sealed, and, where it was ticked, how to recognise them. */
export interface SealedIdentity {
  readonly envelope: BoundSealed
  readonly has: readonly IdentityPart[]
  /** Digests of telephone and identity number ({@link recognitionOf}), only when the reporter ticked it. */
  readonly recognise?: readonly string[]
}

const text = new TextEncoder()
export const INFO = arrayBufferOf(text.encode('zhunsheng/reporter/v1'))
export const aadOf = (bound: string): ArrayBuffer =>
  arrayBufferOf(text.encode(`zhunsheng/reporter/v2\n${bound}`))

const BLOCK = 512
/** Bytes of plain text; the parts at their longest, all of three bytes, are below 1,500. */
export const LONGEST_PLAIN = 4 * BLOCK

export const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  toBase64(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

/** The report that something is sealed for, told without its token. */
export async function boundTo(retryToken: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', text.encode(retryToken)))
}

/**
 * A number derived from an identifier (`mobile:139…`), under which the server can recognise the same reporter. Whoever has
 * the server and its keys could find the identifier by trying all of them; that is why a browser sends it only when asked.
 */
export async function recognitionOf(identifier: string): Promise<string> {
  return base64url(
    await crypto.subtle.digest('SHA-256', text.encode(`zhunsheng/reporter-mark/v1\n${identifier}`)),
  )
}

/** Throws a RangeError when the plain text is longer than {@link LONGEST_PLAIN}. */
export async function seal(
  key: SealingKey,
  plain: string,
  bound: string,
  by: BoundSealed['by'],
): Promise<BoundSealed> {
  const bytes = text.encode(plain)
  if (bytes.length > LONGEST_PLAIN) throw new RangeError(`${String(bytes.length)} bytes are too many to seal`)
  const filled = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(0x20)
  filled.set(bytes)
  const recipientPublicKey = await suite.kem.deserializePublicKey(arrayBufferOf(bytesOf(key.publicKey)))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: INFO })
  const ciphertext = await sender.seal(arrayBufferOf(filled), aadOf(bound))
  return {
    sealed: 'hpke-p256-v2',
    key: key.name,
    enc: base64url(sender.enc),
    ciphertext: base64url(ciphertext),
    bound,
    by,
  }
}

export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}
