/** Numbers of papers: taken by the act that issues them, without gaps, whoever acts at once and whatever fails. */
import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import type { PaperStanding } from '#kernel/record/papers.ts'
import { papersOf } from '#kernel/record/papers.ts'
import { clue } from '#mechanisms/clue/clue.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { nanguan, told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { numberReader, recomputeWith } from './recompute.ts'
import { now } from './compose.ts'
import type { Outcome, Request } from './office/asking.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const CLUES = '/api/records/clue'
const YEAR = officeDay().slice(0, 4)
const unlike = () => ({
  title: `反映${randomUUID().slice(0, 8)}号事项`,
  content: Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join(''),
})
const does = (role: Role, id: string, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${id}/actions/${action}`, input)
const approval = {
  verifyingUnit: nanguan.unit,
  dispatch: 'direct',
  secrecy: 'internal',
  feedbackWanted: true,
  instructions: '依法核查。',
}

/** A clue that only waits for the director's approval. */
async function toApprove(): Promise<RecordId> {
  const { body } = await world.must('centreIntake', `${CLUES}/actions/enter`, { ...told, ...unlike() })
  const { id } = body
  assert.ok(isRecordId(id))
  await does('centreIntake', id, 'register', { gist: '强揽工程', importance: 'general', category: 'crime' })
  await does('centreAssessor', id, 'assess', {
    grade: 'B',
    gradeReasons: '有具体时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  return id
}

async function papersIn(id: RecordId): Promise<readonly PaperStanding[]> {
  const opened = await world.composed.office.open({ kind: 'system', job: 'test' }, 'clue', id)
  assert.ok(opened)
  return papersOf(clue, opened.entries)
}

const assigned = async (): Promise<readonly number[]> => {
  const { rows } = await world.database.ownerPool.query<{ nth: number }>(
    `select nth from zs.paper where kind = 'assignment' order by nth`,
  )
  return rows.map(({ nth }) => nth)
}
const upTo = (last: number) => Array.from({ length: last }, (_, nth) => nth + 1)

const verified = async () => {
  const report = await verifyAll(world.database.ownerPool, {
    recompute: recomputeWith(world.composed.realm, world.composed.keys),
    readNumber: numberReader(world.composed.realm),
    evidence: { open: () => undefined },
    now: now(),
  })
  assert.ok('findings' in report)
  return report.findings.filter(({ what }) => !what.startsWith('checkpoint') && !what.startsWith('file'))
}

test('sixteen approvals at once give the numbers 1 to 16', async () => {
  const ids = await Promise.all(upTo(16).map(() => toApprove()))
  const answers = await Promise.all(
    ids.map((id) => world.as('centreHead', 'POST', `${CLUES}/${id}/actions/approve`, approval)),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    ids.map(() => 200),
  )
  assert.deepEqual(await assigned(), upTo(16))
  const [first] = await papersIn(ids[0] ?? assert.fail())
  assert.ok(first)
  assert.equal(first.document, 'assignmentLetter')
  assert.equal(first.number, `吉扫黑线索交办〔${YEAR}〕${String(first.nth)}号`)
})

test('a refused act, and one that somebody else was quicker with, takes no number', async () => {
  const [refused, raced] = [await toApprove(), await toApprove()]
  const before = await assigned()
  const odd = await world.as('centreHead', 'POST', `${CLUES}/${refused}/actions/approve`, {
    ...approval,
    dispatch: 'conjured',
  })
  assert.equal(odd.status, 422)
  const race = await Promise.all(
    upTo(6).map(() => world.as('centreHead', 'POST', `${CLUES}/${raced}/actions/approve`, approval)),
  )
  assert.deepEqual(race.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409])
  assert.deepEqual(await assigned(), upTo(before.length + 1))
})

test('a repeated request gets the number it got before', async () => {
  const id = await toApprove()
  const before = await assigned()
  const headers = { 'idempotency-key': randomUUID() }
  const answers = await Promise.all(
    upTo(8).map(() => world.as('centreHead', 'POST', `${CLUES}/${id}/actions/approve`, approval, headers)),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
  )
  assert.equal((await papersIn(id)).length, 1)
  assert.deepEqual(await assigned(), upTo(before.length + 1))
})

test('the same request done between the look for its answer and the reading of its record is answered, not refused', async () => {
  const id = await toApprove()
  const { office, officeWith, reader } = world.composed
  const request: Request = {
    ...{ asker: { kind: 'staff', person: people.centreHead }, type: 'clue', id, action: 'approve' },
    ...{ input: approval, idempotencyKey: randomUUID() },
  }
  let first: Outcome | undefined
  const late = officeWith({
    reader: {
      ...reader,
      async findReached(...asked) {
        first ??= await office.act(request)
        return reader.findReached(...asked)
      },
    },
  })
  const second = await late.act(request)
  assert.ok(first !== undefined && 'done' in first && 'done' in second, JSON.stringify([first, second]))
  assert.deepEqual(second.done, { ...first.done, repeated: true, answerWith: {} })
})

test('a paper that is void keeps its number, and only whoever issued it says so, once', async () => {
  const id = await toApprove()
  await does('centreHead', id, 'approve', approval)
  const { number } = (await papersIn(id))[0] ?? assert.fail()
  const cancel = (role: Role, named: string) =>
    world.as(role, 'POST', `${CLUES}/${id}/actions/cancelPaper`, {
      cancelledPapers: [{ number: named, reasons: '主送单位有误。' }],
    })
  const because = ({ body }: { body: Readonly<Record<string, unknown>> }) =>
    (body['refused'] as readonly { because: string }[]).map((one) => one.because)
  assert.deepEqual(because(await cancel('nanguanVerifier', number)), ['no such paper'])
  assert.deepEqual(because(await cancel('centreHead', '吉扫黑线索交办〔1999〕1号')), ['no such paper'])
  assert.equal((await cancel('centreHead', number)).status, 200)
  assert.deepEqual(because(await cancel('centreHead', number)), ['no such paper'])
  const [paper] = await papersIn(id)
  assert.equal(paper?.cancelled?.reasons, '主送单位有误。')
  const { rows } = await world.database.ownerPool.query<{ cancelled_seq: number }>(
    'select cancelled_seq from zs.paper where record = $1',
    [id],
  )
  assert.deepEqual(rows, [{ cancelled_seq: paper.cancelled.seq }])
})

test('random acts, refusals and lost transactions leave every series whole', async () => {
  const ids = await Promise.all(upTo(10).map(() => toApprove()))
  const { ownerPool } = world.database
  const answers = new Map<number, number>()
  const act = async (role: Role, id: RecordId, action: string, input: object) => {
    const { status } = await world.as(role, 'POST', `${CLUES}/${id}/actions/${action}`, input)
    answers.set(status, (answers.get(status) ?? 0) + 1)
  }
  const rounds = (count: number) =>
    Promise.all(
      ids.map(async (id) => {
        for (let round = 0; round < count; round++) {
          const one = randomInt(5)
          if (one === 0) await act('centreHead', id, 'approve', { ...approval, dispatch: 'conjured' })
          else if (one === 1) await act('centreHead', id, 'approve', { ...approval, dispatch: 'transfer' })
          else if (one === 2) await act('centreHead', id, 'approve', approval)
          else if (one === 3)
            await act('nanguanVerifier', id, 'objectNotOurs', {
              notOursGround: 'jurisdiction',
              notOursReasons: '不属于本辖区。',
            })
          else await act('centreHead', id, 'upholdObjection', { reasons: '异议成立。' })
        }
      }),
    )
  const storm = { lasts: true, killed: 0 }
  const killer = (async () => {
    while (storm.lasts) {
      await new Promise((resolve) => setTimeout(resolve, 10 + randomInt(30)))
      // Whatever the application is writing at this moment is lost, as with a power cut.
      const { rowCount } = await ownerPool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'zs_app' and state <> 'idle'
           and query ~ 'zs.(append|keep_papers|take_numbers)'`,
      )
      storm.killed += rowCount ?? 0
    }
  })()
  for (let tries = 0; tries < 30 && (tries < 2 || storm.killed === 0); tries++) await rounds(6)
  storm.lasts = false
  await killer
  await rounds(12)
  assert.ok((answers.get(200) ?? 0) > 10, 'some acts were done')
  assert.ok(storm.killed > 0, 'some transactions were lost')
  assert.ok((answers.get(422) ?? 0) > 0 && (answers.get(409) ?? 0) > 0, 'some acts were refused')
  const { rows } = await ownerPool.query<{ series: string; last: number; given: number; highest: number }>(
    `select c.series, c.last, count(p.*)::int as given, max(p.nth) as highest
     from zs.counter c left join zs.paper p on p.unit || '/' || p.kind = c.series and p.year = c.year
     where strpos(c.series, '/') > 0 group by c.series, c.last`,
  )
  assert.ok(rows.length >= 3, 'assignments, passing-on sheets and return notes')
  for (const { series, last, given, highest } of rows)
    assert.deepEqual([series, given, highest], [series, last, last])
  assert.deepEqual(await verified(), [])
})

test('verify names a gap, a double, an edited row and a paper without its act', async () => {
  const { ownerPool } = world.database
  const done = async (sql: string, undo: string) => {
    await ownerPool.query(sql)
    const findings = await verified()
    await ownerPool.query(undo)
    return findings.map(({ what, where }) => [what, where.number ?? where.table].join(' '))
  }
  const series = `22:clueCentre/assignment ${YEAR}`
  const last = (await assigned()).length
  assert.deepEqual(
    await done(
      `update zs.counter set last = last + 1 where series = '22:clueCentre/assignment'`,
      `update zs.counter set last = last - 1 where series = '22:clueCentre/assignment'`,
    ),
    [`paperMissing ${series}/${String(last + 1)}`],
  )
  assert.deepEqual(
    await done(
      `update zs.counter set last = last - 1 where series = '22:clueCentre/assignment'`,
      `update zs.counter set last = last + 1 where series = '22:clueCentre/assignment'`,
    ),
    [`paperUnknown ${series}/${String(last)}`],
  )
  const copied = 'create table kept as select * from zs.paper where nth = 1 and kind = $$assignment$$'
  const restored = 'insert into zs.paper select * from kept; drop table kept'
  assert.deepEqual(
    await done(
      `${copied}; delete from zs.paper using kept k where (zs.paper.unit, zs.paper.kind, zs.paper.nth) = (k.unit, k.kind, k.nth)`,
      restored,
    ),
    ['rowMissing zs.paper'],
  )
  assert.deepEqual(
    await done(
      `update zs.paper set number = 'X' || number where nth = 2 and kind = 'assignment'`,
      `update zs.paper set number = substr(number, 2) where nth = 2 and kind = 'assignment'`,
    ),
    ['rowEdited zs.paper'],
  )
  assert.deepEqual(
    await done(
      `insert into zs.paper select unit, 'order', year, nth, number, record, seq, type, document, issued_at from zs.paper where nth = 3 and kind = 'assignment'`,
      `delete from zs.paper where kind = 'order'`,
    ),
    ['rowInserted zs.paper'],
  )
  assert.deepEqual(await verified(), [])
})
