/** The wall of listed cases: what it shows is what the two lists show, under the asker's own reach and sight. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'

let world: HttpWorld
let listing: string
const today = officeDay()

const opens = async (role: Role, type: string, action: string, input: object): Promise<string> =>
  String((await world.must(role, `/api/records/${type}/actions/${action}`, input)).body['id'])
const does = (role: Role, type: string, id: string, action: string, input: object = {}) =>
  world.must(role, `/api/records/${type}/${id}/actions/${action}`, input)

before(async () => {
  world = await httpWorld()
  const id = await opens('nanguanInvestigator', 'case', 'open', {
    ...{ title: '南关渔港垄断案', label: 'triad', facts: '长期垄断码头装卸。', area: '220102' },
    ...{ team: [people.nanguanInvestigator], special: true },
  })
  listing = await opens('nanguanOfficeHead', 'listing', 'propose', {
    ...{ case: id, title: '南关渔港垄断案', origin: 'inferior', listingBody: '22:office' },
    ...{ reasonCodes: ['localResistance'], grounds: '当地阻力大。', stage: 'investigation' },
    targets: ['arrests', 'assets', 'umbrellas', 'trial'].map((target) => ({ target, what: '依法办理。' })),
  })
  await does('provinceOfficeHead', 'listing', listing, 'approve', {
    ...{ supervisor: people.provinceSupervisor, limit: '12m', rhythm: 'monthly', instructions: '依法推进。' },
  })
  const charge = await opens('nanguanOfficeHead', 'leaderCharge', 'offer', {
    ...{ case: id, title: '南关渔港垄断案', grounds: ['big'], leader: people.nanguanLeader },
    duties: ['progress', 'coordination', 'umbrellas', 'assets', 'rectification'].map((duty) => ({
      duty,
      aim: '按月推进。',
    })),
  })
  await does('nanguanLeader', 'leaderCharge', charge, 'accept', { declaresNoTie: true })
  await does('nanguanLeader', 'leaderCharge', charge, 'coordinate', {
    coordination: [{ kind: 'onSite', on: today, about: 'people', arranged: '增派四名侦查人员。' }],
  })
  await does('nanguanInvestigator', 'listing', listing, 'draftReport', {
    report: {
      ...{ from: today, to: today, stage: 'prosecution', held: 9, crimesProved: 12, umbrellas: 1 },
      ...{ assetsControlled: 31_000_000, assetsDisposed: 0, difficulties: '资金流向复杂。' },
    },
  })
  await does('nanguanPoliceHead', 'listing', listing, 'signReport')
})
after(() => world[Symbol.asyncDispose]())

const wallOf = async (role: Role) => {
  const { status, body } = await world.as(role, 'GET', '/api/listed')
  assert.equal(status, 200)
  // Every answer has its items.
  return body['items'] as readonly Readonly<Record<string, unknown>>[]
}

test('the supervisor sees where it stands, when the next report is due, and what the leader last did', async () => {
  assert.partialDeepStrictEqual(await wallOf('provinceSupervisor'), [
    {
      ...{ id: listing, title: '南关渔港垄断案', level: 'province', stage: 'prosecution' },
      ...{ handlingUnit: '220102:police', report: { lamp: 'green' }, lastReport: { to: today } },
      leader: { leader: people.nanguanLeader, lastAct: { kind: 'onSite', on: today } },
    },
  ])
})

test('whoever does not reach the charge sees the listing without its leader', async () => {
  const [item] = await wallOf('nanguanInvestigator')
  assert.equal(item?.['id'], listing)
  assert.equal(item['leader'], undefined)
})

test('the wall shows whoever asks what the list of listings shows them, and nobody else anything', async () => {
  for (const role of [
    ...([
      'provinceOfficeHead',
      'nanguanLeader',
      'nanguanOfficeHead',
      'changchunSupervisor',
      'auditor',
    ] as const),
    ...(['chuanyingOfficeHead', 'chaoyangInvestigator', 'centreIntake', 'systemAdministrator'] as const),
  ]) {
    const { body } = await world.as(role, 'GET', '/api/records/listing')
    // Every list has its items.
    const ids = (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id)
    assert.deepEqual(
      (await wallOf(role)).map(({ id }) => id),
      ids,
      role,
    )
  }
  assert.deepEqual(await wallOf('chuanyingOfficeHead'), [])
  assert.equal((await world.ask({ method: 'GET', url: '/api/listed' })).status, 401)
})
