// C2SP tlog-tiles: the tree as static files, each 256 hashes wide (8 binary levels of the tree).
//
//   tile/<L>/<N>[.p/<W>]       hash i of the tile = MTH(D[(N*256 + i) * 256^L : (N*256 + i + 1) * 256^L])
//   tile/entries/<N>[.p/<W>]   the leaf data N*256 ... N*256 + W - 1, each after its length as a big-endian uint16
//
// <N> is spelled in groups of three digits, all but the last with an x before them: 1234067 is x001/x234/067.
// <W>, 1 to 255, stands only on a tile that is not full. A full tile is content that never changes again.

import { concatBytes } from './bytes.ts'
import { HASH_BYTES, type Digest, type Hash } from './digest.ts'
import { findDecimal } from './malformed.ts'
import { nodeHash, type HashOf } from './merkle.ts'

/** The address of a tile. `level` is the tile level (8 binary levels each) or 'entries' for an entry bundle. */
export interface Tile {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

export const TILE_WIDTH = 256
const BINARY_LEVELS = 8
const MAX_LEVEL = 63
const MAX_ENTRY_BYTES = 0xffff

/** Relative to the log's prefix, without a leading slash. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const spelled = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${spelled}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tile a path names; undefined for every path {@link tilePath} would not write. */
export function findTile(path: string): Tile | undefined {
  const parts = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(
    path,
  )
  if (parts === null) return undefined
  const [, levelText = '', indexText = '', widthText] = parts
  const level: Tile['level'] | undefined = levelText === 'entries' ? 'entries' : findDecimal(levelText)
  const index = Number(indexText.replaceAll(/[x/]/g, ''))
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText)
  if (level === undefined || (level !== 'entries' && level > MAX_LEVEL) || !Number.isSafeInteger(index))
    return undefined
  if (widthText !== undefined && !(width >= 1 && width < TILE_WIDTH)) return undefined
  const tile = { level, index, width }
  return tilePath(tile) === path ? tile : undefined
}

/** How wide this tile is in a tree of that size; 0 if the tree does not reach it. */
function tileWidth(level: Tile['level'], index: number, size: number): number {
  return Math.min(TILE_WIDTH, Math.max(0, hashesAt(level, size) - index * TILE_WIDTH))
}

/** The hash tiles that have to be written when the log grows, lowest level first, each as wide as it then is. */
export function changedTiles(oldSize: number, newSize: number): readonly Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, newSize) > hashesAt(level, oldSize); level++) {
    tiles.push(...changedAt(level, oldSize, newSize))
  }
  return tiles
}

/** The entry bundles that have to be written when the log grows. */
export function changedBundles(oldSize: number, newSize: number): readonly Tile[] {
  return changedAt('entries', oldSize, newSize)
}

/**
 * The changed tiles with their bytes. Reads at most one partial tile a level (as it was at oldSize) and no full tile,
 * so its cost is that of the new leaves.
 */
export function grownTiles(
  oldSize: number,
  newLeafHashes: readonly Hash[],
  contentOf: (tile: Tile) => Uint8Array,
  digest: Digest,
): readonly { readonly tile: Tile; readonly content: Uint8Array }[] {
  const grown: { tile: Tile; content: Uint8Array }[] = []
  let [old, added] = [oldSize, newLeafHashes]
  for (let level = 0; added.length > 0; level++) {
    const first = Math.floor(old / TILE_WIDTH)
    const width = old % TILE_WIDTH
    const kept = width === 0 ? [] : hashesIn(contentOf({ level, index: first, width }))
    if (kept.length !== width)
      throw new RangeError(`${tilePath({ level, index: first, width })} has ${kept.length} hashes`)
    const row = [...kept, ...added]
    const full: Hash[] = []
    for (let at = 0; at < row.length; at += TILE_WIDTH) {
      const hashes = row.slice(at, at + TILE_WIDTH)
      const tile = { level, index: first + at / TILE_WIDTH, width: hashes.length }
      grown.push({ tile, content: concatBytes(...hashes) })
      if (hashes.length === TILE_WIDTH) full.push(perfectRoot(hashes, digest))
    }
    ;[old, added] = [first, full]
  }
  return grown
}

/** The hashes a tile consists of. A length that is not a multiple of 32 is a broken store, hence an exception. */
export function hashesIn(content: Uint8Array): readonly Hash[] {
  if (content.length % HASH_BYTES !== 0)
    throw new RangeError(`a tile of ${content.length} bytes is not made of hashes`)
  const hashes: Hash[] = []
  for (let at = 0; at < content.length; at += HASH_BYTES) hashes.push(content.subarray(at, at + HASH_BYTES))
  return hashes
}

/** Reads any perfect subtree's root of a tree of that size out of its tiles. */
export function hashOfTiles(size: number, contentOf: (tile: Tile) => Uint8Array, digest: Digest): HashOf {
  return (level, index) => {
    const { tile, start, count } = placeOf(level, index, size)
    const hashes = hashesIn(contentOf(tile))
    if (hashes.length !== tile.width) throw new RangeError(`${tilePath(tile)} has ${hashes.length} hashes`)
    return perfectRoot(hashes.slice(start, start + count), digest)
  }
}

/**
 * The tiles some work on the tree reads, so that they can be fetched before it is done:
 * `tilesRead(size, (hashOf) => inclusionProof(index, size, hashOf, digest))`.
 */
export function tilesRead(size: number, work: (hashOf: HashOf) => unknown): readonly Tile[] {
  const tiles = new Map<string, Tile>()
  const nothing = new Uint8Array(HASH_BYTES)
  work((level, index) => {
    const { tile } = placeOf(level, index, size)
    tiles.set(tilePath(tile), tile)
    return nothing
  })
  return [...tiles.values()]
}

export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES)
        throw new RangeError(`a log entry of ${entry.length} bytes is too long`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/** The entries of a bundle, or undefined if it ends within one. */
export function findEntriesIn(bundle: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    const [high, low] = [bundle[at], bundle[at + 1]]
    if (high === undefined || low === undefined) return undefined
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

/** Where a perfect subtree's root is found: `count` neighbouring hashes of one tile, hashed together. */
function placeOf(level: number, index: number, size: number) {
  const tileLevel = Math.floor(level / BINARY_LEVELS)
  const count = 2 ** (level % BINARY_LEVELS)
  const tileIndex = Math.floor((index * count) / TILE_WIDTH)
  const start = (index * count) % TILE_WIDTH
  const width = tileWidth(tileLevel, tileIndex, size)
  if (start + count > width)
    throw new RangeError(`subtree ${index} of level ${level} is not in a tree of ${size}`)
  return { tile: { level: tileLevel, index: tileIndex, width }, start, count }
}

function changedAt(level: Tile['level'], oldSize: number, newSize: number): readonly Tile[] {
  const tiles: Tile[] = []
  const [old, now] = [hashesAt(level, oldSize), hashesAt(level, newSize)]
  if (old >= now) return tiles
  for (let index = Math.floor(old / TILE_WIDTH); index * TILE_WIDTH < now; index++) {
    tiles.push({ level, index, width: tileWidth(level, index, newSize) })
  }
  return tiles
}

/** How many hashes (or entries) a tree of that size has at a tile level, over all its tiles. */
function hashesAt(level: Tile['level'], size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
}

function perfectRoot(hashes: readonly Hash[], digest: Digest): Hash {
  let row = hashes
  while (row.length > 1) {
    const above: Hash[] = []
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i], row[i + 1]]
      if (left === undefined || right === undefined) throw new RangeError('a perfect subtree has 2^n hashes')
      above.push(nodeHash(left, right, digest))
    }
    row = above
  }
  const [root] = row
  if (root === undefined) throw new RangeError('a perfect subtree has at least one hash')
  return root
}
