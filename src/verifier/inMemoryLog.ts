import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign as signs,
  verify as checks,
} from 'node:crypto'

import { toBase64 } from '#kernel/journal/base64.ts'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { formatCheckpoint } from '#kernel/journal/checkpoint.ts'
import { entryLeafHash, SALT_BYTES } from '#kernel/journal/commitment.ts'
import { cosign } from '#kernel/journal/cosignature.ts'
import type { Digest, Hash } from '#kernel/journal/digest.ts'
import { prevOf } from '#kernel/journal/entryChain.ts'
import { inclusionProof, rootAt, type HashOf } from '#kernel/journal/merkle.ts'
import {
  formatNote,
  formatVkey,
  KEY_TYPE,
  signText,
  verifierKey,
  type KeyType,
  type Signer,
  type Verify,
} from '#kernel/journal/note.ts'
import { PROOF_FORMAT, type ProofBundle } from '#kernel/journal/proofBundle.ts'
import { grownTiles, hashOfTiles, tilePath } from '#kernel/journal/tile.ts'

// A whole log in memory, with real keys: what the tests of the two verifiers make their bundles from.

export const RECORD = 'clue-0001'
const ORIGIN = 'jilin.example/log'
const SIZE = 600
const COSIGNED_AT = 1_795_000_000

export type EntryJson = { readonly [name: string]: Json }

export type InMemoryLog = {
  readonly hashOf: HashOf
  readonly logged: readonly {
    readonly bytes: Uint8Array
    readonly salt: Uint8Array
    readonly index: number
  }[]
  readonly signer: Signer
}

export const sha256: Digest = (bytes) => createHash('sha256').update(bytes).digest()

export const verify: Verify = (message, signature, publicKey) => {
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return checks(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature)
}

export function newSigner(name: string, type: KeyType): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { key: verifierKey(name, type, raw, sha256), sign: (message) => signs(null, message, privateKey) }
}

/** Canonical entries of a record, each following the one before; `change` may bend any of them before it is written. */
export function entriesOf(
  record: string,
  count: number,
  change = (entry: EntryJson) => entry,
): readonly Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let seq = 1; seq <= count; seq++) {
    const before = entries.at(-1)
    const entry = {
      v: 1,
      id: `${record}/${seq}`,
      type: 'clue',
      record,
      seq,
      declaration: 1,
      action: seq === 1 ? 'register' : 'note',
      at: `2026-11-22T08:00:0${seq}.000Z`,
      by: { person: '王芳', post: '登记员', unit: '220100' },
      input: { text: `第 ${seq} 条 😀`, amount: 1e21, '😀': 0.1, ﬀ: null },
      sets: {},
      state: 'registered',
      prev: before === undefined ? '' : prevOf(before, sha256),
    }
    entries.push(canonicalBytes(change(entry)))
  }
  return entries
}

/** A log of 600 leaves in which these entries stand at scattered places. */
export function newLog(entries: readonly Uint8Array[]): InMemoryLog {
  const leaves: Hash[] = Array.from({ length: SIZE }, (_, i) => sha256(Buffer.from(`leaf ${i}`)))
  const logged = entries.map((bytes, i) => {
    const salt = randomBytes(SALT_BYTES)
    const index = 7 + i * 131
    leaves[index] = entryLeafHash(salt, bytes, sha256)
    return { bytes, salt, index }
  })
  const nothing = new Uint8Array()
  const grown = grownTiles(0, leaves, () => nothing, sha256)
  const tiles = new Map(grown.map(({ tile, content }) => [tilePath(tile), content]))
  const hashOf = hashOfTiles(SIZE, (tile) => tiles.get(tilePath(tile)) ?? nothing, sha256)
  return { hashOf, logged, signer: newSigner(ORIGIN, KEY_TYPE.ed25519) }
}

/** A bundle as the server makes it, cosigned by two witnesses. */
export function bundleFrom({ hashOf, logged, signer }: InMemoryLog, origin = ORIGIN): ProofBundle {
  const witnesses = ['w1', 'w2'].map((name) => newSigner(`${name}.example`, KEY_TYPE.cosignature))
  const text = formatCheckpoint({ origin, size: SIZE, root: rootAt(SIZE, hashOf, sha256), extensions: [] })
  const signatures = [
    signText(text, signer),
    ...witnesses.map((witness) => cosign(text, COSIGNED_AT, witness)),
  ]
  return {
    format: PROOF_FORMAT,
    record: RECORD,
    entries: logged.map(({ bytes, salt, index }) => ({
      bytes: toBase64(bytes),
      salt: toBase64(salt),
      index,
      inclusion: inclusionProof(index, SIZE, hashOf, sha256).map(toBase64),
    })),
    checkpoint: formatNote({ text, signatures }),
    logKey: formatVkey(signer.key),
    witnesses: witnesses.map(({ key }) => formatVkey(key)),
  }
}
