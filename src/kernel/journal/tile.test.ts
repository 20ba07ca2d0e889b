import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import fc from 'fast-check'

import { hexOf } from './bytes.ts'
import type { Hash } from './digest.ts'
import {
  appendLeaf,
  consistencyProof,
  emptyFrontier,
  frontierAt,
  inclusionProof,
  leafHash,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import {
  bundleOf,
  changedBundles,
  changedTiles,
  findEntriesIn,
  findTile,
  grownTiles,
  hashesIn,
  hashOfTiles,
  tilePath,
  tilesRead,
  type Tile,
} from './tile.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const paths = (tiles: readonly Tile[]) => tiles.map(tilePath)

test('tile paths are those of the C2SP specification', () => {
  assert.equal(tilePath({ level: 0, index: 1234067, width: 256 }), 'tile/0/x001/x234/067')
  assert.equal(tilePath({ level: 0, index: 0, width: 256 }), 'tile/0/000')
  assert.equal(tilePath({ level: 3, index: 999, width: 1 }), 'tile/3/999.p/1')
  assert.equal(tilePath({ level: 'entries', index: 1000, width: 255 }), 'tile/entries/x001/000.p/255')
})

test('every tile path reads back as its tile', () => {
  const tile = fc.record({
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
    index: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    width: fc.integer({ min: 1, max: 256 }),
  })
  fc.assert(
    fc.property(tile, (tile) => {
      assert.deepEqual(findTile(tilePath(tile)), { ...tile })
    }),
  )
})

test('a path that is spelled in any other way names no tile', () => {
  for (const path of [
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/000',
    'tile/0/x001/x234/67',
    'tile/0/001/234',
    'tile/0/x001',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/entry/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/٠٠٠',
  ]) {
    assert.equal(findTile(path), undefined, path)
  }
})

test('a tree of 70,000 has the tiles the specification counts', () => {
  const tiles = changedTiles(0, 70_000)
  const full = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length
  assert.deepEqual([full(0), full(1), full(2)], [273, 1, 0])
  assert.deepEqual(
    tiles.filter(({ width }) => width < 256),
    [
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ],
  )
})

test('a tree of 256 has a full tile and, above it, a partial one of width 1', () => {
  assert.deepEqual(paths(changedTiles(0, 256)), ['tile/0/000', 'tile/1/000.p/1'])
})

test('growing changes the last tile of each level it reaches, and no empty tile appears', () => {
  assert.deepEqual(paths(changedTiles(10, 10)), [])
  assert.deepEqual(paths(changedTiles(10, 11)), ['tile/0/000.p/11'])
  assert.deepEqual(paths(changedTiles(255, 257)), ['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1'])
  assert.deepEqual(paths(changedTiles(256, 257)), ['tile/0/001.p/1'])
  assert.deepEqual(paths(changedBundles(255, 513)), [
    'tile/entries/000',
    'tile/entries/001',
    'tile/entries/002.p/1',
  ])
})

/** A store of tiles that fails when asked for a tile that was never written, as a file server would. */
function tileStore() {
  const store = new Map<string, Uint8Array>()
  const contentOf = (tile: Tile) =>
    store.get(tilePath(tile)) ?? assert.fail(`${tilePath(tile)} was not written`)
  return { store, contentOf }
}

const leafAt = (index: number): Hash => leafHash(Buffer.from(String(index)), sha256)
const leavesBetween = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => leafAt(from + i))

test('tiles written step by step give every root, frontier and proof of the tree', () => {
  const steps = [1, 254, 1, 1, 300, 500, 0, 65_000, 500]
  const { store, contentOf } = tileStore()
  let [size, frontier] = [0, emptyFrontier]
  const heads: { size: number; root: Hash }[] = []
  for (const step of steps) {
    const leaves = leavesBetween(size, size + step)
    const grown = grownTiles(size, leaves, contentOf, sha256)
    assert.deepEqual(
      grown.map(({ tile }) => tile),
      changedTiles(size, size + step),
    )
    for (const { tile, content } of grown) store.set(tilePath(tile), content)
    size += step
    frontier = leaves.reduce((before, leaf) => appendLeaf(before, leaf, sha256), frontier)
    heads.push({ size, root: rootOf(frontier, sha256) })
  }
  assert.ok(size > 65_536, 'the tree reaches tile level 2')

  for (const head of heads) {
    const hashOf = hashOfTiles(head.size, contentOf, sha256)
    assert.equal(hexOf(rootAt(head.size, hashOf, sha256)), hexOf(head.root))
    assert.equal(hexOf(rootOf(frontierAt(head.size, hashOf), sha256)), hexOf(head.root))
    for (const index of [0, 1, Math.floor(head.size / 2), head.size - 1]) {
      if (index >= head.size) continue
      const proof = inclusionProof(index, head.size, hashOf, sha256)
      assert.ok(verifyInclusion({ leaf: leafAt(index), index, ...head, proof }, sha256))
    }
  }
  for (const old of heads) {
    const hashOf = hashOfTiles(size, contentOf, sha256)
    const proof = consistencyProof(old.size, size, hashOf, sha256)
    const claim = {
      oldSize: old.size,
      oldRoot: old.root,
      newSize: size,
      newRoot: rootOf(frontier, sha256),
      proof,
    }
    assert.ok(verifyConsistency(claim, sha256))
  }
})

test('the tiles a proof will read are known before it is made, and they are few', () => {
  const size = 70_000
  const { store, contentOf } = tileStore()
  for (const { tile, content } of grownTiles(0, leavesBetween(0, size), contentOf, sha256)) {
    store.set(tilePath(tile), content)
  }
  const needed = tilesRead(size, (hashOf) => inclusionProof(12_345, size, hashOf, sha256))
  assert.deepEqual(
    new Set(paths(needed)),
    new Set(['tile/0/048', 'tile/1/000', 'tile/1/001.p/17', 'tile/0/273.p/112']),
  )
  const fetched = new Map(needed.map((tile) => [tilePath(tile), contentOf(tile)]))
  const hashOf = hashOfTiles(size, (tile) => fetched.get(tilePath(tile)) ?? assert.fail(), sha256)
  const proof = inclusionProof(12_345, size, hashOf, sha256)
  const root = rootAt(size, hashOfTiles(size, contentOf, sha256), sha256)
  assert.ok(verifyInclusion({ leaf: leafAt(12_345), index: 12_345, size, proof, root }, sha256))
})

test('a tile of the wrong length is a broken store', () => {
  assert.throws(() => hashesIn(new Uint8Array(33)), /33 bytes/)
  const short = () => new Uint8Array(32)
  assert.throws(() => hashOfTiles(2, short, sha256)(1, 0), /has 1 hashes/)
  assert.throws(() => grownTiles(2, [leafAt(0)], short, sha256), /has 1 hashes/)
  assert.throws(() => hashOfTiles(2, short, sha256)(0, 2), /not in a tree of 2/)
})

test('an entry bundle is uint16 lengths and entries, and one that ends within an entry is none', () => {
  const bundle = bundleOf([Buffer.from('ab'), new Uint8Array(), new Uint8Array(300)])
  assert.equal(hexOf(bundle.subarray(0, 8)), '0002616200000' + '12c')
  assert.deepEqual(
    findEntriesIn(bundle)?.map(({ length }) => length),
    [2, 0, 300],
  )
  assert.equal(findEntriesIn(bundle.subarray(0, -1)), undefined)
  assert.equal(findEntriesIn(Uint8Array.of(0)), undefined)
  assert.throws(() => bundleOf([new Uint8Array(65_536)]), /too long/)
})
