// What a number of new commitments changes in a log: leaves, tiles, frontier. Written in the caller's transaction.

import type { Hash } from '#kernel/journal/digest.ts'
import { appendLeaf, leafHash, type Frontier } from '#kernel/journal/merkle.ts'
import { grownTiles, TILE_WIDTH, type Tile } from '#kernel/journal/tile.ts'
import type { LogName, Queryable } from './logName.ts'
import { sha256 } from './sha256.ts'
import { bundleLevel, openTiles, readTiles } from './tiles.ts'

export interface NewLeaf {
  readonly record: string
  readonly seq: number
  readonly commitment: Hash
}

/** Appends the leaves in this order and gives back the frontier after them. */
export async function growTree(
  db: Queryable,
  log: LogName,
  frontier: Frontier,
  leaves: readonly NewLeaf[],
): Promise<Frontier> {
  const { size } = frontier
  const contentOf = await readTiles(db, log, openTiles(size))
  const commitments = leaves.map(({ commitment }) => commitment)
  const hashes = commitments.map((commitment) => leafHash(commitment, sha256))
  const changed = [
    ...grownTiles(size, hashes, contentOf, sha256).map(({ tile, content }) => ({
      level: Number(tile.level),
      n: tile.index,
      content,
    })),
    ...grownBundles(size, commitments, contentOf),
  ]
  await db.query({
    name: 'write-tiles',
    text: `insert into zs.log_tile (log, level, n, data)
           select $1, * from unnest($2::integer[], $3::bigint[], $4::bytea[])
           on conflict (log, level, n) do update set data = excluded.data`,
    values: [
      log,
      changed.map(({ level }) => level),
      changed.map(({ n }) => n),
      changed.map(({ content }) => Buffer.from(content)),
    ],
  })
  await db.query({
    name: 'write-leaves',
    text: `insert into zs.log_leaf (log, idx, record, seq)
           select $1, $2::bigint + place - 1, record, seq
           from unnest($3::uuid[], $4::integer[]) with ordinality as leaf(record, seq, place)`,
    values: [log, size, leaves.map(({ record }) => record), leaves.map(({ seq }) => seq)],
  })
  return hashes.reduce((grown, hash) => appendLeaf(grown, hash, sha256), frontier)
}

function grownBundles(
  size: number,
  commitments: readonly Hash[],
  contentOf: (tile: Tile) => Uint8Array,
): readonly { level: number; n: number; content: Uint8Array }[] {
  const first = Math.floor(size / TILE_WIDTH)
  const width = size % TILE_WIDTH
  const kept = width === 0 ? [] : [contentOf({ level: 'entries', index: first, width })]
  const bundles = []
  for (let at = 0, n = first, room = TILE_WIDTH - width; at < commitments.length; n++) {
    const content = Buffer.concat([...(n === first ? kept : []), ...commitments.slice(at, at + room)])
    bundles.push({ level: bundleLevel, n, content })
    at += room
    room = TILE_WIDTH
  }
  return bundles
}
