import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addMillis, instant } from '#kernel/time.ts'
import { append, madeRecord } from '#test/support/journalEntries.ts'
import { freshLogs, startOfTest, type TestLogs } from '#test/support/logs.ts'
import { integrateOnce } from './integrator.ts'
import { startIntegrator } from './startIntegrator.ts'
import { findLag } from './waiting.ts'
import { waitForCheckpoint } from './waitForCheckpoint.ts'

/** Every committed entry has exactly one leaf, and everything fits; numbers are made up as the writers go. */
async function assertWhole(logs: TestLogs): Promise<number> {
  const { rows } = await logs.database.ownerPool.query<{ entries: number; leaves: number; size: number }>(
    `select (select count(*) from zs.entry) as entries,
       (select count(distinct (record, seq)) from zs.log_leaf where log = 'journal') as leaves,
       (select size from zs.log where name = 'journal') as size`,
  )
  const [{ entries, leaves, size } = assert.fail()] = rows
  assert.deepEqual({ leaves, size }, { leaves: entries, size: entries })
  const { findings } = await logs.verify()
  assert.deepEqual(
    findings.filter(({ what }) => what !== 'numberUnknown'),
    [],
  )
  return entries
}

test('an empty log has no checkpoint, and an idle one writes nothing', async () => {
  await using logs = await freshLogs()
  assert.deepEqual(await logs.integrate(), { outcome: 'idle' })
  await append(logs.database.pool, madeRecord(3, { at: startOfTest, number: '1' }))
  assert.deepEqual(await logs.integrate(), { outcome: 'grown', from: 0, size: 3 })
  const before = await logs.database.ownerPool.query('select pg_current_wal_lsn() as at, xmin from zs.log')
  assert.deepEqual(await logs.integrate(), { outcome: 'idle' })
  const { rows } = await logs.database.ownerPool.query('select xmin from zs.log')
  assert.deepEqual(
    rows,
    before.rows.map(({ xmin }: { xmin: unknown }) => ({ xmin })),
  )
})

test('writers, rollbacks, a long transaction and two integrators: every committed entry is in once', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  const writing = { goesOn: true }
  const now = () => instant(new Date().toISOString())
  const two = [1, 2].map(async () => {
    const outcomes = new Set<string>()
    for (let last = false; !last;) {
      await sleep(5)
      last = !writing.goesOn
      outcomes.add((await integrateOnce(ownerPool, { log: 'journal', signer: logs.journal, now })).outcome)
    }
    return outcomes
  })
  const long = await pool.connect()
  await long.query('begin')
  await append(long, madeRecord(2, { at: now(), number: 'long' }))
  let [kept, dropped] = [2, 0]
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let turn = 0; turn < 25; turn++) {
      const entries = madeRecord(1 + (turn % 3), {
        at: addMillis(now(), -5000),
        number: `${writer}-${turn}`,
      })
      const client = await pool.connect()
      await client.query('begin')
      await append(client, entries)
      const isRolledBack = (turn + writer) % 4 === 0
      await client.query(isRolledBack ? 'rollback' : 'commit')
      client.release()
      if (isRolledBack) dropped += entries.length
      else kept += entries.length
    }
  })
  await Promise.all(writers)
  const { rows } = await ownerPool.query<{ size: number }>(`select size from zs.log where name = 'journal'`)
  assert.equal(rows[0]?.size, 0, 'nothing above the oldest open transaction may be ordered')
  await long.query('commit')
  long.release()
  writing.goesOn = false
  await Promise.all(two)
  await logs.ordered()
  await integrateOnce(ownerPool, { log: 'journal', signer: logs.journal, now })
  assert.equal(await assertWhole(logs), kept)
  assert.ok(dropped > 0)
})

test('an integrator killed at any moment leaves a whole log, and the next one goes on', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool, ownerUrl } = logs.database
  const writing = { goesOn: true }
  const writer = (async () => {
    for (let turn = 0; writing.goesOn; turn++) {
      await append(
        pool,
        madeRecord(3, { at: addMillis(instant(new Date().toISOString()), -5000), number: `${turn}` }),
      )
    }
  })()
  for (let kill = 0; kill < 5; kill++) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'integrate.fixture.ts'), ownerUrl, logs.folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await sleep(10 + kill * 7)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  writing.goesOn = false
  await writer
  const now = () => instant(new Date().toISOString())
  await logs.ordered()
  for (let outcome = ''; outcome !== 'idle';) {
    // Busy until the server notices that the last client is gone.
    await sleep(20)
    ;({ outcome } = await integrateOnce(ownerPool, { log: 'journal', signer: logs.journal, now }))
  }
  assert.ok((await assertWhole(logs)) > 50)
})

test('an aborted round leaves nothing', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  await append(pool, madeRecord(300, { at: startOfTest, number: '1' }))
  await logs.ordered()
  const broken = { ...logs.journal, sign: () => assert.fail('the key is on fire') }
  await assert.rejects(
    integrateOnce(ownerPool, { log: 'journal', signer: broken, now: () => logs.now }),
    /on fire/,
  )
  const { rows } = await ownerPool.query(
    'select (select count(*) from zs.log_tile) as tiles, size from zs.log',
  )
  assert.deepEqual(rows[0], { tiles: 0, size: 0 })
  await logs.integrate(400)
  assert.equal(await assertWhole(logs), 300)
})

test('a backlog of several rounds becomes one checkpoint, and nothing in it looks back-dated', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  await append(pool, madeRecord(1, { at: startOfTest, number: '1' }))
  await logs.integrate()
  await ownerPool.query(
    `insert into zs.entry (record, seq, id, type, at, bytes, salt)
     select gen_random_uuid(), 1, gen_random_uuid(), 'clue', $1, decode(md5(n::text), 'hex'), decode(md5(n::text), 'hex')
     from generate_series(1, 21000) n`,
    [startOfTest],
  )
  assert.deepEqual(await logs.integrate(3600), { outcome: 'grown', from: 1, size: 21_001 })
  const { findings, logSize } = await logs.verify({ recompute: () => Promise.resolve([]) })
  assert.equal(logSize, 21_001)
  // Their bytes are no entries; the log does not mind.
  assert.deepEqual(
    new Set(findings.map(({ what, where }) => `${what} ${where.column}`)),
    new Set(['entryChanged bytes', 'numberUnknown undefined']),
  )
})

test('while the clock stands before the last checkpoint nothing is signed', async () => {
  await using logs = await freshLogs()
  await append(logs.database.pool, madeRecord(1, { at: startOfTest, number: '1' }))
  await logs.integrate()
  await append(logs.database.pool, madeRecord(1, { at: startOfTest, number: '2' }))
  const last = logs.now
  assert.deepEqual(await logs.integrate(-3), { outcome: 'clockIsBehind', now: addMillis(last, -3000), last })
  assert.deepEqual(await logs.integrate(3), { outcome: 'grown', from: 1, size: 2 })
})

test('a tree that is not the one last signed is not signed on', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  await append(pool, madeRecord(5, { at: startOfTest, number: '1' }))
  await logs.integrate()
  await append(pool, madeRecord(1, { at: startOfTest, number: '2' }))
  await ownerPool.query(`update zs.log set size = 3 where name = 'journal'`)
  await assert.rejects(logs.integrate(), /stands at 3, which is not the tree .* last signed \(5\)/)
  await ownerPool.query(`update zs.log set size = 5, frontier[1] = frontier[2] where name = 'journal'`)
  await assert.rejects(logs.integrate(), /not the tree/)
})

test('after a restore, which counts transactions anew, every entry still gets its one leaf', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  await append(pool, madeRecord(4, { at: startOfTest, number: '1' }))
  await logs.integrate()
  await append(pool, madeRecord(3, { at: startOfTest, number: '2' }))
  // The backup is of a server that had come to far higher transaction ids; two of its entries had no leaf yet.
  await ownerPool.query(`update zs.log set cluster = 'another', xid = '900000000000'`)
  await ownerPool.query(`update zs.entry set xid = '900000000001'`)
  await append(pool, madeRecord(2, { at: startOfTest, number: '3' }))
  assert.deepEqual(await logs.integrate(), { outcome: 'grown', from: 4, size: 9 })
  assert.deepEqual(await logs.integrate(), { outcome: 'idle' })
  await append(pool, madeRecord(2, { at: startOfTest, number: '4' }))
  assert.deepEqual(await logs.integrate(), { outcome: 'grown', from: 9, size: 11 })
  // Restored rows whose old ids the new ones come by later are not taken twice.
  await ownerPool.query(`update zs.entry set xid = pg_current_xact_id()
     where position <= (select floor from zs.log where name = 'journal')`)
  await append(pool, madeRecord(1, { at: startOfTest, number: '5' }))
  assert.deepEqual(await logs.integrate(), { outcome: 'grown', from: 11, size: 12 })
  assert.equal(await assertWhole(logs), 12)
})

test('a sensitive action waits until a checkpoint covers its entry', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  const entries = madeRecord(2, { at: startOfTest, number: '1' })
  const record = entries[0]?.record ?? assert.fail()
  await append(pool, entries)
  assert.equal(await waitForCheckpoint(ownerPool, { record, seq: 2, atMost: 120 }), undefined)
  await logs.ordered()
  const failures: unknown[] = []
  const integrator = startIntegrator(ownerPool, {
    signers: logs,
    now: () => addMillis(logs.now, 1000),
    failed: (_, error) => failures.push(error),
  })
  const started = performance.now()
  assert.deepEqual(await waitForCheckpoint(ownerPool, { record, seq: 2 }), { index: 1, checkpoint: 2 })
  assert.ok(performance.now() - started < 2000)
  await integrator.stop()
  assert.deepEqual(failures, [])
  assert.deepEqual(await findLag(ownerPool, 'journal'), { size: 2, waiting: 0 })
})
