/** Secrets closed under the master key (AES-256-GCM), each bound to what it is for: nonce ‖ ciphertext ‖ tag. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

export function closeSecret(plain: Uint8Array, master: Buffer, purpose: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', master, nonce)
  cipher.setAAD(Buffer.from(purpose))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when it was closed under another key or for another purpose. */
export function openSecret(closed: Buffer, master: Buffer, purpose: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master, closed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(closed.subarray(closed.length - TAG))
  return Buffer.concat([decipher.update(closed.subarray(NONCE, closed.length - TAG)), decipher.final()])
}
