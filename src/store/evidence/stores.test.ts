/** What every evidence store owes: the folder, a small S3 server that checks signatures, and OpenStack Swift where it is installed. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { s3Server } from '#test/support/s3Server.ts'
import { findSwift } from '#test/support/swift.ts'
import type { EvidenceStore } from './evidenceStore.ts'
import { evidenceOn } from './sealedEvidence.ts'
import { folderShelf } from './folder.ts'
import { openShelf } from './openShelf.ts'
import { incomingFolder, s3Shelf } from './s3.ts'
import { DamagedFile } from './sealedFile.ts'
import type { Shelf } from './shelf.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-stores-'))
const s3 = await s3Server()
const swift = await findSwift()
after(async () => {
  await s3[Symbol.asyncDispose]()
  await swift?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const account = { ...s3.account, endpoint: s3.endpoint, bucket: s3.bucket }
const shelves: readonly { readonly name: string; readonly shelf: Shelf }[] = [
  { name: 'a folder', shelf: folderShelf(join(folder, 'store')) },
  { name: 'S3', shelf: s3Shelf({ ...account, prefix: 'jilin/files' }) },
  { name: 'S3 without a prefix', shelf: s3Shelf({ ...account, prefix: '' }) },
  ...(swift === undefined
    ? []
    : [{ name: 'Swift', shelf: s3Shelf({ ...swift.settings, prefix: 'a b/省' }) }]),
]

/** Keys as the database keeps them, one for each content. */
function keysInMemory() {
  const known = new Map<string, Buffer>()
  return {
    known,
    find: (digest: string) => Promise.resolve(known.get(digest)),
    getOrMake(digest: string) {
      const key = known.get(digest) ?? randomBytes(32)
      known.set(digest, key)
      return Promise.resolve(key)
    },
  }
}

const limits = { maxBytes: 100_000_000 }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

// eslint-disable-next-line @typescript-eslint/require-await -- a stream as uploads are
async function* streamOf(...chunks: (Buffer | string)[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}
const readAll = async (content: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> =>
  Buffer.concat(await Array.fromAsync(content ?? []))
const listAll = async (shelf: Shelf): Promise<readonly string[]> =>
  (await Array.fromAsync(shelf.list())).sort()
const left = (incoming: string) => (existsSync(incoming) ? readdirSync(incoming) : [])

async function keptIn(store: EvidenceStore, bytes: Buffer) {
  const kept = await store.put(streamOf(bytes), limits)
  assert.ok('digest' in kept)
  return kept
}

for (const { name, shelf } of shelves)
  suite(name, () => {
    const keys = keysInMemory()
    const store = evidenceOn(shelf, keys)
    const { incoming } = shelf

    test('what goes in comes out under its SHA-256, once, whoever brings it', async () => {
      const bytes = randomBytes(300_000)
      const digest = sha256(bytes)
      const halves = () => streamOf(bytes.subarray(0, 1000), bytes.subarray(1000))
      const both = await Promise.all([store.put(halves(), limits), store.put(halves(), limits)])
      assert.deepEqual(both, [
        { digest, size: 300_000 },
        { digest, size: 300_000 },
      ])
      assert.deepEqual(await readAll(await store.open(digest)), bytes)
      assert.ok(await store.has(digest))
      assert.deepEqual(
        (await listAll(shelf)).filter((one) => one === digest),
        [digest],
      )
      assert.deepEqual(left(incoming), [])
    })

    test('an empty file and one of several parts come out as they went in', async () => {
      for (const bytes of [Buffer.alloc(0), randomBytes(33 * 2 ** 20)]) {
        const digest = sha256(bytes)
        assert.deepEqual(await store.put(streamOf(bytes), limits), { digest, size: bytes.length })
        assert.equal(sha256(await readAll(await store.open(digest))), digest)
      }
    })

    test('the list is whole, however many pages it has', async () => {
      const before = await listAll(shelf)
      const many = Array.from({ length: 8 }, (_, nth) => `第${String(nth)}件 ${name}`)
      for (const text of many) await store.put(streamOf(text), limits)
      const digests = await listAll(shelf)
      assert.equal(digests.length, before.length + many.length)
      for (const text of many) assert.ok(digests.includes(sha256(Buffer.from(text))))
    })

    test('too much is broken off, and leaves nothing behind', async () => {
      const before = await listAll(shelf)
      let sent = 0
      async function* endless() {
        for (;;) {
          sent++
          yield await Promise.resolve(Buffer.alloc(1000))
        }
      }
      assert.deepEqual(await store.put(endless(), { maxBytes: 5000 }), { tooBig: { maxBytes: 5000 } })
      assert.equal(sent, 6)
      assert.deepEqual(await listAll(shelf), before)
      assert.deepEqual(left(incoming), [])
    })

    test('a stream that breaks leaves nothing behind', async () => {
      async function* broken() {
        yield await Promise.resolve(Buffer.from('the first half'))
        throw new Error('connection lost')
      }
      await assert.rejects(store.put(broken(), limits), /connection lost/)
      assert.deepEqual(left(incoming), [])
    })

    test('nothing of a file can be read where it lies, or without its key; what was changed or cut off is no file', async () => {
      const plain = Buffer.from(`藏在${name}里的原件`.repeat(10_000))
      const { digest } = await keptIn(store, plain)
      const lying = await readAll(await shelf.open(digest))
      assert.ok(lying.length > plain.length && !lying.includes('原件'))
      const put = async (bytes: Buffer) => {
        const path = join(folder, 'changed')
        writeFileSync(path, bytes)
        await shelf.keep(path, digest)
      }
      const flipped = Buffer.from(lying)
      flipped.writeUInt8(flipped.readUInt8(70_000) ^ 1, 70_000)
      const pieces = 68 + 65_552
      const cases = [
        flipped,
        lying.subarray(0, -1),
        lying.subarray(0, pieces),
        lying.subarray(0, 40),
        Buffer.concat([lying.subarray(0, 68), lying.subarray(pieces)]),
        plain,
        Buffer.alloc(0),
      ]
      for (const bytes of cases) {
        await put(bytes)
        await assert.rejects(store.open(digest).then(readAll), DamagedFile)
      }
      await put(lying)
      assert.deepEqual(await readAll(await store.open(digest)), plain)
      // Under another name it is no file either, whoever moved it there.
      const other = await keptIn(store, Buffer.from(`另一件${name}`))
      writeFileSync(join(folder, 'moved'), lying)
      await shelf.keep(join(folder, 'moved'), other.digest)
      await assert.rejects(store.open(other.digest).then(readAll), DamagedFile)

      keys.known.delete(digest)
      assert.equal(await store.open(digest), undefined)
      assert.equal(await store.has(digest), false)
      // Brought again it has a new key.
      await keptIn(store, plain)
      assert.deepEqual(await readAll(await store.open(digest)), plain)
    })

    test('what is staged can be looked at from any place before it is kept', async () => {
      const bytes = randomBytes(200_000)
      const staged = await store.stage(streamOf(bytes), limits)
      assert.ok('bytesAt' in staged)
      for (const [at, length] of [
        ...([
          [0, 10],
          [65_530, 12],
          [131_072, 65_536],
          [199_990, 100],
          [0, 200_000],
          [200_000, 5],
        ] as const),
      ])
        assert.deepEqual(await staged.bytesAt(at, length), bytes.subarray(at, at + length))
      assert.deepEqual(await readAll(staged.stream()), bytes)
      const [path = ''] = left(incoming)
      assert.ok(!readFileSync(join(incoming, path)).includes(bytes.subarray(0, 100)))
      await staged.drop()
      assert.equal(await store.has(staged.digest), false)
      assert.deepEqual(left(incoming), [])
    })

    test('what is not there, or no digest at all, is not there', async () => {
      for (const digest of ['0'.repeat(64), '../../../etc/passwd', '', 'A'.repeat(64)]) {
        assert.equal(await store.open(digest), undefined)
        assert.equal(await store.has(digest), false)
      }
    })
  })

suite('S3 in trouble', () => {
  const store = evidenceOn(s3Shelf({ ...account, prefix: 'trouble' }), keysInMemory())
  const keptHere = async () => (await s3.keys()).filter((key) => key.startsWith('trouble/'))

  test('whoever signs with another secret, for another region or not at all is refused', async () => {
    const before = s3.refused()
    const secrets = s3Shelf({ ...account, prefix: '', secretAccessKey: 'guessed' })
    await assert.rejects(
      evidenceOn(secrets, keysInMemory()).put(streamOf('x'), limits),
      /S3 answered PUT with 403/,
    )
    const elsewhere = s3Shelf({ ...account, prefix: '', region: 'us-east-1' })
    await assert.rejects(elsewhere.has('0'.repeat(64)), /403/)
    const bare = await fetch(`${s3.endpoint}/${s3.bucket}/x`, { method: 'PUT', body: 'x' })
    assert.equal(bare.status, 403)
    assert.equal(s3.refused(), before + 3)
    if (swift !== undefined) {
      const wrong = s3Shelf({ ...swift.settings, prefix: '', secretAccessKey: 'guessed' })
      await assert.rejects(wrong.has('0'.repeat(64)), /403/)
    }
  })

  test('a server that is busy is asked again', async () => {
    s3.trouble((method) => method === 'PUT', 'busy', 2)
    const kept = await store.put(streamOf('busy'), limits)
    assert.ok('digest' in kept && (await store.has(kept.digest)))
  })

  test('a connection cut while it sends is an error, nothing is there, and the next try succeeds', async () => {
    const bytes = randomBytes(2_000_000)
    s3.trouble((method) => method === 'PUT', 'cut off')
    await assert.rejects(store.put(streamOf(bytes), limits))
    assert.equal(await store.has(sha256(bytes)), false)
    assert.deepEqual(left(incomingFolder), [])
    await store.put(streamOf(bytes), limits)
    assert.deepEqual(await readAll(await store.open(sha256(bytes))), bytes)
  })

  test('an upload in parts that breaks, or that S3 fails to put together, is given up whole', async () => {
    const bytes = randomBytes(17 * 2 ** 20)
    const before = await keptHere()
    s3.trouble((_, url) => url.includes('partNumber=2'), 'cut off')
    await assert.rejects(store.put(streamOf(bytes), limits))
    s3.trouble((method, url) => method === 'POST' && url.includes('uploadId='), 'error in 200')
    await assert.rejects(store.put(streamOf(bytes), limits), /did not put the parts together/)
    assert.deepEqual([await keptHere(), s3.unfinished()], [before, 0])
    await store.put(streamOf(bytes), limits)
    assert.equal(sha256(await readAll(await store.open(sha256(bytes)))), sha256(bytes))
  })

  test('a download that is cut off is an error and never a shorter file', async () => {
    await store.put(streamOf('long'.repeat(1000)), limits)
    s3.trouble((method) => method === 'GET', 'cut off')
    await assert.rejects(store.open(sha256(Buffer.from('long'.repeat(1000)))).then(readAll))
  })
})

test('an address that cannot be meant is refused with what was expected', () => {
  for (const address of ['relative/folder', 's3://', 'ftp://host/x', 's3://UPPER/x'])
    assert.throws(() => openShelf(address, {}), /ZS_EVIDENCE: expected/, address)
  assert.throws(() => openShelf('s3://evidence/a', {}), /ZS_S3_ENDPOINT is not set/)
})
