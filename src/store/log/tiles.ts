// The tiles as they are stored and served. A row holds what the tile has by now; a narrower one, as an older tree had
// it, is a beginning of it, because hashes of perfect subtrees never change.

import { HASH_BYTES } from '#kernel/journal/digest.ts'
import { bundleOf, findTile, hashesIn, TILE_WIDTH, tilePath, type Tile } from '#kernel/journal/tile.ts'
import type { LogName, Queryable } from './logName.ts'

export type ServedTile =
  | { readonly bytes: Uint8Array }
  | { readonly because: 'pathIsNoTile' | 'tileIsNotThere'; readonly says: string }

/** The level under which the commitments of entry bundles are stored. */
export const bundleLevel = -1
const levelOf = (tile: Tile) => (tile.level === 'entries' ? bundleLevel : tile.level)

/** The bytes at `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`; whatever is served never changes. */
export async function findTileBytes(db: Queryable, log: LogName, path: string): Promise<ServedTile> {
  const tile = findTile(path)
  if (tile === undefined) {
    return { because: 'pathIsNoTile', says: 'expected tile/<level>/<number>, the number as x001/234' }
  }
  const { rows } = await db.query<{ data: Buffer }>({
    name: 'tile',
    text: 'select substring(data for $4) as data from zs.log_tile where log = $1 and level = $2 and n = $3',
    values: [log, levelOf(tile), tile.index, tile.width * HASH_BYTES],
  })
  const data = rows[0]?.data
  if (data?.length !== tile.width * HASH_BYTES) {
    return { because: 'tileIsNotThere', says: `the log has not grown to ${tilePath(tile)} yet` }
  }
  return { bytes: tile.level === 'entries' ? bundleOf(hashesIn(data)) : data }
}

/** Reads these hash tiles at once; the answer gives each with as many hashes as were asked for. */
export async function readTiles(
  db: Queryable,
  log: LogName,
  tiles: readonly Tile[],
): Promise<(tile: Tile) => Uint8Array> {
  const { rows } = await db.query<{ level: number; n: number; data: Buffer }>({
    name: 'tiles',
    text: `select level, n, data from zs.log_tile
           where log = $1 and (level, n) in (select * from unnest($2::integer[], $3::bigint[]))`,
    values: [log, tiles.map(levelOf), tiles.map(({ index }) => index)],
  })
  const found = new Map(rows.map(({ level, n, data }) => [`${level}/${n}`, data]))
  return (tile) => {
    const data = found.get(`${levelOf(tile)}/${tile.index}`)
    if (data === undefined || data.length < tile.width * HASH_BYTES) {
      throw new Error(`The ${log} log lacks ${tilePath(tile)}: run verify.`)
    }
    return data.subarray(0, tile.width * HASH_BYTES)
  }
}

/** The tiles that are not full in a tree of that size: those an append goes on from. */
export function openTiles(size: number): readonly Tile[] {
  const tiles: Tile[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const [index, width] = [Math.floor(count / TILE_WIDTH), count % TILE_WIDTH]
    if (width > 0) tiles.push({ level, index, width })
  }
  const width = size % TILE_WIDTH
  if (width > 0) tiles.push({ level: 'entries', index: Math.floor(size / TILE_WIDTH), width })
  return tiles
}
