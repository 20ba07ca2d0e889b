// Everything needed to check one record without the server: its entries, their places in the log, and a checkpoint of the
// log that the log's key and its witnesses signed. A sound bundle proves that these entries existed in this order, unchanged
// and with none missing between them, when the checkpoint was signed. It cannot show that later entries are missing.

import { findBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { entryLeafHash, SALT_BYTES } from './commitment.ts'
import { checkCosignature } from './cosignature.ts'
import type { Digest } from './digest.ts'
import { entryFlaws, type EntryFlaw } from './entryChain.ts'
import { verifyInclusion } from './merkle.ts'
import {
  checkSignature,
  KEY_TYPE,
  parseNote,
  parseVkey,
  type Note,
  type Verify,
  type VerifierKey,
} from './note.ts'

export const PROOF_FORMAT = 'zhunsheng/proof/v1'

export interface ProofBundle {
  readonly format: typeof PROOF_FORMAT
  /** The id of the record, as in the `record` of each entry. */
  readonly record: string
  /** All entries of the record up to some point, in order, from seq 1. */
  readonly entries: readonly ProvedEntry[]
  /** The signed note. */
  readonly checkpoint: string
  /** The vkey (type 0x01) of the log; its name is the checkpoint's origin. */
  readonly logKey: string
  /** The vkeys (type 0x04) of the witnesses whose cosignatures the checkpoint carries. */
  readonly witnesses: readonly string[]
}

export interface ProvedEntry {
  /** base64 of the entry's canonical bytes. */
  readonly bytes: string
  /** base64 of the entry's 16-byte salt. */
  readonly salt: string
  /** The place of its leaf in the log, from 0. */
  readonly index: number
  /** base64 of the hashes of the inclusion proof, from the leaf upwards. */
  readonly inclusion: readonly string[]
}

export interface BundleFlaw {
  readonly because:
    | 'bundleIsMalformed'
    | 'bundleHasNoEntries'
    | 'checkpointIsMalformed'
    | 'logKeyIsMalformed'
    | 'logKeyIsNotTheExpected'
    | 'originIsNotTheLog'
    | 'logDidNotSign'
    | 'witnessKeyIsMalformed'
    | 'witnessIsTheLog'
    | 'witnessDidNotSign'
    | 'entryIsNotInTheLog'
  /** The place of the entry in the record, from 1, where one entry is meant. */
  readonly seq?: number
  readonly says: string
}

export type BundleFinding = BundleFlaw | EntryFlaw

/**
 * What does not fit; empty if the bundle is sound. Takes anything. `expectedLogKey` is the log's vkey as the reader
 * knows it from elsewhere: without it the bundle is only checked against the key it brings along itself.
 */
export function checkBundle(
  bundle: unknown,
  crypto: { readonly digest: Digest; readonly verify: Verify },
  expectedLogKey?: string,
): readonly BundleFinding[] {
  if (!isBundle(bundle))
    return [{ because: 'bundleIsMalformed', says: `this is not a ${PROOF_FORMAT} bundle` }]
  const note = parseNote(bundle.checkpoint)
  if ('malformed' in note) return [{ because: 'checkpointIsMalformed', says: note.malformed }]
  const checkpoint = parseCheckpoint(note.text)
  if ('malformed' in checkpoint) return [{ because: 'checkpointIsMalformed', says: checkpoint.malformed }]
  const logKey = parseVkey(bundle.logKey, crypto.digest)
  if ('malformed' in logKey) return [{ because: 'logKeyIsMalformed', says: logKey.malformed }]
  return [
    ...logFlaws(bundle.logKey, logKey, expectedLogKey, note, checkpoint, crypto.verify),
    ...bundle.witnesses.flatMap((vkey) => witnessFlaws(vkey, logKey, note, crypto)),
    ...entriesFlaws(bundle, checkpoint, crypto.digest),
  ]
}

function logFlaws(
  vkey: string,
  key: VerifierKey,
  expected: string | undefined,
  note: Note,
  { origin }: Checkpoint,
  verify: Verify,
): readonly BundleFlaw[] {
  const flaws: BundleFlaw[] = []
  if (expected !== undefined && vkey !== expected) {
    flaws.push({ because: 'logKeyIsNotTheExpected', says: `the bundle names the log key ${vkey}` })
  }
  if (origin !== key.name) {
    flaws.push({
      because: 'originIsNotTheLog',
      says: `the checkpoint is of ${origin}, the key of ${key.name}`,
    })
  }
  const check = checkSignature(note, key, verify)
  if (check !== 'verified') {
    flaws.push({ because: 'logDidNotSign', says: `the signature of ${key.name} is ${check}` })
  }
  return flaws
}

function witnessFlaws(
  vkey: string,
  logKey: VerifierKey,
  note: Note,
  { digest, verify }: { readonly digest: Digest; readonly verify: Verify },
): readonly BundleFlaw[] {
  const key = parseVkey(vkey, digest)
  if ('malformed' in key) return [{ because: 'witnessKeyIsMalformed', says: key.malformed }]
  if (key.type !== KEY_TYPE.cosignature) {
    return [{ because: 'witnessKeyIsMalformed', says: `${key.name} is not a key of type 0x04` }]
  }
  if (sameBytes(key.publicKey, logKey.publicKey)) {
    return [{ because: 'witnessIsTheLog', says: `${key.name} signs with the key of the log` }]
  }
  const { check } = checkCosignature(note, key, verify)
  if (check === 'verified') return []
  return [{ because: 'witnessDidNotSign', says: `the cosignature of ${key.name} is ${check}` }]
}

function entriesFlaws(
  bundle: ProofBundle,
  { size, root }: Checkpoint,
  digest: Digest,
): readonly BundleFinding[] {
  if (bundle.entries.length === 0)
    return [{ because: 'bundleHasNoEntries', says: 'there is nothing to prove' }]
  const entries: Uint8Array[] = []
  const flaws: BundleFinding[] = []
  for (const [i, { bytes, salt, index, inclusion }] of bundle.entries.entries()) {
    const seq = i + 1
    const entryBytes = findBase64(bytes)
    const saltBytes = findBase64(salt)
    const proof = inclusion.map(findBase64).filter((hash) => hash !== undefined)
    if (entryBytes === undefined || saltBytes?.length !== SALT_BYTES || proof.length !== inclusion.length) {
      return [{ because: 'bundleIsMalformed', seq, says: 'bytes, salt (16 bytes) and inclusion are base64' }]
    }
    entries.push(entryBytes)
    const leaf = entryLeafHash(saltBytes, entryBytes, digest)
    if (!verifyInclusion({ leaf, index, size, proof, root }, digest)) {
      flaws.push({ because: 'entryIsNotInTheLog', seq, says: `no proof that it is leaf ${index} of ${size}` })
    }
  }
  return [...flaws, ...entryFlaws(bundle.record, entries, digest)]
}

function isBundle(value: unknown): value is ProofBundle {
  if (!isObject(value)) return false
  const { format, record, entries, checkpoint, logKey, witnesses } = value
  return (
    format === PROOF_FORMAT &&
    [record, checkpoint, logKey].every(isString) &&
    Array.isArray(witnesses) &&
    witnesses.every(isString) &&
    Array.isArray(entries) &&
    entries.every(isProvedEntry)
  )
}

function isProvedEntry(value: unknown): value is ProvedEntry {
  if (!isObject(value)) return false
  const { bytes, salt, index, inclusion } = value
  return (
    isString(bytes) &&
    isString(salt) &&
    typeof index === 'number' &&
    Array.isArray(inclusion) &&
    inclusion.every(isString)
  )
}

function isObject(
  value: unknown,
): value is Readonly<Partial<Record<keyof ProofBundle | keyof ProvedEntry, unknown>>> {
  return typeof value === 'object' && value !== null
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
