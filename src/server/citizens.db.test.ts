import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizensDesk } from './citizens.ts'
import { composeOffice, now } from './compose.ts'
import { installRulebook } from './bootstrap.ts'
import { settingsFrom } from './settings.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from '#test/support/database.ts'

const report = {
  category: 'crime',
  title: '强占河沙',
  content: '有人带领多人强占河沙，殴打村民。',
  realName: true,
  reporter: { name: '王小明', phone: '13912345678' },
}

test('a named report sent twice is one report with one code, although it is sealed anew each time', async () => {
  await using db = await freshDatabase()
  const data = await mkdtemp(join(tmpdir(), 'zs-citizens-'))
  try {
    const composed = await composeOffice(
      settingsFrom({}, { data }),
      {
        ...{
          ownerPool: db.ownerPool,
          appPool: db.pool,
          url: db.ownerUrl,
          owned: true,
          embedded: false,
        },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      },
      () => undefined,
    )
    await installRulebook(composed.office, composed.realm)
    const desk = citizensDesk({
      ...{
        office: composed.office,
        realm: composed.realm,
        appPool: db.pool,
        ownerPool: db.ownerPool,
        keys: composed.keys,
        now,
      },
      says: ({ because }) => ({ zh: because, en: because }),
    })
    const token = 'a-token-of-enough-characters'
    const first = await desk.report(report, [], token)
    const again = await desk.report(report, [], token)
    assert.ok('queryCode' in first && 'queryCode' in again)
    assert.deepEqual([again.queryCode, again.number], [first.queryCode, first.number])
    // All at once, too: a finger that trembles, a proxy that repeats.
    const pressed = await Promise.all(
      Array.from({ length: 8 }, () => desk.report(report, [], 'a-token-pressed-many-times')),
    )
    const codes = new Set(pressed.map((one) => ('queryCode' in one ? one.queryCode : JSON.stringify(one))))
    assert.equal(codes.size, 1, [...codes].join())
    const other = await desk.report({ ...report, content: '另一件事。' }, [], token)
    assert.ok('refused' in other)
    assert.deepEqual(
      other.refused.map(({ because }) => because),
      ['key used for something else'],
    )
    const { rows } = await db.ownerPool.query<{ count: number }>(
      `select count(*) from zs.record where type = 'clue'`,
    )
    assert.equal(rows[0]?.count, 2)
    const told = await db.ownerPool.query<{ bytes: Buffer }>('select bytes from zs.entry')
    assert.ok(told.rows.every(({ bytes }) => !bytes.includes('13912345678') && !bytes.includes('王小明')))
  } finally {
    await rm(data, { recursive: true, force: true })
  }
})
