import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { outsiderKey, personKey } from '#kernel/org/conflict.ts'
import { addDays, dayOf } from '#kernel/time.ts'
import { now } from '#server/compose.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, tenures, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

interface Told {
  readonly vacancies: readonly { readonly unit: string; readonly post: string }[]
  readonly vacantPosts: number
  readonly recordsWithNobody: number
  readonly records: readonly { readonly id: string }[]
}
async function coverage(role: Role): Promise<Told> {
  const { status, body, text } = await world.as(role, 'GET', '/api/coverage')
  assert.equal(status, 200, text)
  // What coverageRoutes.ts answers.
  return body as unknown as Told
}

test('whoever watches over a place sees the vacant posts of that place and below, and of no other', async () => {
  const province = await coverage('provinceOfficeHead')
  const nanguan = await coverage('nanguanOfficeHead')
  assert.ok(nanguan.vacantPosts > 0 && nanguan.vacantPosts < province.vacantPosts)
  assert.ok(nanguan.vacancies.every(({ unit }) => unit.startsWith('220102')))
  assert.ok(province.vacancies.some(({ unit }) => !unit.startsWith('220102')))
})

test('who has no such post, no session or another method gets nothing', async () => {
  assert.equal((await world.as('nanguanVerifier', 'GET', '/api/coverage')).status, 404)
  assert.equal((await world.as('formerVerifier', 'GET', '/api/coverage')).status, 404)
  assert.equal((await world.ask({ method: 'GET', url: '/api/coverage' })).status, 401)
  assert.equal((await world.as('centreHead', 'POST', '/api/coverage', {})).status, 405)
})

test('a unit is shown with who holds its posts, what is over it and what below lacks somebody', async () => {
  const unitOf = async (role: Role, query = '') => {
    const { status, body, text } = await world.as(role, 'GET', `/api/organisation${query}`)
    assert.equal(status, 200, text)
    // What organisationRoutes.ts answers.
    return body as unknown as {
      readonly id: string
      readonly over: readonly { readonly id: string }[]
      readonly posts: readonly {
        readonly post: string
        readonly vacant: boolean
        readonly holders: readonly { readonly person: string; readonly kind: string }[]
      }[]
      readonly below: readonly { readonly id: string; readonly vacant: number }[]
    }
  }
  const own = await unitOf('nanguanVerifier')
  assert.equal(own.id, '220102:police')
  assert.deepEqual(
    own.over.map(({ id }) => id),
    ['22:committee', '2201:committee', '220102:committee'],
  )
  const posts = new Map(own.posts.map((one) => [one.post, one]))
  assert.deepEqual(
    posts
      .get('verifier')
      ?.holders.map(({ person }) => person)
      .toSorted(),
    [people.nanguanVerifier, people.nanguanVerifier2].toSorted(),
  )
  const { vacancies, vacantPosts } = await coverage('nanguanOfficeHead')
  assert.equal(vacancies.length, vacantPosts)
  const lacks = (unit: string) => vacancies.some((one) => one.unit === unit)
  for (const { post, vacant } of own.posts)
    assert.equal(
      vacant,
      vacancies.some((one) => one.unit === own.id && one.post === post),
      post,
    )
  const { below } = await unitOf('nanguanVerifier', '?unit=220102:politicalLegal')
  assert.deepEqual(
    below.map(({ id, vacant }) => [id, vacant]),
    [['220102:office', lacks('220102:office') ? 1 : 0]],
  )
  const committee = await unitOf('nanguanVerifier', '?unit=220102:committee')
  assert.ok(committee.below.some(({ vacant }) => vacant > 0))
  assert.equal((await world.as('nanguanVerifier', 'GET', '/api/organisation?unit=999999:police')).status, 404)
  assert.equal((await world.as('nanguanVerifier', 'GET', '/api/organisation?unit=x')).status, 400)
  assert.equal((await world.ask({ method: 'GET', url: '/api/organisation' })).status, 401)
})

test('before a tenure ends it shows what waits for its holder by name, to whoever reaches that', async () => {
  const { body: clue } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...{ ...told, title: '客运站垄断班线', content: '黑车司机被打，轮胎遭人扎破，班线只许一家跑。' },
  })
  const path = `/api/records/clue/${String(clue['id'])}/actions`
  await world.must('centreIntake', `${path}/register`, {
    gist: '垄断班线',
    importance: 'general',
    category: 'crime',
  })
  await world.must('centreAssessor', `${path}/assess`, {
    grade: 'B',
    gradeReasons: '有具体时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  await world.must('centreHead', `${path}/approve`, {
    ...{ verifyingUnit: '220102:police', dispatch: 'direct', secrecy: 'internal' },
    ...{ feedbackWanted: true, instructions: '依法核查。' },
  })
  await world.must('nanguanVerifier2', `${path}/signFor`, {
    team: [people.nanguanVerifier, people.nanguanVerifier2],
  })
  const verifier = tenures.nanguanVerifier.id
  await world.database.ownerPool.query(
    `update zs.record set fields = fields || jsonb_build_object('to', $2::text) where id = $1`,
    [verifier, addDays(dayOf(now()), 5)],
  )
  await world.composed.realm.reload()
  const toHandOver = async (role: Role) => {
    const { body } = await world.as(role, 'GET', '/api/coverage')
    const ending = body['endingSoon'] as readonly {
      readonly tenure: string
      readonly name: string
      readonly postName: object
      readonly toHandOver: readonly { readonly id: string }[]
    }[]
    const mine = ending.find(({ tenure }) => tenure === verifier)
    return mine && [mine.postName, mine.toHandOver.map(({ id }) => id)]
  }
  const post = { zh: '核查员', en: 'Verifier' }
  assert.deepEqual(await toHandOver('nanguanPoliceHead'), [post, [clue['id']]])
  assert.deepEqual(await toHandOver('systemAdministrator'), [post, []], 'who reaches no clue')
  await world.database.ownerPool.query(`update zs.record set fields = fields - 'to' where id = $1`, [
    verifier,
  ])
  await world.composed.realm.reload()
})

test('a record whose every handler is tied to somebody it names has nobody, until one of the ties ends', async () => {
  const { body: clue } = await world.must('centreIntake', '/api/records/clue/actions/enter', {
    ...{ ...told, title: '沙场强买强卖', content: '外来车辆一律不许装沙，司机挨打不敢报警。' },
  })
  await world.must('centreIntake', `/api/records/clue/${String(clue['id'])}/actions/register`, {
    ...{ gist: '强买强卖', importance: 'general', category: 'crime' },
    named: [{ key: outsiderKey('古某某'), how: 'stated' }],
  })
  const withNobody = async () => (await coverage('centreHead')).records.map(({ id }) => id)
  const declared = []
  for (const role of ['centreAssessor', 'centreAssessor2'] as const) {
    assert.deepEqual(await withNobody(), [], role)
    const tie = await world.composed.office.act({
      asker: { kind: 'staff', person: people[role] },
      type: 'tie',
      action: 'declare',
      input: { person: people[role], otherName: '古某某', kind: 'spouse', from: dayOf(now()) },
    })
    assert.ok('done' in tie, JSON.stringify(tie))
    declared.push(tie.done.id)
  }
  assert.deepEqual(await withNobody(), [clue['id']])
  const [first] = declared
  assert.ok(first !== undefined)
  const ended = await world.composed.office.act({
    asker: { kind: 'staff', person: people.securityAdministrator },
    ...{ type: 'tie', id: first, action: 'end' },
    input: { to: addDays(dayOf(now()), -1), reasons: '查明是同名的另一个人。' },
  })
  assert.ok('done' in ended, JSON.stringify(ended))
  assert.deepEqual(await withNobody(), [])
})

test('a record that nobody can take further is counted for whoever reaches it, and never for whom it names', async () => {
  const opened = await world.composed.office.act({
    asker: { kind: 'staff', person: people.centreIntake },
    type: 'clue',
    action: 'enter',
    input: { ...told, realName: false },
  })
  assert.ok('done' in opened, JSON.stringify(opened))
  const { id } = opened.done
  await world.must('centreIntake', `/api/records/clue/${id}/actions/register`, {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
  })
  assert.equal((await coverage('centreHead')).recordsWithNobody, 0)
  // Both assessors of the centre leave; nobody follows them.
  for (const role of ['centreAssessor', 'centreAssessor2'] as const) {
    const ended = await world.composed.office.act({
      asker: { kind: 'staff', person: people.systemAdministrator },
      type: 'tenure',
      // The ids of tenures are those of their records.
      id: tenures[role].id as typeof id,
      action: 'end',
      input: { to: addDays(dayOf(now()), -1), endReasons: 'transferred' },
    })
    assert.ok('done' in ended, JSON.stringify(ended))
  }
  const isCounted = async (role: Role) => (await coverage(role)).records.some((one) => one.id === id)
  assert.ok(await isCounted('centreHead'))
  assert.equal((await coverage('provinceOfficeHead')).recordsWithNobody, 0, 'not in their reach')
  await world.must('centreIntake', `/api/records/clue/${id}/actions/name`, {
    reasons: '来信又提到',
    named: [{ key: personKey(people.centreHead), how: 'stated' }],
  })
  assert.ok(!(await isCounted('centreHead')), 'it names them')
})
