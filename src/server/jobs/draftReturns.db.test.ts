/** A return says what its unit had in the period, as it stood at its end, once, closed to whom its clues name; and goes out as paper and workbook. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { addDays, dayOf, endOfDay, startOfDay } from '#kernel/time.ts'
import { periodOf } from '#mechanisms/clue/clueReturn.period.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { textOfPdf } from '../documents/pdfText.fixture.ts'
import { draftReturns } from './draftReturns.ts'

let world: HttpWorld
let period: { readonly from: string; readonly to: string }
const clues = new Map<string, string>()

/** As the acts of a month before: the last of them on this day. */
async function happenedOn(id: string, at: string) {
  await world.database.ownerPool.query(
    `with e as (update zs.entry set at = $2 where record = $1), s as (update zs.stood set at = $2 where record = $1)
     update zs.record set opened_at = $2, changed_at = $2 where id = $1`,
    [id, at],
  )
}

async function passedOn(title: string, unit: string, more: object = {}): Promise<string> {
  const content = [...title].map((sign) => sign.repeat(7)).join('，')
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...{ ...told, title, content, realName: false },
    ...more,
  })
  const id = String(body['id'])
  const path = `/api/records/clue/${id}/actions`
  await world.must('centreIntake', `${path}/register`, {
    ...{ gist: title, importance: 'general', category: 'crime' },
  })
  await world.must('centreAssessor', `${path}/assess`, {
    ...{ grade: 'B', gradeReasons: '有具体时间。', area: '220102', focus: ['other'] },
  })
  await world.must('centreHead', `${path}/approve`, {
    ...{ verifyingUnit: unit, dispatch: 'direct', secrecy: 'internal', feedbackWanted: true },
    instructions: '依法核查。',
  })
  clues.set(title, id)
  return id
}

before(async () => {
  world = await httpWorld()
  const today = dayOf(world.composed.now())
  const months = world.composed.realm.rulebookOn(today).number('clueReturn.months')
  period = periodOf(addDays(periodOf(today, months).from, -1), months)
  const within = startOfDay(addDays(periodOf(addDays(periodOf(today, months).from, -1), months).from, 3))
  await happenedOn(await passedOn('南岭街道强揽工程', '220102:police'), within)
  await happenedOn(await passedOn('水产市场收取保护费', '220102:police'), within)
  await happenedOn(await passedOn('加密的一件', '220102:police', { restricted: true }), within)
  await happenedOn(await passedOn('上期已经办结', '220102:police'), within)
  await passedOn('本期之后才交办', '220102:police')
  // One ended within the period, one before it: by what the board keeps of how each stood.
  const ended = async (title: string, at: string) => {
    await world.database.ownerPool.query(
      `with s as (insert into zs.stood (record, seq, at, state, county, unit, outcome)
                  select record, seq + 1, $2, 'closed', county, unit, 'filed' from zs.stood where record = $1 order by seq desc limit 1)
       update zs.record set state = 'closed', closed = true, outcome = 'filed', changed_at = $3 where id = $1`,
      [clues.get(title), at, world.composed.now()],
    )
  }
  await ended('水产市场收取保护费', endOfDay(addDays(periodOf(today, months).from, -1)))
  await world.database.ownerPool.query(`update zs.stood set at = at - interval '90 days' where record = $1`, [
    clues.get('上期已经办结'),
  ])
  await ended(
    '上期已经办结',
    startOfDay(addDays(periodOf(addDays(periodOf(today, months).from, -1), months).from, -5)),
  )
})
after(() => world[Symbol.asyncDispose]())

const draw = (office = world.composed.office) => {
  const { realm } = world.composed
  // The first of a month can be a holiday: three weeks into it every calendar calls the last one owed.
  const now = () => startOfDay(addDays(periodOf(dayOf(world.composed.now()), 1).from, 21))
  return draftReturns({ ownerPool: world.database.ownerPool, office, realm, now })
}

async function bytesOf(role: Role, url: string): Promise<Buffer> {
  const cookie = await world.cookieOf(role)
  const { statusCode, rawPayload } = await world.app.inject({ url, headers: { cookie } })
  assert.equal(statusCode, 200)
  return rawPayload
}
const cellsOf = async (role: Role): Promise<readonly string[]> =>
  (await readXlsx(await bytesOf(role, `/api/returns/file?to=${period.to}`))).sheets.map(({ rows }) =>
    rows.map((row) => row.map(String).join('|')).join('\n'),
  )

interface Item {
  readonly id: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
}
const listed = async (role: Role): Promise<readonly Item[]> =>
  (await world.as(role, 'GET', '/api/records/clueReturn?limit=200')).body['items'] as readonly Item[]
const returnOf = async (role: Role, unit: string): Promise<Item> => {
  const found = (await listed(role)).find(({ fields }) => fields['unit'] === unit) ?? assert.fail(unit)
  return (await world.as(role, 'GET', `/api/records/clueReturn/${found.id}`)).body as unknown as Item
}

test('every unit that owes one has one for the period, however often and wherever it is drawn up', async () => {
  const [one, other] = await Promise.all([draw(), draw(world.composed.officeWith({}))])
  const police = world.composed.realm
    .org()
    .units.filter(({ kind, level }) => kind === 'police' && level !== 'province')
  const all = await listed('centreIntake')
  assert.ok(one + other >= police.length - 1, `${String(one)} and ${String(other)}`)
  assert.equal(new Set(all.map(({ fields }) => fields['unit'])).size, all.length)
  assert.deepEqual([await draw(), (await listed('centreIntake')).length], [0, all.length])
})

test('it lists what the unit had in the period, as it stood at its end; what is encrypted is only counted', async () => {
  const { fields } = await returnOf('nanguanChief', '220102:police')
  const lines = fields['lines'] as readonly Readonly<Record<string, unknown>>[]
  assert.deepEqual(
    lines.map(({ title, standing, result }) => [title, standing, result]),
    [
      ['南岭街道强揽工程', 'open', undefined],
      ['水产市场收取保护费', 'closed', 'filed'],
    ],
  )
  assert.deepEqual([fields['count'], fields['encrypted'], fields['zeroReturn']], [2, 1, false])
  const other = await returnOf('chaoyangPoliceHead', '220104:police')
  assert.deepEqual([other.fields['count'], other.fields['zeroReturn']], [0, true])
})

test('compiled, filed and received; the paper bears the lines and the remark, the workbook too', async () => {
  const { id, fields } = await returnOf('nanguanChief', '220102:police')
  const [first] = fields['lines'] as readonly { readonly number: string }[]
  const act = (role: Role, action: string, input: object = {}) =>
    world.must(role, `/api/records/clueReturn/${id}/actions/${action}`, input)
  const missing = async () =>
    (
      (await world.as('centreIntake', 'GET', `/api/returns?to=${period.to}`)).body['items'] as readonly {
        readonly unit: string
        readonly state: string
      }[]
    )
      .filter(({ state }) => state === 'drafted' || state === 'toFile')
      .map(({ unit }) => unit)
  assert.ok((await missing()).includes('220102:police'))
  await act('nanguanChief', 'submit', { remarks: [{ number: first?.number, remark: '琥珀备注' }] })
  await act('nanguanPoliceHead', 'file')
  assert.ok(!(await missing()).includes('220102:police'))
  await act('centreIntake', 'accept')
  const paper = await bytesOf('centreIntake', `/api/records/clueReturn/${id}/documents/statisticsForm.pdf`)
  const text = textOfPdf(paper).replaceAll(/\s/g, '')
  for (const part of [
    '涉黑涉恶涉乱线索统计表',
    '南岭街道强揽工程',
    '由填报单位立案',
    '琥珀备注',
    '赵刑侦',
    '周局长',
  ])
    assert.ok(text.includes(part), `${part}: ${text}`)
  assert.ok(!text.includes('加密的一件'))
  const cells = await cellsOf('centreIntake')
  assert.match(cells[0] ?? '', /南关区公安局\|.*已接收\|否\|2\|1\|0\|1\|0\|0\|1/)
  assert.match(cells[1] ?? '', /南岭街道强揽工程\|.*\|琥珀备注/)
  assert.ok(!(await cellsOf('chaoyangPoliceHead')).join('\n').includes('南岭街道强揽工程'))
})

test('whom a listed clue comes to name loses the return, and with it its line in the workbook', async () => {
  const id = clues.get('南岭街道强揽工程') ?? assert.fail()
  const before = await returnOf('nanguanDeputyHead', '220102:police')
  await world.must('centreIntake', `/api/records/clue/${id}/actions/name`, {
    named: [{ key: `p:${people.nanguanDeputyHead}`, how: 'stated' }],
    reasons: '核查中发现。',
  })
  const gone = await world.as('nanguanDeputyHead', 'GET', `/api/records/clueReturn/${before.id}`)
  assert.equal(gone.status, 404)
  assert.ok(!(await cellsOf('nanguanDeputyHead')).join('\n').includes('南岭街道强揽工程'))
  assert.equal((await world.as('centreIntake', 'GET', `/api/records/clueReturn/${before.id}`)).status, 200)
})

test('a period that is no period is refused', async () => {
  for (const to of ['2025-13-01', 'x', '1999-12-31', addDays(dayOf(world.composed.now()), 400)]) {
    const { status } = await world.as('centreIntake', 'GET', `/api/returns?to=${to}`)
    assert.equal(status, 400, to)
  }
})
