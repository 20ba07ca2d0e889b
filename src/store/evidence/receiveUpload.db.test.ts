import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshDatabase } from '#test/support/database.ts'
import { moment } from '#test/support/specify.ts'
import { randomBytes } from 'node:crypto'
import { evidenceOn } from './sealedEvidence.ts'
import { fileKeys } from './fileKeys.ts'
import { folderShelf } from './folder.ts'
import { receiveUpload } from './receiveUpload.ts'

// eslint-disable-next-line @typescript-eslint/require-await -- a stream as uploads are
async function* streamOf(text: string) {
  yield Buffer.from(text)
}

test('an upload is stored and noted for each who brought it; a refused one leaves no trace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zs-upload-'))
  await using database = await freshDatabase()
  try {
    const store = evidenceOn(
      folderShelf(folder),
      fileKeys(database.ownerPool, randomBytes(32), () => moment('2025-04-28')),
    )
    const receive = (text: string, name: string, ownerKey: string) =>
      receiveUpload(streamOf(text), name, {
        ...{
          limits: { maxBytes: 100, types: ['text/plain'] },
          store,
          ownerKey,
          ownerPool: database.ownerPool,
        },
        now: () => moment('2025-04-28'),
      })
    const first = await receive('每月五号收钱', '证据/记录', 'p:one')
    assert.ok('file' in first)
    const { digest } = first.file
    assert.deepEqual(first.file, { digest, name: '记录.txt', type: 'text/plain', size: 18 })
    await receive('每月五号收钱', '别的名字.txt', 'public')
    await receive('每月五号收钱', '记录.txt', 'p:one')

    assert.deepEqual(await receive('<html>', 'a.txt', 'p:one'), {
      refused: { because: 'type not accepted', found: 'text/html' },
    })
    assert.deepEqual(await receive('%PDF-1.4 1 0 obj', 'a.pdf', 'p:one'), {
      refused: { because: 'type not accepted', found: 'application/pdf' },
    })
    assert.deepEqual(await receive('x'.repeat(101), 'a.txt', 'p:one'), {
      refused: { because: 'too big', maxBytes: 100 },
    })

    // As the application reads it.
    const { rows } = await database.pool.query('select digest, name, by_key from zs.file order by by_key')
    assert.deepEqual(rows, [
      { digest, name: '记录.txt', by_key: 'p:one' },
      { digest, name: '别的名字.txt', by_key: 'public' },
    ])
    assert.deepEqual(await readdir(join(folder, 'incoming')), [])
    assert.ok(await store.has(digest))
  } finally {
    await rm(folder, { recursive: true })
  }
})
