/** An objection is received, heard, decided with its remedies, and complained about; nobody judges their own work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf } from '#kernel/time.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { staff } from '#test/support/specify.ts'
import { asked, AssetWorld, found } from './assetWorld.fixture.ts'
import type { RecordId } from '#kernel/record/field.ts'

/** A frozen account, and what is said against it. */
function objected() {
  const world = new AssetWorld()
  const asset = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input: found() })
  const measure = world.by('nanguanInvestigator', { type: 'measure', action: 'apply', input: asked(asset) })
  const act = (role: Role, action: string, input: object) =>
    world.by(role, { type: 'measure', id: measure, action, input: { ...input } })
  act('nanguanPoliceHead', 'approve', { decisionReasons: '同意。' })
  act('nanguanInvestigator', 'execute', {
    officers: [people.nanguanInvestigator, people.nanguanInvestigator2],
    witness: { name: '刘见证' },
    items: [{ what: '账户', count: 1, measuredIn: '个' }],
  })
  return { world, asset, measure, id: world.by('nanguanLegal', receive(asset, measure)) }
}
const receive = (asset: RecordId, measure: RecordId, more: object = {}) => ({
  ...{ type: 'propertyObjection', action: 'receive' },
  input: {
    ...{ asset, measure, title: '对冻结账户的异议', standing: 'outsider', ground: 'ownership' },
    ...{
      objector: { name: '孙案外', contact: '13800000000' },
      content: '账户资金系本人所有。',
      receivedOn: '2025-04-28',
    },
    ...more,
  },
})
const hearing = { hearings: [{ on: '2025-04-28', heard: '异议人孙案外', what: '陈述资金来源。' }] }
const decision = (one: string) => ({
  decision: one,
  findings: '经核实。',
  legalGrounds: '反有组织犯罪法第四十九条。',
})
const act = (world: AssetWorld, id: RecordId, role: Role, action: string, input: object) =>
  world.by(role, { type: 'propertyObjection', id, action, input: { ...input } })
const refused = (world: AssetWorld, id: RecordId, role: Role, action: string, input: object) => {
  const done = world.try(staff(role), { type: 'propertyObjection', id, action, input: { ...input } })
  return typeof done === 'string'
    ? 'accepted'
    : done.map((one) => ('rule' in one ? one.rule : one.because)).join()
}

test('nobody decides without hearing: the hearing cannot be skipped', () => {
  const { world, id } = objected()
  assert.equal(refused(world, id, 'nanguanDeputyHead', 'decide', decision('rejected')), 'not from this state')
})

test('upheld: the measure is lifted and the asset let go in the same act, and the remedies are told', () => {
  const { world, id, measure, asset } = objected()
  act(world, id, 'nanguanLegal', 'hear', hearing)
  act(world, id, 'nanguanDeputyHead', 'decide', decision('upheld'))
  assert.partialDeepStrictEqual(world.get(id), {
    ...{ state: 'decided', outcome: 'upheld' },
    remedies: ['complainToOrgan', 'procuratorate', 'inCourt'],
  })
  assert.partialDeepStrictEqual(world.get(measure), { state: 'lifted', liftReason: 'objection' })
  assert.equal(world.get(asset).state, 'found')
})

test('rejected: the measure stays; a complaint is answered by another leader within 30 days ([L3] art 196)', () => {
  const { world, id, measure } = objected()
  act(world, id, 'nanguanLegal', 'hear', hearing)
  act(world, id, 'nanguanDeputyHead', 'decide', decision('rejected'))
  assert.equal(world.get(measure).state, 'effective')
  act(world, id, 'nanguanLegal', 'complain', { complaint: '不服。', complainedOn: '2025-04-28' })
  const due = world.clock(id, 'answerComplaint')?.ledger.due
  assert.equal(due && dayOf(due), '2025-05-28')
  const answer = { complaintDecision: 'corrected', complaintAnswer: '予以纠正，解除冻结。' }
  assert.equal(
    refused(world, id, 'nanguanDeputyHead', 'answerComplaint', answer),
    'actorDidNotDecideTheObjection',
  )
  act(world, id, 'nanguanPoliceHead', 'answerComplaint', answer)
  assert.partialDeepStrictEqual(world.get(id), { state: 'complaintAnswered', outcome: 'corrected' })
  assert.equal(world.get(measure).state, 'lifted')
})

test('it is heard within 7 days [ASM] and decided within 15 [ASM; AOCL art 49 gives no number]', () => {
  const { world, id } = objected()
  const due = ['hear', 'decide'].map((name) => world.clock(id, name)?.ledger.due)
  assert.deepEqual(
    due.map((one) => one && dayOf(one)),
    ['2025-05-06', '2025-05-13'],
  )
})

const cases: readonly (readonly [string, string, (world: ReturnType<typeof objected>) => string])[] = [
  [
    'receivedByNow',
    'nothing was received tomorrow',
    ({ world, asset, measure }) => refusedReceipt(world, asset, measure, { receivedOn: '2025-04-29' }),
  ],
  [
    'measureIsOnTheAsset',
    'the measure is one on that asset',
    ({ world, measure }) => {
      const other = world.by('nanguanInvestigator', { type: 'asset', action: 'find', input: found() })
      return refusedReceipt(world, other, measure)
    },
  ],
  [
    'actorsUnitHasTheAsset',
    'the organ that took the measure receives it',
    ({ world, asset, measure }) => refusedReceipt(world, asset, measure, {}, 'chaoyangInvestigator'),
  ],
  [
    'hearerTookNoPart',
    'whoever carried it out does not hear what is said against it',
    ({ world, id }) => refused(world, id, 'nanguanInvestigator2', 'hear', hearing),
  ],
  [
    'heardByNow',
    'nobody was heard tomorrow',
    ({ world, id }) =>
      refused(world, id, 'nanguanLegal', 'hear', {
        hearings: [{ ...hearing.hearings[0], on: '2025-04-29' }],
      }),
  ],
  [
    'deciderTookNoPart',
    'whoever approved the measure does not decide on it',
    ({ world, id }) => {
      act(world, id, 'nanguanLegal', 'hear', hearing)
      return refused(world, id, 'nanguanPoliceHead', 'decide', decision('rejected'))
    },
  ],
  [
    'complainedByNow',
    'no complaint came tomorrow',
    ({ world, id }) => {
      act(world, id, 'nanguanLegal', 'hear', hearing)
      act(world, id, 'nanguanDeputyHead', 'decide', decision('rejected'))
      return refused(world, id, 'nanguanLegal', 'complain', {
        complaint: '不服。',
        complainedOn: '2025-04-29',
      })
    },
  ],
  [
    'somethingWasRefused',
    'what was upheld is not complained about',
    ({ world, id }) => {
      act(world, id, 'nanguanLegal', 'hear', hearing)
      act(world, id, 'nanguanDeputyHead', 'decide', decision('upheld'))
      return refused(world, id, 'nanguanLegal', 'complain', {
        complaint: '不服。',
        complainedOn: '2025-04-28',
      })
    },
  ],
]
const refusedReceipt = (
  world: AssetWorld,
  asset: RecordId,
  measure: RecordId,
  more: object = {},
  role: Role = 'nanguanLegal',
): string => {
  const done = world.try(staff(role), receive(asset, measure, more))
  return typeof done === 'string'
    ? 'accepted'
    : done.map((one) => ('rule' in one ? one.rule : one.because)).join()
}
for (const [rule, name, tried] of cases)
  test(name, () => {
    assert.equal(tried(objected()), rule)
  })
