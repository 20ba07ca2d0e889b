/**
 * A file as it lies on the shelf:
 *
 *   "zsfile1\n"                                   8 bytes
 *   nonce ‖ key of this copy, sealed ‖ tag        12 + 32 + 16 bytes, for the key of the file (fileKeys.ts)
 *   ciphertext ‖ tag, again and again             65,536 + 16 bytes each, the last one shorter
 *
 * AES-256-GCM throughout. The nonce of a piece is its number in 11 bytes and a last byte that is 1 in the last piece alone, so
 * nothing can be moved, left out or cut off. The key of a copy is random, so no nonce comes twice; its seal is bound to the
 * digest of the content, so no copy can lie under another name.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'

const MAGIC = Buffer.from('zsfile1\n')
const NONCE = 12
const KEY = 32
const TAG = 16
export const HEADER = MAGIC.length + NONCE + KEY + TAG
export const PIECE = 65_536
export const SEALED_PIECE = PIECE + TAG

/** It lies there and is not what was put there. */
export class DamagedFile extends Error {}

export const newCopyKey = (): Buffer => randomBytes(KEY)

export function headerOf(copyKey: Buffer, fileKey: Buffer, digest: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(fileKey), nonce)
  cipher.setAAD(Buffer.from(digest))
  return Buffer.concat([MAGIC, nonce, cipher.update(copyKey), cipher.final(), cipher.getAuthTag()])
}

function copyKeyIn(header: Buffer, fileKey: Buffer, digest: string): KeyObject {
  if (header.length < HEADER || !header.subarray(0, MAGIC.length).equals(MAGIC))
    throw new DamagedFile(`what lies under ${digest} does not begin as a sealed file does`)
  const [nonce, sealed, tag] = [
    header.subarray(MAGIC.length, MAGIC.length + NONCE),
    header.subarray(MAGIC.length + NONCE, HEADER - TAG),
    header.subarray(HEADER - TAG, HEADER),
  ]
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(fileKey), nonce)
  decipher.setAAD(Buffer.from(digest))
  decipher.setAuthTag(tag)
  try {
    return createSecretKey(Buffer.concat([decipher.update(sealed), decipher.final()]))
  } catch {
    throw new DamagedFile(`what lies under ${digest} was not sealed for its key`)
  }
}

function nonceOf(nth: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE)
  nonce.writeUIntBE(nth, 5, 6)
  nonce.writeUInt8(isLast ? 1 : 0, NONCE - 1)
  return nonce
}

export function sealPiece(plain: Buffer, copyKey: KeyObject, nth: number, isLast: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', copyKey, nonceOf(nth, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function openPiece(sealed: Buffer, copyKey: KeyObject, nth: number, isLast: boolean): Buffer {
  if (sealed.length < TAG) throw new DamagedFile('a sealed file is cut off')
  const decipher = createDecipheriv('aes-256-gcm', copyKey, nonceOf(nth, isLast))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()])
  } catch {
    throw new DamagedFile('a sealed file was changed or cut off')
  }
}

/** The content; throws {@link DamagedFile} as soon as something does not fit. */
export async function* openedFile(
  sealed: AsyncIterable<Uint8Array>,
  fileKey: Buffer,
  digest: string,
): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  let copyKey: KeyObject | undefined
  let nth = 0
  for await (const chunk of sealed) {
    rest = Buffer.concat([rest, chunk])
    if (copyKey === undefined) {
      if (rest.length < HEADER) continue
      copyKey = copyKeyIn(rest, fileKey, digest)
      rest = rest.subarray(HEADER)
    }
    // More than a whole piece has to be there: which one is the last is known at the end alone.
    while (rest.length > SEALED_PIECE) {
      yield openPiece(rest.subarray(0, SEALED_PIECE), copyKey, nth, false)
      nth += 1
      rest = rest.subarray(SEALED_PIECE)
    }
  }
  copyKey ??= copyKeyIn(rest, fileKey, digest)
  const last = openPiece(rest, copyKey, nth, true)
  if (last.length > 0) yield last
}
