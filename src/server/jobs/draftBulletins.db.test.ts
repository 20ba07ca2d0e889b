/** The bulletin of a week says what the board of its last day says to the head of the office, once, and goes out as a paper. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#kernel/time.ts'
import { mondayOf } from '#mechanisms/supervision/bulletin.week.ts'
import { nanguan, told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import type { Role } from '#test/support/smallWorld.ts'
import type { Board } from '../http/boardShape.ts'
import { textOfPdf } from '../documents/pdfText.fixture.ts'
import type { Office } from '../office/office.ts'
import { draftBulletins } from './draftBulletins.ts'

let world: HttpWorld
/** A week that every calendar calls owed. */
const to = addDays(mondayOf(officeDay()), -8)
const WEEK = { from: addDays(to, -6), to }
before(async () => {
  world = await httpWorld()
  const clues: string[] = []
  for (const [title, unit] of [
    ['南岭街道强揽工程', '220102:police'],
    ['水产市场收取保护费', '220102:police'],
    ['客运站垄断班线', '220104:police'],
  ] as const) {
    const content = [...title].map((sign) => sign.repeat(7)).join('，')
    const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
      ...{ ...told, title, content },
    })
    const path = `/api/records/clue/${String(body['id'])}/actions`
    clues.push(String(body['id']))
    await world.must('centreIntake', `${path}/register`, {
      gist: title,
      importance: 'general',
      category: 'crime',
    })
    await world.must('centreAssessor', `${path}/assess`, {
      grade: 'B',
      gradeReasons: '有具体时间。',
      area: '220102',
      focus: ['other'],
    })
    await world.must('centreHead', `${path}/approve`, {
      ...{ verifyingUnit: unit, dispatch: 'direct', secrecy: 'internal', feedbackWanted: true },
      instructions: '依法核查。',
    })
  }
  // All but the last had happened before the week ended; the last is of today.
  await world.database.ownerPool.query(
    `with moved as (update zs.entry set at = $2::date where record = any ($1))
     update zs.record set opened_at = $2::date, changed_at = $2::date where id = any ($1)`,
    [clues.slice(0, 2), WEEK.to],
  )
  await world.database.ownerPool.query(
    `update zs.record set state = 'closed', closed = true, outcome = 'filed',
       fields = fields || '{"outcome": "filed", "recheckAgrees": false}' where id = $1`,
    [clues[1]],
  )
  await world.database.ownerPool.query(
    `with late as (update zs.clock set due = now() - interval '1 day' where record = $1)
     update zs.record set due = now() - interval '1 day' where id = $1`,
    [clues[0]],
  )
  await world.database.ownerPool.query('select zs.put_counted($1)', [clues])
})
after(() => world[Symbol.asyncDispose]())

const draft = (office = world.composed.office) => {
  const { realm, now } = world.composed
  const { ownerPool, pool } = world.database
  return draftBulletins({ ownerPool, appPool: pool, office, realm, now })
}
interface Item {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
}
const BULLETINS = '/api/records/bulletin'
const listed = async (role: Role): Promise<readonly Item[]> =>
  (await world.as(role, 'GET', `${BULLETINS}?limit=200`)).body['items'] as readonly Item[]
const bulletinOf = async (role: Role): Promise<Item> => {
  const [found] = (await listed(role)).filter(({ fields }) => fields['to'] === WEEK.to)
  assert.ok(found)
  return (await world.as(role, 'GET', `${BULLETINS}/${found.id}`)).body as unknown as Item
}

test('one for each office that has something to tell and each week, however often and wherever it is drafted', async () => {
  const { office } = world.composed
  let left = 1
  // The first is written and its answer lost; nothing after it happens.
  const dying: Office = {
    ...office,
    act: async (request) => {
      if (left > 0) await office.act(request)
      left -= 1
      throw new Error('the process died')
    },
  }
  await assert.rejects(draft(dying), /the process died/)
  const [one, other] = await Promise.all([draft(), draft()])
  assert.ok(one + other >= 1, `${String(one)} and ${String(other)}`)
  assert.equal(await draft(), 0)
  const { rows } = await world.database.ownerPool.query<{ key: string; many: number }>(
    `select fields ->> 'office' as key, count(*)::int as many from zs.record
     where type = 'bulletin' and fields ->> 'to' = $1 group by 1 order by 1`,
    [WEEK.to],
  )
  assert.deepEqual(rows, [
    { key: '2201:office', many: 1 },
    { key: '22:office', many: 1 },
  ])
})

test('its figures are those of the board of that day as the head of the office sees it', async () => {
  for (const head of ['changchunOfficeHead', 'provinceOfficeHead'] as const) {
    const { fields } = await bulletinOf(head)
    // The door answers so.
    const board = (await world.as(head, 'GET', `/api/board?on=${WEEK.to}`)).body as unknown as Board
    const today = (await world.as(head, 'GET', '/api/board')).body as unknown as Board
    const { received, closed, verified } = board.total
    assert.deepEqual([received, closed, verified], [2, 1, 1])
    const [, standing] = fields['standing'] as readonly object[]
    assert.deepEqual(standing, {
      ...{ until: WEEK.to, inTheWeek: 2, received, closed, verified, rechecked: 1, upheld: 0 },
      ...{ closureRate: '50.00%', verifiedRate: '100.00%' },
    })
    assert.deepEqual(
      fields['units'],
      board.units.map(({ unit, open, closed: ended, verified: found }) => ({
        ...{ unit, received: open + ended, closed: ended, verified: found, rechecked: 1, upheld: 0 },
        ...{ closureRate: '50.00%', verifiedRate: '100.00%' },
      })),
    )
    assert.equal(fields['overdue'], 1)
    assert.equal(today.overdue, 1)
    assert.deepEqual(
      (fields['ladder'] as readonly { readonly open: number }[]).map(({ open }) => open),
      today.rungs,
    )
  }
})

test('it is called by its week and office, and its rungs by their names, in the language of the reader', async () => {
  const { id } = await bulletinOf('changchunOfficeHead')
  const day = (date: string, language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
  const read = async (path: string) => (await world.as('changchunOfficeHead', 'GET', path)).body
  const zh = `${day(WEEK.from, 'zh-CN')}至${day(WEEK.to, 'zh-CN')}周通报（长春市扫黑除恶斗争领导小组办公室）`
  const en = `Weekly bulletin, ${day(WEEK.from, 'en-GB')} to ${day(WEEK.to, 'en-GB')} (长春市 Office against Organised Crime)`
  assert.equal((await read(`${BULLETINS}/${id}`))['title'], zh)
  const english = await read(`${BULLETINS}/${id}?lang=en`)
  assert.equal(english['title'], en)
  const listedTitles = (await read(`${BULLETINS}?limit=200&lang=en`))['items'] as readonly { title: string }[]
  assert.ok(listedTitles.some(({ title }) => title === en))
  for (const names of [english['names'], (await read(`${BULLETINS}/${id}/entries`))['names']])
    assert.deepEqual((names as Record<string, object>)['提醒'], { zh: '提醒', en: 'Reminder' })
})

test('issued, it has a number of its own without gaps, is a PDF without a name, and is open to the units it goes to', async () => {
  const { id } = await bulletinOf('changchunOfficeHead')
  const path = `${BULLETINS}/${id}`
  assert.equal((await world.as(nanguan.chiefs[2], 'GET', path)).status, 404)
  await world.must('changchunSupervisor', `${path}/actions/write`, {
    urging: [{ unit: '220102:police', what: '一件线索尚未签收，请抓紧。' }],
  })
  await world.must('changchunSupervisor', `${path}/actions/submit`)
  await world.must('changchunOfficeHead', `${path}/actions/issue`)
  const { body } = await world.as('nanguanPoliceHead', 'GET', path)
  const year = officeDay().slice(0, 4)
  assert.deepEqual(
    (body['papers'] as readonly { readonly number: string }[]).map(({ number }) => number),
    [`长扫黑办通报〔${year}〕1号`],
  )
  const cookie = await world.cookieOf('changchunOfficeHead')
  const pdf = await world.app.inject({ url: `${path}/documents/bulletin.pdf`, headers: { cookie } })
  assert.equal(pdf.statusCode, 200, pdf.body.slice(0, 300))
  const text = textOfPdf(pdf.rawPayload).replaceAll(/\s/g, '')
  for (const said of ['线索核查办理情况的通报', `通报〔${year}〕1号`, '50.00%', '一件线索尚未签收'])
    assert.ok(text.includes(said), said)
  for (const name of ['长督办', '南岭街道强揽工程']) assert.ok(!text.includes(name), name)
  const page = await world.as('changchunOfficeHead', 'GET', `${path}/documents/bulletin.html`)
  assert.match(
    page.text,
    /<td>南关区公安局<.td><td>2<.td><td>1<.td><td>1<.td><td>50\.00%<.td><td>100\.00%<.td><td>1<.td><td>0<.td>/,
  )
  const docx = await world.app.inject({ url: `${path}/documents/bulletin.docx`, headers: { cookie } })
  assert.equal(docx.statusCode, 200)
})
