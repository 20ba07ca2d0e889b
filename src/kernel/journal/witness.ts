// C2SP tlog-witness, add-checkpoint. The request:
//
//   old <size of the checkpoint the log believes the witness cosigned last>
//   <base64 of a consistency proof hash>   (0 to 63 lines)
//   <empty line>
//   <checkpoint, a signed note>
//
// 200: cosignature lines · 400: not a request, or old size above the checkpoint's · 403: no signature of a trusted key ·
// 404: unknown origin · 409: old size is not the last one cosigned (the body says which that is), or another root at the
// same size · 422: the consistency proof does not hold.
//
// The decision is pure. Whoever carries it out must store `cosigned` before answering, and must make reading `last`,
// deciding and storing one step for each origin: two requests decided over the same `last` would roll the log back.

import { findBase64, toBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { HASH_BYTES, type Digest, type Hash } from './digest.ts'
import { findDecimal, malformed, type Malformed } from './malformed.ts'
import { verifyConsistency } from './merkle.ts'
import {
  checkSignature,
  formatSignatureLine,
  parseNote,
  type Note,
  type Signer,
  type Verify,
  type VerifierKey,
} from './note.ts'

export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Hash[]
  readonly note: Note
  readonly checkpoint: Checkpoint
}

export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

/** A log the witness serves. `last` is what it cosigned last, absent if it never did. */
export interface WitnessedLog {
  readonly keys: readonly VerifierKey[]
  readonly last?: TreeHead
}

export type WitnessRefusal =
  | { readonly because: 'requestIsMalformed'; readonly status: 400; readonly says: string }
  | { readonly because: 'oldSizeIsAboveNewSize'; readonly status: 400; readonly says: string }
  | { readonly because: 'signatureIsNotTrusted'; readonly status: 403; readonly says: string }
  | { readonly because: 'originIsUnknown'; readonly status: 404; readonly says: string }
  | {
      readonly because: 'oldSizeIsNotTheLast'
      readonly status: 409
      readonly says: string
      readonly lastSize: number
    }
  | { readonly because: 'rootDiffersAtTheSameSize'; readonly status: 409; readonly says: string }
  | { readonly because: 'proofDoesNotHold'; readonly status: 422; readonly says: string }

export type WitnessDecision =
  | { readonly status: 200; readonly origin: string; readonly cosigned: TreeHead; readonly body: string }
  | WitnessRefusal

/** For the 409 of an old size that is not the last one. */
export const TLOG_SIZE_TYPE = 'text/x.tlog.size'

const MAX_PROOF_LINES = 63

/** `time` in POSIX seconds; `findLog` gives the log of an origin. */
export function decideCosignature(
  request: string,
  witness: {
    readonly findLog: (origin: string) => WitnessedLog | undefined
    readonly signer: Signer
    readonly time: number
  },
  crypto: { readonly digest: Digest; readonly verify: Verify },
): WitnessDecision {
  const parsed = parseAddCheckpoint(request)
  if ('malformed' in parsed) return { because: 'requestIsMalformed', status: 400, says: parsed.malformed }
  const { oldSize, proof, note, checkpoint } = parsed
  const { origin, size, root } = checkpoint

  const log = witness.findLog(origin)
  if (log === undefined)
    return { because: 'originIsUnknown', status: 404, says: `${origin} is not witnessed here` }

  const checks = log.keys.map((key) => checkSignature(note, key, crypto.verify))
  if (checks.includes('forged') || !checks.includes('verified')) {
    return { because: 'signatureIsNotTrusted', status: 403, says: `no key trusted for ${origin} signed this` }
  }
  if (oldSize > size) {
    return { because: 'oldSizeIsAboveNewSize', status: 400, says: `${oldSize} does not grow into ${size}` }
  }
  const last = log.last ?? { size: 0, root: crypto.digest(new Uint8Array()) }
  if (oldSize !== last.size) {
    const says = `the last size cosigned is ${last.size}, not ${oldSize}`
    return { because: 'oldSizeIsNotTheLast', status: 409, says, lastSize: last.size }
  }
  if (size === last.size && !sameBytes(root, last.root)) {
    return {
      because: 'rootDiffersAtTheSameSize',
      status: 409,
      says: `size ${size} was cosigned with another root`,
    }
  }
  const growth = { oldSize, oldRoot: last.root, newSize: size, newRoot: root, proof }
  if (!verifyConsistency(growth, crypto.digest)) {
    return {
      because: 'proofDoesNotHold',
      status: 422,
      says: `no proof that size ${oldSize} grew into ${size}`,
    }
  }
  const line = cosign(note.text, witness.time, witness.signer)
  return { status: 200, origin, cosigned: { size, root }, body: formatSignatureLine(line) }
}

/** The body of a refusal, with the newline the specification asks for. */
export function refusalBody(refusal: WitnessRefusal): string {
  return refusal.because === 'oldSizeIsNotTheLast' ? `${refusal.lastSize}\n` : `${refusal.says}\n`
}

export function parseAddCheckpoint(request: string): AddCheckpoint | Malformed {
  const split = request.indexOf('\n\n')
  if (split < 0) return malformed('a request has an empty line before the checkpoint')
  const [first = '', ...proofLines] = request.slice(0, split).split('\n')
  const oldSize = first.startsWith('old ') ? findDecimal(first.slice(4)) : undefined
  if (oldSize === undefined) return malformed('a request begins with "old <tree size>"')
  if (proofLines.length > MAX_PROOF_LINES) return malformed(`a proof has at most ${MAX_PROOF_LINES} lines`)
  const proof: Hash[] = []
  for (const line of proofLines) {
    const hash = findBase64(line)
    if (hash?.length !== HASH_BYTES) return malformed('a proof line is the base64 of 32 bytes')
    proof.push(hash)
  }
  const note = parseNote(request.slice(split + 2))
  if ('malformed' in note) return note
  const checkpoint = parseCheckpoint(note.text)
  return 'malformed' in checkpoint ? checkpoint : { oldSize, proof, note, checkpoint }
}

/** The request a log sends; `checkpoint` is the whole signed note. */
export function formatAddCheckpoint(oldSize: number, proof: readonly Hash[], checkpoint: string): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`
}
