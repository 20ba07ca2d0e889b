/** The desk, and finding people, units and places: what they tell, to whom, and what garbage does to them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface OnDesk {
  readonly name: string
  readonly roles: readonly string[]
  readonly views: readonly string[]
  readonly openings: readonly string[]
  readonly work: { readonly total: number; readonly overdue: number; readonly today: number }
}
async function deskOf(role: Role): Promise<ReadonlyMap<string, OnDesk>> {
  const { status, body, text } = await world.as(role, 'GET', '/api/desk')
  assert.equal(status, 200, text)
  return new Map((body['types'] as readonly OnDesk[]).map((one) => [one.name, one]))
}

test('the desk says what waits, which lists are mine and what I may open, by what posts allow', async () => {
  const before = (await deskOf('centreIntake')).get('clue')
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', told)
  const clue = (await deskOf('centreIntake')).get('clue')
  assert.ok(clue !== undefined && before !== undefined)
  assert.equal(clue.work.total, before.work.total + 1)
  assert.equal(clue.work.overdue, 0)
  assert.ok(clue.roles.includes('intake') && clue.openings.includes('enter'))
  assert.ok(!clue.openings.includes('register') && !clue.openings.includes('report'))
  // An assessor opens no clue, and it is not their move yet.
  const assessor = (await deskOf('centreAssessor')).get('clue')
  assert.deepEqual(assessor?.openings, [])
  assert.equal(assessor.work.total, 0)
  await world.must('centreIntake', `/api/records/clue/${String(body['id'])}/actions/register`, {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
  })
  assert.equal((await deskOf('centreAssessor')).get('clue')?.work.total, 1)
  assert.equal((await deskOf('centreIntake')).get('clue')?.work.total, before.work.total)
})

test('what was sent back says for the how many-th time it is there; what stayed where it was does not', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...told,
    ...{ title: '退回后再办', content: '夜市摊位被人强行收费，不交就砸摊。' },
  })
  const path = `/api/records/clue/${String(body['id'])}/actions`
  const here = async (role: Role) => {
    const today = await world.as(role, 'GET', '/api/desk/today')
    const owed = today.body['owed'] as readonly { readonly id: string; readonly cameBack?: number }[]
    return owed.find(({ id }) => id === body['id'])?.cameBack
  }
  await world.must('centreIntake', `${path}/register`, {
    gist: '夜市收费',
    importance: 'general',
    category: 'crime',
  })
  assert.equal(await here('centreAssessor'), undefined)
  const graded = { grade: 'B', gradeReasons: '有具体时间、地点。', area: '220102', focus: ['other'] }
  await world.must('centreAssessor', `${path}/assess`, graded)
  await world.must('centreHead', `${path}/returnToAssessor`, { reasons: '请写明地点。' })
  assert.equal(await here('centreAssessor'), 2)
  await world.must('centreAssessor', `${path}/assess`, graded)
  assert.equal(await here('centreHead'), 2)
})

test('whose posts have nothing to do with a type finds it not on the desk', async () => {
  assert.equal((await deskOf('gridWorker')).get('clue'), undefined)
  assert.ok((await deskOf('gridWorker')).has('person'))
})

test('people are found by name or unit, their own unit first, and each says in which post', async () => {
  const found = await world.as('nanguanVerifier', 'GET', `/api/people?q=${encodeURIComponent('钱进')}`)
  const items = found.body['items'] as readonly { id: string; name: string; unit: { id: string } }[]
  assert.deepEqual(
    items.map(({ id, name }) => [id, name]),
    [
      [people.nanguanVerifier2, '钱进'],
      [people.chuanyingNamesake, '钱进'],
    ],
  )
  const unit = await world.as('nanguanVerifier', 'GET', '/api/people?unit=220204:police')
  assert.ok(JSON.stringify(unit.body).includes(people.chuanyingVerifier))
  assert.ok(!JSON.stringify(unit.body).includes(people.nanguanVerifier))
})

test('units and places are found by a part of their names, the larger first', async () => {
  const units = await world.as('centreHead', 'GET', `/api/units?q=${encodeURIComponent('公安')}`)
  const ids = (units.body['items'] as readonly { id: string }[]).map(({ id }) => id)
  assert.ok(ids.includes('220102:police') && ids.indexOf('22:police') < ids.indexOf('220102:police'))
  const places = await world.as('centreHead', 'GET', `/api/places?q=${encodeURIComponent('南岭')}`)
  assert.deepEqual((places.body['items'] as readonly { code: string; zh: string }[])[0], {
    code: '220102001',
    zh: '吉林省长春市南关区南岭街道',
    en: (places.body['items'] as readonly { en: string }[])[0]?.en,
  })
})

test('the posts of a unit are those of the table of organs; without a unit there is nothing to choose from', async () => {
  const posts = async (query: string) => {
    const { body } = await world.as('centreHead', 'GET', `/api/posts?${query}`)
    return body['items'] as readonly { post: string; zh: string; en: string }[]
  }
  assert.deepEqual(
    (await posts('unit=220102:police')).find(({ post }) => post === 'verifier'),
    { post: 'verifier', zh: '核查员', en: 'Verifier' },
  )
  assert.ok((await posts('unit=220102:court')).every(({ post }) => post !== 'verifier'))
  assert.deepEqual(await posts(''), [])
})

test('whoever was just entered has no post and can be appointed to one', async () => {
  await world.must('systemAdministrator', '/api/records/person/actions/enter', {
    ...{ name: '新来的', enteredOn: '2026-04-01' },
  })
  const found = async (any: string) => {
    const { body } = await world.as(
      'systemAdministrator',
      'GET',
      `/api/people?q=${encodeURIComponent('新来的')}${any}`,
    )
    return body['items'] as readonly { id: string; name: string; post?: object }[]
  }
  assert.deepEqual(await found(''), [])
  const [one] = await found('&any=1')
  assert.ok(one)
  assert.deepEqual([one.name, one.post], ['新来的', undefined])
  const { body } = await world.must('systemAdministrator', '/api/records/tenure/actions/appoint', {
    ...{ person: one.id, unit: '220102:police', post: 'verifier', kind: 'appointed', from: '2026-04-01' },
  })
  const chinese = await world.as('systemAdministrator', 'GET', `/api/records/tenure/${String(body['id'])}`)
  assert.equal(chinese.body['title'], '新来的 南关区公安局核查员')
  const english = await world.as(
    'systemAdministrator',
    'GET',
    `/api/records/tenure/${String(body['id'])}?lang=en`,
  )
  assert.equal(english.body['title'], '新来的, Verifier, 南关区 Public Security Bureau')
  assert.deepEqual((english.body['names'] as Record<string, object>)['verifier'], {
    zh: '核查员',
    en: 'Verifier',
  })
})

test('without a session none of them answers, and garbage is refused in words', async () => {
  for (const path of ['/api/desk', '/api/people?q=a', '/api/units?q=a', '/api/posts', '/api/places?q=a'])
    assert.equal((await world.ask({ method: 'GET', url: path })).status, 401, path)
  for (const query of [`q=${encodeURIComponent('长'.repeat(201))}`, 'q=%00', 'unit=nowhere']) {
    const answer = await world.as('centreIntake', 'GET', `/api/people?${query}`)
    assert.equal(answer.status, 400, answer.text)
    assert.equal((answer.body['refused'] as readonly { because: string }[])[0]?.because, 'bad parameter')
  }
})

test('a record says what its ids are called, which fields are not for the reader, and which way it went', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...told,
    title: '另一件事',
    content: '另一件事,与别的都不一样。',
  })
  const read = await world.as('centreIntake', 'GET', `/api/records/clue/${String(body['id'])}`)
  const names = read.body['names'] as Readonly<Record<string, { zh: string }>>
  assert.equal(names['220102']?.zh, '吉林省长春市南关区')
  assert.equal(names[people.centreIntake]?.zh !== undefined, true)
  assert.deepEqual(read.body['notForYou'], ['reporterMarks'])
  assert.deepEqual(
    (read.body['way'] as readonly { state: string }[]).map(({ state }) => state),
    ['toRegister'],
  )
  const auditor = await world.as('auditor', 'GET', `/api/records/clue/${String(body['id'])}`)
  assert.ok((auditor.body['notForYou'] as readonly string[]).includes('content'))
  assert.ok(!auditor.text.includes('另一件事'))
  // A name is told only of what stands in sight.
  const seen = JSON.stringify(auditor.body['fields'])
  for (const id of Object.keys(auditor.body['names'] as object)) assert.ok(seen.includes(id), id)
})

test('whoever reaches a record is told where it stands, though the acts on the way are out of their sight', async () => {
  const { body } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...told,
    title: '第三件事',
    content: '第三件事，跟前两件都不相同。',
  })
  const path = `/api/records/clue/${String(body['id'])}`
  await world.must('centreIntake', `${path}/actions/register`, {
    gist: '第三件事',
    importance: 'general',
    category: 'crime',
  })
  await world.must('centreAssessor', `${path}/actions/assess`, {
    grade: 'B',
    gradeReasons: '有时间。',
    area: '220102',
    focus: ['other'],
  })
  await world.must('centreHead', `${path}/actions/returnToAssessor`, { reasons: '请再看。' })
  await world.must('centreAssessor', `${path}/actions/askForDetail`, { supplementWanted: '请补充。' })
  for (const role of ['auditor', 'centreHead'] as const) {
    const seen = await world.as(role, 'GET', path)
    const way = seen.body['way'] as readonly { readonly state: string; readonly at: string }[]
    assert.equal(way.at(-1)?.state, seen.body['state'], role)
    assert.deepEqual(
      way.map(({ at }) => at).toSorted(),
      way.map(({ at }) => at),
    )
  }
})
