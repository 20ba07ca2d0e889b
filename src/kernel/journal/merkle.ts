// The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162 section 2.1), over SHA-256:
//
//   empty tree   SHA-256("")
//   leaf         SHA-256(0x00 || data)
//   node         SHA-256(0x01 || left || right), split at the largest power of two below the number of leaves
//
// Sizes and indexes are numbers below 2^53, so they are halved with division: JavaScript's bit operators cut at 2^32.

import { concatBytes, sameBytes } from './bytes.ts'
import { HASH_BYTES, type Digest, type Hash } from './digest.ts'

/**
 * The right edge of a tree: the roots of the perfect subtrees it consists of, largest first; one for each 1 in the
 * binary spelling of size. Enough to append and to know the root, whatever the size of the tree.
 */
export interface Frontier {
  readonly size: number
  readonly nodes: readonly Hash[]
}

/** Gives the root of the perfect subtree over leaves [index * 2^level, (index + 1) * 2^level). */
export type HashOf = (level: number, index: number) => Hash

export const emptyFrontier: Frontier = { size: 0, nodes: [] }

const LEAF = Uint8Array.of(0)

export function leafHash(data: Uint8Array, digest: Digest): Hash {
  return digest(concatBytes(LEAF, data))
}

export function nodeHash(left: Hash, right: Hash, digest: Digest): Hash {
  // Written out, not concatBytes(): this is the one line whose cost shows when a log is rebuilt.
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + HASH_BYTES)
  return digest(bytes)
}

/** The frontier with one leaf more; `leaf` is the leaf's hash, not its data. */
export function appendLeaf(frontier: Frontier, leaf: Hash, digest: Digest): Frontier {
  const nodes = [...frontier.nodes]
  let node = leaf
  for (let count = frontier.size; count % 2 === 1; count = Math.floor(count / 2)) {
    const left = nodes.pop()
    if (left === undefined) throw new RangeError(`a frontier of size ${frontier.size} lacks nodes`)
    node = nodeHash(left, node, digest)
  }
  nodes.push(node)
  return { size: frontier.size + 1, nodes }
}

export function rootOf(frontier: Frontier, digest: Digest): Hash {
  let root = frontier.nodes.at(-1)
  if (root === undefined) return digest(new Uint8Array())
  for (const left of frontier.nodes.slice(0, -1).reverse()) root = nodeHash(left, root, digest)
  return root
}

/** The frontier of a tree whose hashes can be read, as after a restart. */
export function frontierAt(size: number, hashOf: HashOf): Frontier {
  const nodes: Hash[] = []
  for (let start = 0; start < size;) {
    const width = largestPowerWithin(size - start)
    nodes.push(hashOf(Math.log2(width), start / width))
    start += width
  }
  return { size, nodes }
}

/** The root of the tree over the first `size` leaves. */
export function rootAt(size: number, hashOf: HashOf, digest: Digest): Hash {
  return size === 0 ? digest(new Uint8Array()) : hashOfRange(0, size, hashOf, digest)
}

/** PATH(index, D[0:size]) of RFC 6962 section 2.1.1, from the leaf upwards. */
export function inclusionProof(index: number, size: number, hashOf: HashOf, digest: Digest): readonly Hash[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} is not in a tree of ${size}`)
  const proof: Hash[] = []
  let [low, high] = [0, size]
  while (high - low > 1) {
    const split = low + largestPowerBelow(high - low)
    if (index < split) {
      proof.push(hashOfRange(split, high, hashOf, digest))
      high = split
    } else {
      proof.push(hashOfRange(low, split, hashOf, digest))
      low = split
    }
  }
  return proof.reverse()
}

/** PROOF(oldSize, D[0:newSize]) of RFC 6962 section 2.1.2; empty from 0 and between equal sizes. */
export function consistencyProof(
  oldSize: number,
  newSize: number,
  hashOf: HashOf,
  digest: Digest,
): readonly Hash[] {
  if (!(oldSize >= 0 && oldSize <= newSize)) throw new RangeError(`${oldSize} does not grow into ${newSize}`)
  if (oldSize === 0 || oldSize === newSize) return []
  const proof: Hash[] = []
  let [low, high] = [0, newSize]
  while (high !== oldSize) {
    const split = low + largestPowerBelow(high - low)
    if (oldSize <= split) {
      proof.push(hashOfRange(split, high, hashOf, digest))
      high = split
    } else {
      proof.push(hashOfRange(low, split, hashOf, digest))
      low = split
    }
  }
  // A subtree that starts at 0 is the old tree itself, whose root the verifier has.
  if (low > 0) proof.push(hashOfRange(low, high, hashOf, digest))
  return proof.reverse()
}

/** RFC 9162 section 2.1.3.2. `leaf` is the leaf's hash. False for anything that does not fit, never an exception. */
export function verifyInclusion(
  claim: {
    readonly leaf: Hash
    readonly index: number
    readonly size: number
    readonly proof: readonly Hash[]
    readonly root: Hash
  },
  digest: Digest,
): boolean {
  const { leaf, index, size, proof, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, digest)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      hash = nodeHash(hash, sibling, digest)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(hash, root)
}

/**
 * RFC 9162 section 2.1.4.2: the old tree is a beginning of the new one. Beyond the RFC, an old tree of size 0 is
 * accepted with the root of the empty tree and an empty proof only.
 */
export function verifyConsistency(
  claim: {
    readonly oldSize: number
    readonly oldRoot: Hash
    readonly newSize: number
    readonly newRoot: Hash
    readonly proof: readonly Hash[]
  },
  digest: Digest,
): boolean {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false
  const emptyRoot = digest(new Uint8Array())
  if (oldSize === 0 && !sameBytes(oldRoot, emptyRoot)) return false
  if (oldSize === newSize) return proof.length === 0 && sameBytes(oldRoot, newRoot)
  if (oldSize === 0) return proof.length === 0

  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false
  let [node, last] = [oldSize - 1, newSize - 1]
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  let [oldHash, newHash] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(hash, oldHash, digest)
      newHash = nodeHash(hash, newHash, digest)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      newHash = nodeHash(newHash, hash, digest)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && sameBytes(oldHash, oldRoot) && sameBytes(newHash, newRoot)
}

/** MTH(D[low:high]), where low is a multiple of the largest power of two that is not above high - low. */
function hashOfRange(low: number, high: number, hashOf: HashOf, digest: Digest): Hash {
  const width = high - low
  if (isPowerOfTwo(width)) return hashOf(Math.log2(width), low / width)
  const split = low + largestPowerBelow(width)
  return nodeHash(hashOfRange(low, split, hashOf, digest), hashOfRange(split, high, hashOf, digest), digest)
}

function largestPowerWithin(count: number): number {
  let power = 1
  while (power * 2 <= count) power *= 2
  return power
}

function largestPowerBelow(count: number): number {
  return largestPowerWithin(count - 1)
}

function isPowerOfTwo(count: number): boolean {
  return count > 0 && largestPowerWithin(count) === count
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES
}
