/** What is new for somebody: told as long as it is theirs, read once, and never to whoever the record keeps out. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface Told {
  readonly notices: readonly { readonly id: string; readonly kind: string }[]
  readonly record: string
  readonly title: string
  readonly read: boolean
}
const unlike = (): string =>
  Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join('')
const enter = async (title: string, more: object = {}): Promise<string> => {
  const input = { ...told, title, content: unlike(), ...more }
  return String((await world.must('centreIntake', '/api/records/clue/actions/enter', input)).body['id'])
}
async function toldTo(role: Role): Promise<readonly Told[]> {
  const { status, body, text } = await world.as(role, 'GET', '/api/notices')
  assert.equal(status, 200, text)
  const items = body['items'] as readonly Told[]
  assert.equal(body['unread'], items.filter(({ read }) => !read).length)
  return items
}
const about = async (role: Role, record: string) =>
  (await toldTo(role))
    .filter((one) => one.record === record)
    .flatMap(({ notices }) => notices.map(({ kind }) => kind))

test('whoever has the next move is told, until somebody else has it', async () => {
  const id = await enter('提醒到人')
  assert.deepEqual(await about('centreIntake', id), ['assigned'])
  assert.deepEqual(await about('centreAssessor', id), [])
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    gist: '提醒到人',
    importance: 'general',
    category: 'crime',
  })
  assert.deepEqual(await about('centreIntake', id), [])
  assert.deepEqual(await about('centreAssessor', id), ['assigned'])
})

test('what was read stays read for that person only, can be unread again, and comes back as new', async () => {
  const id = await enter('读过')
  const path = `/api/records/clue/${id}/actions`
  await world.must('centreIntake', `${path}/register`, {
    gist: '读过',
    importance: 'general',
    category: 'crime',
  })
  const mine = async (role: Role) => (await toldTo(role)).find((one) => one.record === id)
  const first = await mine('centreAssessor')
  assert.equal(first?.read, false)
  await world.must('centreAssessor', '/api/notices/read', { ids: first.notices.map(({ id }) => id) })
  assert.equal((await mine('centreAssessor'))?.read, true)
  assert.equal((await mine('centreAssessor2'))?.read, false)
  await world.must('centreAssessor', '/api/notices/read', {
    ids: first.notices.map(({ id }) => id),
    read: false,
  })
  assert.equal((await mine('centreAssessor'))?.read, false)
  await world.must('centreAssessor', '/api/notices/read', { ids: first.notices.map(({ id }) => id) })
  await world.must('centreAssessor', `${path}/assess`, {
    grade: 'B',
    gradeReasons: '有时间。',
    area: '220102',
    focus: ['other'],
  })
  await world.must('centreHead', `${path}/returnToAssessor`, { reasons: '请再看。' })
  const back = await mine('centreAssessor')
  assert.deepEqual([back?.notices.map(({ kind }) => kind), back?.read], [['cameBack'], false])
})

test('whom a record names learns nothing of it from a notice, and neither the count', async () => {
  const unreadOf = async (role: Role) => (await world.as(role, 'GET', '/api/notices')).body['unread']
  const [before, other] = [await unreadOf('centreAssessor'), await unreadOf('centreAssessor2')]
  const id = await enter('不能走漏')
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    ...{ gist: '不能走漏', importance: 'general', category: 'crime' },
    named: [{ key: `p:${people.centreAssessor}`, how: 'stated' }],
  })
  assert.equal(await unreadOf('centreAssessor'), before)
  assert.deepEqual(await about('centreAssessor', id), [])
  assert.equal(await unreadOf('centreAssessor2'), other)
})

test('a record is told once, however much there is to tell of it, and read as one', async () => {
  const id = await enter('只列一次')
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    gist: '只列一次',
    importance: 'general',
    category: 'crime',
  })
  const { ownerPool } = world.database
  await ownerPool.query('update zs.record set due = $2 where id = $1', [id, '2020-01-01T00:00:00.000Z'])
  const before = Number((await world.as('centreAssessor', 'GET', '/api/notices')).body['unread'])
  const [one, ...others] = (await toldTo('centreAssessor')).filter(({ record }) => record === id)
  assert.deepEqual([one?.notices.map(({ kind }) => kind), others], [['overdue', 'assigned'], []])
  const [overdue, assigned] = one?.notices.map((notice) => notice.id) ?? []
  const read = async (ids: readonly unknown[]) =>
    (await world.must('centreAssessor', '/api/notices/read', { ids })).body['unread']
  assert.equal(await read([overdue]), before)
  assert.equal(await read([assigned]), before - 1)
})

test('garbage and strangers are refused', async () => {
  for (const body of [{}, { ids: 'x' }, { ids: ['x'] }, { ids: [], read: 1 }])
    assert.equal((await world.as('centreIntake', 'POST', '/api/notices/read', body)).status, 400)
  assert.equal((await world.ask({ method: 'GET', url: '/api/notices' })).status, 401)
  const { rows } = await world.database.ownerPool.query('select owner, notice from zs.notice_read')
  assert.ok(rows.length > 0)
  assert.ok(rows.every(({ owner }) => String(owner) === `person/${people.centreAssessor}`))
})
