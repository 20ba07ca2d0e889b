import { similarity } from './parameters.ts'
import type { Shingles } from './shingles.ts'

/** What the store indexes of a text: two texts are candidates when they share a band key. */
export interface Signature {
  readonly version: number
  /** `similarity.bands` keys in PostgreSQL's range of `int`. */
  readonly bands: Int32Array
}

const hashCount = similarity.bands * similarity.rowsPerBand

/** Multipliers (odd) and masks of the hash functions: a fixed sequence (SplitMix32), part of the version. */
const [multipliers, masks] = (() => {
  let state = 0x5a48554e
  const next = () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  return [
    Uint32Array.from({ length: hashCount }, () => next() | 1),
    Uint32Array.from({ length: hashCount }, next),
  ]
})()

/** The smallest value of each hash function over the set: two sets agree at a place as often as their Jaccard. */
export function minhashOf(shingles: Shingles): Uint32Array {
  const smallest = new Uint32Array(hashCount).fill(0xffffffff)
  for (let at = 0; at < hashCount; at++) {
    const multiplier = multipliers[at] ?? 1
    const mask = masks[at] ?? 0
    let least = 0xffffffff
    // eslint-disable-next-line @typescript-eslint/prefer-for-of -- an iterator takes twice as long
    for (let nth = 0; nth < shingles.length; nth++) {
      const product = Math.imul((shingles[nth] ?? 0) ^ mask, multiplier)
      const hash = (product ^ (product >>> 15)) >>> 0
      if (hash < least) least = hash
    }
    smallest[at] = least
  }
  return smallest
}

/** One key per band, its place and the version hashed in: bands of other places or versions never meet. */
function bandKeys(minhash: Uint32Array): Int32Array {
  const keys = new Int32Array(similarity.bands)
  for (let band = 0; band < similarity.bands; band++) {
    let key = Math.imul(similarity.version, 0x9e3779b1) ^ Math.imul(band + 1, 0x85ebca77)
    for (let row = 0; row < similarity.rowsPerBand; row++) {
      key = Math.imul(key ^ (minhash[band * similarity.rowsPerBand + row] ?? 0), 0xc2b2ae3d)
      key ^= key >>> 15
    }
    keys[band] = Math.imul(key ^ (key >>> 13), 0x27d4eb2f)
  }
  return keys
}

/** Undefined for a text too short to have shingles: it must not meet all other short texts. */
export const findSignature = (shingles: Shingles): Signature | undefined =>
  shingles.length === 0 ? undefined : { version: similarity.version, bands: bandKeys(minhashOf(shingles)) }

/** How many bands two signatures share, 0 when their versions differ. */
export function sharedBands(one: Signature, other: Signature): number {
  if (one.version !== other.version) return 0
  return one.bands.reduce((count, key, band) => (other.bands[band] === key ? count + 1 : count), 0)
}
