// The tree computed again from its leaves, level by level, each finished tile compared with the stored one. Holds one
// open tile a level, whatever the size of the log.

import { sameBytes } from '#kernel/journal/bytes.ts'
import type { Hash } from '#kernel/journal/digest.ts'
import { appendLeaf, emptyFrontier, rootOf, type Frontier } from '#kernel/journal/merkle.ts'
import { TILE_WIDTH, tilePath } from '#kernel/journal/tile.ts'
import { sha256 } from '../log/sha256.ts'

/** A tile as it must be. */
export interface BuiltTile {
  readonly level: number
  readonly index: number
  readonly hashes: readonly Hash[]
}

export interface TreeBuilder {
  /** Adds a leaf hash; gives back the tiles that are full with it, lowest first. */
  readonly add: (leaf: Hash) => readonly BuiltTile[]
  /** The tiles that are not full at the end. */
  readonly open: () => readonly BuiltTile[]
  readonly frontier: () => Frontier
  readonly root: () => Hash
}

export function treeBuilder(): TreeBuilder {
  const levels: { index: number; hashes: Hash[] }[] = []
  let frontier: Frontier = emptyFrontier
  return {
    add: (leaf) => {
      frontier = appendLeaf(frontier, leaf, sha256)
      const full: BuiltTile[] = []
      let hash = leaf
      for (let level = 0; ; level++) {
        const open = (levels[level] ??= { index: 0, hashes: [] })
        open.hashes.push(hash)
        if (open.hashes.length < TILE_WIDTH) return full
        full.push({ level, index: open.index, hashes: open.hashes })
        hash = perfectRoot(open.hashes)
        levels[level] = { index: open.index + 1, hashes: [] }
      }
    },
    open: () =>
      levels.flatMap(({ index, hashes }, level) => (hashes.length === 0 ? [] : [{ level, index, hashes }])),
    frontier: () => frontier,
    root: () => rootOf(frontier, sha256),
  }
}

export const pathOf = ({ level, index, hashes }: BuiltTile): string =>
  tilePath({ level, index, width: hashes.length })

export const isSame = ({ hashes }: BuiltTile, stored: Uint8Array | undefined): boolean =>
  stored !== undefined && sameBytes(Buffer.concat(hashes), stored)

function perfectRoot(hashes: readonly Hash[]): Hash {
  return rootOf(
    hashes.reduce((grown, hash) => appendLeaf(grown, hash, sha256), emptyFrontier),
    sha256,
  )
}
