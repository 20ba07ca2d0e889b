// C2SP tlog-checkpoint: the text of a signed note that says how large a log is and what its root is:
//
//   <origin>
//   <tree size, decimal>
//   <base64 of the root hash>
//   [extension lines, none of ours]

import { findBase64, toBase64 } from './base64.ts'
import { HASH_BYTES, type Hash } from './digest.ts'
import { findDecimal, malformed, type Malformed } from './malformed.ts'

export interface Checkpoint {
  /** Which log, for good: like a web address without https://. Equal to the name of the log's key. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
  /** Opaque lines of other logs; a witness signs them unread. */
  readonly extensions: readonly string[]
}

/** Sizes of 2^53 and above are refused, although the specification allows them. */
export function parseCheckpoint(text: string): Checkpoint | Malformed {
  if (!text.endsWith('\n')) return malformed('a checkpoint ends in a newline')
  const [origin, sizeLine, rootLine, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || sizeLine === undefined || rootLine === undefined) {
    return malformed('a checkpoint has an origin line, a size line and a root line')
  }
  if (origin === '') return malformed('the origin of a checkpoint is not empty')
  const size = findDecimal(sizeLine)
  if (size === undefined)
    return malformed(`a tree size is a decimal below 2^53, not "${sizeLine.slice(0, 40)}"`)
  const root = findBase64(rootLine)
  if (root?.length !== HASH_BYTES) return malformed('a root is the base64 of 32 bytes')
  if (extensions.includes('')) return malformed('an extension line is not empty')
  return { origin, size, root, extensions }
}

export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), toBase64(root), ...extensions]
  if (lines.some((line) => line === '' || line.includes('\n')))
    throw new TypeError('a checkpoint line is one line')
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no tree size`)
  if (root.length !== HASH_BYTES) throw new RangeError('a root has 32 bytes')
  return lines.map((line) => `${line}\n`).join('')
}
