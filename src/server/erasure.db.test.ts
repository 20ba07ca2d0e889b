import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { FileRef, RecordId } from '#kernel/record/field.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll, type VerifyReport } from '#store/verify/verifyAll.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import type { Role } from '#test/support/smallWorld.ts'
import { citizensDesk } from './citizens.ts'
import { now } from './compose.ts'
import { eraseFiles } from './jobs/eraseFiles.ts'
import { noteDeclarations, reprojectTypes } from './jobs/reprojectTypes.ts'

const CLUES = '/api/records/clue'
const SECRETS = {
  name: '欧阳待销毁',
  phone: '13912349876',
  content: '只有举报人知道的经过一二三四五',
  person: '雷老虎待销毁',
}
const CHECKER = join(import.meta.dirname, '..', 'verifier', 'check-proof.mjs')

let world: HttpWorld
let id: RecordId
let code: string
let file: FileRef
before(async () => {
  world = await httpWorld()
  const { composed, database } = world
  const desk = deskOf()
  const shared = Readable.from([Buffer.from('被举报人的录音文字稿，仅此一份')])
  const kept = await composed.evidence.put(shared, { maxBytes: 1000 })
  assert.ok('digest' in kept)
  file = { ...kept, name: 'note.txt', type: 'text/plain' }
  await database.ownerPool.query(
    `insert into zs.file (digest, size, type, name, stored_at, by_key) values ($1, $2, $3, $4, now(), 'public')`,
    [file.digest, file.size, file.type, file.name],
  )
  const taken = await desk.report(
    {
      ...{ category: 'crime', title: '强占河沙', content: SECRETS.content, realName: true },
      reporter: { name: SECRETS.name, phone: SECRETS.phone },
      reportedPersons: [{ name: SECRETS.person }],
    },
    [file],
    'a-token-of-enough-characters',
  )
  assert.ok('queryCode' in taken)
  code = taken.queryCode
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where number = $1',
    [taken.number],
  )
  id = rows[0]?.id ?? assert.fail()
  const outOfScope = { gist: '不属于受理范围', reasons: '民事纠纷', otherChannel: 'civilSuit' }
  await world.must('centreIntake', `${CLUES}/${id}/actions/declareOutOfScope`, outOfScope)
  await world.must('centreHead', `${CLUES}/${id}/actions/declareOutOfScope`, outOfScope)
  await composed.indexer.drain()
  await world.integrate()
})
after(() => world[Symbol.asyncDispose]())

const deskOf = () =>
  citizensDesk({
    ...{
      office: world.composed.office,
      realm: world.composed.realm,
      appPool: world.database.pool,
      ownerPool: world.database.ownerPool,
    },
    ...{ keys: world.composed.keys, now },
    says: ({ because }) => ({ zh: because, en: because }),
  })

async function verified(): Promise<VerifyReport> {
  const { composed, database } = world
  const report = await verifyAll(database.ownerPool, {
    recompute: recomputeWith(composed.realm, composed.keys),
    evidence: composed.evidence,
    readNumber: numberReader(composed.realm),
    now: now(),
  })
  assert.ok('findings' in report, JSON.stringify(report))
  return report
}
const findingsOf = ({ findings }: VerifyReport) =>
  findings.map(({ what, where }) => `${what} ${where.table ?? ''} ${where.column ?? ''}`.trim())

/** Every row of every table, as text and as bytes. */
async function allRows(): Promise<string> {
  const { ownerPool } = world.database
  const { rows: tables } = await ownerPool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'zs'`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await ownerPool.query<Record<string, unknown>>(`select * from zs.${name}`)
    for (const row of rows)
      for (const value of Object.values(row))
        texts.push(Buffer.isBuffer(value) ? value.toString() : JSON.stringify(value))
  }
  return texts.join('\n')
}

async function checkProof(): Promise<string> {
  const bundle = await world.as('centreHead', 'GET', `${CLUES}/${id}/proof`)
  assert.equal(bundle.status, 200, bundle.text.slice(0, 300))
  const folder = mkdtempSync(join(tmpdir(), 'zs-erasure-'))
  try {
    writeFileSync(join(folder, 'proof.json'), bundle.text)
    return execFileSync(process.execPath, [CHECKER, join(folder, 'proof.json')], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a record is erased by two people: what was personal is gone, what was done is still proved', async () => {
  assert.deepEqual(findingsOf(await verified()), [])
  const before = await allRows()
  // They lie in the row of the record, so the search for them can find something.
  for (const secret of [SECRETS.content, SECRETS.person]) assert.ok(before.includes(secret), secret)

  const erase = { erasureGround: 'courtOrder', reasons: '法院决定书第7号' }
  await world.must('centreIntake', `${CLUES}/${id}/actions/erase`, erase)
  const again = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/erase`, erase)
  assert.equal(again.status, 409, 'one person does not sign twice')
  assert.ok((await allRows()).includes(SECRETS.content), 'one signature erases nothing')
  await world.must('centreHead', `${CLUES}/${id}/actions/erase`, erase)
  await world.composed.indexer.drain()
  assert.equal(await eraseFiles(world.database.ownerPool, world.composed.evidence), 1)
  await world.integrate()

  const rows = await allRows()
  for (const secret of Object.values(SECRETS)) assert.ok(!rows.includes(secret), secret)
  const { rows: keys } = await world.database.ownerPool.query('select from zs.record_key where record = $1', [
    id,
  ])
  assert.equal(keys.length, 0)
  assert.equal(await world.composed.evidence.has(file.digest), false)
  const report = await verified()
  assert.deepEqual(findingsOf(report), [])
  assert.equal(report.sound, true)
  assert.match(await checkProof(), /./)

  const shown = await world.as('centreHead', 'GET', `${CLUES}/${id}`)
  assert.equal(shown.body['state'], 'erased')
  const fields = shown.body['fields'] as Readonly<Record<string, unknown>>
  assert.equal(fields['erasureGround'], 'courtOrder')
  assert.equal(typeof fields['erasedOn'], 'string')
  assert.equal(fields['content'], undefined)
  assert.equal(fields['reporter'], undefined)
  assert.deepEqual(shown.body['actions'], [])
  const found = await world.as('centreHead', 'GET', `${CLUES}?q=${encodeURIComponent('只有举报人知道')}`)
  assert.deepEqual(found.body['items'], [])
})

test('nothing more can be done with it, by staff or by the reporter', async () => {
  for (const [role, action, input] of [
    ['centreHead', 'reopen', { reasons: '再查' }],
    ['centreHead', 'erase', { erasureGround: 'courtOrder', reasons: '再来' }],
    ['centreIntake', 'openReporter', { openingReasons: '联系' }],
  ] as const) {
    const { status, text } = await world.as(role, 'POST', `${CLUES}/${id}/actions/${action}`, input)
    assert.equal(status, 410, text)
  }
  const sealed = await world.as('centreHead', 'GET', `${CLUES}/${id}/sealed/reporter`)
  assert.ok([403, 404].includes(sealed.status), sealed.text)
  assert.equal((await world.as('centreHead', 'GET', `/api/files/${file.digest}`)).status, 404)
  const progress = await deskOf().progress(code)
  assert.ok(progress !== undefined && progress !== 'busy')
  assert.equal(progress.status, 'closed')
  // Whoever is threatened for it may still say so.
  assert.deepEqual(progress.wants, ['threat'])
  const added = await deskOf().supplement(code, '还有新情况', [], 'another-token-of-characters')
  assert.ok(typeof added === 'object' && 'refused' in added)
})

test('a key that is gone without an entry, and one that is still there after it, are both found', async () => {
  const { ownerPool } = world.database
  const { rows } = await ownerPool.query<{ record: string; wrapped: Buffer }>(
    `delete from zs.record_key k using zs.record r
     where k.record = r.id and r.type = 'tie' returning k.record, k.wrapped`,
  )
  assert.ok(rows.length > 0)
  assert.ok(findingsOf(await verified()).includes('rowMissing zs.record_key'))
  for (const { record, wrapped } of rows)
    await ownerPool.query('insert into zs.record_key (record, wrapped) values ($1, $2)', [record, wrapped])
  await ownerPool.query('insert into zs.record_key (record, wrapped) values ($1, $2)', [id, rows[0]?.wrapped])
  assert.deepEqual(findingsOf(await verified()).length > 0, true)
  await ownerPool.query('delete from zs.record_key where record = $1', [id])
  assert.deepEqual(findingsOf(await verified()), [])
})

test('the application role erases nothing that has no entry in the same transaction', async () => {
  const { rows } = await world.database.ownerPool.query<{ id: string }>(
    `select id from zs.record where type = 'person' limit 1`,
  )
  await assert.rejects(
    world.database.pool.query('select zs.erase_records($1)', [[rows[0]?.id]]),
    /nothing is erased without an entry/,
  )
})

test('petitions, complaints and what was told of a threat are erased the same way', async () => {
  const secret = (what: string) => `${what}只有本人知道的经过`
  const send = (payload: object) => world.ask({ method: 'POST', url: '/api/public/reports', payload })
  const asked = { area: '220102', realName: true, reporter: { name: '欧阳信访', phone: '13900001111' } }
  const petition = await send({
    ...{ about: 'petition', category: 'other', title: '诉求一件', content: secret('信访') },
    ...{ claim: secret('请求'), ...asked },
  })
  const complaint = await send({
    ...{ about: 'complaint', category: 'abuse', title: '检控一件', content: secret('检控'), ...asked },
    ...{ reportedPersons: [{ name: '某某待销毁' }] },
  })
  const threat = await deskOf().threatened(
    String(petition.body['queryCode']),
    { kind: 'threat', stillInDanger: 'no', text: secret('威胁') },
    [],
    'a-token-of-a-threat-to-erase',
  )
  assert.deepEqual(threat, { taken: true })
  const of = async (type: string): Promise<string> => {
    const { rows } = await world.database.ownerPool.query<{ id: string }>(
      'select id from zs.record where type = $1',
      [type],
    )
    return rows[0]?.id ?? assert.fail(type)
  }
  const ids = {
    petition: await of('petition'),
    complaint: await of('complaint'),
    protection: await of('protection'),
  }
  const act = (type: keyof typeof ids, role: Role, action: string, input: object) =>
    world.must(role, `/api/records/${type}/${ids[type]}/actions/${action}`, input)

  await act('petition', 'centreIntake', 'register', { gist: '诉求一件', category: 'other' })
  const elsewhere = { reasons: '民事纠纷', otherChannel: 'arbitration', feedbackWords: '请向法院起诉。' }
  for (const role of ['centreAssessor', 'centreHead'] as const)
    await act('petition', role, 'tellWhereToGo', elsewhere)
  await act('petition', 'centreArchivist', 'archive', { archiveBox: '1' })
  const outside = { gist: '检控一件', reasons: '不属于受理范围', otherChannel: 'discipline12388' }
  for (const role of ['centreIntake', 'centreHead'] as const)
    await act('complaint', role, 'declareOutOfScope', outside)
  await act('complaint', 'centreArchivist', 'archive', { archiveBox: '2' })
  await act('protection', 'centreIntake', 'receive', { assessment: '已核实。' })
  await act('protection', 'centreHead', 'answer', { result: 'explained', answerWords: '已解释。' })
  await world.composed.indexer.drain()
  const before = await allRows()
  for (const what of ['信访', '请求', '检控', '威胁']) assert.ok(before.includes(secret(what)), what)

  const erase = { erasureGround: 'courtOrder', reasons: '法院决定书第8号' }
  for (const type of ['petition', 'complaint', 'protection'] as const)
    for (const role of ['centreIntake', 'centreHead'] as const) await act(type, role, 'erase', erase)
  await world.composed.indexer.drain()
  await eraseFiles(world.database.ownerPool, world.composed.evidence)
  await world.integrate()
  const after = await allRows()
  for (const what of [...['信访', '请求', '检控', '威胁'].map(secret), '某某待销毁'])
    assert.ok(!after.includes(what), what)
  assert.deepEqual(findingsOf(await verified()), [])
  for (const { body } of [petition, complaint]) {
    const progress = await deskOf().progress(String(body['queryCode']))
    assert.ok(progress !== undefined && progress !== 'busy')
    assert.deepEqual(progress.wants, ['threat'])
  }
})

test('records projected anew after an upgrade bring nothing back of what was erased', async () => {
  const { composed, database } = world
  await database.ownerPool.query(`update zs.projected set digest = 'of an older program' where type = 'clue'`)
  const { records, leftAside } = await reprojectTypes(
    composed.recomputing,
    await noteDeclarations(composed.recomputing),
  )
  assert.ok(records > 0)
  assert.deepEqual(leftAside, [])
  await composed.indexer.drain()
  const rows = await allRows()
  for (const secret of Object.values(SECRETS)) assert.ok(!rows.includes(secret), secret)
  assert.deepEqual(findingsOf(await verified()), [])
})
