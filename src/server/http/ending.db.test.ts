/** What runs out soon: under reach, soonest first, by unit; and what the clock does to it on the real office. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checksOf } from '#test/support/caseActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const must = async (role: Role, path: string, body: object = {}): Promise<string> =>
  String((await world.must(role, `/api/records/${path}`, body)).body['id'])

const nanguan = {
  investigator: 'nanguanInvestigator',
  second: 'nanguanInvestigator2',
  legal: 'nanguanLegal',
  head: 'nanguanPoliceHead',
} as const
const chaoyang = {
  investigator: 'chaoyangInvestigator',
  second: 'chaoyangInvestigator2',
  legal: 'chaoyangLegal',
  head: 'chaoyangPoliceHead',
} as const

/** A case under investigation, opened, reviewed and filed by the police of a county. */
async function openCase({ investigator, legal, head }: typeof nanguan | typeof chaoyang, area: string) {
  const id = await must(investigator, 'case/actions/open', {
    ...{ title: '强揽工程案', label: 'evilForce', facts: '以暴力、威胁手段强揽工程。', area },
  })
  await must(investigator, `case/${id}/actions/addEvidence`, {
    evidence: ['Z1', 'Z2'].map((no) => ({ no, kind: 'witness', what: '证人证言', obtainedOn: '2025-04-28' })),
  })
  const checks = checksOf('filing', 'evilForce')
  await must(legal, `case/${id}/actions/reviewGate`, { checks, opinion: '逐项审查。' })
  await must(head, `case/${id}/actions/file`, { reasons: '有犯罪事实，需要追究刑事责任。' })
  return id
}

async function freeze(
  of: { readonly investigator: Role; readonly second: Role; readonly head: Role },
  theCase: string,
  title: string,
): Promise<{ readonly asset: string; readonly measure: string }> {
  const asset = await must(of.investigator, 'asset/actions/find', {
    ...{ case: theCase, title, kind: 'deposit', registeredOwner: '赵某', ownerRelation: 'suspect' },
  })
  const measure = await must(of.investigator, 'measure/actions/apply', {
    ...{ case: theCase, asset, kind: 'freeze', impact: 'ordinary', necessity: '有转移风险。' },
    ...{ scope: '以涉案金额为限。', ownership: '登记在嫌疑人名下。', livingAllowance: '保留生活费用。' },
    ...{ businessImpact: '不影响经营。', amount: 123_456_78 },
  })
  await must(of.head, `measure/${measure}/actions/approve`, { decisionReasons: '同意。' })
  await must(of.investigator, `measure/${measure}/actions/execute`, {
    officers: [people[of.investigator], people[of.second]],
    witness: { name: '刘见证' },
    items: [{ what: '账户', count: 1, measuredIn: '个' }],
  })
  return { asset, measure }
}

interface Board {
  readonly units: readonly { readonly unit: string; readonly counts: readonly number[] }[]
  readonly items: readonly { readonly id: string; readonly title: string; readonly due: string }[]
}
async function board(role: Role, more = ''): Promise<Board> {
  const { status, body, text } = await world.as(role, 'GET', `/api/ending/measure/length?by=takenBy${more}`)
  assert.equal(status, 200, text)
  // The door answers so.
  return body as unknown as Board
}

/** Moves the end of a measure's clock as the row shows it, so that nobody has to wait for months. */
const endsIn = (measure: string, days: number) =>
  world.database.ownerPool.query(
    `update zs.clock set due = date_trunc('milliseconds', now()) + $2 * interval '1 day' where record = $1 and name = 'length'`,
    [measure, days],
  )

test('measures that run out soon stand there under reach, the soonest first, counted by unit and step', async () => {
  const one = await openCase(nanguan, '220102')
  const other = await openCase(chaoyang, '220104')
  const soon = await freeze(nanguan, one, '账户甲')
  const later = await freeze(nanguan, one, '账户乙')
  const theirs = await freeze(chaoyang, other, '账户丙')
  assert.deepEqual((await board('nanguanPoliceHead')).items, [], 'six months from now nothing is near')
  await endsIn(soon.measure, 2)
  await endsIn(later.measure, 10)
  await endsIn(theirs.measure, 6)

  const county = await board('nanguanPoliceHead')
  assert.deepEqual(
    county.items.map(({ id }) => id),
    [soon.measure, later.measure],
  )
  assert.deepEqual(county.units, [{ unit: '220102:police', counts: [1, 1, 2, 2] }])

  const city = await board('changchunPoliceHead')
  assert.deepEqual(
    city.items.map(({ title }) => title),
    ['账户甲', '账户丙', '账户乙'],
  )
  assert.deepEqual(city.units, [
    { unit: '220102:police', counts: [1, 1, 2, 2] },
    { unit: '220104:police', counts: [0, 1, 1, 1] },
  ])
  assert.deepEqual(
    (await board('changchunPoliceHead', '&unit=220104:police&days=7')).items.map(({ id }) => id),
    [theirs.measure],
  )
  assert.deepEqual((await board('changchunPoliceHead', '&days=3')).items.length, 1)
  // Whoever has no role in measures sees none.
  const { status } = await world.as('centreIntake', 'GET', '/api/ending/measure/length?by=takenBy')
  assert.equal(status, 400)
})

test('a page leads on to the next, without gap or repetition', async () => {
  const all = await board('changchunPoliceHead')
  const [first] = all.items
  assert.ok(first !== undefined && all.items.length === 3)
  const cursor = Buffer.from(`${first.due} ${first.id}`).toString('base64url')
  const rest = await board('changchunPoliceHead', `&cursor=${cursor}`)
  assert.deepEqual(
    rest.items.map(({ id }) => id),
    all.items.slice(1).map(({ id }) => id),
  )
})

for (const [name, more] of [
  ['by', ''],
  ['by', '?by=title'],
  ['days', '?by=takenBy&days=8'],
  ['unit', '?by=takenBy&unit=x'],
  ['cursor', '?by=takenBy&cursor=x'],
] as const)
  test(`a bad "${name}" is said (${more})`, async () => {
    const { status, body } = await world.as('nanguanPoliceHead', 'GET', `/api/ending/measure/length${more}`)
    assert.equal(status, 400)
    assert.match(JSON.stringify(body), new RegExp(`"${name}"`))
  })

test('there is no board of what is no clock', async () => {
  const { status } = await world.as('nanguanPoliceHead', 'GET', '/api/ending/measure/toString?by=takenBy')
  assert.equal(status, 404)
})

test('property found unrelated: the leader’s decision ends what holds it in the same act, and nobody can hold it again', async () => {
  const theCase = await openCase(nanguan, '220102')
  const { asset, measure } = await freeze(nanguan, theCase, '家属工资账户')
  await must('nanguanInvestigator', `asset/${asset}/actions/findUnrelated`, {
    unrelatedReasons: '工资收入。',
  })
  await must('nanguanPoliceHead', `asset/${asset}/actions/release`)
  const held = await world.as('nanguanInvestigator', 'GET', `/api/records/measure/${measure}`)
  assert.equal(held.body['state'], 'ended')
  const again = await world.as('nanguanInvestigator', 'POST', '/api/records/measure/actions/apply', {
    ...{ case: theCase, asset, kind: 'freeze', impact: 'ordinary', necessity: '有转移风险。' },
    ...{ scope: '以涉案金额为限。', ownership: '登记在家属名下。', livingAllowance: '保留生活费用。' },
    businessImpact: '不影响经营。',
  })
  assert.equal(again.status, 422)
  assert.match(again.text, /assetMayBeMeasured/)
})
