// The checkpoints of one log, met in the order of their sizes while the tree is being recomputed.

import { sameBytes } from '#kernel/journal/bytes.ts'
import { parseCheckpoint } from '#kernel/journal/checkpoint.ts'
import { checkCosignature } from '#kernel/journal/cosignature.ts'
import type { Hash } from '#kernel/journal/digest.ts'
import { checkSignature, parseNote, type VerifierKey } from '#kernel/journal/note.ts'
import { toBase64 } from '#kernel/journal/base64.ts'
import { verifyEd25519 } from '../log/ed25519.ts'
import { finding, type Finding } from './finding.ts'

export interface CheckpointRow {
  readonly size: number
  readonly at: string
  readonly note: string
}

export interface CheckpointCheck {
  readonly findings: readonly Finding[]
  /** Milliseconds since 1970: a witness's time where there is one, otherwise the stored one. */
  readonly time: number
  readonly fits: boolean
}

/** `root`: recomputed at the row's size; undefined if the log does not reach it. */
export function checkStoredCheckpoint(
  { size, at, note: text }: CheckpointRow,
  root: Hash | undefined,
  log: { readonly name: string; readonly key: VerifierKey; readonly witnesses: readonly VerifierKey[] },
): CheckpointCheck {
  const time = Date.parse(at)
  const where = { log: log.name, size }
  const forged = (found: string): CheckpointCheck => ({
    findings: [finding('checkpointForged', { ...where, found })],
    // What is no time must not stand before all that follow.
    time: Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time,
    fits: false,
  })
  const note = parseNote(text)
  if ('malformed' in note) return forged(note.malformed)
  const checkpoint = parseCheckpoint(note.text)
  if ('malformed' in checkpoint) return forged(checkpoint.malformed)
  const signature = checkSignature(note, log.key, verifyEd25519)
  if (signature !== 'verified') return forged(`signature ${signature}`)
  if (checkpoint.origin !== log.key.name) return forged(`origin ${checkpoint.origin}`)
  if (checkpoint.size !== size) return forged(`size ${checkpoint.size}`)
  if (Number.isNaN(time)) return forged(`time ${at}`)
  const cosigned: number[] = []
  for (const key of log.witnesses) {
    const check = checkCosignature(note, key, verifyEd25519)
    if (check.check === 'forged') return forged(`cosignature of ${key.name}`)
    if (check.check === 'verified') cosigned.push(check.cosignedAt * 1000)
  }
  const witnessed = Math.max(time, ...cosigned)
  if (root === undefined) return { findings: [], time: witnessed, fits: false }
  if (sameBytes(checkpoint.root, root)) return { findings: [], time: witnessed, fits: true }
  const [expected, found] = [toBase64(checkpoint.root), toBase64(root)]
  return { findings: [finding('treeChanged', { ...where, expected, found })], time: witnessed, fits: false }
}

/** A checkpoint that somebody outside kept. `unusable` says why it is none of this log: then nothing can be checked. */
export type KeptCheckpoint =
  { readonly size: number; readonly root: Hash; readonly isOurs: boolean } | { readonly unusable: string }

export function readKept(text: string, key: VerifierKey): KeptCheckpoint {
  const note = parseNote(text)
  if ('malformed' in note) return { unusable: note.malformed }
  const checkpoint = parseCheckpoint(note.text)
  if ('malformed' in checkpoint) return { unusable: checkpoint.malformed }
  if (checkpoint.origin !== key.name) {
    return { unusable: `it is of ${checkpoint.origin}, this log is ${key.name}` }
  }
  const isOurs = checkSignature(note, key, verifyEd25519) === 'verified'
  return { size: checkpoint.size, root: checkpoint.root, isOurs }
}
