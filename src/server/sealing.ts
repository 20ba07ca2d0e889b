/**
 * The centre's side of sealing who reports (format: src/portal/sealing.ts): making key pairs, sealing at once what came in
 * plain, looking at what a browser sealed as far as one can without the key, opening.
 */
import type { Sealed } from '#kernel/record/field.ts'
import {
  aadOf,
  arrayBufferOf,
  boundTo,
  bytesOf,
  INFO,
  LONGEST_PLAIN,
  seal,
  suite,
  type BoundSealed,
  type SealingKey,
} from '#portal/sealing.ts'
import type { RawPair } from './centreKeys.ts'

export async function makeSealingPair(): Promise<RawPair> {
  const pair = await suite.kem.generateKeyPair()
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await suite.kem.serializePrivateKey(pair.privateKey)),
  }
}

/** Seals what came without a browser's seal. `token`: the retry token or whatever else names this report alone. */
export const sealHere = async (key: SealingKey, plain: string, token: string): Promise<BoundSealed> =>
  seal(key, plain, await boundTo(token), 'server')

/** Throws when it was not sealed for this key, or was changed since. */
export async function openSealed(privateKey: Uint8Array, sealed: Sealed): Promise<string> {
  const recipientKey = await suite.kem.deserializePrivateKey(arrayBufferOf(privateKey))
  const recipient = await suite.createRecipientContext({
    recipientKey,
    enc: arrayBufferOf(bytesOf(sealed.enc)),
    info: INFO,
  })
  const ciphertext = arrayBufferOf(bytesOf(sealed.ciphertext))
  const plain =
    sealed.sealed === 'hpke-p256-v2'
      ? await recipient.open(ciphertext, aadOf(sealed.bound ?? ''))
      : await recipient.open(ciphertext)
  return new TextDecoder().decode(plain).trimEnd()
}

const TAG = 16
const BLOCK = 512

/** Whether these could be an encapsulated key on the curve and a ciphertext of the sizes that {@link seal} makes. */
export async function looksSealed({ enc, ciphertext }: Sealed): Promise<boolean> {
  const bytes = sizeOf(ciphertext) - TAG
  if (bytes <= 0 || bytes > LONGEST_PLAIN || bytes % BLOCK !== 0 || sizeOf(enc) !== 65) return false
  try {
    await suite.kem.deserializePublicKey(arrayBufferOf(bytesOf(enc)))
    return true
  } catch {
    return false
  }
}

const sizeOf = (base64: string): number => Buffer.from(base64, 'base64url').length
