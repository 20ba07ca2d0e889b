import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkCosignature } from '#kernel/journal/cosignature.ts'
import { formatVkey, parseNote, parseVkey } from '#kernel/journal/note.ts'
import { checkBundle } from '#kernel/journal/proofBundle.ts'
import { millisOf } from '#kernel/time.ts'
import { append, madeRecord } from '#test/support/journalEntries.ts'
import { freshLogs, startOfTest, type TestLogs } from '#test/support/logs.ts'
import { startWitness } from '../../cli/witness.ts'
import { latestCheckpoint } from './checkpoints.ts'
import { verifyEd25519 } from './ed25519.ts'
import { integrateOnce } from './integrator.ts'
import { proofOf } from './proofs.ts'
import { sha256 } from './sha256.ts'
import { askWitnesses, readWitnesses, writeWitnesses } from './witnesses.ts'
import { trustLog } from './witnessState.ts'

const folder = mkdtempSync(join(tmpdir(), 'zs-witness-'))
after(() => {
  rmSync(folder, { recursive: true })
})
const CHECKER = join(import.meta.dirname, '../../verifier/check-proof.mjs')

const serve = (name: string, logs: TestLogs) =>
  startWitness({
    folder: join(folder, name),
    port: 0,
    name: `${name}.example`,
    now: () => millisOf(logs.now),
  })

function keyOf(vkey: string) {
  const key = parseVkey(vkey, sha256)
  return 'malformed' in key ? assert.fail(key.malformed) : key
}

async function grow(logs: TestLogs, count: number, number: string) {
  const entries = madeRecord(count, { at: logs.now, number })
  await append(logs.database.pool, entries)
  await logs.integrate(count + 10)
  return entries[0]?.record ?? assert.fail()
}

test('a witness cosigns what grows, over restarts, and the proofs carry its line', async () => {
  await using logs = await freshLogs()
  const { ownerPool } = logs.database
  trustLog(join(folder, 'w1'), formatVkey(logs.journal.key))
  await using first = await serve('w1', logs)
  let witness = first
  const key = keyOf(witness.vkey)
  // One that is not there stops nothing.
  const absent = keyOf((await serve('w2', logs).then(async (w2) => (await w2.stop(), w2))).vkey)
  await writeWitnesses(ownerPool, [
    { key, url: witness.url },
    { key: absent, url: 'http://127.0.0.1:9' },
  ])
  const outcomes = async (sizes = new Map<string, number>()) =>
    [...(await askWitnesses(ownerPool, 'journal', sizes)).values()].map(({ outcome }) => outcome)

  assert.deepEqual(await outcomes(), [], 'an empty log has nothing to show')
  const sizes = new Map<string, number>()
  await grow(logs, 300, '1')
  assert.deepEqual(await outcomes(sizes), ['cosigned', 'unreachable'])
  assert.deepEqual(await outcomes(sizes), ['alreadyCosigned', 'unreachable'])
  await grow(logs, 5, '2')
  assert.deepEqual(await outcomes(sizes), ['cosigned', 'unreachable'])

  await first.stop()
  await using again = await serve('w1', logs)
  witness = again
  await writeWitnesses(ownerPool, [{ key, url: witness.url }])
  const record = await grow(logs, 7, '3')
  // Both have forgotten: the log begins at 0, the witness's file says 305, the log tries again from there.
  assert.deepEqual(await outcomes(), ['cosigned'])
  assert.equal(witness.vkey, formatVkey(key))

  const note = parseNote((await latestCheckpoint(ownerPool, 'journal'))?.note ?? '')
  assert.ok(!('malformed' in note))
  assert.deepEqual(checkCosignature(note, key, verifyEd25519), {
    check: 'verified',
    cosignedAt: millisOf(logs.now) / 1000,
  })
  // Newer checkpoints without the witness do not take its word out of the proof.
  await grow(logs, 2, '4')
  const proof = await proofOf(ownerPool, record)
  assert.ok('bundle' in proof)
  assert.deepEqual(proof.bundle.witnesses, [witness.vkey])
  assert.match(proof.bundle.checkpoint, /\n312\n/)
  assert.deepEqual(checkBundle(proof.bundle, { digest: sha256, verify: verifyEd25519 }), [])
  const { findings } = await logs.verify()
  assert.deepEqual(
    findings.filter(({ what }) => what !== 'numberMissing' && what !== 'numberUnknown'),
    [],
  )
})

test('a log set back or forked is refused by the witness that saw more', async () => {
  await using logs = await freshLogs()
  await using other = await freshLogs()
  trustLog(join(folder, 'w3'), formatVkey(logs.journal.key))
  await using witness = await serve('w3', logs)
  const { ownerPool } = logs.database
  await writeWitnesses(ownerPool, [{ key: keyOf(witness.vkey), url: witness.url }])
  const ask = async (sizes = new Map<string, number>()) =>
    (await askWitnesses(ownerPool, 'journal', sizes)).get('w3.example') ?? assert.fail()
  await grow(logs, 20, '1')
  await ownerPool.query('create table zs.kept as select * from zs.checkpoint')
  await grow(logs, 5, '2')
  assert.deepEqual(await ask(), { outcome: 'cosigned' })

  const whole =
    'create table zs.whole as select * from zs.checkpoint; delete from zs.checkpoint where size = 25'
  await ownerPool.query(whole)
  assert.deepEqual(await ask(), { outcome: 'sawMore', itsSize: 25, ourSize: 20 })

  // The same key under another tree, smaller, equal and larger.
  const sign = { ...other, journal: logs.journal, looks: logs.looks }
  await writeWitnesses(other.database.ownerPool, [{ key: keyOf(witness.vkey), url: witness.url }])
  for (const [count, outcome] of [
    [25, 'disagrees'],
    [4, 'disagrees'],
  ] as const) {
    await append(other.database.pool, madeRecord(count, { at: startOfTest, number: `${count}` }))
    await other.ordered()
    await integrateOnce(other.database.ownerPool, {
      log: 'journal',
      signer: sign.journal,
      now: () => logs.now,
    })
    const answers = await askWitnesses(other.database.ownerPool, 'journal', new Map())
    assert.equal(answers.get('w3.example')?.outcome, outcome)
  }
})

test('a log that is not trusted, a request that is none, and a second witness in the folder are refused', async () => {
  await using logs = await freshLogs()
  await using witness = await serve('w4', logs)
  const { ownerPool } = logs.database
  await writeWitnesses(ownerPool, [{ key: keyOf(witness.vkey), url: witness.url }])
  await grow(logs, 2, '1')
  const answers = await askWitnesses(ownerPool, 'journal', new Map())
  const answer = answers.get('w4.example')
  assert.ok(answer?.outcome === 'refused' && answer.says.startsWith('404'))
  const ask = async (path: string, init: RequestInit) => (await fetch(witness.url + path, init)).status
  assert.equal(await ask('/add-checkpoint', { method: 'POST', body: 'old x' }), 400)
  assert.equal(await ask('/add-checkpoint', { method: 'POST', body: 'x'.repeat(70_000) }), 413)
  assert.equal(await ask('/add-checkpoint', {}), 405)
  assert.equal(await ask('/', {}), 404)
  await assert.rejects(serve('w4', logs), /Another witness is already serving/)
  assert.ok('says' in trustLog(join(folder, 'w4'), witness.vkey), 'a witness is not trusted as a log')
  assert.ok('says' in trustLog(join(folder, 'w4'), 'nonsense'))
  // Trusted while it runs.
  trustLog(join(folder, 'w4'), formatVkey(logs.journal.key))
  assert.deepEqual(
    await askWitnesses(ownerPool, 'journal', new Map()),
    new Map([['w4.example', { outcome: 'cosigned' }]]),
  )
  await witness.stop()
  writeFileSync(join(folder, 'w4', 'cosigned.json'), '{"zhunsheng.invalid/journal":{}}')
  await assert.rejects(serve('w4', logs), /Restore it; do not delete it/)
})

test('an answer that is no cosignature of the witness’s key changes no note', async () => {
  await using logs = await freshLogs()
  const { ownerPool } = logs.database
  await using right = await serve('w5', logs)
  await using liar = createServer((_, response) => response.end('— w5.example AAAAAAAAAAAA\n'))
  await new Promise<void>((listening) => liar.listen(0, '127.0.0.1', listening))
  // A server that listens on a port has an address of this kind.
  const { port } = liar.address() as AddressInfo
  await writeWitnesses(ownerPool, [{ key: keyOf(right.vkey), url: `http://127.0.0.1:${port}` }])
  await grow(logs, 2, '1')
  const before = await latestCheckpoint(ownerPool, 'journal')
  const answers = await askWitnesses(ownerPool, 'journal', new Map())
  assert.equal(answers.get('w5.example')?.outcome, 'refused')
  assert.deepEqual(await latestCheckpoint(ownerPool, 'journal'), before)
})

test('a witness that is written down wrongly is named and not asked', async () => {
  await using logs = await freshLogs()
  await logs.database.ownerPool.query(
    `insert into zs.setting values ('log.witnesses', '[{"vkey": "x", "url": "http://w"}, {"url": 3}]')`,
  )
  const { witnesses, unusable } = await readWitnesses(logs.database.ownerPool)
  assert.deepEqual([witnesses.length, unusable.length], [0, 2])
})

test('a proof is checked by the file that shares no code with us, for all entries of the record', async () => {
  await using logs = await freshLogs()
  await grow(logs, 400, '1')
  const record = await grow(logs, 6, '2')
  const proof = await proofOf(logs.database.ownerPool, record)
  assert.ok('bundle' in proof)
  assert.equal(proof.bundle.entries.length, 6)
  const file = join(folder, 'bundle.json')
  writeFileSync(file, JSON.stringify(proof.bundle))
  const known = ['--key', formatVkey(logs.journal.key)]
  assert.equal(spawnSync(process.execPath, [CHECKER, file, ...known]).status, 0)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"index":40', '"index":39'))
  assert.equal(spawnSync(process.execPath, [CHECKER, file, ...known]).status, 1)
})

test('a proof waits for the newest entry, and says so when it is not in yet', async () => {
  await using logs = await freshLogs()
  const { ownerPool, pool } = logs.database
  const entries = madeRecord(2, { at: startOfTest, number: '1' })
  const record = entries[0]?.record ?? assert.fail()
  const none = await proofOf(ownerPool, record, 0)
  assert.ok('because' in none && none.because === 'recordHasNoEntries')
  await append(pool, entries)
  const early = await proofOf(ownerPool, record, 60)
  assert.ok('because' in early && early.because === 'entriesAreNotYetInTheLog')
  await logs.ordered()
  const waited = proofOf(ownerPool, record, 3000)
  await logs.integrate()
  assert.ok('bundle' in (await waited))
  const unseen = await proofOf(pool, record, 0)
  assert.ok('because' in unseen, 'without reach there is no record')
})
