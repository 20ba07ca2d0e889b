/** A case proposes its persons as entities: which they may be and why, or that they are none yet; and under reach. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const must = async (role: Role, path: string, body: object = {}): Promise<string> =>
  String((await world.must(role, `/api/records/${path}`, body)).body['id'])

const ID = '110101199003074514'
const [zhou, wang] = [
  { no: 'P1', name: '周大海', role: 'organiser', idNumber: ID, publicOfficial: false },
  { no: 'P2', name: '王建国', role: 'member', publicOfficial: false },
]

async function openCase(role: Role, persons: readonly object[], more: object = {}): Promise<string> {
  const id = await must(role, 'case/actions/open', {
    ...{ title: '强揽工程案', label: 'evilForce', facts: '以暴力、威胁手段强揽工程。', area: '220102' },
    ...more,
  })
  await must(role, `case/${id}/actions/addPersons`, { persons })
  return id
}

interface Item {
  readonly node: { readonly key: string; readonly label: { readonly zh: string } }
  readonly on: { readonly type: string; readonly id: string }
  readonly identifiers: readonly object[]
  readonly candidates: readonly {
    readonly node: { readonly record: { readonly id: string } }
    readonly signs: readonly { readonly kind: string }[]
  }[]
}
const personsOf = async (role: Role, type: string, id: string, query = '') => {
  const { status, body, text } = await world.as(role, 'GET', `/api/graph/persons/${type}/${id}${query}`)
  assert.equal(status, 200, text)
  // The door answers so.
  return body as unknown as { readonly mayState: boolean; readonly items: readonly Item[] }
}
const itemOf = (items: readonly Item[], name: string): Item =>
  items.find(({ node }) => node.label.zh === name) ?? assert.fail(`${name} is not proposed`)
const stateIt = (role: Role, { node, on, identifiers }: Item) =>
  must(role, 'entity/actions/state', {
    ...{ kind: 'person', name: node.label.zh, [on.type]: on.id, mention: node.key },
    ...(identifiers.length === 0 ? {} : { identifiers }),
  })

test('persons of a case are proposed: as the entity they may be, with reasons, or to be made one; each until somebody answers', async () => {
  const role = 'nanguanInvestigator'
  const team = [people.nanguanInvestigator, people.nanguanInvestigator2]
  const first = await openCase(role, [zhou], { team })
  const fresh = await personsOf(role, 'case', first)
  assert.ok(fresh.mayState)
  assert.deepEqual(
    fresh.items.map(({ node, candidates, identifiers }) => [node.label.zh, candidates.length, identifiers]),
    [['周大海', 0, [{ kind: 'identity', value: ID }]]],
  )
  const known = await stateIt(role, itemOf(fresh.items, '周大海'))
  assert.deepEqual((await personsOf(role, 'case', first)).items, [])
  // The team of the case works with what one of them stated.
  assert.deepEqual((await personsOf('nanguanInvestigator2', 'case', first)).items, [])

  const second = await openCase(role, [zhou, wang], { team })
  const { items } = await personsOf(role, 'case', second)
  assert.deepEqual(items.map(({ node }) => node.label.zh).toSorted(), ['周大海', '王建国'])
  const [perhaps] = itemOf(items, '周大海').candidates
  assert.equal(perhaps?.node.record.id, known)
  assert.deepEqual(perhaps.signs.map(({ kind }) => kind).toSorted(), ['sameName', 'sameNumber', 'samePlace'])
  assert.deepEqual(itemOf(items, '王建国').candidates, [])
  const one = await personsOf(
    role,
    'case',
    second,
    `?mention=${encodeURIComponent(itemOf(items, '王建国').node.key)}`,
  )
  assert.deepEqual(
    one.items.map(({ node }) => node.label.zh),
    ['王建国'],
  )

  const own = await stateIt(role, itemOf(items, '周大海'))
  const match = await must(role, 'entityMatch/actions/propose', {
    ...{ about: '两个周大海', one: own, other: known, signs: [{ kind: 'sameNumber' }] },
  })
  const open = await world.as(role, 'GET', `/api/graph/proposals/${own}`)
  assert.deepEqual(
    (open.body['items'] as { match?: string }[]).map((item) => item.match),
    [match],
  )
  await must(role, `entityMatch/${match}/actions/refuse`, { reasons: '冒用身份证，并非本人。' })
  for (const holder of [role, 'nanguanInvestigator2'] as const)
    assert.deepEqual((await world.as(holder, 'GET', `/api/graph/proposals/${own}`)).body['items'], [], holder)

  const { node, on } = itemOf(items, '王建国')
  const left = { kind: 'person', name: '王建国', case: on.id, mention: node.key }
  const bare = await world.as(role, 'POST', '/api/records/entity/actions/leaveOut', left)
  assert.equal(bare.status, 422)
  const out = await must(role, 'entity/actions/leaveOut', { ...left, reasons: '仅为证人，已另行记录。' })
  assert.deepEqual((await personsOf(role, 'case', second)).items, [])
  await must(role, `entity/${out}/actions/stateAgain`, { reasons: '经查为成员。' })
  assert.deepEqual((await personsOf(role, 'case', second)).items, [])
})

test('no proposal comes from a record out of reach, and a case that is not reached proposes nobody', async () => {
  const elsewhere = await openCase('chaoyangInvestigator', [zhou])
  const theirs = await personsOf('chaoyangInvestigator', 'case', elsewhere)
  // What Nanguan stated is not proposed in Chaoyang.
  assert.deepEqual(
    theirs.items.map(({ candidates }) => candidates),
    [[]],
  )
  const stated = await stateIt('chaoyangInvestigator', itemOf(theirs.items, '周大海'))
  const here = await openCase('nanguanInvestigator', [zhou])
  const { items } = await personsOf('nanguanInvestigator', 'case', here)
  assert.ok(!JSON.stringify(items).includes(stated))
  assert.ok(itemOf(items, '周大海').candidates.length > 0)
  const answers = await Promise.all(
    [`case/${elsewhere}`, 'case/00000000-0000-4000-8000-00000000aaaa', `entity/${stated}`].map((path) =>
      world.as('nanguanInvestigator', 'GET', `/api/graph/persons/${path}`),
    ),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404],
  )
})

test('whoever leaves the team of a case leaves what it stated, and who joins comes to it', async () => {
  const [role, other] = ['nanguanInvestigator', 'nanguanInvestigator2'] as const
  const id = await openCase(role, [wang], { team: [people[role]] })
  const entity = await stateIt(role, itemOf((await personsOf(role, 'case', id)).items, '王建国'))
  const sees = async (who: Role) => (await world.as(who, 'GET', `/api/records/entity/${entity}`)).status
  assert.deepEqual([await sees(role), await sees(other)], [200, 404])
  await must('nanguanPoliceHead', `case/${id}/actions/assignTeam`, { team: [people[role], people[other]] })
  assert.equal(await sees(other), 200)
  await must('nanguanPoliceHead', `case/${id}/actions/assignTeam`, { team: [people[role]] })
  assert.equal(await sees(other), 404)
})

test('where a case grew from a clue, whoever sees both is told that they speak of the same person', async () => {
  const clue = await must('centreIntake', 'clue/actions/enter', {
    ...{ source: 'letter', receivedOn: '2026-01-05', category: 'crime', realName: false, area: '220102' },
    ...{ title: '码头装卸', content: '装卸活只许一家做，别人来干就被打。' },
    reportedPersons: [{ name: '王建国', phone: '13900139002' }],
  })
  const on = (role: Role, action: string, body: object) => must(role, `clue/${clue}/actions/${action}`, body)
  await on('centreIntake', 'register', {
    gist: '装卸被把持',
    importance: 'general',
    category: 'crime',
    area: '220102',
  })
  await on('centreAssessor2', 'assess', {
    ...{ grade: 'B', gradeReasons: '有时间、地点和手段。', proposedUnit: '220102:police', focus: ['other'] },
  })
  await on('centreHead', 'approve', {
    ...{ verifyingUnit: '220102:police', dispatch: 'transfer', secrecy: 'internal', feedbackWanted: false },
    instructions: '依法核查。',
  })
  const onClue = itemOf((await personsOf('nanguanDeputyHead', 'clue', clue)).items, '王建国')
  const stated = await stateIt('nanguanDeputyHead', onClue)
  const id = await must('nanguanDeputyHead', 'case/actions/open', {
    ...{ title: '强揽装卸案', label: 'evilForce', facts: '以暴力、威胁手段强揽装卸。', area: '220102' },
    ...{ clues: [clue], team: [people.nanguanInvestigator] },
  })
  await must('nanguanInvestigator', `case/${id}/actions/addPersons`, { persons: [wang] })
  const { items } = await personsOf('nanguanDeputyHead', 'case', id)
  const [perhaps] = itemOf(items, '王建国').candidates.filter(({ node }) => node.record.id === stated)
  assert.ok(perhaps?.signs.some(({ kind }) => kind === 'sameCase'))
  // The team does not reach the clue: of what stands on it, it is told nothing.
  assert.ok(!JSON.stringify(await personsOf('nanguanInvestigator', 'case', id)).includes(stated))
})
