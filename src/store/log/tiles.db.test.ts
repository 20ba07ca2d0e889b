import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { consistencyProof, leafHash, rootAt, verifyConsistency } from '#kernel/journal/merkle.ts'
import { findEntriesIn, hashesIn, hashOfTiles, tilePath, tilesRead } from '#kernel/journal/tile.ts'
import { append, madeRecord } from '#test/support/journalEntries.ts'
import { freshLogs, startOfTest } from '#test/support/logs.ts'
import { openLogSigner } from './logKeys.ts'
import { sha256 } from './sha256.ts'
import { findTileBytes, readTiles } from './tiles.ts'

test('tiles and bundles are served as far as the log goes, also as narrow as an older tree had them', async () => {
  await using logs = await freshLogs()
  // As the application role: what is public needs no reach.
  const { pool } = logs.database
  await append(pool, madeRecord(300, { at: startOfTest, number: '1' }))
  await logs.integrate(400)
  const widths = async (path: string) => {
    const tile = await findTileBytes(pool, 'journal', path)
    return 'bytes' in tile ? tile.bytes.length : tile.because
  }
  assert.equal(await widths('tile/0/000'), 8192)
  assert.equal(await widths('tile/0/000.p/7'), 7 * 32)
  assert.equal(await widths('tile/0/001.p/44'), 44 * 32)
  assert.equal(await widths('tile/1/000.p/1'), 32)
  assert.equal(await widths('tile/entries/000'), 256 * 34)
  assert.equal(await widths('tile/entries/001.p/3'), 3 * 34)
  for (const path of ['tile/0/001', 'tile/0/001.p/45', 'tile/2/000.p/1', 'tile/entries/002.p/1']) {
    assert.equal(await widths(path), 'tileIsNotThere', path)
  }
  for (const path of [
    'tile/0/1',
    'tile/-1/000',
    'tile/0/000.p/256',
    'tile/0/../checkpoint',
    '',
    'checkpoint',
  ]) {
    assert.equal(await widths(path), 'pathIsNoTile', path)
  }
  const [bundle, hashes] = await Promise.all(
    ['tile/entries/001.p/44', 'tile/0/001.p/44'].map((path) => findTileBytes(pool, 'journal', path)),
  )
  assert.ok(bundle !== undefined && 'bytes' in bundle && hashes !== undefined && 'bytes' in hashes)
  assert.deepEqual(
    findEntriesIn(bundle.bytes)?.map((entry) => Buffer.from(leafHash(entry, sha256))),
    hashesIn(hashes.bytes),
  )
})

test('a tree is the beginning of every later one, however many entries came at a time', async () => {
  await using logs = await freshLogs()
  const { pool } = logs.database
  const roots: { size: number; root: Uint8Array }[] = []
  for (const [turn, count] of [1, 2, 250, 3, 1, 255, 30, 200, 26].entries()) {
    await append(pool, madeRecord(count, { at: logs.now, number: `${turn}` }))
    const grown = await logs.integrate(300)
    const size = 'size' in grown ? grown.size : assert.fail()
    const read = async (work: Parameters<typeof tilesRead>[1]) =>
      hashOfTiles(size, await readTiles(pool, 'journal', tilesRead(size, work)), sha256)
    const root = rootAt(size, await read((hashOf) => rootAt(size, hashOf, sha256)), sha256)
    for (const old of roots) {
      const hashOf = await read((one) => consistencyProof(old.size, size, one, sha256))
      const proof = consistencyProof(old.size, size, hashOf, sha256)
      const claim = { oldSize: old.size, oldRoot: old.root, newSize: size, newRoot: root, proof }
      assert.ok(verifyConsistency(claim, sha256), `${old.size} → ${size}`)
    }
    roots.push({ size, root })
  }
  assert.equal(tilePath({ level: 0, index: 2, width: 256 }), 'tile/0/002')
})

test('the key of a log is made for an empty log only, closed to others, and never exchanged', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  const file = join(logs.folder, 'journal.pem')
  const open = (more: { folder?: string; origin?: string } = {}) =>
    openLogSigner(ownerPool, { log: 'journal', folder: logs.folder, ...more })
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.deepEqual((await open()).key, logs.journal.key)
  await append(pool, madeRecord(1, { at: startOfTest, number: '1' }))
  await logs.integrate()
  assert.deepEqual((await open()).key, logs.journal.key)
  await assert.rejects(open({ origin: 'jilin.example/log' }), /keeps its name for good/)
  chmodSync(file, 0o644)
  await assert.rejects(open(), /can be read by others/)
  chmodSync(file, 0o600)

  const elsewhere = mkdtempSync(join(tmpdir(), 'zs-keys-'))
  await assert.rejects(open({ folder: elsewhere }), /has 1 entries, and its key .* is gone/)
  renameSync(join(logs.folder, 'looks.pem'), join(elsewhere, 'journal.pem'))
  await assert.rejects(open({ folder: elsewhere }), /Put the right key back/)
  writeFileSync(join(elsewhere, 'journal.pem'), 'no key', { mode: 0o600 })
  await assert.rejects(open({ folder: elsewhere }))
  await ownerPool.query(`delete from zs.setting where name = 'log.journal'`)
  await assert.rejects(open(), /the setting log.journal that names its key is gone/)
  rmSync(elsewhere, { recursive: true })
})

test('two processes that begin a log at once begin the same one', async () => {
  await using logs = await freshLogs()
  const folder = join(logs.folder, 'new')
  await logs.database.ownerPool.query('delete from zs.setting')
  const signers = await Promise.all(
    [1, 2, 3].map(() =>
      openLogSigner(logs.database.ownerPool, { log: 'journal', folder, origin: 'a.example' }),
    ),
  )
  assert.equal(new Set(signers.map(({ key }) => Buffer.from(key.publicKey).toString('hex'))).size, 1)
  assert.equal(signers[0]?.key.name, 'a.example')
})
