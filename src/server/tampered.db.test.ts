import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { FileRef, RecordId } from '#kernel/record/field.ts'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { appendLooks } from '#store/log/looks.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people } from '#test/support/smallWorld.ts'
import { citizensDesk } from './citizens.ts'
import { now } from './compose.ts'

// What follows from a record of the real office beside its row, changed by the owner of the database: found, and named by its
// table. Each change is taken back.

let world: HttpWorld
let id: RecordId
before(async () => {
  world = await httpWorld()
  const { composed, database } = world
  const kept = await composed.evidence.put(Readable.from([Buffer.from('录音文字稿')]), { maxBytes: 1000 })
  assert.ok('digest' in kept)
  const file: FileRef = { ...kept, name: 'note.txt', type: 'text/plain' }
  await database.ownerPool.query(
    `insert into zs.file (digest, size, type, name, stored_at, by_key) values ($1, $2, $3, $4, now(), 'public')`,
    [file.digest, file.size, file.type, file.name],
  )
  const { office, realm, keys } = composed
  const desk = citizensDesk({
    ...{ office, realm, appPool: database.pool, ownerPool: database.ownerPool, keys, now },
    says: ({ because }) => ({ zh: because, en: because }),
  })
  const content = '河湾沙场的人拦车收钱，不给就打人，电话13912349876，有账本和录像，车牌吉A12345。'
  const wish = { category: 'crime', title: '强占河沙', content, realName: true }
  const people = { reporter: { name: '欧阳某', phone: '13812349876' }, reportedPersons: [{ name: '雷老虎' }] }
  const told = { ...wish, ...people }
  const taken = await desk.report(told, [file], 'a-token-of-enough-characters')
  assert.ok('queryCode' in taken)
  const { rows } = await database.ownerPool.query<{ id: RecordId }>(
    'select id from zs.record where number = $1',
    [taken.number],
  )
  id = rows[0]?.id ?? assert.fail()
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    ...{ gist: '强占', importance: 'general', category: 'crime' },
  })
  // Only now: the first would have to be judged before the second is registered.
  const other = { ...told, content: content.replace('沙场', '码头'), title: '强占码头' }
  assert.ok('queryCode' in (await desk.report(other, [], 'another-token-of-enough-characters')))
  await composed.indexer.drain()
  await world.integrate()
})
after(() => world[Symbol.asyncDispose]())

async function found(): Promise<readonly string[]> {
  const { composed, database } = world
  const report = await verifyAll(database.ownerPool, {
    recompute: recomputeWith(composed.realm, composed.keys),
    evidence: composed.evidence,
    readNumber: numberReader(composed.realm),
    master: composed.keys.master,
    now: now(),
  })
  assert.ok('findings' in report, JSON.stringify(report))
  return report.findings.map(({ what, where }) =>
    [what, where.table, where.column].filter((part) => part !== undefined).join(' '),
  )
}

test('nothing was changed', async () => {
  assert.deepEqual(await found(), [])
})

const changes: Readonly<Record<string, readonly [table: string, sql: string, finding: string]>> = {
  'never to be found': [
    'search_text',
    'delete from zs.search_text where record = $1',
    'rowMissing zs.search_text',
  ],
  'found by nothing it says': [
    'search_text',
    `update zs.search_text set words = '' where record = $1`,
    'rowEdited zs.search_text words',
  ],
  'out of the index': [
    'search_text',
    `update zs.search_text set grams = '{}' where record = $1`,
    'rowEdited zs.search_text grams',
  ],
  'found by who may not read it': [
    'search_text',
    `update zs.search_text set seen_by = array_append(seen_by, 'auditor') where record = $1`,
    'rowEdited zs.search_text seen_by',
  ],
  'a number forgotten': [
    'search_key',
    'delete from zs.search_key where record = $1',
    'rowMissing zs.search_key',
  ],
  'a name put in': [
    'search_key',
    `insert into zs.search_key values ($1, 1, 'v:张三', 'clue')`,
    'rowInserted zs.search_key',
  ],
  'no earlier report any more': ['mark', 'delete from zs.mark where record = $1', 'rowMissing zs.mark'],
  'a mark of somebody else': ['mark', `insert into zs.mark values ('i:x', $1)`, 'rowInserted zs.mark'],
  'like nothing': ['signature', 'delete from zs.signature where record = $1', 'rowMissing zs.signature'],
  'not looked up by its bands': ['band', 'delete from zs.band where record = $1', 'rowMissing zs.band'],
  'a band too many': ['band', 'insert into zs.band values (7, $1)', 'rowInserted zs.band'],
  'another state on past days': [
    'stood',
    `update zs.stood set state = 'closed' where record = $1`,
    'rowEdited zs.stood state',
  ],
  'a past day forgotten': ['stood', 'delete from zs.stood where record = $1', 'rowMissing zs.stood'],
  'another area counted': [
    'counted',
    `update zs.counted set county = '220104' where record = $1`,
    'rowEdited zs.counted county',
  ],
  'the key of another record': [
    'record_key',
    `update zs.record_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) where record = $1`,
    'rowEdited zs.record_key wrapped',
  ],
  'no key': ['record_key', 'delete from zs.record_key where record = $1', 'rowMissing zs.record_key'],
  'a key of a file written over': [
    'file_key',
    `update zs.file_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)
     where digest in (select digest from zs.record_file where record = $1)`,
    'rowEdited zs.file_key wrapped',
  ],
  'no key of a file': [
    'file_key',
    'delete from zs.file_key where digest in (select digest from zs.record_file where record = $1)',
    'rowMissing zs.file_key',
  ],
  'the query codes of two clues exchanged': [
    'query_code',
    `update zs.query_code c set record = o.record from zs.query_code o where o.record <> c.record and $1::uuid is not null`,
    'queryCodeReplaced zs.query_code',
  ],
  'another query code': [
    'query_code',
    `update zs.query_code set hash = 'x' where record = $1`,
    'queryCodeReplaced zs.query_code',
  ],
  'a query code that nobody sealed': [
    'query_code',
    'update zs.query_code set seal = null where record = $1',
    'queryCodeReplaced zs.query_code',
  ],
  'no query code': ['query_code', 'delete from zs.query_code where record = $1', 'rowMissing zs.query_code'],
}
for (const [name, [table, sql, finding]] of Object.entries(changes)) {
  test(`changed by the owner: ${name}`, async () => {
    const { ownerPool } = world.database
    const { rows } = await ownerPool.query<{ columns: string }>(
      `select string_agg(format('%I', attname), ', ' order by attnum) as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`zs.${table}`],
    )
    const columns = rows[0]?.columns ?? assert.fail()
    await ownerPool.query(`create table public.kept as select * from zs.${table}`)
    try {
      const { rowCount } = await ownerPool.query(sql, [id])
      assert.ok((rowCount ?? 0) > 0, 'nothing was changed')
      const findings = await found()
      assert.ok(findings.includes(finding), `${finding} in [${findings.join(', ')}]`)
      assert.ok(
        // A signature is what the bands are compared with.
        findings.every((one) => [`zs.${table}`, 'zs.band'].includes(one.split(' ')[1] ?? '')),
        findings.join(', '),
      )
    } finally {
      await ownerPool.query(`delete from zs.${table}`)
      await ownerPool.query(`insert into zs.${table} (${columns}) select ${columns} from public.kept`)
      await ownerPool.query('drop table public.kept')
    }
  })
}

test('each change was taken back', async () => {
  assert.deepEqual(await found(), [])
})

test('an act that somebody without the key of the installation wrote, with everything that follows from it', async () => {
  const { composed, database } = world
  const forger = composed.officeWith({ masterKey: randomBytes(32) })
  const outcome = await forger.act({
    asker: { kind: 'staff', person: people.centreAssessor },
    ...{ type: 'clue', id, action: 'assess' },
    input: {
      grade: 'C',
      gradeReasons: '不必查',
      area: '220102',
      focus: ['other'],
      proposedUnit: '220102:police',
    },
  })
  assert.ok('done' in outcome, JSON.stringify(outcome))
  await composed.indexer.drain()
  assert.deepEqual(await found(), ['entryForged'], 'before it is in the log')
  await world.integrate()
  assert.deepEqual(await found(), ['entryForged'], 'and behind it')
  const look = { id: randomUUID(), at: now(), person: people.centreHead, record: id, how: { door: 'record' } }
  await appendLooks(database.pool, [look], randomBytes(32))
  await world.integrate()
  assert.deepEqual(await found(), ['entryForged', 'entryForged'])
})
