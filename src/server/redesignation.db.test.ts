/** A case that is listed, in a leader's charge and designated elsewhere, over the real office: who loses what, and when. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type Answer, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, tenures, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const today = officeDay()
const at = (type: string, id: string, action: string) => `/api/records/${type}/${id}/actions/${action}`
const idOf = ({ body }: Answer): string => String(body['id'])
const does = (role: Role, type: string, id: string, action: string, input: object = {}) =>
  world.must(role, at(type, id, action), input)
const opens = async (role: Role, type: string, action: string, input: object) =>
  idOf(await world.must(role, `/api/records/${type}/actions/${action}`, input))
const tries = async (role: Role, type: string, id: string, action: string, input: object = {}) => {
  const { status, body } = await world.as(role, 'POST', at(type, id, action), input)
  return { status, refused: body['refused'] }
}
const sees = async (role: Role, type: string, id: string): Promise<Readonly<Record<string, unknown>>> => {
  const { status, body } = await world.as(role, 'GET', `/api/records/${type}/${id}`)
  assert.equal(status, 200, `${role} reads the ${type}`)
  // Every answer about a record has its fields.
  return body['fields'] as Readonly<Record<string, unknown>>
}
const cannotSee = async (role: Role, type: string, id: string): Promise<void> =>
  assert.equal((await world.as(role, 'GET', `/api/records/${type}/${id}`)).status, 404, `${role} ${type}`)

const openCase = () =>
  opens('nanguanInvestigator', 'case', 'open', {
    ...{
      title: '南关渔港垄断案',
      label: 'triad',
      facts: '长期垄断码头装卸。',
      area: '220102',
      special: true,
    },
    ...{ team: [people.nanguanInvestigator] },
  })
const addActivity = { activity: [{ from: '2023-01-01', what: '强揽装卸。' }] }

async function listed(id: string): Promise<string> {
  const listing = await opens('nanguanOfficeHead', 'listing', 'propose', {
    ...{ case: id, title: '南关渔港垄断案', origin: 'inferior', listingBody: '22:office' },
    ...{ reasonCodes: ['localResistance'], grounds: '当地阻力大。', stage: 'investigation' },
    targets: ['arrests', 'assets', 'umbrellas', 'trial'].map((target) => ({ target, what: '依法办理。' })),
  })
  await does('provinceOfficeHead', 'listing', listing, 'approve', {
    ...{ supervisor: people.provinceSupervisor, limit: '12m', rhythm: 'monthly', instructions: '依法推进。' },
  })
  return listing
}

async function inCharge(id: string): Promise<string> {
  const charge = await opens('nanguanOfficeHead', 'leaderCharge', 'offer', {
    ...{ case: id, title: '南关渔港垄断案', grounds: ['big'], leader: people.nanguanLeader },
    duties: ['progress', 'coordination', 'umbrellas', 'assets', 'rectification'].map((duty) => ({
      duty,
      aim: '按月推进。',
    })),
  })
  await does('nanguanLeader', 'leaderCharge', charge, 'accept', { declaresNoTie: true })
  return charge
}

/** Decided and served, and not signed for yet. */
async function designated(id: string): Promise<string> {
  const designation = await opens('nanguanLegal', 'designation', 'apply', {
    ...{ case: id, title: '南关渔港垄断案', kind: 'investigation', ground: 'special' },
    ...{ specialGround: 'localResistance', suspects: [{ name: '于德海', basics: '男，1971年生。' }] },
    ...{ crimes: ['寻衅滋事罪'], facts: '长期垄断码头装卸。', whyThere: '当地阻力大。' },
    proposedUnit: '220104:police',
  })
  await does('nanguanPoliceHead', 'designation', designation, 'approve', { opinion: '同意呈报。' })
  await does('changchunPoliceHead', 'designation', designation, 'decide', {
    ...{ designatedUnit: '220104:police', decisionReasons: '情况特殊。' },
  })
  await does('changchunLegal', 'designation', designation, 'serve', {
    services: ['220102:police', '220104:police'].map((to) => ({ to, on: today, way: 'direct' })),
    copies: ['220104:court', '220104:procuratorate'],
  })
  return designation
}

test('the unit that had the case loses it in the instant it signs for the decision, and the other has it', async () => {
  const id = await openCase()
  const designation = await designated(id)
  await does('nanguanInvestigator', 'case', id, 'noteActivity', addActivity)
  await cannotSee('chaoyangPoliceHead', 'case', id)

  await does('nanguanPoliceHead', 'designation', designation, 'receive')
  assert.equal((await tries('nanguanInvestigator', 'case', id, 'noteActivity', addActivity)).status, 404)
  const { status, refused } = await tries('nanguanPoliceHead', 'case', id, 'assignTeam', {
    team: [people.nanguanInvestigator],
  })
  assert.ok(status >= 400)
  assert.partialDeepStrictEqual(refused, [{ because: 'role may not' }])
  await does('chaoyangPoliceHead', 'case', id, 'assignTeam', { team: [people.chaoyangInvestigator] })
  await does('chaoyangInvestigator', 'case', id, 'noteActivity', addActivity)
  assert.equal((await sees('chaoyangInvestigator', 'case', id))['designatedBy'], '2201:police')
})

test('what is handed over is listed by one side, counted by the other and signed by both', async () => {
  const id = await openCase()
  const designation = await designated(id)
  await does('nanguanPoliceHead', 'designation', designation, 'receive')
  await does('nanguanCustodian', 'designation', designation, 'listHandOver', {
    handed: [
      { no: 1, kind: 'suspects', what: '在押犯罪嫌疑人', count: 3 },
      { no: 2, kind: 'property', what: '扣押车辆', count: 2 },
      { no: 3, kind: 'files', what: '侦查卷宗', count: 14 },
    ],
  })
  const counts = (files: object) => ({
    counted: [
      { no: 1, count: 3 },
      { no: 2, count: 2 },
      { no: 3, ...files },
    ],
  })
  const unexplained = await tries(
    'chaoyangCustodian',
    'designation',
    designation,
    'count',
    counts({ count: 13 }),
  )
  assert.partialDeepStrictEqual(unexplained.refused, [{ rule: 'differencesAreExplained' }])
  await does(
    'chaoyangCustodian',
    'designation',
    designation,
    'count',
    counts({ count: 13, difference: '一册退回补正。' }),
  )
  await does('nanguanCustodian', 'designation', designation, 'signHandOver')
  const { body } = await does('chaoyangInvestigator', 'designation', designation, 'signHandOver')
  assert.equal(body['state'], 'accepted')
})

test('whoever was designated designates nobody further', async () => {
  const id = await openCase()
  await does('nanguanPoliceHead', 'designation', await designated(id), 'receive')
  const again = await opens('chaoyangLegal', 'designation', 'apply', {
    ...{ case: id, title: '南关渔港垄断案', kind: 'investigation', ground: 'special' },
    ...{ specialGround: 'capacity', suspects: [{ name: '于德海', basics: '男。' }], crimes: ['寻衅滋事罪'] },
    ...{ facts: '长期垄断码头装卸。', whyThere: '力量不足。', proposedUnit: '220204:police' },
  })
  await does('chaoyangPoliceHead', 'designation', again, 'approve', { opinion: '同意呈报。' })
  // Between two prefectures it is the province's to decide; nobody below can.
  assert.equal((await sees('chaoyangLegal', 'designation', again))['decider'], '22:police')
  const { refused } = await tries('changchunPoliceHead', 'designation', again, 'decide', {
    ...{ designatedUnit: '220204:police', decisionReasons: '力量不足。' },
  })
  assert.partialDeepStrictEqual(refused, [{ because: 'not from this state' }])
})

test('listing and charge follow the case in the same instant', async () => {
  const id = await openCase()
  const [listing, charge] = [await listed(id), await inCharge(id)]
  assert.partialDeepStrictEqual(await sees('nanguanPoliceHead', 'case', id), {
    ...{ listed: true, leaderInCharge: people.nanguanLeader },
  })
  await does('nanguanPoliceHead', 'designation', await designated(id), 'receive')
  assert.equal((await sees('provinceSupervisor', 'listing', listing))['handlingUnit'], '220104:police')
  assert.equal((await sees('nanguanLeader', 'leaderCharge', charge))['handlingUnit'], '220104:police')
  await cannotSee('nanguanInvestigator', 'listing', listing)
  await sees('chaoyangInvestigator', 'listing', listing)
})

test('whoever the case names loses listing and charge with the case, all at once', async () => {
  const id = await openCase()
  const [listing, charge] = [await listed(id), await inCharge(id)]
  await sees('nanguanLeader', 'leaderCharge', charge)
  await does('nanguanInvestigator', 'case', id, 'name', {
    ...{ namedBecause: '有举报。', named: [{ key: `p:${people.nanguanLeader}`, how: 'stated' }] },
  })
  await cannotSee('nanguanLeader', 'leaderCharge', charge)
  await cannotSee('nanguanLeader', 'listing', listing)
  // Nobody hands over what they do not reach, and everybody below a named leader is kept out, too: an office above acts.
  await cannotSee('nanguanOfficeHead', 'leaderCharge', charge)
  await does('changchunOfficeHead', 'leaderCharge', charge, 'reassign', {
    ...{ leader: people.changchunLeader, reassignment: 'mustWithdraw', reasons: '依法回避。' },
  })
  await does('changchunLeader', 'leaderCharge', charge, 'accept', { declaresNoTie: true })
})

test('a charge ends with its case, by itself', async () => {
  const id = await openCase()
  const charge = await inCharge(id)
  await does('nanguanPoliceHead', 'case', id, 'declineToFile', { reasons: '不构成犯罪。' })
  const { body } = await world.as('nanguanOfficeHead', 'GET', `/api/records/leaderCharge/${charge}`)
  assert.equal(body['state'], 'closed')
  assert.partialDeepStrictEqual(body['fields'], { ended: 'withCase' })
})

test('a leader’s tenure does not end while a case is in their charge: it is handed over first, and both sign', async () => {
  const id = await openCase()
  const charge = await inCharge(id)
  const end = { to: today, endReasons: 'transferred' }
  const tenure = tenures.nanguanLeader.id
  const early = await tries('systemAdministrator', 'tenure', tenure, 'end', end)
  assert.partialDeepStrictEqual(early.refused, [{ rule: 'everythingIsHandedOver' }])

  const open = await world.as('nanguanLeader', 'GET', '/api/records/leaderCharge?view=mine')
  // Every list has items, and every item an id.
  for (const one of open.body['items'] as readonly { id: string }[]) {
    const { status } = await tries('nanguanLeader', 'leaderCharge', one.id, 'handOver', {
      ...{
        successor: people.changchunLeader,
        handOverReason: 'postChange',
        openMatters: ['协作经费未落实。'],
      },
    })
    assert.equal(status, 200)
    const unsigned = await tries('systemAdministrator', 'tenure', tenure, 'end', end)
    assert.partialDeepStrictEqual(unsigned.refused, [{ rule: 'everythingIsHandedOver' }])
    await does('changchunLeader', 'leaderCharge', one.id, 'takeOver', { declaresNoTie: true })
  }
  assert.equal((await sees('changchunLeader', 'leaderCharge', charge))['leader'], people.changchunLeader)
  await does('systemAdministrator', 'tenure', tenure, 'end', end)
  assert.equal((await sees('nanguanPoliceHead', 'case', id))['leaderInCharge'], people.changchunLeader)
})
