import { similarity } from './parameters.ts'

/**
 * Text reduced to what stays the same when it is typed again: compatibility forms unified (NFKC), lower case,
 * no punctuation or spaces, every run of digits a single 0 (amounts, dates and phones are edited first).
 */
export const normaliseForShingles = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/\p{N}+/gu, '0')

/** A set of 32-bit shingle hashes, ascending, each once: small to store and quick to intersect. */
export type Shingles = Uint32Array

/** FNV-1a over UTF-16 units, finished as in MurmurHash3 so that all 32 bits depend on every character. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Empty for texts that are too short to compare (see similarity.shortestText). */
export function shinglesOf(text: string): Shingles {
  const normal = normaliseForShingles(text)
  if (normal.length < similarity.shortestText) return new Uint32Array()
  const hashes = new Set<number>()
  for (let end = similarity.shingleLength; end <= normal.length; end++)
    hashes.add(hashOf(normal, end - similarity.shingleLength, end))
  return Uint32Array.from(hashes).sort()
}
