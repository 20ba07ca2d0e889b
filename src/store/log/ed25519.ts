// Ed25519 as the kernel wants it: 32-byte public keys, 64-byte signatures, false instead of exceptions.

import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { verifierKey, type KeyType, type Signer, type Verify } from '#kernel/journal/note.ts'
import { sha256 } from './sha256.ts'

/** The DER of a SubjectPublicKeyInfo for Ed25519, up to the 32 bytes of the key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

export const verifyEd25519: Verify = (message, signature, publicKey) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
    return verify(null, message, key, signature)
  } catch {
    return false
  }
}

/** Signs under this name; the key type says whether as a log (0x01) or as a witness (0x04). */
export function signerOf(name: string, type: KeyType, privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)
  return {
    key: verifierKey(name, type, publicKey, sha256),
    sign: (message) => sign(null, message, privateKey),
  }
}
