/**
 * Sealing who reports: HPKE (RFC 9180: DHKEM(P-256), HKDF-SHA256, AES-128-GCM) for the centre's key. A browser
 * with JavaScript does it itself; without, the server seals at once and keeps no plain copy.
 */
import { createHash } from 'node:crypto'
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { Sealed } from '#kernel/record/field.ts'

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})
/** Binds the ciphertext to its purpose. */
const INFO = new TextEncoder().encode('zhunsheng/reporter/v1').buffer

export async function makeSealingPair(): Promise<{ publicKey: Uint8Array; privateKey: Uint8Array }> {
  const pair = await suite.kem.generateKeyPair()
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey)),
  }
}

const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('base64url')

/** The short name of a public key, kept beside what was sealed for it. */
export const keyName = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest().subarray(0, 9).toString('base64url')

export async function sealFor(publicKey: Uint8Array, plain: string): Promise<Sealed> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(arrayBufferOf(publicKey))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: INFO })
  const ciphertext = await sender.seal(arrayBufferOf(new TextEncoder().encode(plain)))
  return {
    sealed: 'hpke-p256-v1',
    key: keyName(publicKey),
    enc: base64url(sender.enc),
    ciphertext: base64url(ciphertext),
  }
}

export async function openSealed(privateKey: Uint8Array, sealed: Sealed): Promise<string> {
  const recipientKey = await suite.kem.deserializePrivateKey(arrayBufferOf(privateKey))
  const recipient = await suite.createRecipientContext({
    recipientKey,
    enc: arrayBufferOf(Buffer.from(sealed.enc, 'base64url')),
    info: INFO,
  })
  const plain = await recipient.open(arrayBufferOf(Buffer.from(sealed.ciphertext, 'base64url')))
  return new TextDecoder().decode(plain)
}

const arrayBufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(copy).set(bytes)
  return copy
}
