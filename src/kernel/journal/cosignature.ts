// C2SP tlog-cosignature, cosignature/v1 (key type 0x04): a witness says "at this time, this was the largest consistent
// tree of this log I had seen". The signature in the note line is
//
//   timestamp (POSIX seconds, 8 bytes big-endian) || Ed25519 signature (64 bytes)
//
// of the message
//
//   cosignature/v1
//   time <timestamp, decimal>
//   <text of the checkpoint>

import { concatBytes, utf8Of } from './bytes.ts'
import {
  ED25519_SIGNATURE_BYTES,
  KEY_TYPE,
  parseSignatureLines,
  signaturesOf,
  type Note,
  type NoteSignature,
  type Signer,
  type Verify,
  type VerifierKey,
} from './note.ts'

const TIME_BYTES = 8

/** `time` in POSIX seconds. */
export function cosignatureMessage(time: number, checkpointText: string): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError(`${time} is no POSIX time in seconds`)
  return utf8Of(`cosignature/v1\ntime ${time}\n${checkpointText}`)
}

/** `time` in POSIX seconds. */
export function cosign(checkpointText: string, time: number, { key, sign }: Signer): NoteSignature {
  if (key.type !== KEY_TYPE.cosignature) throw new TypeError(`${key.name} is not a key of type 0x04`)
  const signature = sign(cosignatureMessage(time, checkpointText))
  const timestamp = new Uint8Array(TIME_BYTES)
  new DataView(timestamp.buffer).setBigUint64(0, BigInt(time))
  return { name: key.name, keyId: key.id, signature: concatBytes(timestamp, signature) }
}

/** POSIX seconds; undefined if the bytes are no cosignature/v1. */
export function findCosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES).getBigUint64(0)
  return time <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(time) : undefined
}

/** `cosignedAt`: the latest time (POSIX seconds) this witness put on the checkpoint. */
export type CosignatureCheck =
  { readonly check: 'absent' | 'forged' } | { readonly check: 'verified'; readonly cosignedAt: number }

/** What the note says of a witness's key; a key of another type than 0x04 is forged. */
export function checkCosignature(note: Note, key: VerifierKey, verify: Verify): CosignatureCheck {
  const lines = signaturesOf(note, key)
  if (lines.length === 0) return { check: 'absent' }
  let cosignedAt = 0
  for (const { signature } of lines) {
    const time = findCosignatureTime(signature)
    if (
      key.type !== KEY_TYPE.cosignature ||
      time === undefined ||
      !verify(cosignatureMessage(time, note.text), signature.subarray(TIME_BYTES), key.publicKey)
    ) {
      return { check: 'forged' }
    }
    cosignedAt = Math.max(cosignedAt, time)
  }
  return { check: 'verified', cosignedAt }
}

/** The note with those lines of a witness's answer that verify under a known key and are not yet in it. */
export function withCosignatures(
  note: Note,
  answer: string,
  witnesses: readonly VerifierKey[],
  verify: Verify,
): Note {
  const lines = parseSignatureLines(answer)
  if ('malformed' in lines) return note
  const isRight = (line: NoteSignature) =>
    witnesses.some((key) => {
      const alone = { text: note.text, signatures: [line] }
      return checkCosignature(alone, key, verify).check === 'verified'
    })
  const isNew = (line: NoteSignature) =>
    !witnesses.some((key) => isOf(line, key) && signaturesOf(note, key).length > 0)
  return {
    text: note.text,
    signatures: [...note.signatures, ...lines.filter((line) => isRight(line) && isNew(line))],
  }
}

function isOf(line: NoteSignature, key: VerifierKey): boolean {
  return signaturesOf({ text: '', signatures: [line] }, key).length > 0
}
