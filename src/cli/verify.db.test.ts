import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { latestCheckpoint } from '#store/log/checkpoints.ts'
import { createPool } from '#store/postgres/pool.ts'
import { append, madeRecord, rowIn } from '#test/support/journalEntries.ts'
import { freshLogs, noEvidence, startOfTest, type TestLogs } from '#test/support/logs.ts'
import { runVerify, type VerifyWorld } from './verify.ts'

const worldOf = (logs: TestLogs) => () =>
  Promise.resolve<VerifyWorld>({
    pool: logs.database.ownerPool,
    recompute: ({ entries }) => Promise.resolve(rowIn(entries.at(-1) ?? assert.fail())),
    evidence: noEvidence,
    readNumber: (number) => ({ series: 'C', year: 2026, nth: Number(number) }),
    now: logs.now,
    close: () => Promise.resolve(),
  })

test('verify says sound, tampered or could not check, by its exit code and in two languages', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  const kept = join(logs.folder, 'kept.txt')
  assert.equal((await runVerify(worldOf(logs), {})).exit, 0, 'an empty installation is sound')

  await ownerPool.query(`insert into zs.counter values ('C', 2026, 1)`)
  const entries = madeRecord(3, { at: startOfTest, number: '1' })
  await append(pool, entries)
  await logs.integrate()
  writeFileSync(kept, (await latestCheckpoint(ownerPool, 'journal'))?.note ?? assert.fail())
  const sound = await runVerify(worldOf(logs), { json: true, checkpoint: kept })
  assert.equal(sound.exit, 0, sound.text)
  // What JSON.parse gives is looked at member by member below.
  const report = JSON.parse(sound.text) as Record<string, unknown>
  const { sound: isSound, entries: count, records, files, logSize, pending, findings } = report
  assert.deepEqual([isSound, count, records, files, logSize, pending, findings], [true, 3, 1, 0, 3, 0, []])
  assert.match((await runVerify(worldOf(logs), {})).text, /完好/)

  await ownerPool.query(`update zs.record set title = 'x'`)
  const tampered = await runVerify(worldOf(logs), { lang: 'en' })
  assert.equal(tampered.exit, 1)
  assert.match(
    tampered.text,
    /rowEdited: zs\.record\.title of record [0-9a-f-]{36} was edited; expected 线索 1, found x/,
  )
  assert.match((await runVerify(worldOf(logs), { lang: 'zh' })).text, /不符 1 处/)
})

test('without a database, a readable checkpoint or the right log there is nothing to say about soundness', async () => {
  await using logs = await freshLogs()
  const absent = createPool({ url: 'postgres://nobody@127.0.0.1:9/none', name: 'test' })
  const world = await worldOf(logs)()
  assert.equal((await runVerify(() => Promise.resolve({ ...world, pool: absent }), {})).exit, 2)
  await absent.end()
  assert.equal((await runVerify(() => Promise.reject(new Error('no data folder')), {})).exit, 2)
  const file = join(logs.folder, 'kept.txt')
  assert.equal((await runVerify(worldOf(logs), { checkpoint: file })).exit, 2)
  writeFileSync(file, 'no checkpoint')
  const asJson = await runVerify(worldOf(logs), { checkpoint: file, json: true })
  assert.equal(asJson.exit, 2)
  assert.ok(asJson.text.includes('cannot'))
  writeFileSync(
    file,
    'other.example/log\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— other.example/log AAAAAAAA\n',
  )
  const other = await runVerify(worldOf(logs), { checkpoint: file, lang: 'en' })
  assert.equal(other.exit, 2)
  assert.match(other.text, /it is of other\.example\/log, this log is zhunsheng\.invalid\/journal/)
})
